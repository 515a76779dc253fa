#include "core/workspace/crop_reader.h"

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

// Parts of the rectangle that the frame does not have stay transparent.
Crop cutOut(const CropWish& wish, const ImageView& image)
{
    Crop out;
    out.frame = wish.frame;
    out.box = wish.box;
    const Box shown = CropReader::coverage(wish.box);
    if (image.empty() || !shown.valid() || shown.width > kLargest || shown.height > kLargest)
        return out;
    const int left = static_cast<int>(shown.left);
    const int top = static_cast<int>(shown.top);
    const int right = static_cast<int>(shown.right());
    const int bottom = static_cast<int>(shown.bottom());
    out.width = right - left;
    out.height = bottom - top;
    out.pixels.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 4);
    const int fromX = std::max(left, 0);
    const int toX = std::min(right, image.width);
    for (int y = std::max(top, 0); y < std::min(bottom, image.height) && toX > fromX; ++y) {
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

} // namespace

struct CropReader::Shared {
    Workspace::FrameOpener opener;
    std::function<void(CropPtr)> deliver; // on the worker: hands over to the owner

    std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<std::vector<CropWish>> wishes;
};

CropReader::CropReader(Workspace::FrameOpener opener, Post post, std::function<void(CropPtr)> arrived)
    : m_shared(std::make_shared<Shared>()), m_self(std::make_shared<CropReader*>(this)), m_arrived(std::move(arrived))
{
    m_shared->opener = std::move(opener);
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
        if (!source) {
            auto opened = shared.opener({stop, {}});
            if (!opened)
                continue; // the window says elsewhere that the video is missing
            source = *std::move(opened);
        }
        for (const CropWish& wish : wishes) {
            {
                const std::lock_guard lock(shared.mutex);
                if (shared.wishes)
                    break; // replaced by newer wishes
            }
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
