#include "ui/menu/tune_action.h"

#include "core/base/thread_priority.h"
#include "core/workspace/tuned_tracking.h"
#include "ui/actions/action_registry.h"
#include "ui/bridge/error_presenter.h"
#include "ui/menu/track_actions.h"

#include <QLocale>

#include <future>
#include <utility>

namespace tw::ui {

TuneAction::TuneAction(const Links& links, QObject* parent) : QObject(parent), m_links(links)
{
    links.actions.on("track.tune", this, [this] { ask(); });
    connect(&links.session, &Session::aboutToClose, this, [this] {
        m_links.jobs.cancel(m_job);
        m_job = 0; // what it finds is of another project
    });
}

// What it does needs a sentence, and there may be tuned options already.
void TuneAction::ask()
{
    if (!m_links.session.isOpen() || m_links.jobs.isRunning(m_job))
        return;
    const auto kept = workspace::tunedOptions(*m_links.session.workspace());
    QString text = tr("The stored detections are associated again under other options and compared with the frames you "
                      "verified. Half of these frames choose the options, the other half decides whether they are "
                      "better. Later tracking of this project uses them; nothing changes now.");
    QStringList offers{tr("Tune")};
    if (kept && kept->empty()) {
        m_links.prompter.choose(tr("Tune tracking"), text, offers, [this](int) { tune(); });
        return;
    }
    text += QLatin1String("\n\n") + tr("The project has tuned options already.");
    offers << tr("Use the Usual Options Again");
    m_links.prompter.choose(tr("Tune tracking"), text, offers, [this](int choice) {
        if (choice == 0) {
            tune();
            return;
        }
        if (!m_links.session.isOpen())
            return;
        workspace::keepTunedOptions(*m_links.session.workspace(), {});
        Q_EMIT notice({tr("Later tracking uses the usual options."), Notice::Kind::Done});
    });
}

void TuneAction::tune()
{
    if (!m_links.session.isOpen() || m_links.jobs.isRunning(m_job))
        return;
    auto request = workspace::tuneRequest(*m_links.session.workspace(), m_links.tracking.options().threshold);
    if (!request) { // what is kept cannot be read: it is replaced
        workspace::keepTunedOptions(*m_links.session.workspace(), {});
        request = workspace::tuneRequest(*m_links.session.workspace(), m_links.tracking.options().threshold);
    }
    if (!request) {
        Q_EMIT notice({presentError(request.error()), Notice::Kind::Problem});
        return;
    }
    const auto ended = std::make_shared<std::promise<void>>();
    m_links.session.keepFor(ended->get_future().share());
    m_job = m_links.jobs.start<pipeline::TuneOutcome>(
        tr("Tune tracking"),
        [request = *std::move(request), ended](const JobContext& job) {
            giveWay();
            auto outcome = pipeline::tuneAssociation(request, job);
            ended->set_value();
            return outcome;
        },
        this,
        [this](const Result<pipeline::TuneOutcome>& outcome) {
            if (std::exchange(m_job, 0) != 0)
                tuned(outcome);
        });
    Q_EMIT notice({tr("Tuning on the verified frames; the list of jobs shows how far it is."), Notice::Kind::Info});
}

QString TuneAction::gainText(const pipeline::TuneOutcome& outcome)
{
    const QLocale locale;
    const auto n = [&locale](double value) { return locale.toString(value, 'f', 1); };
    return tr("on %n frames held back MOTA %1 to %2, IDF1 %3 to %4", nullptr, outcome.heldFrames)
        .arg(n(outcome.heldBefore.mota), n(outcome.heldAfter.mota), n(outcome.heldBefore.idf1),
             n(outcome.heldAfter.idf1));
}

void TuneAction::tuned(const Result<pipeline::TuneOutcome>& outcome)
{
    if (!outcome) {
        if (outcome.error().code != ErrorCode::Cancelled)
            Q_EMIT notice({presentError(outcome.error()), Notice::Kind::Problem});
        return;
    }
    if (outcome->changes.empty()) {
        Q_EMIT notice({tr("None of %n tries was better than the options in use.", nullptr, outcome->associations),
                       Notice::Kind::Info});
        return;
    }
    if (!outcome->kept) {
        Q_EMIT notice({tr("Not kept, there is no gain: %1.").arg(gainText(*outcome)), Notice::Kind::Info});
        return;
    }
    if (!m_links.session.isOpen())
        return;
    workspace::keepTunedOptions(*m_links.session.workspace(), outcome->options);
    Q_EMIT notice(
        {tr("Tuned: %1. Later tracking of this project uses it.").arg(gainText(*outcome)), Notice::Kind::Done});
}

} // namespace tw::ui
