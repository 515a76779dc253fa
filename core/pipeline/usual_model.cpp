#include "core/pipeline/usual_model.h"

#include "core/model/detector.h"

namespace tw::pipeline {

std::string usualModel()
{
    constexpr const char* kLarge = "standard";
    constexpr const char* kSmall = "lite";
    return model::findInstalledModel(kLarge) ? kLarge : kSmall;
}

} // namespace tw::pipeline
