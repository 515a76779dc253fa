#include "ui/panels/jobs_panel.h"

#include "ui/bridge/qt_convert.h"
#include "ui/models/association_text.h"
#include "ui/panels/status_strip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/progress_share.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <string>

namespace tw::ui {

using workspace::RunState;

namespace {

// Jobs name their steps by words of the core.
QString stepText(const std::string& step)
{
    static const std::map<std::string, const char*> kTexts{
        {"check", QT_TRANSLATE_NOOP("Steps", "Checking")},
        {"evaluate", QT_TRANSLATE_NOOP("Steps", "Evaluating")},
        {"evidence", QT_TRANSLATE_NOOP("Steps", "Collecting evidence")},
        {"images", QT_TRANSLATE_NOOP("Steps", "Writing images")},
        {"index", QT_TRANSLATE_NOOP("Steps", "Reading the video's index")},
        {"open", QT_TRANSLATE_NOOP("Steps", "Opening")},
        {"read", QT_TRANSLATE_NOOP("Steps", "Reading")},
        {"check labels", QT_TRANSLATE_NOOP("Steps", "Preparing the labels")},
        {"review", QT_TRANSLATE_NOOP("Steps", "Looking for errors")},
        {"track", QT_TRANSLATE_NOOP("Steps", "Tracking")},
        {"train", QT_TRANSLATE_NOOP("Steps", "Training")},
        {"tune", QT_TRANSLATE_NOOP("Steps", "Tuning")},
        {"validate", QT_TRANSLATE_NOOP("Steps", "Validating")},
        {"write", QT_TRANSLATE_NOOP("Steps", "Writing")}};
    const auto it = kTexts.find(step);
    return it == kTexts.end() ? toQt(step) : QCoreApplication::translate("Steps", it->second);
}

} // namespace

JobsPanel::JobsPanel(const ActionRegistry& actions, JobRunner& jobs, QWidget* parent) : QWidget(parent), m_jobs(jobs)
{
    setObjectName(QStringLiteral("jobsPanel"));
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(3 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    m_layout->setSpacing(3 * kGrid);
    m_run = makeRow();
    m_run.widget->setObjectName(QStringLiteral("trackingJob"));
    m_run.title->setFullText(tr("Tracking"));
    m_pause = new QToolButton(m_run.widget);
    m_pause->setDefaultAction(actions.action("track.pause"));
    m_pause->setObjectName(QStringLiteral("jobs.pause"));
    m_pause->setAccessibleName(tr("Pause or resume"));
    m_pause->setIconSize({14, 14});
    static_cast<QGridLayout*>(m_run.widget->layout())->addWidget(m_pause, 0, 1);
    m_run.stop->setDefaultAction(actions.action("track.stop"));
    m_run.stop->setObjectName(QStringLiteral("jobs.stop"));
    m_layout->addWidget(m_run.widget);
    m_hint = new QLabel(tr("No job is running. Track finds the people in the video."), this);
    m_hint->setProperty("secondary", true);
    m_hint->setWordWrap(true);
    m_layout->addWidget(m_hint);
    m_dismiss = new QPushButton(tr("Clear the list"), this);
    m_dismiss->setObjectName(QStringLiteral("jobs.dismiss"));
    m_dismiss->setProperty("flat", true);
    m_layout->addWidget(m_dismiss, 0, Qt::AlignLeft);
    m_layout->addStretch(1);
    connect(m_dismiss, &QPushButton::clicked, &jobs, &JobRunner::dismissFinished);
    connect(&jobs, &JobRunner::jobsChanged, this, &JobsPanel::refreshJobs);
    setRun({});
    refreshJobs();
}

JobsPanel::Row JobsPanel::makeRow()
{
    Row row;
    row.widget = new QWidget(this);
    auto* grid = new QGridLayout(row.widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGrid);
    grid->setVerticalSpacing(kGrid);
    grid->setColumnStretch(0, 1);
    row.title = new ElidedLabel(row.widget, Qt::ElideMiddle);
    row.details = new QLabel(row.widget);
    row.details->setTextFormat(Qt::PlainText);
    row.details->setProperty("secondary", true);
    row.details->setWordWrap(true);
    row.progress = new QProgressBar(row.widget);
    row.progress->setTextVisible(false);
    row.stop = new QToolButton(row.widget);
    row.stop->setIcon(icon(QStringLiteral("stop")));
    row.stop->setIconSize({14, 14});
    row.stop->setAccessibleName(tr("Stop"));
    grid->addWidget(row.title, 0, 0);
    grid->addWidget(row.stop, 0, 2);
    grid->addWidget(row.progress, 1, 0, 1, 3);
    grid->addWidget(row.details, 2, 0, 1, 3);
    return row;
}

void JobsPanel::setRun(const workspace::RunStatus& status)
{
    const bool alive = status.state == RunState::Running || status.state == RunState::Paused;
    const bool resumable = status.state == RunState::Stopped;
    m_run.widget->setVisible(status.state != RunState::None);
    showShare(*m_run.progress, status.nextFrame - status.frames.first, status.frames.length());
    m_run.progress->setVisible(alive || resumable);
    QString details = runSentence(status);
    if (!status.model.empty())
        details += QLatin1Char('\n') + toQt(status.model);
    if (status.association)
        details += QLatin1Char('\n') + associationText(*status.association);
    if (!status.message.empty() && status.state != RunState::Failed)
        details += QLatin1Char('\n') + toQt(status.message);
    m_run.details->setText(details);
    m_pause->setVisible(alive || resumable);
    m_run.stop->setVisible(alive);
    refreshHint();
}

void JobsPanel::refreshJobs()
{
    const std::vector<JobInfo>& jobs = m_jobs.jobs();
    std::erase_if(m_rows, [&](const auto& entry) {
        const bool gone =
            std::none_of(jobs.begin(), jobs.end(), [&](const JobInfo& info) { return info.id == entry.first; });
        if (gone)
            entry.second.widget->deleteLater();
        return gone;
    });
    for (const JobInfo& info : jobs) {
        auto it = m_rows.find(info.id);
        if (it == m_rows.end()) {
            it = m_rows.emplace(info.id, makeRow()).first;
            m_layout->insertWidget(1, it->second.widget);
            it->second.title->setFullText(info.title);
            connect(it->second.stop, &QToolButton::clicked, this, [this, id = info.id] { m_jobs.cancel(id); });
        }
        const Row& row = it->second;
        const bool running = info.state == JobInfo::State::Running;
        row.stop->setVisible(running);
        row.progress->setVisible(running);
        showShare(*row.progress, info.progress.done, info.progress.total);
        row.details->setText(running ? stepText(info.progress.step) : info.message);
        row.details->setVisible(!row.details->text().isEmpty());
    }
    m_dismiss->setVisible(std::any_of(jobs.begin(), jobs.end(),
                                      [](const JobInfo& info) { return info.state != JobInfo::State::Running; }));
    refreshHint();
}

void JobsPanel::refreshHint()
{
    m_hint->setVisible(m_run.widget->isHidden() && m_rows.empty());
}

} // namespace tw::ui
