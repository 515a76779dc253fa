#include "core/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace tw::log {
namespace {

spdlog::level::level_enum spdLevel(Level level)
{
    switch (level) {
    case Level::Debug: return spdlog::level::debug;
    case Level::Info: return spdlog::level::info;
    case Level::Warn: return spdlog::level::warn;
    case Level::Error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

spdlog::logger& logger()
{
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto made = std::make_shared<spdlog::logger>("tw", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
        made->set_pattern("%H:%M:%S.%e %^%l%$ %v");
        const char* wanted = std::getenv("TRACKWRIGHT_LOG");
        made->set_level(wanted != nullptr ? spdlog::level::from_str(wanted) : spdlog::level::warn);
        return made;
    }();
    return *instance;
}

} // namespace

void setLevel(Level level)
{
    logger().set_level(spdLevel(level));
}

void write(Level level, std::string_view module, std::string_view message)
{
    logger().log(spdLevel(level), "{}: {}", module, message);
}

} // namespace tw::log
