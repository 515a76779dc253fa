#include "core/training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tw::training {

double rateFactor(const OptimiserOptions& options, const SchedulePoint& point)
{
    double factor = 1;
    if (options.schedule == "cosine") {
        const double progress = std::clamp(point.progress, 0.0, 1.0);
        factor = options.finalFactor + (1 - options.finalFactor) * 0.5 * (1 + std::cos(std::numbers::pi * progress));
    } else if (options.schedule == "steps") {
        for (const int epoch : options.stepEpochs)
            if (point.epoch >= epoch)
                factor *= 0.1;
    }
    if (options.warmUpSteps > 0 && point.step < options.warmUpSteps)
        factor *= static_cast<double>(point.step + 1) / options.warmUpSteps;
    return factor;
}

} // namespace tw::training
