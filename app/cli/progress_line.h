#pragma once
// Progress on stderr: a bar on a terminal, one JSON object a line with --json, else a plain line every few seconds.
// Any thread may report; lines do not mix.

#include "core/base/job.h"

#include <chrono>
#include <mutex>
#include <string>

namespace tw::cli {

class ProgressLine
{
public:
    enum class Style { Bar, Json, Plain, Silent };
    explicit ProgressLine(Style style) : m_style(style) {}
    ~ProgressLine() { clear(); }

    void report(const Progress& progress);
    // Takes the bar away, so that other text can be written.
    void clear();
    // Writes a whole line to stderr, above the bar.
    void writeLine(const std::string& line);

    static Style styleFor(bool json, bool quiet);

private:
    using Clock = std::chrono::steady_clock;
    void drawBar(const Progress& progress, double rate);
    void clearLocked();

    Style m_style;
    std::mutex m_mutex;
    std::string m_step;
    Clock::time_point m_stepStart{};
    Clock::time_point m_last{};
    std::int64_t m_firstDone = 0;
    std::int64_t m_lastDone = -1;
    bool m_drawn = false;
};

// "1:05:09", "4:07", "0:03"
std::string durationText(double seconds);

} // namespace tw::cli
