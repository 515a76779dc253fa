#include "core/video/camera_motion.h"

#include "core/math/affine.h"
#include "core/video/motion_fit.h"
#include "core/video/patch_tracker.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace tw::video {

using math::Affine2;
using math::Point;

namespace {

// Pixels of the reduced picture.
constexpr double kTolerance = 1;
constexpr double kStill = .2; // a corner of the picture that moves less did not move
constexpr int kFewestInliers = 12;
constexpr double kFewestInlierShare = .3; // of the corners found again
constexpr double kWornOut = .5;           // of the anchor's corners: below, the next frame is the new anchor
constexpr double kFarFromAnchor = .15;    // of the width
constexpr double kTurnedFromAnchor = .06; // entries of the linear part off the identity
constexpr double kMargin = .05;           // of a person's box, masked around it

double largestShift(const Affine2& a, const Affine2& b, const SmallGrey& picture)
{
    double most = 0;
    for (const double x : {0.0, double(picture.width)})
        for (const double y : {0.0, double(picture.height)}) {
            const Point p = a(Point{x, y});
            const Point q = b(Point{x, y});
            most = std::max(most, std::hypot(p.x - q.x, p.y - q.y));
        }
    return most;
}

std::vector<Box> maskOf(std::span<const Box> people, const SmallGrey& picture)
{
    std::vector<Box> out;
    for (const Box& box : people)
        out.push_back(
            {(box.left - kMargin * box.width) * picture.scaleX, (box.top - kMargin * box.height) * picture.scaleY,
             box.width * (1 + 2 * kMargin) * picture.scaleX, box.height * (1 + 2 * kMargin) * picture.scaleY});
    return out;
}

} // namespace

struct CameraMotion::Impl {
    PatchTracker anchor;
    Affine2 previousFromAnchor; // in reduced pixels
    GreyPyramid previous, now;
    std::vector<Box> previousMask; // reduced pixels

    void anchorAtPrevious()
    {
        anchor.setTemplate(previous, previousMask);
        previousFromAnchor = {};
    }

    std::optional<MotionFit> nowFromAnchor() const
    {
        const std::vector<PointPair> pairs = anchor.find(now, previousFromAnchor);
        const auto fit = fitMotion(pairs, std::array{previousFromAnchor}, kTolerance);
        if (!fit || fit->inliers < kFewestInliers || fit->inliers < kFewestInlierShare * double(pairs.size()))
            return std::nullopt;
        return fit;
    }

    bool wornOut(const MotionFit& fit) const
    {
        const SmallGrey& picture = now.level(0);
        const Affine2& map = fit.map;
        const double turned =
            std::max({std::abs(map.xx - 1), std::abs(map.yy - 1), std::abs(map.xy), std::abs(map.yx)});
        return fit.inliers < kWornOut * double(anchor.corners()) || turned > kTurnedFromAnchor ||
               largestShift(map, {}, picture) > kFarFromAnchor * picture.width;
    }

    // In reduced pixels.
    std::optional<Affine2> nowFromPrevious()
    {
        auto fit = nowFromAnchor();
        if (!fit) {
            anchorAtPrevious();
            fit = nowFromAnchor();
        }
        if (!fit)
            return std::nullopt;
        if (largestShift(fit->map, previousFromAnchor, now.level(0)) < kStill)
            fit->map = previousFromAnchor;
        const bool still = fit->map.tx == previousFromAnchor.tx && fit->map.xx == previousFromAnchor.xx;
        const Affine2 out = still ? Affine2{} : fit->map.after(previousFromAnchor.inverse());
        renew = wornOut(*fit);
        previousFromAnchor = fit->map;
        return out;
    }

    bool renew = true; // the previous frame becomes the anchor
    FrameIndex previousFrame = kNoFrame;
};

CameraMotion::CameraMotion() : m_impl(std::make_unique<Impl>()) {}
CameraMotion::~CameraMotion() = default;
CameraMotion::CameraMotion(CameraMotion&&) noexcept = default;
CameraMotion& CameraMotion::operator=(CameraMotion&&) noexcept = default;

std::optional<CameraMotion::Map> CameraMotion::add(FrameIndex frame, const SmallGrey& picture,
                                                   std::span<const Box> people)
{
    Impl& impl = *m_impl;
    const bool comparable = !impl.previous.empty() && impl.previous.level(0).width == picture.width &&
                            impl.previous.level(0).height == picture.height;
    impl.now.build(picture);
    std::optional<Affine2> map;
    if (comparable) {
        const bool newBlock = frame / kBlock != impl.previousFrame / kBlock;
        if (std::exchange(impl.renew, false) || newBlock)
            impl.anchorAtPrevious();
        map = impl.nowFromPrevious();
    }
    if (!map)
        impl.renew = true;
    std::swap(impl.previous, impl.now);
    impl.previousFrame = frame;
    impl.previousMask = maskOf(people, picture);
    if (!map)
        return std::nullopt;
    // reduced pixels = scale x source pixels, on both sides
    const double xy = map->xy * picture.scaleY / picture.scaleX;
    const double yx = map->yx * picture.scaleX / picture.scaleY;
    return Map{float(map->xx), float(xy),      float(map->tx / picture.scaleX),
               float(yx),      float(map->yy), float(map->ty / picture.scaleY)};
}

} // namespace tw::video
