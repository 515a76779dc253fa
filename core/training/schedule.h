#pragma once
// (private) The learning rate over a run. Pure.

#include "core/training/options.h"

namespace tw::training {

struct SchedulePoint {
    std::int64_t step = 0;  // optimiser steps done
    std::int64_t epoch = 0; // epochs finished
    double progress = 0;    // 0..1 of the whole run
};

// Share of the base learning rate in force for the next step.
double rateFactor(const OptimiserOptions& options, const SchedulePoint& point);

} // namespace tw::training
