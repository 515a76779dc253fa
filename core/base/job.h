#pragma once
// What every long function takes: a way to be stopped and a place to tell how far it is.

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace tw {

struct Progress {
    std::string step;       // "decode", "track", "export": a word, not a sentence
    std::int64_t done = 0;  // units finished
    std::int64_t total = 0; // 0 when unknown
};

// Called on the thread that does the work; must be quick.
using ProgressSink = std::function<void(const Progress&)>;

struct JobContext {
    std::stop_token stop;
    ProgressSink progress; // may be empty

    bool stopped() const { return stop.stop_requested(); }
    void report(std::string step, std::int64_t done, std::int64_t total) const
    {
        if (progress)
            progress(Progress{std::move(step), done, total});
    }
};

} // namespace tw
