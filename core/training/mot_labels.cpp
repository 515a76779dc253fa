#include "core/training/mot_labels.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace tw::training {

namespace {

namespace fs = std::filesystem;

constexpr double kMostFrames = 5e6; // of a video: 46 hours at 30 frames/s

// Calls `line(number, text)` for every line that is not blank, without its end.
template <class Function>
void forEachLine(const std::string& text, Function&& line)
{
    int number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = text.find('\n', begin);
        end = end == std::string::npos ? text.size() : end;
        std::string_view view(text.data() + begin, end - begin);
        if (!view.empty() && view.back() == '\r')
            view.remove_suffix(1);
        ++number;
        if (view.find_first_not_of(" \t") != std::string_view::npos)
            line(number, view);
        begin = end + 1;
    }
}

std::vector<std::string_view> split(std::string_view line, char separator)
{
    std::vector<std::string_view> fields;
    for (std::size_t begin = 0;;) {
        const std::size_t end = line.find(separator, begin);
        if (end == std::string_view::npos) {
            fields.push_back(line.substr(begin));
            return fields;
        }
        fields.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
}

struct GtRow {
    std::int64_t frame = 0; // 1-based
    Label label;
    bool background = false;
};

// MOTChallenge classes: 1 is a pedestrian; people on vehicles (2), static people (7), distractors (8) and reflections
// (12) are neither people nor background; the rest is background.
std::optional<GtRow> readGtRow(std::string_view line, double firstPixel)
{
    const std::vector<std::string_view> fields = split(line, ',');
    if (fields.size() < 6)
        return std::nullopt;
    std::array<double, 9> v{0, 0, 0, 0, 0, 0, 1, 1, 1};
    for (std::size_t i = 0; i < std::min<std::size_t>(fields.size(), v.size()); ++i) {
        const std::optional<double> number = toDouble(fields[i]);
        if (!number)
            return std::nullopt;
        v[i] = *number;
    }
    GtRow row;
    row.frame = static_cast<std::int64_t>(v[0]);
    row.label.box = {v[2] - firstPixel, v[3] - firstPixel, v[4], v[5]};
    row.label.identity = static_cast<std::int64_t>(v[1]);
    row.label.visibility = fields.size() > 8 ? v[8] : 1;
    const int classId = static_cast<int>(v[7]);
    const bool person = classId == 1 || classId < 0;
    row.background = !person && classId != 2 && classId != 7 && classId != 8 && classId != 12;
    row.label.ignore = !person || v[6] == 0;
    if (row.frame < 1 || !row.label.box.valid())
        return std::nullopt;
    return row;
}

using BoxKey = std::pair<std::int64_t, std::int64_t>; // frame, id

// frame,id,value a line. A file that does not exist has no line.
Result<std::map<BoxKey, double>> readBoxValues(const fs::path& path, std::vector<std::string>& issues)
{
    std::map<BoxKey, double> values;
    std::error_code error;
    if (!fs::exists(path, error))
        return values;
    TW_TRY_ASSIGN(const std::string text, readFile(path));
    forEachLine(text, [&](int number, std::string_view line) {
        const std::vector<std::string_view> fields = split(line, ',');
        std::array<double, 3> v{};
        bool whole = fields.size() == v.size();
        for (std::size_t i = 0; whole && i < v.size(); ++i) {
            v[i] = toDouble(fields[i]).value_or(std::numeric_limits<double>::quiet_NaN());
            whole = std::isfinite(v[i]);
        }
        if (whole)
            values[{static_cast<std::int64_t>(v[0]), static_cast<std::int64_t>(v[1])}] = v[2];
        else
            issues.push_back(path.string() + ":" + toText(std::int64_t{number}) + ": not frame,id,value");
    });
    return values;
}

Result<void> readVectors(const fs::path& gt, SequenceLabels& labels, std::vector<std::string>& issues)
{
    TW_TRY_ASSIGN(const auto rows, readBoxValues(gt / "reid.txt", issues));
    if (rows.empty())
        return {};
    TW_TRY_ASSIGN(const std::string bytes, readFile(gt / "reid.i8"));
    if (bytes.size() != rows.size() * kIdentityVectorSize)
        return Error{ErrorCode::Unreadable,
                     "has " + toText(static_cast<std::int64_t>(bytes.size())) + " bytes, but reid.txt names " +
                         toText(static_cast<std::int64_t>(rows.size())) + " vectors of 256",
                     (gt / "reid.i8").string()};
    labels.vectors.resize(bytes.size());
    std::transform(bytes.begin(), bytes.end(), labels.vectors.begin(),
                   [](char c) { return static_cast<std::int8_t>(c); });
    for (auto& [frame, boxes] : labels.frames)
        for (Label& label : boxes)
            if (const auto row = rows.find({frame, label.identity});
                row != rows.end() && row->second >= 0 && row->second < static_cast<double>(rows.size()))
                label.vector = static_cast<std::int32_t>(row->second);
    return {};
}

} // namespace

SequenceFile readSequenceFile(const fs::path& seqinfo)
{
    SequenceFile file;
    if (const Result<std::string> text = readFile(seqinfo)) {
        forEachLine(*text, [&](int, std::string_view line) {
            constexpr std::string_view kRate = "frameRate=", kVideo = "video=", kLength = "seqLength=";
            if (line.starts_with(kVideo))
                file.video = line.substr(kVideo.size());
            if (line.starts_with(kLength))
                if (const std::optional<double> value = toDouble(line.substr(kLength.size()));
                    value && *value >= 1 && *value <= kMostFrames)
                    file.length = std::llround(*value);
            if (line.starts_with(kRate))
                if (const std::optional<double> value = toDouble(line.substr(kRate.size())); value && *value > 0)
                    file.frameRate = *value;
        });
    }
    return file;
}

Result<SequenceLabels> readSequenceLabels(const fs::path& folder, const std::set<std::int64_t>& pictures,
                                          double firstPixel, bool completed, std::vector<std::string>& issues)
{
    const fs::path gt = folder / "gt";
    std::error_code error;
    const bool complete = completed && fs::exists(gt / "gt_completed.txt", error);
    const fs::path path = gt / (complete ? "gt_completed.txt" : "gt.txt");
    TW_TRY_ASSIGN(const std::string text, readFile(path));
    TW_TRY_ASSIGN(const auto scores, readBoxValues(gt / (complete ? "scores_completed.txt" : "scores.txt"), issues));
    SequenceLabels labels;
    forEachLine(text, [&](int number, std::string_view line) {
        const auto issue = [&](const char* what) {
            issues.push_back(path.string() + ":" + toText(std::int64_t{number}) + ": " + what);
        };
        std::optional<GtRow> row = readGtRow(line, firstPixel);
        if (!row)
            return issue("not frame,id,left,top,width,height,...");
        if (!pictures.contains(row->frame))
            return issue("no picture of this frame");
        if (const auto score = scores.find({row->frame, row->label.identity}); score != scores.end()) {
            row->label.score = std::clamp(score->second, 0.0, 1.0);
            row->label.added = true;
        }
        if (!row->background)
            labels.frames[row->frame].push_back(row->label);
    });
    TW_TRY(readVectors(gt, labels, issues));
    return labels;
}

} // namespace tw::training
