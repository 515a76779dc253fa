#pragma once
// Ctrl-C, SIGTERM and SIGHUP (the terminal was closed) as a stop_token: they ask running work to stop. A second Ctrl-C
// ends the program at once. A file that grows beyond its limit is a failed write. One object, in main.

#include <stop_token>
#include <thread>

namespace tw::cli {

class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    void listen();

    std::stop_source m_source;
    int m_pipe[2] = {-1, -1}; // a signal handler may do little more than write a byte
    std::jthread m_listener;
};

} // namespace tw::cli
