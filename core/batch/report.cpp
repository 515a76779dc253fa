#include "core/batch/report.h"

#include "core/base/markup.h"
#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace tw::batch {
namespace {

using Json = nlohmann::ordered_json;

struct Column {
    const char* name;
    bool number;
    std::string (*text)(const VideoResult&, bool exact); // empty: not known
};

std::string decimal(double value, int decimals, bool exact)
{
    return exact ? toText(value) : toText(value, decimals);
}

std::string score(const VideoResult& result, double VideoResult::Scores::*value, bool exact)
{
    return result.scores ? decimal(*result.scores.*value * 100, 1, exact) : std::string();
}

const std::array<Column, 12> kColumns = {{
    {"frames", true, [](const VideoResult& r, bool) { return toText(r.frames); }},
    {"minutes", true, [](const VideoResult& r, bool exact) { return decimal(r.videoSeconds / 60, 1, exact); }},
    {"tracks", true, [](const VideoResult& r, bool) { return toText(r.tracks); }},
    {"boxes", true, [](const VideoResult& r, bool) { return toText(r.boxes); }},
    {"suspicious", true, [](const VideoResult& r, bool) { return toText(r.suspicious); }},
    {"expected switches", true, [](const VideoResult& r, bool exact) { return decimal(r.expectedSwitches, 1, exact); }},
    {"HOTA", true, [](const VideoResult& r, bool exact) { return score(r, &VideoResult::Scores::hota, exact); }},
    {"MOTA", true, [](const VideoResult& r, bool exact) { return score(r, &VideoResult::Scores::mota, exact); }},
    {"IDF1", true, [](const VideoResult& r, bool exact) { return score(r, &VideoResult::Scores::idf1, exact); }},
    {"switches", true,
     [](const VideoResult& r, bool) { return r.scores ? toText(r.scores->switches) : std::string(); }},
    {"seconds", true, [](const VideoResult& r, bool exact) { return decimal(r.seconds, 1, exact); }},
    {"notes", false,
     [](const VideoResult& r, bool) {
         std::string text;
         for (const std::string& issue : r.issues)
             text += (text.empty() ? "" : "; ") + issue;
         return text;
     }},
}};

std::string cell(const EntryStatus& each, const Column& column, bool exact)
{
    if (!column.number && each.state != EntryState::Done)
        return each.text;
    return each.result ? column.text(*each.result, exact) : std::string();
}

// Sums of everything but scores, which are means over the videos that have them.
VideoResult totalOf(const BatchStatus& status)
{
    VideoResult all;
    VideoResult::Scores sum;
    int scored = 0;
    double variance = 0;
    for (const EntryStatus& each : status.entries) {
        if (!each.result)
            continue;
        const VideoResult& r = *each.result;
        all.frames += r.frames;
        all.videoSeconds += r.videoSeconds;
        all.tracks += r.tracks;
        all.boxes += r.boxes;
        all.suspicious += r.suspicious;
        all.expectedSwitches += r.expectedSwitches;
        variance += r.expectedDeviation * r.expectedDeviation;
        all.seconds += r.seconds;
        if (r.scores) {
            ++scored;
            sum.hota += r.scores->hota;
            sum.mota += r.scores->mota;
            sum.idf1 += r.scores->idf1;
            sum.switches += r.scores->switches;
        }
    }
    all.expectedDeviation = std::sqrt(variance);
    if (scored > 0)
        all.scores = VideoResult::Scores{sum.hota / scored, sum.mota / scored, sum.idf1 / scored, sum.switches};
    return all;
}

std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

// A path in a link: everything but letters, digits and a few signs as %XX.
std::string linkOf(const std::string& path)
{
    std::string out;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x80 && std::isalnum(byte) != 0) || std::string_view("-_./").find(c) != std::string_view::npos) {
            out += c;
        } else {
            constexpr const char* kDigits = "0123456789ABCDEF";
            out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
        }
    }
    return out;
}

std::string duration(double seconds)
{
    const auto whole = std::llround(seconds);
    if (whole < 120)
        return toText(std::int64_t{whole}) + " s";
    if (whole < 7200)
        return toText(std::int64_t{(whole + 30) / 60}) + " min";
    return toText(static_cast<double>(whole) / 3600, 1) + " h";
}

std::string summary(const BatchStatus& status)
{
    const auto videos = static_cast<std::int64_t>(status.entries.size());
    std::string text = toText(videos) + " videos: " + toText(std::int64_t{status.done}) + " done, " +
                       toText(std::int64_t{status.running}) + " running, " + toText(std::int64_t{status.waiting}) +
                       " waiting, " + toText(std::int64_t{status.failed}) + " failed";
    if (status.outdated > 0)
        text += ", " + toText(std::int64_t{status.outdated}) + " outdated";
    return text;
}

constexpr const char* kStyle =
    "body{font:14px/1.4 system-ui,sans-serif;margin:2em;color:#222;background:#fff}table{border-collapse:collapse}"
    "td,th{padding:.3em .7em;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}thead th{position:sticky;top:0;background:#fff}"
    "img{width:160px;display:block}.failed{color:#b00020}.outdated{color:#8a6d00}tr.all td{font-weight:600}"
    "@media(prefers-color-scheme:dark){body,thead th{background:#181818;color:#ddd}td,th{border-color:#333}}";

} // namespace

std::string reportText(const BatchStatus& status)
{
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> head = {"video", "state"};
    for (const Column& column : kColumns)
        head.emplace_back(column.name);
    rows.push_back(std::move(head));
    for (const EntryStatus& each : status.entries) {
        std::vector<std::string> row = {each.entry->name, std::string(toString(each.state))};
        for (const Column& column : kColumns)
            row.push_back(cell(each, column, false));
        rows.push_back(std::move(row));
    }
    std::vector<std::string> last = {"all", ""};
    const VideoResult all = totalOf(status);
    for (const Column& column : kColumns)
        last.push_back(column.text(all, false));
    rows.push_back(std::move(last));
    std::vector<std::size_t> width(rows.front().size(), 0);
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            width[i] = std::max(width[i], row[i].size());
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string pad(width[i] - row[i].size(), ' ');
            const bool right = i >= 2 && kColumns[i - 2].number;
            line += (right ? pad + row[i] : row[i] + pad) + "  ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text + summary(status) + "\n";
}

std::string reportCsv(const BatchStatus& status)
{
    std::string text = "video,state,file";
    for (const Column& column : kColumns)
        text += std::string(",") + column.name;
    text += "\n";
    for (const EntryStatus& each : status.entries) {
        text += csvField(each.entry->name) + "," + std::string(toString(each.state)) + "," +
                csvField(each.entry->video.string());
        for (const Column& column : kColumns)
            text += "," + csvField(cell(each, column, true));
        text += "\n";
    }
    return text;
}

std::string reportHtml(const Plan& plan, const BatchStatus& status)
{
    std::string text = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Batch " +
                       markupText(plan.folder.filename().string()) + "</title><style>" + kStyle +
                       "</style></head><body>\n<h1>" + markupText(plan.folder.filename().string()) + "</h1>\n<p>" +
                       summary(status) + "</p>\n<table><thead><tr><th></th><th>video</th><th>state</th>";
    for (const Column& column : kColumns)
        text += std::string(column.number ? "<th class=\"n\">" : "<th>") + column.name + "</th>";
    text += "</tr></thead><tbody>\n";
    for (const EntryStatus& each : status.entries) {
        const std::string state(toString(each.state));
        text += "<tr><td>";
        if (each.result)
            text += "<img loading=\"lazy\" alt=\"\" src=\"" +
                    linkOf((plan.results(*each.entry) / "picture.jpg").lexically_relative(plan.folder).string()) +
                    "\">";
        text += "</td><td title=\"" + markupText(each.entry->video.string()) + "\">" + markupText(each.entry->name) +
                "</td><td class=\"" + state + "\">" + state + "</td>";
        for (const Column& column : kColumns)
            text += std::string(column.number ? "<td class=\"n\">" : "<td>") + markupText(cell(each, column, false)) +
                    "</td>";
        text += "</tr>\n";
    }
    text += "<tr class=\"all\"><td></td><td>all</td><td></td>";
    const VideoResult all = totalOf(status);
    for (const Column& column : kColumns)
        text += "<td class=\"n\">" + column.text(all, false) + "</td>";
    return text + "</tr>\n</tbody></table>\n</body></html>\n";
}

std::string statusText(const BatchStatus& status, bool everything)
{
    std::string text;
    for (const EntryStatus& each : status.entries) {
        const bool plain = each.state == EntryState::Done || (each.state == EntryState::Waiting && each.text.empty());
        if (plain && !everything)
            continue;
        text += std::string(toString(each.state)) + std::string(10 - toString(each.state).size(), ' ') +
                each.entry->name + (each.text.empty() ? "" : ": " + each.text) + "\n";
    }
    text += summary(status);
    if (status.workers > 0)
        text += "; " + toText(std::int64_t{status.workers}) + (status.workers == 1 ? " worker" : " workers");
    if (status.framesPerSecond > 0)
        text += "; " + toText(status.framesPerSecond, 1) + " frames/s each";
    if (status.secondsLeft > 0)
        text += "; about " + duration(status.secondsLeft) + " left";
    if (status.unreadableLines > 0)
        text += "; " + toText(static_cast<std::int64_t>(status.unreadableLines)) + " lines of the log cannot be read";
    return text + "\n";
}

std::string statusJson(const BatchStatus& status)
{
    Json json = {{"videos", status.entries.size()}, {"done", status.done},          {"running", status.running},
                 {"waiting", status.waiting},       {"outdated", status.outdated},  {"failed", status.failed},
                 {"workers", status.workers},       {"finished", status.finished()}};
    json["frames_per_second"] = status.framesPerSecond;
    if (status.secondsLeft >= 0)
        json["seconds_left"] = status.secondsLeft;
    std::string text = json.dump(2);
    text.erase(text.rfind('\n')); // the list is written as it comes: a tree of 100,000 videos would be large
    text += ",\n  \"entries\": [";
    const char* separator = "\n    ";
    for (const EntryStatus& each : status.entries) {
        Json one = {{"name", each.entry->name},
                    {"video", each.entry->video.string()},
                    {"state", std::string(toString(each.state))}};
        if (!each.text.empty())
            one["text"] = each.text;
        std::string line = one.dump(-1, ' ', false, Json::error_handler_t::replace);
        if (each.result) {
            line.pop_back();
            line += ",\"result\":" + each.result->toJson() + "}";
        }
        text += separator + line;
        separator = ",\n    ";
    }
    return text + "\n  ]\n}\n";
}

} // namespace tw::batch
