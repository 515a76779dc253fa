#pragma once
// How many processor threads the network of a tracker run works with, changed while it runs. Two parties make it fewer:
//   a person   who scrubs or plays needs a processor for the picture: limit(), by the window
//   decoding   of the next frame takes a processor of its own while it lasts: lend(). Without that, three threads on
//   two
//              processors push each other aside in the middle of a layer, and the rest of the network waits for the one
//              that was pushed.
// Results never depend on it.
//
// Shared by the run and whoever limits it. Any thread.

#include <functional>
#include <mutex>

namespace tw::pipeline {

class ThreadShare
{
public:
    // `threads`: all there are; 0: what the process may use.
    explicit ThreadShare(int threads = 0);

    // At most this many from now on; 0: all again.
    void limit(int threads);
    int limit() const;
    int all() const { return m_all; }

    // While it exists, one thread less for the network.
    class Loan
    {
    public:
        explicit Loan(ThreadShare& share) : m_share(share) { m_share.lend(1); }
        ~Loan() { m_share.lend(-1); }
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;

    private:
        ThreadShare& m_share;
    };

    // `use` gets the number now and whenever it changes, on the thread that changed it and never two at a time; it must
    // be quick and must not call back. None: an empty function, after which the old one is not called any more.
    void setUser(std::function<void(int threads)> use);
    // What the network works with now; at least 1.
    int inUse() const;

private:
    friend class Loan;
    void lend(int more);
    int countLocked() const;
    void tellLocked();

    mutable std::mutex m_mutex;
    std::function<void(int)> m_use;
    const int m_all;
    int m_limit = 0;
    int m_lent = 0;
};

} // namespace tw::pipeline
