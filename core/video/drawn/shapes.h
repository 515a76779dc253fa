#pragma once
// Private to the drawn scene: the parts figures and obstacles are made of, in pixels, with distance, position on the
// surface and a normal for the light.

#include "core/video/drawn/drawn_math.h"

#include <array>
#include <vector>

namespace tw::video::drawn {

struct Material {
    enum class Pattern : std::uint8_t { Plain, Stripes, Bars, Plaid, Dots, TwoTone, Badge, Head, Leaves, Bricks, Car };
    Colour colour;
    Colour second;
    Pattern pattern = Pattern::Plain;
    float period = 0.08F; // metres
    float fold = 0.10F;   // strength of wrinkles
    std::uint32_t seed = 0;
    // Head only: where the face is. right: +1 looks to the right of the picture; front: +1 looks at the camera.
    float faceRight = 0, faceFront = 0;
    Colour hair;
    bool hat = false;
};

struct Surface {
    float distance = 1e9F; // pixels, negative inside
    float across = 0;      // -1..1 over the width
    float along = 0;       // 0..1 over the length
    float normalX = 0, normalY = 0;
};

struct Part {
    enum class Shape : std::uint8_t { Capsule, Quad, Ellipse };
    Shape shape = Shape::Capsule;
    std::array<Vec2, 4>
        points{};            // Capsule: ends; Quad: upper left, upper right, lower right, lower left; Ellipse: centre
    float radius = 1;        // Capsule: at the first end; Quad: rounding; Ellipse: half width
    float radius2 = 1;       // Capsule: at the second end; Ellipse: half height
    float depth = 0;         // for the order of painting
    Vec2 metres{0.1F, 0.3F}; // half width and length on the body, so that patterns keep their size
    Material material;

    Surface at(Vec2 pixel) const;
    bool contains(Vec2 pixel) const { return at(pixel).distance < 0; }
    struct Bounds {
        float left, top, right, bottom;
    };
    Bounds bounds() const;
};

// What it looks like there, without light.
Colour colourOf(const Material& material, const Part& part, const Surface& surface);

} // namespace tw::video::drawn
