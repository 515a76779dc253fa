#include "core/formats/seqinfo.h"

#include "core/base/number_text.h"
#include "core/formats/text_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace tw::formats {
namespace {

constexpr std::int64_t kAssumedRate = 30;
constexpr std::int64_t kLargestRate = 1'000'000;

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

// A name stands on one line and between keys that readers search for.
std::string oneLine(std::string_view name)
{
    std::string out;
    for (const char c : name)
        out += static_cast<unsigned char>(c) < 0x20 ? '_' : c;
    return out;
}

Result<void> setValue(SequenceInfo& info, const std::string& key, std::string_view value, std::int64_t line)
{
    const auto integer = [&](auto& target) -> Result<void> {
        const auto number = toDouble(value);
        const auto whole = number ? integerOf(*number) : std::nullopt;
        if (!whole || *whole < 0 || *whole > 2'000'000'000)
            return Error{ErrorCode::Unreadable, key + " is not a number: '" + std::string(value) + "'",
                         "line " + toText(line)};
        target = static_cast<std::remove_reference_t<decltype(target)>>(*whole);
        return {};
    };
    if (key == "name")
        info.name = value;
    else if (key == "imdir")
        info.imageFolder = value;
    else if (key == "imext")
        info.imageExtension = value;
    else if (key == "framerate")
        info.frameRate = frameRateOf(value);
    else if (key == "seqlength")
        return integer(info.length);
    else if (key == "imwidth")
        return integer(info.width);
    else if (key == "imheight")
        return integer(info.height);
    return {}; // other keys are other people's
}

} // namespace

std::string seqinfoText(const SequenceInfo& info, std::vector<Issue>& issues)
{
    if (!info.frameRate.positive())
        issues.push_back({0, "the frame rate is unknown; seqinfo.ini says 30", Severity::Note});
    if (info.width <= 0 || info.height <= 0)
        issues.push_back({0, "the image size is unknown; seqinfo.ini says 0", Severity::Problem});
    std::string out =
        "[Sequence]\nname=" + oneLine(info.name) + "\nimDir=" + oneLine(info.imageFolder) + "\nframeRate=";
    appendText(out, info.frameRate.positive() ? integerRate(info.frameRate) : kAssumedRate);
    out += "\nseqLength=";
    appendText(out, std::int64_t{info.length});
    out += "\nimWidth=";
    appendText(out, std::int64_t{info.width});
    out += "\nimHeight=";
    appendText(out, std::int64_t{info.height});
    out += "\nimExt=" + oneLine(info.imageExtension) + "\n";
    return out;
}

Result<SequenceInfo> parseSeqinfo(std::string_view text)
{
    SequenceInfo info;
    bool hasLength = false;
    LineReader lines(text);
    for (TextLine line; lines.next(line);) {
        const auto content = trimmed(line.text);
        if (content.front() == ';' || content.front() == '#' || content.front() == '[')
            continue;
        const auto equals = content.find('=');
        if (equals == std::string_view::npos)
            return Error{ErrorCode::Unreadable, "neither key=value nor a section", "line " + toText(line.number)};
        const std::string key = lowered(trimmed(content.substr(0, equals)));
        TW_TRY(setValue(info, key, trimmed(content.substr(equals + 1)), line.number));
        hasLength |= key == "seqlength";
    }
    if (!hasLength)
        return Error{ErrorCode::Unreadable, "no seqLength", {}};
    return info;
}

Result<SequenceInfo> readSeqinfo(const std::filesystem::path& path)
{
    TW_TRY_ASSIGN(const std::string text, readTextFile(path));
    auto info = parseSeqinfo(text);
    if (!info) {
        Error error = info.error();
        error.where = path.string() + (error.where.empty() ? "" : ", " + error.where);
        return error;
    }
    return info;
}

FrameRate frameRateOf(std::string_view text)
{
    text = trimmed(text);
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto num = toInteger(text.substr(0, slash));
        const auto den = toInteger(text.substr(slash + 1));
        if (!num || !den || *num <= 0 || *den <= 0)
            return {0, 1};
        const auto common = std::gcd(*num, *den);
        const FrameRate rate{*num / common, *den / common};
        return rate.value() <= static_cast<double>(kLargestRate) ? rate : FrameRate{0, 1};
    }
    const auto value = toDouble(text);
    if (!value || !(*value > 0) || *value > static_cast<double>(kLargestRate))
        return {0, 1};
    for (const std::int64_t nominal : {24, 30, 60, 120}) {
        const double exact = static_cast<double>(nominal) * 1000.0 / 1001.0;
        if (std::abs(*value - exact) < 0.005 && *value != std::round(*value))
            return {nominal * 1000, 1001};
    }
    constexpr std::int64_t kDen = 1'000'000;
    const auto num = static_cast<std::int64_t>(std::llround(*value * static_cast<double>(kDen)));
    if (num <= 0)
        return {0, 1};
    const auto common = std::gcd(num, kDen);
    return {num / common, kDen / common};
}

std::int64_t integerRate(FrameRate rate)
{
    return std::max<std::int64_t>(1, std::llround(rate.value()));
}

} // namespace tw::formats
