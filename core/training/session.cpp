#include "core/training/session.h"

#include "core/base/number_text.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/weights.h"
#include "core/model/torch_guard.h"
#include "core/training/network_file.h"
#include "core/training/widen.h"

#include <ATen/Parallel.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <sstream>
#include <thread>

namespace tw::training {

namespace {

using torch::Tensor;

constexpr const char* kFormat = "trackwright-training-1";

std::size_t replicaCount(const TrainOptions& options, const torch::Device& device)
{
    if (!device.is_cpu())
        return 1;
    const int wanted = options.replicas > 0 ? options.replicas : static_cast<int>(std::thread::hardware_concurrency());
    return static_cast<std::size_t>(std::clamp(wanted, 1, options.batch));
}

std::optional<double> numberOf(const model::Checkpoint& checkpoint, const char* name)
{
    const auto found = checkpoint.metadata.find(name);
    return found == checkpoint.metadata.end() ? std::nullopt : toDouble(found->second);
}

bool begins(const std::string& name, const std::vector<std::string>& prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& p) { return name.starts_with(p); });
}

model::Checkpoint withoutTensors(model::Checkpoint checkpoint, const std::vector<std::string>& prefixes)
{
    std::erase_if(checkpoint.tensors, [&](const model::NamedTensor& tensor) { return begins(tensor.name, prefixes); });
    return checkpoint;
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

Result<std::unique_ptr<Session>> Session::create(const TrainRequest& request, const model::Checkpoint* begin,
                                                 std::int64_t classes, std::vector<std::string>& messages)
{
    const TrainOptions& options = request.options;
    if (options.keepStatistics && !begin)
        return Error{ErrorCode::InvalidArgument,
                     "a run that begins with random weights has no statistics of batch norms to keep",
                     "keepStatistics"};
    std::unique_ptr<Session> session(new Session(options, torchDevice(request.device)));
    Session& s = *session;
    model::HeadOptions heads;
    heads.embedding = options.embedding;
    const auto known = begin ? model::recogniseArchitecture(*begin) : Result<model::Recognised>(model::Recognised{});
    const bool widens = known && canWiden(known->architecture, options.architecture);
    if (begin && known && heads.embedding == 0 && (widens || known->architecture == options.architecture))
        heads = known->heads; // a finished model keeps its own embedding
    if (heads.classes != 1)
        return Error{ErrorCode::Unsupported, "only networks with one class can be trained", request.init.string()};
    try {
        torch::manual_seed(options.seed);
        TW_TRY_ASSIGN(s.m_master, model::createNetwork(options.architecture, heads));
        std::vector<std::string> fresh{""}; // an empty prefix: everything
        if (begin) {
            model::Checkpoint weights = request.resume ? *begin : withoutTensors(*begin, options.notFromInit);
            if (widens)
                weights = widened(weights, *s.m_master);
            const model::LoadReport report = model::loadWeights(*s.m_master, weights);
            if (report.loaded == 0)
                return Error{ErrorCode::ShapeMismatch, "nothing in the file fits the network: " + report.text(),
                             request.init.string()};
            messages = linesOf(report.text());
            fresh = report.missing;
            for (const auto& shape : report.misshaped)
                fresh.push_back(shape.name);
        }
        TW_TRY_ASSIGN(s.m_average, model::createNetwork(options.architecture, s.m_master->heads()));
        model::loadWeights(*s.m_average, model::saveWeights(*s.m_master));
        const std::int64_t rows = classes >= 2 ? classes + 1 : 0;
        s.m_loss = std::make_shared<LossModule>(rows, s.m_master->heads().embedding, options.loss);
        s.m_master->to(s.m_device);
        s.m_average->to(s.m_device);
        s.m_loss->to(s.m_device);
        s.m_average->eval();
        TW_TRY(s.makeReplicas(rows));
        s.makeOptimiser(fresh);
    } catch (const std::exception& e) {
        return model::torchError(e, "network for training");
    }
    return session;
}

Result<void> Session::makeReplicas(std::int64_t rows)
{
    for (auto& parameter : m_master->named_parameters())
        if (begins(parameter.key(), m_options.freeze))
            parameter.value().set_requires_grad(false);
    const std::size_t count = replicaCount(m_options, m_device);
    for (std::size_t i = 0; i < count; ++i) {
        TW_TRY_ASSIGN(Replica replica, Replica::create(*m_master, *m_loss, rows, m_options, m_device));
        m_replicas.push_back(std::move(replica));
    }
    spreadStatistics();
    return {};
}

// `fresh`: prefixes of parameters that did not come from a file.
void Session::makeOptimiser(const std::vector<std::string>& fresh)
{
    const OptimiserOptions& o = m_options.optimiser;
    std::vector<Optimiser::Parameter> parameters;
    for (auto& parameter : m_master->named_parameters())
        if (parameter.value().requires_grad())
            parameters.push_back(
                {parameter.key(), parameter.value(),
                 begins(parameter.key(), fresh) || begins(parameter.key(), o.fullRate) ? 1.0 : o.loadedFactor,
                 parameter.value().dim() > 1});
    for (auto& parameter : m_loss->named_parameters())
        parameters.push_back({"loss." + parameter.key(), parameter.value(),
                              parameter.key() == "gradnorm" ? m_options.loss.gradNormRate : 1.0, false});
    m_optimiser = std::make_unique<Optimiser>(std::move(parameters), m_options.optimiser);
}

Result<LossValues> Session::runReplicas(const Batch& batch)
{
    const std::size_t count = std::min(m_replicas.size(), batch.samples.size());
    std::vector<std::optional<Result<Replica::Outcome>>> outcomes(count);
    const auto work = [&](std::size_t r) {
        const std::size_t first = batch.samples.size() * r / count, end = batch.samples.size() * (r + 1) / count;
        outcomes[r] = m_replicas[r].run(batch, first, end - first);
    };
    if (count == 1) {
        work(0);
    } else {
        std::vector<std::jthread> threads;
        for (std::size_t r = 0; r < count; ++r)
            threads.emplace_back([&work, r] {
                at::set_num_threads(1); // of this thread; one core a replica
                work(r);
            });
    }
    LossValues mean;
    for (const auto& outcome : outcomes) {
        TW_TRY(*outcome);
        const LossValues& v = (**outcome).values;
        const auto share = 1.0 / static_cast<double>(count);
        mean.total += v.total * share;
        mean.heat += v.heat * share;
        mean.clutter += v.clutter * share;
        mean.size += v.size * share;
        mean.offset += v.offset * share;
        mean.giou += v.giou * share;
        mean.identity += v.identity * share;
        mean.contrastive += v.contrastive * share;
        mean.distillation += v.distillation * share;
        mean.relation += v.relation * share;
        mean.decorrelation += v.decorrelation * share;
        mean.detection += v.detection * share;
        mean.appearance += v.appearance * share;
    }
    return mean;
}

void Session::collectGradients(std::size_t used)
{
    const torch::NoGradGuard guard;
    const double share = 1.0 / (static_cast<double>(used) * m_options.optimiser.accumulate);
    const auto collect = [&](torch::nn::Module& master, const auto& moduleOf) {
        auto parameters = master.named_parameters();
        for (std::size_t r = 0; r < used; ++r) {
            auto own = moduleOf(m_replicas[r]).named_parameters();
            for (std::size_t i = 0; i < parameters.size(); ++i) {
                Tensor& target = parameters[i].value();
                Tensor gradient = own[i].value().grad();
                if (!target.requires_grad() || !gradient.defined())
                    continue;
                if (target.grad().defined())
                    target.mutable_grad().add_(gradient, share);
                else
                    target.mutable_grad() = gradient * share;
                own[i].value().mutable_grad() = Tensor();
            }
        }
    };
    collect(*m_master, [](Replica& replica) -> torch::nn::Module& { return replica.network(); });
    collect(*m_loss, [](Replica& replica) -> torch::nn::Module& { return replica.loss(); });
}

// Running means and variances of batch norms: the mean of the replicas'.
void Session::collectStatistics(std::size_t used)
{
    const torch::NoGradGuard guard;
    auto buffers = m_master->named_buffers();
    for (std::size_t i = 0; i < buffers.size(); ++i) {
        Tensor& target = buffers[i].value();
        if (!target.is_floating_point()) {
            target.copy_(m_replicas[0].network().named_buffers()[i].value());
            continue;
        }
        Tensor sum = torch::zeros_like(target);
        for (std::size_t r = 0; r < used; ++r)
            sum.add_(m_replicas[r].network().named_buffers()[i].value());
        target.copy_(sum.div_(static_cast<double>(used)));
    }
}

void Session::spreadStatistics()
{
    const torch::NoGradGuard guard;
    const auto buffers = m_master->named_buffers();
    for (Replica& replica : m_replicas) {
        auto own = replica.network().named_buffers();
        for (std::size_t i = 0; i < buffers.size(); ++i)
            own[i].value().copy_(buffers[i].value());
    }
}

void Session::average()
{
    const torch::NoGradGuard guard;
    const auto steps = static_cast<double>(m_optimiser->steps());
    // Young averages follow quickly
    const double decay = std::min(m_options.optimiser.emaDecay, (1 + steps) / (10 + steps));
    const auto follow = [&](auto targets, auto sources) {
        for (std::size_t i = 0; i < targets.size(); ++i) {
            Tensor target = targets[i].value().data();
            if (target.is_floating_point())
                target.mul_(decay).add_(sources[i].value().data(), 1 - decay);
            else
                target.copy_(sources[i].value());
        }
    };
    follow(m_average->named_parameters(), m_master->named_parameters());
    follow(m_average->named_buffers(), m_master->named_buffers());
}

Result<Session::Step> Session::step(const Batch& batch, double rate)
{
    Step step;
    TW_TRY_ASSIGN(step.loss, runReplicas(batch));
    const std::size_t used = std::min(m_replicas.size(), batch.samples.size());
    collectGradients(used);
    step.norm = m_optimiser->gradientNorm();
    step.good = std::isfinite(step.loss.total) && std::isfinite(step.norm);
    if (!step.good) {
        step.notFinite = m_optimiser->firstNotFinite();
        m_optimiser->clearGradients();
        m_accumulated = 0;
        spreadStatistics(); // what the batch did to the statistics is undone
        return step;
    }
    collectStatistics(used);
    spreadStatistics();
    if (++m_accumulated >= m_options.optimiser.accumulate) {
        m_optimiser->step(rate, step.norm);
        m_optimiser->clearGradients();
        m_loss->afterStep(step.loss);
        m_accumulated = 0;
        average();
    }
    return step;
}

model::Checkpoint Session::averagedWeights() const
{
    model::Checkpoint checkpoint = model::saveWeights(*m_average);
    checkpoint.epoch = counters.epoch;
    model::noteIdentityAt(checkpoint, m_options.identityAt);
    return checkpoint;
}

std::vector<std::pair<std::string, Tensor>> Session::stateTensors() const
{
    std::vector<std::pair<std::string, Tensor>> tensors;
    const auto addModule = [&](const std::string& prefix, const torch::nn::Module& module) {
        for (const auto& parameter : module.named_parameters())
            tensors.emplace_back(prefix + parameter.key(), parameter.value().data());
        for (const auto& buffer : module.named_buffers())
            tensors.emplace_back(prefix + buffer.key(), buffer.value());
    };
    addModule("training/network.", *m_master);
    addModule("training/average.", *m_average);
    addModule("training/loss.", *m_loss);
    for (std::size_t i = 0; i < m_optimiser->parameters().size(); ++i) {
        tensors.emplace_back("training/first." + m_optimiser->parameters()[i].name, m_optimiser->firstMoments()[i]);
        tensors.emplace_back("training/second." + m_optimiser->parameters()[i].name, m_optimiser->secondMoments()[i]);
    }
    tensors.emplace_back("training/rates", m_optimiser->rateFactors());
    return tensors;
}

model::Checkpoint Session::state(const std::string& optionsJson) const
{
    model::Checkpoint checkpoint = averagedWeights();
    checkpoint.metadata["format"] = kFormat;
    checkpoint.metadata["options"] = optionsJson;
    checkpoint.metadata["batch"] = toText(counters.batch);
    checkpoint.metadata["steps"] = toText(m_optimiser->steps());
    checkpoint.metadata["seconds"] = toText(counters.seconds);
    checkpoint.metadata["bestScore"] = toText(counters.bestScore);
    for (const auto& [name, tensor] : stateTensors())
        checkpoint.extra.push_back({name, model::fromTorch(tensor)});
    return checkpoint;
}

Result<void> Session::restore(const model::Checkpoint& checkpoint)
{
    const auto format = checkpoint.metadata.find("format");
    if (format == checkpoint.metadata.end() || format->second != kFormat)
        return Error{ErrorCode::Unsupported, "not a state of a training run", {}};
    std::map<std::string, const model::TensorValue*> stored;
    for (const model::NamedTensor& tensor : checkpoint.extra)
        stored[tensor.name] = &tensor.value;
    const torch::NoGradGuard guard;
    for (auto& [name, tensor] : stateTensors()) {
        const auto found = stored.find(name);
        if (found == stored.end() || found->second->shape != tensor.sizes().vec())
            return Error{ErrorCode::ShapeMismatch, "the state belongs to another network or other data", name};
        tensor.copy_(model::toTorch(*found->second));
    }
    spreadStatistics();
    const auto steps = numberOf(checkpoint, "steps"), batch = numberOf(checkpoint, "batch");
    const auto seconds = numberOf(checkpoint, "seconds"), best = numberOf(checkpoint, "bestScore");
    if (!steps || !batch || !seconds || !best)
        return Error{ErrorCode::Unreadable, "a counter is missing in the state", {}};
    m_optimiser->setSteps(static_cast<std::int64_t>(*steps));
    counters.batch = static_cast<std::int64_t>(*batch);
    counters.seconds = *seconds;
    counters.bestScore = *best;
    return {};
}

} // namespace tw::training
