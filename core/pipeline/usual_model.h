#pragma once
// Which of the installed models suits a machine. Torch-free. Thread: any.

#include "core/model/device.h"

#include <string>

namespace tw::pipeline {

// For who names no model: "standard", which takes twice the time, on a GPU and on eight processors or more, where it is
// installed; otherwise "lite".
std::string usualModel(model::Device::Kind kind);

} // namespace tw::pipeline
