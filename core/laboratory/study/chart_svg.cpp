#include "core/base/markup.h"
#include "core/base/number_text.h"
#include "core/laboratory/study/chart_canvas.h"

namespace tw::laboratory {
namespace {

std::string number(double value)
{
    return toText(value, 2);
}

std::string colourText(std::uint32_t rgb)
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string out = "#";
    for (int shift = 20; shift >= 0; shift -= 4)
        out += kDigits[rgb >> shift & 15];
    return out;
}

class SvgCanvas : public ChartCanvas
{
public:
    void text(double x, double y, Anchor anchor, const std::string& text, Style style) override
    {
        const char* name = anchor == Anchor::Start ? "start" : anchor == Anchor::Middle ? "middle" : "end";
        m_out += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + name + "\"";
        if (style == Style::Title)
            m_out += " font-size=\"15\"";
        if (style == Style::Upright)
            m_out += " transform=\"rotate(-90 " + number(x) + " " + number(y) + ")\"";
        m_out += ">" + markupText(text) + "</text>\n";
    }
    void segment(double x1, double y1, double x2, double y2, std::uint32_t rgb) override
    {
        m_out += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" +
                 number(y2) + "\" stroke=\"" + colourText(rgb) + "\"/>\n";
    }
    void curve(const std::vector<std::pair<double, double>>& points, std::uint32_t rgb) override
    {
        m_out += "<polyline fill=\"none\" stroke-width=\"1.8\" stroke=\"" + colourText(rgb) + "\" points=\"";
        for (const auto& [x, y] : points)
            m_out += number(x) + "," + number(y) + " ";
        m_out += "\"/>\n";
    }
    void dot(double x, double y, std::uint32_t rgb) override
    {
        m_out +=
            "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"2.5\" fill=\"" + colourText(rgb) + "\"/>\n";
    }
    void square(double x, double y, double side, std::uint32_t rgb) override
    {
        m_out += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(side) + "\" height=\"" +
                 number(side) + "\" fill=\"" + colourText(rgb) + "\"/>\n";
    }
    const std::string& elements() const { return m_out; }

private:
    std::string m_out;
};

} // namespace

std::string chartSvg(const std::vector<ChartLine>& lines, const ChartOptions& options)
{
    SvgCanvas canvas;
    drawChart(lines, options, canvas);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(options.width) + " " +
           number(options.height) + "\" font-family=\"sans-serif\" font-size=\"12\">\n" +
           "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" + canvas.elements() + "</svg>\n";
}

} // namespace tw::laboratory
