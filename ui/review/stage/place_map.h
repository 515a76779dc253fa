#pragma once
// Where in the image a finding is: the whole frame small, the routes of its people, where they are now, and the part
// that the video beside it shows. GUI thread.

#include "ui/canvas/viewport.h"
#include "ui/models/document_view.h"
#include "ui/models/view_state.h"

#include <QImage>
#include <QWidget>

#include <vector>

namespace tw::ui {

class PlaceMap final : public QWidget
{
    Q_OBJECT
public:
    PlaceMap(DocumentView& document, ViewState& view, QWidget* parent = nullptr);

    void setSource(QSizeF video) { m_video = video; }
    // Frames of the routes, source pixels of the part that is shown elsewhere.
    void setPlace(std::vector<TrackId> people, FrameRange frames, const QRectF& shown);
    void setPicture(const QImage& picture);
    bool hasPicture() const { return !m_picture.isNull(); }
    QRectF pictureRect() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintRoute(QPainter& painter, TrackId id) const;

    DocumentView& m_document;
    ViewState& m_view;
    QSizeF m_video;
    QImage m_picture; // as large as it is shown
    std::vector<TrackId> m_people;
    FrameRange m_frames;
    QRectF m_shown;
};

} // namespace tw::ui
