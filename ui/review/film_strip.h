#pragma once
// Paints the film strip of the current event: rows of crops as the tracks would be after the fix, the cut between them,
// the likeness of each crop to the person of its row. With the focus, left and right move the cut. GUI thread.

#include "ui/review/review_controller.h"

#include <QWidget>

namespace tw::ui {

class FilmStrip final : public QWidget
{
    Q_OBJECT
public:
    // Both must outlive the strip.
    FilmStrip(ReviewController& review, ViewState& view, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool movesCut(const QKeyEvent& key) const;
    QRectF cellRect(std::size_t row, std::size_t column) const;
    void paintCell(QPainter& painter, const review::StripCell& cell, const QRectF& rect);
    void paintLabel(QPainter& painter, const review::StripRow& row, std::size_t index);

    ReviewController& m_review;
    ViewState& m_view;
    std::size_t m_rows = 2; // of the last strip: while the next is made the height stays
};

} // namespace tw::ui
