#include "ui/menu/track_actions.h"

#include "core/workspace/tuned_tracking.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/dialogs/track_options_dialog.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <vector>

namespace tw::ui {

using workspace::RunState;
using workspace::RunStatus;

namespace {

bool isAlive(const RunStatus& status)
{
    return status.state == RunState::Running || status.state == RunState::Paused;
}

bool canGoOn(const RunStatus& status)
{
    // stopped behind the last frame: its association is left to do
    const bool left = status.state == RunState::Stopped ||
                      (status.state == RunState::Failed && status.nextFrame <= status.frames.last);
    return status.state == RunState::Paused || (left && status.nextFrame > status.frames.first);
}

} // namespace

TrackActions::TrackActions(const Context& context) : QObject(&context.window), m_in(context), m_rates(context.jobs)
{
    m_options.load(m_in.settings);
    m_in.actions.on("track.start", this, [this] { startOrGoOn(); });
    m_in.actions.on("track.options", this, [this] { openOptions(); });
    m_in.actions.on("track.pause", this, [this] { pauseOrGoOn(); });
    m_in.actions.on("track.stop", this, [this] {
        if (m_in.session.isOpen())
            m_in.session.workspace()->stopTracking();
    });
    m_in.actions.on("track.measure", this, [this] { measure(); });
    connect(&m_in.session, &Session::runChanged, this, &TrackActions::runChanged);
    connect(&m_in.session, &Session::opened, this, [this] {
        m_lastState = status().state;
        m_rates.setHeld(m_lastState == RunState::Running);
        m_measuring = m_in.session.workspace()->observeMeasuring(
            [this](const workspace::MeasureStatus& now) { measureChanged(now); });
        refresh();
    });
    connect(&m_in.session, &Session::aboutToClose, this, [this] { m_measuring.reset(); });
    connect(&m_in.session, &Session::closed, this, &TrackActions::refresh);
    refresh();
}

RunStatus TrackActions::status() const
{
    return m_in.session.isOpen() ? m_in.session.workspace()->runStatus() : RunStatus{};
}

void TrackActions::problem(const Error& error)
{
    Q_EMIT notice({presentError(error), Notice::Kind::Problem});
}

void TrackActions::setOptions(const TrackOptions& options)
{
    m_options = options;
    m_options.save(m_in.settings);
    refresh();
    Q_EMIT optionsChanged();
}

void TrackActions::start(const TrackOptions& options)
{
    if (!m_in.session.isOpen())
        return;
    const pipeline::TrackRequest request = options.request(m_in.view.range());
    const workspace::ExistingTracks counts = m_in.session.workspace()->existingTracks(request.frames);
    if (counts.tracks == 0 && counts.deletedTracks == 0)
        begin(request, workspace::Existing::KeepEdited);
    else
        askWhatToDo(request, counts);
}

void TrackActions::begin(const pipeline::TrackRequest& wanted, workspace::Existing existing)
{
    if (!m_in.session.isOpen())
        return; // closed while the question was open
    pipeline::TrackRequest request = wanted;
    if (const auto tuned = workspace::applyTunedOptions(*m_in.session.workspace(), request); !tuned) {
        problem(tuned.error());
        return;
    }
    const auto started = m_in.session.workspace()->startTracking(request, existing);
    if (!started)
        problem(started.error());
}

void TrackActions::askWhatToDo(const pipeline::TrackRequest& request, const workspace::ExistingTracks& counts)
{
    using workspace::Existing;
    const QLocale locale;
    const auto n = [&locale](std::size_t count) { return locale.toString(static_cast<qulonglong>(count)); };
    const auto untracked = counts.untrackedFrames();
    QString text = tr("There are %1 tracks with %2 boxes already.").arg(n(counts.tracks), n(counts.boxes));
    text += QLatin1String("\n\n") + tr("Keep what was edited: %1 edited tracks stay as they are, %2 deleted ones stay "
                                       "away, %3 others are replaced.")
                                        .arg(n(counts.editedTracks), n(counts.deletedTracks), n(counts.replaceable()));
    QStringList offers{tr("Keep What Was Edited")};
    std::vector<Existing> modes{Existing::KeepEdited};
    if (untracked > 0) {
        text += QLatin1Char('\n') + tr("Only untracked frames: %1 frames without tracks; everything else stays.")
                                        .arg(locale.toString(untracked));
        offers << tr("Only Untracked Frames");
        modes.push_back(Existing::UntrackedFrames);
    }
    text += QLatin1Char('\n') + tr("A second set: nothing is changed, new tracks enter beside the others.") +
            QLatin1String("\n\n") + tr("Undo takes the run back.");
    offers << tr("A Second Set to Compare");
    modes.push_back(Existing::SecondSet);
    m_in.prompter.choose(tr("Track again"), text, offers, [this, request, modes](int choice) {
        begin(request, modes.at(static_cast<std::size_t>(choice)));
    });
}

void TrackActions::startOrGoOn()
{
    const RunStatus now = status();
    if (now.state == RunState::Running)
        m_in.session.workspace()->pauseTracking();
    else if (canGoOn(now))
        goOn();
    else
        start(m_options);
}

void TrackActions::pauseOrGoOn()
{
    const RunStatus now = status();
    if (now.state == RunState::Running)
        m_in.session.workspace()->pauseTracking();
    else if (canGoOn(now))
        goOn();
}

void TrackActions::goOn()
{
    const auto resumed = m_in.session.workspace()->resumeTracking();
    if (!resumed)
        problem(resumed.error());
}

void TrackActions::measure()
{
    if (!m_in.session.isOpen())
        return;
    if (const auto started = m_in.session.workspace()->measurePeaks(); !started)
        problem(started.error());
}

void TrackActions::measureChanged(const workspace::MeasureStatus& status)
{
    refresh();
    if (status.running)
        return;
    if (!status.problem.empty())
        Q_EMIT notice({tr("Measuring failed. %1").arg(toQt(status.problem)), Notice::Kind::Problem});
    else
        Q_EMIT notice({tr("Colours and camera motion are measured.")});
}

void TrackActions::openOptions()
{
    if (!m_in.session.isOpen())
        return;
    auto* dialog = new TrackOptionsDialog(m_options, m_in.view.range(), m_in.prompter, m_rates, &m_in.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TrackOptionsDialog::optionsAccepted, this, &TrackActions::setOptions);
    connect(dialog, &TrackOptionsDialog::trackWanted, this, &TrackActions::start);
    dialog->open();
}

QWidget* TrackActions::makeCorner(QWidget* parent)
{
    auto* corner = new QWidget(parent);
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins(0, kGrid / 2, 2 * kGrid, kGrid / 2);
    row->setSpacing(kGrid);
    m_summary = new QToolButton(corner);
    m_summary->setObjectName(QStringLiteral("trackOptionsButton"));
    m_summary->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_summary->setIcon(icon(QStringLiteral("settings"), QPalette::PlaceholderText));
    m_summary->setIconSize({16, 16});
    m_summary->setFocusPolicy(Qt::TabFocus);
    connect(m_summary, &QToolButton::clicked, this, &TrackActions::openOptions);
    m_button = new QToolButton(corner);
    m_button->setObjectName(QStringLiteral("trackButton"));
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setIconSize({16, 16});
    m_button->setFocusPolicy(Qt::TabFocus);
    connect(m_button, &QToolButton::clicked, this,
            [this] { (leadsOn() ? m_next : m_in.actions.action("track.start"))->trigger(); });
    row->addWidget(m_summary);
    row->addWidget(m_button);
    refresh();
    return corner;
}

bool TrackActions::leadsOn() const
{
    const RunStatus now = status();
    return m_next && now.state != RunState::Running && !canGoOn(now);
}

void TrackActions::leadTo(QAction* next, const QString& text)
{
    if (m_next == next && m_nextText == text)
        return;
    if (m_next)
        disconnect(m_next, &QAction::enabledChanged, this, nullptr);
    m_next = next;
    m_nextText = text;
    if (m_next)
        connect(m_next, &QAction::enabledChanged, this, &TrackActions::refresh);
    refresh();
}

void TrackActions::runChanged(const RunStatus& status)
{
    const bool changed = status.state != m_lastState;
    m_lastState = status.state;
    if (!changed)
        return;
    refresh();
    m_rates.setHeld(status.state == RunState::Running);
    if (status.state == RunState::Failed) {
        Q_EMIT notice({tr("Tracking failed. %1").arg(toQt(status.message)), Notice::Kind::Problem});
    }
}

void TrackActions::refresh()
{
    const RunStatus now = status();
    QAction* start = m_in.actions.action("track.start");
    const bool open = m_in.session.isOpen();
    const bool running = now.state == RunState::Running;
    start->setEnabled(open && m_in.session.workspace()->videoProblem().empty());
    m_in.actions.action("track.pause")->setEnabled(open && (isAlive(now) || canGoOn(now)));
    m_in.actions.action("track.stop")->setEnabled(open && isAlive(now));
    m_in.actions.action("track.options")->setEnabled(open);
    m_in.actions.action("track.measure")
        ->setEnabled(open && !isAlive(now) && now.state != RunState::None &&
                     !m_in.session.workspace()->measureStatus().running);
    QAction* pause = m_in.actions.action("track.pause");
    pause->setIcon(icon(canGoOn(now) ? QStringLiteral("play") : QStringLiteral("pause")));
    start->setText(running ? tr("Pause tracking") : canGoOn(now) ? tr("Resume tracking") : tr("Track people"));
    if (!m_button)
        return;
    const bool leads = leadsOn();
    const QAction* does = leads ? m_next : start;
    m_button->setText(leads ? m_nextText : running ? tr("Pause") : canGoOn(now) ? tr("Resume") : tr("Track"));
    m_button->setAccessibleName(does->text());
    m_button->setToolTip(does->toolTip());
    m_button->setEnabled(does->isEnabled());
    // one thing at a time stands out: while it runs, the button steps back
    m_button->setProperty("primary", !running);
    const QString picture = running ? QStringLiteral("pause")
                            : leads ? QStringLiteral("chevron-right")
                                    : QStringLiteral("track");
    m_button->setIcon(icon(picture, running ? QPalette::ButtonText : QPalette::HighlightedText));
    m_button->style()->unpolish(m_button);
    m_button->style()->polish(m_button);
    // wide enough for every text, so that nothing moves under the pointer
    m_button->setMinimumWidth(0);
    int width = 0;
    for (const QString& text :
         {tr("Track"), tr("Pause"), tr("Resume"), tr("Review"), tr("Export"), QString(m_button->text())}) {
        m_button->setText(text);
        width = std::max(width, m_button->sizeHint().width());
    }
    m_button->setMinimumWidth(width);
    m_summary->setText(m_options.summary());
    // a menu bar asks its corner for a size only when it appears
    QWidget* corner = m_button->parentWidget();
    if (corner->isVisible() && corner->sizeHint().width() != corner->width()) {
        corner->hide();
        corner->show();
    }
    m_summary->setAccessibleName(tr("Tracking options: %1").arg(m_options.summary()));
    m_summary->setToolTip(m_in.actions.action("track.options")->toolTip());
    m_summary->setEnabled(open);
}

} // namespace tw::ui
