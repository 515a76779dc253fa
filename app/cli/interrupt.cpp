#include "app/cli/interrupt.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace tw::cli {
namespace {

// The only way from a signal handler to the object.
std::atomic<int> signalPipe{-1};

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
    if (::pipe2(m_pipe, O_CLOEXEC) != 0)
        return; // no descriptors left: signals keep their plain meaning
    signalPipe.store(m_pipe[1]);
    m_listener = std::jthread([this] { listen(); });
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is a failed write
}

Interrupt::~Interrupt()
{
    if (m_pipe[1] < 0)
        return;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    signalPipe.store(-1);
    const char byte = 'q';
    [[maybe_unused]] const auto written = ::write(m_pipe[1], &byte, 1);
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
