#include "ui/actions/edit_controller.h"

#include "core/annotation/query.h"
#include "ui/actions/track_extender.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"

#include <algorithm>
#include <utility>

namespace tw::ui {

namespace a = annotation;
using Kind = PendingCommand::Kind;

namespace {

constexpr FrameIndex kLongestJoinGap = 300; // frames: ten seconds at a usual rate
constexpr std::size_t kNumbered = 9;        // keys 1-9

} // namespace

QString scopeText(FrameRange frames)
{
    if (frames.first <= 0 && frames.last == a::kLastFrame)
        return EditController::tr("in all frames");
    if (frames.last == a::kLastFrame)
        return EditController::tr("from frame %1 to the end").arg(frames.first + 1);
    if (frames.length() == 1)
        return EditController::tr("in frame %1").arg(frames.first + 1);
    return EditController::tr("in frames %1 to %2").arg(frames.first + 1).arg(frames.last + 1);
}

EditController::EditController(Session& session, DocumentView& document, ViewState& view, QObject* parent)
    : QObject(parent), m_session(session), m_document(document), m_view(view)
{
    connect(&document, &DocumentView::changed, this, &EditController::tracksGone);
    connect(&document, &DocumentView::wasReset, this, [this] { setPending({}); });
    connect(&view, &ViewState::frameChanged, this, [this] {
        // the frame of a swap may still be looked for; a ghost belongs to its frame
        if (m_pending.kind == Kind::Swap)
            swap();
        else if (m_pending.kind == Kind::Adopt)
            setPending({});
        else if (m_pending.kind == Kind::Ask && (m_pending.track != TrackId::kInvalid || m_pending.box))
            setPending({}); // the answer belongs to its frame
    });
    connect(&view, &ViewState::selectionChanged, this, [this] {
        if (m_pending.active() && m_pending.kind != Kind::Draw && !asksForAPlace() && !m_running &&
            m_pending.track != m_view.primary())
            setPending({});
    });
}

EditController::~EditController() = default;

std::optional<TrackId> EditController::wanted()
{
    if (!m_session.isOpen())
        return std::nullopt;
    if (m_view.primary() != TrackId::kInvalid)
        return m_view.primary();
    say(tr("Choose a person first: click one, or press 1 to 9 for the nearest."));
    return std::nullopt;
}

std::vector<TrackId> EditController::wantedMany()
{
    return wanted() ? m_view.selection() : std::vector<TrackId>{};
}

const a::TrackBox* EditController::wantedBox(TrackId id)
{
    const a::TrackBox* box = m_document.boxAt(id, m_view.frame());
    if (!box)
        say(tr("%1 has no box in frame %2.").arg(number(id)).arg(m_view.frame() + 1));
    return box;
}

FrameRange EditController::scope() const
{
    return m_view.range().empty() ? a::fromHere(m_view.frame()) : m_view.range();
}

bool EditController::run(const a::Edit& edit, const QString& done, a::ChangeSet* result)
{
    m_running = true;
    auto changed = m_session.run(edit);
    m_running = false;
    if (!changed) {
        problem(changed.error());
        return false;
    }
    if (!done.isEmpty())
        say(done, Notice::Kind::Done, true);
    if (result)
        *result = *std::move(changed);
    return true;
}

void EditController::say(const QString& text, Notice::Kind kind, bool undoable)
{
    Q_EMIT notice({text, kind, undoable});
}

void EditController::problem(const Error& error)
{
    say(presentError(error), Notice::Kind::Problem);
}

void EditController::setPending(PendingCommand pending)
{
    const bool same = !pending.active() && !m_pending.active();
    if (pending.kind != Kind::Adopt)
        m_extender.reset(); // taken back
    m_pending = std::move(pending);
    if (!same)
        Q_EMIT pendingChanged();
}

void EditController::tracksGone(const DocumentDiff& diff)
{
    if (diff.removed.empty())
        return;
    const auto gone = [&diff](TrackId id) {
        return std::find(diff.removed.begin(), diff.removed.end(), id) != diff.removed.end();
    };
    std::vector<TrackId> selection = m_view.selection();
    std::erase_if(selection, gone);
    m_view.setSelection(std::move(selection));
    if (gone(m_view.hovered()))
        m_view.setHovered(TrackId::kInvalid);
    if (gone(m_pending.track))
        setPending({});
}

// --- swap, join, merge ----------------------------------------------------------------------------------------------

void EditController::swap()
{
    const auto track = wanted();
    if (!track)
        return;
    const bool two = !m_pending.active() && m_view.selection().size() == 2;
    if (two && !m_previewsSwaps) {
        // both are named already; frames marked for this swap are not meant for the next edit
        if (swapTracks(m_view.selection().front(), *track, scope()))
            m_view.setRange({});
        return;
    }
    PendingCommand pending;
    pending.kind = Kind::Swap;
    pending.track = *track;
    pending.frame = m_view.frame();
    pending.scope = scope();
    pending.candidates = a::neighboursOf(m_document.state(), *track, m_view.frame());
    if (two) {
        std::erase(pending.candidates, m_view.selection().front());
        pending.candidates.insert(pending.candidates.begin(), m_view.selection().front());
    }
    if (pending.candidates.size() > kNumbered)
        pending.candidates.resize(kNumbered);
    setPending(std::move(pending));
}

void EditController::swapWith(TrackId partner)
{
    const PendingCommand command = std::exchange(m_pending, {});
    Q_EMIT pendingChanged();
    swapTracks(command.track, partner, command.scope);
}

bool EditController::swapTracks(TrackId one, TrackId other, FrameRange frames)
{
    return run(a::SwapTracks{one, other, frames},
               tr("Swapped %1 and %2 %3").arg(number(one)).arg(number(other)).arg(scopeText(frames)));
}

void EditController::join()
{
    if (m_pending.kind == Kind::Join && !m_pending.candidates.empty()) {
        PendingCommand next = m_pending;
        next.proposed = (next.proposed + 1) % next.candidates.size();
        setPending(std::move(next));
        return;
    }
    const auto track = wanted();
    if (!track || joinSelected())
        return;
    PendingCommand pending;
    pending.kind = Kind::Join;
    pending.track = *track;
    pending.frame = m_view.frame();
    const TrackSummaryPtr summary = m_document.find(*track);
    for (const a::Continuation& next :
         a::continuationsOf(m_document.state(), *track, summary->track().lastFrame(), kLongestJoinGap)) {
        if (pending.candidates.size() < kNumbered)
            pending.candidates.push_back(next.id);
    }
    if (pending.candidates.empty())
        say(tr("No track begins soon after %1 ends. Click the one to join it with.").arg(number(*track)));
    setPending(std::move(pending));
}

// Several selected tracks that never meet are one person: joined at once into the one that begins first.
bool EditController::joinSelected()
{
    std::vector<TrackId> ids = m_view.selection();
    const auto trackOf = [this](TrackId id) -> const a::Track& { return m_document.find(id)->track(); };
    if (m_pending.active() || ids.size() < 2)
        return false;
    std::sort(ids.begin(), ids.end(),
              [&](TrackId x, TrackId y) { return trackOf(x).firstFrame() < trackOf(y).firstFrame(); });
    for (std::size_t i = 1; i < ids.size(); ++i) {
        if (trackOf(ids[i]).firstFrame() <= trackOf(ids[i - 1]).lastFrame())
            return false;
    }
    if (ids.size() == 2) {
        joinTracks(ids[0], ids[1], true);
        return true;
    }
    a::Compound all;
    for (std::size_t i = 1; i < ids.size(); ++i)
        all.edits.push_back(a::JoinTracks{ids[0], ids[i], a::Fill::Linear});
    const QString done = tr("Joined %1 to %2").arg(tracksText({ids.begin() + 1, ids.end()})).arg(number(ids[0]));
    all.label = fromQt(done);
    if (run(all, done))
        m_view.select(ids[0]);
    return true;
}

void EditController::merge()
{
    if (m_pending.kind == Kind::Merge) {
        setPending({});
        return;
    }
    const auto track = wanted();
    if (!track)
        return;
    PendingCommand pending;
    pending.kind = Kind::Merge;
    pending.track = *track;
    setPending(std::move(pending));
}

void EditController::pick(TrackId partner, bool fill)
{
    if (partner == TrackId::kInvalid)
        return;
    if (partner == m_pending.track) {
        say(tr("That is %1 itself. Choose another person, or press Esc.").arg(number(partner)));
        return;
    }
    if (m_pending.kind == Kind::Swap)
        swapWith(partner);
    else
        joinTracks(m_pending.track, partner, fill);
}

void EditController::choose(int number)
{
    const auto position = static_cast<std::size_t>(number - 1);
    if (m_pending.kind == Kind::Ask && !asksForAPlace()) {
        if (position < m_pending.candidates.size())
            Q_EMIT candidateChosen(m_pending.candidates[position]);
        return;
    }
    if (m_pending.kind == Kind::Swap || m_pending.kind == Kind::Join) {
        if (position < m_pending.candidates.size())
            pick(m_pending.candidates[position]);
        return;
    }
    if (!m_session.isOpen())
        return;
    std::vector<TrackId> near = a::neighboursOf(m_document.state(), m_view.primary(), m_view.frame());
    if (m_view.primary() == TrackId::kInvalid || near.empty()) {
        // from left to right when there is no one to be near to
        std::vector<a::FrameBox> boxes = m_document.boxesAt(m_view.frame());
        std::sort(boxes.begin(), boxes.end(),
                  [](const auto& x, const auto& y) { return x.box->box.centerX() < y.box->box.centerX(); });
        near.clear();
        for (const a::FrameBox& box : boxes)
            near.push_back(box.id);
    }
    if (position < near.size())
        m_view.select(near[position]);
}

void EditController::accept(bool fill)
{
    switch (m_pending.kind) {
    case Kind::Swap:
    case Kind::Join: pick(m_pending.partner(), fill); break;
    case Kind::Ask:
        if (m_pending.partner() != TrackId::kInvalid)
            Q_EMIT candidateChosen(m_pending.partner());
        break;
    case Kind::Merge: setPending({}); break;
    case Kind::Adopt: adopt(fill); break;
    case Kind::None:
    case Kind::Draw:
    case Kind::AddBox: break;
    }
}

void EditController::cancel()
{
    setPending({});
}

void EditController::clearMarks()
{
    if (!m_view.range().empty())
        m_view.setRange({});
    else
        m_view.select(TrackId::kInvalid);
}

// --- boxes ----------------------------------------------------------------------------------------------------------

void EditController::setBox(TrackId id, FrameIndex frame, const Box& box)
{
    run(a::SetBox{id, frame, box}, {});
}

void EditController::nudge(QPointF sourceDelta)
{
    const auto track = wanted();
    const a::TrackBox* box = track ? wantedBox(*track) : nullptr;
    if (!box)
        return;
    Box moved = box->box;
    moved.left += sourceDelta.x();
    moved.top += sourceDelta.y();
    setBox(*track, m_view.frame(), moved);
}

void EditController::newBox()
{
    if (!m_session.isOpen())
        return;
    if (m_pending.kind == Kind::Ask && m_pending.track == TrackId::kInvalid && m_pending.box) {
        ghostClicked(Box(*m_pending.box)); // none of the candidates
        return;
    }
    PendingCommand pending;
    pending.kind = Kind::Draw;
    pending.frame = m_view.frame();
    setPending(std::move(pending));
}

void EditController::addBox()
{
    const auto track = wanted();
    if (!track)
        return;
    PendingCommand pending;
    pending.kind = Kind::AddBox;
    pending.track = *track;
    pending.frame = m_view.frame();
    setPending(std::move(pending));
}

void EditController::boxDrawn(FrameIndex frame, const Box& box)
{
    PendingCommand command = std::exchange(m_pending, {});
    Q_EMIT pendingChanged();
    // drawn without a command: of the selected person where they have no box yet, else of a new person
    if (!command.active() && m_view.selection().size() == 1 && !m_document.boxAt(m_view.primary(), frame)) {
        command.kind = Kind::AddBox;
        command.track = m_view.primary();
    }
    if (command.kind == Kind::AddBox) {
        // a box beyond the ends of the track grows it without a hole
        const a::Track& track = m_document.find(command.track)->track();
        a::Compound grow;
        grow.label = a::describe(a::SetBox{command.track, frame, box});
        grow.edits.push_back(a::SetBox{command.track, frame, box});
        if (frame > track.lastFrame())
            grow.edits.push_back(a::FillGaps{command.track, {track.lastFrame(), frame}});
        else if (frame < track.firstFrame())
            grow.edits.push_back(a::FillGaps{command.track, {frame, track.firstFrame()}});
        run(grow, tr("Box of %1 in frame %2").arg(number(command.track)).arg(frame + 1));
        return;
    }
    a::TrackBox first;
    first.frame = frame;
    first.box = box;
    first.keyframe = true;
    a::Track track;
    track.boxes.push_back(first);
    a::ChangeSet changes;
    if (!run(a::CreateTrack{track}, {}, &changes) || changes.tracks.empty())
        return;
    const TrackId id = changes.tracks.front().id;
    m_view.select(id);
    say(tr("New person %1").arg(number(id)), Notice::Kind::Done, true);
    if (m_session.workspace()->peaksAt(frame).peaks.empty())
        return;
    PendingCommand follow;
    follow.kind = Kind::Adopt;
    follow.track = id;
    follow.frame = frame;
    follow.box = box;
    setPending(std::move(follow));
}

void EditController::ghostClicked(const Box& box)
{
    m_view.select(TrackId::kInvalid);
    PendingCommand pending;
    pending.kind = Kind::Adopt;
    pending.frame = m_view.frame();
    pending.box = box;
    setPending(std::move(pending));
}

void EditController::adopt(bool follow)
{
    if (!m_pending.box || !m_session.isOpen())
        return;
    a::TrackBox first;
    first.frame = m_pending.frame;
    first.box = *m_pending.box;
    first.keyframe = true;
    if (!follow) {
        if (m_pending.track == TrackId::kInvalid)
            adopted({first});
        else
            setPending({});
        return;
    }
    TrackExtender::Source source;
    source.peaksAt = [this](FrameIndex frame) {
        return m_session.isOpen() ? m_session.workspace()->peaksAt(frame) : FramePeaks{};
    };
    source.snapshot = [this] { return m_document.snapshot(); };
    source.frameCount = m_view.frameCount();
    m_extender = std::make_unique<TrackExtender>(std::move(source), first, m_pending.track,
                                                 [this](std::vector<a::TrackBox> boxes) { adopted(std::move(boxes)); });
}

void EditController::adopted(std::vector<a::TrackBox> boxes)
{
    const TrackId existing = m_pending.track;
    if (m_extender)
        m_extender.release()->deleteLater(); // this is called from inside it
    setPending({});
    const auto count = static_cast<int>(boxes.size());
    a::Track track;
    track.boxes = std::move(boxes);
    if (existing != TrackId::kInvalid) {
        // the drawn box is there already: the found ones join it as a run of a tracker would
        std::erase_if(track.boxes,
                      [&](const a::TrackBox& box) { return m_document.boxAt(existing, box.frame) != nullptr; });
        if (track.boxes.empty()) {
            say(tr("There are no detections in the frames before and after."));
            return;
        }
        track.id = existing;
        run(a::ImportRun{RunId::kInvalid, a::kAllFrames, {std::make_shared<const a::Track>(track)}, false, true},
            tr("Followed %1 through %n frames", nullptr, count).arg(number(existing)));
        return;
    }
    a::ChangeSet changes;
    if (!run(a::CreateTrack{track}, {}, &changes) || changes.tracks.empty())
        return;
    const TrackId id = changes.tracks.front().id;
    m_view.select(id);
    say(tr("New person %1 in %n frames", nullptr, count).arg(number(id)), Notice::Kind::Done, true);
}

// --- selection -------------------------------------------------------------------------------------------------------

void EditController::trackClicked(TrackId id, Qt::KeyboardModifiers modifiers)
{
    if (m_pending.asksForTrack() && id != TrackId::kInvalid) {
        pick(id);
        return;
    }
    if (id == TrackId::kInvalid && m_pending.active()) {
        setPending({});
        return;
    }
    const bool extend = modifiers.testFlag(Qt::ControlModifier) || modifiers.testFlag(Qt::ShiftModifier);
    if (extend && id != TrackId::kInvalid)
        m_view.toggle(id);
    else
        m_view.select(id);
}

} // namespace tw::ui
