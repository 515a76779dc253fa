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

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "clip-0001_jpg.rf.0a1b2c" -> "clip-0001": Roboflow puts the old suffix and a hash behind the name.
std::string_view withoutHash(std::string_view stem)
{
    const auto hash = stem.rfind(".rf.");
    if (hash == std::string_view::npos)
        return stem;
    stem = stem.substr(0, hash);
    for (const std::string_view suffix : {"_jpg", "_jpeg", "_png", "_bmp", "_webp"}) {
        if (stem.ends_with(suffix))
            return stem.substr(0, stem.size() - suffix.size());
    }
    return stem;
}

} // namespace

std::optional<std::int64_t> trailingNumber(std::string_view fileName)
{
    if (const auto slash = fileName.find_last_of("/\\"); slash != std::string_view::npos)
        fileName.remove_prefix(slash + 1);
    if (const auto point = fileName.find_last_of('.'); point != std::string_view::npos)
        fileName = fileName.substr(0, point);
    fileName = withoutHash(fileName);
    std::size_t begin = fileName.size();
    while (begin > 0 && isDigit(fileName[begin - 1]))
        --begin;
    const auto digits = fileName.substr(begin);
    if (digits.empty() || digits.size() > 12)
        return std::nullopt;
    // Digits before letters before digits ("3f2b17") are a hash, no number
    while (begin > 0 && isLetter(fileName[begin - 1]))
        --begin;
    const bool letters = begin + digits.size() < fileName.size();
    if (letters && begin > 0 && isDigit(fileName[begin - 1]))
        return std::nullopt;
    return toInteger(digits);
}

} // namespace tw::formats
