#pragma once
// The commands and their options as other programs read them: completion for shells, and the manual page. Made from the
// same tables that parse the arguments. Any thread.

#include <CLI/App.hpp>

#include <string>

namespace tw::cli {

std::string bashCompletion(const CLI::App& app);
std::string zshCompletion(const CLI::App& app);
std::string fishCompletion(const CLI::App& app);
// roff, section 1. `version` stands in the footer.
std::string manualPage(const CLI::App& app, const std::string& version);

} // namespace tw::cli
