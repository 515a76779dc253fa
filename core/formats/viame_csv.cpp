#include "core/formats/viame_csv.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/image_names.h"
#include "core/formats/mark_text.h"
#include "core/formats/seqinfo.h"
#include "core/formats/source_text.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/written_tracks.h"

#include <algorithm>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

constexpr std::size_t kFixedColumns = 9;

bool isMark(std::string_view column)
{
    return column.starts_with('(') && column.find(')') != std::string_view::npos;
}

// "(atr) visibility 0.5" -> {"visibility", "0.5"}
std::pair<std::string_view, std::string_view> markParts(std::string_view column, std::string_view prefix)
{
    const auto rest = trimmed(column.substr(prefix.size()));
    const auto blank = rest.find(' ');
    if (blank == std::string_view::npos)
        return {rest, {}};
    return {rest.substr(0, blank), trimmed(rest.substr(blank))};
}

class ViameReader
{
public:
    ViameReader(Imported& out, const ReadHint& hint) : m_out(out), m_builder(out, hint), m_classes(out.info.classNames)
    {}

    void readLine(const TextLine& line)
    {
        const auto text = trimmed(line.text);
        if (text.starts_with('#')) {
            readComment(text);
            return;
        }
        const auto columns = splitQuoted(text, ',');
        if (!columns) {
            m_builder.refuse(line.number, columns.error().detail);
            return;
        }
        if (columns->size() < kFixedColumns) {
            m_builder.refuse(line.number,
                             toText(static_cast<std::int64_t>(columns->size())) + " columns, at least 9 expected");
            return;
        }
        readRow(line.number, *columns);
    }
    void finish() { m_builder.finish(FrameBase::Zero); }

private:
    void readComment(std::string_view text)
    {
        const auto at = text.find("fps:");
        if (at == std::string_view::npos)
            return;
        auto rate = trimmed(text.substr(at + 4));
        rate = rate.substr(0, rate.find_first_of(", \t\""));
        m_out.info.frameRate = frameRateOf(rate);
    }
    void readRow(std::int64_t line, const std::vector<std::string>& columns)
    {
        const auto id = toInteger(trimmed(columns[0]));
        const auto frame = toInteger(columns[2]);
        std::optional<double> corner[4];
        for (std::size_t i = 0; i < 4; ++i)
            corner[i] = toDouble(columns[3 + i]);
        const auto confidence = toDouble(columns[7]);
        if (!id || !frame || !confidence || !corner[0] || !corner[1] || !corner[2] || !corner[3]) {
            m_builder.refuse(line, "id, frame, the four corners or the confidence is not a number");
            return;
        }
        TrackBox box;
        box.origin = BoxOrigin::Imported;
        box.box = {*corner[0], *corner[1], *corner[2] - *corner[0], *corner[3] - *corner[1]};
        box.score = static_cast<float>(*confidence);
        ClassId classId = ClassId::kPedestrian;
        std::size_t i = kFixedColumns;
        std::optional<double> highest;
        for (; i < columns.size() && !isMark(trimmed(columns[i])); i += 2) { // pairs of a class and its confidence
            const std::string_view name = trimmed(columns[i]);
            const double likely = i + 1 < columns.size() ? toDouble(trimmed(columns[i + 1])).value_or(0) : 0;
            if (name.empty() || (highest && likely <= *highest))
                continue;
            classId = m_classes(name);
            highest = likely;
        }
        Attributes attributes;
        for (; i < columns.size(); ++i)
            readMark(line, *id, trimmed(columns[i]), box, attributes);
        m_builder.add(line, *frame, *id, classId, box,
                      attributes.empty() ? nullptr : std::make_shared<const Attributes>(std::move(attributes)));
    }
    void readMark(std::int64_t line, std::int64_t id, std::string_view column, TrackBox& box, Attributes& attributes)
    {
        if (column.starts_with("(atr)")) {
            const auto [name, value] = markParts(column, "(atr)");
            if (!boxMark(name, value, box))
                attributes.emplace_back(name, value);
        } else if (column.starts_with("(trk-atr)")) {
            const auto [name, value] = markParts(column, "(trk-atr)");
            if (name == "name")
                m_builder.name(id, std::string(value));
            else if (name == "color" && colorOf(value))
                m_builder.color(id, *colorOf(value));
            else
                m_builder.attribute(id, std::string(name), std::string(value));
        } else if (isMark(column)) {
            m_builder.problem(line, "'" + std::string(column.substr(0, 20)) + "' is not a box and not taken");
        }
    }
    // False: an attribute of the user's own.
    static bool boxMark(std::string_view name, std::string_view value, TrackBox& box)
    {
        if (name == "visibility")
            box.visibility = static_cast<float>(toDouble(value).value_or(1));
        else if (name == "occluded")
            box.occluded = value == "true";
        else if (name == "keyframe")
            box.keyframe = value == "true";
        else if (name == "verified")
            box.verified = value == "true";
        else if (name == "origin")
            box.origin = originOf(value).value_or(BoxOrigin::Imported);
        else
            return false;
        return true;
    }

    Imported& m_out;
    TrackBuilder m_builder;
    ClassLookup m_classes;
};

void appendViameRow(std::string& out, const WrittenTracks::Item& item, const WrittenAttributes& attributes,
                    const WriteOptions& options)
{
    const TrackBox& box = *item.box;
    const Track& track = *item.track;
    const int xDigits = vanishes(box.box.left, box.box.right(), options.decimals) ? -1 : options.decimals;
    const int yDigits = vanishes(box.box.top, box.box.bottom(), options.decimals) ? -1 : options.decimals;
    out += toText(std::int64_t{number(track.id)}) + "," + imageName(box.frame, options.info.imageExtension) + "," +
           toText(std::int64_t{box.frame});
    const auto column = [&](double value, int digits) {
        out += ',';
        appendNumber(out, value, digits);
    };
    column(box.box.left, xDigits);
    column(box.box.top, yDigits);
    column(box.box.right(), xDigits);
    column(box.box.bottom(), yDigits);
    std::string score;
    appendNumber(score, box.score, -1);
    out += "," + score + ",-1," + quotedColumn(className(track.classId, options.info.classNames), ',') + "," + score;
    if (box.visibility != 1) {
        out += ",(atr) visibility ";
        appendNumber(out, box.visibility, options.decimals);
    }
    if (box.occluded)
        out += ",(atr) occluded true";
    if (box.keyframe)
        out += ",(atr) keyframe true";
    if (box.verified)
        out += ",(atr) verified true";
    if (box.origin != BoxOrigin::Imported)
        out += ",(atr) origin " + std::string(originText(box.origin));
    if (!track.name.empty())
        out += "," + quotedColumn("(trk-atr) name " + track.name, ',');
    if (track.color)
        out += ",(trk-atr) color " + colorText(*track.color);
    for (const annotation::AttributeSpan* span : attributes.at(track, box.frame))
        out += "," + quotedColumn("(atr) " + span->name + " " + span->value, ',');
    for (const annotation::AttributeSpan* span : attributes.ofTrack(track))
        out += "," + quotedColumn("(trk-atr) " + span->name + " " + span->value, ',');
    out += '\n';
}

} // namespace

Imported parseViameCsv(std::string_view text, const ReadHint& hint)
{
    Imported out;
    out.info.classNames = hint.classNames;
    ViameReader reader(out, hint);
    LineReader lines(text);
    for (TextLine line; lines.next(line);)
        reader.readLine(line);
    reader.finish();
    return out;
}

Result<Imported> readViameCsv(const std::filesystem::path& path, const ReadHint& hint)
{
    return readTracksText(path, hint, [&](std::string_view text) { return parseViameCsv(text, hint); });
}

std::string viameCsvText(const annotation::DocumentState& state, const WriteOptions& options, Written& written)
{
    noteLosses(state, findFormat("viame")->holds, options, written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    const WrittenAttributes attributes(state, written.issues, false);
    std::string out =
        "# 1: Detection or Track-id,2: Video or Image Identifier,3: Unique Frame Identifier,4-7: Img-bbox(TL_x,"
        "TL_y,BR_x,BR_y),8: Detection or Length Confidence,9: Target Length (0 or -1 if invalid),10-11+: "
        "Repeated Species,Confidence Pairs or Attributes\n";
    if (options.info.frameRate.positive())
        out += "# metadata, fps: " + toText(options.info.frameRate.value(), 6) + "\n";
    for (const auto& item : tracks.boxes(options.frameMajor)) {
        appendViameRow(out, item, attributes, options);
        ++written.rows;
    }
    return out;
}

Result<Written> writeViameCsv(const std::filesystem::path& path, const annotation::DocumentState& state,
                              const WriteOptions& options)
{
    Written written;
    TW_TRY(writeFileAtomically(path, viameCsvText(state, options, written)));
    written.files.push_back(path);
    return written;
}

double recogniseViameCsv(const std::filesystem::path&, std::string_view head)
{
    if (head.find("# 1: Detection or Track-id") != std::string_view::npos)
        return 0.97;
    LineReader lines(head);
    std::size_t rows = 0, fitting = 0;
    for (TextLine line; rows < 20 && lines.next(line);) {
        const auto text = trimmed(line.text);
        if (text.starts_with('#'))
            continue;
        ++rows;
        const auto columns = splitQuoted(text, ',');
        if (!columns || columns->size() < kFixedColumns + 2)
            continue;
        bool fits = toInteger((*columns)[0]).has_value() && toInteger((*columns)[2]).has_value();
        for (std::size_t i = 3; i < kFixedColumns; ++i)
            fits = fits && toDouble((*columns)[i]).has_value();
        fitting += fits && !toDouble((*columns)[kFixedColumns]).has_value();
    }
    return rows == 0 ? 0 : 0.93 * static_cast<double>(fitting) / static_cast<double>(rows);
}

} // namespace tw::formats
