#pragma once
// CRC-32C (Castagnoli), the checksum of iSCSI and ext4: finds every error of up to 3 bits and every burst of up to 32
// bits. Source: RFC 3720, appendix B.4. Pure function, any thread.

#include <cstdint>
#include <string_view>

namespace tw {

// Continues from `crc`, the result for the bytes before; 0 to begin. With the processor's instruction where it has one
// (SSE 4.2).
std::uint32_t crc32c(std::string_view bytes, std::uint32_t crc = 0);
// The same without that instruction.
std::uint32_t crc32cByTable(std::string_view bytes, std::uint32_t crc = 0);

} // namespace tw
