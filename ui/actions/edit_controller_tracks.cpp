// The commands that need no second half: parts of tracks, attributes, history.
#include "ui/actions/edit_controller.h"

#include "core/annotation/query.h"
#include "ui/actions/track_extender.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"

#include <QLocale>

#include <algorithm>

namespace tw::ui {

namespace a = annotation;

// --- parts of tracks ------------------------------------------------------------------------------------------------

void EditController::split()
{
    const auto track = wanted();
    if (!track)
        return;
    a::ChangeSet changes;
    const FrameIndex at = m_view.frame();
    if (!run(a::SplitTrack{*track, at, TrackId::kInvalid}, {}, &changes))
        return;
    for (const a::TrackDelta& delta : changes.tracks) {
        if (!delta.before && delta.after)
            say(tr("Split %1 at frame %2, the rest is %3").arg(number(*track)).arg(at + 1).arg(number(delta.id)),
                Notice::Kind::Done, true);
    }
}

void EditController::remove(const std::vector<TrackId>& ids, const QString& done)
{
    if (!ids.empty())
        run(a::DeleteTracks{ids}, done);
}

void EditController::deleteTracks()
{
    const std::vector<TrackId> tracks = wantedMany();
    if (tracks.empty())
        return;
    const QString text = tracks.size() == 1 ? tr("Deleted %1").arg(number(tracks.front()))
                                            : tr("Deleted %n tracks", nullptr, static_cast<int>(tracks.size()));
    run(a::DeleteTracks{tracks}, text);
}

// One edit on each of several tracks is one step of the history.
bool EditController::runOnEach(const std::vector<TrackId>& tracks, const std::function<a::Edit(TrackId)>& edit,
                               const QString& done)
{
    if (tracks.size() == 1)
        return run(edit(tracks.front()), done);
    a::Compound all;
    for (const TrackId id : tracks)
        all.edits.push_back(edit(id));
    if (all.edits.empty())
        return false;
    all.label = fromQt(done);
    return run(all, done);
}

// "12", or "5 tracks".
QString EditController::tracksText(const std::vector<TrackId>& tracks)
{
    return tracks.size() == 1 ? QString::number(number(tracks.front()))
                              : tr("%n tracks", nullptr, static_cast<int>(tracks.size()));
}

// Of the selected tracks those with boxes in these frames; a notice when there is none.
std::vector<TrackId> EditController::wantedIn(FrameRange frames)
{
    std::vector<TrackId> tracks = wantedMany();
    if (tracks.size() < 2)
        return tracks; // the edit says itself what is wrong
    std::erase_if(tracks, [&](TrackId id) {
        const a::Track& track = m_document.find(id)->track();
        return std::none_of(track.boxes.begin(), track.boxes.end(),
                            [&](const a::TrackBox& box) { return frames.contains(box.frame); });
    });
    if (tracks.empty())
        say(tr("None of the selected tracks has a box %1.").arg(scopeText(frames)));
    return tracks;
}

void EditController::deleteFromHere()
{
    const FrameRange frames = a::fromHere(m_view.frame());
    if (const auto tracks = wantedIn(frames); !tracks.empty())
        runOnEach(
            tracks,
            [&](TrackId id) {
                return a::DeleteBoxes{id, frames};
            },
            tr("Deleted %1 %2").arg(tracksText(tracks), scopeText(frames)));
}

void EditController::deleteBox()
{
    const FrameRange frames = m_view.range().empty() ? FrameRange{m_view.frame(), m_view.frame()} : m_view.range();
    if (const auto tracks = wantedIn(frames); !tracks.empty())
        runOnEach(
            tracks,
            [&](TrackId id) {
                return a::DeleteBoxes{id, frames};
            },
            tr("Deleted %1 %2").arg(tracksText(tracks), scopeText(frames)));
}

void EditController::endTrack()
{
    if (const auto tracks = wantedIn(a::fromHere(m_view.frame())); !tracks.empty())
        runOnEach(
            tracks,
            [&](TrackId id) {
                return a::EndTrack{id, m_view.frame()};
            },
            tr("Ended %1 at frame %2").arg(tracksText(tracks)).arg(m_view.frame() + 1));
}

void EditController::trim(TrackId id, bool end, FrameIndex frame)
{
    const TrackSummaryPtr summary = m_document.find(id);
    if (!summary)
        return;
    m_view.select(id);
    const a::Track& track = summary->track();
    const QString shortened = end ? tr("Ended %1 at frame %2") : tr("Moved the start of %1 to frame %2");
    const QString done = shortened.arg(number(id)).arg(frame + 1);
    if (end && frame < track.lastFrame()) {
        run(a::EndTrack{id, frame}, done);
    } else if (!end && frame > track.firstFrame()) {
        run(a::DeleteBoxes{id, {0, frame - 1}}, done);
    } else {
        // beyond its end the person is taken to stand still: a box to correct
        const Box box = end ? track.boxes.back().box : track.boxes.front().box;
        const FrameRange gap = end ? FrameRange{track.lastFrame(), frame} : FrameRange{frame, track.firstFrame()};
        run(a::Compound{a::describe(a::SetBox{id, frame, box}), {a::SetBox{id, frame, box}, a::FillGaps{id, gap}}},
            done);
    }
}

void EditController::toggleKeyframe()
{
    const auto track = wanted();
    const a::TrackBox* box = track ? wantedBox(*track) : nullptr;
    if (!box)
        return;
    const bool on = !box->keyframe;
    run(a::SetKeyframe{*track, m_view.frame(), on},
        (on ? tr("Set a keyframe of %1 at frame %2") : tr("Removed the keyframe of %1 at frame %2"))
            .arg(number(*track))
            .arg(m_view.frame() + 1));
}

void EditController::toggleOccluded()
{
    const auto track = wanted();
    const a::TrackBox* box = track ? wantedBox(*track) : nullptr;
    if (!box)
        return;
    const FrameRange frames = m_view.range().empty() ? FrameRange{m_view.frame(), m_view.frame()} : m_view.range();
    const auto tracks = wantedIn(frames);
    runOnEach(
        tracks,
        [&, occluded = !box->occluded](TrackId id) {
            return a::SetOccluded{id, frames, occluded};
        },
        (box->occluded ? tr("Marked %1 visible %2") : tr("Marked %1 occluded %2"))
            .arg(tracksText(tracks), scopeText(frames)));
}

void EditController::toggleVerified()
{
    if (!m_session.isOpen())
        return;
    const TrackId id = m_view.primary();
    if (id == TrackId::kInvalid) {
        const FrameRange frames = m_view.range().empty() ? FrameRange{m_view.frame(), m_view.frame()} : m_view.range();
        const auto& verified = m_document.state().verifiedFrames;
        const bool all = std::any_of(verified.begin(), verified.end(), [&](const FrameRange& range) {
            return range.first <= frames.first && range.last >= frames.last;
        });
        run(a::SetVerified{id, frames, !all},
            (all ? tr("Verification removed: everyone %1") : tr("Verified: everyone %1")).arg(scopeText(frames)));
        return;
    }
    const FrameRange frames = m_view.range().empty() ? a::kAllFrames : m_view.range();
    const a::TrackBox* box = m_document.boxAt(id, m_view.frame());
    const bool already = box && box->verified;
    run(a::SetVerified{id, frames, !already},
        (already ? tr("Verification removed: %1 %2") : tr("Verified: %1 %2")).arg(number(id)).arg(scopeText(frames)));
}

// --- attributes -----------------------------------------------------------------------------------------------------

void EditController::toggleHidden()
{
    const std::vector<TrackId> tracks = wantedMany();
    if (tracks.empty())
        return;
    setHidden(tracks, !m_document.find(tracks.back())->track().hidden);
}

void EditController::setHidden(const std::vector<TrackId>& ids, bool hidden)
{
    const auto count = static_cast<int>(ids.size());
    run(a::SetHidden{ids, hidden},
        hidden ? tr("Hid %n tracks", nullptr, count) : tr("Showed %n tracks", nullptr, count));
}

void EditController::showAll()
{
    std::vector<TrackId> hidden;
    for (const auto& [id, summary] : m_document.tracks()) {
        if (summary->track().hidden)
            hidden.push_back(id);
    }
    if (hidden.empty())
        say(tr("No track is hidden."));
    else
        setHidden(hidden, false);
}

void EditController::toggleLocked()
{
    const std::vector<TrackId> tracks = wantedMany();
    if (!tracks.empty())
        setLocked(tracks, !m_document.find(tracks.back())->track().locked);
}

void EditController::setLocked(const std::vector<TrackId>& ids, bool locked)
{
    const auto count = static_cast<int>(ids.size());
    run(a::SetLocked{ids, locked},
        locked ? tr("Locked %n tracks", nullptr, count) : tr("Unlocked %n tracks", nullptr, count));
}

void EditController::rename(TrackId id, const QString& name)
{
    const TrackSummaryPtr summary = m_document.find(id);
    if (summary && toQt(summary->track().name) != name)
        run(a::Rename{id, fromQt(name)}, name.isEmpty() ? tr("Removed the name of %1").arg(number(id))
                                                        : tr("Named %1 %2").arg(number(id)).arg(name));
}

void EditController::setColor(const std::vector<TrackId>& ids, std::optional<QColor> color)
{
    a::Compound compound;
    compound.label = "Set colour";
    for (const TrackId id : ids)
        compound.edits.push_back(
            a::SetColor{id, color ? std::optional<std::uint32_t>(color->rgb() & 0xffffffU) : std::nullopt});
    if (!compound.edits.empty())
        run(compound, tr("Changed the colour of %n tracks", nullptr, static_cast<int>(ids.size())));
}

void EditController::setClass(const std::vector<TrackId>& ids, ClassId classId)
{
    run(a::SetClass{ids, classId}, tr("Changed the class of %n tracks", nullptr, static_cast<int>(ids.size())));
}

void EditController::changeId(TrackId id, TrackId newId)
{
    if (id == newId)
        return;
    const FrameRange frames = m_view.range().empty() ? a::kAllFrames : m_view.range();
    if (run(a::ChangeId{id, newId, frames},
            tr("Changed %1 to %2 %3").arg(number(id)).arg(number(newId)).arg(scopeText(frames))))
        m_view.select(newId);
}

void EditController::setVisibility(FrameRange frames, double visibility)
{
    const auto tracks = wantedIn(frames);
    if (!tracks.empty())
        runOnEach(
            tracks,
            [&](TrackId id) {
                return a::SetVisibility{id, frames, static_cast<float>(visibility)};
            },
            tr("Set the visibility of %1 to %2 %3")
                .arg(tracksText(tracks), QLocale().toString(visibility, 'f', 2), scopeText(frames)));
}

// --- history --------------------------------------------------------------------------------------------------------

void EditController::undo()
{
    if (!m_session.isOpen() || !m_session.workspace()->history().canUndo())
        return;
    setPending({});
    const auto changed = m_session.workspace()->undo();
    if (!changed)
        problem(changed.error());
}

void EditController::redo()
{
    if (!m_session.isOpen() || !m_session.workspace()->history().canRedo())
        return;
    setPending({});
    const auto changed = m_session.workspace()->redo();
    if (!changed)
        problem(changed.error());
}

void EditController::goTo(std::size_t historyPosition)
{
    if (!m_session.isOpen())
        return;
    setPending({});
    const auto moved = m_session.workspace()->goTo(historyPosition);
    if (!moved)
        problem(moved.error());
}

} // namespace tw::ui
