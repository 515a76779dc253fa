#pragma once
// Drawn people on drawn ground: a moving scene whose truth is known. Figures with head, hair, torso, arms and legs in
// varied clothes walk, meet, cross, stop and hide each other and pass behind posts, trees and cars, seen by a pinhole
// camera at eye level or from above. For tests, for the demo clip and as extra training data.
//
// Deterministic: the same options give the same scene; every frame can be drawn alone, in any order. All functions are
// const and may run on several threads at once. Nothing here reads files or uses FFmpeg.

#include "core/base/box.h"
#include "core/base/ids.h"
#include "core/base/image_view.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace tw::video {

struct SceneOptions {
    enum class View : std::uint8_t {
        EyeLevel, // 1.6 m above the ground, looking ahead
        Elevated, // 3 to 5 m, looking down a little: most surveillance cameras
        High      // 8 to 12 m, looking down steeply: a plaza from a roof
    };
    enum class Place : std::uint8_t { Street, Plaza, Park, Hall };

    std::uint64_t seed = 1;
    int width = 1280; // pixels
    int height = 720;
    FrameIndex frameCount = 250;
    double framesPerSecond = 25;
    int people = 8; // present at the same time, about; more identities come and go
    View view = View::EyeLevel;
    Place place = Place::Street;
    int obstacles = 3;        // posts, trees, cars, boards in front of which and behind which people walk
    double personScale = 1.0; // > 1: the camera is closer, figures are larger
    double speedScale = 1.0;
    bool comeAndGo = true; // false: all people stay in the picture the whole time, ids 1..people
    double noise = 3.0;    // standard deviation of the sensor noise, grey levels
    double softness = 0.4; // 0 sharp .. 1 blurred by about a pixel

    // Random view, place, crowd, distance, light: one of endless different scenes.
    static SceneOptions varied(std::uint64_t seed, int width, int height, FrameIndex frameCount);
};

struct DrawnPerson {
    TrackId id = TrackId::kInvalid; // 1, 2, ... in order of first appearance
    Box box;                        // of the whole figure, hidden and cut-off parts included (amodal)
    double visibility = 0;          // part of the figure that is neither hidden nor outside the picture, 0..1
    double distance = 0;            // metres from the camera; smaller hides larger
};

class DrawnScene
{
public:
    explicit DrawnScene(const SceneOptions& options);
    ~DrawnScene();
    DrawnScene(DrawnScene&&) noexcept;
    DrawnScene& operator=(DrawnScene&&) noexcept;

    const SceneOptions& options() const;
    // How many identities the whole scene has.
    int identityCount() const;
    // Every person whose box touches the picture, in order of id; people fully hidden are there with visibility 0.
    std::vector<DrawnPerson> truth(FrameIndex frame) const;
    // Draws into `pixels` (height rows of `stride` bytes; Bgra8, Bgr8 or Rgb8). About 30 ms at 1280x720.
    void draw(FrameIndex frame, std::uint8_t* pixels, std::ptrdiff_t stride, PixelFormat format) const;
    // The same into a vector without padding.
    std::vector<std::uint8_t> draw(FrameIndex frame, PixelFormat format = PixelFormat::Bgr8) const;

private:
    struct Body;
    std::unique_ptr<const Body> m_body;
};

} // namespace tw::video
