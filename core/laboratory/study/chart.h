#pragma once
// Line charts as SVG and as PNG: axes with round steps, a legend, colours that can be told apart. Pure; any thread.

#include "core/base/result.h"

#include <string>
#include <utility>
#include <vector>

namespace tw::laboratory {

struct ChartLine {
    std::string title;
    std::vector<std::pair<double, double>> points; // by x
};

struct ChartOptions {
    std::string title, x, y; // of the whole and of the axes
    int width = 720;         // user units
    int height = 420;
};

// Points that are not finite are left out. Without any point: a chart that says so.
std::string chartSvg(const std::vector<ChartLine>& lines, const ChartOptions& options);
// The same as the bytes of a PNG file, two pixels a user unit. Letters beyond ASCII show as '?'.
// Errors: those of video::encodeImage().
Result<std::string> chartPng(const std::vector<ChartLine>& lines, const ChartOptions& options);

// The multiples of 1, 2 or 5 times a power of ten that lie in low..high, about `wanted` of them.
std::vector<double> axisSteps(double low, double high, int wanted);

} // namespace tw::laboratory
