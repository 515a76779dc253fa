#include "core/training/png.h"

#include "core/base/atomic_file.h"

#include <algorithm>
#include <array>
#include <string>

namespace tw::training {

namespace {

void append32(std::string& out, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>((value >> shift) & 0xFFU));
}

std::uint32_t crc(const std::string& bytes, std::size_t from)
{
    std::uint32_t value = 0xFFFFFFFFU;
    for (std::size_t i = from; i < bytes.size(); ++i) {
        value ^= static_cast<std::uint8_t>(bytes[i]);
        for (int k = 0; k < 8; ++k)
            value = (value >> 1) ^ (0xEDB88320U & (0U - (value & 1U)));
    }
    return ~value;
}

void appendChunk(std::string& out, const char* type, const std::string& data)
{
    append32(out, static_cast<std::uint32_t>(data.size()));
    const std::size_t from = out.size();
    out += type;
    out += data;
    append32(out, crc(out, from));
}

// zlib stream of stored blocks
std::string stored(const std::string& raw)
{
    constexpr std::size_t kBlock = 65535;
    std::string out("\x78\x01", 2);
    std::uint32_t a = 1, b = 0;
    for (const char c : raw) {
        a = (a + static_cast<std::uint8_t>(c)) % 65521;
        b = (b + a) % 65521;
    }
    for (std::size_t at = 0; at < raw.size(); at += kBlock) {
        const std::size_t size = std::min(kBlock, raw.size() - at);
        out.push_back(at + size == raw.size() ? 1 : 0);
        out.push_back(static_cast<char>(size & 0xFFU));
        out.push_back(static_cast<char>(size >> 8));
        out.push_back(static_cast<char>(~size & 0xFFU));
        out.push_back(static_cast<char>((~size >> 8) & 0xFFU));
        out.append(raw, at, size);
    }
    append32(out, (b << 16) | a);
    return out;
}

} // namespace

Result<void> writePng(const std::filesystem::path& path, const std::uint8_t* bgr, int width, int height)
{
    std::string raw;
    raw.reserve(static_cast<std::size_t>(height) * (static_cast<std::size_t>(width) * 3 + 1));
    for (int y = 0; y < height; ++y) {
        raw.push_back(0); // no filter
        for (int x = 0; x < width; ++x, bgr += 3)
            for (int c = 2; c >= 0; --c)
                raw.push_back(static_cast<char>(bgr[c]));
    }
    std::string out("\x89PNG\r\n\x1a\n", 8);
    std::string header;
    append32(header, static_cast<std::uint32_t>(width));
    append32(header, static_cast<std::uint32_t>(height));
    header += std::string("\x08\x02\x00\x00\x00", 5); // 8 bit, RGB
    appendChunk(out, "IHDR", header);
    appendChunk(out, "IDAT", stored(raw));
    appendChunk(out, "IEND", {});
    return writeFileAtomically(path, out);
}

} // namespace tw::training
