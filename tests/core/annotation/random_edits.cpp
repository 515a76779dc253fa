#include "tests/core/annotation/random_edits.h"

#include "core/annotation/query.h"

#include <algorithm>
#include <limits>
#include <set>

namespace tw::test {

using namespace tw::annotation;

namespace {

constexpr int kKinds = static_cast<int>(std::variant_size_v<Edit::Variant>);
constexpr int kFirstLabelKind = 22; // DefineClass; all but the last from there on are about labels
// Few, so that spans of one attribute meet each other.
const char* const kAttributes[] = {"bag", "pose", "height"};
const char* const kPoses[] = {"sitting", "standing", "wäiting"};

} // namespace

TrackId RandomEdits::track(const DocumentState& state)
{
    if (state.tracks.empty() || (m_options.refusable && chance(2)))
        return TrackId{below(40)};
    auto it = state.tracks.begin();
    std::advance(it, below(static_cast<int>(state.tracks.size())));
    return it->first;
}

std::vector<TrackId> RandomEdits::tracks(const DocumentState& state)
{
    std::vector<TrackId> out;
    for (int n = m_options.refusable && chance(2) ? 0 : 1 + below(3); n > 0; --n)
        out.push_back(track(state));
    return out;
}

FrameIndex RandomEdits::frame()
{
    return m_options.refusable && chance(1) ? kNoFrame : below(m_options.frames);
}

FrameRange RandomEdits::range()
{
    switch (below(4)) {
    case 0: return kAllFrames;
    case 1: return fromHere(frame());
    default: break;
    }
    const FrameIndex first = frame();
    return {first, first + below(12) - (m_options.refusable && chance(3) ? 1 : 0)};
}

FrameRange RandomEdits::rangeOf(const DocumentState& state, TrackId id)
{
    const auto found = state.tracks.find(id);
    if (found == state.tracks.end() || chance(20))
        return range();
    const auto& boxes = found->second->boxes;
    const FrameIndex first = boxes[static_cast<std::size_t>(below(static_cast<int>(boxes.size())))].frame;
    return chance(25) ? fromHere(first) : FrameRange{first, first + below(8)};
}

Box RandomEdits::box()
{
    if (m_options.refusable && chance(1))
        return {0, 0, chance(50) ? -1.0 : std::numeric_limits<double>::quiet_NaN(), 5};
    // Thirds: numbers that need all their digits.
    return {below(3000) / 3.0 - 50, below(2000) / 7.0, 1 + below(300) / 3.0, 1 + below(900) / 9.0};
}

Track RandomEdits::newTrack(TrackId id, BoxOrigin origin, FrameRange frames)
{
    Track track;
    track.id = id;
    track.classId = ClassId{1 + below(3)};
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        if (chance(15))
            continue;
        TrackBox box;
        box.frame = frame;
        box.box = this->box();
        if (!box.box.valid())
            box.box = {1, 2, 3, 4};
        box.score = static_cast<float>(below(100)) / 100.0F;
        box.visibility = chance(80) ? 1.0F : static_cast<float>(below(10)) / 10.0F;
        box.origin = origin;
        box.keyframe = origin == BoxOrigin::Manual;
        track.boxes.push_back(box);
    }
    return track;
}

ImportRun RandomEdits::batch(const DocumentState& state, RunId run, FrameRange frames, bool replace)
{
    ImportRun out;
    out.run = run;
    out.frames = frames;
    out.replace = replace;
    std::set<TrackId> used;
    for (int n = 1 + below(5); n > 0; --n) {
        const TrackId id = chance(70) || number(state.nextId) > 60 ? track(state) : state.nextId;
        if (number(id) < 1 || !used.insert(id).second)
            continue;
        Track one = newTrack(id, BoxOrigin::Tracker, frames);
        one.run = run;
        if (!one.empty())
            out.tracks.push_back(std::make_shared<const Track>(std::move(one)));
    }
    return out;
}

AttributeKind RandomEdits::attributeKind()
{
    const int n = below(4);
    if (n < 2)
        return {kAttributes[2 * n], {}};
    return n == 2 ? AttributeKind{kAttributes[1], {kPoses[0], kPoses[1], kPoses[2]}}
                  : AttributeKind{kAttributes[1], {kPoses[0]}};
}

SetAbsent RandomEdits::absence(const DocumentState& state, TrackId id)
{
    const auto found = state.tracks.find(id);
    const auto gaps = found == state.tracks.end() ? std::vector<FrameRange>() : gapsOf(*found->second);
    const FrameRange frames = gaps.empty() || chance(30)
                                  ? rangeOf(state, id)
                                  : gaps[static_cast<std::size_t>(below(static_cast<int>(gaps.size())))];
    return {id, frames, chance(70)};
}

SetAttribute RandomEdits::setAttribute(const DocumentState& state)
{
    SetAttribute edit;
    edit.tracks = tracks(state);
    edit.name = kAttributes[below(2)];
    if (chance(70))
        edit.value = edit.name == kAttributes[0] ? (chance(50) ? kYes : kNo) : kPoses[below(3)];
    edit.frames = edit.tracks.empty() ? range() : rangeOf(state, edit.tracks.front());
    return edit;
}

int RandomEdits::kind()
{
    if (m_options.labels)
        return below(kKinds);
    const int older = below(kFirstLabelKind + 1);
    return older == kFirstLabelKind ? kKinds - 1 : older;
}

Edit RandomEdits::next(const DocumentState& state)
{
    const int count = static_cast<int>(state.tracks.size());
    if (count == 0 || (count < 4 && chance(30)))
        return draw(state, 3, 0); // a new track
    if (count > m_options.maxTracks && chance(50))
        return draw(state, chance(50) ? 2 : 5, 0); // delete or join
    return draw(state, kind(), 0);
}

// By the index of the kind in Edit::Variant.
Edit RandomEdits::draw(const DocumentState& state, int kind, int depth)
{
    const TrackId id = track(state);
    switch (kind) {
    case 0: {
        const FrameIndex at = chance(60) ? std::max(0, rangeOf(state, id).first) : frame();
        return SetBox{id, at, box()};
    }
    case 1: return DeleteBoxes{id, rangeOf(state, id)};
    case 2: return DeleteTracks{tracks(state)};
    case 3: {
        const FrameIndex first = below(m_options.frames);
        const TrackId wanted = chance(70) ? TrackId::kInvalid : TrackId{1 + below(60)};
        CreateTrack edit{newTrack(wanted, static_cast<BoxOrigin>(below(4)), {first, first + below(25)})};
        edit.track.name = chance(20) ? "Anna \"\xC3\x84\" \n" : "";
        if (m_options.labels && chance(20))
            annotation::setAttribute(edit.track.attributes, kAttributes[1], kPoses[below(3)],
                                     chance(50) ? kAllFrames : FrameRange{first, first + 3});
        if (m_options.labels && chance(20))
            edit.track.absences = {{first, first + below(9)}};
        if (m_options.refusable && chance(3) && !edit.track.empty())
            edit.track.boxes.push_back(edit.track.boxes.front());
        return edit;
    }
    case 4: return SplitTrack{id, rangeOf(state, id).first, chance(70) ? TrackId::kInvalid : TrackId{1 + below(60)}};
    case 5: return JoinTracks{id, track(state), chance(50) ? Fill::Linear : Fill::None};
    case 6: return SwapTracks{id, track(state), rangeOf(state, id)};
    case 7: return ChangeId{id, chance(40) ? track(state) : TrackId{below(60)}, rangeOf(state, id)};
    case 8: return FillGaps{id, range()};
    case 9: return ClearInterpolated{id, range()};
    case 10: return SetClass{tracks(state), ClassId{m_options.refusable ? below(8) : 1 + below(7)}};
    case 11: return SetVisibility{id, rangeOf(state, id), static_cast<float>(below(11)) / 10.0F};
    case 12: return SetOccluded{id, rangeOf(state, id), chance(70)};
    case 13: return SetKeyframe{id, rangeOf(state, id).first, chance(60)};
    case 14: return EndTrack{id, rangeOf(state, id).first};
    case 15: return SetVerified{chance(50) ? id : TrackId::kInvalid, rangeOf(state, id), chance(60)};
    case 16: return Rename{id, chance(70) ? "person " + std::to_string(below(100)) : std::string()};
    case 17: return SetColor{id, chance(70) ? std::optional<std::uint32_t>(m_random() % 0x1000000U) : std::nullopt};
    case 18: return SetLocked{tracks(state), chance(30)};
    case 19: return SetHidden{tracks(state), chance(50)};
    case 20: {
        const FrameIndex first = below(m_options.frames);
        ImportRun edit = batch(state, RunId{chance(50) ? 1 + below(5) : 0}, {first, first + below(20)}, chance(40));
        edit.keepIds = chance(60);
        return edit;
    }
    case 21: {
        const char* kStates[] = {"accepted", "dismissed", "later", kOpenVerdict};
        return SetVerdict{"swap:" + std::to_string(below(m_options.frames)) + ":1,2,3,4",
                          m_options.refusable && chance(3) ? "" : kStates[below(4)], m_random()};
    }
    case 22: return DefineClass{ClassId{chance(30) ? 0 : 998 + below(6)}, chance(70) ? "class \"x\"" : ""};
    case 23: return DefineAttribute{attributeKind()};
    case 24: return RemoveAttribute{kAttributes[chance(70) ? 2 : below(2)]};
    case 25: return setAttribute(state);
    case 26: return absence(state, id);
    case 27:
        return SetNote{chance(50) ? 0 : below(6),
                       {chance(60) ? id : TrackId::kInvalid, frame(), chance(30) ? "" : "see\nhere"}};
    case 28: return RemoveNote{state.notes.empty() || chance(20) ? 1 + below(6) : state.notes.rbegin()->first};
    default: {
        Compound edit;
        edit.label = chance(30) ? "several things" : "";
        if (depth < 3)
            for (int n = below(4); n > 0; --n)
                edit.edits.push_back(draw(state, this->kind(), depth + 1));
        return edit;
    }
    }
}

} // namespace tw::test
