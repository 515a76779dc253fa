#pragma once
// People cut out of the video (core/workspace/crop_reader.h) as pictures for widgets: read in the background when
// wished for, kept while there is room. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/workspace/crop_reader.h"
#include "ui/bridge/gui_poster.h"

#include <QImage>

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace tw::ui {

class CropImages : public QObject
{
    Q_OBJECT
public:
    // Of `most` pictures the next one begins anew.
    explicit CropImages(std::size_t most, QObject* parent = nullptr);
    ~CropImages() override;

    // Reads from this workspace's video; nothing when the video cannot be read. The pictures of before stay.
    void open(workspace::Workspace& workspace);
    bool isOpen() const { return m_reader != nullptr; }
    void close(); // reads no more; the pictures stay
    void clear(); // close, and without the pictures

    // The newest wishes win.
    void read(std::vector<workspace::CropWish> wishes);
    bool contains(FrameIndex frame, const Box& box) const { return m_images.contains(keyOf(frame, box)); }
    QImage image(FrameIndex frame, const Box& box) const; // null: not there yet

Q_SIGNALS:
    void arrived();

private:
    using Key = std::pair<FrameIndex, std::array<double, 4>>;
    static Key keyOf(FrameIndex frame, const Box& box);

    std::size_t m_most;
    std::map<Key, QImage> m_images;
    GuiPoster m_line;
    std::unique_ptr<workspace::CropReader> m_reader;
};

} // namespace tw::ui
