#pragma once
// (private to model) The network's input from a decoder's planes, pixel by pixel: the arithmetic that cards and
// processors share, and the kernel's entry. Plain C++17 without any other header of ours, so that any nvcc compiles it
// in seconds.
//
// What has run: the arithmetic on the CPU (tst_letterbox_planes); the kernel has been compiled, but no GPU was there to
// run it.

#include "core/model/host_device.h"

#include <cmath>
#include <cstdint>

namespace tw::model {

// Colours with 16-bit integers, as the decode thread's converter computes them: luma = (8 y - lumaOffset) * luma /
// 2^16, red = luma + (8 v - 1024) * redV / 2^16 and so on, each quotient rounded down.
struct ColourWeights {
    int lumaOffset = 0, luma = 0;
    int redV = 0, greenU = 0, greenV = 0, blueU = 0;
};

// One picture. Pointers of the device that computes.
struct LetterboxJob {
    const std::uint8_t* planes = nullptr; // luma, then chroma, without gaps
    int sourceWidth = 0;                  // even
    int sourceHeight = 0;
    bool chromaInTurn = false; // NV12; otherwise all of U, then all of V
    ColourWeights colours;

    int networkWidth = 0;
    int networkHeight = 0;
    int left = 0, top = 0; // of the picture inside the network's input
    int width = 0, height = 0;

    // Where the picture's target pixels look: `taps` source pixels from `first` on, weights pixels x taps.
    const std::int32_t* firstX = nullptr;
    const std::int32_t* firstY = nullptr;
    const float* weightX = nullptr;
    const float* weightY = nullptr;
    int tapsX = 1;
    int tapsY = 1;
};

struct Levels {
    float rgb[3];
};

TW_DEVICE inline float wholeLevel(float value)
{
    return rintf(fminf(fmaxf(value, 0.0F), 255.0F));
}

// Rounds down, negative numbers too.
TW_DEVICE inline int highHalf(int a, int b)
{
    return (a * b) >> 16;
}

TW_DEVICE inline float levelOf(int value)
{
    return static_cast<float>(value < 0 ? 0 : value > 255 ? 255 : value);
}

TW_DEVICE inline Levels sourcePixel(const LetterboxJob& job, int x, int y)
{
    const std::int64_t lumaBytes = static_cast<std::int64_t>(job.sourceWidth) * job.sourceHeight;
    const std::int64_t cell = static_cast<std::int64_t>(y / 2) * (job.sourceWidth / 2) + x / 2;
    const std::uint8_t* chroma = job.planes + lumaBytes;
    const int u = 8 * chroma[job.chromaInTurn ? 2 * cell : cell] - 1024;
    const int v = 8 * chroma[job.chromaInTurn ? 2 * cell + 1 : lumaBytes / 4 + cell] - 1024;
    const ColourWeights& c = job.colours;
    const int y8 = 8 * job.planes[static_cast<std::int64_t>(y) * job.sourceWidth + x];
    const int luma = highHalf(y8 - c.lumaOffset, c.luma);
    return {{levelOf(luma + highHalf(v, c.redV)), levelOf(luma + (highHalf(u, c.greenU) + highHalf(v, c.greenV))),
             levelOf(luma + highHalf(u, c.blueU))}};
}

// Pixel (x, y) of the network's input: red, green, blue as levels 0..255.
TW_DEVICE inline Levels letterboxPixel(const LetterboxJob& job, int x, int y)
{
    const int insideX = x - job.left;
    const int insideY = y - job.top;
    if (insideX < 0 || insideY < 0 || insideX >= job.width || insideY >= job.height)
        return {{128, 128, 128}};
    Levels sum{{0, 0, 0}};
    for (int i = 0; i < job.tapsY; ++i) {
        Levels across{{0, 0, 0}};
        for (int k = 0; k < job.tapsX; ++k) {
            const Levels pixel = sourcePixel(job, job.firstX[insideX] + k, job.firstY[insideY] + i);
            for (int c = 0; c < 3; ++c)
                across.rgb[c] += pixel.rgb[c] * job.weightX[insideX * job.tapsX + k];
        }
        for (int c = 0; c < 3; ++c)
            sum.rgb[c] += across.rgb[c] * job.weightY[insideY * job.tapsY + i];
    }
    for (float& level : sum.rgb)
        level = wholeLevel(level);
    return sum;
}

// All pixels as height x width x 3 values / 255, float or half. `stream` is a cudaStream_t. Returns a cudaError_t, 0
// for success; nothing is waited for. Built with nvcc only.
int letterboxCuda(const LetterboxJob& job, bool half, void* out, void* stream);

} // namespace tw::model
