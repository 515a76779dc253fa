#pragma once
// (private) CRC-32 of zip records (ISO 3309, polynomial 0xEDB88320 reflected).

#include <cstddef>
#include <cstdint>
#include <span>

namespace tw::model {

std::uint32_t crc32(std::span<const std::byte> bytes);

} // namespace tw::model
