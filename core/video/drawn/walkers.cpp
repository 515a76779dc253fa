#include "core/video/drawn/walkers.h"

namespace tw::video::drawn {
namespace {

// A stop of a route: go there at this speed, then stand for a while.
struct Leg {
    Vec3 to;
    float speed = 1.2F; // metres a second
    float standSeconds = 0;
};

struct Route {
    Vec3 from;
    std::vector<Leg> legs;
};

class Planner
{
public:
    Planner(const WalkerPlan& plan, const Camera& camera, std::uint64_t seed)
        : m_plan(plan), m_camera(camera), m_rng(seed)
    {}

    std::vector<Walker> run()
    {
        for (int slot = 0; slot < m_plan.people; ++slot)
            fillSlot(slot);
        std::stable_sort(m_walkers.begin(), m_walkers.end(),
                         [](const Walker& a, const Walker& b) { return a.first < b.first; });
        return std::move(m_walkers);
    }

private:
    float speed() { return m_plan.speedScale * m_rng.between(0.9F, 1.6F); }
    float anyZ()
    {
        // even in 1/z, so that near, large people are as common as far ones
        return 1 / m_rng.between(1 / m_plan.farZ, 1 / m_plan.nearZ);
    }
    // x of a point well outside the picture on this side at z
    float outside(float z, float side) const { return side * (m_camera.halfWidthAt(z) + 0.9F); }
    Vec3 insidePoint()
    {
        const float z = anyZ();
        return {m_rng.between(-0.75F, 0.75F) * m_camera.halfWidthAt(z), 0, z};
    }

    Route across(float side)
    {
        const float z = anyZ();
        const float z2 = std::clamp(z * m_rng.between(0.85F, 1.18F), m_plan.nearZ, m_plan.farZ);
        Route route{{outside(z, side), 0, z}, {}};
        if (m_rng.chance(0.3F)) // stops on the way
            route.legs.push_back({{m_rng.between(-0.5F, 0.5F) * m_camera.halfWidthAt(z), 0, 0.5F * (z + z2)},
                                  speed(),
                                  m_rng.between(1, 4)});
        route.legs.push_back({{outside(z2, -side), 0, z2}, speed(), 0});
        return route;
    }

    Route turnBack(float side)
    {
        const Vec3 point = insidePoint();
        Route route{{outside(point.z, side), 0, point.z}, {}};
        route.legs.push_back({point, speed(), m_rng.between(0.5F, 5)});
        const float z = anyZ();
        route.legs.push_back({{outside(z, m_rng.chance(0.5F) ? side : -side), 0, z}, speed(), 0});
        return route;
    }

    Route wander(Vec3 from)
    {
        Route route{from, {}};
        for (int i = 0; i < 400; ++i)
            route.legs.push_back({insidePoint(), speed(), m_rng.chance(0.3F) ? m_rng.between(0.5F, 3) : 0.0F});
        return route;
    }

    // One place in the crowd, taken by one person after the other.
    void fillSlot(int slot)
    {
        // neighbours go opposite ways, so that they meet
        float side = slot % 2 == 0 ? -1.0F : 1.0F;
        if (!m_plan.comeAndGo) {
            add(wander(insidePoint()), 0, 0);
            return;
        }
        // the first one is already on the way when the picture starts
        float frame = -m_rng.between(0.5F, 7) * m_plan.framesPerSecond;
        while (frame < static_cast<float>(m_plan.frameCount)) {
            const Route route = m_rng.chance(0.75F) ? across(side) : turnBack(side);
            const float length = add(route, static_cast<int>(frame), 0);
            if (m_rng.chance(0.2F)) // with a friend beside
                add(route, static_cast<int>(frame), m_rng.chance(0.5F) ? 0.65F : -0.65F);
            frame += length + m_rng.between(0.2F, 2.5F) * m_plan.framesPerSecond;
            side = m_rng.chance(0.6F) ? -side : side;
        }
    }

    // Walks the route and keeps the frames of the clip. beside: metres nearer. Returns the frames it takes.
    float add(const Route& route, int firstFrame, float beside)
    {
        Walker walker;
        walker.look = Look::random(m_rng);
        Pose pose;
        pose.feet = route.from;
        pose.phase = m_rng.between(0, 2 * kPi);
        pose.stride = 1;
        pose.heading = headingTo(route.from, route.legs.front().to);
        const float step = 1 / m_plan.framesPerSecond;
        int frame = firstFrame;
        walker.first = std::max(0, firstFrame);
        for (const Leg& leg : route.legs) {
            for (float stood = 0; frame < m_plan.frameCount;) {
                const Vec3 rest = leg.to - pose.feet;
                const float distance = std::sqrt(dot(rest, rest));
                const bool walking = distance > leg.speed * step;
                if (!walking && stood >= leg.standSeconds)
                    break;
                stood += walking ? 0 : step;
                advance(pose, rest, distance, walking ? leg.speed : 0, step, walker.look.height);
                keep(walker, pose, frame++, beside);
            }
            if (frame >= m_plan.frameCount)
                break;
        }
        if (!walker.poses.empty())
            m_walkers.push_back(std::move(walker));
        return static_cast<float>(frame - firstFrame);
    }

    static float headingTo(Vec3 from, Vec3 to) { return std::atan2(to.z - from.z, to.x - from.x); }

    static void advance(Pose& pose, Vec3 rest, float distance, float speed, float step, float height)
    {
        if (speed > 0) {
            const float turn = std::remainder(std::atan2(rest.z, rest.x) - pose.heading, 2 * kPi);
            pose.heading += std::clamp(turn, -3.5F * step, 3.5F * step);
            pose.feet = pose.feet + rest * (speed * step / distance);
        }
        // one double step covers about 0.85 body heights
        pose.phase += 2 * kPi * speed * step / (0.85F * height);
        const float wanted = speed > 0 ? std::clamp(speed / 1.25F, 0.6F, 1.4F) : 0.0F;
        pose.stride += std::clamp(wanted - pose.stride, -3 * step, 3 * step);
    }

    void keep(Walker& walker, const Pose& pose, int frame, float beside) const
    {
        if (frame < 0)
            return;
        Pose kept = pose;
        kept.feet.z = std::clamp(kept.feet.z - beside, 0.8F * m_plan.nearZ, 1.2F * m_plan.farZ);
        walker.poses.push_back(kept);
    }

    const WalkerPlan& m_plan;
    const Camera& m_camera;
    Rng m_rng;
    std::vector<Walker> m_walkers;
};

} // namespace

std::vector<Walker> planWalkers(const WalkerPlan& plan, const Camera& camera, std::uint64_t seed)
{
    return Planner(plan, camera, seed).run();
}

} // namespace tw::video::drawn
