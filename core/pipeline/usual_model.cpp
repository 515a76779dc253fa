#include "core/pipeline/usual_model.h"

#include "core/model/detector.h"

namespace tw::pipeline {

std::string usualModel(model::Device::Kind kind)
{
    constexpr const char* kLarge = "standard";
    constexpr const char* kSmall = "lite";
    constexpr int kManyProcessors = 8;
    const bool isQuick = kind == model::Device::Kind::Cuda || model::usableProcessors() >= kManyProcessors;
    return isQuick && model::findInstalledModel(kLarge) ? kLarge : kSmall;
}

} // namespace tw::pipeline
