#include "core/video/drawn/shapes.h"

namespace tw::video::drawn {
namespace {

Surface capsuleAt(const Part& part, Vec2 pixel)
{
    const Vec2 axis = part.points[1] - part.points[0];
    const Vec2 offset = pixel - part.points[0];
    const float lengthSquared = std::max(1e-6F, dot(axis, axis));
    Surface surface;
    surface.along = std::clamp(dot(offset, axis) / lengthSquared, 0.0F, 1.0F);
    const float radius = part.radius + (part.radius2 - part.radius) * surface.along;
    const Vec2 out = offset - axis * surface.along;
    surface.distance = length(out) - radius;
    const float inverse = 1 / std::max(0.5F, radius);
    surface.normalX = out.x * inverse;
    surface.normalY = out.y * inverse;
    const float side = axis.x * offset.y - axis.y * offset.x;
    surface.across = std::clamp(-side / std::sqrt(lengthSquared) * inverse, -1.0F, 1.0F);
    return surface;
}

Surface ellipseAt(const Part& part, Vec2 pixel)
{
    const Vec2 offset = pixel - part.points[0];
    Surface surface;
    surface.normalX = offset.x / part.radius;
    surface.normalY = offset.y / part.radius2;
    const float r = std::sqrt(surface.normalX * surface.normalX + surface.normalY * surface.normalY);
    // first-order distance to an ellipse: good near the rim, which is where it matters
    const float gradient = std::sqrt(surface.normalX * surface.normalX / (part.radius * part.radius) +
                                     surface.normalY * surface.normalY / (part.radius2 * part.radius2));
    surface.distance = r < 1e-4F ? -std::min(part.radius, part.radius2) : (r - 1) * r / gradient;
    surface.across = surface.normalX;
    surface.along = 0.5F + 0.5F * surface.normalY;
    return surface;
}

Surface quadAt(const Part& part, Vec2 pixel)
{
    // distance to a convex polygon: the farthest outside edge decides, inside the nearest edge
    const auto& p = part.points;
    float inside = -1e9F, outside = 1e18F;
    float turn = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Vec2 a = p[i], b = p[(i + 1) % 4];
        turn += a.x * b.y - b.x * a.y;
    }
    const float sign = turn >= 0 ? 1.0F : -1.0F;
    bool isInside = true;
    for (std::size_t i = 0; i < 4; ++i) {
        const Vec2 edge = p[(i + 1) % 4] - p[i];
        const Vec2 offset = pixel - p[i];
        const float edgeLength = std::max(1e-3F, length(edge));
        const float side = -sign * (edge.x * offset.y - edge.y * offset.x) / edgeLength;
        isInside = isInside && side <= 0;
        inside = std::max(inside, side);
        const float t = std::clamp(dot(offset, edge) / (edgeLength * edgeLength), 0.0F, 1.0F);
        const Vec2 away = offset - edge * t;
        outside = std::min(outside, dot(away, away));
    }
    Surface surface;
    surface.distance = (isInside ? inside : std::sqrt(outside)) - part.radius;
    const Vec2 top = (p[0] + p[1]) * 0.5F, bottom = (p[2] + p[3]) * 0.5F;
    const Vec2 axis = bottom - top;
    const float lengthSquared = std::max(1e-6F, dot(axis, axis));
    surface.along = std::clamp(dot(pixel - top, axis) / lengthSquared, 0.0F, 1.0F);
    const float half =
        0.5F * (length(p[1] - p[0]) * (1 - surface.along) + length(p[2] - p[3]) * surface.along) + part.radius;
    const Vec2 offset = pixel - top;
    surface.across = std::clamp(
        -(axis.x * offset.y - axis.y * offset.x) / std::sqrt(lengthSquared) / std::max(0.5F, half), -1.0F, 1.0F);
    surface.normalX = surface.across;
    surface.normalY = -0.25F * (1 - 2 * surface.along);
    return surface;
}

bool odd(float value)
{
    return (static_cast<int>(std::floor(value)) & 1) != 0;
}

// Face, hair or hat: which of them shows depends on where the head looks.
Colour headColour(const Material& material, const Surface& surface)
{
    const float x = surface.normalX, y = surface.normalY; // y down
    const bool top = y < -0.38F - 0.12F * x * x;
    const bool back = material.faceFront < -0.25F ? y < 0.72F
                                                  : x * material.faceRight < -0.12F - 0.4F * material.faceFront &&
                                                        std::abs(material.faceRight) > 0.25F && y < 0.45F;
    if (material.hat && y < -0.22F)
        return material.second;
    if (top || back)
        return material.hair * (0.85F + 0.3F * noise(x * 9, y * 3, material.seed));
    if (material.faceFront > 0.1F) {
        const float middle = 0.55F * material.faceRight;
        for (const float side : {-0.34F, 0.34F}) {
            const float dx = (x - middle - side) / 0.16F, dy = (y + 0.02F) / 0.08F;
            if (dx * dx + dy * dy < 1)
                return material.colour * 0.35F;
        }
        if (std::abs(x - middle) < 0.22F && std::abs(y - 0.5F) < 0.05F)
            return mix(material.colour, {140, 40, 45}, 0.6F);
    }
    return material.colour;
}

} // namespace

Surface Part::at(Vec2 pixel) const
{
    switch (shape) {
    case Shape::Capsule: return capsuleAt(*this, pixel);
    case Shape::Quad: return quadAt(*this, pixel);
    case Shape::Ellipse: return ellipseAt(*this, pixel);
    }
    return {};
}

Part::Bounds Part::bounds() const
{
    if (shape == Shape::Ellipse)
        return {points[0].x - radius, points[0].y - radius2, points[0].x + radius, points[0].y + radius2};
    const std::size_t count = shape == Shape::Capsule ? 2 : 4;
    Bounds bounds{1e9F, 1e9F, -1e9F, -1e9F};
    for (std::size_t i = 0; i < count; ++i) {
        const float r = shape == Shape::Capsule && i == 1 ? radius2 : radius;
        bounds.left = std::min(bounds.left, points[i].x - r);
        bounds.right = std::max(bounds.right, points[i].x + r);
        bounds.top = std::min(bounds.top, points[i].y - r);
        bounds.bottom = std::max(bounds.bottom, points[i].y + r);
    }
    return bounds;
}

Colour colourOf(const Material& material, const Part& part, const Surface& surface)
{
    using Pattern = Material::Pattern;
    const float s = surface.across * part.metres.x; // metres across and along the body
    const float t = surface.along * part.metres.y;
    Colour colour = material.colour;
    switch (material.pattern) {
    case Pattern::Plain: break;
    case Pattern::Stripes: colour = odd(t / material.period) ? material.second : colour; break;
    case Pattern::Bars: colour = odd(s / material.period) ? material.second : colour; break;
    case Pattern::Plaid:
        colour = mix(colour, material.second,
                     0.5F * (odd(s / material.period) ? 1.0F : 0.0F) + 0.5F * (odd(t / material.period) ? 1.0F : 0.0F));
        break;
    case Pattern::Dots: {
        const float u = s / material.period, v = t / material.period;
        const float du = u - std::floor(u) - 0.5F, dv = v - std::floor(v) - 0.5F;
        colour = du * du + dv * dv < 0.07F ? material.second : colour;
        break;
    }
    case Pattern::TwoTone: colour = surface.along > 0.45F ? material.second : colour; break;
    case Pattern::Badge:
        colour = std::abs(surface.across) < 0.45F && std::abs(surface.along - 0.35F) < 0.13F ? material.second : colour;
        break;
    case Pattern::Head: return headColour(material, surface);
    case Pattern::Leaves:
        return mix(colour, material.second, layeredNoise(surface.normalX * 7, surface.normalY * 7, material.seed));
    case Pattern::Bricks:
        colour = mix(colour, material.second, layeredNoise(s * 20, t * 20, material.seed) * 0.6F);
        break;
    case Pattern::Car:
        colour = surface.along < 0.42F && std::abs(surface.across) < 0.8F ? material.second : colour;
        break;
    }
    const float wrinkle = layeredNoise(s * 14 + 3, t * 9, material.seed) - 0.5F;
    return colour * (1 + 2 * material.fold * wrinkle);
}

} // namespace tw::video::drawn
