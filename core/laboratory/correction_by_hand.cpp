// The oracle mends by hand what the queue left.

#include "core/laboratory/correction_run.h"

#include "core/annotation/interpolation.h"
#include "core/math/iou.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace tw::laboratory {

using annotation::Edit;
using annotation::Track;
using annotation::TrackBox;

namespace {

constexpr double kRightIou = 0.5;
constexpr double kFillSeconds = 3; // a join by hand fills gaps up to this

const char* nameOf(Correction correction)
{
    constexpr const char* kNames[] = {"swap", "join", "split", "delete", "add"};
    return kNames[static_cast<std::size_t>(correction)];
}

class Hand
{
public:
    explicit Hand(CorrectionRun& session) : m_session(session) {}

    Result<void> mendAll()
    {
        TW_TRY(mendIdentitiesByHand());
        TW_TRY(deleteFalseBoxesByHand());
        return addMissedByHand();
    }

private:
    // An edit that the history refuses is not counted and not tried again.
    Result<bool> byHand(const Edit& edit, Correction correction, int actions, double seconds)
    {
        if (m_session.job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while mending", {}};
        if (!m_session.history.run(edit))
            return false;
        TW_TRY(m_session.match());
        m_session.corrected(correction);
        const bool identity = correction != Correction::Add && correction != Correction::Delete;
        m_session.count(CorrectionStep::By::Hand, nameOf(correction), true, actions, seconds, identity);
        return true;
    }

    Result<void> mendIdentitiesByHand()
    {
        std::set<std::tuple<FrameIndex, TrackId, TrackId>> tried;
        for (;;) {
            const auto& errors = m_session.matches.identityErrors();
            const auto next = std::find_if(errors.begin(), errors.end(), [&](const IdentityError& error) {
                return !tried.contains({error.frame, error.person, error.track});
            });
            if (next == errors.end())
                return {};
            const IdentityError error = *next;
            tried.emplace(error.frame, error.person, error.track);
            TW_TRY(mend(error));
        }
    }

    Result<void> mend(const IdentityError& error)
    {
        if (error.kind == IdentityError::Kind::Mixed) {
            TW_TRY(byHand(annotation::SplitTrack{error.track, error.frame, {}}, Correction::Split, 1,
                          kDecideSeconds + kKeySeconds));
            return {};
        }
        const annotation::TrackPtr old = m_session.document.find(error.previousTrack);
        const annotation::TrackPtr now = m_session.document.find(error.track);
        if (!old || !now)
            return {};
        if (old->lastFrame() < now->firstFrame()) {
            const bool fill = now->firstFrame() - old->lastFrame() <= m_session.input.review.frames(kFillSeconds);
            TW_TRY(byHand(
                annotation::JoinTracks{old->id, now->id, fill ? annotation::Fill::Linear : annotation::Fill::None},
                Correction::Join, 2, kDecideSeconds + kPointSeconds + 2 * kKeySeconds));
            return {};
        }
        TW_TRY(byHand(annotation::SwapTracks{old->id, now->id, annotation::fromHere(error.frame)}, Correction::Swap, 2,
                      kDecideSeconds + kKeySeconds + kPointSeconds));
        return {};
    }

    Result<void> deleteFalseBoxesByHand()
    {
        std::vector<TrackId> ids;
        for (const auto& [id, track] : m_session.state().tracks)
            ids.push_back(id);
        for (const TrackId id : ids) {
            const annotation::TrackPtr track = m_session.document.find(id);
            int people = 0;
            int rubbish = 0;
            std::vector<FrameRange> runs;
            for (const TrackBox& box : track->boxes) {
                people += m_session.matches.personOf(id, box.frame) != TrackId{} ? 1 : 0;
                if (!m_session.matches.isFalse(id, box.frame))
                    continue;
                ++rubbish;
                if (!runs.empty() && runs.back().last + 1 == box.frame)
                    runs.back().last = box.frame;
                else
                    runs.push_back({box.frame, box.frame});
            }
            if (rubbish > 0 && people == 0) {
                TW_TRY(byHand(annotation::DeleteTracks{{id}}, Correction::Delete, 1,
                              kDecideSeconds + kPointSeconds + kKeySeconds));
                continue;
            }
            for (const FrameRange& run : runs)
                TW_TRY(byHand(annotation::DeleteBoxes{id, run}, Correction::Delete, 2,
                              kDecideSeconds + kPointSeconds + kKeySeconds));
        }
        return {};
    }

    Result<void> addMissedByHand()
    {
        for (const auto& [person, track] : m_session.input.truth->tracks) {
            std::vector<FrameRange> runs;
            for (const TrackBox& box : track->boxes) {
                if (box.frame >= m_session.truth.frames() || m_session.truth.neededAt(box.frame, person) == nullptr ||
                    m_session.matches.trackOf(person, box.frame) != TrackId{})
                    continue;
                if (!runs.empty() && runs.back().last + 1 == box.frame)
                    runs.back().last = box.frame;
                else
                    runs.push_back({box.frame, box.frame});
            }
            for (const FrameRange& run : runs)
                TW_TRY(addRun(person, *track, run));
        }
        return {};
    }

    // Keyframes between which a straight line is right, found by halving where it is worst.
    std::vector<FrameIndex> keyframes(const Track& person, FrameRange run) const
    {
        std::set<FrameIndex> keys{run.first, run.last};
        for (bool added = true; added;) {
            added = false;
            for (auto left = keys.begin(); std::next(left) != keys.end() && !added; ++left) {
                const TrackBox& a = *person.at(*left);
                const TrackBox& b = *person.at(*std::next(left));
                double worst = kRightIou + 0.05;
                FrameIndex at = kNoFrame;
                for (FrameIndex frame = a.frame + 1; frame < b.frame; ++frame) {
                    const double overlap = math::iou(annotation::boxBetween(a, b, frame), person.at(frame)->box);
                    if (overlap < worst) {
                        worst = overlap;
                        at = frame;
                    }
                }
                if (at != kNoFrame) {
                    keys.insert(at);
                    added = true;
                }
            }
        }
        return {keys.begin(), keys.end()};
    }

    Result<void> addRun(TrackId person, const Track& truth, FrameRange run)
    {
        const std::vector<FrameIndex> keys = keyframes(truth, run);
        TrackId id = nearestTrack(person, run);
        annotation::Compound compound{"Add", {}};
        if (id == TrackId{}) {
            Track made;
            for (const FrameIndex frame : keys) {
                TrackBox box;
                box.frame = frame;
                box.box = truth.at(frame)->box;
                box.keyframe = true;
                made.boxes.push_back(box);
            }
            id = m_session.state().nextId;
            made.id = id;
            compound.edits.emplace_back(annotation::CreateTrack{std::move(made)});
        } else {
            for (const FrameIndex frame : keys)
                compound.edits.emplace_back(annotation::SetBox{id, frame, truth.at(frame)->box});
        }
        if (run.length() > 2)
            compound.edits.emplace_back(annotation::FillGaps{id, run});
        const int drags = static_cast<int>(keys.size());
        TW_TRY_ASSIGN(const bool done, byHand(std::move(compound), Correction::Add, drags + 1,
                                              kDecideSeconds + drags * kPointSeconds + kKeySeconds));
        if (done)
            m_session.report.boxesTouched += drags;
        return {};
    }

    // The track that has the person next to the run and no box in it.
    TrackId nearestTrack(TrackId person, FrameRange run) const
    {
        const auto& people = m_session.matches.tracksOfPeople();
        const auto it = people.find(person);
        if (it == people.end() || it->second.empty())
            return {};
        const auto after = it->second.lower_bound(run.first);
        const TrackId id = after != it->second.begin() ? std::prev(after)->second : after->second;
        const annotation::TrackPtr track = m_session.document.find(id);
        const bool free = track && std::none_of(track->boxes.begin(), track->boxes.end(),
                                                [&](const TrackBox& box) { return run.contains(box.frame); });
        return free ? id : TrackId{};
    }

    CorrectionRun& m_session;
};

} // namespace

Result<void> mendByHand(CorrectionRun& session)
{
    return Hand(session).mendAll();
}

} // namespace tw::laboratory
