#include "core/annotation/edit_text.h"

#include "core/annotation/edit_text_names.h"
#include "core/base/json_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>
#include <span>

namespace tw::annotation {
namespace {

using Json = nlohmann::json;

// As deep as perform() goes; deeper text is refused before it meets the end of the call stack.
constexpr int kMaxNesting = 32;

// The fields of one object. The first thing that is wrong is kept; what is asked for afterwards is anything.
class Fields
{
public:
    Fields(const Json& object, std::string name) : m_object(object), m_name(std::move(name))
    {
        if (!object.is_object())
            fail("must be an object");
    }

    const Json* find(const char* key)
    {
        m_used.insert(key);
        if (!m_object.is_object())
            return nullptr;
        const auto it = m_object.find(key);
        return it == m_object.end() ? nullptr : &*it;
    }
    const Json* need(const char* key)
    {
        const Json* value = find(key);
        if (value == nullptr)
            failField(key, "is missing");
        return value;
    }

    template <class Int>
    Int integer(const char* key, std::optional<Int> otherwise = {})
    {
        const Json* value = otherwise ? find(key) : need(key);
        return value == nullptr ? otherwise.value_or(Int{}) : toInteger<Int>(key, *value);
    }
    TrackId track(const char* key) { return TrackId{integer<std::int32_t>(key)}; }
    TrackId trackOrNone(const char* key) { return TrackId{integer<std::int32_t>(key, 0)}; }
    // 1-based in the text
    FrameIndex frame(const char* key) { return toFrame(key, integer<std::int64_t>(key)); }
    FrameRange range()
    {
        const FrameIndex first = find("from") != nullptr ? frame("from") : kAllFrames.first;
        const FrameIndex last = find("to") != nullptr ? frame("to") : kLastFrame;
        return {first, last};
    }
    float share(const char* key, std::optional<float> otherwise = {})
    {
        const Json* value = otherwise ? find(key) : need(key);
        if (value == nullptr)
            return otherwise.value_or(0);
        return static_cast<float>(toDouble(key, *value));
    }
    bool flag(const char* key, bool otherwise)
    {
        const Json* value = find(key);
        if (value != nullptr && !value->is_boolean())
            failField(key, "must be true or false");
        return value != nullptr && value->is_boolean() ? value->get<bool>() : otherwise;
    }
    std::string string(const char* key, bool optional)
    {
        const Json* value = optional ? find(key) : need(key);
        if (value == nullptr)
            return {};
        if (!value->is_string()) {
            failField(key, "must be text");
            return {};
        }
        return value->get<std::string>();
    }
    std::size_t oneOf(const char* key, std::span<const std::string_view> words, std::size_t otherwise)
    {
        if (find(key) == nullptr)
            return otherwise;
        const std::string word = string(key, false);
        const auto it = std::find(words.begin(), words.end(), word);
        if (it == words.end())
            failField(key, "has no value '" + word + "'");
        return it == words.end() ? otherwise : static_cast<std::size_t>(it - words.begin());
    }
    // An array; empty when it is missing or none.
    const Json& array(const char* key)
    {
        static const Json kEmpty = Json::array();
        const Json* value = need(key);
        if (value != nullptr && !value->is_array())
            failField(key, "must be a list");
        return value != nullptr && value->is_array() ? *value : kEmpty;
    }
    std::vector<std::string> strings(const char* key)
    {
        std::vector<std::string> out;
        for (const Json& value : array(key)) {
            if (value.is_string())
                out.push_back(value.get<std::string>());
            else
                failField(key, "must be a list of texts");
        }
        return out;
    }
    std::vector<TrackId> tracks(const char* key)
    {
        std::vector<TrackId> out;
        for (const Json& value : array(key))
            out.push_back(TrackId{toInteger<std::int32_t>(key, value)});
        return out;
    }
    Box box(const char* key)
    {
        const Json& values = array(key);
        if (values.size() != 4) {
            failField(key, "must be [left, top, width, height]");
            return {};
        }
        return {toDouble(key, values[0]), toDouble(key, values[1]), toDouble(key, values[2]), toDouble(key, values[3])};
    }
    std::optional<std::uint32_t> color(const char* key)
    {
        if (find(key) == nullptr)
            return std::nullopt;
        const std::string text = string(key, false);
        std::uint32_t value = 0;
        const char* end = text.data() + text.size();
        if (text.size() < 2 || text[0] != '#' || std::from_chars(text.data() + 1, end, value, 16).ptr != end ||
            text.size() > 9)
            failField(key, "must be a colour like #00c8ff");
        return value;
    }

    void fail(const std::string& what)
    {
        if (!m_error)
            m_error = Error{ErrorCode::InvalidArgument, m_name + " " + what, {}};
    }
    void take(const Error& error)
    {
        if (!m_error)
            m_error = error;
    }
    // Every field must have been asked for: a misspelt one would be ignored otherwise.
    Result<void> finish() const
    {
        if (m_error)
            return *m_error;
        for (const auto& item : m_object.items())
            if (!m_used.contains(item.key()))
                return Error{ErrorCode::InvalidArgument, m_name + " has no field '" + item.key() + "'", {}};
        return {};
    }

private:
    void failField(const char* key, const std::string& what) { fail("field '" + std::string(key) + "' " + what); }

    template <class Int>
    Int toInteger(const char* key, const Json& value)
    {
        const bool fits =
            value.is_number_unsigned()
                ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(std::numeric_limits<Int>::max())
                : value.is_number_integer() && value.get<std::int64_t>() >= std::numeric_limits<Int>::min() &&
                      value.get<std::int64_t>() <= std::numeric_limits<Int>::max();
        if (!fits)
            failField(key, "must be a whole number");
        return fits ? value.get<Int>() : Int{};
    }
    double toDouble(const char* key, const Json& value)
    {
        if (!value.is_number())
            failField(key, "must be a number");
        return value.is_number() ? value.get<double>() : 0;
    }
    FrameIndex toFrame(const char* key, std::int64_t oneBased)
    {
        constexpr std::int64_t kMost = static_cast<std::int64_t>(kLastFrame) + 1;
        if (oneBased > kMost || oneBased <= -kMost) {
            failField(key, "is not a frame number");
            return kNoFrame;
        }
        return static_cast<FrameIndex>(oneBased - 1);
    }

    const Json& m_object;
    std::string m_name;
    std::set<std::string, std::less<>> m_used;
    std::optional<Error> m_error;
};

TrackBox readBox(const Json& json, Fields& parent)
{
    Fields fields(json, "box");
    const TrackBox fresh;
    TrackBox box;
    box.frame = fields.frame("frame");
    box.box = fields.box("box");
    box.score = fields.share("score", fresh.score);
    box.visibility = fields.share("visibility", fresh.visibility);
    box.origin =
        static_cast<BoxOrigin>(fields.oneOf("origin", text::kOrigins, static_cast<std::size_t>(BoxOrigin::Manual)));
    box.keyframe = fields.flag("keyframe", false);
    box.occluded = fields.flag("occluded", false);
    box.verified = fields.flag("verified", false);
    if (const auto done = fields.finish(); !done)
        parent.take(done.error());
    return box;
}

// Attributes and absences; those that are not in order make the field invalid.
void readStatements(Fields& parent, Track& track)
{
    const auto each = [&](const char* key, const char* name, const auto& take) {
        if (parent.find(key) == nullptr)
            return;
        for (const Json& json : parent.array(key)) {
            Fields fields(json, name);
            take(fields);
            if (const auto done = fields.finish(); !done)
                parent.take(done.error());
        }
    };
    each("attributes", "attribute", [&](Fields& fields) {
        track.attributes.push_back({fields.string("name", false), fields.string("value", false), fields.range()});
    });
    each("absences", "absence", [&](Fields& fields) { track.absences.push_back(fields.range()); });
}

Track readTrack(const Json& json, Fields& parent)
{
    Fields fields(json, "track");
    Track track;
    track.id = fields.trackOrNone("id");
    track.classId = ClassId{fields.integer<std::int32_t>("class", number(ClassId::kPedestrian))};
    track.name = fields.string("name", true);
    track.color = fields.color("color");
    track.locked = fields.flag("locked", false);
    track.hidden = fields.flag("hidden", false);
    track.run = RunId{fields.integer<std::int64_t>("run", 0)};
    readStatements(fields, track);
    for (const Json& box : fields.array("boxes"))
        track.boxes.push_back(readBox(box, fields));
    if (const auto done = fields.finish(); !done)
        parent.take(done.error());
    return track;
}

Result<Edit> readEdit(const Json& json, int depth);

// One overload a kind; the tag says which.
template <class T>
struct As {};

Edit read(As<SetBox>, Fields& f, int)
{
    return SetBox{f.track("track"), f.frame("frame"), f.box("box")};
}
Edit read(As<DeleteBoxes>, Fields& f, int)
{
    return DeleteBoxes{f.track("track"), f.range()};
}
Edit read(As<DeleteTracks>, Fields& f, int)
{
    return DeleteTracks{f.tracks("tracks")};
}
Edit read(As<CreateTrack>, Fields& f, int)
{
    const Json* track = f.need("track");
    return CreateTrack{track != nullptr ? readTrack(*track, f) : Track{}};
}
Edit read(As<SplitTrack>, Fields& f, int)
{
    return SplitTrack{f.track("track"), f.frame("at"), f.trackOrNone("new_id")};
}
Edit read(As<JoinTracks>, Fields& f, int)
{
    static constexpr std::array<std::string_view, 2> kFills{"none", "linear"};
    return JoinTracks{f.track("into"), f.track("from"), f.oneOf("fill", kFills, 1) == 1 ? Fill::Linear : Fill::None};
}
Edit read(As<SwapTracks>, Fields& f, int)
{
    return SwapTracks{f.track("a"), f.track("b"), f.range()};
}
Edit read(As<ChangeId>, Fields& f, int)
{
    return ChangeId{f.track("track"), f.trackOrNone("new_id"), f.range()};
}
Edit read(As<FillGaps>, Fields& f, int)
{
    return FillGaps{f.track("track"), f.range()};
}
Edit read(As<ClearInterpolated>, Fields& f, int)
{
    return ClearInterpolated{f.track("track"), f.range()};
}
Edit read(As<SetClass>, Fields& f, int)
{
    return SetClass{f.tracks("tracks"), ClassId{f.integer<std::int32_t>("class")}};
}
Edit read(As<SetVisibility>, Fields& f, int)
{
    return SetVisibility{f.track("track"), f.range(), f.share("visibility")};
}
Edit read(As<SetOccluded>, Fields& f, int)
{
    return SetOccluded{f.track("track"), f.range(), f.flag("occluded", true)};
}
Edit read(As<SetKeyframe>, Fields& f, int)
{
    return SetKeyframe{f.track("track"), f.frame("frame"), f.flag("keyframe", true)};
}
Edit read(As<EndTrack>, Fields& f, int)
{
    return EndTrack{f.track("track"), f.frame("at")};
}
Edit read(As<SetVerified>, Fields& f, int)
{
    return SetVerified{f.trackOrNone("track"), f.range(), f.flag("verified", true)};
}
Edit read(As<Rename>, Fields& f, int)
{
    return Rename{f.track("track"), f.string("name", false)};
}
Edit read(As<SetColor>, Fields& f, int)
{
    return SetColor{f.track("track"), f.color("color")};
}
Edit read(As<SetLocked>, Fields& f, int)
{
    return SetLocked{f.tracks("tracks"), f.flag("locked", true)};
}
Edit read(As<SetHidden>, Fields& f, int)
{
    return SetHidden{f.tracks("tracks"), f.flag("hidden", true)};
}
Edit read(As<ImportRun>, Fields& f, int)
{
    ImportRun edit;
    edit.run = RunId{f.integer<std::int64_t>("run", 0)};
    edit.frames = f.range();
    edit.replace = f.flag("replace", false);
    if (f.find("untouched") != nullptr)
        edit.untouched = f.tracks("untouched");
    edit.keepIds = f.flag("keep_ids", true);
    for (const Json& track : f.array("tracks"))
        edit.tracks.push_back(track.is_null() ? nullptr : std::make_shared<const Track>(readTrack(track, f)));
    return edit;
}
Edit read(As<SetVerdict>, Fields& f, int)
{
    return SetVerdict{f.string("finding", false), f.string("state", false),
                      static_cast<std::uint64_t>(f.integer<std::int64_t>("evidence", 0))};
}
Edit read(As<DefineClass>, Fields& f, int)
{
    return DefineClass{ClassId{f.integer<std::int32_t>("class", 0)}, f.string("name", true)};
}
Edit read(As<DefineAttribute>, Fields& f, int)
{
    AttributeKind kind;
    kind.name = f.string("name", false);
    if (f.find("values") != nullptr)
        kind.values = f.strings("values");
    return DefineAttribute{std::move(kind)};
}
Edit read(As<RemoveAttribute>, Fields& f, int)
{
    return RemoveAttribute{f.string("name", false)};
}
Edit read(As<SetAttribute>, Fields& f, int)
{
    return SetAttribute{f.tracks("tracks"), f.string("name", false), f.string("value", true), f.range()};
}
Edit read(As<SetAbsent>, Fields& f, int)
{
    return SetAbsent{f.track("track"), f.range(), f.flag("absent", true)};
}
Edit read(As<SetNote>, Fields& f, int)
{
    return SetNote{f.integer<NoteId>("id", 0), {f.trackOrNone("track"), f.frame("frame"), f.string("text", true)}};
}
Edit read(As<RemoveNote>, Fields& f, int)
{
    return RemoveNote{f.integer<NoteId>("id")};
}
Edit read(As<Compound>, Fields& f, int depth)
{
    Compound edit;
    edit.label = f.string("label", true);
    for (const Json& part : f.array("edits")) {
        Result<Edit> one = readEdit(part, depth + 1);
        if (one)
            edit.edits.push_back(*std::move(one));
        else
            f.take(one.error());
    }
    return edit;
}

using Reader = Edit (*)(Fields&, int);

template <std::size_t... I>
constexpr auto makeReaders(std::index_sequence<I...>)
{
    return std::array<Reader, sizeof...(I)>{[](Fields& fields, int depth) {
        return read(As<std::variant_alternative_t<I, Edit::Variant>>{}, fields, depth);
    }...};
}

Result<Edit> readEdit(const Json& json, int depth)
{
    static constexpr auto kReaders = makeReaders(std::make_index_sequence<text::kEdits.size()>{});
    if (depth > kMaxNesting)
        return Error{ErrorCode::InvalidArgument, "compound edits are nested too deeply", {}};
    if (!json.is_object() || !json.contains("edit") || !json["edit"].is_string())
        return Error{ErrorCode::InvalidArgument, R"(an edit looks like {"edit":"swap",...})", {}};
    const std::string name = json["edit"].get<std::string>();
    const auto it = std::find(text::kEdits.begin(), text::kEdits.end(), name);
    if (it == text::kEdits.end()) {
        std::string known;
        for (const std::string_view one : text::kEdits)
            known += (known.empty() ? "" : ", ") + std::string(one);
        return Error{ErrorCode::InvalidArgument, "there is no edit '" + name + "'; there are " + known, {}};
    }
    Fields fields(json, name);
    fields.find("edit");
    Edit edit = kReaders[static_cast<std::size_t>(it - text::kEdits.begin())](fields, depth);
    TW_TRY(fields.finish());
    return edit;
}

} // namespace

Result<Edit> editFromJsonLine(std::string_view line)
{
    // The library throws on bad text and only there; what follows asks for the kind before it takes a value.
    Json json;
    try {
        json = Json::parse(line.begin(), line.end());
    } catch (const Json::parse_error& error) {
        Error damaged = jsonError(line, error.byte);
        if (!damaged.where.empty()) // "line 1, column N": the caller knows the line
            damaged.where.erase(0, damaged.where.find("column"));
        return damaged;
    } catch (const Json::exception&) {
        return Error{ErrorCode::Unreadable, "the JSON has a number larger than any that can be read", {}};
    }
    return readEdit(json, 0);
}

} // namespace tw::annotation
