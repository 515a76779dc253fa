#pragma once
// Which weights file a person means. Torch-free. Thread: any.

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace tw::model {

// `model` is a path when it has a folder or an extension or when a regular file has that name; otherwise the name of an
// installed model, also where a folder of that name lies. A path need not exist. Errors: of findInstalledModel().
Result<std::filesystem::path> modelFile(const std::string& model);

} // namespace tw::model
