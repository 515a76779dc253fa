#pragma once
// When the program crashes, a readable file stays on this machine: which version, which signal, where (a backtrace).
// Nothing is sent anywhere. Linux; call once, early in main.
//
// The handler uses only what may be used there: everything it needs is prepared before. It runs on a stack of its own,
// so that a stack overflow is reported, too, and then lets the signal end the program as it would have.

#include <filesystem>
#include <optional>
#include <string>

namespace tw {

// `program` and `version` are for the first line. The folder is made when it is not there; when it cannot be, crashes
// are as they were before.
void installCrashReports(const std::filesystem::path& folder, const std::string& program, const std::string& version);
// $XDG_STATE_HOME/trackwright/crashes, by default below ~/.local/state. Empty without a home.
std::filesystem::path crashFolder();
// A sentence that the report will hold: what the program was asked to do. Any thread; cut after 400 bytes.
void setCrashNote(const std::string& note);

// The newest report that was not shown yet, and the mark that says so. `takeNewCrashReport` gives each one once.
std::optional<std::filesystem::path> takeNewCrashReport(const std::filesystem::path& folder);

} // namespace tw
