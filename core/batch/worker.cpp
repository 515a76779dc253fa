#include "core/batch/worker.h"

#include "core/batch/claims.h"
#include "core/batch/event_log.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_set>

namespace tw::batch {
namespace {

using Json = nlohmann::json;

// Renews a claim while work goes on, with how far the work is; asks the work to stop when the claim was lost.
class Heartbeat
{
public:
    Heartbeat(Claim& claim, std::chrono::milliseconds expiry, const JobContext& job)
        : m_claim(claim), m_period(expiry / 4), m_outer(job), m_forward(job.stop, [this] { m_stop.request_stop(); }),
          m_thread([this](const std::stop_token& end) { beat(end); })
    {}

    JobContext job()
    {
        return {m_stop.get_token(), [this](const Progress& progress) {
                    m_done = progress.done;
                    m_total = progress.total;
                    if (m_outer.progress)
                        m_outer.progress(progress);
                }};
    }
    bool lost() const { return m_lost; }

private:
    void beat(const std::stop_token& end)
    {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::unique_lock lock(mutex);
        while (!end.stop_requested()) {
            const Json note = {{"done", m_done.load()}, {"total", m_total.load()}};
            if (!m_claim.renew(note.dump()) && !m_claim.held()) {
                m_lost = true;
                m_stop.request_stop();
                return;
            }
            changed.wait_for(lock, end, m_period, [] { return false; });
        }
    }

    Claim& m_claim;
    const std::chrono::milliseconds m_period;
    const JobContext& m_outer;
    std::stop_source m_stop;
    std::atomic<std::int64_t> m_done{0};
    std::atomic<std::int64_t> m_total{0};
    std::atomic<bool> m_lost{false};
    std::stop_callback<std::function<void()>> m_forward; // the outer stop is a stop of this work
    std::jthread m_thread;                               // last: ends before the rest goes
};

class Worker
{
public:
    Worker(const Plan& plan, const WorkerOptions& options, const JobContext& job,
           const std::function<void(const WorkerEvent&)>& tell)
        : m_plan(plan), m_options(options), m_job(job), m_tell(tell), m_name(workerName()),
          m_claims(plan.claims(), m_name, options.claimExpiry), m_log(plan.logs(), m_name)
    {}

    Result<WorkerReport> run()
    {
        m_claims.clean();
        TW_TRY_ASSIGN(m_records, readLogs(m_plan.logs()));
        for (const bool own : {true, false}) {
            if (!own && !m_options.help)
                break;
            for (std::size_t i = 0; i < m_plan.entries.size() && !m_job.stopped(); ++i) {
                const bool mine = static_cast<int>(i % static_cast<std::size_t>(m_options.shards)) == m_options.shard;
                if (mine == own)
                    TW_TRY(visit(m_plan.entries[i], own));
            }
        }
        TW_TRY(lookAgain());
        m_report.stopped = m_job.stopped();
        return m_report;
    }

private:
    void tell(WorkerEvent::Kind kind, const Entry& entry, std::string text = {}, const VideoResult* result = nullptr)
    {
        if (m_tell)
            m_tell({kind, &entry, std::move(text), result});
    }

    // What earlier workers left of it. A share's own failures are tried again, other workers' are theirs.
    bool worthTrying(const Entry& entry, bool own) const
    {
        const auto it = m_records.find(entry.name);
        return own || it == m_records.end() || it->second.last.kind != Event::Kind::Failed;
    }

    bool isDone(const Entry& entry) const
    {
        const auto it = m_records.find(entry.name);
        return it != m_records.end() && it->second.last.kind == Event::Kind::Done &&
               isUpToDate(m_plan, entry, *it->second.result);
    }

    Result<void> visit(const Entry& entry, bool own)
    {
        if (isDone(entry)) {
            ++m_report.upToDate;
            return {};
        }
        if (!worthTrying(entry, own))
            return {};
        if (const auto parts = knownParts(m_plan, entry))
            return visitParts(entry, *parts);
        TW_TRY_ASSIGN(std::optional<Claim> claim, m_claims.acquire(entry.name));
        if (!claim) {
            m_elsewhere.push_back(&entry);
            ++m_report.elsewhere;
            return {};
        }
        return whole(entry, *std::move(claim));
    }

    // A worker that has just taken a long video is still counting its frames; then there are parts for others.
    Result<void> lookAgain()
    {
        if (m_elsewhere.empty() || !m_options.help || m_job.stopped())
            return {};
        std::mutex mutex;
        std::condition_variable_any changed;
        std::unique_lock lock(mutex);
        changed.wait_for(lock, m_job.stop, m_options.claimExpiry / 12, [] { return false; });
        for (const Entry* entry : m_elsewhere) {
            if (m_job.stopped())
                break;
            if (const auto parts = knownParts(m_plan, *entry)) {
                --m_report.elsewhere;
                TW_TRY(visitParts(*entry, *parts));
            }
        }
        return {};
    }

    // With the claim: everything that can be done in one go.
    Result<void> whole(const Entry& entry, Claim claim)
    {
        if (const auto result =
                upToDateResult(m_plan, entry)) { // by another worker meanwhile, or before it could say so
            ++m_report.upToDate;
            return m_log.append(
                entry.name, {Event::Kind::Done, 0, "was done already", std::make_shared<const VideoResult>(*result)});
        }
        if (const auto it = m_records.find(entry.name); it != m_records.end() && it->second.unfinished >= kFatalStarts)
            return failed(entry, "its worker ended without a word " + std::to_string(it->second.unfinished) +
                                     " times; perhaps it needs more memory than there is");
        TW_TRY_ASSIGN(const bool keep, mustKeep(entry));
        if (keep)
            return {};
        TW_TRY(m_log.append(entry.name, {Event::Kind::Started, 0, {}, nullptr}));
        tell(WorkerEvent::Kind::Started, entry);
        std::optional<Heartbeat> heartbeat(std::in_place, claim, m_claims.expiry(), m_job);
        auto step = processVideo(m_plan, entry, m_options.machine, heartbeat->job());
        const bool lost = heartbeat->lost();
        heartbeat.reset();
        if (!step)
            return ended(entry, step.error(), lost);
        if (step->kind == Step::Kind::Cut) {
            claim.release();
            TW_TRY(m_log.append(entry.name, {Event::Kind::Stopped, 0, "cut into parts", nullptr}));
            return visitParts(entry, step->parts);
        }
        ++m_report.done;
        tell(WorkerEvent::Kind::Done, entry, {}, &step->result);
        return m_log.append(entry.name, {Event::Kind::Done, 0, {}, std::make_shared<const VideoResult>(step->result)});
    }

    Result<void> visitParts(const Entry& entry, const std::vector<Part>& parts)
    {
        for (const Part& part : parts) {
            if (m_job.stopped())
                return {};
            if (!partDone(m_plan, entry, part))
                TW_TRY(onePart(entry, part, parts.size()));
            if (m_gaveUp.contains(entry.name))
                return {};
        }
        const bool all =
            std::all_of(parts.begin(), parts.end(), [&](const Part& part) { return partDone(m_plan, entry, part); });
        if (!all) {
            m_report.elsewhere += knownParts(m_plan, entry) ? 1 : 0;
            return {};
        }
        TW_TRY_ASSIGN(std::optional<Claim> claim, m_claims.acquire(entry.name));
        return claim ? whole(entry, *std::move(claim)) : Result<void>();
    }

    Result<void> onePart(const Entry& entry, const Part& part, std::size_t count)
    {
        const std::string which = "part " + std::to_string(part.number + 1) + " of " + std::to_string(count);
        TW_TRY_ASSIGN(std::optional<Claim> claim, m_claims.acquire(entry.name + "#" + std::to_string(part.number)));
        if (!claim || partDone(m_plan, entry, part) || !knownParts(m_plan, entry)) // or joined meanwhile
            return {};
        TW_TRY(m_log.append(entry.name, {Event::Kind::Started, 0, which, nullptr}));
        tell(WorkerEvent::Kind::Started, entry, which);
        std::optional<Heartbeat> heartbeat(std::in_place, *claim, m_claims.expiry(), m_job);
        const auto measured = measurePart(m_plan, entry, part, m_options.machine, heartbeat->job());
        const bool lost = heartbeat->lost();
        heartbeat.reset();
        if (!measured)
            return ended(entry, measured.error(), lost);
        tell(WorkerEvent::Kind::Measured, entry, which);
        return m_log.append(entry.name, {Event::Kind::PartDone, 0, which, nullptr});
    }

    // Outdated results with a person's work in them are not thrown away.
    Result<bool> mustKeep(const Entry& entry)
    {
        if (m_options.replaceCorrected)
            return false;
        const auto corrected = correctedByHand(m_plan, entry);
        if (corrected && !*corrected)
            return false;
        const std::string why = corrected ? "its results are outdated, but were corrected by hand; move them away, or "
                                            "use --replace-corrected"
                                          : corrected.error().message();
        if (corrected) {
            ++m_report.kept;
            tell(WorkerEvent::Kind::Kept, entry, why);
        } else {
            ++m_report.failed;
            tell(WorkerEvent::Kind::Failed, entry, why);
        }
        TW_TRY(m_log.append(entry.name, {Event::Kind::Failed, 0, why, nullptr}));
        return true;
    }

    Result<void> ended(const Entry& entry, const Error& error, bool lost)
    {
        m_gaveUp.insert(entry.name);
        if (lost) // the one who has it now speaks for it
            return {};
        if (error.code != ErrorCode::Cancelled)
            return failed(entry, error.message());
        tell(WorkerEvent::Kind::Stopped, entry, error.message());
        return m_log.append(entry.name, {Event::Kind::Stopped, 0, {}, nullptr});
    }

    Result<void> failed(const Entry& entry, const std::string& why)
    {
        ++m_report.failed;
        tell(WorkerEvent::Kind::Failed, entry, why);
        return m_log.append(entry.name, {Event::Kind::Failed, 0, why, nullptr});
    }

    const Plan& m_plan;
    const WorkerOptions& m_options;
    const JobContext& m_job;
    const std::function<void(const WorkerEvent&)>& m_tell;
    std::string m_name;
    ClaimFolder m_claims;
    EventLog m_log;
    Records m_records; // as they were at the beginning
    std::unordered_set<std::string> m_gaveUp;
    std::vector<const Entry*> m_elsewhere;
    WorkerReport m_report;
};

} // namespace

Result<void> WorkerOptions::check() const
{
    if (shards < 1 || shard < 0 || shard >= shards)
        return Error{ErrorCode::InvalidArgument, "a shard is i/n with 0 <= i < n", {}};
    return {};
}

Result<WorkerReport> work(const Plan& plan, const WorkerOptions& options, const JobContext& job,
                          const std::function<void(const WorkerEvent&)>& tell)
{
    TW_TRY(options.check());
    return Worker(plan, options, job, tell).run();
}

} // namespace tw::batch
