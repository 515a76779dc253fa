// trackwright-cli collection new FILE [VIDEO...] | add FILE VIDEO... | remove FILE VIDEO | list FILE
// trackwright-cli collection assign|begin|submit|accept|send-back FILE VIDEO --as PERSON [--reason TEXT]
// trackwright-cli collection comment|resolve|comments FILE ...
// trackwright-cli collection second|agreement FILE VIDEO ...
// trackwright-cli collection track|refresh|export|relink FILE ...
// FILE is a .twc or the folder of a batch; VIDEO a name or fingerprint in it.

#include "app/cli/collection_text.h"
#include "app/cli/commands/commands.h"
#include "app/cli/console.h"
#include "app/cli/track_options.h"
#include "core/base/number_text.h"
#include "core/batch/plan.h"
#include "core/collection/collection_file.h"
#include "core/collection/projects.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>

namespace tw::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using collection::Collection;
using collection::Entry;

struct Arguments {
    std::string file;
    std::vector<std::string> videos;
    std::string video;
    std::string person;
    std::string text;
    std::string reason;
    std::string out;
    std::string second;
    std::string state;
    std::int64_t comment = 0;
    std::int64_t frame = 0; // from 1; 0: not given
    std::int64_t track = 0;
    bool reopen = false;
    bool all = false;
    std::vector<std::string> folders;
    TrackOptions network;
};

// One change of the file; then done.
ExitCode change(const Arguments& arguments, Console& console, const collection::Change& what)
{
    const auto file = collection::collectionFileOf(arguments.file);
    if (!file)
        return console.fail(file.error());
    const auto changed = collection::changeCollection(*file, what);
    if (!changed)
        return changed.error().code == ErrorCode::InvalidArgument ? console.usage(changed.error().message())
                                                                  : console.fail(changed.error());
    return console.done();
}

// The same for one entry; prints what it is then.
ExitCode changeEntry(const Arguments& arguments, Console& console, const std::function<Result<void>(Entry&)>& what)
{
    Entry after;
    const ExitCode code = change(arguments, console, [&](Collection& collection) -> Result<void> {
        TW_TRY_ASSIGN(Entry * entry, collection.find(arguments.video));
        TW_TRY(what(*entry));
        after = *entry;
        return {};
    });
    if (code != ExitCode::Done)
        return code;
    if (console.json())
        console.printJson(entryJson(after));
    else
        console.print(after.name + ": " + std::string(collection::toString(after.state)) +
                      (after.annotator.empty() ? "" : ", " + after.annotator) + "\n");
    return console.done();
}

Result<std::pair<fs::path, Collection>> openCollection(const Arguments& arguments)
{
    TW_TRY_ASSIGN(fs::path file, collection::collectionFileOf(arguments.file));
    TW_TRY_ASSIGN(Collection collection, collection::readCollection(file));
    return std::pair(std::move(file), std::move(collection));
}

// --- videos --------------------------------------------------------------------------------------------------------

ExitCode addVideos(const Arguments& arguments, Console& console)
{
    std::vector<fs::path> videos;
    if (!arguments.videos.empty()) {
        auto found = batch::findVideos(arguments.videos);
        if (!found)
            return console.fail(found.error());
        videos = *std::move(found);
    }
    std::vector<Entry> entries;
    for (const fs::path& video : videos) {
        auto entry = collection::entryFor(video);
        if (entry)
            entries.push_back(*std::move(entry));
        else
            console.problem(entry.error().message());
    }
    int added = 0;
    const ExitCode code = change(arguments, console, [&](Collection& collection) -> Result<void> {
        for (const Entry& entry : entries) {
            TW_TRY_ASSIGN(const bool isNew, collection::addVideo(collection, entry));
            added += isNew ? 1 : 0;
        }
        return {};
    });
    if (code == ExitCode::Done || code == ExitCode::DoneWithIssues)
        console.print(console.json() ? Json{{"added", added}}.dump() + "\n" : toText(std::int64_t{added}) + " added\n");
    return code;
}

ExitCode newCollection(const Arguments& arguments, Console& console)
{
    if (fs::path(arguments.file).extension() != ".twc")
        return console.usage("a collection's file ends in .twc, not '" + arguments.file + "'");
    const auto made = collection::createCollection(arguments.file);
    return made ? addVideos(arguments, console) : console.fail(made.error());
}

// Those named, or all; of one state only where one is named.
Result<std::vector<Entry>> chosen(const Collection& collection, const Arguments& arguments)
{
    std::vector<Entry> out;
    std::optional<collection::State> state;
    if (!arguments.state.empty()) {
        state = collection::stateFrom(arguments.state);
        if (!state)
            return Error{ErrorCode::InvalidArgument, "a state is one of " + stateNames(), arguments.state};
    }
    for (const std::string& name : arguments.videos) {
        TW_TRY_ASSIGN(const Entry* entry, collection.find(name));
        out.push_back(*entry);
    }
    if (arguments.videos.empty())
        out = collection.entries;
    std::erase_if(out, [&](const Entry& entry) {
        return (state && entry.state != *state) || (!arguments.person.empty() && entry.annotator != arguments.person);
    });
    return out;
}

ExitCode list(const Arguments& arguments, Console& console)
{
    const auto opened = openCollection(arguments);
    if (!opened)
        return console.fail(opened.error());
    const auto entries = chosen(opened->second, arguments);
    if (!entries)
        return console.usage(entries.error().message());
    if (console.json())
        console.printJson(listJson(*entries));
    else
        console.print(listText(*entries));
    return console.done();
}

// --- comments ------------------------------------------------------------------------------------------------------

ExitCode addComment(const Arguments& arguments, Console& console)
{
    std::int64_t id = 0;
    const ExitCode code = change(arguments, console, [&](Collection& collection) -> Result<void> {
        TW_TRY_ASSIGN(Entry * entry, collection.find(arguments.video));
        collection::Comment comment;
        comment.author = arguments.person;
        comment.text = arguments.text;
        comment.when = std::time(nullptr);
        comment.frame = arguments.frame > 0 ? static_cast<FrameIndex>(arguments.frame - 1) : kNoFrame;
        comment.track = TrackId{static_cast<std::int32_t>(arguments.track)};
        TW_TRY_ASSIGN(id, collection::addComment(collection, *entry, std::move(comment)));
        return {};
    });
    if (code == ExitCode::Done)
        console.print(console.json() ? Json{{"comment", id}}.dump() + "\n" : "comment " + toText(id) + "\n");
    return code;
}

ExitCode listComments(const Arguments& arguments, Console& console)
{
    const auto opened = openCollection(arguments);
    if (!opened)
        return console.fail(opened.error());
    Json json = Json::array();
    std::string text;
    for (const Entry& entry : opened->second.entries) {
        for (const collection::Comment& comment : entry.comments) {
            const auto named = collection::mentionsIn(comment.text);
            const bool wanted =
                arguments.person.empty() || std::find(named.begin(), named.end(), arguments.person) != named.end();
            if (!wanted || (comment.resolved && !arguments.all))
                continue;
            json.push_back(commentJson(entry, comment));
            text += commentText(entry, comment);
        }
    }
    if (console.json())
        console.printJson(Json{{"comments", std::move(json)}});
    else
        console.print(text);
    return console.done();
}

// --- files ---------------------------------------------------------------------------------------------------------

// A new summary enters the file as soon as it is there: a run that is stopped keeps what is done.
Result<void> enterFigures(const fs::path& file, const Entry& entry, const collection::Figures& figures)
{
    const auto changed = collection::changeCollection(file, [&](Collection& now) -> Result<void> {
        TW_TRY_ASSIGN(Entry * there, now.find(entry.fingerprint));
        collection::tracked(*there, figures);
        return {};
    });
    return changed ? Result<void>() : changed.error();
}

using Make = std::function<Result<collection::Figures>(const Entry&)>;
ExitCode forEach(const fs::path& file, const std::vector<Entry>& entries, const Make& make, Console& console)
{
    std::int64_t done = 0;
    for (const Entry& entry : entries) {
        auto figures = make(entry);
        Result<void> entered = figures ? enterFigures(file, entry, *figures) : figures.error();
        if (!entered && entered.error().code == ErrorCode::Cancelled)
            return console.fail(entered.error());
        if (entered) {
            console.note(entry.name + ": " + toText(figures->tracks) + " tracks, " + toText(figures->open) +
                         " findings");
            ++done;
        } else {
            console.problem(entry.name + ": " + entered.error().message());
        }
    }
    console.print(console.json() ? Json{{"done", done}}.dump() + "\n" : toText(done) + " done\n");
    return console.done();
}

ExitCode trackVideos(const Arguments& arguments, Console& console)
{
    const auto opened = openCollection(arguments);
    if (!opened)
        return console.fail(opened.error());
    auto entries = chosen(opened->second, arguments);
    if (!entries)
        return console.fail(entries.error());
    std::erase_if(*entries, [](const Entry& entry) { return entry.state != collection::State::Untracked; });
    auto request = requestOf(arguments.network);
    if (!request)
        return console.usage(request.error().detail);
    const auto device = model::parseDevice(arguments.network.device);
    if (!device)
        return console.fail(device.error());
    request->detector.device = *device;
    return forEach(
        opened->first, *entries,
        [&](const Entry& entry) { return collection::trackInto(entry, *request, nullptr, console.job()); }, console);
}

ExitCode refresh(const Arguments& arguments, Console& console)
{
    const auto opened = openCollection(arguments);
    if (!opened)
        return console.fail(opened.error());
    std::vector<Entry> outdated;
    for (const Entry& entry : opened->second.entries)
        if (collection::isOutdated(entry))
            outdated.push_back(entry);
    return forEach(
        opened->first, outdated,
        [&](const Entry& entry) { return collection::summarize(entry.project, console.job()); }, console);
}

ExitCode exportVideos(const Arguments& arguments, Console& console)
{
    const auto opened = openCollection(arguments);
    if (!opened)
        return console.fail(opened.error());
    auto entries = chosen(opened->second, arguments);
    if (!entries)
        return console.usage(entries.error().message());
    std::erase_if(*entries, [](const Entry& entry) { return entry.state == collection::State::Untracked; });
    const auto exported = collection::exportAll(*entries, arguments.out, {}, console.job());
    if (!exported)
        return console.fail(exported.error());
    std::int64_t done = 0;
    for (const collection::Exported& each : *exported) {
        if (each.problem.empty())
            ++done;
        else
            console.problem(each.name + ": " + each.problem);
    }
    console.print(console.json() ? Json{{"exported", done}}.dump() + "\n" : toText(done) + " exported\n");
    return console.done();
}

ExitCode showAgreement(const Arguments& arguments, Console& console)
{
    const auto opened = openCollection(arguments);
    if (!opened)
        return console.fail(opened.error());
    const auto entry = opened->second.find(arguments.video);
    if (!entry)
        return console.fail(entry.error());
    if ((*entry)->second.empty())
        return console.fail(
            {ErrorCode::NotFound, "has no second annotation; `collection second` names one", (*entry)->name});
    const FrameIndex frames = (*entry)->figures ? static_cast<FrameIndex>((*entry)->figures->frames) : 0;
    const auto agreement = collection::agreementOf((*entry)->project, (*entry)->second, frames, console.job());
    if (!agreement)
        return console.fail(agreement.error());
    if (console.json())
        console.printJson(agreementJson(*agreement));
    else
        console.print(agreementText(**entry, *agreement));
    return console.done();
}

ExitCode relinkFiles(const Arguments& arguments, Console& console)
{
    const auto file = collection::collectionFileOf(arguments.file);
    if (!file)
        return console.fail(file.error());
    std::vector<fs::path> folders(arguments.folders.begin(), arguments.folders.end());
    if (folders.empty()) {
        std::error_code error;
        folders.push_back(fs::absolute(*file, error).parent_path());
    }
    collection::Relinked report;
    const ExitCode code = change(arguments, console, [&](Collection& collection) -> Result<void> {
        TW_TRY_ASSIGN(report, collection::relink(collection, folders, console.job()));
        return {};
    });
    if (code != ExitCode::Done)
        return code;
    for (const std::string& problem : report.problems)
        console.problem(problem);
    console.print(console.json() ? Json{{"found", report.found}}.dump() + "\n"
                                 : toText(std::int64_t{report.found}) + " files found\n");
    return console.done();
}

// --- the table of sub-commands -------------------------------------------------------------------------------------

class Table
{
public:
    Table(CLI::App& app, std::shared_ptr<Arguments> arguments) : m_app(app), m_arguments(std::move(arguments)) {}

    CLI::App* add(const std::string& name, const std::string& summary, ExitCode (*function)(const Arguments&, Console&))
    {
        CLI::App* sub = m_app.add_subcommand(name, summary);
        sub->add_option("FILE", m_arguments->file, "A collection (.twc) or the folder of a batch")->required();
        m_rows.emplace_back(sub, function);
        return sub;
    }
    // About one video.
    CLI::App* addFor(const std::string& name, const std::string& summary,
                     ExitCode (*function)(const Arguments&, Console&))
    {
        CLI::App* sub = add(name, summary, function);
        sub->add_option("VIDEO", m_arguments->video, "Name of a video in the collection")->required();
        return sub;
    }
    // By one person.
    CLI::App* addBy(const std::string& name, const std::string& summary,
                    ExitCode (*function)(const Arguments&, Console&))
    {
        CLI::App* sub = addFor(name, summary, function);
        sub->add_option("--as", m_arguments->person, "The person who does it")->required();
        return sub;
    }
    ExitCode run(Console& console) const
    {
        for (const auto& [sub, function] : m_rows)
            if (sub->parsed())
                return function(*m_arguments, console);
        return console.usage("one of the sub-commands is needed; --help lists them");
    }

private:
    CLI::App& m_app;
    std::shared_ptr<Arguments> m_arguments;
    std::vector<std::pair<CLI::App*, ExitCode (*)(const Arguments&, Console&)>> m_rows;
};

void declareStates(Table& table, Arguments& arguments)
{
    table
        .addFor("assign", "Name the annotator of a video",
                [](const Arguments& a, Console& console) {
                    return changeEntry(a, console, [&](Entry& entry) { return assign(entry, a.person); });
                })
        ->add_option("--to", arguments.person, "The annotator")
        ->required();
    table.addBy("begin", "The annotator begins", [](const Arguments& a, Console& console) {
        return changeEntry(a, console, [&](Entry& entry) { return begin(entry, a.person); });
    });
    table.addBy("submit", "The annotator is done", [](const Arguments& a, Console& console) {
        return changeEntry(a, console, [&](Entry& entry) { return submit(entry, a.person); });
    });
    table.addBy("accept", "A second person accepts submitted work", [](const Arguments& a, Console& console) {
        return changeEntry(a, console, [&](Entry& entry) { return accept(entry, a.person, std::time(nullptr)); });
    });
    table
        .addBy("send-back", "A second person sends work back",
               [](const Arguments& a, Console& console) {
                   return changeEntry(a, console, [&](Entry& entry) {
                       return sendBack(entry, a.person, a.reason, std::time(nullptr));
                   });
               })
        ->add_option("--reason", arguments.reason, "What needs work")
        ->required();
}

void declareComments(Table& table, Arguments& arguments)
{
    constexpr std::int64_t kMost = 2'000'000'000;
    CLI::App* comment = table.addBy("comment", "Comment on a video, a frame or a track", addComment);
    comment->add_option("TEXT", arguments.text, "What to say; @name addresses a person")->required();
    comment->add_option("--frame", arguments.frame, "Frame number, from 1")->check(CLI::Range(std::int64_t{1}, kMost));
    comment->add_option("--track", arguments.track, "Track number")->check(CLI::Range(std::int64_t{1}, kMost));
    CLI::App* resolve = table.addBy("resolve", "Mark a comment as resolved", [](const Arguments& a, Console& console) {
        return changeEntry(a, console,
                           [&](Entry& entry) { return resolveComment(entry, a.comment, a.person, !a.reopen); });
    });
    resolve->add_option("COMMENT", arguments.comment, "Its number")->required();
    resolve->add_flag("--reopen", arguments.reopen, "It is not resolved after all");
    CLI::App* comments = table.add("comments", "List comments", listComments);
    comments->add_option("--for", arguments.person, "Only those that address this person");
    comments->add_flag("--all", arguments.all, "Resolved ones, too");
}

void declareFiles(Table& table, Arguments& arguments)
{
    CLI::App* track = table.add("track", "Track what is untracked, one video after the other", trackVideos);
    track->add_option("VIDEO", arguments.videos, "Names in the collection; all when absent");
    addTrackOptions(*track, arguments.network);
    table.add("refresh", "Read the figures of changed projects again", refresh);
    CLI::App* exporting = table.add("export", "Write gt.txt of tracked videos to DIR/NAME", exportVideos);
    exporting->add_option("VIDEO", arguments.videos, "Names in the collection; all when absent");
    exporting->add_option("--out", arguments.out, "Folder")->required();
    exporting->add_option("--state", arguments.state, "Only of this state, \"accepted\"");
    table
        .addBy("second", "Name a second annotation of a video",
               [](const Arguments& a, Console& console) {
                   std::error_code error;
                   const fs::path file = fs::absolute(a.second, error).lexically_normal();
                   if (!fs::is_regular_file(file, error))
                       return console.fail({ErrorCode::NotFound, "there is no such file", a.second});
                   return changeEntry(a, console, [&](Entry& entry) { return setSecond(entry, file, a.person); });
               })
        ->add_option("--file", arguments.second, "Project or track file of the same video")
        ->required();
    table.addFor("agreement", "Compare the annotations of two people: HOTA, IDF1, differences", showAgreement);
    table.add("relink", "Find moved videos and projects again", relinkFiles)
        ->add_option("FOLDER", arguments.folders, "Where to look; that of the collection when absent");
}

} // namespace

Run declareCollection(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    auto table = std::make_shared<Table>(app, arguments);
    table->add("new", "Make a collection", newCollection)
        ->add_option("VIDEO", arguments->videos, "Videos, folders of them, quoted globs, or list files (.txt)");
    table->add("add", "Add videos", addVideos)
        ->add_option("VIDEO", arguments->videos, "Videos, folders of them, quoted globs, or list files (.txt)")
        ->required();
    table->addFor("remove", "Take a video out of the collection; its files stay",
                  [](const Arguments& a, Console& console) {
                      return change(a, console, [&](Collection& c) { return removeVideo(c, a.video); });
                  });
    CLI::App* listing = table->add("list", "State, annotator and figures of each video", list);
    listing->add_option("--state", arguments->state, "Only of this state, \"needs work\"");
    listing->add_option("--annotator", arguments->person, "Only of this annotator");
    declareStates(*table, *arguments);
    declareComments(*table, *arguments);
    declareFiles(*table, *arguments);
    app.require_subcommand(1, 1);
    return [table](Console& console) { return table->run(console); };
}

} // namespace tw::cli
