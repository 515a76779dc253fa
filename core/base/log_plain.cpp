// Takes the place of log.cpp in builds without spdlog.
#include "core/base/log.h"

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <string>

namespace tw::log {
namespace {

Level wantedLevel()
{
    const char* text = std::getenv("TRACKWRIGHT_LOG");
    const std::string_view wanted = text != nullptr ? text : "warn";
    if (wanted == "debug")
        return Level::Debug;
    if (wanted == "info")
        return Level::Info;
    if (wanted == "error")
        return Level::Error;
    return Level::Warn;
}

std::atomic<Level>& level()
{
    static std::atomic<Level> instance{wantedLevel()};
    return instance;
}

std::string_view nameOf(Level level)
{
    switch (level) {
    case Level::Debug: return "debug";
    case Level::Info: return "info";
    case Level::Warn: return "warning";
    case Level::Error: return "error";
    }
    return "";
}

} // namespace

void setLevel(Level wanted)
{
    level() = wanted;
}

void write(Level of, std::string_view module, std::string_view message)
{
    if (of < level().load())
        return;
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    std::clog << nameOf(of) << ' ' << module << ": " << message << '\n';
}

} // namespace tw::log
