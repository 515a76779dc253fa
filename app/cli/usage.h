#pragma once
// Wrong arguments in sentences, and what the parser of arguments does not check itself. Main thread.

#include <CLI/App.hpp>
#include <CLI/Error.hpp>

#include <optional>
#include <string>

namespace tw::cli {

// What is wrong and where help is.
std::string usageSentence(const CLI::App& app, const CLI::ParseError& error);
// The first number of any option that is not finite: "nan" passes every test of a range.
std::optional<std::string> notFiniteArgument(const CLI::App& app);

} // namespace tw::cli
