#include "core/formats/source_text.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

namespace tw::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::array<const char*, 4> kLikelyEncodings = {"EUC-KR", "SHIFT_JIS", "GB18030", "WINDOWS-1252"};

std::int64_t lineAt(std::string_view text, std::size_t offset)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return std::count(text.begin(), end, '\n') + 1;
}

// Length of the UTF-8 sequence at `at`; 0 when the bytes there are none. Source: Unicode 15, table 3-7.
std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF)
        return follows(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && follows(2) ? 3 : 0;
    if (first >= 0xF0 && first <= 0xF4)
        return follows(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && follows(2) && follows(3) ? 4 : 0;
    return 0;
}

std::size_t firstInvalid(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequenceLength(text, at);
        if (length == 0)
            return at;
        at += length;
    }
    return std::string_view::npos;
}

std::string withReplacements(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequenceLength(text, at);
        out += length == 0 ? kReplacement : text.substr(at, length);
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

struct CloseConverter {
    void operator()(void* handle) const { iconv_close(handle); }
};

// Errors: InvalidArgument (no such encoding), Unreadable (with the line).
Result<std::string> converted(std::string_view bytes, const std::string& encoding)
{
    const iconv_t opened = iconv_open("UTF-8", encoding.c_str());
    if (opened == reinterpret_cast<iconv_t>(-1)) // NOLINT(performance-no-int-to-ptr): iconv's own error value
        return Error{ErrorCode::InvalidArgument,
                     "'" + encoding.substr(0, 40) +
                         "' is not an encoding that can be read; EUC-KR, SHIFT_JIS, GB18030 and WINDOWS-1252 are some",
                     {}};
    const std::unique_ptr<void, CloseConverter> converter(opened);
    std::string out;
    std::array<char, 1 << 14> buffer;
    auto* from = const_cast<char*>(bytes.data()); // iconv does not write to it
    std::size_t left = bytes.size();
    while (left > 0) {
        char* to = buffer.data();
        std::size_t room = buffer.size();
        const std::size_t status = iconv(opened, &from, &left, &to, &room);
        const int reason = errno;
        out.append(buffer.data(), static_cast<std::size_t>(to - buffer.data()));
        if (status == static_cast<std::size_t>(-1) && reason != E2BIG)
            return Error{ErrorCode::Unreadable, "the bytes are not text in " + encoding,
                         "line " + toText(lineAt(bytes, bytes.size() - left))};
    }
    return out;
}

// UTF-16 has a zero in every second byte where it holds digits and Latin letters.
std::optional<std::string> utf16Kind(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xFE"))
        return "UTF-16LE";
    if (bytes.starts_with("\xFE\xFF"))
        return "UTF-16BE";
    const std::size_t looked = std::min<std::size_t>(bytes.size(), 4096) / 2;
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < 2 * looked; ++i)
        zeros[i % 2] += bytes[i] == '\0';
    if (looked >= 4 && zeros[0] == 0 && zeros[1] * 10 > looked * 8)
        return "UTF-16LE";
    if (looked >= 4 && zeros[1] == 0 && zeros[0] * 10 > looked * 8)
        return "UTF-16BE";
    return std::nullopt;
}

std::string likelyEncodings(std::string_view bytes)
{
    std::string out;
    for (const char* encoding : kLikelyEncodings) {
        if (converted(bytes, encoding))
            out += (out.empty() ? "" : ", ") + std::string(encoding);
    }
    return out;
}

Result<SourceText> decodeUtf16(std::string_view bytes, const std::string& kind)
{
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        bytes.remove_prefix(2);
    auto text = converted(bytes.substr(0, bytes.size() / 2 * 2), kind);
    if (!text)
        return text.error();
    SourceText out{*std::move(text), {}};
    out.issues.push_back({0, "the text is " + kind + " and read as such", Severity::Note});
    return out;
}

} // namespace

Result<SourceText> decodeText(std::string bytes, const std::string& encoding)
{
    if (!encoding.empty()) {
        TW_TRY_ASSIGN(std::string text, converted(bytes, encoding));
        return SourceText{std::move(text), {}};
    }
    if (const auto kind = utf16Kind(bytes))
        return decodeUtf16(bytes, *kind);
    if (bytes.find('\0') != std::string::npos)
        return Error{ErrorCode::Unreadable, "this is not a text file (it has zero bytes)", {}};
    const std::size_t invalid = firstInvalid(bytes);
    if (invalid == std::string::npos)
        return SourceText{std::move(bytes), {}};
    constexpr std::size_t kEnoughToGuess = 1 << 20;
    const std::string likely = likelyEncodings(std::string_view(bytes).substr(0, kEnoughToGuess));
    SourceText out{withReplacements(bytes), {}};
    out.issues.push_back(
        {lineAt(bytes, invalid), "the text is not UTF-8, so names in it are damaged" +
                                     (likely.empty() ? std::string() : "; it can be read as " + likely)});
    return out;
}

Result<SourceText> readSourceText(const fs::path& path, const std::string& encoding)
{
    TW_TRY_ASSIGN(std::string bytes, readFile(path));
    auto text = decodeText(std::move(bytes), encoding);
    if (!text)
        return Error{text.error().code, text.error().detail,
                     path.string() + (text.error().where.empty() ? "" : ", " + text.error().where)};
    return text;
}

Result<Imported> readTracksText(const fs::path& path, const ReadHint& hint, const ParseText& parse)
{
    TW_TRY_ASSIGN(const SourceText source, readSourceText(path, hint.encoding));
    Result<Imported> imported = parse(source.text);
    if (!imported) {
        Error error = imported.error();
        error.where = path.string() + (error.where.empty() ? "" : ", " + error.where);
        return error;
    }
    imported->issues.insert(imported->issues.begin(), source.issues.begin(), source.issues.end());
    return imported;
}

} // namespace tw::formats
