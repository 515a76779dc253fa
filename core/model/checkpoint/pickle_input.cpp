#include "core/model/checkpoint/pickle.h"

#include <algorithm>

namespace tw::model {
namespace {

constexpr std::size_t kChunk = 64U << 10;

} // namespace

Result<void> PickleInput::fill(std::size_t count)
{
    if (m_window.size() - m_windowAt >= count) {
        return {};
    }
    if (count > m_end - m_next) {
        return Error{ErrorCode::Unreadable,
                     "the pickle is cut off: " + std::to_string(count) + " bytes expected at byte " +
                         std::to_string(m_next) + ", there are " + std::to_string(m_end - m_next),
                     {}};
    }
    const std::size_t wanted = std::min<std::uint64_t>(std::max(count, kChunk), m_end - m_next);
    std::vector<std::byte> window(wanted);
    TW_TRY(m_file->readAt(m_next, window));
    m_window = std::move(window);
    m_windowAt = 0;
    return {};
}

Result<std::span<const std::byte>> PickleInput::take(std::size_t count)
{
    TW_TRY(fill(count));
    const auto bytes = std::span<const std::byte>(m_window).subspan(m_windowAt, count);
    m_windowAt += count;
    m_next += count;
    return bytes;
}

Result<std::string_view> PickleInput::takeLine(std::size_t limit)
{
    const std::size_t available = std::min<std::uint64_t>(limit, m_end - m_next);
    TW_TRY(fill(available));
    const std::string_view text(reinterpret_cast<const char*>(m_window.data() + m_windowAt), available);
    const std::size_t newline = text.find('\n');
    if (newline == std::string_view::npos) {
        return Error{ErrorCode::Unreadable,
                     "no end of line within " + std::to_string(available) + " bytes after byte " +
                         std::to_string(m_next),
                     {}};
    }
    m_windowAt += newline + 1;
    m_next += newline + 1;
    return text.substr(0, newline);
}

} // namespace tw::model
