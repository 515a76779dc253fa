#include "core/formats/csv.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/mark_text.h"
#include "core/formats/source_text.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/written_tracks.h"

#include <algorithm>
#include <cmath>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
using annotation::TrackBox;

struct FieldNames {
    CsvField field;
    std::string_view names;
};

// What people call the columns; compared without case, blanks, '-' and '_'.
constexpr std::array<FieldNames, kCsvFieldCount> kCsvNames = {{
    {CsvField::Frame, "frame frameid framenumber frameindex fn"},
    {CsvField::Id, "id trackid track objectid personid"},
    {CsvField::Left, "left x x1 xmin xtl bbleft bboxleft"},
    {CsvField::Top, "top y y1 ymin ytl bbtop bboxtop"},
    {CsvField::Width, "width w bbwidth bboxwidth"},
    {CsvField::Height, "height h bbheight bboxheight"},
    {CsvField::Right, "right x2 xmax xbr"},
    {CsvField::Bottom, "bottom y2 ymax ybr"},
    {CsvField::CenterX, "cx xc xcenter centerx"},
    {CsvField::CenterY, "cy yc ycenter centery"},
    {CsvField::Score, "score conf confidence"},
    {CsvField::Class, "class label classid category type"},
    {CsvField::Visibility, "visibility visibilityratio"},
    {CsvField::Occluded, "occluded"},
    {CsvField::Keyframe, "keyframe"},
    {CsvField::Origin, "origin"},
    {CsvField::Verified, "verified"},
    {CsvField::Name, "name"},
    {CsvField::Color, "color colour"},
}};

constexpr std::string_view kHeader =
    "frame,id,left,top,width,height,score,class,visibility,occluded,keyframe,origin,verified,name,color\n";

std::string plainName(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c != ' ' && c != '-' && c != '_' && c != '\t' && c != '#')
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

std::optional<CsvField> fieldOf(std::string_view name)
{
    const std::string wanted = plainName(name);
    Row known;
    for (const auto& [field, names] : kCsvNames) {
        splitRow(names, known);
        if (std::find(known.columns.begin(), known.columns.end(), wanted) != known.columns.end())
            return field;
    }
    return std::nullopt;
}

char separatorOf(std::string_view line)
{
    for (const char separator : {';', '\t', ','}) {
        if (line.find(separator) != std::string_view::npos)
            return separator;
    }
    return ',';
}

// The columns of one row, with numbers as this file writes them.
class CsvRow
{
public:
    CsvRow(const CsvColumns& map, const std::vector<std::string>& columns, bool decimalComma)
        : m_map(map), m_columns(columns), m_decimalComma(decimalComma)
    {}
    std::string_view text(CsvField field) const
    {
        const int column = m_map[field];
        if (column < 0 || static_cast<std::size_t>(column) >= m_columns.size())
            return {};
        return trimmed(m_columns[static_cast<std::size_t>(column)]);
    }
    bool has(CsvField field) const { return !text(field).empty(); }
    std::optional<double> real(CsvField field) const
    {
        std::string value(text(field));
        if (m_decimalComma)
            std::replace(value.begin(), value.end(), ',', '.');
        return toDouble(value);
    }
    std::optional<std::int64_t> integer(CsvField field) const
    {
        if (const auto exact = toInteger(text(field)))
            return exact;
        const auto value = real(field);
        return value ? integerOf(*value) : std::nullopt;
    }
    bool truth(CsvField field) const
    {
        const auto value = text(field);
        return value == "1" || value == "true" || value == "True" || value == "TRUE" || value == "yes";
    }

private:
    const CsvColumns& m_map;
    const std::vector<std::string>& m_columns;
    bool m_decimalComma = false;
};

// Left and width from any two of left, right, centre, width. Nothing when one of them is not a number.
std::optional<std::pair<double, double>> axisOf(const CsvRow& row, const CsvColumns& map, CsvField low, CsvField high,
                                                CsvField center, CsvField size)
{
    if (map[low] >= 0) {
        const auto from = row.real(low);
        const auto length = map[size] >= 0 ? row.real(size) : row.real(high);
        if (!from || !length)
            return std::nullopt;
        return std::pair(*from, map[size] >= 0 ? *length : *length - *from);
    }
    const auto middle = row.real(center);
    const auto length = row.real(size);
    if (!middle || !length)
        return std::nullopt;
    return std::pair(*middle - *length / 2, *length);
}

ClassId classOf(const CsvRow& row, ClassLookup& classes)
{
    if (!row.has(CsvField::Class))
        return ClassId::kPedestrian;
    const auto value = row.integer(CsvField::Class);
    if (!value)
        return classes(row.text(CsvField::Class));
    return *value > 0 && *value < 1'000'000 ? ClassId{static_cast<std::int32_t>(*value)} : ClassId::kInvalid;
}

class CsvReader
{
public:
    CsvReader(Imported& out, const CsvColumns& map, const ReadHint& hint)
        : m_map(map), m_builder(out, hint), m_classes(out.info.classNames)
    {}
    void readRow(std::int64_t line, const CsvRow& row)
    {
        const auto frame = row.integer(CsvField::Frame);
        const auto id = m_map[CsvField::Id] >= 0 ? row.integer(CsvField::Id) : std::int64_t{-1};
        const auto x = axisOf(row, m_map, CsvField::Left, CsvField::Right, CsvField::CenterX, CsvField::Width);
        const auto y = axisOf(row, m_map, CsvField::Top, CsvField::Bottom, CsvField::CenterY, CsvField::Height);
        if (!frame || !id || !x || !y) {
            m_builder.refuse(line, !frame ? "the frame is not an integer"
                                   : !id  ? "the id is not an integer"
                                          : "the box is not four numbers");
            return;
        }
        TrackBox box;
        box.box = {x->first, y->first, x->second, y->second};
        if (!readMarks(line, row, box))
            return;
        if (!m_builder.add(line, *frame, *id, classOf(row, m_classes), box) || *id < 0)
            return;
        if (row.has(CsvField::Name))
            m_builder.name(*id, std::string(row.text(CsvField::Name)));
        if (const auto color = colorOf(row.text(CsvField::Color)))
            m_builder.color(*id, *color);
    }
    void problem(std::int64_t line, const std::string& text) { m_builder.refuse(line, text); }
    void finish()
    {
        m_builder.finish(m_map.firstFrame < 0    ? FrameBase::Detect
                         : m_map.firstFrame == 0 ? FrameBase::Zero
                                                 : FrameBase::One);
    }

private:
    bool readMarks(std::int64_t line, const CsvRow& row, TrackBox& box)
    {
        box.origin = originOf(row.text(CsvField::Origin)).value_or(BoxOrigin::Imported);
        box.occluded = row.truth(CsvField::Occluded);
        box.keyframe = row.truth(CsvField::Keyframe);
        box.verified = row.truth(CsvField::Verified);
        for (const auto& [field, target] :
             {std::pair(CsvField::Score, &box.score), {CsvField::Visibility, &box.visibility}}) {
            if (!row.has(field))
                continue;
            const auto value = row.real(field);
            if (!value || !std::isfinite(*value)) {
                m_builder.refuse(line, field == CsvField::Score ? "the score is not a number"
                                                                : "the visibility is not a number");
                return false;
            }
            *target = static_cast<float>(*value);
        }
        return true;
    }

    const CsvColumns& m_map;
    TrackBuilder m_builder;
    ClassLookup m_classes;
};

void appendCsvRow(std::string& out, const WrittenTracks::Item& item, const WriteOptions& options)
{
    const TrackBox& box = *item.box;
    out += toText(std::int64_t{box.frame} + 1) + "," + toText(std::int64_t{number(item.track->id)}) + ",";
    appendPixel(out, box.box.left, options.decimals);
    out += ',';
    appendPixel(out, box.box.top, options.decimals);
    out += ',';
    appendSide(out, box.box.width, options.decimals);
    out += ',';
    appendSide(out, box.box.height, options.decimals);
    out += ',';
    appendNumber(out, box.score, -1);
    out += "," + quotedColumn(className(item.track->classId, options.info.classNames), ',') + ",";
    appendNumber(out, box.visibility, options.decimals);
    out += box.occluded ? ",1" : ",0";
    out += box.keyframe ? ",1," : ",0,";
    out += originText(box.origin);
    out += box.verified ? ",1," : ",0,";
    out += quotedColumn(item.track->name, ',', LineBreaks::Keep) + ",";
    if (item.track->color)
        out += colorText(*item.track->color);
    out += '\n';
}

} // namespace

Result<void> CsvColumns::check() const
{
    const auto has = [this](CsvField field) { return (*this)[field] >= 0; };
    if (!has(CsvField::Frame))
        return Error{ErrorCode::InvalidArgument, "no column for the frame", {}};
    const bool x = (has(CsvField::Left) && (has(CsvField::Width) || has(CsvField::Right))) ||
                   (has(CsvField::CenterX) && has(CsvField::Width));
    const bool y = (has(CsvField::Top) && (has(CsvField::Height) || has(CsvField::Bottom))) ||
                   (has(CsvField::CenterY) && has(CsvField::Height));
    if (!x || !y)
        return Error{ErrorCode::InvalidArgument,
                     "no columns that make a box (left, top, width, height; or two corners; or "
                     "centre and size)",
                     {}};
    return {};
}

Result<CsvColumns> csvColumnsFromHeader(std::string_view header)
{
    TW_TRY_ASSIGN(const auto names, splitQuoted(trimmed(header), separatorOf(header)));
    CsvColumns columns;
    for (std::size_t i = 0; i < names.size() && i < 100'000; ++i) {
        const auto field = fieldOf(names[i]);
        if (field && columns[*field] < 0)
            columns[*field] = static_cast<int>(i);
    }
    TW_TRY(columns.check());
    return columns;
}

namespace {

struct MapEntry {
    std::string key; // plain
    std::string value;
};

Result<std::vector<MapEntry>> mapEntries(std::string_view map)
{
    TW_TRY_ASSIGN(const auto texts, splitQuoted(map, ','));
    std::vector<MapEntry> entries;
    for (const std::string& text : texts) {
        const auto equals = text.find('=');
        if (equals == std::string::npos)
            return Error{ErrorCode::InvalidArgument, "'" + text + "' is not NAME=COLUMN", {}};
        entries.push_back({plainName(trimmed(std::string_view(text).substr(0, equals))),
                           std::string(trimmed(std::string_view(text).substr(equals + 1)))});
    }
    return entries;
}

// By the header's name, else by position.
Result<int> columnOf(const std::string& value, const std::vector<std::string>& names)
{
    const auto named =
        std::find_if(names.begin(), names.end(), [&](const std::string& name) { return trimmed(name) == value; });
    if (named != names.end())
        return static_cast<int>(named - names.begin());
    const auto position = toInteger(value);
    if (!position || *position < 0 || *position >= 100'000)
        return Error{ErrorCode::InvalidArgument, "no such column: '" + value + "'", {}};
    return static_cast<int>(*position);
}

} // namespace

Result<CsvColumns> csvColumnsFromText(std::string_view map, std::string_view header)
{
    TW_TRY_ASSIGN(const auto entries, mapEntries(map));
    CsvColumns columns;
    for (const MapEntry& entry : entries) {
        if (entry.key == "header")
            columns.header = entry.value != "no" && entry.value != "0";
    }
    std::vector<std::string> names;
    if (columns.header) {
        TW_TRY_ASSIGN(names, splitQuoted(trimmed(header), separatorOf(header)));
    }
    for (const MapEntry& entry : entries) {
        if (entry.key == "header")
            continue;
        if (entry.key == "firstframe") {
            const auto first = toInteger(entry.value);
            if (!first || *first < 0 || *first > 1)
                return Error{ErrorCode::InvalidArgument, "first-frame is 0 or 1", {}};
            columns.firstFrame = static_cast<int>(*first);
            continue;
        }
        const auto field = fieldOf(entry.key);
        if (!field)
            return Error{ErrorCode::InvalidArgument, "no such property of a box: '" + entry.key + "'", {}};
        TW_TRY_ASSIGN(columns[*field], columnOf(entry.value, names));
    }
    TW_TRY(columns.check());
    return columns;
}

namespace {

constexpr int kMostLinesOfARow = 64; // a quote that is open longer was forgotten

// The columns of the row that begins with `line`, which goes on over the next lines while a quote is open. A quote
// that is never closed, or closes in a row of its own, spoils its line only.
Result<std::vector<std::string>> wholeRow(LineReader& lines, const TextLine& line, char separator, std::size_t columns)
{
    auto row = splitQuoted(line.text, separator);
    if (row)
        return row;
    const auto quotes = [](std::string_view text) { return std::count(text.begin(), text.end(), '"'); };
    auto open = quotes(line.text);
    LineReader ahead = lines;
    TextLine next;
    for (int more = 1; more < kMostLinesOfARow && open % 2 != 0 && ahead.next(next); ++more)
        open += quotes(next.text);
    if (open % 2 != 0 || next.text.empty())
        return row;
    const std::string_view joined(line.text.data(),
                                  static_cast<std::size_t>(next.text.data() + next.text.size() - line.text.data()));
    auto longer = splitQuoted(joined, separator);
    if (!longer || longer->size() != columns)
        return row;
    lines = ahead;
    return longer;
}

} // namespace

Result<Imported> parseCsv(std::string_view text, const CsvColumns& columns, const ReadHint& hint)
{
    TW_TRY(columns.check());
    Imported out;
    out.info.classNames = hint.classNames;
    CsvReader reader(out, columns, hint);
    LineReader lines(text);
    bool first = true;
    char separator = ',';
    std::size_t width = 0;
    for (TextLine line; lines.next(line);) {
        if (std::exchange(first, false)) {
            separator = separatorOf(line.text);
            if (columns.header) {
                width = splitQuoted(line.text, separator).value_or(std::vector<std::string>()).size();
                continue;
            }
        }
        const auto row = wholeRow(lines, line, separator, width);
        if (row)
            reader.readRow(line.number, CsvRow(columns, *row, separator == ';'));
        else
            reader.problem(line.number, row.error().detail);
    }
    reader.finish();
    return out;
}

namespace {

std::string_view firstLine(std::string_view text)
{
    LineReader lines(text);
    TextLine line;
    return lines.next(line) ? line.text : std::string_view();
}

} // namespace

Result<Imported> readCsv(const std::filesystem::path& path, const ReadHint& hint)
{
    return readTracksText(path, hint, [&](std::string_view text) -> Result<Imported> {
        const auto columns = csvColumnsFromHeader(firstLine(text));
        if (!columns)
            return Error{ErrorCode::Unreadable, columns.error().detail, "first row"};
        return parseCsv(text, *columns, hint);
    });
}

Result<Imported> readCsvMapped(const std::filesystem::path& path, std::string_view map, const ReadHint& hint)
{
    return readTracksText(path, hint, [&](std::string_view text) -> Result<Imported> {
        TW_TRY_ASSIGN(const CsvColumns columns, csvColumnsFromText(map, firstLine(text)));
        return parseCsv(text, columns, hint);
    });
}

std::string csvText(const annotation::DocumentState& state, const WriteOptions& options, Written& written)
{
    noteLosses(state, findFormat("csv")->holds, options, written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    std::string out(kHeader);
    for (const auto& item : tracks.boxes(options.frameMajor)) {
        appendCsvRow(out, item, options);
        ++written.rows;
    }
    return out;
}

Result<Written> writeCsv(const std::filesystem::path& path, const annotation::DocumentState& state,
                         const WriteOptions& options)
{
    Written written;
    TW_TRY(writeFileAtomically(path, csvText(state, options, written)));
    written.files.push_back(path);
    return written;
}

double recogniseCsv(const std::filesystem::path&, std::string_view head)
{
    return csvColumnsFromHeader(firstLine(head)) ? 0.92 : 0;
}

} // namespace tw::formats
