#include "app/cli/progress_line.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace tw::cli {
namespace {

using std::chrono::milliseconds;

milliseconds periodOf(ProgressLine::Style style)
{
    switch (style) {
    case ProgressLine::Style::Bar: return milliseconds(100);
    case ProgressLine::Style::Json: return milliseconds(500);
    default: return milliseconds(5000);
    }
}

void writeStderr(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

std::string jsonLine(const Progress& progress, double rate)
{
    // Steps are words of our own; nothing needs escaping
    std::string out = "{\"event\":\"progress\",\"step\":\"" + progress.step + "\",\"done\":" + toText(progress.done) +
                      ",\"total\":" + toText(progress.total);
    if (rate > 0) {
        out += ",\"per_second\":" + toText(rate, 3);
        if (progress.total > 0)
            out += ",\"seconds_left\":" + toText(static_cast<double>(progress.total - progress.done) / rate, 1);
    }
    return out + "}\n";
}

std::string plainLine(const Progress& progress, double rate)
{
    std::string out = progress.step + ": " + toText(progress.done);
    if (progress.total > 0)
        out += " of " + toText(progress.total);
    if (rate > 0) {
        out += ", " + toText(rate, 1) + "/s";
        if (progress.total > 0)
            out += ", " + durationText(static_cast<double>(progress.total - progress.done) / rate) + " left";
    }
    return out + "\n";
}

} // namespace

std::string durationText(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::max(0.0, std::round(seconds)));
    const auto twoDigits = [](std::int64_t value) { return (value < 10 ? "0" : "") + toText(value); };
    const std::int64_t hours = whole / 3600;
    const std::int64_t minutes = whole / 60 % 60;
    return (hours > 0 ? toText(hours) + ":" + twoDigits(minutes) : toText(minutes)) + ":" + twoDigits(whole % 60);
}

ProgressLine::Style ProgressLine::styleFor(bool json, bool quiet)
{
    if (quiet)
        return Style::Silent;
    if (json)
        return Style::Json;
    return ::isatty(STDERR_FILENO) != 0 ? Style::Bar : Style::Plain;
}

void ProgressLine::report(const Progress& progress)
{
    if (m_style == Style::Silent)
        return;
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    if (progress.step != m_step) {
        m_step = progress.step;
        m_stepStart = now;
        m_firstDone = progress.done;
        m_lastDone = -1;
        m_last = m_style == Style::Plain ? now : Clock::time_point{};
    }
    const bool last = progress.total > 0 && progress.done >= progress.total;
    if (progress.done == m_lastDone || (now - m_last < periodOf(m_style) && !(last && m_style != Style::Plain)))
        return;
    m_last = now;
    m_lastDone = progress.done;
    const double seconds = std::chrono::duration<double>(now - m_stepStart).count();
    const double rate = seconds > 0.2 ? static_cast<double>(progress.done - m_firstDone) / seconds : 0;
    if (m_style == Style::Bar)
        drawBar(progress, rate);
    else
        writeStderr(m_style == Style::Json ? jsonLine(progress, rate) : plainLine(progress, rate));
}

void ProgressLine::drawBar(const Progress& progress, double rate)
{
    constexpr int kWidth = 30;
    std::string out = "\r\x1b[2K" + progress.step + " ";
    if (progress.total > 0) {
        const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
        const int filled = static_cast<int>(std::clamp(share, 0.0, 1.0) * kWidth);
        out += "[" + std::string(static_cast<std::size_t>(filled), '#') +
               std::string(static_cast<std::size_t>(kWidth - filled), '.') + "] " + toText(progress.done) + "/" +
               toText(progress.total);
        if (rate > 0)
            out += "  " + toText(rate, 1) + "/s  " +
                   durationText(static_cast<double>(progress.total - progress.done) / rate) + " left";
    } else {
        out += toText(progress.done);
    }
    writeStderr(out);
    m_drawn = true;
}

void ProgressLine::clear()
{
    const std::lock_guard lock(m_mutex);
    clearLocked();
}

void ProgressLine::clearLocked()
{
    if (m_drawn)
        writeStderr("\r\x1b[2K");
    m_drawn = false;
}

void ProgressLine::writeLine(const std::string& line)
{
    const std::lock_guard lock(m_mutex);
    clearLocked();
    writeStderr(line + "\n");
}

} // namespace tw::cli
