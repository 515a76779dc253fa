#pragma once
// One line a happening, by module, to stderr. English, never translated. TRACKWRIGHT_LOG=debug|info|warn|error sets the
// level (default warn). Any thread.

#include <string_view>

namespace tw::log {

enum class Level { Debug, Info, Warn, Error };

void setLevel(Level level);
void write(Level level, std::string_view module, std::string_view message);

inline void debug(std::string_view module, std::string_view message)
{
    write(Level::Debug, module, message);
}
inline void info(std::string_view module, std::string_view message)
{
    write(Level::Info, module, message);
}
inline void warn(std::string_view module, std::string_view message)
{
    write(Level::Warn, module, message);
}
inline void error(std::string_view module, std::string_view message)
{
    write(Level::Error, module, message);
}

} // namespace tw::log
