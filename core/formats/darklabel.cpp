#include "core/formats/darklabel.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/source_text.h"
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
                                     ": its id or one of its coordinates is not a number");
    }
}

bool lookLikeCorners(const std::vector<Entry>& entries)
{
    return std::all_of(entries.begin(), entries.end(), [](const Entry& entry) {
        return entry.value[2] > entry.value[0] && entry.value[3] > entry.value[1];
    });
}

// What the lines of a text say about being DarkLabel's: "frame, n, n objects".
struct Evidence {
    std::size_t rows = 0, fitting = 0;
    bool labels = false;        // words behind boxes
    bool several = false;       // a line with more than one object
    bool boxes = true;          // every object has a box with an area
    bool framesIncrease = true; // one line a frame
    bool fitsMot = true;        // as a row of MOTChallenge too: the seventh column is a flag or confidence
    std::int64_t lastFrame = -1;

    void look(std::string_view text)
    {
        ++rows;
        const auto columns = splitLine(text);
        const Shape shape = columns ? shapeOf(*columns) : Shape{};
        if (shape.size == 0)
            return;
        ++fitting;
        const auto frame = *toInteger((*columns)[0]);
        framesIncrease = framesIncrease && frame > lastFrame;
        lastFrame = frame;
        several = several || *toInteger((*columns)[1]) > 1;
        const auto seventh = columns->size() > 6 ? toDouble((*columns)[6]) : std::optional<double>(1);
        fitsMot = fitsMot && seventh && (*seventh == -1 || (*seventh >= 0 && *seventh <= 1));
        for (std::size_t at = 2; at + shape.size <= columns->size(); at += shape.size) {
            const std::size_t box = at + (shape.id ? 1 : 0);
            double value[4];
            for (std::size_t i = 0; i < 4; ++i)
                value[i] = toDouble((*columns)[box + i]).value_or(-1);
            boxes = boxes && value[2] > 0 && value[3] > 0;
            labels = labels || (shape.label && !isNumber((*columns)[at + shape.size - 1]));
        }
    }
};

} // namespace

Imported parseDarkLabel(std::string_view text, const ReadHint& hint)
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
            builder.refuse(line.number, "the line is not 'frame, number of objects, the objects'");
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

Result<Imported> readDarkLabel(const std::filesystem::path& path, const ReadHint& hint)
{
    return readTracksText(path, hint, [&](std::string_view text) { return parseDarkLabel(text, hint); });
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
    Evidence seen;
    LineReader lines(head);
    for (TextLine line; seen.rows < 200 && lines.next(line);)
        seen.look(trimmed(line.text));
    if (seen.rows == 0 || seen.fitting == 0)
        return 0;
    const double share = static_cast<double>(seen.fitting) / static_cast<double>(seen.rows);
    if (seen.labels)
        return 0.94 * share;
    // Without words, lines are DarkLabel's when all of them count their objects and no row of MOTChallenge would fit
    const bool counted = seen.fitting == seen.rows && seen.boxes && seen.framesIncrease;
    return counted && (seen.several || !seen.fitsMot) ? 0.94 : 0.15 * share;
}

} // namespace tw::formats
