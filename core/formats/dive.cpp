#include "core/formats/dive.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/expansion.h"
#include "core/formats/json_events.h"
#include "core/formats/mark_text.h"
#include "core/formats/seqinfo.h"
#include "core/formats/source_text.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/written_tracks.h"

#include <algorithm>
#include <map>
#include <set>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

std::string_view scalarText(const JsonScalar& scalar)
{
    const auto* text = std::get_if<std::string_view>(&scalar);
    return text != nullptr ? *text : std::string_view();
}

// Tracks as they pass by; `prefix` is 0 for version 1 files, whose tracks stand at the top.
class DiveCollector : public JsonEvents
{
public:
    DiveCollector(Imported& out, const ReadHint& hint, std::size_t prefix)
        : m_out(out), m_builder(out, hint), m_classes(out.info.classNames), m_prefix(prefix)
    {}
    bool sawTracks() const { return m_sawTracks; }
    void finish()
    {
        if (!m_groups.empty())
            m_builder.note("groups are not kept (" + toText(static_cast<std::int64_t>(m_groups.size())) + ")");
        m_builder.finish(FrameBase::Zero);
    }

    void value(const JsonPlace& place, const JsonScalar& scalar) override
    {
        if (!inTracks(place)) {
            if (place.size() >= 2 && m_prefix == 1 && place[0].key == "groups")
                m_groups.insert(place[1].key);
            if (place.size() == 1 && place[0].key == "fps" && numberOf(scalar))
                m_out.info.frameRate = frameRateOf(toText(*numberOf(scalar)));
            return;
        }
        const std::size_t depth = place.size() - m_prefix; // 1: the track itself, 2: one of its keys
        if (depth < 2) {
            if (m_prefix == 1)
                m_builder.refuse(0, "entry " + entryName(place[1]) + " of \"tracks\" is not a track");
            return;
        }
        const std::string& key = place[m_prefix + 1].key;
        if (depth == 2 && (key == "id" || key == "trackId")) // version 1 says trackId
            m_id = idText(scalar);
        else if (key == "confidencePairs" && depth == 4)
            confidence(place[m_prefix + 3].index, scalar);
        else if (key == "attributes" && depth == 3)
            trackAttribute(place[m_prefix + 2].key, scalar);
        else if (key == "features" && depth >= 4)
            featureValue(place, depth, scalar);
    }

    void end(const JsonPlace& place) override
    {
        if (!inTracks(place))
            return;
        const std::size_t depth = place.size() - m_prefix;
        if (depth == 3 && place[m_prefix + 1].key == "features")
            endFeature(place[m_prefix + 2].index);
        else if (depth == 1)
            endTrack(place[m_prefix].key);
    }

private:
    bool inTracks(const JsonPlace& place)
    {
        if (place.size() <= m_prefix || (m_prefix == 1 && place[0].key != "tracks"))
            return false;
        m_sawTracks = m_sawTracks || m_prefix == 1;
        return true;
    }
    static std::string entryName(const JsonStep& step) { return step.key.empty() ? toText(step.index + 1) : step.key; }
    // The class with the highest confidence; of equal ones the first.
    void confidence(std::int64_t position, const JsonScalar& scalar)
    {
        if (position == 0) {
            m_pairType = scalarText(scalar);
            return;
        }
        const auto confidence = numberOf(scalar);
        if (position != 1 || !confidence || (m_confidence && *confidence <= *m_confidence))
            return;
        m_confidence = confidence;
        m_type = m_pairType;
    }
    static std::string idText(const JsonScalar& scalar)
    {
        const auto number = integerOf(scalar);
        return number ? toText(*number) : std::string(scalarText(scalar));
    }
    void trackAttribute(const std::string& key, const JsonScalar& scalar)
    {
        if (key == "name")
            m_name = scalarText(scalar);
        else if (key == "color")
            m_color = colorOf(scalarText(scalar));
        else
            m_trackAttributes.emplace_back(key, anyText(scalar));
    }
    void featureValue(const JsonPlace& place, std::size_t depth, const JsonScalar& scalar)
    {
        const std::string& key = place[m_prefix + 3].key;
        if (depth == 4) {
            if (key == "frame")
                m_frame = integerOf(scalar);
            else if (key == "interpolate")
                m_key.continues = truthOf(scalar);
            else if (key == "keyframe")
                m_key.box.keyframe = truthOf(scalar);
        } else if (depth == 5 && key == "bounds") {
            const auto number = numberOf(scalar);
            const auto index = place[m_prefix + 4].index;
            if (number && index >= 0 && index < 4) {
                m_bounds[index] = *number;
                ++m_boundsSeen;
            }
        } else if (depth == 5 && key == "attributes") {
            boxAttribute(place[m_prefix + 4].key, scalar);
        }
    }
    void boxAttribute(const std::string& key, const JsonScalar& scalar)
    {
        TrackBox& box = m_key.box;
        if (key == "score") {
            m_ownScore = true;
            box.score = static_cast<float>(numberOf(scalar).value_or(1));
        } else if (key == "visibility") {
            box.visibility = static_cast<float>(numberOf(scalar).value_or(1));
        } else if (key == "occluded") {
            box.occluded = truthOf(scalar);
        } else if (key == "verified") {
            box.verified = truthOf(scalar);
        } else if (key == "manualKeyframe") {
            m_manualKeyframe = truthOf(scalar);
        } else if (key == "origin") {
            if (const auto origin = originOf(scalarText(scalar)))
                box.origin = *origin;
        } else {
            m_boxAttributes.emplace_back(key, anyText(scalar));
        }
    }
    void endFeature(std::int64_t index)
    {
        KeyBox key = std::exchange(m_key, fresh());
        if (!m_boxAttributes.empty())
            key.attributes = std::make_shared<const Attributes>(std::exchange(m_boxAttributes, {}));
        const std::string where = "feature " + toText(index) + " of track " + (m_id.empty() ? std::string("?") : m_id);
        // DIVE calls every stored box a key frame; which of them a person made stands in our own attribute.
        if (m_manualKeyframe)
            key.box.keyframe = *m_manualKeyframe;
        if (!m_frame || *m_frame < 0 || *m_frame > 2'000'000'000)
            m_builder.refuse(0, where + " has no frame");
        else if (m_boundsSeen != 4)
            m_builder.refuse(0, where + " has no bounds of four numbers");
        else {
            key.box.frame = static_cast<FrameIndex>(*m_frame);
            key.box.box = {m_bounds[0], m_bounds[1], m_bounds[2] - m_bounds[0], m_bounds[3] - m_bounds[1]};
            if (key.box.box.valid())
                m_keys.push_back({key, m_ownScore, m_manualKeyframe.has_value()});
            else
                m_builder.refuse(0, where + ": the box is empty or not finite");
        }
        m_frame.reset();
        m_manualKeyframe.reset();
        m_boundsSeen = 0;
        m_ownScore = false;
    }
    void endTrack(const std::string& name)
    {
        const std::string id = m_id.empty() ? name : m_id;
        if (id.empty())
            m_builder.refuse(0, "a track has no id");
        else if (m_keys.empty())
            m_builder.refuse(0, "track " + id + " has no boxes");
        else
            addTrack(id);
        m_id.clear();
        m_keys.clear();
        m_type.clear();
        m_pairType.clear();
        m_trackAttributes.clear();
        m_name.clear();
        m_color.reset();
        m_confidence.reset();
    }
    void addTrack(const std::string& idName)
    {
        const std::int64_t id = m_builder.idOf(idName);
        const ClassId classId = m_type.empty() ? ClassId::kPedestrian : m_classes(m_type);
        std::stable_sort(m_keys.begin(), m_keys.end(),
                         [](const Feature& a, const Feature& b) { return a.key.box.frame < b.key.box.frame; });
        const bool dense = m_keys.size() > 2 && m_keys.back().key.box.frame - m_keys.front().key.box.frame + 1 ==
                                                    static_cast<std::int64_t>(m_keys.size());
        std::vector<KeyBox> keys;
        for (Feature& feature : m_keys) {
            if (!feature.ownScore)
                feature.key.box.score = static_cast<float>(m_confidence.value_or(1));
            if (dense && !feature.ownKeyframe)
                feature.key.box.keyframe = false;
            keys.push_back(feature.key);
        }
        const auto all = expanded(keys, m_budget);
        if (!all) {
            m_builder.refuse(0, "track " + idName + " spans too many frames to be filled in");
            return;
        }
        for (const KeyBox& key : *all)
            m_builder.add(0, key.box.frame, id, classId, key.box, key.attributes);
        for (const auto& [name, value] : m_trackAttributes)
            m_builder.attribute(id, name, value);
        m_builder.name(id, m_name);
        if (m_color)
            m_builder.color(id, *m_color);
    }
    static KeyBox fresh()
    {
        KeyBox key;
        key.continues = false;
        key.box.origin = BoxOrigin::Imported;
        return key;
    }

    struct Feature {
        KeyBox key;
        bool ownScore = false;
        bool ownKeyframe = false;
    };
    Imported& m_out;
    TrackBuilder m_builder;
    ClassLookup m_classes;
    std::size_t m_prefix = 1;
    bool m_sawTracks = false;
    std::int64_t m_budget = kMostExpandedBoxes;
    Attributes m_boxAttributes, m_trackAttributes;
    std::set<std::string> m_groups;
    // of the track that passes by
    std::string m_id;
    std::vector<Feature> m_keys;
    std::string m_type, m_pairType, m_name;
    std::optional<std::uint32_t> m_color;
    std::optional<double> m_confidence;
    // of the feature that passes by
    KeyBox m_key = fresh();
    std::optional<std::int64_t> m_frame;
    std::optional<bool> m_manualKeyframe;
    double m_bounds[4] = {0, 0, 0, 0};
    int m_boundsSeen = 0;
    bool m_ownScore = false;
};

// The rate in DIVE's meta.json; another program's file of that name has none.
class MetaRate : public JsonEvents
{
public:
    FrameRate frameRate{0, 1};
    void value(const JsonPlace& place, const JsonScalar& scalar) override
    {
        if (place.size() == 1 && place[0].key == "fps" && numberOf(scalar))
            frameRate = frameRateOf(toText(*numberOf(scalar)));
    }
    void end(const JsonPlace&) override {}
};

// --- writing --------------------------------------------------------------------------------------------------------

void appendFeature(std::string& out, const TrackBox& box, int decimals,
                   const std::vector<const annotation::AttributeSpan*>& said)
{
    const auto flag = [&](const char* key, bool value) {
        out += key;
        out += value ? "true" : "false";
    };
    const int xDigits = vanishes(box.box.left, box.box.right(), decimals) ? -1 : decimals;
    const int yDigits = vanishes(box.box.top, box.box.bottom(), decimals) ? -1 : decimals;
    out += "{\"frame\":";
    appendText(out, std::int64_t{box.frame});
    out += ",\"bounds\":[";
    appendNumber(out, box.box.left, xDigits);
    out += ',';
    appendNumber(out, box.box.top, yDigits);
    out += ',';
    appendNumber(out, box.box.right(), xDigits);
    out += ',';
    appendNumber(out, box.box.bottom(), yDigits);
    out += "],\"keyframe\":true,\"interpolate\":false,\"attributes\":{\"score\":";
    appendNumber(out, box.score, -1);
    out += ",\"visibility\":";
    appendNumber(out, box.visibility, decimals);
    flag(",\"occluded\":", box.occluded);
    flag(",\"verified\":", box.verified);
    flag(",\"manualKeyframe\":", box.keyframe);
    out += ",\"origin\":\"";
    out += originText(box.origin);
    out += '"';
    for (const annotation::AttributeSpan* span : said)
        out += "," + jsonString(span->name) + ":" + jsonValue(span->value);
    out += "}}";
}

std::string trackAttributesText(const Track& track, const WrittenAttributes& attributes)
{
    std::vector<std::string> fields;
    if (!track.name.empty())
        fields.push_back("\"name\":" + jsonString(track.name));
    if (track.color)
        fields.push_back("\"color\":\"" + colorText(*track.color) + "\"");
    for (const annotation::AttributeSpan* span : attributes.ofTrack(track))
        fields.push_back(jsonString(span->name) + ":" + jsonValue(span->value));
    std::string out;
    for (const std::string& field : fields)
        out += (out.empty() ? "" : ",") + field;
    return out;
}

std::size_t appendDiveTrack(std::string& out, const Track& track, const WrittenTracks& tracks,
                            const WrittenAttributes& attributes, const WriteOptions& options)
{
    std::vector<const TrackBox*> boxes;
    double scores = 0;
    for (const TrackBox& box : track.boxes) {
        if (tracks.inside(box)) {
            boxes.push_back(&box);
            scores += static_cast<double>(box.score);
        }
    }
    if (boxes.empty())
        return 0;
    const std::string id = toText(std::int64_t{number(track.id)});
    out += "\"" + id + "\":{\"id\":" + id + ",\"begin\":" + toText(std::int64_t{boxes.front()->frame}) +
           ",\"end\":" + toText(std::int64_t{boxes.back()->frame}) + ",\"confidencePairs\":[[" +
           jsonString(className(track.classId, options.info.classNames)) + ",";
    appendNumber(out, scores / static_cast<double>(boxes.size()), 6);
    out += "]],\"attributes\":{";
    out += trackAttributesText(track, attributes);
    out += "},\"features\":[";
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        appendFeature(out, *boxes[i], options.decimals, attributes.at(track, boxes[i]->frame));
    }
    out += "]}";
    return boxes.size();
}

} // namespace

Result<Imported> parseDive(std::string_view text, const ReadHint& hint)
{
    const bool versionOne = text.find("\"tracks\"") == std::string_view::npos;
    Imported out;
    out.info.classNames = hint.classNames;
    DiveCollector collector(out, hint, versionOne ? 0 : 1);
    TW_TRY(readJson(text, collector));
    if (!collector.sawTracks() && (!versionOne || text.find("\"features\"") == std::string_view::npos))
        return Error{ErrorCode::Unreadable, "this is JSON, but not DIVE: it has no tracks", {}};
    collector.finish();
    return out;
}

Result<Imported> readDive(const std::filesystem::path& path, const ReadHint& hint)
{
    TW_TRY_ASSIGN(Imported out,
                  readTracksText(path, hint, [&](std::string_view text) { return parseDive(text, hint); }));
    std::error_code error;
    const std::filesystem::path meta = path.parent_path() / "meta.json";
    if (!out.info.frameRate.positive() && std::filesystem::is_regular_file(meta, error)) {
        MetaRate rate;
        if (const auto text = readTextFile(meta); text && readJson(*text, rate))
            out.info.frameRate = rate.frameRate;
    }
    return out;
}

std::string diveText(const annotation::DocumentState& state, const WriteOptions& options, Written& written)
{
    noteLosses(state, findFormat("dive")->holds, options, written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    const WrittenAttributes attributes(state, written.issues);
    std::string out = "{\"version\":2,\"groups\":{},\"tracks\":{";
    for (const Track* track : tracks.tracks()) {
        std::string text;
        const std::size_t rows = appendDiveTrack(text, *track, tracks, attributes, options);
        if (rows > 0)
            out += (written.rows == 0 ? "\n" : ",\n") + text;
        written.rows += rows;
    }
    return out += "}}\n";
}

Result<Written> writeDive(const std::filesystem::path& path, const annotation::DocumentState& state,
                          const WriteOptions& options)
{
    Written written;
    TW_TRY(writeFileAtomically(path, diveText(state, options, written)));
    written.files.push_back(path);
    return written;
}

double recogniseDive(const std::filesystem::path&, std::string_view head)
{
    const auto has = [&](std::string_view key) { return head.find(key) != std::string_view::npos; };
    const auto begin = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (begin == std::string_view::npos || head[begin] != '{')
        return 0;
    if (has("\"confidencePairs\"") || (has("\"features\"") && has("\"bounds\"")))
        return 0.97;
    return has("\"tracks\"") ? 0.5 : 0;
}

} // namespace tw::formats
