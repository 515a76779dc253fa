#include "core/training/optimiser.h"

#include <torch/utils.h>

#include <cmath>

namespace tw::training {

Optimiser::Optimiser(std::vector<Parameter> parameters, const OptimiserOptions& options)
    : m_parameters(std::move(parameters)), m_options(options)
{
    for (const Parameter& parameter : m_parameters) {
        m_first.push_back(torch::zeros_like(parameter.value, torch::MemoryFormat::Contiguous));
        m_second.push_back(torch::zeros_like(parameter.value, torch::MemoryFormat::Contiguous));
    }
    m_rateFactors = torch::empty({static_cast<std::int64_t>(m_parameters.size())}, torch::kFloat64);
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        m_rateFactors[static_cast<std::int64_t>(i)] = m_parameters[i].rateFactor;
}

double Optimiser::gradientNorm() const
{
    const torch::NoGradGuard guard;
    double sum = 0;
    for (const Parameter& parameter : m_parameters)
        if (parameter.value.grad().defined())
            sum += parameter.value.grad().square().sum(torch::kFloat64).item<double>();
    return std::sqrt(sum);
}

std::string Optimiser::firstNotFinite() const
{
    for (const Parameter& parameter : m_parameters)
        if (parameter.value.grad().defined() && !torch::isfinite(parameter.value.grad()).all().item<bool>())
            return parameter.name;
    return {};
}

void Optimiser::step(double rate, double norm)
{
    const torch::NoGradGuard guard;
    ++m_steps;
    const double clip = m_options.clipNorm > 0 && norm > m_options.clipNorm ? m_options.clipNorm / norm : 1;
    const auto count = static_cast<double>(m_steps);
    const double firstBias = 1 - std::pow(m_options.beta1, count);
    const double secondBias = std::sqrt(1 - std::pow(m_options.beta2, count));
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const Parameter& parameter = m_parameters[i];
        if (!parameter.value.grad().defined())
            continue;
        const torch::Tensor gradient = clip < 1 ? parameter.value.grad() * clip : parameter.value.grad();
        torch::Tensor value = parameter.value.data();
        const double stepRate = rate * m_rateFactors.data_ptr<double>()[i];
        if (parameter.decays && m_options.weightDecay > 0)
            value.mul_(1 - stepRate * m_options.weightDecay);
        m_first[i].mul_(m_options.beta1).add_(gradient, 1 - m_options.beta1);
        m_second[i].mul_(m_options.beta2).addcmul_(gradient, gradient, 1 - m_options.beta2);
        const torch::Tensor root = m_second[i].sqrt().div_(secondBias).add_(m_options.epsilon);
        value.addcdiv_(m_first[i], root, -stepRate / firstBias);
    }
}

void Optimiser::clearGradients()
{
    for (const Parameter& parameter : m_parameters)
        parameter.value.mutable_grad() = torch::Tensor();
}

} // namespace tw::training
