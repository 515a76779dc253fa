#include "core/pipeline/track_overlay.h"

#include "core/annotation/box_style.h"
#include "core/annotation/query.h"
#include "core/annotation/track_colors.h"
#include "core/annotation/trail.h"
#include "core/base/number_text.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <span>

namespace tw::pipeline {
namespace {

using annotation::BoxOrigin;
using annotation::Feet;
using annotation::Rgb;
using annotation::TrackBox;
using Path = std::vector<cv::Point2d>;

constexpr int kSubpixelBits = 4;
constexpr double kReferenceSide = 720; // shorter side of an image whose lines are as wide as on screen
constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;
constexpr double kFontScale = 0.45; // letters as high as those of the window's labels
constexpr Rgb kBlack = 0x000000;

double lineWidthOf(const TrackBox& box)
{
    if (box.keyframe || box.verified || box.origin == BoxOrigin::Manual)
        return annotation::kTouchedWidth;
    return box.origin == BoxOrigin::Interpolated ? annotation::kInterpolatedWidth : annotation::kDetectedWidth;
}

// Shapes are drawn into a mask of the part of the image that they touch and blended through it: smooth edges, and no
// pixel of one shape is blended twice.
class Painter
{
public:
    explicit Painter(const Drawing& image)
        : m_image(image.height, image.width, CV_8UC4, image.data, static_cast<std::size_t>(image.stride))
    {}

    cv::Size size() const { return m_image.size(); }

    // `dashes` in line widths; empty: solid.
    void line(const Path& path, double width, Rgb color, int alpha, std::span<const double> dashes = {})
    {
        const double margin = width + 2;
        const cv::Rect part = begin(path, margin);
        if (part.empty())
            return;
        const int thickness = std::max(1, static_cast<int>(std::lround(width)));
        if (dashes.empty()) {
            for (std::size_t i = 1; i < path.size(); ++i)
                segment(path[i - 1], path[i], part, thickness);
        } else {
            dashed(path, part, thickness, dashes);
        }
        blend(part, color, alpha);
    }

    void fill(const Path& corners, Rgb color, int alpha)
    {
        const cv::Rect part = begin(corners, 1);
        if (part.empty())
            return;
        std::vector<cv::Point> points;
        for (const cv::Point2d& corner : corners)
            points.push_back(fixed(corner, part));
        cv::fillConvexPoly(m_mask, points, cv::Scalar(255), cv::LINE_AA, kSubpixelBits);
        blend(part, color, alpha);
    }

    // Base line of the first letter at `origin`.
    void text(const std::string& text, cv::Point2d origin, double scale, int thickness, Rgb color)
    {
        int below = 0;
        const cv::Size extent = cv::getTextSize(text, kFont, scale, thickness, &below);
        const cv::Rect part =
            begin({{origin.x, origin.y - extent.height}, {origin.x + extent.width, origin.y + below}}, 2);
        if (part.empty())
            return;
        cv::putText(m_mask, text, cv::Point(cvRound(origin.x), cvRound(origin.y)) - part.tl(), kFont, scale,
                    cv::Scalar(255), thickness, cv::LINE_AA);
        blend(part, color, 255);
    }

private:
    cv::Rect begin(const Path& points, double margin)
    {
        double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
        for (const cv::Point2d& p : points) {
            left = std::min(left, p.x - margin);
            right = std::max(right, p.x + margin);
            top = std::min(top, p.y - margin);
            bottom = std::max(bottom, p.y + margin);
        }
        const auto within = [](double value, int end) {
            return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(end)));
        };
        const int x0 = within(std::floor(left), m_image.cols), x1 = within(std::ceil(right) + 1, m_image.cols);
        const int y0 = within(std::floor(top), m_image.rows), y1 = within(std::ceil(bottom) + 1, m_image.rows);
        if (x1 <= x0 || y1 <= y0)
            return {};
        m_mask.create(y1 - y0, x1 - x0, CV_8UC1);
        m_mask.setTo(0);
        return {x0, y0, x1 - x0, y1 - y0};
    }

    // OpenCV counts from the middle of the upper-left pixel, boxes from its corner.
    static cv::Point fixed(const cv::Point2d& p, const cv::Rect& part)
    {
        constexpr double kOne = 1 << kSubpixelBits;
        return {static_cast<int>(std::lround((p.x - 0.5 - part.x) * kOne)),
                static_cast<int>(std::lround((p.y - 0.5 - part.y) * kOne))};
    }

    void segment(const cv::Point2d& a, const cv::Point2d& b, const cv::Rect& part, int thickness)
    {
        cv::line(m_mask, fixed(a, part), fixed(b, part), cv::Scalar(255), thickness, cv::LINE_AA, kSubpixelBits);
    }

    void dashed(const Path& path, const cv::Rect& part, int thickness, std::span<const double> dashes)
    {
        std::size_t dash = 0;
        double left = dashes[0] * thickness; // of the dash or space at hand
        for (std::size_t i = 1; i < path.size(); ++i) {
            const cv::Point2d step = path[i] - path[i - 1];
            const double length = std::hypot(step.x, step.y);
            for (double at = 0; at < length;) {
                const double end = std::min(at + left, length);
                if (dash % 2 == 0)
                    segment(path[i - 1] + step * (at / length), path[i - 1] + step * (end / length), part, thickness);
                left -= end - at;
                at = end;
                if (left <= 1e-9) {
                    dash = (dash + 1) % dashes.size();
                    left = dashes[dash] * thickness;
                }
            }
        }
    }

    void blend(const cv::Rect& part, Rgb color, int alpha)
    {
        const int channels[3]{static_cast<int>(color & 255), static_cast<int>(color >> 8 & 255),
                              static_cast<int>(color >> 16 & 255)};
        for (int y = 0; y < part.height; ++y) {
            const std::uint8_t* mask = m_mask.ptr(y);
            cv::Vec4b* row = m_image.ptr<cv::Vec4b>(part.y + y) + part.x;
            for (int x = 0; x < part.width; ++x) {
                const int share = mask[x] * alpha; // of 255 * 255
                if (share == 0)
                    continue;
                for (int c = 0; c < 3; ++c)
                    row[x][c] = static_cast<std::uint8_t>(
                        (row[x][c] * (255 * 255 - share) + channels[c] * share + 255 * 255 / 2) / (255 * 255));
            }
        }
    }

    cv::Mat m_image, m_mask;
};

class OverlayPass
{
public:
    OverlayPass(const Drawing& image, const annotation::DocumentState& state, FrameIndex frame,
                const OverlayOptions& options)
        : m_painter(image), m_frame(frame), m_options(options),
          m_scale(options.lineScale > 0 ? options.lineScale
                                        : std::max(1.0, std::min(image.width, image.height) / kReferenceSide)),
          m_letters(std::max(1, static_cast<int>(std::lround(m_scale))))
    {
        for (const annotation::FrameBox& entry : annotation::boxesAt(state, frame))
            if (!entry.track->hidden && !options.leftOut.contains(entry.id))
                m_boxes.push_back(entry);
    }

    void run()
    {
        if (m_options.trails)
            for (const annotation::FrameBox& entry : m_boxes)
                trail(entry);
        for (const annotation::FrameBox& entry : m_boxes)
            box(entry);
    }

private:
    // Coordinates far outside say nothing, and OpenCV counts them in 32 bits.
    cv::Point2d bounded(double x, double y) const
    {
        const double width = m_painter.size().width, height = m_painter.size().height;
        return {std::clamp(x, -width, 2 * width), std::clamp(y, -height, 2 * height)};
    }

    Rgb colorOf(const annotation::FrameBox& entry) const
    {
        const auto color = m_options.colors.find(entry.id);
        return color != m_options.colors.end() ? color->second : rgbOf(*entry.track);
    }

    void trail(const annotation::FrameBox& entry)
    {
        for (const auto& piece : annotation::trailOf(*entry.track, {m_frame - m_options.trailFrames, m_frame})) {
            Path path;
            for (const Feet& feet : piece)
                path.push_back(bounded(feet.x, feet.y));
            m_painter.line(path, annotation::kTrailWidth * m_scale, colorOf(entry), annotation::kTrailAlpha);
        }
    }

    void box(const annotation::FrameBox& entry)
    {
        const Box& b = entry.box->box;
        const cv::Point2d upper = bounded(b.left, b.top), lower = bounded(b.right(), b.bottom());
        if (upper.x >= m_painter.size().width || upper.y >= m_painter.size().height || lower.x <= 0 || lower.y <= 0)
            return;
        const Rgb color = colorOf(entry);
        const double width = lineWidthOf(*entry.box) * m_scale;
        const Path outline{upper, {lower.x, upper.y}, lower, {upper.x, lower.y}, upper};
        m_painter.line(outline, width + 2 * m_scale, kBlack, 110); // keeps the line visible on any video
        m_painter.line(outline, width, color, entry.box->occluded ? 150 : 255,
                       m_options.patterns ? annotation::dashesOf(entry.id) : std::span<const double>{});
        if (entry.box->occluded) {
            const double side = std::min({14.0 * m_scale, (lower.x - upper.x) / 3, (lower.y - upper.y) / 3});
            m_painter.fill({lower, {lower.x - side, lower.y}, {lower.x, lower.y - side}}, color, 200);
        }
        if (m_options.ids)
            label(entry, upper, lower, color);
    }

    void label(const annotation::FrameBox& entry, cv::Point2d upper, cv::Point2d lower, Rgb color)
    {
        std::string text = toText(static_cast<std::int64_t>(number(entry.id)));
        if (!entry.track->name.empty() && isDrawable(entry.track->name))
            text += "  " + entry.track->name;
        const double scale = kFontScale * m_scale;
        int below = 0;
        const cv::Size extent = cv::getTextSize(text, kFont, scale, m_letters, &below);
        const double height = extent.height + 6 * m_scale, width = extent.width + 8 * m_scale;
        double top = upper.y - height - 1;
        if (top < 0 && lower.y > height) // stays readable at the upper edge of the image
            top = std::max(upper.y + 1, 0.0);
        const double left = upper.x - 1;
        m_painter.fill({{left, top}, {left + width, top}, {left + width, top + height}, {left, top + height}}, color,
                       255);
        m_painter.text(text, {left + 4 * m_scale, top + height - 3 * m_scale}, scale, m_letters,
                       annotation::inkOn(color));
    }

    Painter m_painter;
    FrameIndex m_frame;
    const OverlayOptions& m_options;
    double m_scale;
    int m_letters; // thickness of their lines
    std::vector<annotation::FrameBox> m_boxes;
};

} // namespace

void drawTracks(const Drawing& image, const annotation::DocumentState& state, FrameIndex frame,
                const OverlayOptions& options)
{
    OverlayPass(image, state, frame, options).run();
}

bool isDrawable(const std::string& name)
{
    return std::all_of(name.begin(), name.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace tw::pipeline
