#include "core/training/drawn_source.h"

#include "core/video/drawn_scene.h"

namespace tw::training {

namespace {

// Frames follow each other scene by scene; identities are offset by scene.
constexpr std::int64_t kIdentitiesPerScene = 100000;

video::SceneOptions sceneOptions(const DrawnOptions& options, int scene)
{
    return video::SceneOptions::varied(options.seed * 1000003 + static_cast<std::uint64_t>(scene), options.width,
                                       options.height, options.framesPerScene * options.frameStep);
}

std::vector<Label> labelsOf(const video::DrawnScene& scene, FrameIndex frame, std::int64_t offset, double minVisibility)
{
    std::vector<Label> labels;
    for (const video::DrawnPerson& person : scene.truth(frame)) {
        Label label;
        label.box = person.box;
        label.identity = offset + number(person.id);
        label.visibility = person.visibility;
        label.ignore = person.visibility < minVisibility;
        if (person.visibility > 0)
            labels.push_back(label);
    }
    return labels;
}

} // namespace

SourcePtr makeDrawnSource(const DrawnOptions& options)
{
    SourceInfo info;
    info.name = "drawn scenes";
    info.set = "drawn";
    info.identities = IdentityKind::Linked;
    info.video = false;
    std::vector<MemoryFrame> frames;
    for (int s = 0; s < options.scenes; ++s) {
        const video::DrawnScene scene(sceneOptions(options, s));
        for (int f = 0; f < options.framesPerScene; ++f)
            frames.push_back({"drawn scene " + std::to_string(s) + " frame " + std::to_string(f * options.frameStep),
                              labelsOf(scene, f * options.frameStep, s * kIdentitiesPerScene, options.minVisibility)});
    }
    return makeMemorySource(std::move(info), std::move(frames), [options](std::size_t index) -> Result<PicturePtr> {
        const int s = static_cast<int>(index) / options.framesPerScene;
        const int f = static_cast<int>(index) % options.framesPerScene;
        const video::DrawnScene scene(sceneOptions(options, s));
        Picture picture;
        picture.width = options.width;
        picture.height = options.height;
        picture.bgr = scene.draw(f * options.frameStep, PixelFormat::Bgr8);
        return PicturePtr(std::make_shared<Picture>(std::move(picture)));
    });
}

} // namespace tw::training
