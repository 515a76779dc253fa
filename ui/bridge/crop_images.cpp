#include "ui/bridge/crop_images.h"

#include <algorithm>
#include <iterator>

namespace tw::ui {

namespace {

constexpr int kTallest = 720; // px: nothing is shown larger

} // namespace

CropImages::CropImages(std::size_t bytes, QObject* parent) : QObject(parent), m_most(bytes), m_line(this) {}

CropImages::~CropImages() = default;

void CropImages::open(workspace::Workspace& workspace)
{
    close();
    if (!workspace.videoProblem().empty())
        return;
    m_reader = std::make_unique<workspace::CropReader>(workspace, m_line.renew(),
                                                       [this](const workspace::CropPtr& crop) { take(*crop); });
}

void CropImages::take(const workspace::Crop& crop)
{
    QImage image;
    if (!crop.pixels.empty()) {
        const QImage view(crop.pixels.data(), crop.width, crop.height, crop.width * 4,
                          QImage::Format_ARGB32_Premultiplied);
        image = view.height() > kTallest ? view.scaledToHeight(kTallest, Qt::SmoothTransformation) : view.copy();
    }
    Kept& kept = m_images[keyOf(crop.frame, crop.box)];
    if (image.isNull() && !kept.image.isNull()) { // the frame cannot be read; the kept picture of it stays
        kept.exact = true;
        return;
    }
    m_bytes -= static_cast<std::size_t>(kept.image.sizeInBytes());
    m_bytes += static_cast<std::size_t>(image.sizeInBytes());
    kept = {image, !crop.kept, ++m_clock};
    makeRoom();
    Q_EMIT arrived();
}

// A quarter at once, so that the search for the oldest ones is rare.
void CropImages::makeRoom()
{
    if (m_bytes <= m_most)
        return;
    std::vector<std::uint64_t> used;
    for (const auto& [key, kept] : m_images)
        used.push_back(kept.used);
    const auto quarter = used.begin() + static_cast<std::ptrdiff_t>(used.size() / 4);
    std::nth_element(used.begin(), quarter, used.end());
    std::erase_if(m_images, [&](const auto& entry) {
        if (entry.second.used > *quarter)
            return false;
        m_bytes -= static_cast<std::size_t>(entry.second.image.sizeInBytes());
        return true;
    });
}

void CropImages::close()
{
    m_line.close();
    m_reader.reset();
    m_wished.clear();
}

void CropImages::clear()
{
    close();
    m_images.clear();
    m_bytes = 0;
}

std::vector<workspace::CropWish> CropImages::missing(const std::vector<workspace::CropWish>& wishes) const
{
    std::vector<workspace::CropWish> left;
    for (workspace::CropWish wish : wishes) {
        const auto there = m_images.find(keyOf(wish.frame, wish.box));
        if (there != m_images.end() && there->second.exact)
            continue;
        wish.onlyExact = there != m_images.end();
        left.push_back(wish);
    }
    return left;
}

void CropImages::read(std::vector<workspace::CropWish> wishes, std::vector<workspace::CropWish> later)
{
    if (!m_reader)
        return;
    wishes = missing(wishes);
    later = missing(later);
    m_wished = wishes;
    m_wished.insert(m_wished.end(), later.begin(), later.end());
    m_reader->read(std::move(wishes), std::move(later));
}

void CropImages::alsoRead(std::vector<workspace::CropWish> wishes)
{
    read(std::move(wishes), std::vector(m_wished));
}

bool CropImages::isSettled(FrameIndex frame, const Box& box) const
{
    return !m_reader || contains(frame, box);
}

QImage CropImages::image(FrameIndex frame, const Box& box) const
{
    const auto it = m_images.find(keyOf(frame, box));
    if (it == m_images.end())
        return {};
    it->second.used = ++m_clock;
    return it->second.image;
}

CropImages::Key CropImages::keyOf(FrameIndex frame, const Box& box)
{
    return {frame, {box.left, box.top, box.width, box.height}};
}

} // namespace tw::ui
