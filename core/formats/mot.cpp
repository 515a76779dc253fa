#include "core/formats/mot.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/seqinfo.h"
#include "core/formats/sidecar.h"
#include "core/formats/source_text.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/unsynced_file.h"
#include "core/formats/written_tracks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tw::formats {
namespace {

namespace fs = std::filesystem;
using annotation::BoxOrigin;
using annotation::TrackBox;

constexpr std::size_t kBoxColumns = 6; // frame, id, left, top, width, height
constexpr std::size_t kColumns = 10;

struct MotRow {
    std::int64_t line = 0;
    std::size_t count = 0;                // columns in the file
    std::optional<std::int64_t> id;       // exact; nothing: not an integer
    std::array<double, kColumns> value{}; // -1 where a column is empty or absent
};

// What the columns after the box mean in this file.
struct Meaning {
    std::size_t count = 0; // columns that rows must have
    bool score = false;
    bool classes = false;
    bool visibility = false;
    bool world = false; // MOT15: a place on the ground
};

bool parseRow(const Row& columns, MotRow& row, std::string& why)
{
    row.count = columns.columns.size();
    row.value.fill(-1);
    if (row.count < kBoxColumns) {
        why = toText(static_cast<std::int64_t>(row.count)) + " columns, at least 6 expected";
        return false;
    }
    for (std::size_t i = 0; i < std::min(row.count, kColumns); ++i) {
        if (i >= kBoxColumns && columns.columns[i].empty())
            continue;
        const auto number = numberAt(columns, i);
        if (!number) {
            why = "column " + toText(static_cast<std::int64_t>(i + 1)) + " is not a number: '" +
                  std::string(columns.columns[i].substr(0, 40)) + "'";
            return false;
        }
        row.value[i] = *number;
    }
    row.id = integerAt(columns, 1);
    return true;
}

std::vector<MotRow> parseRows(std::string_view text, TrackBuilder* builder)
{
    std::vector<MotRow> rows;
    LineReader lines(text);
    Row columns;
    MotRow row;
    std::string why;
    for (TextLine line; lines.next(line);) {
        splitRow(line.text, columns);
        row.line = line.number;
        if (parseRow(columns, row, why))
            rows.push_back(row);
        else if (builder != nullptr)
            builder->refuse(line.number, why);
    }
    return rows;
}

std::size_t usualCount(const std::vector<MotRow>& rows)
{
    std::map<std::size_t, std::size_t> counts;
    for (const MotRow& row : rows)
        ++counts[row.count];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? 0 : most->first;
}

bool isInteger(double value)
{
    return integerOf(value).has_value();
}

// Ten columns are results, the first benchmark's ground truth, or gt.txt with one column more; the values tell.
Meaning meaningOf(const std::vector<MotRow>& rows)
{
    Meaning meaning;
    meaning.count = usualCount(rows);
    meaning.score = meaning.count >= 7;
    meaning.classes = meaning.count == 8 || meaning.count == 9;
    meaning.visibility = meaning.count == 9;
    if (meaning.count < kColumns)
        return meaning;
    bool allUnknown = true;
    bool classThenUnknown = true;
    bool classAndVisibility = true;
    for (const MotRow& row : rows) {
        if (row.count != meaning.count)
            continue;
        const double a = row.value[7], b = row.value[8], c = row.value[9];
        allUnknown &= a == -1 && b == -1 && c == -1;
        classThenUnknown &= isInteger(a) && a >= 0 && b == -1 && c == -1;
        classAndVisibility &= isInteger(a) && a >= 1 && a <= kMotClassCount && b >= 0 && b <= 1;
    }
    meaning.classes = !allUnknown && (classThenUnknown || classAndVisibility);
    meaning.visibility = !allUnknown && classAndVisibility;
    meaning.world = !allUnknown && !meaning.classes;
    return meaning;
}

struct Oddities {
    std::int64_t unknownScores = 0, fractions = 0, classZero = 0;
    std::map<std::int64_t, ClassId> numbers; // of classes, and what they became
};

// Class numbers of a file: MOTChallenge's, or places in a list of names that lies beside it.
class MotClasses
{
public:
    MotClasses(const ClassLabels* labels, ClassNames& custom) : m_labels(labels), m_lookup(custom) {}
    // kInvalid: there is a list of names, and the number is not in it.
    ClassId operator()(std::int64_t number)
    {
        if (number <= 0)
            return ClassId::kPedestrian;
        return m_labels != nullptr ? m_labels->of(number - 1, m_lookup) : ClassId{static_cast<std::int32_t>(number)};
    }
    const ClassLabels* labels() const { return m_labels; }

private:
    const ClassLabels* m_labels;
    ClassLookup m_lookup;
};

// False: the row was listed.
bool takeRow(const MotRow& row, const Meaning& meaning, MotClasses& classes, TrackBuilder& builder, Oddities& odd)
{
    const auto frame = integerOf(row.value[0]);
    if (!frame || !row.id) {
        builder.refuse(row.line, !frame ? "the frame is not an integer" : "the id is not an integer");
        return false;
    }
    TrackBox box;
    box.origin = BoxOrigin::Imported;
    box.box = {row.value[2], row.value[3], row.value[4], row.value[5]};
    if (meaning.score) {
        const double score = row.value[6];
        if (!std::isfinite(score)) {
            builder.refuse(row.line, "the confidence is not finite");
            return false;
        }
        odd.unknownScores += score == -1;
        odd.fractions += score > 0 && score < 1;
        box.score = score == -1 ? 1.0F : static_cast<float>(score);
    }
    ClassId classId = ClassId::kPedestrian;
    if (meaning.classes) {
        const auto value = integerOf(row.value[7]);
        if (!value || *value < -1 || *value > 1'000'000) {
            builder.refuse(row.line, "the class is not a class number");
            return false;
        }
        odd.classZero += *value == 0;
        classId = classes(*value);
        if (classId == ClassId::kInvalid) {
            builder.refuse(row.line,
                           "class " + toText(*value) + " has no name in " + classes.labels()->file.filename().string());
            return false;
        }
        if (*value > 0)
            odd.numbers[*value] = classId;
    }
    if (meaning.visibility && row.value[8] != -1)
        box.visibility = static_cast<float>(row.value[8]);
    return builder.add(row.line, *frame, *row.id, classId, box);
}

void noteOddities(const Oddities& odd, const Meaning& meaning, TrackBuilder& builder)
{
    if (odd.unknownScores > 0)
        builder.note("confidence -1 (unknown) is read as 1 in " + toText(odd.unknownScores) + " rows");
    if (odd.fractions > 0 && meaning.count == 9)
        builder.note("column 7 holds confidences in " + toText(odd.fractions) +
                     " rows; evaluators read them as 0 = not to be evaluated");
    if (odd.classZero > 0)
        builder.note("class 0 is read as pedestrian in " + toText(odd.classZero) + " rows");
    if (meaning.world)
        builder.note("columns 8 to 10 are places on the ground (MOT15), which are not kept");
    if (meaning.count > kColumns)
        builder.note("columns after the tenth are not kept");
}

fs::path textInside(const fs::path& folder)
{
    for (const char* name : {"gt/gt.txt", "det/det.txt", "gt.txt", "det.txt"}) {
        std::error_code error;
        if (fs::is_regular_file(folder / name, error))
            return folder / name;
    }
    return {};
}

// seqinfo.ini and the sidecar lie in the sequence folder: that of the file, or the one above gt/ and det/.
fs::path sequenceFolderOf(const fs::path& file)
{
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const auto name = folder.filename();
    if (name == "gt" || name == "det")
        return folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    return folder;
}

// --- writing --------------------------------------------------------------------------------------------------------

class MotRowWriter
{
public:
    MotRowWriter(const WriteOptions& options, MotLayout layout) : m_decimals(options.decimals), m_layout(layout) {}

    void append(std::string& out, const WrittenTracks::Item& item)
    {
        const TrackBox& box = *item.box;
        appendText(out, std::int64_t{box.frame} + 1);
        out += ',';
        appendText(out, std::int64_t{m_layout == MotLayout::Det ? -1 : number(item.track->id)});
        for (const double value : {box.box.left, box.box.top}) {
            out += ',';
            pixels(out, value, false);
        }
        for (const double value : {box.box.width, box.box.height}) {
            out += ',';
            pixels(out, value, true);
        }
        appendTail(out, item);
    }
    std::int64_t roundedCount() const { return m_rounded; }

private:
    void pixels(std::string& out, double value, bool size)
    {
        if (m_decimals >= 0) {
            const double scaled = value * std::pow(10.0, m_decimals);
            m_rounded += std::abs(scaled - std::nearbyint(scaled)) > 1e-6;
        }
        if (size)
            appendSide(out, value, m_decimals);
        else
            appendPixel(out, value, m_decimals);
    }
    void appendTail(std::string& out, const WrittenTracks::Item& item) const
    {
        out += ',';
        const bool truth = m_layout == MotLayout::Gt || m_layout == MotLayout::Gt15;
        if (truth)
            out += item.box->score == 0 ? '0' : '1';
        else
            appendNumber(out, item.box->score, -1);
        if (m_layout == MotLayout::Gt) {
            out += ',';
            appendText(out, std::int64_t{number(item.track->classId)});
            out += ',';
            appendNumber(out, item.box->visibility, m_decimals);
        } else {
            out += ",-1,-1,-1";
        }
        out += '\n';
    }

    int m_decimals = 3;
    MotLayout m_layout = MotLayout::Gt;
    std::int64_t m_rounded = 0;
};

Holds holdsOf(MotLayout layout)
{
    const Format* format = findFormat(layout == MotLayout::Gt     ? "mot"
                                      : layout == MotLayout::Gt15 ? "mot15"
                                      : layout == MotLayout::Det  ? "mot-det"
                                                                  : "mot-result");
    TW_EXPECTS(format != nullptr);
    return format->holds;
}

std::string boxRows(const annotation::DocumentState& state, const WriteOptions& options, MotLayout layout,
                    Written& written)
{
    const WrittenTracks tracks(state, options, written.issues);
    MotRowWriter writer(options, layout);
    std::string out;
    std::map<ClassId, std::int64_t> unwritable;
    for (const auto& item : tracks.boxes(options.frameMajor || layout == MotLayout::Det)) {
        if (layout == MotLayout::Gt && !isMotClass(item.track->classId)) {
            ++unwritable[item.track->classId];
            continue;
        }
        writer.append(out, item);
        ++written.rows;
    }
    for (const auto& [classId, count] : unwritable)
        written.issues.push_back({0,
                                  "gt.txt has classes 1 to 13 only: " + toText(count) + " boxes of class " +
                                      className(classId, options.info.classNames) + " are not written",
                                  Severity::Problem});
    if (writer.roundedCount() > 0)
        written.issues.push_back({0,
                                  toText(writer.roundedCount()) + " coordinates are rounded to " +
                                      toText(std::int64_t{options.decimals}) + " decimals",
                                  Severity::Note});
    return out;
}

Result<MotBox> strictBox(const MotRow& row, const Meaning& meaning)
{
    const auto wrong = [&row](std::string what) {
        return Error{ErrorCode::Unreadable, std::move(what), "line " + toText(row.line)};
    };
    constexpr std::int64_t kLargest = std::numeric_limits<std::int32_t>::max() - 1;
    if (row.count != meaning.count)
        return wrong(toText(static_cast<std::int64_t>(row.count)) + " columns, " +
                     toText(static_cast<std::int64_t>(meaning.count)) + " expected");
    const auto frame = integerOf(row.value[0]);
    const auto id = integerOf(row.value[1]);
    if (!frame || *frame < 1 || *frame > kLargest)
        return wrong("the frame is not a number from 1 on");
    if (!id || *id < -kLargest || *id > kLargest)
        return wrong("the id is not an integer");
    MotBox box;
    box.line = row.line;
    box.frame = static_cast<FrameIndex>(*frame - 1);
    box.id = static_cast<std::int32_t>(*id);
    box.box = {row.value[2], row.value[3], row.value[4], row.value[5]};
    for (std::size_t i = 2; i < kBoxColumns; ++i) {
        if (!std::isfinite(row.value[i]))
            return wrong("the box is not finite");
    }
    if (meaning.score)
        box.confidence = row.value[6];
    if (meaning.classes) {
        const auto classId = integerOf(row.value[7]);
        if (!classId || *classId < -1 || *classId > kLargest)
            return wrong("the class is not a class number");
        box.classId = *classId == -1 ? 1 : static_cast<std::int32_t>(*classId);
    }
    return box;
}

} // namespace

Result<std::vector<MotBox>> parseMotRows(std::string_view text)
{
    Imported lines; // what parseRows() could not split
    TrackBuilder builder(lines, {});
    const std::vector<MotRow> rows = parseRows(text, &builder);
    if (!lines.issues.empty())
        return Error{ErrorCode::Unreadable, lines.issues.front().text, "line " + toText(lines.issues.front().line)};
    const Meaning meaning = meaningOf(rows);
    std::vector<MotBox> boxes;
    boxes.reserve(rows.size());
    for (const MotRow& row : rows) {
        TW_TRY_ASSIGN(const MotBox box, strictBox(row, meaning));
        boxes.push_back(box);
    }
    return boxes;
}

Imported parseMot(std::string_view text, const ReadHint& hint, const MotBeside& beside)
{
    Imported out;
    out.info.classNames = hint.classNames;
    TrackBuilder builder(out, hint);
    const std::vector<MotRow> rows = parseRows(text, &builder);
    const Meaning meaning = meaningOf(rows);
    MotClasses classes(beside.labels ? &*beside.labels : nullptr, out.info.classNames);
    Oddities odd;
    for (const MotRow& row : rows) {
        if (row.count != meaning.count)
            builder.refuse(row.line, toText(static_cast<std::int64_t>(row.count)) + " columns, " +
                                         toText(static_cast<std::int64_t>(meaning.count)) + " expected");
        else
            takeRow(row, meaning, classes, builder, odd);
    }
    noteOddities(odd, meaning, builder);
    const bool onlyPedestrians = odd.numbers.empty() || odd.numbers.rbegin()->first == 1;
    if (beside.labels)
        builder.note("classes are named by " + beside.labels->file.filename().string() + ": " +
                     numbersAndNames(odd.numbers, out.info.classNames));
    else if (!beside.isMotChallenge && !onlyPedestrians)
        builder.note("class numbers are read as MOTChallenge's: " + numbersAndNames(odd.numbers, out.info.classNames));
    builder.finish(FrameBase::Detect);
    return out;
}

namespace {

Result<MotBeside> beside(const fs::path& file, const fs::path& folder)
{
    std::error_code error;
    MotBeside out;
    const bool ours = fs::is_regular_file(folder / kSidecarName, error);
    out.isMotChallenge = ours || fs::is_regular_file(folder / "seqinfo.ini", error);
    if (!ours) { // the sidecar has the names of its own numbers
        const std::array places = {file.has_parent_path() ? file.parent_path() : fs::path("."), folder};
        TW_TRY_ASSIGN(out.labels, classLabelsIn(places));
    }
    return out;
}

} // namespace

Result<Imported> readMot(const fs::path& path, const ReadHint& hint)
{
    std::error_code error;
    fs::path file = path;
    if (fs::is_directory(path, error)) {
        file = textInside(path);
        if (file.empty())
            return Error{ErrorCode::NotFound, "no gt/gt.txt and no det/det.txt in this folder", path.string()};
    }
    const fs::path folder = sequenceFolderOf(file);
    TW_TRY_ASSIGN(const MotBeside around, beside(file, folder));
    TW_TRY_ASSIGN(Imported out,
                  readTracksText(file, hint, [&](std::string_view text) { return parseMot(text, hint, around); }));
    if (fs::is_regular_file(folder / "seqinfo.ini", error)) {
        ClassNames names = std::move(out.info.classNames);
        TW_TRY_ASSIGN(out.info, readSeqinfo(folder / "seqinfo.ini"));
        out.info.classNames = std::move(names);
        FrameIndex last = -1;
        for (const auto& track : out.tracks)
            last = std::max(last, track->lastFrame());
        if (out.info.length > 0 && last >= out.info.length)
            out.issues.push_back({0, "boxes reach frame " + toText(std::int64_t{last} + 1) +
                                         ", seqinfo.ini says seqLength=" + toText(std::int64_t{out.info.length})});
    }
    if (fs::is_regular_file(folder / kSidecarName, error)) {
        TW_TRY_ASSIGN(const Sidecar sidecar, readSidecar(folder / kSidecarName));
        applySidecar(sidecar, out);
    }
    return out;
}

std::string motText(const annotation::DocumentState& state, const WriteOptions& options, MotLayout layout,
                    Written& written)
{
    noteLosses(state, holdsOf(layout), options, written.issues);
    return boxRows(state, options, layout, written);
}

Result<Written> writeMot(const fs::path& path, const annotation::DocumentState& state, const WriteOptions& options,
                         MotLayout layout)
{
    std::error_code error;
    if (layout == MotLayout::Gt && (fs::is_directory(path, error) || !path.has_filename()))
        return writeMotSequence(path, state, options);
    Written written;
    TW_TRY(writeFileAtomically(path, motText(state, options, layout, written)));
    written.files.push_back(path);
    return written;
}

Result<Written> writeMotSequence(const fs::path& folder, const annotation::DocumentState& state,
                                 const WriteOptions& options)
{
    Written written;
    Holds holds = holdsOf(MotLayout::Gt);
    holds.occluded = holds.keyframe = holds.origin = holds.trackName = holds.color = holds.verifiedFrames = true;
    holds.attributes = holds.absences = holds.notes = true;
    noteLosses(state, holds, options, written.issues);
    const std::string rows = boxRows(state, options, MotLayout::Gt, written);

    WriteOptions complete = options;
    if (complete.info.length <= 0) {
        std::vector<Issue> ignored;
        complete.info.length = WrittenTracks(state, options, ignored).length();
    }
    if (complete.info.name.empty())
        complete.info.name = (folder.has_filename() ? folder : folder.parent_path()).filename().string();

    TW_TRY(makeFolder(folder / "gt"));
    const std::string seqinfo = seqinfoText(complete.info, written.issues);
    TW_TRY(writeFileAtomically(folder / "gt" / "gt.txt", rows));
    TW_TRY(writeFileAtomically(folder / "seqinfo.ini", seqinfo));
    TW_TRY(writeFileAtomically(folder / kSidecarName, sidecarText(state, complete)));
    written.files = {folder / "gt" / "gt.txt", folder / "seqinfo.ini", folder / kSidecarName};
    return written;
}

double recogniseMot(const fs::path& path, std::string_view head, MotLayout layout)
{
    std::error_code error;
    if (fs::is_directory(path, error)) {
        const auto file = textInside(path).filename();
        return layout == MotLayout::Gt && file == "gt.txt"     ? 1.0
               : layout == MotLayout::Det && file == "det.txt" ? 0.9
                                                               : 0.0;
    }
    std::size_t lineCount = 0;
    LineReader counting(head);
    for (TextLine line; counting.next(line);)
        ++lineCount;
    const std::vector<MotRow> rows = parseRows(head, nullptr);
    const Meaning meaning = meaningOf(rows);
    std::size_t fitting = 0;
    bool identities = false;
    for (const MotRow& row : rows) {
        const bool fits = row.count == meaning.count && isInteger(row.value[0]) && row.id.has_value() &&
                          row.value[0] >= 0 && row.value[1] >= -1 && row.value[4] > 0 && row.value[5] > 0;
        fitting += fits;
        identities |= row.value[1] >= 0;
    }
    if (lineCount == 0 || fitting == 0)
        return 0;
    const double share = static_cast<double>(fitting) / static_cast<double>(lineCount);
    const MotLayout looksLike = !identities                 ? MotLayout::Det
                                : meaning.count >= kColumns ? (meaning.world ? MotLayout::Gt15 : MotLayout::Result)
                                : meaning.count == 7        ? MotLayout::Result
                                                            : MotLayout::Gt;
    return share * (looksLike == layout ? 0.9 : 0.2);
}

} // namespace tw::formats
