#include "ui/dialogs/network_rates.h"

#include "core/pipeline/network_rate.h"

#include <algorithm>

namespace tw::ui {

namespace {

constexpr double kSeconds = 0.4; // of one measurement

Result<double> measureNetwork(const pipeline::TrackRequest& request, const JobContext& job)
{
    return pipeline::networkRate(request, kSeconds, job);
}

} // namespace

NetworkRates::NetworkRates(JobRunner& jobs, QObject* parent, Measure measure)
    : QObject(parent), m_jobs(&jobs), m_measure(measure ? std::move(measure) : Measure(measureNetwork))
{}

NetworkRates::~NetworkRates()
{
    stop();
}

void NetworkRates::stop()
{
    m_measuring.reset();
    if (m_job != 0 && m_jobs)
        m_jobs->cancel(m_job);
}

NetworkRates::Key NetworkRates::keyOf(const TrackOptions& options)
{
    return {options.model, options.width, options.height, options.width > 0 ? TrackDetail::Fast : options.detail,
            options.device};
}

std::optional<double> NetworkRates::rate(const TrackOptions& options) const
{
    const auto found = m_rates.find(keyOf(options));
    return found == m_rates.end() ? std::nullopt : found->second;
}

void NetworkRates::want(std::vector<TrackOptions> wishes)
{
    m_wishes = std::move(wishes);
    if (m_wishes.empty())
        stop();
    next();
}

void NetworkRates::setHeld(bool held)
{
    m_held = held;
    if (m_held) {
        if (m_measuring) // once more afterwards
            m_wishes.insert(m_wishes.begin(), *m_measuring);
        stop();
    }
    next();
}

void NetworkRates::next()
{
    if (m_job != 0 || m_held || !m_jobs)
        return;
    std::erase_if(m_wishes, [this](const TrackOptions& options) { return m_rates.contains(keyOf(options)); });
    if (m_wishes.empty())
        return;
    const TrackOptions options = m_wishes.front();
    m_wishes.erase(m_wishes.begin());
    m_measuring = options;
    m_job = m_jobs->startUnlisted<double>(
        [measure = m_measure, request = options.request({})](const JobContext& job) { return measure(request, job); },
        this,
        [this, key = keyOf(options)](const Result<double>& rate) {
            m_job = 0;
            m_measuring.reset();
            if (rate || rate.error().code != ErrorCode::Cancelled)
                m_rates[key] = rate ? std::optional(*rate) : std::nullopt;
            Q_EMIT changed();
            next();
        });
}

} // namespace tw::ui
