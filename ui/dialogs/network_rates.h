#pragma once
// Frames per second of the network with this and that option of the tracker, measured in the background on this machine
// when asked for and kept. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which the core's headers begin with
#include <QPointer>

#include "ui/bridge/job_runner.h"
#include "ui/dialogs/track_options.h"

#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace tw::ui {

class NetworkRates final : public QObject
{
    Q_OBJECT
public:
    using Measure = std::function<Result<double>(const pipeline::TrackRequest& request, const JobContext& job)>;

    // `measure`: pipeline::networkRate() unless a test has its own.
    explicit NetworkRates(JobRunner& jobs, QObject* parent = nullptr, Measure measure = {});
    ~NetworkRates() override;

    // Nothing: not measured yet, or it cannot be (the weights file is gone).
    std::optional<double> rate(const TrackOptions& options) const;
    // Measures these one after the other, in this order; what is known is not measured again. Replaces the wishes of
    // before; empty: stops measuring.
    void want(std::vector<TrackOptions> wishes);
    // While the processor works for something else, nothing is measured.
    void setHeld(bool held);

Q_SIGNALS:
    void changed();

private:
    using Key = std::tuple<QString, int, int, TrackDetail, QString>;
    static Key keyOf(const TrackOptions& options);
    void next();
    void stop();

    QPointer<JobRunner> m_jobs;
    Measure m_measure;
    std::map<Key, std::optional<double>> m_rates; // nothing: it cannot be measured
    std::vector<TrackOptions> m_wishes;
    std::optional<TrackOptions> m_measuring; // until it is known or stopped
    int m_job = 0;                           // 0: none
    bool m_held = false;
};

} // namespace tw::ui
