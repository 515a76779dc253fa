#pragma once
// The large pictures of a finding: each person outlined, the surroundings dimmed. The wheel zooms all of them, resting
// on one plays the frames around it. The geometry follows the widget alone, so that nothing moves from one finding to
// the next. GUI thread.

#include "ui/bridge/crop_images.h"
#include "ui/models/picture_plan.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>

namespace tw::ui {

class PictureBoard final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the board.
    PictureBoard(DocumentView& document, CropImages& crops, QWidget* parent = nullptr);

    void setPlan(PicturePlan plan);
    const PicturePlan& plan() const { return m_plan; }
    // Every picture is there, or cannot be read.
    bool isComplete() const;
    // How long they have been seen together; < 0 while one is missing.
    qint64 seenMs() const;
    // From setPlan() to the last picture; < 0: not all are there yet.
    qint64 waitedMs() const { return m_waitedMs; }
    double zoom() const { return m_zoom; }
    // For tests: where a picture lies, in widget pixels; rows, groups and cells as in the plan.
    QRectF cellRect(std::size_t row, std::size_t group, std::size_t cell) const;

    QSize sizeHint() const override { return {640, 400}; }
    QSize minimumSizeHint() const override { return {320, 200}; }

Q_SIGNALS:
    void completed();
    void rowClicked(bool isFix); // a row of several
    void cellClicked(tw::FrameIndex frame);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Place {
        std::size_t row = 0, group = 0, cell = 0;
        friend bool operator==(const Place&, const Place&) = default;
    };

    QRectF rowRect(std::size_t row) const;
    const PictureCell& at(const Place& place) const;
    std::optional<Place> placeAt(QPointF position) const;
    void paintRow(QPainter& painter, std::size_t row);
    void paintGroup(QPainter& painter, std::size_t row, std::size_t group);
    void paintCell(QPainter& painter, const PictureCell& cell, const QRectF& rect, TrackId shownAs);
    void arrived();
    void startPlaying(std::optional<Place> place);
    void nextPlayed();

    DocumentView& m_document;
    CropImages& m_crops;
    PicturePlan m_plan;
    std::optional<Place> m_hovered;
    std::vector<PictureCell> m_played; // frames about the hovered picture
    std::size_t m_playing = 0;
    QTimer m_player;
    QElapsedTimer m_since; // the plan was set
    QElapsedTimer m_seen;
    qint64 m_waitedMs = -1;
    double m_zoom = 1;
};

} // namespace tw::ui
