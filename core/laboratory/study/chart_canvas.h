#pragma once
// (private) What a chart is drawn with: SVG text or pixels. Units are those of ChartOptions, y downwards.

#include "core/laboratory/study/chart.h"

#include <cstdint>

namespace tw::laboratory {

class ChartCanvas
{
public:
    enum class Anchor { Start, Middle, End };
    enum class Style { Normal, Title, Upright }; // upright: turned to the left, around its place

    virtual ~ChartCanvas() = default;
    // At its base line.
    virtual void text(double x, double y, Anchor anchor, const std::string& text, Style style = Style::Normal) = 0;
    virtual void segment(double x1, double y1, double x2, double y2, std::uint32_t rgb) = 0;
    virtual void curve(const std::vector<std::pair<double, double>>& points, std::uint32_t rgb) = 0;
    virtual void dot(double x, double y, std::uint32_t rgb) = 0;
    // Its upper left corner.
    virtual void square(double x, double y, double side, std::uint32_t rgb) = 0;
};

void drawChart(const std::vector<ChartLine>& lines, const ChartOptions& options, ChartCanvas& canvas);

} // namespace tw::laboratory
