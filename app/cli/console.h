#pragma once
// What a command speaks through: results to stdout, everything else to stderr; text for people, or JSON with --json.
// Remembers whether there were problems, which decides between exit codes 0 and 4. Main thread; job() may be used on
// any.

#include "app/cli/command.h"
#include "app/cli/progress_line.h"
#include "core/base/error.h"
#include "core/base/job.h"
#include "core/formats/format.h"

#include <nlohmann/json_fwd.hpp>

#include <stop_token>
#include <string>

namespace tw::cli {

class Console
{
public:
    Console(bool json, bool quiet, std::stop_token stop);

    bool json() const { return m_json; }
    bool stopped() const { return m_stop.stop_requested(); }
    JobContext job();

    // Result, to stdout.
    void print(std::string_view text);
    void printJson(const nlohmann::ordered_json& json);

    // To stderr. A problem makes the exit code 4.
    void note(const std::string& text);
    void problem(const std::string& text);
    // One line for each; `where` is the file they belong to.
    void list(const std::vector<formats::Issue>& issues, const std::string& where);

    // Says why and gives the exit code for it.
    ExitCode fail(const Error& error);
    ExitCode usage(const std::string& text);
    // Done, DoneWithIssues; Failed when stdout could not be written.
    ExitCode done();

private:
    void say(const char* severity, const std::string& text, const std::string& where, std::int64_t line);

    bool m_json = false;
    std::stop_token m_stop;
    ProgressLine m_progress;
    bool m_problems = false;
    bool m_broken = false; // stdout cannot be written
};

} // namespace tw::cli
