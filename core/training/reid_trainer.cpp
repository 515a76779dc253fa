#include "core/training/reid_trainer.h"

#include "core/base/number_text.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/model/networks/reid_network.h"
#include "core/model/networks/weights.h"
#include "core/model/reid_encoder.h"
#include "core/model/torch_guard.h"
#include "core/training/autocast.h"
#include "core/training/losses.h"
#include "core/training/optimiser.h"
#include "core/training/reid_crops.h"
#include "core/training/schedule.h"

#include <nlohmann/json.hpp>
#include <torch/nn/init.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <fstream>
#include <numeric>

namespace tw::training {
namespace {

namespace fs = std::filesystem;
using torch::Tensor;
using Clock = std::chrono::steady_clock;

constexpr const char* kReidState = "trackwright-reid-training-1";
constexpr std::int64_t kReportEvery = 20; // steps
constexpr std::int64_t kChunk = 128;      // people looked at together in validation
constexpr double kVectorSteps = 127;

// N people as N x 3 x height x width, 0..1, channels last.
Tensor imagesOf(const std::vector<std::vector<std::uint8_t>>& crops)
{
    const auto count = static_cast<std::int64_t>(crops.size());
    Tensor bytes = torch::empty({count, model::kReidHeight, model::kReidWidth, 3}, torch::kUInt8);
    auto* to = bytes.data_ptr<std::uint8_t>();
    for (const auto& crop : crops) {
        std::memcpy(to, crop.data(), crop.size());
        to += crop.size();
    }
    return bytes.permute({0, 3, 1, 2}).to(torch::kFloat32).div_(255);
}

// N x kIdentityVectorSize, unit length; zeros where there is none.
Tensor vectorsOf(const std::vector<const ReidCrops::Person*>& people)
{
    Tensor out = torch::zeros({static_cast<std::int64_t>(people.size()), std::int64_t{kIdentityVectorSize}});
    auto* to = out.data_ptr<float>();
    for (const ReidCrops::Person* person : people) {
        const double length =
            std::sqrt(std::inner_product(person->vector.begin(), person->vector.end(), person->vector.begin(), 0.0));
        for (std::size_t i = 0; i < person->vector.size(); ++i)
            to[i] = static_cast<float>(person->vector[i] / std::max(length, 1 / kVectorSteps));
        to += kIdentityVectorSize;
    }
    return out;
}

// Numbers of the people in an order of their own for each pass over them.
std::vector<std::size_t> orderOf(std::uint64_t seed, std::int64_t epoch, std::size_t count)
{
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    math::Rng rng(seed * 1'000'003 + static_cast<std::uint64_t>(epoch));
    for (std::size_t i = count; i > 1; --i)
        std::swap(order[i - 1], order[rng.below(i)]);
    return order;
}

// What a run that goes on must have in common with its beginning.
std::string textOf(const ReidTrainOptions& options)
{
    return "steps " + toText(options.steps) + ", batch " + std::to_string(options.batch) + ", rate " +
           toText(options.learningRate) + ", warm-up " + std::to_string(options.warmUpSteps) + ", decay " +
           toText(options.weightDecay) + ", relation " + toText(options.relationWeight) + ", seed " +
           std::to_string(options.seed) + (options.bf16 ? ", bf16" : ", fp32");
}

ReidCrops::Room roomOf(const ReidTrainRequest& request)
{
    return {static_cast<std::size_t>(request.options.cacheMegabytes * 1e6), request.out};
}

class ReidRun
{
public:
    ReidRun(const ReidTrainRequest& request, const ReidCrops& crops)
        : m_request(request), m_options(request.options), m_crops(crops)
    {}

    Result<void> begin();
    Result<void> run(const JobContext& job, ReidTrainReport& report);
    Result<ReidScores> score(const SourcePtr& source, const JobContext& job, std::vector<std::string>& unreadable);
    Result<void> writeModel() const { return model::writeCheckpoint(m_request.out / "model.pth", weights()); }

private:
    model::Checkpoint weights() const;
    void makeOptimiser();
    Result<void> takeInit();
    std::vector<std::pair<std::string, Tensor>> stateTensors() const;
    Result<void> save() const;
    Result<void> restore();
    Result<void> step();
    void log(const nlohmann::ordered_json& line);

    const ReidTrainRequest& m_request;
    const ReidTrainOptions& m_options;
    const ReidCrops& m_crops;
    std::shared_ptr<model::ReidNetwork> m_network;
    Tensor m_projection;
    OptimiserOptions m_adam;
    std::unique_ptr<Optimiser> m_optimiser;
    std::vector<std::size_t> m_order; // of the people, in m_epoch
    std::int64_t m_epoch = -1;
    double m_distillation = 0, m_relation = 0; // of the last step
    double m_seconds = 0;
    std::ofstream m_log;
};

Result<void> ReidRun::begin()
{
    torch::manual_seed(m_options.seed);
    m_network = std::make_shared<model::ReidNetwork>();
    m_projection = torch::empty({std::int64_t{kIdentityVectorSize}, std::int64_t{model::kReidNumbers}});
    torch::nn::init::xavier_uniform_(m_projection);
    m_projection.set_requires_grad(true);
    if (!m_request.init.empty())
        TW_TRY(takeInit());
    m_network->to(torch::kFloat32, false);
    for (Tensor& parameter : m_network->parameters())
        if (parameter.dim() == 4)
            parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
    makeOptimiser();
    if (m_request.resume)
        TW_TRY(restore());
    m_log.open(m_request.out / "log.jsonl", m_request.resume ? std::ios::app : std::ios::trunc);
    if (!m_log)
        return Error{ErrorCode::Io, "the log cannot be written", (m_request.out / "log.jsonl").string()};
    return {};
}

Result<void> ReidRun::takeInit()
{
    TW_TRY_ASSIGN(const model::Checkpoint file, model::readCheckpoint(m_request.init));
    const model::LoadReport report = model::loadWeights(*m_network, file, {});
    if (report.loaded == 0)
        return Error{ErrorCode::ShapeMismatch, "nothing in the file fits the re-identification network",
                     m_request.init.string()};
    if (m_request.message)
        m_request.message(toText(static_cast<std::int64_t>(report.loaded)) + " tensors loaded from " +
                          m_request.init.filename().string());
    return {};
}

void ReidRun::makeOptimiser()
{
    m_adam.learningRate = m_options.learningRate;
    m_adam.weightDecay = m_options.weightDecay;
    m_adam.schedule = "cosine";
    m_adam.finalFactor = .01;
    m_adam.warmUpSteps = m_options.warmUpSteps;
    m_adam.clipNorm = 20;
    std::vector<Optimiser::Parameter> parameters;
    for (const auto& parameter : m_network->named_parameters())
        parameters.push_back({parameter.key(), parameter.value(), 1, parameter.value().dim() > 1});
    parameters.push_back({"projection", m_projection, 1, true});
    m_optimiser = std::make_unique<Optimiser>(std::move(parameters), m_adam);
}

model::Checkpoint ReidRun::weights() const
{
    model::Checkpoint checkpoint = model::saveWeights(*m_network);
    checkpoint.metadata["network"] = "reid";
    return checkpoint;
}

std::vector<std::pair<std::string, Tensor>> ReidRun::stateTensors() const
{
    std::vector<std::pair<std::string, Tensor>> tensors{{"training/projection", m_projection.data()}};
    for (std::size_t i = 0; i < m_optimiser->parameters().size(); ++i) {
        tensors.emplace_back("training/first." + m_optimiser->parameters()[i].name, m_optimiser->firstMoments()[i]);
        tensors.emplace_back("training/second." + m_optimiser->parameters()[i].name, m_optimiser->secondMoments()[i]);
    }
    return tensors;
}

Result<void> ReidRun::save() const
{
    model::Checkpoint state = weights();
    state.metadata["format"] = kReidState;
    state.metadata["steps"] = toText(m_optimiser->steps());
    state.metadata["options"] = textOf(m_options);
    state.metadata["seconds"] = toText(m_seconds);
    for (const auto& [name, tensor] : stateTensors())
        state.extra.push_back({name, model::fromTorch(tensor)});
    TW_TRY(model::writeCheckpoint(m_request.out / "state.pth", state));
    return writeModel();
}

Result<void> ReidRun::restore()
{
    const fs::path file = m_request.out / "state.pth";
    model::ReadOptions reading;
    reading.keepExtra = true;
    TW_TRY_ASSIGN(const model::Checkpoint state, model::readCheckpoint(file, reading));
    const auto number = [&](const char* name) {
        const auto found = state.metadata.find(name);
        return found == state.metadata.end() ? std::nullopt : toDouble(found->second);
    };
    const auto format = state.metadata.find("format");
    const auto steps = number("steps"), seconds = number("seconds");
    if (format == state.metadata.end() || format->second != kReidState || !steps || !seconds)
        return Error{ErrorCode::Unreadable, "not the state of a training of the re-identification network",
                     file.string()};
    if (const auto options = state.metadata.find("options");
        options == state.metadata.end() || options->second != textOf(m_options))
        return Error{ErrorCode::InvalidArgument,
                     "the run was begun with other options: " +
                         (options == state.metadata.end() ? "unknown" : options->second),
                     file.string()};
    if (const model::LoadReport report = model::loadWeights(*m_network, state, {}); !report.complete())
        return Error{ErrorCode::ShapeMismatch, report.text(), file.string()};
    const torch::NoGradGuard guard;
    for (auto& [name, tensor] : stateTensors()) {
        const auto found =
            std::ranges::find_if(state.extra, [&n = name](const model::NamedTensor& t) { return t.name == n; });
        if (found == state.extra.end() || found->value.shape != tensor.sizes().vec())
            return Error{ErrorCode::ShapeMismatch, "the state belongs to another network", name};
        tensor.copy_(model::toTorch(found->value));
    }
    m_optimiser->setSteps(static_cast<std::int64_t>(*steps));
    m_seconds = *seconds;
    return {};
}

Result<void> ReidRun::step()
{
    const std::int64_t number = m_optimiser->steps();
    const auto batch = static_cast<std::size_t>(m_options.batch);
    const auto perEpoch = static_cast<std::int64_t>(m_crops.people().size() / batch);
    if (const std::int64_t epoch = number / perEpoch; epoch != m_epoch) {
        m_epoch = epoch;
        m_order = orderOf(m_options.seed, epoch, m_crops.people().size());
    }
    math::Rng rng(m_options.seed * 7'919 + static_cast<std::uint64_t>(number));
    std::vector<std::vector<std::uint8_t>> pictures;
    std::vector<const ReidCrops::Person*> people;
    for (std::size_t i = 0; i < batch; ++i) {
        people.push_back(&m_crops.people()[m_order[static_cast<std::size_t>(number % perEpoch) * batch + i]]);
        TW_TRY_ASSIGN(auto picture, m_crops.changed(*people.back(), rng));
        pictures.push_back(std::move(picture));
    }
    const Tensor vectors = vectorsOf(people);
    m_network->train();
    Tensor embedding;
    {
        const AutocastScope scope(m_options.bf16, torch::kCPU);
        embedding = m_network->forward(imagesOf(pictures));
    }
    embedding = embedding.to(torch::kFloat32);
    const Tensor distillation = distillationLoss(embedding, m_projection, vectors);
    const Tensor relation = relationLoss(embedding, vectors);
    const Tensor loss = distillation + m_options.relationWeight * relation;
    m_distillation = distillation.item<double>();
    m_relation = relation.item<double>();
    if (!std::isfinite(m_distillation) || !std::isfinite(m_relation))
        return Error{ErrorCode::Internal,
                     "the loss is no number at step " + toText(number + 1) + "; the state before it is kept",
                     m_request.out.string()};
    loss.backward();
    const SchedulePoint point{number, m_epoch, static_cast<double>(number) / static_cast<double>(m_options.steps)};
    m_optimiser->step(m_options.learningRate * rateFactor(m_adam, point), m_optimiser->gradientNorm());
    m_optimiser->clearGradients();
    return {};
}

Result<void> ReidRun::run(const JobContext& job, ReidTrainReport& report)
{
    double distillation = 0, relation = 0;
    std::int64_t since = 0;
    while (m_optimiser->steps() < m_options.steps && !job.stopped()) {
        const auto start = Clock::now();
        TW_TRY(step());
        m_seconds += std::chrono::duration<double>(Clock::now() - start).count();
        distillation += m_distillation;
        relation += m_relation;
        ++since;
        const std::int64_t done = m_optimiser->steps();
        if (done % kReportEvery == 0 || done == m_options.steps) {
            const auto n = static_cast<double>(since);
            const ReidStep now{done, m_options.steps, distillation / n, relation / n, m_seconds};
            log({{"kind", "step"},
                 {"step", done},
                 {"distillation", now.distillation},
                 {"relation", now.relation},
                 {"seconds", m_seconds}});
            if (m_request.step)
                m_request.step(now);
            report.distillation = now.distillation;
            report.relation = now.relation;
            distillation = relation = 0;
            since = 0;
        }
        if (done % m_options.saveEvery == 0)
            TW_TRY(save());
        job.report("train", done, m_options.steps);
    }
    TW_TRY(save());
    report.steps = m_optimiser->steps();
    report.seconds = m_seconds;
    report.stopped = report.steps < m_options.steps;
    return {};
}

Result<ReidScores> ReidRun::score(const SourcePtr& source, const JobContext& job, std::vector<std::string>& unreadable)
{
    TW_TRY_ASSIGN(const ReidCrops crops,
                  ReidCrops::collect({source}, true, roomOf(m_request), {job.stop, {}}, unreadable));
    ReidScores scores{source->info().name, crops.people().size(), {}, {}, {}};
    const torch::NoGradGuard guard;
    m_network->eval();
    std::vector<PairSample> samples, taught;
    std::vector<float> features, teacher;
    double cosines = 0;
    std::int64_t vectors = 0;
    const auto count = static_cast<std::int64_t>(crops.people().size());
    for (std::int64_t first = 0; first < count; first += kChunk) {
        std::vector<std::vector<std::uint8_t>> pictures;
        std::vector<const ReidCrops::Person*> people;
        for (std::int64_t i = first; i < std::min(first + kChunk, count); ++i) {
            people.push_back(&crops.people()[static_cast<std::size_t>(i)]);
            TW_TRY_ASSIGN(auto picture, crops.plain(*people.back()));
            pictures.push_back(std::move(picture));
        }
        const Tensor embedding = m_network->forward(imagesOf(pictures));
        const Tensor target = vectorsOf(people);
        const Tensor known = target.abs().sum(1).gt(0);
        const std::int64_t n = known.sum().item<std::int64_t>();
        cosines += n * (1 - (n > 0 ? distillationLoss(embedding, m_projection, target).item<double>() : 0));
        vectors += n;
        const float* rows = embedding.data_ptr<float>();
        const float* targets = target.data_ptr<float>();
        for (std::size_t i = 0; i < people.size(); ++i, rows += model::kReidNumbers, targets += kIdentityVectorSize) {
            if (people[i]->sample.identity < 0)
                continue;
            samples.push_back(people[i]->sample);
            const double length = std::sqrt(std::inner_product(rows, rows + model::kReidNumbers, rows, 0.0));
            std::transform(rows, rows + model::kReidNumbers, std::back_inserter(features),
                           [length](float v) { return static_cast<float>(v / std::max(length, 1e-12)); });
            if (people[i]->vector.empty())
                continue;
            taught.push_back(people[i]->sample);
            teacher.insert(teacher.end(), targets, targets + kIdentityVectorSize);
        }
    }
    if (vectors > 0)
        scores.cosine = cosines / static_cast<double>(vectors);
    const PairOptions pairs{.realNumbers = source->info().identities == IdentityKind::Real};
    scores.tpr = tprOfDistantPairs(samples, features, model::kReidNumbers, pairs);
    scores.teacherTpr = tprOfDistantPairs(taught, teacher, kIdentityVectorSize, pairs);
    return scores;
}

void ReidRun::log(const nlohmann::ordered_json& line)
{
    m_log << line.dump() << '\n' << std::flush;
}

} // namespace

Result<void> ReidTrainOptions::check() const
{
    if (steps < 1 || batch < 2 || saveEvery < 1 || warmUpSteps < 0)
        return Error{ErrorCode::InvalidArgument, "steps, batch (at least 2) and saveEvery must be positive", {}};
    if (!(cacheMegabytes >= 0))
        return Error{ErrorCode::InvalidArgument, "cacheMegabytes must not be negative", {}};
    if (!(learningRate > 0) || !(weightDecay >= 0) || !(relationWeight >= 0))
        return Error{ErrorCode::InvalidArgument, "rates and weights must not be negative", {}};
    return {};
}

Result<ReidTrainReport> trainReid(const ReidTrainRequest& request, const JobContext& job)
{
    TW_TRY(request.options.check());
    ReidTrainReport report;
    report.model = request.out / "model.pth";
    std::error_code error;
    fs::create_directories(request.out, error);
    if (error)
        return Error{ErrorCode::Io, "the run folder cannot be created: " + error.message(), request.out.string()};
    TW_TRY_ASSIGN(const ReidCrops crops,
                  ReidCrops::collect(request.train, false, roomOf(request), job, report.unreadable));
    report.people = crops.people().size();
    if (report.people < static_cast<std::size_t>(request.options.batch))
        return Error{ErrorCode::InvalidArgument,
                     "the data have " + std::to_string(report.people) +
                         " people with the vector of a teacher (gt/reid.i8), fewer than one batch",
                     {}};
    try {
        ReidRun run(request, crops);
        TW_TRY(run.begin());
        TW_TRY(run.run(job, report));
        if (report.stopped)
            return report;
        TW_TRY(run.writeModel());
        for (const SourcePtr& source : request.validation) {
            TW_TRY_ASSIGN(ReidScores scores, run.score(source, job, report.unreadable));
            report.validation.push_back(std::move(scores));
        }
    } catch (const std::exception& e) {
        return model::torchError(e, "training of the re-identification network");
    }
    return report;
}

} // namespace tw::training
