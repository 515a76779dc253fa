#pragma once
// (private to model) How the work of a step is divided.

#include <algorithm>

namespace tw::model {

// How a step's output is cut into units: groups of rows times groups of output channels.
struct WorkSplit {
    int rows = 0; // or pixels, when rows follow each other without a gap
    int rowsPerUnit = 1;
    int rowUnits = 0;
    int channels = 0;
    int channelsPerUnit = 0;
    int channelUnits = 1;

    int units() const { return rowUnits * channelUnits; }
};

struct UnitRange {
    int rowBegin = 0;
    int rowEnd = 0;
    int channelBegin = 0;
    int channelEnd = 0;
};

// Neighbouring units share their weights.
inline UnitRange unitRange(const WorkSplit& split, int unit)
{
    const int row = unit % split.rowUnits * split.rowsPerUnit;
    const int channel = unit / split.rowUnits * split.channelsPerUnit;
    return {row, std::min(row + split.rowsPerUnit, split.rows), channel,
            std::min(channel + split.channelsPerUnit, split.channels)};
}

// Enough units that the last ones even out, not so many that each only fetches its weights.
inline constexpr int kUnitsPerThread = 8;

// Whole rows; channels are divided into groups of `channelStep` too.
inline WorkSplit splitRows(int rows, int channels, int channelStep, int threads)
{
    WorkSplit split;
    split.rows = rows;
    split.channels = channels;
    split.channelsPerUnit = std::min(channelStep, channels);
    split.channelUnits = (channels + split.channelsPerUnit - 1) / split.channelsPerUnit;
    const int wanted = std::max(1, kUnitsPerThread * threads / split.channelUnits);
    split.rowsPerUnit = std::max(1, (rows + wanted - 1) / wanted);
    split.rowUnits = (rows + split.rowsPerUnit - 1) / split.rowsPerUnit;
    return split;
}

// A row of pixels, all channels together. Units end where a tile does: `together` pixels are computed together.
inline WorkSplit splitPixels(int pixels, int channels, int together, int threads)
{
    constexpr int kLargestPixels = 960;
    const int largest = kLargestPixels / together * together;
    WorkSplit split;
    split.rows = pixels;
    split.channels = channels;
    split.channelsPerUnit = channels;
    const int tiles = (pixels + together - 1) / together;
    const int wanted = kUnitsPerThread * threads;
    split.rowsPerUnit = std::min(largest, std::max(1, (tiles + wanted - 1) / wanted) * together);
    split.rowUnits = (pixels + split.rowsPerUnit - 1) / split.rowsPerUnit;
    return split;
}

} // namespace tw::model
