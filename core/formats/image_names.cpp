#include "core/formats/image_names.h"

#include "core/base/number_text.h"

namespace tw::formats {

std::string imageName(FrameIndex frame, std::string_view extension)
{
    constexpr std::size_t kDigits = 6;
    const std::string number = toText(std::int64_t{frame} + 1);
    std::string out(number.size() < kDigits ? kDigits - number.size() : 0, '0');
    out += number;
    return out += extension;
}

std::optional<std::int64_t> trailingNumber(std::string_view fileName)
{
    if (const auto slash = fileName.find_last_of("/\\"); slash != std::string_view::npos)
        fileName.remove_prefix(slash + 1);
    if (const auto point = fileName.find_last_of('.'); point != std::string_view::npos)
        fileName = fileName.substr(0, point);
    const auto before = fileName.find_last_not_of("0123456789");
    const auto digits = before == std::string_view::npos ? fileName : fileName.substr(before + 1);
    if (digits.empty() || digits.size() > 12)
        return std::nullopt;
    return toInteger(digits);
}

} // namespace tw::formats
