#include "app/cli/interrupt.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

#include <system_error>

namespace tw::cli {
namespace {

// The only way from a signal handler to the object.
std::atomic<int> signalPipe{-1};

constexpr std::array kStops{SIGINT, SIGTERM, SIGHUP};

extern "C" void onInterrupt(int signal)
{
    const int saved = errno;
    const char byte = 's';
    [[maybe_unused]] const auto written = ::write(signalPipe.load(), &byte, 1);
    if (signal == SIGINT)
        std::signal(signal, SIG_DFL); // pressed twice: end at once. SIGTERM comes twice from a scheduler and its script
    errno = saved;
}

} // namespace

Interrupt::Interrupt()
{
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is a failed write
    std::signal(SIGXFSZ, SIG_IGN); // so is a file beyond its limit
    if (::pipe2(m_pipe, O_CLOEXEC) != 0)
        return; // no descriptors left: signals keep their plain meaning
    signalPipe.store(m_pipe[1]);
    try {
        m_listener = std::jthread([this] { listen(); });
    } catch (const std::system_error&) { // no thread left: signals keep their plain meaning
        return;
    }
    for (const int signal : kStops)
        if (std::signal(signal, onInterrupt) == SIG_IGN)
            std::signal(signal, SIG_IGN); // as nohup wants it
}

Interrupt::~Interrupt()
{
    if (m_pipe[1] < 0)
        return;
    for (const int signal : kStops)
        std::signal(signal, SIG_DFL);
    signalPipe.store(-1);
    const char byte = 'q';
    [[maybe_unused]] const auto written = ::write(m_pipe[1], &byte, 1);
    if (m_listener.joinable())
        m_listener.join();
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

void Interrupt::listen()
{
    for (char byte = 0; byte != 'q';) {
        const auto got = ::read(m_pipe[0], &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        if (byte == 's')
            m_source.request_stop();
    }
}

} // namespace tw::cli
