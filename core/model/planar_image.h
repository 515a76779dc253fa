#pragma once
// A picture as a decoder leaves it: luma, and chroma at half the sides (4:2:0), 8 bits. Borrowed; for devices that
// convert and shrink it themselves, so that half the bytes travel.
//
// Units: pixels, bytes. Source: ITU-T H.273 for matrices and ranges.

#include <array>
#include <cstddef>
#include <cstdint>

namespace tw::model {

struct PlanarImage {
    enum class Layout : std::uint8_t {
        I420, // three planes: Y, U, V
        Nv12  // two planes: Y, then U and V in turn
    };
    enum class Matrix : std::uint8_t { Bt601, Bt709, Bt2020 };

    Layout layout = Layout::I420;
    std::array<const std::uint8_t*, 3> data{};
    std::array<std::ptrdiff_t, 3> stride{}; // bytes from row to row
    int width = 0;                          // of the luma plane; even
    int height = 0;                         // likewise
    bool fullRange = false;                 // luma 0..255 instead of 16..235
    Matrix matrix = Matrix::Bt601;

    bool empty() const { return data[0] == nullptr || width <= 0 || height <= 0; }
};

} // namespace tw::model
