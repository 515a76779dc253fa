#include "core/training/trainer.h"

#include "core/base/number_text.h"
#include "core/training/loader.h"
#include "core/training/run_folder.h"
#include "core/training/schedule.h"
#include "core/training/scoring.h"
#include "core/training/session.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

namespace tw::training {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kPauseNap = std::chrono::milliseconds(50);
constexpr double kMinute = 60;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// One run from the first to the last step.
class Run
{
public:
    Run(const TrainRequest& request, const JobContext& job, Sampler sampler, RunFolder folder,
        std::unique_ptr<Session> session)
        : m_request(request), m_options(request.options), m_job(job), m_sampler(std::move(sampler)),
          m_folder(std::move(folder)), m_session(std::move(session)),
          m_cache(static_cast<std::size_t>(request.options.cacheMegabytes * 1e6)), m_json(toJson(request.options))
    {}

    Result<TrainReport> run();

private:
    std::int64_t totalBatches() const;
    double progress() const;
    bool finished() const;
    void waitWhilePaused();
    Result<void> oneBatch(Loader& loader);
    Result<void> badBatch(const Batch& batch, const Session::Step& step);
    void addToMeans(const Session::Step& step, double rate);
    void reportMeans();
    Result<void> save();
    Result<void> keepSnapshot();
    Result<void> validateNow();
    void say(const std::string& text) const
    {
        if (m_request.hooks.message)
            m_request.hooks.message(text);
    }

    const TrainRequest& m_request;
    const TrainOptions& m_options;
    const JobContext& m_job;
    Sampler m_sampler;
    RunFolder m_folder;
    std::unique_ptr<Session> m_session;
    PictureCache m_cache;
    std::string m_json;
    TrainReport m_report;
    StepMetrics m_sum; // of the steps since the last report
    int m_summed = 0;
    std::int64_t m_summedPictures = 0;
    double m_sumSeconds = 0;
    double m_savedAt = 0; // session seconds
    double m_validatedAt = 0;
    double m_keptAt = 0;
    int m_badInARow = 0;
};

std::int64_t Run::totalBatches() const
{
    if (m_options.steps > 0)
        return m_options.steps * m_options.optimiser.accumulate;
    return m_sampler.batchesPerEpoch() * m_options.epochs;
}

double Run::progress() const
{
    if (m_options.minutes > 0)
        return m_session->counters.seconds / (m_options.minutes * kMinute);
    return static_cast<double>(m_session->counters.batch) / static_cast<double>(totalBatches());
}

bool Run::finished() const
{
    return progress() >= 1;
}

void Run::waitWhilePaused()
{
    while (m_request.pause && m_request.pause->paused() && !m_job.stopped())
        std::this_thread::sleep_for(kPauseNap);
}

void Run::addToMeans(const Session::Step& step, double rate)
{
    m_sum.loss += step.loss.total;
    m_sum.heat += step.loss.heat;
    m_sum.clutter += step.loss.clutter;
    m_sum.size += step.loss.size;
    m_sum.offset += step.loss.offset;
    m_sum.giou += step.loss.giou;
    m_sum.identity += step.loss.identity;
    m_sum.contrastive += step.loss.contrastive;
    m_sum.distillation += step.loss.distillation;
    m_sum.relation += step.loss.relation;
    m_sum.decorrelation += step.loss.decorrelation;
    m_sum.gradientNorm += step.norm;
    m_sum.learningRate = rate;
    ++m_summed;
}

void Run::reportMeans()
{
    if (m_summed == 0)
        return;
    StepMetrics m = m_sum;
    for (double* value : {&m.loss, &m.heat, &m.clutter, &m.size, &m.offset, &m.giou, &m.identity, &m.contrastive,
                          &m.distillation, &m.relation, &m.decorrelation, &m.gradientNorm})
        *value /= m_summed;
    m.step = m_session->optimiserSteps();
    m.epoch = m_session->counters.epoch;
    m.progress = std::min(1.0, progress());
    m.seconds = m_session->counters.seconds;
    m.picturesPerSecond = static_cast<double>(m_summedPictures) / std::max(m_sumSeconds, 1e-9);
    m_folder.logStep(m);
    if (m_request.hooks.step)
        m_request.hooks.step(m);
    m_job.report("train", static_cast<std::int64_t>(m.progress * 1000), 1000);
    m_report.last = m;
    m_sum = {};
    m_summed = 0;
    m_summedPictures = 0;
    m_sumSeconds = 0;
}

// "total nan, heat 0.71, ...": which term is to blame.
std::string lossText(const LossValues& v)
{
    std::string text;
    for (const auto& [name, value] : {std::pair{"total", v.total},
                                      {"heat", v.heat},
                                      {"clutter", v.clutter},
                                      {"size", v.size},
                                      {"offset", v.offset},
                                      {"giou", v.giou},
                                      {"identity", v.identity},
                                      {"contrastive", v.contrastive},
                                      {"distillation", v.distillation},
                                      {"relation", v.relation},
                                      {"decorrelation", v.decorrelation}})
        text += (text.empty() ? "" : ", ") + std::string(name) + " " + toText(value, 4);
    return text;
}

Result<void> Run::badBatch(const Batch& batch, const Session::Step& step)
{
    std::vector<std::string> names;
    for (const Sample& sample : batch.samples)
        names.push_back(sample.name);
    m_folder.logText("bad batch", m_session->optimiserSteps(), names);
    std::string text = "a loss or gradient was not finite (" + lossText(step.loss) +
                       (step.notFinite.empty() ? "" : "; gradient of " + step.notFinite) + "); skipped the batch of";
    for (const std::string& name : names)
        text += " " + name;
    say(text);
    m_report.badBatches.insert(m_report.badBatches.end(), names.begin(), names.end());
    if (++m_badInARow < m_options.badBatches)
        return {};
    TW_TRY(save());
    return Error{ErrorCode::Internal,
                 std::to_string(m_badInARow) +
                     " batches in a row were not finite; the last good state is kept; last: " + text,
                 {}};
}

Result<void> Run::oneBatch(Loader& loader)
{
    const Clock::time_point start = Clock::now();
    const std::optional<Batch> made = loader.next();
    if (!made)
        return {}; // stopped, which the loop sees
    const Batch& batch = *made;
    if (!batch.unreadable.empty()) {
        m_folder.logText("unreadable", m_session->optimiserSteps(), batch.unreadable);
        m_report.unreadable.insert(m_report.unreadable.end(), batch.unreadable.begin(), batch.unreadable.end());
        say("not readable, replaced by grey: " + batch.unreadable.front());
    }
    SessionCounters& counters = m_session->counters;
    const double rate = m_options.optimiser.learningRate *
                        rateFactor(m_options.optimiser, {m_session->optimiserSteps(), counters.epoch, progress()});
    TW_TRY_ASSIGN(const Session::Step step, m_session->step(batch, rate));
    counters.batch = batch.number + 1;
    counters.epoch = counters.batch / m_sampler.batchesPerEpoch();
    const double seconds = secondsSince(start);
    counters.seconds += seconds;
    m_sumSeconds += seconds;
    m_summedPictures += static_cast<std::int64_t>(batch.samples.size());
    if (!step.good)
        return badBatch(batch, step);
    m_badInARow = 0;
    addToMeans(step, rate);
    return {};
}

Result<void> Run::save()
{
    TW_TRY(model::writeCheckpoint(m_folder.file("state.pth"), m_session->state(m_json)));
    m_savedAt = m_session->counters.seconds;
    return model::writeCheckpoint(m_folder.file("model_last.pth"), m_session->averagedWeights());
}

Result<void> Run::keepSnapshot()
{
    m_keptAt = m_session->counters.seconds;
    const std::string name = "snapshots/step" + toText(m_session->optimiserSteps()) + ".pth";
    return model::writeCheckpoint(m_folder.file(name), m_session->averagedWeights());
}

Result<void> Run::validateNow()
{
    m_validatedAt = m_session->counters.seconds;
    ValidationPoint point;
    point.step = m_session->optimiserSteps();
    point.seconds = m_session->counters.seconds;
    if (!m_request.validation.empty()) {
        ValidateOptions options;
        options.size = m_options.sizes.front();
        options.maxPictures = m_options.validationPictures;
        options.identityAt = m_options.identityAt;
        options.track = m_options.validationPictures == 0; // needs every picture
        const SampleSink sink = [&](const std::string& name, const Picture& picture, const std::vector<Label>& labels,
                                    const std::vector<Detection>& detections) {
            if (const Result<void> written = m_folder.writeSample(name, picture, labels, detections); !written)
                say("sample not written: " + written.error().message());
        };
        Result<ValidationScores> scores =
            scoreNetwork(m_session->averaged(), m_session->device(), m_request.validation, options, m_job, sink);
        if (!scores && scores.error().code == ErrorCode::Cancelled)
            return {}; // the stop is noticed by the loop
        TW_TRY(scores);
        point.scores = *std::move(scores);
    }
    point.best = m_request.validation.empty() || point.scores.score > m_session->counters.bestScore;
    if (point.best) {
        m_session->counters.bestScore = point.scores.score;
        TW_TRY(model::writeCheckpoint(m_folder.file("model_best.pth"), m_session->averagedWeights()));
    }
    m_folder.logValidation(point);
    if (m_request.hooks.validation)
        m_request.hooks.validation(point);
    m_report.validations.push_back(std::move(point));
    return {};
}

Result<TrainReport> Run::run()
{
    m_savedAt = m_validatedAt = m_keptAt = m_session->counters.seconds;
    {
        Loader loader(m_sampler, m_cache, m_options, m_session->counters.batch, m_job.stop);
        while (!finished() && !m_job.stopped()) {
            waitWhilePaused();
            if (m_job.stopped())
                break;
            TW_TRY(oneBatch(loader));
            if (m_sumSeconds >= m_options.reportSeconds)
                reportMeans();
            const double seconds = m_session->counters.seconds;
            const bool between = m_session->betweenUpdates();
            if (between && m_options.validateMinutes > 0 &&
                seconds - m_validatedAt >= m_options.validateMinutes * kMinute)
                TW_TRY(validateNow());
            if (between && m_options.keepMinutes > 0 && seconds - m_keptAt >= m_options.keepMinutes * kMinute)
                TW_TRY(keepSnapshot());
            if (between && seconds - m_savedAt >= m_options.checkpointMinutes * kMinute)
                TW_TRY(save());
        }
    }
    reportMeans();
    m_report.stopped = !finished();
    if (!m_report.stopped)
        TW_TRY(validateNow());
    TW_TRY(save());
    m_report.steps = m_session->optimiserSteps();
    m_report.epochs = m_session->counters.epoch;
    m_report.seconds = m_session->counters.seconds;
    m_report.lastModel = m_folder.file("model_last.pth");
    std::error_code error;
    const bool hasBest = std::filesystem::exists(m_folder.file("model_best.pth"), error);
    m_report.bestModel = hasBest ? m_folder.file("model_best.pth") : m_report.lastModel;
    return m_report;
}

Result<void> checkSources(const std::vector<SourcePtr>& sources)
{
    const DatasetCounts counts = count(sources);
    if (counts.pictures == 0)
        return Error{ErrorCode::InvalidArgument, "there is no picture to train on", {}};
    if (counts.boxes == 0)
        return Error{ErrorCode::InvalidArgument, "no picture has a labelled person (class 1, flag 1)", {}};
    return {};
}

} // namespace

Result<TrainReport> train(const TrainRequest& request, const JobContext& job)
{
    TW_TRY(request.options.check());
    TW_TRY(checkSources(request.train));
    TW_TRY_ASSIGN(Sampler sampler, Sampler::create(request.train, request.options));
    TW_TRY_ASSIGN(RunFolder folder, RunFolder::open(request.out, request.resume));
    std::optional<model::Checkpoint> begin;
    if (request.resume) {
        model::ReadOptions everything;
        everything.keepExtra = true;
        TW_TRY_ASSIGN(begin, model::readCheckpoint(folder.file("state.pth"), everything));
    } else if (!request.init.empty()) {
        TW_TRY_ASSIGN(begin, model::readCheckpoint(request.init));
    }
    std::vector<std::string> messages;
    TW_TRY_ASSIGN(std::unique_ptr<Session> session,
                  Session::create(request, begin ? &*begin : nullptr, sampler.identities().classCount(), messages));
    if (request.resume) {
        TW_TRY(session->restore(*begin));
        session->counters.epoch = session->counters.batch / sampler.batchesPerEpoch();
    }
    begin.reset();
    for (const std::string& set : sampler.unlisted())
        messages.push_back("'" + set + "' takes no part: the option \"shares\" does not list it");
    TW_TRY(folder.writeOptions(toJson(request.options)));
    if (!messages.empty())
        folder.logText("note", session->optimiserSteps(), messages);
    if (request.hooks.message)
        std::for_each(messages.begin(), messages.end(), request.hooks.message);
    return Run(request, job, std::move(sampler), std::move(folder), std::move(session)).run();
}

} // namespace tw::training
