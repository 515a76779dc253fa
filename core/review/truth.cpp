#include "core/review/truth.h"

#include "core/math/iou.h"

#include <algorithm>

namespace tw::review {

using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

constexpr double kOnPersonIou = 0.5;
constexpr FrameIndex kSideFrames = 40;  // of a track, on each side of a cut
constexpr FrameIndex kBeyondFrames = 5; // before a birth or after a death

const Track* find(const DocumentState& tracks, TrackId id)
{
    const auto it = tracks.tracks.find(id);
    return it == tracks.tracks.end() ? nullptr : it->second.get();
}

FrameRange before(FrameIndex cut)
{
    return {cut - kSideFrames, cut - 1};
}

FrameRange after(FrameIndex cut)
{
    return {cut, cut + kSideFrames - 1};
}

bool known(TrackId id)
{
    return id != TrackId::kInvalid;
}

} // namespace

Truth::Truth(const DocumentState& truth)
{
    for (const auto& [id, track] : truth.tracks)
        for (const TrackBox& box : track->boxes)
            m_people[box.frame].push_back({id, box.box});
}

TrackId Truth::personUnder(FrameIndex frame, const Box& box) const
{
    const auto it = m_people.find(frame);
    TrackId out = TrackId::kInvalid;
    double best = kOnPersonIou;
    if (it != m_people.end())
        for (const Person& person : it->second)
            if (const double overlap = math::iou(person.box, box); overlap >= best) {
                best = overlap;
                out = person.id;
            }
    return out;
}

bool Truth::isThere(TrackId person, FrameIndex frame) const
{
    const auto it = m_people.find(frame);
    return it != m_people.end() &&
           std::any_of(it->second.begin(), it->second.end(), [person](const Person& p) { return p.id == person; });
}

// Who most of the boxes in the range stand on; kInvalid when that is nobody or nobody clearly.
TrackId Truth::mostly(const DocumentState& tracks, TrackId id, FrameRange frames) const
{
    const Track* track = find(tracks, id);
    std::map<TrackId, int> votes;
    int all = 0;
    if (track != nullptr)
        for (const TrackBox& box : track->boxes)
            if (frames.contains(box.frame))
                if (const TrackId person = personUnder(box.frame, box.box); known(person)) {
                    ++votes[person];
                    ++all;
                }
    for (const auto& [person, count] : votes)
        if (2 * count > all)
            return person;
    return TrackId::kInvalid;
}

double Truth::shareOnNobody(const DocumentState& tracks, TrackId id, FrameRange frames) const
{
    const Track* track = find(tracks, id);
    int nobody = 0;
    int all = 0;
    if (track != nullptr)
        for (const TrackBox& box : track->boxes)
            if (frames.contains(box.frame)) {
                nobody += known(personUnder(box.frame, box.box)) ? 0 : 1;
                ++all;
            }
    return all > 0 ? double(nobody) / all : 0;
}

// Whether most boxes that a fix brings stand on the person (any, when not known) and on nobody's track.
std::optional<bool> Truth::addsMissing(const annotation::Edit& fix, const DocumentState& tracks, TrackId person) const
{
    const Track* added = nullptr;
    if (const auto* create = std::get_if<annotation::CreateTrack>(&fix.value))
        added = &create->track;
    else if (const auto* compound = std::get_if<annotation::Compound>(&fix.value); compound && !compound->edits.empty())
        if (const auto* run = std::get_if<annotation::ImportRun>(&compound->edits.front().value))
            added = run->tracks.empty() ? nullptr : run->tracks.front().get();
    if (added == nullptr || added->boxes.empty())
        return std::nullopt;
    int right = 0;
    for (const TrackBox& box : added->boxes) {
        const TrackId under = personUnder(box.frame, box.box);
        bool covered = false;
        for (const auto& [id, track] : tracks.tracks) {
            const TrackBox* there = track->at(box.frame);
            covered = covered || (there != nullptr && known(under) && personUnder(box.frame, there->box) == under);
        }
        right += known(under) && !covered && (!known(person) || person == under) ? 1 : 0;
    }
    return 2 * right > static_cast<int>(added->boxes.size());
}

std::optional<bool> Truth::isReal(const Event& event, const DocumentState& tracks) const
{
    const FrameIndex cut = event.frame;
    switch (event.kind) {
    case EventKind::Swap: {
        const TrackId a1 = mostly(tracks, event.a, before(cut));
        const TrackId a2 = mostly(tracks, event.a, after(cut));
        const TrackId b1 = mostly(tracks, event.b, before(cut));
        const TrackId b2 = mostly(tracks, event.b, after(cut));
        const bool crossed = (known(a1) && a1 == b2 && a1 != a2) || (known(b1) && b1 == a2 && b1 != b2);
        const bool kept = (known(a1) && a1 == a2) || (known(b1) && b1 == b2);
        if (crossed == kept) // neither, or the truth contradicts itself
            return crossed ? std::nullopt : std::optional(false);
        return crossed;
    }
    case EventKind::Fragment:
    case EventKind::Reentry: {
        const TrackId from = mostly(tracks, event.a, before(event.frames.first + 1));
        const TrackId to = mostly(tracks, event.b, after(event.frames.last));
        if (!known(from) || !known(to))
            return std::nullopt; // a track on nobody is another kind of error
        return from == to;
    }
    case EventKind::Jump: {
        const TrackId from = mostly(tracks, event.a, before(cut));
        const TrackId to = mostly(tracks, event.a, after(cut));
        if (!known(from) && !known(to))
            return std::nullopt;
        return from != to;
    }
    case EventKind::Duplicate: {
        const TrackId a = mostly(tracks, event.a, event.frames);
        const TrackId b = mostly(tracks, event.b, event.frames);
        return !known(a) || a == b;
    }
    case EventKind::FalseTrack:
    case EventKind::LowConfidence: return shareOnNobody(tracks, event.a, event.frames) > 0.5;
    case EventKind::Missed: {
        const TrackId person = mostly(tracks, event.a, before(event.frames.first));
        if (!event.fix || !known(person))
            return std::nullopt;
        return addsMissing(*event.fix, tracks, person);
    }
    case EventKind::Merge: return event.fix ? addsMissing(*event.fix, tracks, TrackId::kInvalid) : std::nullopt;
    case EventKind::Border: {
        const Track* track = find(tracks, event.a);
        if (track == nullptr || track->empty())
            return std::nullopt;
        const bool birth = event.frame == track->firstFrame();
        const TrackId person = mostly(tracks, event.a, birth ? after(cut) : before(cut + 1));
        if (!known(person))
            return std::nullopt;
        return isThere(person, birth ? cut - kBeyondFrames : cut + kBeyondFrames);
    }
    case EventKind::Drift: return shareOnNobody(tracks, event.a, event.frames) > 0.5;
    }
    return std::nullopt;
}

} // namespace tw::review
