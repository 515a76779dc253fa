#include "core/base/crc32c.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace tw {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint32_t kPolynomial = 0x82F63B78; // reflected
constexpr std::size_t kSlices = 8;

using Tables = std::array<std::array<std::uint32_t, 256>, kSlices>;

constexpr Tables makeTables()
{
    Tables out{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? kPolynomial : 0);
        out[0][byte] = crc;
    }
    for (std::size_t slice = 1; slice < kSlices; ++slice)
        for (std::size_t byte = 0; byte < 256; ++byte)
            out[slice][byte] = (out[slice - 1][byte] >> 8) ^ out[0][out[slice - 1][byte] & 255];
    return out;
}

constexpr Tables kTables = makeTables();

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t crc32cByInstruction(std::string_view bytes, std::uint32_t crc)
{
    std::uint64_t wide = static_cast<std::uint32_t>(~crc);
    while (bytes.size() >= sizeof(std::uint64_t)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data(), sizeof eight);
        wide = _mm_crc32_u64(wide, eight);
        bytes.remove_prefix(sizeof eight);
    }
    auto narrow = static_cast<std::uint32_t>(wide);
    for (const char byte : bytes)
        narrow = _mm_crc32_u8(narrow, static_cast<unsigned char>(byte));
    return ~narrow;
}
#endif

} // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t crc)
{
#if defined(__x86_64__)
    static const bool kInstruction = __builtin_cpu_supports("sse4.2") != 0;
    if (kInstruction)
        return crc32cByInstruction(bytes, crc);
#endif
    return crc32cByTable(bytes, crc);
}

// Eight bytes at a time, one table for each.
std::uint32_t crc32cByTable(std::string_view bytes, std::uint32_t crc)
{
    crc = ~crc;
    while (bytes.size() >= kSlices) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data(), kSlices);
        eight ^= crc;
        crc = 0;
        for (std::size_t i = 0; i < kSlices; ++i)
            crc ^= kTables[kSlices - 1 - i][eight >> (8 * i) & 255];
        bytes.remove_prefix(kSlices);
    }
    for (const char byte : bytes)
        crc = (crc >> 8) ^ kTables[0][(crc ^ static_cast<unsigned char>(byte)) & 255];
    return ~crc;
}

} // namespace tw
