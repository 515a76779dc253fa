#include "core/laboratory/study/chart.h"

#include "core/annotation/track_colors.h"
#include "core/base/markup.h"
#include "core/base/number_text.h"

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

std::string number(double value)
{
    return toText(value, 2);
}

std::string label(double x, double y, const char* anchor, const std::string& text, const std::string& more = {})
{
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\"" + more + ">" +
           markupText(text) + "</text>\n";
}

std::string segment(double x1, double y1, double x2, double y2, const char* colour)
{
    return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) +
           "\" stroke=\"" + colour + "\"/>\n";
}

std::string colourOf(std::size_t line)
{
    constexpr char kDigits[] = "0123456789abcdef";
    const annotation::Rgb rgb = annotation::rgbOf(TrackId{static_cast<std::int32_t>(line) + 1});
    std::string out = "#";
    for (int shift = 20; shift >= 0; shift -= 4)
        out += kDigits[rgb >> shift & 15];
    return out;
}

class ChartPass
{
public:
    ChartPass(const std::vector<ChartLine>& lines, const ChartOptions& options) : m_options(options)
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

    std::string run()
    {
        std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(m_options.width) + " " +
                          number(m_options.height) + "\" font-family=\"sans-serif\" font-size=\"12\">\n" +
                          "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" +
                          label(kLeft, 22, "start", m_options.title, " font-size=\"15\"");
        if (!(m_x.low <= m_x.high))
            return out + label(m_options.width / 2.0, m_options.height / 2.0, "middle", "nothing was measured") +
                   "</svg>\n";
        m_x.widen();
        m_y.widen();
        out += axes();
        for (std::size_t i = 0; i < m_lines.size(); ++i)
            out += line(i);
        return out + "</svg>\n";
    }

private:
    double right() const { return m_options.width - kRight; }
    double bottom() const { return m_options.height - kBottom; }
    double atX(double value) const { return kLeft + (right() - kLeft) * (value - m_x.low) / (m_x.high - m_x.low); }
    double atY(double value) const { return bottom() - (bottom() - kTop) * (value - m_y.low) / (m_y.high - m_y.low); }

    std::string axes() const
    {
        std::string out;
        for (const double step : axisSteps(m_x.low, m_x.high, kWantedSteps))
            out += segment(atX(step), kTop, atX(step), bottom(), "#e4e7ea") +
                   label(atX(step), bottom() + 16, "middle", toText(step, 6));
        for (const double step : axisSteps(m_y.low, m_y.high, kWantedSteps))
            out += segment(kLeft, atY(step), right(), atY(step), "#e4e7ea") +
                   label(kLeft - 6, atY(step) + 4, "end", toText(step, 6));
        out +=
            segment(kLeft, bottom(), right(), bottom(), "#505860") + segment(kLeft, kTop, kLeft, bottom(), "#505860");
        out += label((kLeft + right()) / 2, m_options.height - 12.0, "middle", m_options.x);
        const double middle = (kTop + bottom()) / 2;
        return out + label(16, middle, "middle", m_options.y, " transform=\"rotate(-90 16 " + number(middle) + ")\"");
    }

    std::string line(std::size_t i) const
    {
        const std::string colour = colourOf(i);
        std::string points, dots;
        for (const auto& [x, y] : m_lines[i].points) {
            points += number(atX(x)) + "," + number(atY(y)) + " ";
            dots += "<circle cx=\"" + number(atX(x)) + "\" cy=\"" + number(atY(y)) + "\" r=\"2.5\" fill=\"" + colour +
                    "\"/>\n";
        }
        constexpr std::size_t kDotted = 60; // more dots would hide the line
        const double y = kTop + 16.0 * static_cast<double>(i) + 8;
        return "<polyline fill=\"none\" stroke-width=\"1.8\" stroke=\"" + colour + "\" points=\"" + points + "\"/>\n" +
               (m_lines[i].points.size() <= kDotted ? dots : "") + "<rect x=\"" + number(right() + 12) + "\" y=\"" +
               number(y - 8) + "\" width=\"10\" height=\"10\" fill=\"" + colour + "\"/>\n" +
               label(right() + 27, y + 1, "start", m_lines[i].title);
    }

    const ChartOptions& m_options;
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

std::string chartSvg(const std::vector<ChartLine>& lines, const ChartOptions& options)
{
    return ChartPass(lines, options).run();
}

} // namespace tw::laboratory
