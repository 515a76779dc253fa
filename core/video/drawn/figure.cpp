#include "core/video/drawn/figure.h"

namespace tw::video::drawn {
namespace {

Colour clothColour(Rng& rng)
{
    // Streets are mostly dark, grey, white and denim; the rest is what makes people tell each other apart
    switch (rng.below(8)) {
    case 0: return fromHsv(0, 0, rng.between(18, 60));
    case 1: return fromHsv(0.6F, 0.15F, rng.between(70, 150));
    case 2: return fromHsv(0.1F, rng.between(0, 0.12F), rng.between(180, 245));
    case 3: return fromHsv(rng.between(0.57F, 0.65F), rng.between(0.4F, 0.75F), rng.between(60, 140));
    case 4: return fromHsv(rng.between(0.05F, 0.12F), rng.between(0.25F, 0.55F), rng.between(80, 200));
    default: return fromHsv(rng.unit(), rng.between(0.2F, 0.75F), rng.between(60, 215));
    }
}

Colour trouserColour(Rng& rng)
{
    switch (rng.below(6)) {
    case 0: return fromHsv(0, 0, rng.between(15, 55));
    case 1:
    case 2: return fromHsv(rng.between(0.57F, 0.64F), rng.between(0.3F, 0.65F), rng.between(50, 135));
    case 3: return fromHsv(0.1F, rng.between(0.1F, 0.4F), rng.between(90, 190));
    case 4: return fromHsv(0.6F, 0.05F, rng.between(60, 140));
    default: return clothColour(rng);
    }
}

Material cloth(Rng& rng, bool patterned)
{
    using Pattern = Material::Pattern;
    Material material;
    material.colour = clothColour(rng);
    material.second = rng.chance(0.5F) ? clothColour(rng) : material.colour * rng.between(0.45F, 0.75F);
    if (patterned && rng.chance(0.5F)) {
        constexpr Pattern kPatterns[] = {Pattern::Stripes, Pattern::Bars,    Pattern::Plaid,
                                         Pattern::Dots,    Pattern::TwoTone, Pattern::Badge};
        material.pattern = kPatterns[rng.below(6)];
    }
    material.period = rng.between(0.035F, 0.1F);
    material.fold = rng.between(0.06F, 0.2F);
    material.seed = static_cast<std::uint32_t>(rng.bits());
    return material;
}

Material plain(Colour colour, Rng& rng)
{
    Material material;
    material.colour = colour;
    material.fold = 0.04F;
    material.seed = static_cast<std::uint32_t>(rng.bits());
    return material;
}

// Joints of one pose, metres in the world.
struct Skeleton {
    Vec3 forward, side; // unit vectors on the ground; side points to the person's right
    Vec3 pelvis, chest, neck, head;
    Vec3 hips[2], knees[2], ankles[2], toes[2];
    Vec3 shoulders[2], elbows[2], hands[2];
};

Vec3 swung(Vec3 from, Vec3 forward, float angle, float reach)
{
    return from + forward * (reach * std::sin(angle)) + Vec3{0, -reach * std::cos(angle), 0};
}

Skeleton skeletonOf(const Look& look, const Pose& pose)
{
    Skeleton s;
    const float h = look.height;
    s.forward = {std::cos(pose.heading), 0, std::sin(pose.heading)};
    s.side = {s.forward.z, 0, -s.forward.x};
    const float thigh = 0.245F * h, shin = 0.24F * h, sole = 0.045F * h;
    float hipAngle[2], shinAngle[2], reach = 0;
    for (int i = 0; i < 2; ++i) {
        const float phase = pose.phase + (i == 0 ? 0 : kPi);
        hipAngle[i] = 0.42F * pose.stride * std::sin(phase);
        // the knee bends while the leg swings forward
        const float bend = 0.06F + 0.85F * pose.stride * std::pow(std::max(0.0F, std::cos(phase)), 1.5F);
        shinAngle[i] = hipAngle[i] - bend;
        reach = std::max(reach, thigh * std::cos(hipAngle[i]) + shin * std::cos(shinAngle[i]));
    }
    s.pelvis = pose.feet + Vec3{0, reach + sole, 0};
    const float lean = 0.03F * pose.stride;
    const Vec3 up = Vec3{0, 1, 0} + s.forward * lean;
    s.chest = s.pelvis + up * (0.29F * h);
    s.neck = s.chest + up * (0.045F * h);
    s.head = s.neck + up * (0.065F * h) + s.forward * (0.012F * h);
    for (int i = 0; i < 2; ++i) {
        const float hand = i == 0 ? 1.0F : -1.0F;
        s.hips[i] = s.pelvis + s.side * (hand * 0.048F * h * look.build);
        s.knees[i] = swung(s.hips[i], s.forward, hipAngle[i], thigh);
        s.ankles[i] = swung(s.knees[i], s.forward, shinAngle[i], shin);
        s.toes[i] = s.ankles[i] + s.forward * (0.085F * h) + Vec3{0, -0.6F * sole, 0};
        const float swing = -0.8F * hipAngle[i];
        s.shoulders[i] = s.chest + s.side * (hand * 0.098F * h * look.build);
        s.elbows[i] =
            swung(s.shoulders[i], s.forward, look.armsBent ? 0.15F : swing, 0.17F * h) + s.side * (hand * 0.015F * h);
        s.hands[i] =
            swung(s.elbows[i], s.forward, look.armsBent ? 1.9F : swing + 0.25F + 0.25F * pose.stride, 0.16F * h);
    }
    return s;
}

class FigureBuilder
{
public:
    FigureBuilder(const Look& look, const Pose& pose, const Camera& camera)
        : m_look(look), m_camera(camera), m_s(skeletonOf(look, pose)), m_h(look.height)
    {}

    std::vector<Part> build()
    {
        for (int i = 0; i < 2; ++i)
            leg(i);
        torso();
        for (int i = 0; i < 2; ++i)
            arm(i);
        headAndHair();
        bag();
        std::stable_sort(m_parts.begin(), m_parts.end(),
                         [](const Part& a, const Part& b) { return a.depth > b.depth; });
        return std::move(m_parts);
    }

private:
    // bias: metres nearer to the camera than the joints say
    void limb(Vec3 from, Vec3 to, float radiusM, float radius2M, const Material& material, float bias = 0)
    {
        Part part;
        part.shape = Part::Shape::Capsule;
        part.points[0] = m_camera.project(from);
        part.points[1] = m_camera.project(to);
        part.radius = radiusM * m_camera.scale(from);
        part.radius2 = radius2M * m_camera.scale(to);
        part.depth = 0.5F * (m_camera.depth(from) + m_camera.depth(to)) - bias;
        const Vec3 axis = to - from;
        part.metres = {radiusM, std::sqrt(dot(axis, axis))};
        part.material = material;
        m_parts.push_back(part);
    }

    void leg(int i)
    {
        const float b = m_look.build;
        const bool bare = m_look.lowerKind != Look::Lower::Trousers;
        const Material& shin = bare ? m_look.skin : m_look.lower;
        limb(m_s.knees[i], m_s.ankles[i], 0.037F * m_h * (bare ? 0.85F : 1), (bare ? 0.023F : 0.029F) * m_h, shin);
        limb(m_s.hips[i], m_s.knees[i], 0.053F * m_h * b, 0.039F * m_h,
             m_look.lowerKind == Look::Lower::Skirt ? m_look.skin : m_look.lower, 0.01F);
        limb(m_s.ankles[i] + Vec3{0, -0.02F * m_h, 0}, m_s.toes[i], 0.026F * m_h, 0.019F * m_h, m_look.shoes, 0.02F);
    }

    // Four joints as a rounded quadrilateral; left and right of the picture are put in order.
    void sheet(Vec3 upperA, Vec3 upperB, Vec3 lowerA, Vec3 lowerB, float roundM, float halfWidthM,
               const Material& material, float bias)
    {
        Part part;
        part.shape = Part::Shape::Quad;
        Vec2 a = m_camera.project(upperA), b = m_camera.project(upperB);
        Vec2 c = m_camera.project(lowerA), d = m_camera.project(lowerB);
        if (a.x > b.x) {
            std::swap(a, b);
            std::swap(c, d);
        }
        if (c.x > d.x)
            std::swap(c, d);
        part.points = {a, b, d, c};
        part.radius = roundM * m_camera.scale((upperA + lowerB) * 0.5F);
        part.depth = 0.25F * (m_camera.depth(upperA) + m_camera.depth(upperB) + m_camera.depth(lowerA) +
                              m_camera.depth(lowerB)) -
                     bias;
        const Vec3 down = (upperA + upperB - lowerA - lowerB) * 0.5F;
        part.metres = {halfWidthM, std::sqrt(dot(down, down))};
        part.material = material;
        m_parts.push_back(part);
    }

    void torso()
    {
        const float b = m_look.build;
        const Vec3 shoulder = m_s.side * (0.07F * m_h * b), waist = m_s.side * (0.045F * m_h * b);
        const Vec3 top = m_s.chest + Vec3{0, -0.005F * m_h, 0};
        const float thick = 0.054F * m_h * b;
        const Vec3 hem = m_s.pelvis + Vec3{0, m_look.coat ? -0.13F * m_h : -0.01F * m_h, 0};
        if (m_look.lowerKind == Look::Lower::Skirt) {
            const Vec3 knee = (m_s.knees[0] + m_s.knees[1]) * 0.5F + Vec3{0, 0.04F * m_h, 0};
            const Vec3 wide = m_s.side * (0.075F * m_h);
            sheet(m_s.pelvis - waist, m_s.pelvis + waist, knee - wide, knee + wide, 0.045F * m_h, 0.1F * m_h,
                  m_look.lower, 0.16F);
        }
        const Vec3 lower = m_look.coat ? waist * 1.35F : waist;
        sheet(top - shoulder, top + shoulder, hem - lower, hem + lower, thick, 0.11F * m_h, m_look.upper,
              m_look.coat ? 0.17F : 0.06F);
        limb(m_s.chest, m_s.neck + Vec3{0, 0.02F * m_h, 0}, 0.03F * m_h, 0.028F * m_h, m_look.skin, 0.0F);
    }

    void arm(int i)
    {
        const float outwards = (i == 0 ? 1.0F : -1.0F);
        Material sleeve = m_look.upper;
        if (sleeve.pattern == Material::Pattern::Badge || sleeve.pattern == Material::Pattern::TwoTone)
            sleeve.pattern = Material::Pattern::Plain; // these belong on the chest
        const Material& lower = m_look.longSleeves ? sleeve : m_look.skin;
        // the arm on the camera's side goes over the torso
        const float nearer = -(m_s.side.z * outwards) * 0.05F;
        limb(m_s.shoulders[i], m_s.elbows[i], 0.034F * m_h, 0.027F * m_h, sleeve, nearer);
        limb(m_s.elbows[i], m_s.hands[i], 0.026F * m_h, 0.02F * m_h, lower, nearer + 0.01F);
        limb(m_s.hands[i], m_s.hands[i] + Vec3{0, -0.02F * m_h, 0}, 0.022F * m_h, 0.018F * m_h, m_look.skin,
             nearer + 0.02F);
    }

    void headAndHair()
    {
        Part part;
        part.shape = Part::Shape::Ellipse;
        part.points[0] = m_camera.project(m_s.head);
        const float scale = m_camera.scale(m_s.head);
        // from high above the head shows less of its height
        const float tilt = std::clamp(m_camera.depth({0, 0, 1}) - m_camera.depth({0, 0, 0}), 0.5F, 1.0F);
        part.radius = 0.05F * m_h * scale;
        part.radius2 = (0.05F + 0.018F * tilt) * m_h * scale;
        part.depth = m_camera.depth(m_s.head) - 0.06F;
        part.metres = {0.05F * m_h, 0.13F * m_h};
        part.material = m_look.head;
        part.material.faceRight = m_s.forward.x;
        part.material.faceFront = -m_s.forward.z * tilt;
        m_parts.push_back(part);
        if (m_look.longHair) {
            Material hair = m_look.skin;
            hair.colour = m_look.head.hair;
            hair.fold = 0.2F;
            const Vec3 behind = m_s.head - m_s.forward * (0.035F * m_h);
            limb(behind, behind + Vec3{0, -0.09F * m_h, 0} - m_s.forward * (0.01F * m_h), 0.043F * m_h, 0.035F * m_h,
                 hair, m_s.forward.z > 0 ? 0.09F : -0.05F);
        }
    }

    void bag()
    {
        if (m_look.bagKind == Look::Bag::Backpack) {
            const Vec3 back = m_s.forward * (-0.075F * m_h);
            const Vec3 half = m_s.side * (0.05F * m_h);
            const Vec3 top = m_s.chest + back + Vec3{0, -0.01F * m_h, 0};
            const Vec3 bottom = m_s.pelvis + back + Vec3{0, 0.06F * m_h, 0};
            sheet(top - half, top + half, bottom - half, bottom + half, 0.035F * m_h, 0.07F * m_h, m_look.bag,
                  0.03F + 0.04F * m_s.forward.z);
        } else if (m_look.bagKind == Look::Bag::Hand) {
            const Vec3 top = m_s.hands[0] + Vec3{0, -0.05F * m_h, 0};
            const Vec3 bottom = top + Vec3{0, -0.09F * m_h, 0};
            const Vec3 half = m_s.forward * (0.06F * m_h);
            sheet(top - half, top + half, bottom - half, bottom + half, 0.015F * m_h, 0.07F * m_h, m_look.bag, 0.03F);
        }
    }

    const Look& m_look;
    const Camera& m_camera;
    Skeleton m_s;
    float m_h;
    std::vector<Part> m_parts;
};

} // namespace

Look Look::random(Rng& rng)
{
    Look look;
    look.height = rng.between(1.55F, 1.9F);
    look.build = rng.between(0.85F, 1.25F);
    const Colour light{232, 190, 160}, dark{88, 56, 40};
    look.skin = plain(mix(light, dark, rng.unit()), rng);
    look.upper = cloth(rng, true);
    look.lower = cloth(rng, false);
    look.lower.colour = trouserColour(rng);
    look.shoes = plain(rng.chance(0.6F) ? fromHsv(0, 0, rng.between(20, 60)) : clothColour(rng), rng);
    look.bag = cloth(rng, false);
    look.head = look.skin;
    look.head.pattern = Material::Pattern::Head;
    constexpr Colour kHair[] = {{28, 22, 20},   {60, 40, 28},    {110, 75, 45},
                                {190, 150, 90}, {150, 150, 150}, {40, 30, 30}};
    look.head.hair = kHair[rng.below(6)];
    look.head.hat = rng.chance(0.15F);
    look.head.second = clothColour(rng);
    const int lower = rng.below(10);
    look.lowerKind = lower < 7 ? Lower::Trousers : lower < 8 ? Lower::Shorts : Lower::Skirt;
    look.longSleeves = rng.chance(0.7F);
    look.coat = rng.chance(0.25F);
    look.longHair = rng.chance(0.3F);
    const int bag = rng.below(10);
    look.bagKind = bag < 2 ? Bag::Backpack : bag < 4 ? Bag::Hand : Bag::None;
    look.armsBent = rng.chance(0.12F);
    return look;
}

std::vector<Part> figureParts(const Look& look, const Pose& pose, const Camera& camera)
{
    return FigureBuilder(look, pose, camera).build();
}

} // namespace tw::video::drawn
