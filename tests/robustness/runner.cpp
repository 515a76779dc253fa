#include "tests/robustness/runner.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace tw::robustness {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kNoFolder = 126;
constexpr int kNoProgram = 127; // also the dynamic linker's, for a library that it does not find or cannot map

void limit(__rlimit_resource what, const std::optional<std::uint64_t>& value)
{
    if (!value)
        return;
    const rlimit both{*value, *value};
    setrlimit(what, &both);
}

// In the child, between fork and exec.
[[noreturn]] void become(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                         const std::filesystem::path& folder, const Limits& limits, const std::string& out,
                         const std::string& err)
{
    if (chdir(folder.c_str()) != 0)
        _exit(kNoFolder);
    const int outFile = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int errFile = open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int in = open("/dev/null", O_RDONLY);
    dup2(in, 0);
    dup2(outFile, 1);
    dup2(errFile, 2);
    for (int file = 3; file < 256; ++file)
        close(file);
    for (const auto& [name, value] : limits.environment)
        setenv(name.c_str(), value.c_str(), 1);
    if (limits.oneProcessor) {
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(0, &one);
        sched_setaffinity(0, sizeof one, &one);
    }
    limit(RLIMIT_AS, limits.addressSpace);
    limit(RLIMIT_NOFILE, limits.openFiles);
    limit(RLIMIT_FSIZE, limits.fileBytes);
    const rlimit noCore{0, 0};
    setrlimit(RLIMIT_CORE, &noCore);
    std::vector<char*> list{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments)
        list.push_back(const_cast<char*>(argument.c_str()));
    list.push_back(nullptr);
    execv(program.c_str(), list.data());
    _exit(kNoProgram);
}

} // namespace

bool Outcome::isClear() const
{
    if (err.find("error: ") == std::string::npos && err.find("\"event\":\"error\"") == std::string::npos)
        return false;
    constexpr std::array kJargon{"json.exception", "parse_error", "pickle opcode", "std::",         "what():",
                                 "terminate",      "c10::",       "basic_string",  "Generic error", "Assertion"};
    for (const char* word : kJargon)
        if (err.find(word) != std::string::npos)
            return false;
    return true;
}

Runner::Runner(std::filesystem::path program, std::filesystem::path folder)
    : m_program(std::filesystem::absolute(program)), m_folder(std::filesystem::absolute(folder))
{
    std::filesystem::create_directories(m_folder);
}

Outcome Runner::run(const std::vector<std::string>& arguments, const Limits& limits) const
{
    const std::string out = (m_folder / ".out").string();
    const std::string err = (m_folder / ".err").string();
    const auto start = Clock::now();
    const pid_t child = fork();
    if (child < 0)
        throw std::runtime_error("no process can be started");
    if (child == 0)
        become(m_program, arguments, m_folder, limits, out, err);
    Outcome outcome;
    int status = 0;
    bool signalled = false;
    bool hungUp = false;
    while (waitpid(child, &status, WNOHANG) == 0) {
        const auto passed = Clock::now() - start;
        if (limits.killAfter && passed >= *limits.killAfter && !signalled) {
            kill(child, SIGKILL);
            signalled = true;
        }
        if (!hungUp && !limits.hangUpOnce.empty() && std::filesystem::exists(m_folder / limits.hangUpOnce)) {
            kill(child, SIGHUP);
            hungUp = true;
        }
        if (passed >= limits.hangAfter) {
            kill(child, SIGKILL);
            outcome.hung = true;
        }
        usleep(500);
    }
    outcome.took = std::chrono::duration_cast<Milliseconds>(Clock::now() - start);
    if (WIFEXITED(status))
        outcome.code = WEXITSTATUS(status);
    else
        outcome.signal = WTERMSIG(status);
    outcome.killed = outcome.signal == SIGKILL && (signalled || outcome.hung);
    outcome.out = bytesOf(out);
    outcome.err = bytesOf(err);
    if (outcome.code == kNoFolder || outcome.code == kNoProgram)
        throw std::runtime_error(m_program.string() + " could not be started in " + m_folder.string() + ": " +
                                 outcome.err);
    if (!limits.hangUpOnce.empty() && !hungUp)
        throw std::runtime_error((m_folder / limits.hangUpOnce).string() + " never came: no SIGHUP was sent");
    return outcome;
}

std::string bytesOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void putBytes(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

} // namespace tw::robustness
