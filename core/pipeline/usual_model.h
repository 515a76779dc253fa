#pragma once
// Which of the installed models tracks where none is named. Torch-free. Thread: any.

#include <string>

namespace tw::pipeline {

// "standard" where it is installed, otherwise "lite". It does not depend on the machine, since a batch that is planned
// on one runs on others.
std::string usualModel();

} // namespace tw::pipeline
