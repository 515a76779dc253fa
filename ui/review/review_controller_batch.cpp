// In which order findings are gone through, and answers to many of them at once.
#include "core/review/static_spot.h"
#include "ui/actions/edit_controller.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/review/review_controller.h"

#include <QLocale>

#include <algorithm>
#include <set>
#include <utility>

namespace tw::ui {

using review::Event;
using review::EventKind;
using review::VerdictState;

namespace {

constexpr double kMostLooks = 10000; // beyond it the figure says nothing

} // namespace

bool ReviewController::isWorthChecking(const Event& event) const
{
    return m_queue.isWorthwhile(event.key) && m_filter.accepts(event, m_links.document.state());
}

int ReviewController::worthChecking() const
{
    const auto& open = m_queue.open();
    return static_cast<int>(
        std::count_if(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(m_queue.worthwhile()),
                      [this](const Event& event) { return m_filter.accepts(event, m_links.document.state()); }));
}

std::vector<const Event*> ReviewController::unlikelyOnes() const
{
    std::vector<const Event*> events;
    const auto& open = m_queue.open();
    for (std::size_t i = m_queue.worthwhile(); i < open.size(); ++i)
        if (!review::isWorthALook(open[i]) && m_filter.accepts(open[i], m_links.document.state()))
            events.push_back(&open[i]);
    return events;
}

int ReviewController::unlikely() const
{
    return static_cast<int>(unlikelyOnes().size());
}

int ReviewController::looksPerError() const
{
    const auto events = unlikelyOnes();
    double errors = 0;
    for (const Event* event : events)
        errors += event->probability;
    return errors > 0 ? qRound(std::clamp(static_cast<double>(events.size()) / errors, 2.0, kMostLooks)) : 0;
}

QString ReviewController::stopText() const
{
    const int looks = looksPerError();
    return looks > 0 ? tr("The %n unlikely findings: about one error in %1 looks.", nullptr, unlikely())
                           .arg(QLocale().toString(looks))
                     : QString();
}

int ReviewController::countOf(EventKind kind) const
{
    const auto& open = m_queue.open();
    const auto last = open.begin() + static_cast<std::ptrdiff_t>(m_queue.worthwhile());
    return static_cast<int>(
        std::count_if(open.begin(), last, [kind](const Event& event) { return event.kind == kind; }));
}

void ReviewController::fillBatch()
{
    m_batch.update(m_queue.open(), [this](const Event& event) { return isWorthChecking(event); });
    if (m_batch.waiting().empty() && !m_onlyWorth)
        m_batch.refill(m_queue.open(),
                       [this](const Event& event) { return m_filter.accepts(event, m_links.document.state()); });
}

void ReviewController::rankAgain()
{
    const int before = m_batch.number();
    const bool whole = m_batch.size() == review::ReviewBatch::kSize && m_batch.waiting().empty();
    fillBatch();
    if (m_batch.number() == before)
        return;
    const auto verdicts = std::exchange(m_batchVerdicts, {});
    const auto count = [&verdicts](VerdictState state) {
        const auto it = verdicts.find(state);
        return it == verdicts.end() ? 0 : it->second;
    };
    if (whole)
        m_settled = tr("%1 corrected, %2 kept, %3 put off; the rest is ranked again.")
                        .arg(count(VerdictState::Accepted))
                        .arg(count(VerdictState::Dismissed))
                        .arg(count(VerdictState::Later));
    if (const QString stop = stopText(); whole && !stop.isEmpty())
        m_settled += QLatin1Char('\n') + stop;
}

QString ReviewController::withSettled(QString text)
{
    if (m_settled.isEmpty())
        return text;
    return (text.isEmpty() ? text : text + QLatin1Char('\n')) + std::exchange(m_settled, {});
}

// Another order, as when what is wanted changed; the finding that is looked at stays if it is wanted.
void ReviewController::applyFilter()
{
    m_batchVerdicts.clear();
    m_batch.refill(m_queue.open(), [this](const Event& event) {
        return m_onlyWorth ? isWorthChecking(event) : m_filter.accepts(event, m_links.document.state());
    });
    if (m_current && !m_filter.accepts(*m_current, m_links.document.state()))
        setCurrent(std::nullopt);
    Q_EMIT queueChanged();
}

void ReviewController::setFilter(const review::EventFilter& filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    applyFilter();
}

void ReviewController::setOnlyWorth(bool only)
{
    if (std::exchange(m_onlyWorth, only) != only)
        applyFilter();
}

void ReviewController::secondLook()
{
    m_onlyWorth = false;
    setCurrent(std::nullopt);
    applyFilter();
    goOn();
}

std::vector<const Event*> ReviewController::upcoming(std::size_t count) const
{
    std::vector<const Event*> events;
    std::string key = m_current ? m_current->key : std::string();
    std::set<std::string> seen{key};
    while (events.size() < count) {
        key = key.empty() && !m_batch.waiting().empty() ? m_batch.waiting().front() : m_batch.after(key);
        if (key.empty() || !seen.insert(key).second)
            break;
        if (const Event* event = m_queue.find(key))
            events.push_back(event);
    }
    return events;
}

QString ReviewController::progressText() const
{
    if (isLooking() && m_queue.open().empty())
        return tr("Looking for findings…");
    const QString worth = tr("%n worth checking", nullptr, worthChecking());
    const std::size_t place = m_current ? m_batch.placeOf(m_current->key) : 0;
    return place > 0 ? tr("%1 of %2, %3").arg(place).arg(m_batch.size()).arg(worth) : worth;
}

void ReviewController::goOn()
{
    std::string next = m_current ? m_batch.after(m_current->key) : std::string();
    if (next.empty() || !m_queue.find(next)) {
        rankAgain();
        const auto& waiting = m_batch.waiting();
        next = waiting.empty() ? std::string() : waiting.front();
    }
    if (const Event* event = m_queue.find(next))
        setCurrent(*event);
    else
        setCurrent(std::nullopt);
}

void ReviewController::notAPerson()
{
    if (m_current && m_shown && !wasSeen()) {
        takesVerdict(); // says why not
        return;
    }
    const TrackId id = m_current && m_shown ? m_current->a : m_links.view.primary();
    if (!m_links.session.isOpen() || !m_links.document.find(id))
        return;
    std::vector<TrackId> ids = review::tracksOnSpotOf(*m_links.document.snapshot(), id);
    ids.push_back(id);
    const auto count = static_cast<int>(ids.size());
    m_links.edits.remove(ids, tr("Deleted %n tracks that are not people", nullptr, count));
}

void ReviewController::answerAll(const std::vector<std::string>& notPeople, const std::vector<std::string>& people)
{
    std::set<TrackId> gone;
    annotation::Compound step;
    for (const std::string& key : notPeople)
        if (const Event* event = m_queue.find(key)) {
            gone.insert(event->a);
            const auto beside = review::tracksOnSpotOf(*m_links.document.snapshot(), event->a);
            gone.insert(beside.begin(), beside.end());
            step.edits.push_back(review::editOf(review::verdictOn(*event, VerdictState::Accepted)));
        }
    for (const std::string& key : people)
        if (const Event* event = m_queue.find(key)) {
            gone.erase(event->a);
            step.edits.push_back(review::editOf(review::verdictOn(*event, VerdictState::Dismissed)));
        }
    if (step.edits.empty())
        return;
    const auto count = static_cast<int>(gone.size());
    const QString done =
        gone.empty() ? tr("Kept all of them") : tr("Deleted %n tracks that are not people", nullptr, count);
    step.label = fromQt(done);
    if (!gone.empty())
        step.edits.insert(step.edits.begin(), annotation::DeleteTracks{{gone.begin(), gone.end()}});
    m_accepting = true;
    const auto changed = m_links.session.run(step, annotation::Origin::Fix);
    m_accepting = false;
    if (!changed) {
        Q_EMIT notice({presentError(changed.error()), Notice::Kind::Problem, false});
        return;
    }
    for (const std::string& key : notPeople)
        m_queue.remove(key);
    m_lookSoon.stop();
    look();
    Q_EMIT notice({done, Notice::Kind::Done, true});
}

} // namespace tw::ui
