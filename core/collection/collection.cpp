#include "core/collection/collection.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace tw::collection {
namespace {

constexpr std::array<std::string_view, kStates> kNames = {"untracked", "tracked",  "in review",
                                                          "reviewed",  "accepted", "needs work"};

Error refused(const Entry& entry, const char* what)
{
    return {ErrorCode::Conflict, std::string("is ") + std::string(toString(entry.state)) + "; " + what, entry.name};
}

Result<void> checkPerson(const std::string& person)
{
    if (person.empty() || person.size() > kMaxName || person.find_first_of("\n\r\t") != std::string::npos)
        return Error{ErrorCode::InvalidArgument, "a person's name is one line of 1 to 200 bytes", person};
    return {};
}

Result<void> checkText(const std::string& text, const char* what)
{
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return Error{ErrorCode::InvalidArgument, std::string(what) + " is empty", {}};
    if (text.size() > kMaxText)
        return Error{ErrorCode::InvalidArgument, std::string(what) + " is longer than 10,000 bytes", {}};
    return {};
}

// Letters, digits and what stands inside names; every byte above ASCII belongs to a letter.
bool inName(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 128 || std::isalnum(byte) != 0 || c == '_' || c == '-' || c == '.';
}

Result<void> checkReviewer(const Entry& entry, const std::string& reviewer)
{
    TW_TRY(checkPerson(reviewer));
    if (reviewer == entry.annotator)
        return Error{ErrorCode::Conflict, "was annotated by " + reviewer + "; a second person accepts or sends back",
                     entry.name};
    return {};
}

template <class Entries>
auto findIn(Entries& entries, std::string_view key) -> Result<decltype(&entries.front())>
{
    for (auto& entry : entries)
        if (entry.name == key)
            return &entry;
    for (auto& entry : entries)
        if (entry.fingerprint == key)
            return &entry;
    return Error{ErrorCode::NotFound, "no video of the collection has this name", std::string(key)};
}

} // namespace

std::string_view toString(State state)
{
    return kNames.at(static_cast<std::size_t>(state));
}

std::optional<State> stateFrom(std::string_view text)
{
    const auto it = std::find(kNames.begin(), kNames.end(), text);
    if (it == kNames.end())
        return {};
    return static_cast<State>(it - kNames.begin());
}

double Figures::progress() const
{
    return open + decided == 0 ? 1.0 : static_cast<double>(decided) / static_cast<double>(open + decided);
}

int Entry::unresolved() const
{
    return static_cast<int>(
        std::count_if(comments.begin(), comments.end(), [](const Comment& each) { return !each.resolved; }));
}

Result<Entry*> Collection::find(std::string_view key)
{
    return findIn(entries, key);
}

Result<const Entry*> Collection::find(std::string_view key) const
{
    return findIn(entries, key);
}

double Totals::progress() const
{
    return open + decided == 0 ? 1.0 : static_cast<double>(decided) / static_cast<double>(open + decided);
}

Totals totalsOf(const Collection& collection)
{
    Totals out;
    for (const Entry& entry : collection.entries) {
        ++out.videos;
        ++out.ofState[static_cast<std::size_t>(entry.state)];
        out.unresolved += entry.unresolved();
        if (!entry.figures)
            continue;
        out.frames += entry.figures->frames;
        out.tracks += entry.figures->tracks;
        out.open += entry.figures->open;
        out.decided += entry.figures->decided;
        out.expectedSwitches += entry.figures->expectedSwitches;
    }
    return out;
}

Result<bool> addVideo(Collection& collection, Entry entry)
{
    if (entry.fingerprint.empty() || entry.name.empty() || entry.name.size() > kMaxName)
        return Error{ErrorCode::InvalidArgument, "a video needs a fingerprint and a name of at most 200 bytes",
                     entry.video.string()};
    std::set<std::string_view> names;
    for (Entry& known : collection.entries) {
        if (known.fingerprint == entry.fingerprint) {
            known.video = std::move(entry.video);
            return false;
        }
        names.insert(known.name);
    }
    if (collection.entries.size() >= kMaxVideos)
        return Error{ErrorCode::InvalidArgument, "a collection holds 100,000 videos at most", entry.video.string()};
    const std::string base = entry.name;
    for (int i = 2; names.contains(entry.name); ++i)
        entry.name = base + "-" + std::to_string(i);
    collection.entries.push_back(std::move(entry));
    return true;
}

Result<void> removeVideo(Collection& collection, std::string_view key)
{
    TW_TRY_ASSIGN(Entry * entry, collection.find(key));
    collection.entries.erase(collection.entries.begin() + (entry - collection.entries.data()));
    return {};
}

Result<void> assign(Entry& entry, const std::string& annotator)
{
    TW_TRY(checkPerson(annotator));
    if (entry.state == State::Reviewed || entry.state == State::Accepted)
        return refused(entry, "the annotator of submitted work does not change");
    entry.annotator = annotator;
    return {};
}

void tracked(Entry& entry, const Figures& figures)
{
    entry.figures = figures;
    if (entry.state == State::Untracked)
        entry.state = State::Tracked;
}

Result<void> begin(Entry& entry, const std::string& person)
{
    TW_TRY(checkPerson(person));
    if (entry.state == State::InReview && entry.annotator == person)
        return {};
    if (entry.state != State::Tracked && entry.state != State::NeedsWork)
        return refused(entry, "only what is tracked or needs work can be begun");
    if (!entry.annotator.empty() && entry.annotator != person)
        return Error{ErrorCode::Conflict, "is assigned to " + entry.annotator, entry.name};
    entry.annotator = person;
    entry.state = State::InReview;
    return {};
}

Result<void> submit(Entry& entry, const std::string& person)
{
    Entry changed = entry; // begun and submitted, or neither
    if (changed.state != State::InReview)
        TW_TRY(begin(changed, person));
    TW_TRY(checkPerson(person));
    if (changed.annotator != person)
        return Error{ErrorCode::Conflict, "is assigned to " + changed.annotator, entry.name};
    changed.state = State::Reviewed;
    entry = std::move(changed);
    return {};
}

Result<void> accept(Entry& entry, const std::string& reviewer, std::int64_t when)
{
    TW_TRY(checkReviewer(entry, reviewer));
    if (entry.state != State::Reviewed)
        return refused(entry, "only reviewed work can be accepted");
    entry.verdicts.push_back({reviewer, true, {}, when});
    entry.state = State::Accepted;
    return {};
}

Result<void> sendBack(Entry& entry, const std::string& reviewer, const std::string& reason, std::int64_t when)
{
    TW_TRY(checkReviewer(entry, reviewer));
    TW_TRY(checkText(reason, "the reason"));
    if (entry.state != State::Reviewed && entry.state != State::Accepted)
        return refused(entry, "only reviewed or accepted work can be sent back");
    entry.verdicts.push_back({reviewer, false, reason, when});
    entry.state = State::NeedsWork;
    return {};
}

Result<void> setSecond(Entry& entry, const std::filesystem::path& file, const std::string& annotator)
{
    TW_TRY(checkPerson(annotator));
    if (file.empty() || file == entry.project)
        return Error{ErrorCode::InvalidArgument, "is the first annotator's project; name the second one's",
                     file.string()};
    if (annotator == entry.annotator)
        return Error{ErrorCode::Conflict, "is annotated by " + annotator + "; agreement needs two people", entry.name};
    entry.second = file;
    entry.secondAnnotator = annotator;
    return {};
}

Result<std::int64_t> addComment(Collection& collection, Entry& entry, Comment comment)
{
    TW_TRY(checkPerson(comment.author));
    TW_TRY(checkText(comment.text, "the comment"));
    if (entry.comments.size() >= kMaxComments)
        return Error{ErrorCode::Conflict, "has 10,000 comments, as many as a video may have", entry.name};
    comment.id = collection.nextComment++;
    comment.resolved = false;
    comment.resolvedBy.clear();
    const std::int64_t id = comment.id;
    entry.comments.push_back(std::move(comment));
    return id;
}

Result<void> resolveComment(Entry& entry, std::int64_t id, const std::string& person, bool resolved)
{
    TW_TRY(checkPerson(person));
    for (Comment& comment : entry.comments) {
        if (comment.id != id)
            continue;
        comment.resolved = resolved;
        comment.resolvedBy = resolved ? person : std::string();
        return {};
    }
    return Error{ErrorCode::NotFound, "there is no comment " + std::to_string(id), entry.name};
}

std::vector<std::string> mentionsIn(std::string_view text)
{
    std::vector<std::string> out;
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        if (at > 0 && inName(text[at - 1]))
            continue; // an address, mail@example.org
        std::size_t end = at + 1;
        while (end < text.size() && inName(text[end]))
            ++end;
        while (end > at + 1 && text[end - 1] == '.')
            --end; // of the sentence
        std::string name(text.substr(at + 1, end - at - 1));
        if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end())
            out.push_back(std::move(name));
    }
    return out;
}

} // namespace tw::collection
