#pragma once
// Self-made data for tests: pictures of coloured people on noise, drawn anew from (picture, person), in memory or as a
// folder in MOTChallenge's layout.

#include "core/math/rng.h"
#include "core/training/dataset.h"
#include "core/video/image_writer.h"

#include <filesystem>
#include <fstream>

namespace tw::training::test {

struct MadeData {
    int pictures = 8;
    int people = 3;
    int width = 160;
    int height = 96;
    std::uint64_t seed = 1;
    int steps = 6; // after so many pictures all people are back where they began
};

// Person p walks to the right; colours and height are the person's own.
inline Box personBox(const MadeData& data, int picture, int person)
{
    const double width = 14 + 2 * person, height = 36 + 6 * person;
    const double left = 6 + person * (data.width / (data.people + 1.0)) + 3 * (picture % data.steps);
    return {left, data.height - height - 6.0 - 3 * person, width, height};
}

inline PicturePtr makePersonPicture(const MadeData& data, int picture)
{
    auto image = std::make_shared<Picture>();
    image->width = data.width;
    image->height = data.height;
    image->bgr.resize(static_cast<std::size_t>(data.width * data.height * 3));
    math::Rng rng(data.seed * 1000 + static_cast<std::uint64_t>(picture));
    for (std::uint8_t& value : image->bgr)
        value = static_cast<std::uint8_t>(90 + rng.below(50));
    for (int p = 0; p < data.people; ++p) {
        const Box box = personBox(data, picture, p);
        for (int y = static_cast<int>(box.top); y < static_cast<int>(box.bottom()); ++y)
            for (int x = static_cast<int>(box.left); x < static_cast<int>(box.right()); ++x) {
                std::uint8_t* pixel = &image->bgr[static_cast<std::size_t>((y * data.width + x) * 3)];
                pixel[0] = static_cast<std::uint8_t>((60 * p + 20) % 256);
                pixel[1] = static_cast<std::uint8_t>(p % 2 == 0 ? 20 : 230);
                pixel[2] = static_cast<std::uint8_t>(250 - (70 * p) % 256);
            }
    }
    return image;
}

inline std::vector<MemoryFrame> madeFrames(const MadeData& data)
{
    std::vector<MemoryFrame> frames;
    for (int i = 0; i < data.pictures; ++i) {
        MemoryFrame frame;
        frame.name = "made picture " + std::to_string(i);
        for (int p = 0; p < data.people; ++p) {
            Label label;
            label.box = personBox(data, i, p);
            label.identity = p + 1;
            frame.labels.push_back(label);
        }
        frames.push_back(std::move(frame));
    }
    return frames;
}

inline SourcePtr madeSource(const MadeData& data, SourceInfo info, std::vector<MemoryFrame> frames)
{
    return makeMemorySource(std::move(info), std::move(frames), [data](std::size_t index) -> Result<PicturePtr> {
        return makePersonPicture(data, static_cast<int>(index));
    });
}

inline SourcePtr madeSource(const MadeData& data, const std::string& name = "made")
{
    SourceInfo info;
    info.name = info.set = name;
    return madeSource(data, info, madeFrames(data));
}

inline void writeText(const std::filesystem::path& path, const std::string& text)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

// <folder>/img1/000001.png ... ; false when a picture could not be written.
inline bool writePictures(const MadeData& data, const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    for (int i = 0; i < data.pictures; ++i) {
        std::string number = std::to_string(i + 1);
        number.insert(0, 6 - number.size(), '0');
        if (!video::writeImage(folder / (number + ".png"), makePersonPicture(data, i)->view()))
            return false;
    }
    return true;
}

} // namespace tw::training::test
