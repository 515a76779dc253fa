#pragma once
// After a crash, the next start offers to open the report that stayed on this machine, once. GUI thread.

#include "ui/bridge/prompter.h"

#include <filesystem>
#include <functional>

namespace tw::ui {

// `open` gets the file when the person wants to see it. False: there is no report that was not offered yet.
bool offerCrashReport(const std::filesystem::path& folder, Prompter& prompter,
                      std::function<void(const QString& file)> open);

} // namespace tw::ui
