#pragma once
// Private to the drawn scene: a pinhole camera above the origin, looking along +z and down.

#include "core/video/drawn/drawn_math.h"

namespace tw::video::drawn {

class Camera
{
public:
    Camera() = default;
    // height: metres; pitch: radians downwards; focal: pixels
    Camera(int widthPx, int heightPx, float focalPx, float heightM, float pitch)
        : m_centre{0.5F * static_cast<float>(widthPx), 0.5F * static_cast<float>(heightPx)}, m_focal(focalPx),
          m_height(heightM), m_sine(std::sin(pitch)), m_cosine(std::cos(pitch))
    {}

    float depth(Vec3 point) const { return -(point.y - m_height) * m_sine + point.z * m_cosine; }
    // Pixels per metre at the depth of this point.
    float scale(Vec3 point) const { return m_focal / std::max(0.1F, depth(point)); }
    Vec2 project(Vec3 point) const
    {
        const float up = (point.y - m_height) * m_cosine + point.z * m_sine;
        const float s = scale(point);
        return {m_centre.x + s * point.x, m_centre.y - s * up};
    }
    // Direction through a pixel, in metres at depth 1.
    Vec3 ray(Vec2 pixel) const
    {
        const float x = (pixel.x - m_centre.x) / m_focal;
        const float up = (m_centre.y - pixel.y) / m_focal;
        return {x, up * m_cosine - m_sine, up * m_sine + m_cosine};
    }
    float height() const { return m_height; }
    float focal() const { return m_focal; }

    // z of the ground point that shows at image row y; a large number at and above the horizon.
    float groundAt(float row) const
    {
        const Vec3 direction = ray({m_centre.x, row});
        return direction.y < -1e-4F ? m_height * direction.z / -direction.y : 1e6F;
    }
    // Half the visible width of the ground in metres at z.
    float halfWidthAt(float z) const { return depth({0, 0, z}) * m_centre.x / m_focal; }

private:
    Vec2 m_centre;
    float m_focal = 1000;
    float m_height = 1.6F;
    float m_sine = 0, m_cosine = 1;
};

} // namespace tw::video::drawn
