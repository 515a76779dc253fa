#include "core/video/drawn_scene.h"

#include "core/base/contract.h"
#include "core/video/drawn/backdrop.h"
#include "core/video/drawn/walkers.h"

#include <array>
#include <cstring>

namespace tw::video {
namespace {

using namespace drawn;

// Anything with a silhouette, people and obstacles alike.
struct Actor {
    float distance = 0;
    TrackId id = TrackId::kInvalid; // kInvalid: an obstacle
    const std::vector<Part>* parts = nullptr;
    std::vector<Part> ownParts;
    Vec3 feet;
    Part::Bounds bounds{};

    const std::vector<Part>& all() const { return parts != nullptr ? *parts : ownParts; }
    bool covers(Vec2 pixel) const
    {
        if (pixel.x < bounds.left || pixel.x > bounds.right || pixel.y < bounds.top || pixel.y > bounds.bottom)
            return false;
        for (const Part& part : all()) {
            if (part.contains(pixel))
                return true;
        }
        return false;
    }
};

Part::Bounds boundsOf(const std::vector<Part>& parts)
{
    Part::Bounds all{1e9F, 1e9F, -1e9F, -1e9F};
    for (const Part& part : parts) {
        const Part::Bounds one = part.bounds();
        all = {std::min(all.left, one.left), std::min(all.top, one.top), std::max(all.right, one.right),
               std::max(all.bottom, one.bottom)};
    }
    return all;
}

Camera cameraFor(const SceneOptions& options, Rng& rng)
{
    using View = SceneOptions::View;
    const auto width = static_cast<float>(options.width), height = static_cast<float>(options.height);
    const float focal = std::max(0.9F * width, 1.5F * height) * static_cast<float>(options.personScale);
    switch (options.view) {
    case View::EyeLevel:
        return {options.width, options.height, focal, rng.between(1.5F, 1.8F), rng.between(0.02F, 0.1F)};
    case View::Elevated: return {options.width, options.height, focal, rng.between(3, 5), rng.between(0.22F, 0.38F)};
    case View::High: return {options.width, options.height, focal, rng.between(9, 13), rng.between(0.6F, 0.85F)};
    }
    TW_UNREACHABLE();
}

struct Light {
    Vec3 direction; // towards the light, unit length
    float ambient = 0.7F;
    float direct = 0.5F;
    Colour colour{1, 1, 1};
    float shadow = 0.35F;
};

Light lightFor(Rng& rng)
{
    Light light;
    const float angle = rng.between(0.15F, 0.85F) * kPi;
    const float front = rng.between(0.3F, 0.8F);
    light.direction = {std::cos(angle) * (1 - 0.4F * front), std::sin(angle) * (1 - 0.4F * front), front};
    light.direction = light.direction * (1 / std::sqrt(dot(light.direction, light.direction)));
    light.ambient = rng.between(0.55F, 0.8F);
    light.direct = rng.between(0.25F, 0.6F);
    const float warm = rng.between(-0.06F, 0.06F);
    light.colour = {1 + warm, 1, 1 - warm};
    light.shadow = rng.between(0.15F, 0.5F);
    return light;
}

} // namespace

struct DrawnScene::Body {
    SceneOptions options;
    Camera camera;
    Light light;
    std::vector<Walker> walkers; // walker i has identity i + 1
    std::vector<Obstacle> obstacles;
    std::vector<std::uint8_t> backdrop; // B G R, no padding

    std::vector<Actor> actorsOf(FrameIndex frame) const; // far ones first
    double visibility(const std::vector<Actor>& actors, std::size_t which) const;
    void shadow(std::uint8_t* canvas, const Actor& actor) const;
    void paint(std::uint8_t* canvas, const Part& part) const;
    void finish(std::uint8_t* canvas, FrameIndex frame) const;
    std::vector<std::uint8_t> picture(FrameIndex frame) const;
};

std::vector<Actor> DrawnScene::Body::actorsOf(FrameIndex frame) const
{
    std::vector<Actor> actors;
    for (std::size_t i = 0; i < walkers.size(); ++i) {
        const auto pose = walkers[i].at(frame);
        if (!pose)
            continue;
        Actor actor;
        actor.id = static_cast<TrackId>(i + 1);
        actor.feet = pose->feet;
        actor.distance = camera.depth(pose->feet);
        actor.ownParts = figureParts(walkers[i].look, *pose, camera);
        actor.bounds = boundsOf(actor.ownParts);
        actors.push_back(std::move(actor));
    }
    for (const Obstacle& obstacle : obstacles) {
        Actor actor;
        actor.distance = camera.depth({0, 0, obstacle.z});
        actor.parts = &obstacle.parts;
        actor.bounds = boundsOf(obstacle.parts);
        actors.push_back(std::move(actor));
    }
    std::stable_sort(actors.begin(), actors.end(),
                     [](const Actor& a, const Actor& b) { return a.distance > b.distance; });
    return actors;
}

// Looks at the figure through a grid of about 32 x 64 points.
double DrawnScene::Body::visibility(const std::vector<Actor>& actors, std::size_t which) const
{
    const Actor& actor = actors[which];
    const float stepX = (actor.bounds.right - actor.bounds.left) / 32;
    const float stepY = (actor.bounds.bottom - actor.bounds.top) / 64;
    int all = 0, seen = 0;
    for (int row = 0; row < 64; ++row) {
        for (int column = 0; column < 32; ++column) {
            const Vec2 pixel{actor.bounds.left + (static_cast<float>(column) + 0.5F) * stepX,
                             actor.bounds.top + (static_cast<float>(row) + 0.5F) * stepY};
            if (!actor.covers(pixel))
                continue;
            ++all;
            bool hidden = pixel.x < 0 || pixel.y < 0 || pixel.x >= static_cast<float>(options.width) ||
                          pixel.y >= static_cast<float>(options.height);
            for (std::size_t nearer = which + 1; nearer < actors.size() && !hidden; ++nearer)
                hidden = actors[nearer].covers(pixel);
            seen += hidden ? 0 : 1;
        }
    }
    return all == 0 ? 0.0 : static_cast<double>(seen) / all;
}

void DrawnScene::Body::shadow(std::uint8_t* canvas, const Actor& actor) const
{
    if (actor.id == TrackId::kInvalid)
        return;
    const Vec3 centre = actor.feet + Vec3{-0.25F * light.direction.x, 0, 0.05F};
    const Vec2 middle = camera.project(centre);
    const Vec2 side = camera.project(centre + Vec3{0.42F, 0, 0});
    const Vec2 far = camera.project(centre + Vec3{0, 0, 0.3F});
    const float rx = std::max(1.0F, side.x - middle.x), ry = std::max(1.0F, middle.y - far.y);
    const int left = std::max(0, static_cast<int>(middle.x - rx)),
              right = std::min(options.width - 1, static_cast<int>(middle.x + rx));
    const int top = std::max(0, static_cast<int>(middle.y - ry)),
              bottom = std::min(options.height - 1, static_cast<int>(middle.y + ry));
    for (int y = top; y <= bottom; ++y) {
        for (int x = left; x <= right; ++x) {
            const float dx = (static_cast<float>(x) - middle.x) / rx, dy = (static_cast<float>(y) - middle.y) / ry;
            const float fade = 1 - light.shadow * smooth(1, 0.2F, std::sqrt(dx * dx + dy * dy));
            std::uint8_t* pixel = canvas + 3 * (static_cast<std::ptrdiff_t>(y) * options.width + x);
            for (int c = 0; c < 3; ++c)
                pixel[c] = static_cast<std::uint8_t>(static_cast<float>(pixel[c]) * fade);
        }
    }
}

void DrawnScene::Body::paint(std::uint8_t* canvas, const Part& part) const
{
    const Part::Bounds bounds = part.bounds();
    const int left = std::max(0, static_cast<int>(std::floor(bounds.left - 1)));
    const int top = std::max(0, static_cast<int>(std::floor(bounds.top - 1)));
    const int right = std::min(options.width - 1, static_cast<int>(std::ceil(bounds.right + 1)));
    const int bottom = std::min(options.height - 1, static_cast<int>(std::ceil(bounds.bottom + 1)));
    for (int y = top; y <= bottom; ++y) {
        std::uint8_t* pixel = canvas + 3 * (static_cast<std::ptrdiff_t>(y) * options.width + left);
        for (int x = left; x <= right; ++x, pixel += 3) {
            const Surface surface = part.at({static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F});
            const float cover = std::clamp(0.5F - surface.distance, 0.0F, 1.0F);
            if (cover <= 0)
                continue;
            const float nx = surface.normalX, ny = surface.normalY;
            const float nz = std::sqrt(std::max(0.0F, 1 - nx * nx - ny * ny));
            const float facing = nx * light.direction.x - ny * light.direction.y + nz * light.direction.z;
            const float bright = light.ambient + light.direct * std::max(0.0F, facing);
            const Colour colour = colourOf(part.material, part, surface) * bright;
            const std::array<float, 3> channels = {colour.b * light.colour.b, colour.g * light.colour.g,
                                                   colour.r * light.colour.r};
            for (std::size_t c = 0; c < 3; ++c)
                pixel[c] = static_cast<std::uint8_t>(
                    std::clamp(static_cast<float>(pixel[c]) * (1 - cover) + channels[c] * cover, 0.0F, 255.0F));
        }
    }
}

// A little blur of the lens and noise of the sensor.
void DrawnScene::Body::finish(std::uint8_t* canvas, FrameIndex frame) const
{
    const int row = options.width * 3;
    const int side = static_cast<int>(std::clamp(options.softness, 0.0, 1.0) * 80); // of 256
    if (side > 0) {
        const auto blur = [side](int before, int here, int after) {
            return static_cast<std::uint8_t>((side * (before + after) + (256 - 2 * side) * here + 128) >> 8);
        };
        std::vector<std::uint8_t> above(canvas, canvas + row), line(static_cast<std::size_t>(row));
        for (int y = 0; y < options.height; ++y) {
            std::uint8_t* here = canvas + static_cast<std::ptrdiff_t>(y) * row;
            const std::uint8_t* below = y + 1 < options.height ? here + row : here;
            for (int i = 0; i < row; ++i)
                line[static_cast<std::size_t>(i)] = blur(above[static_cast<std::size_t>(i)], here[i], below[i]);
            std::memcpy(above.data(), here, static_cast<std::size_t>(row));
            for (int i = 0; i < row; ++i) {
                const auto at = static_cast<std::size_t>(i);
                here[i] = blur(line[i >= 3 ? at - 3 : at], line[at], line[i + 3 < row ? at + 3 : at]);
            }
        }
    }
    if (options.noise <= 0)
        return;
    // sums of four uniform bytes are close enough to a bell; one generator step serves two channels
    const int strength = static_cast<int>(options.noise * 256 / 147.8); // 147.8: deviation of that sum
    std::uint64_t state = mixBits(options.seed * 977 + static_cast<std::uint64_t>(frame));
    const std::ptrdiff_t count = static_cast<std::ptrdiff_t>(row) * options.height;
    for (std::ptrdiff_t i = 0; i < count; i += 2) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const std::uint64_t bits = state ^ (state >> 29);
        for (std::ptrdiff_t k = 0; k < 2 && i + k < count; ++k) {
            const auto four = static_cast<std::uint32_t>(bits >> (32 * k));
            const int sum =
                static_cast<int>((four & 255) + (four >> 8 & 255) + (four >> 16 & 255) + (four >> 24)) - 510;
            canvas[i + k] = static_cast<std::uint8_t>(std::clamp(canvas[i + k] + ((sum * strength) >> 8), 0, 255));
        }
    }
}

std::vector<std::uint8_t> DrawnScene::Body::picture(FrameIndex frame) const
{
    std::vector<std::uint8_t> canvas = backdrop;
    const std::vector<Actor> actors = actorsOf(frame);
    for (const Actor& actor : actors)
        shadow(canvas.data(), actor);
    for (const Actor& actor : actors) {
        for (const Part& part : actor.all())
            paint(canvas.data(), part);
    }
    finish(canvas.data(), frame);
    return canvas;
}

SceneOptions SceneOptions::varied(std::uint64_t seed, int width, int height, FrameIndex frameCount)
{
    Rng rng(seed ^ 0x5CEEULL);
    SceneOptions options;
    options.seed = seed;
    options.width = width;
    options.height = height;
    options.frameCount = frameCount;
    const int view = rng.below(10);
    options.view = view < 5 ? View::EyeLevel : view < 8 ? View::Elevated : View::High;
    options.place = static_cast<Place>(rng.below(4));
    options.people = options.view == View::High ? 6 + rng.below(20) : 3 + rng.below(13);
    options.obstacles = rng.below(6);
    options.personScale = rng.between(0.75F, 1.4F);
    options.speedScale = rng.between(0.8F, 1.3F);
    options.noise = rng.between(0.5F, 7);
    options.softness = rng.between(0, 1);
    return options;
}

DrawnScene::DrawnScene(const SceneOptions& options)
{
    TW_EXPECTS(options.width >= 16 && options.height >= 16 && options.width <= 16384 && options.height <= 16384);
    TW_EXPECTS(options.frameCount > 0 && options.framesPerSecond > 0 && options.people >= 0);
    auto body = std::make_unique<Body>();
    body->options = options;
    Rng rng(options.seed);
    body->camera = cameraFor(options, rng);
    body->light = lightFor(rng);
    const auto height = static_cast<float>(options.height);
    WalkerPlan plan;
    plan.frameCount = options.frameCount;
    plan.framesPerSecond = static_cast<float>(options.framesPerSecond);
    plan.people = options.people;
    plan.speedScale = static_cast<float>(options.speedScale);
    plan.comeAndGo = options.comeAndGo;
    plan.nearZ = std::max(2.7F, body->camera.groundAt(0.96F * height));
    // people smaller than about 1/14 of the picture are not annotated
    const float farthest = body->camera.focal() * 1.7F * 14 / height;
    plan.farZ = std::clamp(std::min(body->camera.groundAt(0.12F * height), farthest), plan.nearZ * 1.3F,
                           options.view == SceneOptions::View::High ? 40.0F : 19.0F); // before the wall at the far end
    body->walkers = planWalkers(plan, body->camera, rng.bits());
    body->obstacles = placeObstacles(options, body->camera, plan.nearZ, plan.farZ, rng.bits());
    body->backdrop = paintBackdrop(options, body->camera, rng.bits());
    m_body = std::move(body);
}

DrawnScene::~DrawnScene() = default;
DrawnScene::DrawnScene(DrawnScene&&) noexcept = default;
DrawnScene& DrawnScene::operator=(DrawnScene&&) noexcept = default;

const SceneOptions& DrawnScene::options() const
{
    return m_body->options;
}

int DrawnScene::identityCount() const
{
    return static_cast<int>(m_body->walkers.size());
}

std::vector<DrawnPerson> DrawnScene::truth(FrameIndex frame) const
{
    const std::vector<Actor> actors = m_body->actorsOf(frame);
    std::vector<DrawnPerson> people;
    for (std::size_t i = 0; i < actors.size(); ++i) {
        const Part::Bounds& b = actors[i].bounds;
        if (actors[i].id == TrackId::kInvalid || b.right <= 0 || b.bottom <= 0 ||
            b.left >= static_cast<float>(m_body->options.width) || b.top >= static_cast<float>(m_body->options.height))
            continue;
        people.push_back({actors[i].id, Box{b.left, b.top, b.right - b.left, b.bottom - b.top},
                          m_body->visibility(actors, i), actors[i].distance});
    }
    std::sort(people.begin(), people.end(),
              [](const DrawnPerson& a, const DrawnPerson& b) { return number(a.id) < number(b.id); });
    return people;
}

void DrawnScene::draw(FrameIndex frame, std::uint8_t* pixels, std::ptrdiff_t stride, PixelFormat format) const
{
    TW_EXPECTS(frame >= 0 && frame < m_body->options.frameCount && format != PixelFormat::Gray8);
    const std::vector<std::uint8_t> canvas = m_body->picture(frame);
    const int width = m_body->options.width;
    const std::uint8_t* in = canvas.data();
    for (int y = 0; y < m_body->options.height; ++y) {
        std::uint8_t* out = pixels + y * stride;
        for (int x = 0; x < width; ++x, in += 3, out += bytesPerPixel(format)) {
            out[0] = format == PixelFormat::Rgb8 ? in[2] : in[0];
            out[1] = in[1];
            out[2] = format == PixelFormat::Rgb8 ? in[0] : in[2];
            if (format == PixelFormat::Bgra8)
                out[3] = 255;
        }
    }
}

std::vector<std::uint8_t> DrawnScene::draw(FrameIndex frame, PixelFormat format) const
{
    const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(m_body->options.width) * bytesPerPixel(format);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(stride * m_body->options.height));
    draw(frame, pixels.data(), stride, format);
    return pixels;
}

} // namespace tw::video
