#include "core/video/drawn/backdrop.h"

namespace tw::video::drawn {
namespace {

using Place = SceneOptions::Place;

// One scene's taste: colours and sizes drawn from the seed.
struct Style {
    Place place;
    std::uint32_t seed;
    Colour ground, joint, wall, wall2, glass, sky;
    float tile = 1, crossingZ = 6, wallZ = 30, storey = 3.2F, bay = 2.5F;
};

Style styleFor(const SceneOptions& options, std::uint64_t seed)
{
    Rng rng(seed);
    Style style;
    style.place = options.place;
    style.seed = static_cast<std::uint32_t>(rng.bits());
    const float light = rng.between(0.75F, 1.15F);
    switch (options.place) {
    case Place::Street: style.ground = Colour{112, 112, 115} * light; break;
    case Place::Plaza: style.ground = Colour{165, 155, 142} * light; break;
    case Place::Park: style.ground = Colour{88, 112, 62} * light; break;
    case Place::Hall: style.ground = Colour{185, 180, 172} * light; break;
    }
    style.joint = style.ground * rng.between(0.7F, 0.9F);
    style.wall = fromHsv(rng.between(0.02F, 0.16F), rng.between(0.03F, 0.35F), rng.between(110, 220));
    style.wall2 = fromHsv(rng.unit(), rng.between(0.03F, 0.25F), rng.between(60, 170));
    style.glass = fromHsv(0.58F, rng.between(0.1F, 0.4F), rng.between(60, 140));
    style.sky = fromHsv(rng.between(0.55F, 0.62F), rng.between(0.1F, 0.45F), rng.between(190, 250));
    style.tile = rng.between(0.4F, 1.4F);
    style.crossingZ = rng.between(5, 9);
    style.wallZ = options.view == SceneOptions::View::High ? rng.between(55, 70) : rng.between(24, 40);
    style.storey = rng.between(2.8F, 3.8F);
    style.bay = rng.between(1.8F, 3.5F);
    return style;
}

float part(float value)
{
    return value - std::floor(value);
}

// x, z: metres on the ground; footprint: metres one pixel covers there, to fade what is finer.
Colour groundColour(const Style& style, float x, float z, float footprint)
{
    const float grain = layeredNoise(x * 1.3F, z * 1.3F, style.seed) - 0.5F;
    const float fine = (noise(x * 25, z * 25, style.seed + 9) - 0.5F) * std::clamp(1 - 15 * footprint, 0.0F, 1.0F);
    Colour colour = style.ground * (1 + 0.25F * grain + 0.18F * fine);
    const float sharp = std::clamp(1.2F - 4 * footprint / style.tile, 0.0F, 1.0F);
    const float jointWidth = std::max(0.02F, 0.7F * footprint) / style.tile;
    const auto isJoint = [&](float value) { return part(value / style.tile) < jointWidth; };
    switch (style.place) {
    case Place::Street: {
        if (std::abs(z - style.crossingZ) < 1.6F && part(x / 1.0F) < 0.5F)
            colour = mix(colour, {215, 215, 210}, 0.8F - 0.5F * layeredNoise(x * 5, z * 5, style.seed + 3));
        if (std::abs(z - style.crossingZ - 5) < 0.12F)
            colour = {200, 200, 195};
        if (z > style.crossingZ + 7) // the pavement on the other side
            colour = mix(style.wall, {160, 155, 150}, 0.7F) * (0.8F + 0.3F * grain);
        break;
    }
    case Place::Plaza:
    case Place::Hall: {
        const float shade = 0.12F * (hashUnit(static_cast<int>(std::floor(x / style.tile)),
                                              static_cast<int>(std::floor(z / style.tile)), style.seed) -
                                     0.5F);
        colour = colour * (1 + shade * sharp);
        if (isJoint(x) || isJoint(z))
            colour = mix(colour, style.joint, sharp);
        break;
    }
    case Place::Park: {
        const float path = std::abs(z - 8 - 2 * std::sin(x * 0.2F));
        if (path < 2)
            colour = mix(Colour{172, 150, 120} * (0.85F + 0.3F * grain + 0.2F * fine), colour, smooth(1.6F, 2, path));
        break;
    }
    }
    return colour;
}

// x, y: metres on the wall at the far end.
Colour wallColour(const Style& style, float x, float y)
{
    const float grain = layeredNoise(x, y, style.seed + 5) - 0.5F;
    const int column = static_cast<int>(std::floor(x / style.bay));
    const int row = static_cast<int>(std::floor(y / style.storey));
    const float u = part(x / style.bay), v = part(y / style.storey);
    const float lot = hashUnit(column, row, style.seed + 6);
    if (style.place == Place::Park) {
        const float crown = 5 + 4 * layeredNoise(x * 0.35F, 0, style.seed);
        if (y > crown)
            return style.sky * (1 - 0.01F * std::min(y, 20.0F));
        return mix(Colour{38, 62, 30}, Colour{98, 128, 66}, layeredNoise(x * 1.7F, y * 1.7F, style.seed + 1));
    }
    if (style.place == Place::Hall) {
        if (y > 4.5F)
            return part(x / 3) < 0.15F && part(y * 0.8F) < 0.6F ? Colour{240, 238, 230} : Colour{168, 168, 166};
        if (lot > 0.6F && u > 0.15F && u < 0.8F && v > 0.2F && v < 0.75F) // posters and doors
            return fromHsv(part(lot * 7 + 0.3F * noise(x * 4, y * 4, style.seed)), 0.35F,
                           80 + 150 * layeredNoise(x * 3, y * 5, style.seed));
        return style.wall * (0.9F + 0.15F * grain);
    }
    const float top = 9 + 5 * hashUnit(static_cast<int>(std::floor(x / (style.bay * 4))), 1, style.seed);
    if (y > top)
        return mix(style.sky, {235, 238, 240}, layeredNoise(x * 0.15F, y * 0.3F, style.seed + 2));
    const Colour wall =
        hashUnit(static_cast<int>(std::floor(x / (style.bay * 4))), 2, style.seed) > 0.5F ? style.wall : style.wall2;
    const bool shop = row == 0;
    const bool window =
        shop ? u > 0.08F && u < 0.92F && v > 0.12F && v < 0.75F : u > 0.25F && u < 0.75F && v > 0.25F && v < 0.8F;
    if (window)
        return mix(style.glass * (0.6F + 0.8F * lot), {230, 220, 190},
                   shop ? 0.5F * noise(x * 3, y * 3, style.seed) : 0);
    if (shop && v >= 0.75F)
        return fromHsv(part(lot * 5), 0.6F, 150);
    return wall * (0.85F + 0.25F * grain);
}

Colour backdropColour(const Style& style, const Camera& camera, Vec2 pixel)
{
    const Vec3 ray = camera.ray(pixel);
    const float far = style.wallZ;
    if (ray.y < -1e-5F) {
        const float t = camera.height() / -ray.y;
        const Vec3 point = ray * t;
        if (point.z < far) {
            const float footprint = t / camera.focal() * std::max(1.0F, 0.6F / std::max(0.05F, -ray.y));
            return groundColour(style, point.x, point.z, footprint);
        }
    }
    const float t = far / std::max(0.01F, ray.z);
    return wallColour(style, ray.x * t, camera.height() + ray.y * t);
}

class ObstacleBuilder
{
public:
    ObstacleBuilder(const Camera& camera, Rng& rng) : m_camera(camera), m_rng(rng) {}

    Obstacle build(Place place, float x, float z)
    {
        m_obstacle = {z, {}};
        m_foot = {x, 0, z};
        switch (place == Place::Hall ? m_rng.below(2) * 3 : m_rng.below(5)) {
        case 0: pillar(); break;
        case 1: tree(); break;
        case 2: lamp(); break;
        case 3: board(); break;
        default: car(); break;
        }
        return std::move(m_obstacle);
    }

private:
    Material stuff(Colour colour, Material::Pattern pattern = Material::Pattern::Plain)
    {
        Material material;
        material.colour = colour;
        material.second = colour * 0.6F;
        material.pattern = pattern;
        material.fold = 0.05F;
        material.seed = static_cast<std::uint32_t>(m_rng.bits());
        return material;
    }
    void post(float radius, float height, const Material& material)
    {
        Part p;
        p.shape = Part::Shape::Quad;
        const Vec2 top = m_camera.project(m_foot + Vec3{0, height, 0}), bottom = m_camera.project(m_foot);
        const float upper = radius * m_camera.scale(m_foot + Vec3{0, height, 0}),
                    lower = radius * m_camera.scale(m_foot);
        p.points = {top - Vec2{upper, 0}, top + Vec2{upper, 0}, bottom + Vec2{lower, 0}, bottom - Vec2{lower, 0}};
        p.radius = 0.15F * lower;
        p.metres = {radius, height};
        p.material = material;
        m_obstacle.parts.push_back(p);
    }
    void plate(float left, float right, float bottom, float top, const Material& material)
    {
        Part p;
        p.shape = Part::Shape::Quad;
        p.points = {m_camera.project(m_foot + Vec3{left, top, 0}), m_camera.project(m_foot + Vec3{right, top, 0}),
                    m_camera.project(m_foot + Vec3{right, bottom, 0}),
                    m_camera.project(m_foot + Vec3{left, bottom, 0})};
        p.radius = 0.04F * m_camera.scale(m_foot);
        p.metres = {0.5F * (right - left), top - bottom};
        p.material = material;
        m_obstacle.parts.push_back(p);
    }
    void ball(Vec3 centre, float radiusX, float radiusY, const Material& material)
    {
        Part p;
        p.shape = Part::Shape::Ellipse;
        p.points[0] = m_camera.project(centre);
        p.radius = radiusX * m_camera.scale(centre);
        p.radius2 = radiusY * m_camera.scale(centre);
        p.material = material;
        m_obstacle.parts.push_back(p);
    }

    void pillar()
    {
        post(m_rng.between(0.15F, 0.35F), m_rng.between(3, 6),
             stuff(fromHsv(0.1F, 0.1F, m_rng.between(110, 200)), Material::Pattern::Bricks));
    }
    void tree()
    {
        post(m_rng.between(0.1F, 0.2F), 2.6F, stuff({82, 62, 46}, Material::Pattern::Bricks));
        Material leaves = stuff({60, 88, 42}, Material::Pattern::Leaves);
        leaves.second = {110, 140, 74};
        const float size = m_rng.between(0.8F, 1.5F);
        ball(m_foot + Vec3{0, 3.2F, 0}, size, size * 0.9F, leaves);
    }
    void lamp()
    {
        post(0.06F, 5, stuff({60, 62, 66}));
        ball(m_foot + Vec3{0.15F, 5, 0}, 0.3F, 0.12F, stuff({90, 92, 96}));
    }
    void board()
    {
        const float width = m_rng.between(0.35F, 0.7F);
        Material paper = stuff(fromHsv(m_rng.unit(), 0.6F, m_rng.between(120, 220)), Material::Pattern::Badge);
        paper.second = fromHsv(m_rng.unit(), 0.5F, 230);
        plate(-width, width, 0.3F, m_rng.between(1.2F, 2), paper);
        plate(-width, -width + 0.06F, 0, 0.4F, stuff({70, 70, 72}));
        plate(width - 0.06F, width, 0, 0.4F, stuff({70, 70, 72}));
    }
    void car()
    {
        Material body = stuff(fromHsv(m_rng.unit(), m_rng.between(0, 0.7F), m_rng.between(60, 220)));
        Material cabin = stuff(body.colour * 0.95F, Material::Pattern::Car);
        cabin.second = {52, 60, 68};
        plate(-1.1F, 1.1F, 0.75F, 1.4F, cabin);
        plate(-2.05F, 2.05F, 0.3F, 0.82F, body);
        for (const float x : {-1.3F, 1.3F}) {
            ball(m_foot + Vec3{x, 0.31F, -0.05F}, 0.33F, 0.33F, stuff({28, 28, 30}));
            ball(m_foot + Vec3{x, 0.31F, -0.05F}, 0.17F, 0.17F, stuff({130, 132, 136}));
        }
    }

    const Camera& m_camera;
    Rng& m_rng;
    Obstacle m_obstacle;
    Vec3 m_foot;
};

} // namespace

std::vector<std::uint8_t> paintBackdrop(const SceneOptions& options, const Camera& camera, std::uint64_t seed)
{
    const Style style = styleFor(options, seed);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(options.width) *
                                     static_cast<std::size_t>(options.height) * 3);
    std::uint8_t* out = pixels.data();
    for (int y = 0; y < options.height; ++y) {
        for (int x = 0; x < options.width; ++x) {
            Colour sum;
            for (const Vec2 sample : {Vec2{0.25F, 0.25F}, Vec2{0.75F, 0.75F}})
                sum = sum + backdropColour(style, camera, Vec2{static_cast<float>(x), static_cast<float>(y)} + sample);
            for (const float channel : {sum.b, sum.g, sum.r})
                *out++ = static_cast<std::uint8_t>(std::clamp(0.5F * channel, 0.0F, 255.0F));
        }
    }
    return pixels;
}

std::vector<Obstacle> placeObstacles(const SceneOptions& options, const Camera& camera, float nearZ, float farZ,
                                     std::uint64_t seed)
{
    Rng rng(seed);
    std::vector<Obstacle> obstacles;
    for (int i = 0; i < options.obstacles; ++i) {
        // not among the nearest people: a post there would hide half the picture
        const float z = 1 / rng.between(1 / farZ, 1 / (1.6F * nearZ));
        const float x = rng.between(-0.85F, 0.85F) * camera.halfWidthAt(z);
        obstacles.push_back(ObstacleBuilder(camera, rng).build(options.place, x, z));
    }
    return obstacles;
}

} // namespace tw::video::drawn
