#pragma once
// (private to model) Shrinking by area, a row at a time: the numbers of OpenCV's resize with INTER_AREA bit by bit,
// without an image that has to be there as a whole. Torch-free.
//
// Thread: one at a time. Pixels have four channels of 8 bits.
// Source: OpenCV's documented definition of INTER_AREA (the mean over the area that a target pixel covers); its order
// of additions in single precision was found by comparing bits, and the test compares them.

#include "core/model/preprocess/area_across.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tw::model {

class AreaRows
{
public:
    // Whether this class serves the case: shrinking (or keeping) both sides, and not by whole numbers, for which OpenCV
    // uses sums of integers.
    static bool serves(int width, int height, int toWidth, int toHeight);

    // What each target pixel of one axis sees: `count` source pixels from `first` on and their weights, filled up with
    // zeros behind the last one. Shrinking or keeping, whole numbers too.
    struct Taps {
        int count = 1;
        std::vector<int> first;
        std::vector<float> weights; // target pixels x count
    };
    static Taps tapsOf(int length, int toLength);

    AreaRows() = default;
    AreaRows(int width, int height, int toWidth, int toHeight);

    void start(std::uint8_t* out, std::ptrdiff_t outStride);
    // The next row of the source, from the top. Finished rows of the target are written.
    void add(const std::uint8_t* row);

private:
    // A source row's share of a target row, in order of target rows, then source rows.
    struct Share {
        int source = 0;
        int target = 0;
        float weight = 0;
        bool first = false; // of its target
        bool last = false;
    };
    static std::vector<Share> sharesOf(int length, int toLength);

    int m_width = 0;
    int m_toWidth = 0;
    std::vector<Share> m_rowShares;
    Taps m_taps;                 // of a row
    AreaAcross m_wide;           // the same with wider instructions, where they are there
    std::vector<float> m_source; // one row as floats, with room behind for the taps of weight zero
    std::vector<float> m_across; // the same row, shrunk
    std::vector<float> m_sum;

    std::uint8_t* m_out = nullptr;
    std::ptrdiff_t m_outStride = 0;
    int m_row = 0;
    std::size_t m_next = 0; // share
};

} // namespace tw::model
