#include "core/laboratory/study/chart.h"

#include "core/annotation/track_colors.h"
#include "core/base/number_text.h"
#include "core/laboratory/study/chart_canvas.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tw::laboratory {
namespace {

constexpr double kLeft = 64, kRight = 170, kTop = 40, kBottom = 52; // margins, user units
constexpr int kWantedSteps = 6;

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    void widen()
    {
        const double margin = high > low ? (high - low) * 0.05 : std::max(std::abs(high) * 0.1, 0.5);
        low -= margin;
        high += margin;
    }
};

std::uint32_t colourOf(std::size_t line)
{
    return annotation::rgbOf(TrackId{static_cast<std::int32_t>(line) + 1});
}

constexpr std::uint32_t kGrid = 0xe4e7ea, kAxis = 0x505860;

class ChartPass
{
public:
    ChartPass(const std::vector<ChartLine>& lines, const ChartOptions& options, ChartCanvas& canvas)
        : m_options(options), m_canvas(canvas)
    {
        for (const ChartLine& line : lines) {
            m_lines.push_back({line.title, {}});
            for (const auto& point : line.points)
                if (std::isfinite(point.first) && std::isfinite(point.second)) {
                    m_lines.back().points.push_back(point);
                    m_x.add(point.first);
                    m_y.add(point.second);
                }
        }
    }

    void run()
    {
        m_canvas.text(kLeft, 22, Anchor::Start, m_options.title, Style::Title);
        if (!(m_x.low <= m_x.high)) {
            m_canvas.text(m_options.width / 2.0, m_options.height / 2.0, Anchor::Middle, "nothing was measured");
            return;
        }
        m_x.widen();
        m_y.widen();
        axes();
        for (std::size_t i = 0; i < m_lines.size(); ++i)
            line(i);
    }

private:
    using Anchor = ChartCanvas::Anchor;
    using Style = ChartCanvas::Style;

    double right() const { return m_options.width - kRight; }
    double bottom() const { return m_options.height - kBottom; }
    double atX(double value) const { return kLeft + (right() - kLeft) * (value - m_x.low) / (m_x.high - m_x.low); }
    double atY(double value) const { return bottom() - (bottom() - kTop) * (value - m_y.low) / (m_y.high - m_y.low); }

    void axes()
    {
        for (const double step : axisSteps(m_x.low, m_x.high, kWantedSteps)) {
            m_canvas.segment(atX(step), kTop, atX(step), bottom(), kGrid);
            m_canvas.text(atX(step), bottom() + 16, Anchor::Middle, toText(step, 6));
        }
        for (const double step : axisSteps(m_y.low, m_y.high, kWantedSteps)) {
            m_canvas.segment(kLeft, atY(step), right(), atY(step), kGrid);
            m_canvas.text(kLeft - 6, atY(step) + 4, Anchor::End, toText(step, 6));
        }
        m_canvas.segment(kLeft, bottom(), right(), bottom(), kAxis);
        m_canvas.segment(kLeft, kTop, kLeft, bottom(), kAxis);
        m_canvas.text((kLeft + right()) / 2, m_options.height - 12.0, Anchor::Middle, m_options.x);
        m_canvas.text(16, (kTop + bottom()) / 2, Anchor::Middle, m_options.y, Style::Upright);
    }

    void line(std::size_t i)
    {
        constexpr std::size_t kDotted = 60; // more dots would hide the line
        const std::uint32_t colour = colourOf(i);
        std::vector<std::pair<double, double>> points;
        for (const auto& [x, y] : m_lines[i].points)
            points.emplace_back(atX(x), atY(y));
        m_canvas.curve(points, colour);
        if (points.size() <= kDotted)
            for (const auto& [x, y] : points)
                m_canvas.dot(x, y, colour);
        const double y = kTop + 16.0 * static_cast<double>(i) + 8;
        m_canvas.square(right() + 12, y - 8, 10, colour);
        m_canvas.text(right() + 27, y + 1, Anchor::Start, m_lines[i].title);
    }

    const ChartOptions& m_options;
    ChartCanvas& m_canvas;
    std::vector<ChartLine> m_lines;
    Range m_x, m_y;
};

} // namespace

std::vector<double> axisSteps(double low, double high, int wanted)
{
    std::vector<double> out;
    if (!(high > low) || wanted < 1)
        return out;
    const double raw = (high - low) / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= raw) {
            step = factor * power;
            break;
        }
    const auto first = static_cast<std::int64_t>(std::ceil(low / step - 1e-9));
    const auto last = static_cast<std::int64_t>(std::floor(high / step + 1e-9));
    for (std::int64_t i = first; i <= last; ++i)
        out.push_back(static_cast<double>(i) * step);
    return out;
}

void drawChart(const std::vector<ChartLine>& lines, const ChartOptions& options, ChartCanvas& canvas)
{
    ChartPass(lines, options, canvas).run();
}

} // namespace tw::laboratory
