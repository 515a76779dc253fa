#include "ui/panels/status_strip.h"

#include "ui/bridge/qt_convert.h"
#include "ui/widgets/duration_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/progress_share.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace tw::ui {

using workspace::RunState;

namespace {

QToolButton* smallButton(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setObjectName(QStringLiteral("status.") + action->objectName());
    button->setAccessibleName(action->text());
    button->setIconSize({14, 14});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

QString runSentence(const workspace::RunStatus& status)
{
    const FrameIndex total = status.frames.length();
    const FrameIndex finished = status.nextFrame - status.frames.first;
    const int percent = total > 0 ? static_cast<int>(100.0 * finished / total) : 0;
    switch (status.state) {
    case RunState::None: return {};
    case RunState::Running: {
        if (status.associating)
            return StatusStrip::tr("Associating the whole video");
        if (status.framesPerSecond <= 0)
            return StatusStrip::tr("Tracking %1 % · starting").arg(percent);
        QString text = StatusStrip::tr("Tracking %1 % · %2 frames/s")
                           .arg(percent)
                           .arg(QLocale().toString(status.framesPerSecond, 'f', status.framesPerSecond < 10 ? 1 : 0));
        if (status.secondsLeft >= 0)
            text += StatusStrip::tr(" · %1 left").arg(durationText(status.secondsLeft));
        return text;
    }
    case RunState::Paused: return StatusStrip::tr("Tracking paused at frame %1").arg(status.nextFrame + 1);
    case RunState::Finished: return StatusStrip::tr("Tracked %1 frames").arg(finished);
    case RunState::Stopped:
        return finished >= total ? StatusStrip::tr("Tracked %1 frames").arg(finished)
                                 : StatusStrip::tr("Tracking stopped at frame %1 of %2")
                                       .arg(status.nextFrame + 1)
                                       .arg(status.frames.last + 1);
    case RunState::Failed: return StatusStrip::tr("Tracking failed: %1").arg(toQt(status.message));
    }
    return {};
}

StatusStrip::StatusStrip(const ActionRegistry& actions, QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("statusStrip"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    row->setSpacing(2 * kGrid);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("runProgress"));
    m_progress->setAccessibleName(tr("Progress of tracking"));
    m_progress->setFixedWidth(120);
    m_progress->setTextVisible(false);
    m_run = new ElidedLabel(this);
    m_run->setObjectName(QStringLiteral("runText"));
    m_pause = smallButton(actions.action("track.pause"), this);
    m_stop = smallButton(actions.action("track.stop"), this);
    m_saving = new ElidedLabel(this, Qt::ElideMiddle);
    m_saving->setObjectName(QStringLiteral("savingText"));
    m_elsewhere = new QPushButton(tr("Save elsewhere…"), this);
    m_elsewhere->setObjectName(QStringLiteral("saveElsewhere"));
    connect(m_elsewhere, &QPushButton::clicked, this, &StatusStrip::saveElsewhereWanted);
    m_engine = new ElidedLabel(this);
    m_engine->setObjectName(QStringLiteral("engineText"));
    for (ElidedLabel* label : {m_run, m_saving, m_engine}) {
        label->setProperty("secondary", true);
        label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    }
    // wide enough for what it says every few seconds: neither it nor what stands before it moves
    m_saving->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    int usual = 0;
    for (const QString& text : {tr("no changes yet"), tr("saving…"), tr("saved"), tr("saved %n s ago", nullptr, 55)})
        usual = std::max(usual, m_saving->fontMetrics().horizontalAdvance(text) + kGrid);
    m_saving->setMinimumWidth(usual);
    // the buttons stand before the text, which changes its length while it runs
    row->addWidget(m_progress);
    row->addWidget(m_pause);
    row->addWidget(m_stop);
    row->addWidget(m_run);
    row->addStretch(1);
    row->addWidget(m_saving);
    row->addWidget(m_elsewhere);
    row->addSpacing(4 * kGrid);
    row->addWidget(m_engine);
    setFixedHeight(7 * kGrid);
    m_timer.setInterval(5000);
    connect(&m_timer, &QTimer::timeout, this, &StatusStrip::refreshSaving);
    clear();
}

void StatusStrip::clear()
{
    setRun({});
    m_status = {};
    m_timer.stop();
    m_saving->setFullText({});
    m_elsewhere->hide();
    m_engine->setFullText({});
}

void StatusStrip::setRun(const workspace::RunStatus& status)
{
    const bool alive = status.state == RunState::Running || status.state == RunState::Paused;
    const bool resumable = status.state == RunState::Stopped && status.nextFrame <= status.frames.last;
    m_progress->setVisible(alive);
    showShare(*m_progress, status.nextFrame - status.frames.first, status.frames.length());
    m_run->setFullText(runSentence(status), toQt(status.message));
    m_pause->setVisible(alive || resumable);
    m_pause->setIcon(icon(status.state == RunState::Running ? QStringLiteral("pause") : QStringLiteral("play")));
    m_stop->setVisible(alive);
    if (!status.model.empty())
        setEngine(toQt(status.model));
}

void StatusStrip::setSaving(const workspace::SaveStatus& status)
{
    m_status = status;
    if (status.saved)
        m_savedAt.start();
    m_timer.start();
    refreshSaving();
}

void StatusStrip::refreshSaving()
{
    const bool problem = !m_status.problem.empty();
    QString text;
    if (problem)
        text = tr("Not saved: %1").arg(toQt(m_status.problem));
    else if (m_status.path.empty())
        text = tr("no changes yet");
    else if (!m_status.saved)
        text = tr("saving…");
    else if (!m_savedAt.isValid() || m_savedAt.elapsed() < 5000)
        text = tr("saved");
    else if (m_savedAt.elapsed() < 60000)
        text = tr("saved %n s ago", nullptr, static_cast<int>(m_savedAt.elapsed() / 5000) * 5);
    else
        text = tr("saved %n min ago", nullptr, static_cast<int>(m_savedAt.elapsed() / 60000));
    m_saving->setFullText(text, toQt(m_status.path));
    m_saving->setProperty("danger", problem);
    m_saving->setProperty("secondary", !problem);
    m_saving->style()->unpolish(m_saving);
    m_saving->style()->polish(m_saving);
    m_elsewhere->setVisible(problem);
}

void StatusStrip::setEngine(const QString& text)
{
    m_engine->setFullText(text);
}

QString StatusStrip::savingText() const
{
    return m_saving->fullText();
}

} // namespace tw::ui
