#include "core/pipeline/picture_keeper.h"

#include "core/appearance/picture_pixels.h"
#include "core/base/log.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tw::pipeline {
namespace {

constexpr double kHiddenShare = 0.35; // of a box behind others: it waits
constexpr int kLongestWait = 2;       // times the usual one
constexpr double kBurstSeconds = 2;   // what is not spent counts for so long
constexpr double kFirstGuess = 12e3;  // bytes of a picture
constexpr double kFollow = 0.05;      // how fast the guess follows
constexpr int kMostSamples = 3;       // a pixel and direction
constexpr double kSmallest = 12;      // px, the height of a person who can be seen

double overlap(const Box& a, const Box& b)
{
    const double width = std::min(a.right(), b.right()) - std::max(a.left, b.left);
    const double height = std::min(a.bottom(), b.bottom()) - std::max(a.top, b.top);
    return width > 0 && height > 0 ? width * height / a.area() : 0;
}

// The source pixels of an output pixel, at most kMostSamples of them.
struct Samples {
    double first = 0, step = 0;
    int count = 1;

    Samples(double from, double length)
        : first(from), step(length), count(std::clamp(static_cast<int>(std::lround(length)), 1, kMostSamples))
    {
        step = length / count;
    }
    int at(int i, int size) const { return std::clamp(static_cast<int>(first + (i + 0.5) * step), 0, size - 1); }
};

} // namespace

SmallPicture cutPicture(const appearance::Picture& picture, const Box& area, int height)
{
    SmallPicture out;
    const auto [sourceWidth, sourceHeight] = appearance::sizeOf(picture);
    const double left = area.left * picture.scaleX, top = area.top * picture.scaleY;
    const double wide = area.width * picture.scaleX, high = area.height * picture.scaleY;
    if (wide < 1 || high < 1)
        return out;
    const double scale = std::min(1.0, height / high);
    out.width = std::max(1, static_cast<int>(std::lround(wide * scale)));
    out.height = std::max(1, static_cast<int>(std::lround(high * scale)));
    out.bgr.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 3);
    appearance::withPixels(picture, [&, sourceWidth = sourceWidth, sourceHeight = sourceHeight](const auto& pixels) {
        std::uint8_t* target = out.bgr.data();
        for (int y = 0; y < out.height; ++y) {
            const Samples rows(top + y * high / out.height, high / out.height);
            for (int x = 0; x < out.width; ++x, target += 3) {
                const Samples columns(left + x * wide / out.width, wide / out.width);
                int b = 0, g = 0, r = 0;
                for (int j = 0; j < rows.count; ++j)
                    for (int i = 0; i < columns.count; ++i) {
                        const appearance::Rgb rgb = pixels.at(columns.at(i, sourceWidth), rows.at(j, sourceHeight));
                        b += rgb.b;
                        g += rgb.g;
                        r += rgb.r;
                    }
                const int count = rows.count * columns.count;
                target[0] = static_cast<std::uint8_t>((b + count / 2) / count);
                target[1] = static_cast<std::uint8_t>((g + count / 2) / count);
                target[2] = static_cast<std::uint8_t>((r + count / 2) / count);
            }
        }
    });
    return out;
}

PictureKeeper::PictureKeeper(const Options& options)
    : m_options(options), m_perFrame(static_cast<double>(options.bytes) / std::max<double>(options.frames, 1)),
      m_expected(kFirstGuess), m_encoder({video::ImageFileFormat::Jpeg, options.jpegQuality})
{
    m_saved = m_perFrame * m_options.frameRate * kBurstSeconds;
}

// Who has waited longest comes first.
std::vector<PictureKeeper::Wish> PictureKeeper::wishes(const tracker::FrameTracks& tracks) const
{
    const auto usual =
        std::max<FrameIndex>(1, static_cast<FrameIndex>(std::lround(m_options.seconds * m_options.frameRate)));
    std::vector<Wish> out;
    for (const tracker::TrackedBox& box : tracks.boxes) {
        const auto last = m_last.find(box.id);
        const bool known = last != m_last.end();
        const FrameIndex waited = known ? tracks.frame - last->second : kLongestWait * usual;
        if (waited < usual || box.box.height < kSmallest)
            continue;
        const bool hidden = std::any_of(tracks.boxes.begin(), tracks.boxes.end(), [&](const auto& other) {
            return other.id != box.id && other.box.bottom() > box.box.bottom() &&
                   overlap(box.box, other.box) > kHiddenShare;
        });
        if (!hidden || waited >= kLongestWait * usual)
            out.push_back({&box, waited});
    }
    std::stable_sort(out.begin(), out.end(), [](const Wish& a, const Wish& b) { return a.waited > b.waited; });
    return out;
}

std::vector<storage::KeptPicture> PictureKeeper::take(const FramePixels& pixels, const tracker::FrameTracks& tracks)
{
    std::vector<storage::KeptPicture> out;
    m_saved =
        std::min(m_saved + m_perFrame, std::max(m_perFrame * m_options.frameRate * kBurstSeconds, 2 * m_expected));
    if (pixels.empty())
        return out;
    for (const Wish& wish : wishes(tracks)) {
        const double left = static_cast<double>(m_options.bytes) - static_cast<double>(m_spent);
        if (std::min(m_saved, left) < m_expected)
            break;
        storage::KeptPicture picture{tracks.frame, keptArea(wish.box->box, m_options.video), {}};
        const SmallPicture small = cutPicture(pixels.picture, picture.area, m_options.height);
        m_last[wish.box->id] = tracks.frame;
        if (small.bgr.empty())
            continue; // outside of the video
        auto jpeg = m_encoder.encode(small.view());
        if (!jpeg) {
            log::warn("pipeline", "a picture of a person was not kept: " + jpeg.error().message());
            continue;
        }
        const auto bytes = static_cast<double>(jpeg->size());
        if (bytes > left)
            break;
        m_saved -= bytes;
        m_spent += jpeg->size();
        m_expected += (bytes - m_expected) * kFollow;
        picture.jpeg = *std::move(jpeg);
        out.push_back(std::move(picture));
    }
    return out;
}

} // namespace tw::pipeline
