#pragma once
// (private) Corners of one picture found again in others of the same size, to a fraction of a pixel, through a pyramid.
// Changes of brightness do not matter; patches are not turned or scaled.
// Source: B. Lucas, T. Kanade, IJCAI 1981; S. Baker, I. Matthews, IJCV 56(3), 2004 (gradients of the template); J. Shi,
// C. Tomasi, CVPR 1994 (which corners).

#include "core/base/box.h"
#include "core/math/affine.h"
#include "core/video/motion_fit.h"
#include "core/video/small_grey.h"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace tw::video {

class GreyPyramid
{
public:
    static constexpr int kLevels = 3;
    // Copies the picture.
    void build(const SmallGrey& picture);
    const SmallGrey& level(int i) const { return m_levels[static_cast<std::size_t>(i)]; }
    bool empty() const { return m_levels[0].empty(); }

private:
    std::array<SmallGrey, kLevels> m_levels;
};

class PatchTracker
{
public:
    static constexpr int kMostCorners = 150;

    // Corners outside `masked` (boxes in pixels of the finest level).
    void setTemplate(const GreyPyramid& pyramid, std::span<const Box> masked);
    std::size_t corners() const { return m_patches.size(); }
    // Those that were found again; `guess` maps the template's pixels to the picture's. Points are continuous: the
    // centre of the first pixel is (.5, .5).
    std::vector<PointPair> find(const GreyPyramid& in, const math::Affine2& guess) const;

private:
    static constexpr int kSide = 9;
    static constexpr int kPixels = kSide * kSide;
    struct Patch {
        std::array<float, kPixels> value{}; // brightness
        std::array<float, kPixels> dx{};    // gradients, mean subtracted
        std::array<float, kPixels> dy{};
        std::array<float, 3> inverse{}; // of the 2 x 2 matrix of their products: xx, xy, yy
        bool usable = false;
    };
    struct Corner {
        math::Point at; // pixel coordinates of the finest level, centre of the first pixel is (0, 0)
        std::array<Patch, GreyPyramid::kLevels> levels;
    };
    static Patch patchAt(const SmallGrey& picture, float x, float y);
    static bool follow(const Patch& patch, const SmallGrey& picture, float& x, float& y, float& residual);

    std::vector<Corner> m_patches;
};

} // namespace tw::video
