#include "ui/reid/reid_controller.h"

#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"

#include <algorithm>
#include <utility>

namespace tw::ui {

using Kind = PendingCommand::Kind;

namespace {

constexpr std::size_t kNumbered = 9;
constexpr std::size_t kElsewhere = 2; // more would only take room
constexpr double kAsMuchAlike = 0.15; // cosine: the look of one person varies by this much

// The smallest box of a frame that holds a place: the one a person means.
TrackId trackAt(const DocumentView& document, FrameIndex frame, QPointF source)
{
    TrackId best = TrackId::kInvalid;
    double smallest = 0;
    for (const annotation::FrameBox& entry : document.boxesAt(frame)) {
        const Box& box = entry.box->box;
        const bool holds = source.x() >= box.left && source.x() <= box.right() && source.y() >= box.top &&
                           source.y() <= box.bottom() && !entry.track->hidden;
        if (holds && (best == TrackId::kInvalid || box.area() < smallest)) {
            best = entry.id;
            smallest = box.area();
        }
    }
    return best;
}

} // namespace

ReidController::ReidController(const Links& links, QObject* parent) : QObject(parent), m_links(links)
{
    connect(&m_crops, &CropImages::arrived, this, &ReidController::changed);
    connect(&links.questions, &FrameQuestions::answered, this, &ReidController::answered);
    connect(&links.questions, &FrameQuestions::askFailed, this, &ReidController::failed);
    connect(&links.edits, &EditController::pendingChanged, this, &ReidController::pendingChanged);
    connect(&links.edits, &EditController::candidateChosen, this, &ReidController::choose);
    connect(&links.view, &ViewState::frameChanged, this, [this] {
        // an answer that is still being looked for belongs to the frame before
        if (std::exchange(m_looking, false)) {
            m_links.questions.cancelAsk();
            if (m_links.edits.pending().kind == Kind::Ask)
                m_links.edits.cancel();
        }
    });
    connect(&links.view, &ViewState::selectionChanged, this, [this] {
        // chosen by a number or on the timeline while a place is waited for
        const TrackId id = m_links.view.primary();
        if (state() == State::Picking && m_links.document.boxAt(id, m_links.view.frame()))
            ask(id, {});
    });
    connect(&links.view, &ViewState::rangeChanged, this, [this] {
        if (state() == State::Answered) {
            m_scope = m_links.view.range().empty() ? Scope::FromHere : Scope::Range;
            offer();
        }
    });
    connect(&links.session, &Session::aboutToClose, this, [this] { m_crops.clear(); });
}

ReidController::~ReidController() = default;

ReidController::State ReidController::state() const
{
    if (m_links.edits.pending().kind != Kind::Ask)
        return State::Off;
    return m_answer ? State::Answered : m_looking ? State::Looking : State::Picking;
}

FrameRange ReidController::scopeFrames() const
{
    const FrameIndex frame = m_links.view.frame();
    switch (m_scope) {
    case Scope::Range:
        if (m_links.view.range().contains(frame))
            return m_links.view.range();
        break;
    case Scope::ThisBox: return {frame, frame};
    case Scope::Whole: return annotation::kAllFrames;
    case Scope::FromHere: break;
    }
    return annotation::fromHere(frame);
}

void ReidController::toggle()
{
    if (!m_links.session.isOpen())
        return;
    switch (state()) {
    case State::Answered: {
        if (m_answer->query.track == TrackId::kInvalid)
            return; // one box, whatever the scope
        const bool ranged = m_links.view.range().contains(m_links.view.frame());
        switch (m_scope) {
        case Scope::FromHere: m_scope = Scope::ThisBox; break;
        case Scope::ThisBox: m_scope = Scope::Whole; break;
        case Scope::Whole: m_scope = ranged ? Scope::Range : Scope::FromHere; break;
        case Scope::Range: m_scope = Scope::FromHere; break;
        }
        offer();
        return;
    }
    case State::Picking: m_links.edits.cancel(); return;
    case State::Looking: return;
    case State::Off: break;
    }
    const TrackId id = m_links.view.primary();
    if (m_links.document.boxAt(id, m_links.view.frame()))
        ask(id, {});
    else
        m_links.edits.beginAsk(TrackId::kInvalid, m_links.view.frame());
}

void ReidController::askAbout(FrameIndex frame, QPointF source)
{
    if (frame == m_links.view.frame()) // else the picture is still on its way
        ask(trackAt(m_links.document, frame, source), source);
}

void ReidController::ask(TrackId track, QPointF place)
{
    m_answer.reset();
    m_choices.clear();
    m_elsewhere.clear();
    m_itself.reset();
    m_scope = m_links.view.range().contains(m_links.view.frame()) ? Scope::Range : Scope::FromHere;
    m_looking = true;
    const FrameIndex frame = m_links.view.frame();
    const annotation::TrackBox* box = m_links.document.boxAt(track, frame);
    m_place = box ? QPointF(box->box.centerX(), box->box.centerY()) : place;
    m_links.edits.beginAsk(track, frame);
    workspace::WhoQuestion question;
    question.snapshot = m_links.document.snapshot();
    question.frame = frame;
    question.track = track;
    question.x = place.x();
    question.y = place.y();
    m_links.questions.ask(std::move(question));
    Q_EMIT changed();
}

void ReidController::answered(const workspace::WhoAnswer& answer)
{
    if (state() != State::Looking || answer.question.frame != m_links.view.frame() ||
        answer.question.track != m_links.edits.pending().track)
        return; // of a question that is withdrawn
    m_looking = false;
    m_answer = answer;
    ++m_answerNumber;
    m_choices.clear();
    m_elsewhere.clear();
    m_itself.reset();
    for (const review::Candidate& candidate : answer.candidates) {
        if (candidate.itself) {
            m_itself = candidate;
            continue;
        }
        auto& list = candidate.elsewhere ? m_elsewhere : m_choices;
        if (list.size() < (candidate.elsewhere ? kElsewhere : kNumbered))
            list.push_back(candidate);
    }
    if (m_scope == Scope::FromHere && isAFragment())
        m_scope = Scope::Whole;
    readCrops();
    offer();
}

// It looks as it did before this frame, and the most alike is never there with it: one piece of that person, all of it.
bool ReidController::isAFragment() const
{
    if (!m_itself || m_choices.empty() || m_itself->similarity < m_choices.front().similarity - kAsMuchAlike)
        return false;
    const TrackSummaryPtr own = m_links.document.find(m_itself->id);
    const TrackSummaryPtr other = m_links.document.find(m_choices.front().id);
    return own && other &&
           std::none_of(own->track().boxes.begin(), own->track().boxes.end(),
                        [&](const annotation::TrackBox& box) { return other->track().at(box.frame) != nullptr; });
}

void ReidController::failed(const Error& error)
{
    if (!std::exchange(m_looking, false))
        return;
    if (m_links.edits.pending().kind == Kind::Ask)
        m_links.edits.cancel();
    Q_EMIT notice({error.code == ErrorCode::Unavailable
                       ? tr("Appearance is not known here yet: track the video, then ask again.")
                       : presentError(error),
                   Notice::Kind::Problem, false});
}

void ReidController::offer()
{
    std::vector<TrackId> ids;
    for (const review::Candidate& candidate : m_choices)
        ids.push_back(candidate.id);
    const review::PersonQuery& query = m_answer->query;
    const bool place = query.track == TrackId::kInvalid;
    m_links.edits.offerCandidates(place ? std::optional(query.box) : std::nullopt, std::move(ids),
                                  place ? FrameRange{query.frame, query.frame} : scopeFrames());
    Q_EMIT changed();
}

void ReidController::pendingChanged()
{
    if (m_links.edits.pending().kind != Kind::Ask) {
        if (std::exchange(m_looking, false))
            m_links.questions.cancelAsk();
        m_answer.reset();
        m_choices.clear();
        m_elsewhere.clear();
        m_itself.reset();
    }
    Q_EMIT changed();
}

void ReidController::choose(TrackId id)
{
    if (state() != State::Answered)
        return;
    const review::PersonQuery query = m_answer->query;
    review::AssignOptions options;
    options.frames = scopeFrames();
    const auto plan = review::assign(m_links.document.state(), query, id, options);
    if (!plan) {
        m_links.edits.cancel();
        Q_EMIT notice({presentError(plan.error()), Notice::Kind::Problem, false});
        return;
    }
    QString done;
    switch (plan->kind) {
    case review::AssignKind::Join: done = tr("%1 is %2: joined").arg(number(query.track)).arg(number(id)); break;
    case review::AssignKind::Rename:
        done = tr("%1 is %2 %3").arg(number(query.track)).arg(number(id)).arg(scopeText(plan->frames));
        break;
    case review::AssignKind::Exchange:
        done = tr("Swapped %1 and %2 %3").arg(number(query.track)).arg(number(id)).arg(scopeText(plan->frames));
        break;
    case review::AssignKind::Place: done = tr("Box of %1 in frame %2").arg(number(id)).arg(query.frame + 1); break;
    }
    if (m_links.edits.carryOut(plan->edit, done))
        m_links.view.select(id);
}

// --- crops -----------------------------------------------------------------------------------------------------------

void ReidController::readCrops()
{
    if (!m_crops.isOpen())
        m_crops.open(*m_links.session.workspace());
    std::vector<workspace::CropWish> wishes;
    if (m_answer->query.box.valid())
        wishes.push_back({m_answer->query.frame, m_answer->query.box});
    for (const auto* list : {&m_choices, &m_elsewhere})
        for (const review::Candidate& candidate : *list)
            if (candidate.cropBox.valid())
                wishes.push_back({candidate.crop, candidate.cropBox});
    m_crops.read(std::move(wishes));
}

} // namespace tw::ui
