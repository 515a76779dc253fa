#include "app/cli/collection_text.h"

#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;
using collection::Entry;

using Row = std::array<std::string, 8>;

// Columns as wide as their widest cell; the first two to the left, the rest to the right.
std::string tableOf(const std::vector<Row>& rows)
{
    std::array<std::size_t, std::tuple_size_v<Row>> width{};
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            width[i] = std::max(width[i], row[i].size());
    std::string out;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string pad(width[i] - row[i].size(), ' ');
            line += (i == 0 ? "" : "  ") + (i < 3 ? row[i] + pad : pad + row[i]);
        }
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return out;
}

collection::Totals totalsOf(const std::vector<Entry>& entries)
{
    collection::Collection all;
    all.entries = entries;
    return collection::totalsOf(all);
}

} // namespace

std::string stateNames()
{
    std::string out;
    for (int i = 0; i < collection::kStates; ++i)
        out += (i > 0 ? ", " : "") + std::string(toString(static_cast<collection::State>(i)));
    return out;
}

Json commentJson(const Entry& entry, const collection::Comment& comment)
{
    Json json = {{"video", entry.name},
                 {"comment", comment.id},
                 {"author", comment.author},
                 {"text", comment.text},
                 {"when", comment.when},
                 {"resolved", comment.resolved},
                 {"for", collection::mentionsIn(comment.text)}};
    if (comment.frame != kNoFrame)
        json["frame"] = comment.frame + 1;
    if (comment.track != TrackId::kInvalid)
        json["track"] = number(comment.track);
    if (comment.resolved)
        json["resolved_by"] = comment.resolvedBy;
    return json;
}

std::string commentText(const Entry& entry, const collection::Comment& comment)
{
    std::string text = comment.text;
    std::replace(text.begin(), text.end(), '\n', ' ');
    return toText(comment.id) + "  " + entry.name +
           (comment.frame == kNoFrame ? "" : ", frame " + toText(std::int64_t{comment.frame} + 1)) +
           (comment.track == TrackId::kInvalid ? "" : ", track " + toText(std::int64_t{number(comment.track)})) + ", " +
           comment.author + (comment.resolved ? " (resolved)" : "") + ": " + text + "\n";
}

Json entryJson(const Entry& entry)
{
    Json json = {{"name", entry.name},
                 {"state", toString(entry.state)},
                 {"annotator", entry.annotator},
                 {"video", entry.video.string()},
                 {"project", entry.project.string()},
                 {"unresolved", entry.unresolved()}};
    if (entry.figures)
        json["figures"] = {{"frames", entry.figures->frames},
                           {"tracks", entry.figures->tracks},
                           {"boxes", entry.figures->boxes},
                           {"open", entry.figures->open},
                           {"decided", entry.figures->decided},
                           {"progress", entry.figures->progress()},
                           {"expected_switches", entry.figures->expectedSwitches}};
    if (!entry.second.empty())
        json["second"] = {{"file", entry.second.string()}, {"annotator", entry.secondAnnotator}};
    json["verdicts"] = Json::array();
    for (const collection::Verdict& verdict : entry.verdicts)
        json["verdicts"].push_back({{"reviewer", verdict.reviewer},
                                    {"accepted", verdict.accepted},
                                    {"reason", verdict.reason},
                                    {"when", verdict.when}});
    return json;
}

Json listJson(const std::vector<Entry>& entries)
{
    const collection::Totals totals = totalsOf(entries);
    Json json = {{"videos", totals.videos},
                 {"progress", totals.progress()},
                 {"expected_switches", totals.expectedSwitches},
                 {"unresolved", totals.unresolved}};
    for (int i = 0; i < collection::kStates; ++i)
        json["states"][std::string(toString(static_cast<collection::State>(i)))] =
            totals.ofState[static_cast<std::size_t>(i)];
    json["entries"] = Json::array();
    for (const Entry& entry : entries)
        json["entries"].push_back(entryJson(entry));
    return json;
}

std::string listText(const std::vector<Entry>& entries)
{
    std::vector<Row> rows{{"video", "state", "annotator", "frames", "tracks", "findings", "exp. switches", "decided"}};
    for (const Entry& entry : entries) {
        Row row{entry.name, std::string(toString(entry.state)), entry.annotator.empty() ? "-" : entry.annotator};
        if (entry.figures) {
            row[3] = toText(entry.figures->frames);
            row[4] = toText(entry.figures->tracks);
            row[5] = toText(entry.figures->open);
            row[6] = toText(entry.figures->expectedSwitches, 1);
            row[7] = toText(100 * entry.figures->progress(), 0) + " %";
        }
        rows.push_back(std::move(row));
    }
    const collection::Totals totals = totalsOf(entries);
    std::string out = tableOf(rows) + toText(std::int64_t{totals.videos}) + " videos";
    for (int i = 0; i < collection::kStates; ++i)
        if (const int count = totals.ofState[static_cast<std::size_t>(i)]; count > 0)
            out += ", " + toText(std::int64_t{count}) + " " + std::string(toString(static_cast<collection::State>(i)));
    return out + "; " + toText(totals.expectedSwitches, 1) + " expected switches, " +
           toText(std::int64_t{totals.unresolved}) + " open comments\n";
}

Json agreementJson(const collection::Agreement& agreement)
{
    Json json = {{"hota", agreement.hota}, {"idf1", agreement.idf1}, {"mota", agreement.mota}};
    json["differences"] = Json::array();
    for (const evaluation::TrackingError& each : agreement.differences)
        json["differences"].push_back({{"frame", each.frame + 1},
                                       {"kind", toString(each.kind)},
                                       {"first", number(each.truthId)},
                                       {"second", number(each.resultId)}});
    return json;
}

std::string agreementText(const Entry& entry, const collection::Agreement& agreement)
{
    constexpr std::size_t kShown = 50;
    std::string out = entry.annotator + " and " + entry.secondAnnotator + ": HOTA " + toText(100 * agreement.hota, 1) +
                      ", IDF1 " + toText(100 * agreement.idf1, 1) + ", " +
                      toText(static_cast<std::int64_t>(agreement.differences.size())) + " differences\n";
    for (std::size_t i = 0; i < std::min(kShown, agreement.differences.size()); ++i) {
        const evaluation::TrackingError& each = agreement.differences[i];
        out += "  frame " + toText(std::int64_t{each.frame} + 1) + ": " + std::string(toString(each.kind)) +
               (each.truthId == TrackId::kInvalid ? "" : ", first " + toText(std::int64_t{number(each.truthId)})) +
               (each.resultId == TrackId::kInvalid ? "" : ", second " + toText(std::int64_t{number(each.resultId)})) +
               "\n";
    }
    if (agreement.differences.size() > kShown)
        out += "  ... (--json lists all)\n";
    return out;
}

} // namespace tw::cli
