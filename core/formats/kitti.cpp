#include "core/formats/kitti.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/source_text.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/written_tracks.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tw::formats {
namespace {

using annotation::TrackBox;

constexpr std::size_t kKittiColumns = 17;

constexpr std::array<std::pair<std::string_view, std::int32_t>, 4> kTypes = {
    {{"Pedestrian", 1}, {"Cyclist", 2}, {"Car", 3}, {"Person_sitting", 7}}};
constexpr std::array<std::string_view, 9> kKittiTypes = {"Car",     "Van",  "Truck", "Pedestrian", "Person_sitting",
                                                         "Cyclist", "Tram", "Misc",  "DontCare"};

bool sameWord(std::string_view a, std::string_view b)
{
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return low(x) == low(y); });
}

ClassId classOfType(std::string_view type, ClassLookup& classes)
{
    for (const auto& [name, id] : kTypes) {
        if (sameWord(name, type))
            return ClassId{id};
    }
    return classes(type);
}

// Nothing: KITTI has no such type.
std::optional<std::string> typeOfClass(ClassId id, const ClassNames& custom)
{
    for (const auto& [name, value] : kTypes) {
        if (value == number(id))
            return std::string(name);
    }
    const std::string name = className(id, custom);
    for (const std::string_view type : kKittiTypes) {
        if (sameWord(name, type))
            return std::string(type);
    }
    return std::nullopt;
}

void readRow(std::int64_t line, const Row& row, ClassLookup& classes, TrackBuilder& builder)
{
    if (row.columns.size() != kKittiColumns && row.columns.size() != kKittiColumns + 1) {
        builder.refuse(line, toText(static_cast<std::int64_t>(row.columns.size())) + " columns, 17 or 18 expected");
        return;
    }
    const auto frame = integerAt(row, 0), id = integerAt(row, 1);
    const auto left = numberAt(row, 6), top = numberAt(row, 7), right = numberAt(row, 8), bottom = numberAt(row, 9);
    if (!frame || !id || !left || !top || !right || !bottom) {
        builder.refuse(line, "frame, id or a corner is not a number");
        return;
    }
    TrackBox box;
    box.origin = annotation::BoxOrigin::Imported;
    box.box = {*left, *top, *right - *left, *bottom - *top};
    const auto occluded = integerAt(row, 4).value_or(0);
    box.occluded = occluded == 1 || occluded == 2;
    if (row.columns.size() > kKittiColumns) {
        const auto score = numberAt(row, kKittiColumns);
        if (!score) {
            builder.refuse(line, "the score is not a number");
            return;
        }
        box.score = static_cast<float>(*score);
    }
    builder.add(line, *frame, *id, classOfType(row.columns[2], classes), box);
}

void appendRow(std::string& out, const WrittenTracks::Item& item, const std::string& type, bool scores, int decimals)
{
    const TrackBox& box = *item.box;
    const int xDigits = vanishes(box.box.left, box.box.right(), decimals) ? -1 : decimals;
    const int yDigits = vanishes(box.box.top, box.box.bottom(), decimals) ? -1 : decimals;
    appendText(out, std::int64_t{box.frame});
    out += ' ';
    appendText(out, std::int64_t{number(item.track->id)});
    out += ' ';
    out += type;
    out += box.occluded ? (box.visibility < 0.5F ? " 0 2 -10 " : " 0 1 -10 ") : " 0 0 -10 ";
    appendNumber(out, box.box.left, xDigits);
    out += ' ';
    appendNumber(out, box.box.top, yDigits);
    out += ' ';
    appendNumber(out, box.box.right(), xDigits);
    out += ' ';
    appendNumber(out, box.box.bottom(), yDigits);
    out += " -1 -1 -1 -1000 -1000 -1000 -10";
    if (scores) {
        out += ' ';
        appendNumber(out, box.score, -1);
    }
    out += '\n';
}

} // namespace

Imported parseKitti(std::string_view text, const ReadHint& hint)
{
    Imported out;
    out.info.classNames = hint.classNames;
    TrackBuilder builder(out, hint);
    ClassLookup classes(out.info.classNames);
    LineReader lines(text);
    Row row;
    for (TextLine line; lines.next(line);) {
        splitRow(line.text, row);
        readRow(line.number, row, classes, builder);
    }
    builder.finish(FrameBase::Zero);
    return out;
}

Result<Imported> readKitti(const std::filesystem::path& path, const ReadHint& hint)
{
    return readTracksText(path, hint, [&](std::string_view text) { return parseKitti(text, hint); });
}

std::string kittiText(const annotation::DocumentState& state, const WriteOptions& options, Written& written)
{
    noteLosses(state, findFormat("kitti")->holds, options, written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    const auto boxes = tracks.boxes(true);
    const bool scores = std::any_of(boxes.begin(), boxes.end(), [](const auto& item) { return item.box->score != 1; });
    std::map<ClassId, std::int64_t> misc;
    std::string out;
    for (const auto& item : boxes) {
        const auto type = typeOfClass(item.track->classId, options.info.classNames);
        misc[item.track->classId] += !type;
        appendRow(out, item, type.value_or("Misc"), scores, options.decimals);
        ++written.rows;
    }
    for (const auto& [id, count] : misc) {
        if (count > 0)
            written.issues.push_back({0,
                                      "KITTI has no type for " + className(id, options.info.classNames) + ": " +
                                          toText(count) + " boxes are written as Misc",
                                      Severity::Problem});
    }
    return out;
}

Result<Written> writeKitti(const std::filesystem::path& path, const annotation::DocumentState& state,
                           const WriteOptions& options)
{
    Written written;
    TW_TRY(writeFileAtomically(path, kittiText(state, options, written)));
    written.files.push_back(path);
    return written;
}

double recogniseKitti(const std::filesystem::path&, std::string_view head)
{
    LineReader lines(head);
    Row row;
    std::size_t rows = 0, fitting = 0;
    for (TextLine line; rows < 20 && lines.next(line);) {
        ++rows;
        splitRow(line.text, row);
        fitting += (row.columns.size() == kKittiColumns || row.columns.size() == kKittiColumns + 1) &&
                   integerAt(row, 0) && integerAt(row, 1) && !numberAt(row, 2) && numberAt(row, 6);
    }
    return rows == 0 ? 0 : 0.95 * static_cast<double>(fitting) / static_cast<double>(rows);
}

} // namespace tw::formats
