#pragma once
// (private) Adam with decoupled weight decay, gradient clipping and an average of the weights over time. Own code
// because its whole state must be written to a file and read back to the bit.
//
// Source: Kingma and Ba 2015; Loshchilov and Hutter 2019 (decoupled decay).

#include "core/training/options.h"

#include <torch/types.h>

#include <string>
#include <vector>

namespace tw::training {

class Optimiser
{
public:
    struct Parameter {
        std::string name;
        torch::Tensor value;
        double rateFactor = 1; // of the learning rate; only read at the start, see rateFactors()
        bool decays = false;
    };

    Optimiser(std::vector<Parameter> parameters, const OptimiserOptions& options);

    // Norm of all gradients together; not finite when one is not.
    double gradientNorm() const;
    // Name of the first parameter whose gradient is not finite; empty: there is none.
    std::string firstNotFinite() const;
    // One update with the gradients that are there, scaled down to clipNorm when `norm` is above it.
    void step(double rate, double norm);
    void clearGradients();

    std::int64_t steps() const { return m_steps; }
    void setSteps(std::int64_t steps) { m_steps = steps; }
    const std::vector<Parameter>& parameters() const { return m_parameters; }
    // Shares of the learning rate, one for each parameter, float64; for checkpoints, too.
    torch::Tensor rateFactors() const { return m_rateFactors; }
    // First and second moments, in the parameters' order; for checkpoints.
    std::vector<torch::Tensor>& firstMoments() { return m_first; }
    std::vector<torch::Tensor>& secondMoments() { return m_second; }

private:
    std::vector<Parameter> m_parameters;
    std::vector<torch::Tensor> m_first;
    std::vector<torch::Tensor> m_second;
    torch::Tensor m_rateFactors;
    OptimiserOptions m_options;
    std::int64_t m_steps = 0;
};

} // namespace tw::training
