#include "ui/reid/reid_tools.h"

#include "ui/actions/action_registry.h"
#include "ui/canvas/video_canvas.h"
#include "ui/reid/reid_panel.h"
#include "ui/timeline/playback_controller.h"

#include <QSettings>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

constexpr int kLeastPercent = 5, kMostPercent = 60; // of the ghosts' threshold; as the slider's
constexpr int kStepPercent = 5;

} // namespace

ReidTools::ReidTools(const Links& links, QObject* parent)
    : QObject(parent), m_links(links), m_questions(links.session),
      m_reid({links.session, links.document, links.view, links.edits, m_questions}),
      m_similarity({links.session, links.document, links.view, m_questions, links.canvas})
{
    m_panel = new ReidPanel(m_reid, links.canvas, links.actions, [this](FrameIndex frame) {
        return m_links.session.isOpen() ? m_links.session.workspace()->seconds(frame) : 0.0;
    });
    connect(&links.canvas, &VideoCanvas::placeAsked, &m_reid, &ReidController::askAbout);
    connect(&m_reid, &ReidController::notice, this, &ReidTools::notice);
    connect(&m_similarity, &SimilarityController::notice, this, &ReidTools::notice);
    links.actions.on("edit.ask", this, [this] {
        m_links.playback.pause(); // an answer belongs to its frame
        m_reid.toggle();
    });
    links.actions.on("edit.nextGhost", this, [this] { nextGhost(); });
    links.actions.on("edit.fillGaps", this, [this] { m_links.edits.fillGaps(); });
    connect(links.actions.action("edit.straightFill"), &QAction::toggled, this,
            [this](bool straight) { m_links.edits.setStraightFill(straight); });
    links.actions.on("view.ghostsFewer", this, [this] { moveThreshold(kStepPercent); });
    links.actions.on("view.ghostsMore", this, [this] { moveThreshold(-kStepPercent); });
}

void ReidTools::restore(const QSettings& settings)
{
    m_links.actions.action("edit.straightFill")
        ->setChecked(settings.value(QStringLiteral("edit/straightFill"), false).toBool());
}

void ReidTools::save(QSettings& settings) const
{
    settings.setValue(QStringLiteral("edit/straightFill"), m_links.edits.straightFill());
}

// From left to right, then again from the left.
void ReidTools::nextGhost()
{
    DisplayOptions display = m_links.view.display();
    if (!display.ghosts) {
        display.ghosts = true;
        m_links.view.setDisplay(display);
    }
    std::vector<Box> ghosts;
    for (const OverlayGhost& ghost : m_links.canvas.overlay().ghosts)
        ghosts.push_back(ghost.box);
    if (ghosts.empty()) {
        Q_EMIT notice({tr("No ghost in this frame. Shift+Down shows weaker ones."), Notice::Kind::Info, false});
        return;
    }
    std::sort(ghosts.begin(), ghosts.end(), [](const Box& a, const Box& b) { return a.left < b.left; });
    const PendingCommand& pending = m_links.edits.pending();
    auto next = ghosts.begin();
    if (pending.kind == PendingCommand::Kind::Adopt && pending.box) {
        const auto now = std::find(ghosts.begin(), ghosts.end(), *pending.box);
        if (now != ghosts.end() && std::next(now) != ghosts.end())
            next = std::next(now);
    }
    m_links.edits.ghostClicked(*next);
}

void ReidTools::moveThreshold(int percent)
{
    DisplayOptions display = m_links.view.display();
    if (display.ghosts) {
        const int now = static_cast<int>(std::lround(display.ghostThreshold * 100));
        display.ghostThreshold = std::clamp(now + percent, kLeastPercent, kMostPercent) / 100.0;
    }
    display.ghosts = true; // the first press shows them as they are
    m_links.view.setDisplay(display);
}

} // namespace tw::ui
