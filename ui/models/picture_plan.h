#pragma once
// Which pictures answer a finding: the clearest boxes of its people around the cut, in groups with a heading. For a
// swap twice, as the tracks are and as they would be. Values; no painting. GUI thread.

#include "core/pipeline/person_picture.h"
#include "core/review/event.h"
#include "ui/models/document_view.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <functional>
#include <vector>

namespace tw::ui {

struct PictureCell {
    FrameIndex frame = kNoFrame;
    TrackId track = TrackId::kInvalid; // whose box it is today
    Box box;
    QSizeF video; // empty: unknown
};

// One person, as the row has it.
struct PictureGroup {
    QString title;
    TrackId shownAs = TrackId::kInvalid; // whose colour and number it has; kInvalid: a person without a track yet
    std::vector<PictureCell> before;     // the cut lies between the two
    std::vector<PictureCell> after;
    bool hasCut = false;
};

struct PictureRow {
    QString title;
    bool isFix = false; // as the proposed fix would leave it
    std::vector<PictureGroup> groups;
};

struct PicturePlan {
    std::vector<PictureRow> rows;
    int columns = 0; // cells of the widest row
    bool empty() const { return rows.empty(); }
};

struct PictureSource {
    const DocumentView& document;
    FrameIndex frameCount = 0;
    QSizeF video;
    double frameRate = 25;
    // Whether a picture of this part of a frame is at hand without decoding; may be empty. Such frames are preferred.
    std::function<bool(FrameIndex, const Box&)> isKept = {};
};
PicturePlan picturePlan(const PictureSource& source, const review::Event& event);
// The one picture that stands for a finding or a track in a list.
PictureCell keyPicture(const PictureSource& source, TrackId track, FrameIndex near);

using pipeline::kNarrowestPlace, pipeline::kWidestPlace;

// The part of the frame that is read for a person (pipeline::pictureArea).
Box surroundings(const PictureCell& cell);

// Where the picture of a person lies in its place: the person as large as fits, the surroundings as far as there is
// room, nothing from outside the video where that can be avoided.
class PicturePlacement
{
public:
    PicturePlacement(const PictureCell& cell, const QRectF& place, double zoom = 1);
    QRectF of(const Box& box) const; // source pixels -> widget pixels

private:
    QPointF m_source; // in the middle of the place
    QPointF m_middle;
    double m_scale;
};

} // namespace tw::ui
