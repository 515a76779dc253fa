#include "core/base/crash_report.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string_view>

#include <execinfo.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tw {
namespace {

namespace fs = std::filesystem;

constexpr std::array kSignals = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
constexpr std::size_t kStackBytes = 128 * 1024;
constexpr int kFrames = 64;
constexpr const char* kSuffix = ".txt";
constexpr const char* kToldSuffix = ".seen"; // an empty file beside a report that was shown

// Written before a crash, read in the handler.
std::array<char, 1024> pathStart{}; // FOLDER/crash-
std::array<char, 256> firstLine{};
std::array<char, 400> note{};
std::atomic_flag reporting = ATOMIC_FLAG_INIT;

template <std::size_t N>
bool keep(std::array<char, N>& place, const std::string& text)
{
    const std::size_t length = std::min(text.size(), N - 1);
    std::memcpy(place.data(), text.data(), length);
    place[length] = '\0';
    return text.size() < N;
}

// --- in the handler: no memory is asked for, no locks are taken -----------------------------------------------------

class Text
{
public:
    void add(const char* text)
    {
        while (*text != '\0' && m_length + 1 < m_bytes.size())
            m_bytes[m_length++] = *text++;
        m_bytes[m_length] = '\0';
    }
    void add(unsigned long long value, unsigned base = 10)
    {
        std::array<char, 24> digits{};
        std::size_t at = digits.size() - 1;
        do {
            digits[--at] = "0123456789abcdef"[value % base];
            value /= base;
        } while (value != 0);
        add(digits.data() + at);
    }
    const char* data() const { return m_bytes.data(); }
    void writeTo(int descriptor) const
    {
        [[maybe_unused]] const ssize_t written = ::write(descriptor, m_bytes.data(), m_length);
    }

private:
    std::array<char, 2048> m_bytes{};
    std::size_t m_length = 0;
};

const char* nameOf(int signal)
{
    switch (signal) {
    case SIGSEGV: return "SIGSEGV, memory that is not there";
    case SIGABRT: return "SIGABRT, a broken contract or an exception that was not caught";
    case SIGBUS: return "SIGBUS, a file that shrank while it was read, or damaged memory";
    case SIGFPE: return "SIGFPE, an integer division by zero";
    case SIGILL: return "SIGILL, an instruction that this processor does not know";
    default: return "a signal";
    }
}

void report(int signal, const siginfo_t* info)
{
    Text path;
    path.add(pathStart.data());
    path.add(static_cast<unsigned long long>(::time(nullptr)));
    path.add("-");
    path.add(static_cast<unsigned long long>(::getpid()));
    path.add(kSuffix);
    const int file = ::open(path.data(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    Text text;
    text.add(firstLine.data());
    text.add("\nended by: ");
    text.add(nameOf(signal));
    if (signal == SIGSEGV || signal == SIGBUS) {
        text.add(" (address 0x");
        text.add(static_cast<unsigned long long>(reinterpret_cast<std::uintptr_t>(info->si_addr)), 16);
        text.add(")");
    }
    text.add("\nseconds since 1970: ");
    text.add(static_cast<unsigned long long>(::time(nullptr)));
    if (note[0] != '\0') {
        text.add("\nit was asked to: ");
        text.add(note.data());
    }
    text.add("\n\nbacktrace (addr2line -Cfe PROGRAM +ADDRESS names the lines):\n");
    text.writeTo(file);
    std::array<void*, kFrames> frames{};
    const int count = ::backtrace(frames.data(), kFrames);
    ::backtrace_symbols_fd(frames.data(), count, file);
    ::close(file);
    Text told;
    told.add("\nThe program has crashed. A report is in ");
    told.add(path.data());
    told.add("\n");
    told.writeTo(STDERR_FILENO);
}

extern "C" void onCrash(int signal, siginfo_t* info, void*)
{
    if (!reporting.test_and_set())
        report(signal, info);
    // The handler was for one time: the signal now ends the program.
    ::raise(signal);
}

} // namespace

fs::path crashFolder()
{
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
        return fs::path(state) / "trackwright" / "crashes";
    const char* home = std::getenv("HOME");
    return home == nullptr || *home == '\0' ? fs::path() : fs::path(home) / ".local/state/trackwright/crashes";
}

void setCrashNote(const std::string& text)
{
    std::string line = text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    keep(note, line);
}

void installCrashReports(const fs::path& folder, const std::string& program, const std::string& version)
{
    std::error_code error;
    if (folder.empty() || (fs::create_directories(folder, error), error))
        return;
    if (!keep(pathStart, (folder / "crash-").string()))
        return;
    keep(firstLine, program + " " + version + " crashed. This file stays on this machine unless you pass it on.");
    void* frame = nullptr;
    ::backtrace(&frame, 1); // loads what it needs now, not in the handler
    static std::array<char, kStackBytes> stack;
    stack_t alternative{};
    alternative.ss_sp = stack.data();
    alternative.ss_size = stack.size();
    ::sigaltstack(&alternative, nullptr); // of this thread; others report all but their own stack overflows
    struct sigaction action {};
    action.sa_sigaction = onCrash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
    for (const int signal : kSignals)
        ::sigaction(signal, &action, nullptr);
}

std::optional<fs::path> takeNewCrashReport(const fs::path& folder)
{
    std::error_code error;
    std::optional<fs::path> newest;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const fs::path& file = it->path();
        if (file.extension() != kSuffix || fs::exists(file.string() + kToldSuffix, error))
            continue;
        const int mark = ::open((file.string() + kToldSuffix).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (mark >= 0)
            ::close(mark);
        if (!newest || newest->filename().string() < file.filename().string())
            newest = file;
    }
    return newest;
}

} // namespace tw
