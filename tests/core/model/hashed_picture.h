#pragma once
// A small picture whose pixels come in runs of sixteen alike, different for every seed.

#include "core/base/image_view.h"
#include "tests/support/hashed.h"

#include <cstdint>
#include <vector>

namespace tw::test {

struct HashedPicture {
    int width = 150;
    int height = 90;
    std::vector<std::uint8_t> bytes;

    ImageView view() const { return {bytes.data(), width, height, width * 4, PixelFormat::Bgra8}; }
};

inline HashedPicture hashedPicture(std::uint32_t seed)
{
    HashedPicture out;
    out.bytes.resize(static_cast<std::size_t>(out.width) * out.height * 4);
    for (std::size_t i = 0; i < out.bytes.size(); ++i)
        out.bytes[i] = static_cast<std::uint8_t>(256 * hashed(seed, static_cast<std::uint32_t>(i / 64)));
    return out;
}

} // namespace tw::test
