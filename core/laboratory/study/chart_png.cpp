#include "core/laboratory/study/chart_canvas.h"
#include "core/video/image_writer.h"

#include <opencv2/imgproc.hpp>

namespace tw::laboratory {
namespace {

constexpr double kPixels = 2; // a user unit
constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;
constexpr double kFontScale = 0.42 * kPixels, kTitleScale = 0.52 * kPixels;
constexpr int kSubpixelBits = 4;

cv::Scalar bgr(std::uint32_t rgb)
{
    return {double(rgb & 255), double(rgb >> 8 & 255), double(rgb >> 16 & 255)};
}

cv::Point fixed(double x, double y)
{
    constexpr double kOne = kPixels * (1 << kSubpixelBits);
    return {cvRound(x * kOne), cvRound(y * kOne)};
}

class PixelCanvas : public ChartCanvas
{
public:
    explicit PixelCanvas(const ChartOptions& options)
        : m_image(cvRound(options.height * kPixels), cvRound(options.width * kPixels), CV_8UC3, cv::Scalar::all(255))
    {}

    void text(double x, double y, Anchor anchor, const std::string& text, Style style) override
    {
        const double scale = style == Style::Title ? kTitleScale : kFontScale;
        int below = 0;
        const cv::Size size = cv::getTextSize(text, kFont, scale, 1, &below);
        const int shift = anchor == Anchor::Start ? 0 : anchor == Anchor::Middle ? size.width / 2 : size.width;
        const cv::Point at(cvRound(x * kPixels), cvRound(y * kPixels));
        if (style != Style::Upright) {
            cv::putText(m_image, text, {at.x - shift, at.y}, kFont, scale, kInk, 1, cv::LINE_AA);
            return;
        }
        cv::Mat patch(size.height + below, size.width + 2, CV_8UC3, cv::Scalar::all(255)), turned;
        cv::putText(patch, text, {0, size.height}, kFont, scale, kInk, 1, cv::LINE_AA);
        cv::rotate(patch, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
        const cv::Rect place(at.x - size.height, at.y + shift - size.width, turned.cols, turned.rows);
        const cv::Rect inside = place & cv::Rect(0, 0, m_image.cols, m_image.rows);
        if (!inside.empty())
            turned(inside - place.tl()).copyTo(m_image(inside));
    }
    void segment(double x1, double y1, double x2, double y2, std::uint32_t rgb) override
    {
        cv::line(m_image, fixed(x1, y1), fixed(x2, y2), bgr(rgb), 1, cv::LINE_AA, kSubpixelBits);
    }
    void curve(const std::vector<std::pair<double, double>>& points, std::uint32_t rgb) override
    {
        std::vector<cv::Point> places;
        for (const auto& [x, y] : points)
            places.push_back(fixed(x, y));
        cv::polylines(m_image, places, false, bgr(rgb), 3, cv::LINE_AA, kSubpixelBits);
    }
    void dot(double x, double y, std::uint32_t rgb) override
    {
        constexpr double kRadius = 2.5;
        cv::circle(m_image, fixed(x, y), fixed(kRadius, 0).x, bgr(rgb), cv::FILLED, cv::LINE_AA, kSubpixelBits);
    }
    void square(double x, double y, double side, std::uint32_t rgb) override
    {
        cv::rectangle(m_image, fixed(x, y), fixed(x + side, y + side), bgr(rgb), cv::FILLED, cv::LINE_8, kSubpixelBits);
    }
    ImageView view() const
    {
        return {m_image.data, m_image.cols, m_image.rows, static_cast<std::ptrdiff_t>(m_image.step), PixelFormat::Bgr8};
    }

private:
    static inline const cv::Scalar kInk{40, 36, 32};

    cv::Mat m_image;
};

} // namespace

Result<std::string> chartPng(const std::vector<ChartLine>& lines, const ChartOptions& options)
{
    PixelCanvas canvas(options);
    drawChart(lines, options, canvas);
    return video::encodeImage(canvas.view(), {.format = video::ImageFileFormat::Png});
}

} // namespace tw::laboratory
