#pragma once
// People cut out of the video (core/workspace/crop_reader.h) as pictures for widgets: read in the background when
// wished for, kept while there is room; the ones looked at longest ago go first. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/workspace/crop_reader.h"
#include "ui/bridge/gui_poster.h"

#include <QImage>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace tw::ui {

class CropImages : public QObject
{
    Q_OBJECT
public:
    // `bytes` of pictures are kept.
    explicit CropImages(std::size_t bytes = std::size_t{96} << 20, QObject* parent = nullptr);
    ~CropImages() override;

    // Reads from this workspace's video; nothing when the video cannot be read. The pictures of before stay.
    void open(workspace::Workspace& workspace);
    bool isOpen() const { return m_reader != nullptr; }
    void close(); // reads no more; the pictures stay
    void clear(); // close, and without the pictures

    // The newest wishes replace those before; `later` is prepared when they are through. What is there is not read
    // again.
    void read(std::vector<workspace::CropWish> wishes, std::vector<workspace::CropWish> later = {});
    // These first, then what was wished for before.
    void alsoRead(std::vector<workspace::CropWish> wishes);
    bool contains(FrameIndex frame, const Box& box) const { return m_images.contains(keyOf(frame, box)); }
    // There, perhaps as it was kept while the video was tracked, or it will not come: the frame cannot be read, or
    // nothing is open.
    bool isSettled(FrameIndex frame, const Box& box) const;
    QImage image(FrameIndex frame, const Box& box) const; // null: not there yet
    // The part of the frame that the picture of this box shows.
    static Box coverage(const Box& box) { return workspace::CropReader::coverage(box); }

Q_SIGNALS:
    void arrived();

private:
    using Key = std::pair<FrameIndex, std::array<double, 4>>;
    static Key keyOf(FrameIndex frame, const Box& box);

    struct Kept {
        QImage image;       // null: the frame cannot be read
        bool exact = false; // false: a picture kept while the video was tracked, until the frame's own comes
        mutable std::uint64_t used = 0;
    };
    void take(const workspace::Crop& crop);
    void makeRoom();
    std::vector<workspace::CropWish> missing(const std::vector<workspace::CropWish>& wishes) const;

    std::size_t m_most; // bytes
    std::size_t m_bytes = 0;
    mutable std::uint64_t m_clock = 0;
    std::map<Key, Kept> m_images;
    std::vector<workspace::CropWish> m_wished; // and what comes later
    GuiPoster m_line;
    std::unique_ptr<workspace::CropReader> m_reader;
};

} // namespace tw::ui
