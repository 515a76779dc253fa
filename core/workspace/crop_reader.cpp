#include "core/workspace/crop_reader.h"

#include "core/pipeline/person_picture.h"
#include "core/video/image_reader.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <deque>
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

struct CropReader::State {
    std::optional<std::vector<CropWish>> wishes;
};

class CropReader::Work
{
public:
    Work(const Workspace& workspace, std::function<void(CropPtr)> arrived)
        : m_opener(workspace.frameOpener()),
          m_pictures(workspace.pictureReader()), m_frame{double(workspace.video().width),
                                                         double(workspace.video().height)},
          m_arrived(std::move(arrived))
    {}

    void run(Mailbox<State>& mailbox, const std::stop_token& stop);

private:
    static bool isReplaced(Mailbox<State>& mailbox) // by newer wishes
    {
        return mailbox.locked([](const State& state) { return state.wishes.has_value(); });
    }
    void deliverKept(Mailbox<State>& mailbox, const std::vector<CropWish>& wishes) const;
    CropPtr readCrop(const CropWish& wish, const std::stop_token& stop);

    Workspace::FrameOpener m_opener;
    Workspace::PictureReader m_pictures;
    pipeline::PictureFrame m_frame;
    std::function<void(CropPtr)> m_arrived;
    std::shared_ptr<video::FrameSource> m_source; // opened with the first wish
    std::deque<CropPtr> m_recent;                 // newest first
    std::size_t m_bytes = 0;                      // of them
};

CropReader::CropReader(const Workspace& workspace, PostToOwner post, std::function<void(CropPtr)> arrived)
    : m_thread(std::move(post),
               [work = Work(workspace, std::move(arrived))](
                   Mailbox<State>& mailbox, const std::stop_token& stop) mutable { work.run(mailbox, stop); })
{}

CropReader::~CropReader() = default;

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
    m_thread.change([&](State& state) { state.wishes = std::move(wishes); });
}

void CropReader::Work::deliverKept(Mailbox<State>& mailbox, const std::vector<CropWish>& wishes) const
{
    for (const CropWish& wish : wishes) {
        if (wish.onlyExact)
            continue;
        if (isReplaced(mailbox))
            return;
        const auto pictures = m_pictures(wish.frame);
        if (!pictures)
            return; // the store says elsewhere what is wrong
        if (auto crop = keptCrop(wish, *pictures, m_frame))
            mailbox.handOver(m_arrived, std::make_shared<const Crop>(*std::move(crop)));
    }
}

CropPtr CropReader::Work::readCrop(const CropWish& wish, const std::stop_token& stop)
{
    const auto known = std::find_if(m_recent.begin(), m_recent.end(), [&](const CropPtr& crop) {
        return crop->frame == wish.frame && crop->box == wish.box;
    });
    if (known != m_recent.end())
        return *known;
    const auto frame = m_source->read(wish.frame, stop);
    if (stop.stop_requested())
        return nullptr;
    m_recent.push_front(
        std::make_shared<const Crop>(frame ? cutOut(wish, (*frame)->image) : Crop{wish.frame, wish.box, 0, 0, {}}));
    m_bytes += m_recent.front()->pixels.size();
    for (; m_bytes > kRemembered && m_recent.size() > 1; m_recent.pop_back())
        m_bytes -= m_recent.back()->pixels.size();
    return m_recent.front();
}

void CropReader::Work::run(Mailbox<State>& mailbox, const std::stop_token& stop)
{
    std::vector<CropWish> wishes;
    while (mailbox.wait(
        stop, [](const State& state) { return state.wishes.has_value(); },
        [&](State& state) { wishes = *std::exchange(state.wishes, std::nullopt); })) {
        deliverKept(mailbox, wishes);
        if (!m_source) {
            auto opened = m_opener({stop, {}});
            if (!opened)
                continue; // the window says elsewhere that the video is missing
            m_source = *std::move(opened);
        }
        for (const CropWish& wish : wishes) {
            if (isReplaced(mailbox))
                break;
            auto crop = readCrop(wish, stop);
            if (!crop)
                return;
            mailbox.handOver(m_arrived, std::move(crop));
        }
    }
}

} // namespace tw::workspace
