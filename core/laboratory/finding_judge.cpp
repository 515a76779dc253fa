#include "core/laboratory/finding_judge.h"

#include "core/annotation/history.h"
#include "core/math/iou.h"
#include "core/review/kinds.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

namespace tw::laboratory {

using annotation::DocumentState;
using annotation::Edit;
using annotation::TrackBox;
using review::Event;
using review::EventKind;
using review::Remedy;

namespace {

constexpr double kRightIou = 0.5;
constexpr double kCutSeconds = 0.8;    // how far a cut may be moved
constexpr double kBesideSeconds = 0.3; // a birth or death that is none: the person is there this long before or after

// What an edit takes away: the range of each track.
std::vector<std::pair<TrackId, FrameRange>> deletedRanges(const Edit& edit)
{
    std::vector<std::pair<TrackId, FrameRange>> out;
    if (const auto* tracks = std::get_if<annotation::DeleteTracks>(&edit.value)) {
        for (const TrackId id : tracks->tracks)
            out.emplace_back(id, annotation::kAllFrames);
    } else if (const auto* boxes = std::get_if<annotation::DeleteBoxes>(&edit.value)) {
        out.emplace_back(boxes->track, boxes->frames);
    }
    return out;
}

// The document after an edit; nothing when the edit is refused.
std::optional<annotation::Document> tried(const annotation::Document& document, const Edit& edit)
{
    annotation::Document out(document.snapshot());
    annotation::History trial(out);
    if (!trial.run(edit))
        return std::nullopt;
    return std::optional<annotation::Document>(std::in_place, out.snapshot());
}

} // namespace

Judgement FindingJudge::of(const Event& event) const
{
    Judgement out;
    out.fix = event.fix;
    switch (review::infoOf(event.kind).remedy) {
    case Remedy::Exchange: ofSwap(event, out); break;
    case Remedy::Join: {
        const TrackId person = m_matches.before(event.a, event.frames.first + 1);
        const TrackId other = m_matches.from(event.b, event.frames.last);
        out.real = person != TrackId{} && person == other;
        out.known = !m_truth.mayBeOne(person, other);
        break;
    }
    case Remedy::Cut: {
        const TrackId before = m_matches.before(event.a, event.frame);
        const TrackId after = m_matches.from(event.a, event.frame);
        out.real = before != TrackId{} && after != TrackId{} && before != after;
        out.known = !m_truth.mayBeOne(before, after);
        break;
    }
    case Remedy::Remove: out.real = event.fix && isRubbish(event); break;
    case Remedy::Add: out.real = event.fix && addsPerson(event); break;
    case Remedy::Extend: out.real = isCutShort(event); break;
    }
    return out;
}

// Whether there are fewer places with it where a person and a track part.
bool FindingJudge::mendsPlaces(const Edit& fix) const
{
    const auto after = tried(m_document, fix);
    if (!after)
        return false;
    const auto matches = TruthMatches::create(m_truth, after->state(), m_review.frameRate);
    return matches && matches->identityErrors().size() < m_matches.identityErrors().size();
}

void FindingJudge::ofSwap(const Event& event, Judgement& out) const
{
    const auto* once = event.fix ? std::get_if<annotation::SwapTracks>(&event.fix->value) : nullptr;
    if (once == nullptr || once->frames.last != annotation::kLastFrame) {
        // Several exchanges, or one that is taken back: both strips show one person each afterwards, or they do not.
        out.real = event.fix && mendsPlaces(*event.fix);
        return;
    }
    const TrackId a1 = m_matches.before(event.a, event.frame);
    const TrackId a2 = m_matches.from(event.a, event.frame);
    const TrackId b1 = m_matches.before(event.b, event.frame);
    const TrackId b2 = m_matches.from(event.b, event.frame);
    out.real = (a1 != TrackId{} && a1 == b2 && a1 != a2) || (b1 != TrackId{} && b1 == a2 && b1 != b2);
    if (!out.real) // unless one of them is known to go on as it is
        out.known = (a1 != TrackId{} && a1 == a2) || (b1 != TrackId{} && b1 == b2) ||
                    !(m_truth.mayBeOne(a1, b2) || m_truth.mayBeOne(b1, a2));
    if (!out.real)
        return;
    const TrackId personA = a1 != TrackId{} ? a1 : b2;
    const TrackId personB = b1 != TrackId{} ? b1 : a2;
    const auto wrongWith = [&](FrameIndex cut, FrameRange window) {
        int wrong = 0;
        for (FrameIndex frame = window.first; frame <= window.last; ++frame) {
            const TrackId ofA = m_matches.personOf(frame < cut ? event.a : event.b, frame);
            const TrackId ofB = m_matches.personOf(frame < cut ? event.b : event.a, frame);
            wrong += ofA != TrackId{} && ofA != personA ? 1 : 0;
            wrong += ofB != TrackId{} && ofB != personB ? 1 : 0;
        }
        return wrong;
    };
    const FrameIndex reach = m_review.frames(kCutSeconds);
    const FrameRange window{event.frame - reach, event.frame + reach};
    const int asProposed = wrongWith(event.frame, window);
    int best = asProposed;
    FrameIndex cut = event.frame;
    for (FrameIndex distance = 1; distance <= reach; ++distance)
        for (const FrameIndex moved : {event.frame - distance, event.frame + distance})
            if (const int wrong = wrongWith(moved, window); wrong < best) {
                best = wrong;
                cut = moved;
            }
    if (asProposed - best > m_options.cutTolerance && cut > 0) {
        out.moved = std::abs(cut - event.frame);
        out.fix = annotation::SwapTracks{event.a, event.b, annotation::fromHere(cut)};
    }
}

// More boxes without a person than of people who would be lost.
bool FindingJudge::isRubbish(const Event& event) const
{
    int rubbish = 0;
    int needed = 0;
    for (const auto& [id, range] : deletedRanges(*event.fix)) {
        const annotation::TrackPtr track = m_document.find(id);
        if (!track)
            continue;
        for (const TrackBox& box : track->boxes) {
            if (!range.contains(box.frame))
                continue;
            const bool twin = event.kind == EventKind::Duplicate && m_matches.isFalse(event.b, box.frame);
            if (m_matches.isFalse(id, box.frame) || twin)
                ++rubbish;
            else if (m_matches.personOf(id, box.frame) != TrackId{})
                ++needed;
        }
    }
    return rubbish > needed;
}

// Most of the boxes that come are on people who have none there; a gap is filled with the person of its track. Where
// a person can hardly be seen a box is neither.
bool FindingJudge::addsPerson(const Event& event) const
{
    const auto after = tried(m_document, *event.fix);
    if (!after)
        return false;
    int right = 0, wrong = 0;
    for (const auto& [id, track] : after->state().tracks) {
        const annotation::TrackPtr before = m_document.find(id);
        if (before == track)
            continue;
        for (const TrackBox& box : track->boxes) {
            const TrackBox* there = before ? before->at(box.frame) : nullptr;
            if (there != nullptr && there->box == box.box)
                continue;
            const TrackId person = untracked(box.frame, box.box);
            const bool own = event.kind != EventKind::Missed || person == m_matches.before(id, box.frame) ||
                             person == m_matches.from(id, box.frame);
            if (person != TrackId{} && own)
                ++right;
            else if (!m_truth.excuses(box.frame, box.box))
                ++wrong;
        }
    }
    return right > wrong;
}

// Who stands there without a track.
TrackId FindingJudge::untracked(FrameIndex frame, const Box& box) const
{
    if (frame < 0 || frame >= m_truth.frames())
        return {};
    for (const evaluation::TruthBox& person : m_truth.table().frame(frame))
        if (person.classId == ClassId::kPedestrian && math::iou(person.box, box) >= kRightIou &&
            m_matches.trackOf(person.id, frame) == TrackId{})
            return person.id;
    return {};
}

bool FindingJudge::isCutShort(const Event& event) const
{
    const annotation::TrackPtr track = m_document.find(event.a);
    if (!track)
        return false;
    const bool birth = track->firstFrame() == event.frame;
    const TrackId person = birth ? m_matches.from(event.a, event.frame) : m_matches.before(event.a, event.frame + 1);
    const FrameIndex beyond = event.frame + (birth ? -1 : 1) * m_review.frames(kBesideSeconds);
    return person != TrackId{} && beyond >= 0 && beyond < m_truth.frames() &&
           m_truth.neededAt(beyond, person) != nullptr;
}

} // namespace tw::laboratory
