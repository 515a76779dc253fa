#include "core/formats/darklabel.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/written_tracks.h"

#include <algorithm>

namespace tw::formats {
namespace {

using annotation::TrackBox;

struct Entry {
    std::int64_t line = 0;
    std::int64_t frame = 0;
    std::int64_t id = -1;
    double value[4] = {0, 0, 0, 0};
    std::string label;
};

// What one object of a line is made of.
struct Shape {
    std::size_t size = 0; // columns of an object; 0: not DarkLabel
    bool id = false;
    bool label = false;
};

bool isNumber(std::string_view text)
{
    return toDouble(text).has_value();
}

// 4: box; 5: id and box, or box and label; 6: id, box, label.
Shape shapeOf(const std::vector<std::string>& columns)
{
    if (columns.size() < 2 || !toInteger(columns[0]))
        return {};
    const auto count = toInteger(columns[1]);
    if (!count || *count < 0 || *count > 1'000'000)
        return {};
    const std::size_t rest = columns.size() - 2;
    if (*count == 0)
        return rest == 0 ? Shape{6, true, true} : Shape{};
    const auto n = static_cast<std::size_t>(*count);
    if (rest % n != 0)
        return {};
    const std::size_t size = rest / n;
    if (size == 6)
        return {6, true, true};
    if (size == 5)
        return isNumber(columns[6]) ? Shape{5, true, false} : Shape{5, false, true};
    return size == 4 ? Shape{4, false, false} : Shape{};
}

Result<std::vector<std::string>> splitLine(std::string_view text)
{
    TW_TRY_ASSIGN(auto columns, splitQuoted(text, ','));
    while (columns.size() > 2 && trimmed(columns.back()).empty())
        columns.pop_back(); // DarkLabel ends lines with a comma
    return columns;
}

void readObjects(std::int64_t line, const std::vector<std::string>& columns, const Shape& shape,
                 std::vector<Entry>& entries, TrackBuilder& builder)
{
    for (std::size_t at = 2; at + shape.size <= columns.size(); at += shape.size) {
        Entry entry;
        entry.line = line;
        entry.frame = *toInteger(columns[0]);
        std::size_t next = at;
        bool fine = true;
        if (shape.id) {
            const auto id = toInteger(columns[next++]);
            fine = id.has_value();
            entry.id = id.value_or(-1);
        }
        for (double& value : entry.value) {
            const auto number = toDouble(columns[next++]);
            fine = fine && number.has_value();
            value = number.value_or(0);
        }
        if (shape.label)
            entry.label = trimmed(columns[next]);
        if (fine)
            entries.push_back(std::move(entry));
        else
            builder.refuse(line, "object " + toText(static_cast<std::int64_t>((at - 2) / shape.size + 1)) +
                                     " has an id or a number that is none");
    }
}

bool lookLikeCorners(const std::vector<Entry>& entries)
{
    return std::all_of(entries.begin(), entries.end(), [](const Entry& entry) {
        return entry.value[2] > entry.value[0] && entry.value[3] > entry.value[1];
    });
}

} // namespace

Imported parseDarkLabel(std::string_view text, const SequenceInfo& hint)
{
    Imported out;
    out.info.classNames = hint.classNames;
    TrackBuilder builder(out, hint);
    std::vector<Entry> entries;
    LineReader lines(text);
    for (TextLine line; lines.next(line);) {
        const auto columns = splitLine(trimmed(line.text));
        const Shape shape = columns ? shapeOf(*columns) : Shape{};
        if (shape.size == 0)
            builder.refuse(line.number, "not 'frame, n, n objects'");
        else
            readObjects(line.number, *columns, shape, entries, builder);
    }
    const bool corners = lookLikeCorners(entries);
    if (!entries.empty())
        builder.note(corners ? "boxes are read as two corners" : "boxes are read as left, top, width, height");
    ClassLookup classes(out.info.classNames);
    for (const Entry& entry : entries) {
        TrackBox box;
        box.origin = annotation::BoxOrigin::Imported;
        const double* v = entry.value;
        box.box = corners ? Box{v[0], v[1], v[2] - v[0], v[3] - v[1]} : Box{v[0], v[1], v[2], v[3]};
        builder.add(entry.line, entry.frame, entry.id,
                    entry.label.empty() ? ClassId::kPedestrian : classes(entry.label), box);
    }
    builder.finish(FrameBase::Zero);
    return out;
}

Result<Imported> readDarkLabel(const std::filesystem::path& path, const SequenceInfo& hint)
{
    TW_TRY_ASSIGN(const std::string text, readTextFile(path));
    return parseDarkLabel(text, hint);
}

std::string darkLabelText(const annotation::DocumentState& state, const WriteOptions& options, Written& written)
{
    noteLosses(state, findFormat("darklabel")->holds, options, written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    const auto boxes = tracks.boxes(true);
    std::string out;
    for (std::size_t begin = 0; begin < boxes.size();) {
        std::size_t end = begin;
        while (end < boxes.size() && boxes[end].box->frame == boxes[begin].box->frame)
            ++end;
        out += toText(std::int64_t{boxes[begin].box->frame}) + "," + toText(static_cast<std::int64_t>(end - begin));
        for (std::size_t i = begin; i < end; ++i) {
            const Box& box = boxes[i].box->box;
            const int xDigits = vanishes(box.left, box.right(), options.decimals) ? -1 : options.decimals;
            const int yDigits = vanishes(box.top, box.bottom(), options.decimals) ? -1 : options.decimals;
            out += "," + toText(std::int64_t{number(boxes[i].track->id)}) + ",";
            appendNumber(out, box.left, xDigits);
            out += ',';
            appendNumber(out, box.top, yDigits);
            out += ',';
            appendNumber(out, box.right(), xDigits);
            out += ',';
            appendNumber(out, box.bottom(), yDigits);
            out += "," + quotedColumn(className(boxes[i].track->classId, options.info.classNames), ',');
        }
        out += '\n';
        written.rows += end - begin;
        begin = end;
    }
    return out;
}

Result<Written> writeDarkLabel(const std::filesystem::path& path, const annotation::DocumentState& state,
                               const WriteOptions& options)
{
    Written written;
    TW_TRY(writeFileAtomically(path, darkLabelText(state, options, written)));
    written.files.push_back(path);
    return written;
}

double recogniseDarkLabel(const std::filesystem::path&, std::string_view head)
{
    LineReader lines(head);
    std::size_t rows = 0, fitting = 0;
    bool labels = false;
    for (TextLine line; rows < 20 && lines.next(line);) {
        ++rows;
        const auto columns = splitLine(trimmed(line.text));
        const Shape shape = columns ? shapeOf(*columns) : Shape{};
        fitting += shape.size > 0;
        labels |=
            columns && shape.label && columns->size() > 2 + shape.size - 1 && !isNumber((*columns)[2 + shape.size - 1]);
    }
    if (rows == 0 || fitting == 0)
        return 0;
    // Labels are words; without them a line may as well be a MOT row.
    return (labels ? 0.94 : 0.15) * static_cast<double>(fitting) / static_cast<double>(rows);
}

} // namespace tw::formats
