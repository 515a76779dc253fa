#include "core/video/patch_tracker.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace tw::video {
namespace {

constexpr double kCornerQuality = .01; // of the best corner's smaller eigenvalue
constexpr double kShareOfWidth = .03;  // distance between corners
constexpr int kSteps = 8;
constexpr float kSmallStep = .02F;     // pixels
constexpr float kLargestResidual = 12; // mean absolute difference in grey levels

cv::Mat asMatrix(const SmallGrey& picture)
{
    return {picture.height, picture.width, CV_8UC1, const_cast<std::uint8_t*>(picture.pixels.data())};
}

// A square of side x side pixels about (x, y), bilinear; false when it leaves the picture.
template <int side>
bool readSquare(const SmallGrey& picture, float x, float y, float* out)
{
    const float left = x - float(side / 2);
    const float top = y - float(side / 2);
    if (!(left >= 0 && top >= 0 && left + side < float(picture.width) && top + side < float(picture.height)))
        return false;
    const int ix = static_cast<int>(left);
    const int iy = static_cast<int>(top);
    const float fx = left - float(ix);
    const float fy = top - float(iy);
    const float w00 = (1 - fx) * (1 - fy), w01 = fx * (1 - fy), w10 = (1 - fx) * fy, w11 = fx * fy;
    for (int row = 0; row < side; ++row) {
        const std::uint8_t* a = picture.row(iy + row) + ix;
        const std::uint8_t* b = a + picture.width;
        for (int i = 0; i < side; ++i)
            out[row * side + i] = w00 * float(a[i]) + w01 * float(a[i + 1]) + w10 * float(b[i]) + w11 * float(b[i + 1]);
    }
    return true;
}

} // namespace

void GreyPyramid::build(const SmallGrey& picture)
{
    m_levels[0] = picture;
    for (std::size_t i = 1; i < m_levels.size(); ++i) {
        const SmallGrey& finer = m_levels[i - 1];
        SmallGrey& level = m_levels[i];
        level.width = std::max(finer.width / 2, 1);
        level.height = std::max(finer.height / 2, 1);
        level.scaleX = finer.scaleX / 2;
        level.scaleY = finer.scaleY / 2;
        level.pixels.resize(static_cast<std::size_t>(level.width) * static_cast<std::size_t>(level.height));
        const cv::Mat whole = asMatrix(finer)(
            cv::Rect(0, 0, std::min(level.width * 2, finer.width), std::min(level.height * 2, finer.height)));
        cv::resize(whole, asMatrix(level), {level.width, level.height}, 0, 0, cv::INTER_AREA);
    }
}

PatchTracker::Patch PatchTracker::patchAt(const SmallGrey& picture, float x, float y)
{
    constexpr int kAround = kSide + 2;
    std::array<float, kAround * kAround> square{};
    Patch out;
    if (!readSquare<kAround>(picture, x, y, square.data()))
        return out;
    float meanX = 0, meanY = 0;
    for (int row = 0; row < kSide; ++row)
        for (int column = 0; column < kSide; ++column) {
            const float* centre = square.data() + (row + 1) * kAround + column + 1;
            const auto i = static_cast<std::size_t>(row * kSide + column);
            out.value[i] = *centre;
            out.dx[i] = .5F * (centre[1] - centre[-1]);
            out.dy[i] = .5F * (centre[kAround] - centre[-kAround]);
            meanX += out.dx[i] / kPixels;
            meanY += out.dy[i] / kPixels;
        }
    float xx = 0, xy = 0, yy = 0;
    for (std::size_t i = 0; i < kPixels; ++i) {
        out.dx[i] -= meanX; // so that a change of brightness moves nothing
        out.dy[i] -= meanY;
        xx += out.dx[i] * out.dx[i];
        xy += out.dx[i] * out.dy[i];
        yy += out.dy[i] * out.dy[i];
    }
    const float determinant = xx * yy - xy * xy;
    out.usable = determinant > 1e-3F * (xx + yy) * (xx + yy) && xx + yy > float(kPixels);
    if (out.usable)
        out.inverse = {yy / determinant, -xy / determinant, xx / determinant};
    return out;
}

void PatchTracker::setTemplate(const GreyPyramid& pyramid, std::span<const Box> masked)
{
    m_patches.clear();
    const SmallGrey& finest = pyramid.level(0);
    cv::Mat mask(finest.height, finest.width, CV_8UC1, cv::Scalar(255));
    for (const Box& box : masked) {
        const cv::Rect rect(
            cv::Point(static_cast<int>(std::floor(box.left)), static_cast<int>(std::floor(box.top))),
            cv::Point(static_cast<int>(std::ceil(box.right())), static_cast<int>(std::ceil(box.bottom()))));
        mask(rect & cv::Rect(0, 0, finest.width, finest.height)).setTo(0);
    }
    std::vector<cv::Point2f> corners;
    cv::goodFeaturesToTrack(asMatrix(finest), corners, kMostCorners, kCornerQuality, kShareOfWidth * finest.width,
                            mask);
    for (const cv::Point2f& at : corners) {
        Corner corner{{double(at.x), double(at.y)}, {}};
        for (int level = 0; level < GreyPyramid::kLevels; ++level) {
            const float shrink = 1.F / float(1 << level);
            corner.levels[static_cast<std::size_t>(level)] =
                patchAt(pyramid.level(level), (at.x + .5F) * shrink - .5F, (at.y + .5F) * shrink - .5F);
        }
        if (corner.levels[0].usable)
            m_patches.push_back(std::move(corner));
    }
}

// Newton steps of the translation. False: lost.
bool PatchTracker::follow(const Patch& patch, const SmallGrey& picture, float& x, float& y, float& residual)
{
    std::array<float, kPixels> now{};
    for (int step = 0; step < kSteps; ++step) {
        if (!readSquare<kSide>(picture, x, y, now.data()))
            return false;
        float bx = 0, by = 0;
        for (std::size_t i = 0; i < kPixels; ++i) {
            const float difference = now[i] - patch.value[i];
            bx += patch.dx[i] * difference;
            by += patch.dy[i] * difference;
        }
        const float stepX = patch.inverse[0] * bx + patch.inverse[1] * by;
        const float stepY = patch.inverse[1] * bx + patch.inverse[2] * by;
        if (!(std::abs(stepX) < kSide && std::abs(stepY) < kSide))
            return false;
        x -= stepX;
        y -= stepY;
        if (std::abs(stepX) < kSmallStep && std::abs(stepY) < kSmallStep)
            break;
    }
    float mean = 0;
    for (std::size_t i = 0; i < kPixels; ++i)
        mean += (now[i] - patch.value[i]) / kPixels;
    residual = 0;
    for (std::size_t i = 0; i < kPixels; ++i)
        residual += std::abs(now[i] - patch.value[i] - mean) / kPixels;
    return true;
}

std::vector<PointPair> PatchTracker::find(const GreyPyramid& in, const math::Affine2& guess) const
{
    std::vector<PointPair> out;
    for (const Corner& corner : m_patches) {
        const math::Point from{corner.at.x + .5, corner.at.y + .5};
        const math::Point expected = guess(from);
        float x = static_cast<float>(expected.x);
        float y = static_cast<float>(expected.y);
        bool found = true;
        float residual = 0;
        for (int level = GreyPyramid::kLevels - 1; level >= 0 && found; --level) {
            const Patch& patch = corner.levels[static_cast<std::size_t>(level)];
            if (!patch.usable)
                continue;
            const float shrink = 1.F / float(1 << level);
            float px = x * shrink - .5F;
            float py = y * shrink - .5F;
            if (follow(patch, in.level(level), px, py, residual)) {
                x = (px + .5F) / shrink;
                y = (py + .5F) / shrink;
            } else {
                found = level > 0; // a coarse level that fails leaves the guess to the finer one
            }
        }
        if (found && residual <= kLargestResidual)
            out.push_back({from, {double(x), double(y)}});
    }
    return out;
}

} // namespace tw::video
