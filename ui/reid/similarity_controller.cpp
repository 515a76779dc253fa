#include "ui/reid/similarity_controller.h"

#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"

#include <algorithm>
#include <utility>

namespace tw::ui {

namespace {

constexpr int kStandStillMs = 120;   // longer than a held step key repeats
constexpr double kCommonShare = 0.8; // of the places that say nothing
constexpr float kLeastRange = 0.1F;  // a map in which all is alike must not look full of people

} // namespace

HeatMapOverlay heatOf(const workspace::SimilarityMap& map)
{
    HeatMapOverlay heat;
    heat.frame = map.frame;
    heat.width = map.width;
    heat.height = map.height;
    heat.area = toQt(map.area);
    heat.values = map.values;
    heat.title = map.ofTrack ? SimilarityController::tr("Looks like %1").arg(number(map.track))
                             : SimilarityController::tr("Looks like %1 here").arg(number(map.track));
    if (map.values.empty())
        return heat;
    std::vector<float> sorted = map.values;
    const auto common =
        sorted.begin() + static_cast<std::ptrdiff_t>(kCommonShare * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), common, sorted.end());
    heat.low = *common;
    heat.high = std::max(*std::max_element(sorted.begin(), sorted.end()), heat.low + kLeastRange);
    return heat;
}

SimilarityController::SimilarityController(const Links& links, QObject* parent) : QObject(parent), m_links(links)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kStandStillMs);
    connect(&m_soon, &QTimer::timeout, this, &SimilarityController::ask);
    connect(&links.view, &ViewState::frameChanged, this, &SimilarityController::follow);
    connect(&links.view, &ViewState::selectionChanged, this, &SimilarityController::follow);
    connect(&links.view, &ViewState::displayChanged, this, [this] {
        if (!m_links.view.display().similarity)
            m_told = false;
        follow();
    });
    connect(&links.document, &DocumentView::changed, this, [this](const DocumentDiff& diff) {
        const auto touched = [this](const std::vector<TrackId>& ids) {
            return std::find(ids.begin(), ids.end(), m_of) != ids.end();
        };
        if (touched(diff.changed) || touched(diff.removed))
            follow();
    });
    connect(&links.questions, &FrameQuestions::mapped, this, &SimilarityController::show);
    connect(&links.questions, &FrameQuestions::mapFailed, this, [this](const Error& error) {
        m_links.canvas.setHeat({});
        if (!std::exchange(m_told, true))
            Q_EMIT notice({error.code == ErrorCode::Unavailable
                               ? tr("There is no similarity map before the video is tracked.")
                               : presentError(error),
                           Notice::Kind::Problem, false});
    });
    connect(&links.session, &Session::closed, this, [this] {
        m_soon.stop();
        m_links.canvas.setHeat({});
    });
}

void SimilarityController::follow()
{
    const TrackId id = m_links.view.primary();
    const bool wanted = m_links.view.display().similarity && id != TrackId::kInvalid && m_links.session.isOpen();
    if (!wanted || id != m_of)
        m_links.canvas.setHeat({});
    m_of = wanted ? id : TrackId::kInvalid;
    m_links.questions.cancelMap();
    if (wanted)
        m_soon.start();
    else
        m_soon.stop();
}

void SimilarityController::ask()
{
    if (!m_links.document.find(m_of))
        return;
    workspace::MapQuestion question;
    question.snapshot = m_links.document.snapshot();
    question.frame = m_links.view.frame();
    question.track = m_of;
    m_links.questions.map(std::move(question));
}

void SimilarityController::show(const workspace::SimilarityMap& map)
{
    if (map.track == m_of && map.frame == m_links.view.frame())
        m_links.canvas.setHeat(heatOf(map));
}

} // namespace tw::ui
