#pragma once
// Runs trackwright-cli as another process under stated limits and says how it ended.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tw::robustness {

using Milliseconds = std::chrono::milliseconds;

struct Limits {
    std::optional<Milliseconds> killAfter;     // SIGKILL at this moment
    Milliseconds hangAfter{180'000};           // longer than any sound run here takes, also on a busy machine
    std::optional<std::uint64_t> addressSpace; // bytes
    std::optional<std::uint64_t> openFiles;
    std::optional<std::uint64_t> fileBytes; // of one file
    bool oneProcessor = false;
    std::vector<std::pair<std::string, std::string>> environment; // added
    std::filesystem::path hangUpOnce; // SIGHUP as soon as this file is there, relative to the working directory
};

struct Outcome {
    int code = -1;  // exit code; -1: ended by a signal
    int signal = 0; // that ended it
    bool hung = false;
    Milliseconds took{};
    std::string out;
    std::string err;

    bool crashed() const { return signal != 0 && !killed; }
    bool killed = false; // by the limits above
    bool succeeded() const { return code == 0 || code == 4; }
    // It failed and said why in words that are not those of a library.
    bool isClear() const;
};

class Runner
{
public:
    // `folder`: the working directory of the commands.
    Runner(std::filesystem::path program, std::filesystem::path folder);
    // Throws where the command could not be started at all: that is a mistake of the driver, and proves nothing.
    Outcome run(const std::vector<std::string>& arguments, const Limits& limits = {}) const;
    const std::filesystem::path& folder() const { return m_folder; }

private:
    std::filesystem::path m_program;
    std::filesystem::path m_folder;
};

std::string bytesOf(const std::filesystem::path& file);
void putBytes(const std::filesystem::path& file, const std::string& bytes);

} // namespace tw::robustness
