#pragma once
// Private to the drawn scene: small vectors, colours, a generator that is the same on every machine, smooth noise.

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tw::video::drawn {

inline constexpr float kPi = 3.14159265358979F;

struct Vec2 {
    float x = 0, y = 0;
    friend Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
    friend Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
    friend Vec2 operator*(Vec2 a, float s) { return {a.x * s, a.y * s}; }
};
inline float dot(Vec2 a, Vec2 b)
{
    return a.x * b.x + a.y * b.y;
}
inline float length(Vec2 a)
{
    return std::sqrt(dot(a, a));
}

// Metres: x right, y up, z away from the camera.
struct Vec3 {
    float x = 0, y = 0, z = 0;
    friend Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
    friend Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
    friend Vec3 operator*(Vec3 a, float s) { return {a.x * s, a.y * s, a.z * s}; }
};
inline float dot(Vec3 a, Vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

// Linear enough: 0..255 display values.
struct Colour {
    float r = 0, g = 0, b = 0;
    friend Colour operator*(Colour a, float s) { return {a.r * s, a.g * s, a.b * s}; }
    friend Colour operator+(Colour a, Colour b) { return {a.r + b.r, a.g + b.g, a.b + b.b}; }
};
inline Colour mix(Colour a, Colour b, float t)
{
    return a * (1 - t) + b * t;
}
inline float smooth(float from, float to, float value)
{
    const float t = std::clamp((value - from) / (to - from), 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

// splitmix64 (Steele, Lea, Flood 2014)
inline std::uint64_t mixBits(std::uint64_t value)
{
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

class Rng
{
public:
    explicit Rng(std::uint64_t seed) : m_state(mixBits(seed)) {}
    std::uint64_t bits()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        return mixBits(m_state);
    }
    float unit() { return static_cast<float>(bits() >> 40) * (1.0F / 16777216.0F); }
    float between(float low, float high) { return low + (high - low) * unit(); }
    int below(int count) { return static_cast<int>(bits() % static_cast<std::uint64_t>(count)); }
    bool chance(float probability) { return unit() < probability; }

private:
    std::uint64_t m_state;
};

inline float hashUnit(int x, int y, std::uint32_t seed)
{
    std::uint32_t h =
        static_cast<std::uint32_t>(x) * 0x8DA6B343U ^ static_cast<std::uint32_t>(y) * 0xD8163841U ^ seed * 0xCB1AB31FU;
    h = (h ^ (h >> 13)) * 0x85EBCA6BU;
    h = (h ^ (h >> 16)) * 0xC2B2AE35U;
    return static_cast<float>((h ^ (h >> 15)) >> 8) * (1.0F / 16777216.0F);
}

// Value noise, 0..1, features about one unit wide.
inline float noise(float x, float y, std::uint32_t seed)
{
    const float fx = std::floor(x), fy = std::floor(y);
    const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
    const float tx = smooth(0, 1, x - fx), ty = smooth(0, 1, y - fy);
    const float top = hashUnit(ix, iy, seed) * (1 - tx) + hashUnit(ix + 1, iy, seed) * tx;
    const float bottom = hashUnit(ix, iy + 1, seed) * (1 - tx) + hashUnit(ix + 1, iy + 1, seed) * tx;
    return top * (1 - ty) + bottom * ty;
}

inline float layeredNoise(float x, float y, std::uint32_t seed)
{
    return 0.5F * noise(x, y, seed) + 0.3F * noise(2.1F * x, 2.1F * y, seed + 1) +
           0.2F * noise(4.3F * x, 4.3F * y, seed + 2);
}

inline Colour fromHsv(float hue, float saturation, float value) // hue 0..1, value 0..255
{
    const auto channel = [&](float n) {
        const float k = std::fmod(n + hue * 6, 6.0F);
        return value * (1 - saturation * std::clamp(std::min(k, 4 - k), 0.0F, 1.0F));
    };
    return {channel(5), channel(3), channel(1)};
}

} // namespace tw::video::drawn
