#include "core/workspace/crop_reader.h"

#include "core/pipeline/person_picture.h"
#include "core/video/image_reader.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace tw::workspace {
namespace {

constexpr double kMargin = 0.08;                           // of the box, on every side
constexpr int kLargest = 4096;                             // pixels; a box beyond it is not a person
constexpr std::size_t kRemembered = std::size_t{48} << 20; // bytes of crops

// The part of `image` (Bgra8) whose upper left corner is at (left, top), as large as asked for; what the image does not
// have stays transparent.
Crop partOf(const CropWish& wish, const ImageView& image, int left, int top, int width, int height)
{
    Crop out;
    out.frame = wish.frame;
    out.box = wish.box;
    out.width = width;
    out.height = height;
    out.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    const int fromX = std::max(left, 0);
    const int toX = std::min(left + width, image.width);
    for (int y = std::max(top, 0); y < std::min(top + height, image.height) && toX > fromX; ++y) {
        std::uint8_t* target =
            out.pixels.data() + (static_cast<std::size_t>(y - top) * static_cast<std::size_t>(out.width) +
                                 static_cast<std::size_t>(fromX - left)) *
                                    4;
        const std::uint8_t* source = image.data + y * image.stride + std::ptrdiff_t{4} * fromX;
        std::memcpy(target, source, static_cast<std::size_t>(toX - fromX) * 4);
        for (int x = 0; x < toX - fromX; ++x)
            target[4 * x + 3] = 255; // the decoder leaves the fourth byte as it likes
    }
    return out;
}

Crop cutOut(const CropWish& wish, const ImageView& image)
{
    const Box shown = CropReader::coverage(wish.box);
    if (image.empty() || !shown.valid() || shown.width > kLargest || shown.height > kLargest)
        return {wish.frame, wish.box, 0, 0, {}};
    return partOf(wish, image, static_cast<int>(shown.left), static_cast<int>(shown.top), static_cast<int>(shown.width),
                  static_cast<int>(shown.height));
}

// The smallest kept picture that shows the wish, at the scale it was kept at.
std::optional<Crop> keptCrop(const CropWish& wish, const std::vector<storage::KeptPicture>& pictures,
                             const pipeline::PictureFrame& frame)
{
    const storage::KeptPicture* best = nullptr;
    for (const storage::KeptPicture& picture : pictures)
        if (pipeline::showsArea(picture.area, wish.box, frame) &&
            (best == nullptr || picture.area.area() < best->area.area()))
            best = &picture;
    if (best == nullptr)
        return std::nullopt;
    const auto image = video::decodeImage(best->jpeg, {.format = PixelFormat::Bgra8});
    if (!image)
        return std::nullopt; // damaged: the frame's own comes
    const double scale = image->view.width / best->area.width;
    const Box shown = CropReader::coverage(wish.box);
    const auto px = [scale](double length) { return static_cast<int>(std::lround(length * scale)); };
    Crop crop = partOf(wish, image->view, px(shown.left - best->area.left), px(shown.top - best->area.top),
                       std::max(px(shown.width), 1), std::max(px(shown.height), 1));
    crop.kept = true;
    return crop;
}

} // namespace

struct CropReader::Shared {
    Workspace::FrameOpener opener;
    Workspace::PictureReader pictures;
    pipeline::PictureFrame frame;
    std::function<void(CropPtr)> deliver; // on the worker: hands over to the owner

    std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<std::vector<CropWish>> wishes;

    // By newer wishes.
    bool replaced()
    {
        const std::lock_guard lock(mutex);
        return wishes.has_value();
    }
};

CropReader::CropReader(const Workspace& workspace, Post post, std::function<void(CropPtr)> arrived)
    : m_shared(std::make_shared<Shared>()), m_self(std::make_shared<CropReader*>(this)), m_arrived(std::move(arrived))
{
    m_shared->opener = workspace.frameOpener();
    m_shared->pictures = workspace.pictureReader();
    m_shared->frame = {double(workspace.video().width), double(workspace.video().height)};
    m_shared->deliver = [post, weak = std::weak_ptr<CropReader*>(m_self)](CropPtr crop) {
        post([weak, crop = std::move(crop)] {
            if (const auto self = weak.lock())
                (*self)->m_arrived(crop);
        });
    };
    m_thread = std::jthread([shared = m_shared](const std::stop_token& stop) { work(*shared, stop); });
}

CropReader::~CropReader()
{
    m_self.reset();
}

Box CropReader::coverage(const Box& box)
{
    const double left = std::floor(box.left - box.width * kMargin), top = std::floor(box.top - box.height * kMargin);
    return {left, top, std::ceil(box.right() + box.width * kMargin) - left,
            std::ceil(box.bottom() + box.height * kMargin) - top};
}

void CropReader::read(std::vector<CropWish> wishes, std::vector<CropWish> later)
{
    // in the order of the frames: going forward costs one decode each
    const auto earlier = [](const CropWish& a, const CropWish& b) { return a.frame < b.frame; };
    std::stable_sort(wishes.begin(), wishes.end(), earlier);
    std::stable_sort(later.begin(), later.end(), earlier);
    wishes.insert(wishes.end(), later.begin(), later.end());
    const std::lock_guard lock(m_shared->mutex);
    m_shared->wishes = std::move(wishes);
    m_shared->changed.notify_all();
}

void CropReader::deliverKept(Shared& shared, const std::vector<CropWish>& wishes)
{
    for (const CropWish& wish : wishes) {
        if (wish.onlyExact)
            continue;
        if (shared.replaced())
            return;
        const auto pictures = shared.pictures(wish.frame);
        if (!pictures)
            return; // the store says elsewhere what is wrong
        if (auto crop = keptCrop(wish, *pictures, shared.frame))
            shared.deliver(std::make_shared<const Crop>(*std::move(crop)));
    }
}

void CropReader::work(Shared& shared, const std::stop_token& stop)
{
    std::unique_ptr<video::FrameSource> source;
    std::deque<CropPtr> recent; // newest first
    std::size_t bytes = 0;      // of them
    while (true) {
        std::vector<CropWish> wishes;
        {
            std::unique_lock lock(shared.mutex);
            if (!shared.changed.wait(lock, stop, [&] { return shared.wishes.has_value(); }))
                return;
            wishes = *std::exchange(shared.wishes, std::nullopt);
        }
        deliverKept(shared, wishes);
        if (!source) {
            auto opened = shared.opener({stop, {}});
            if (!opened)
                continue; // the window says elsewhere that the video is missing
            source = *std::move(opened);
        }
        for (const CropWish& wish : wishes) {
            if (shared.replaced())
                break;
            const auto known = std::find_if(recent.begin(), recent.end(), [&](const CropPtr& crop) {
                return crop->frame == wish.frame && crop->box == wish.box;
            });
            if (known != recent.end()) {
                shared.deliver(*known);
                continue;
            }
            const auto frame = source->read(wish.frame, stop);
            if (stop.stop_requested())
                return;
            auto crop = std::make_shared<const Crop>(frame ? cutOut(wish, (*frame)->image)
                                                           : Crop{wish.frame, wish.box, 0, 0, {}});
            recent.push_front(crop);
            bytes += crop->pixels.size();
            for (; bytes > kRemembered && recent.size() > 1; recent.pop_back())
                bytes -= recent.back()->pixels.size();
            shared.deliver(std::move(crop));
        }
    }
}

} // namespace tw::workspace
