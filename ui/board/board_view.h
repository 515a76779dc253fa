#pragma once
// Paints the rows of the identity board: a crop for every fragment, its number, frames and likeness, and whether it is
// checked. Arrows go from fragment to fragment, Space unchecks, Enter joins the row. GUI thread.

#include "ui/board/identity_board.h"

#include <QAbstractScrollArea>

namespace tw::ui {

class BoardView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit BoardView(IdentityBoard& board, QWidget* parent = nullptr); // `board` must outlive the view

    int currentRow() const { return m_row; }
    int currentColumn() const { return m_column; }
    void setCurrent(int row, int column);
    QRect cellRect(int row, int column) const;  // in the viewport
    QRect checkRect(int row, int column) const; // of its check box
    QSize sizeHint() const override { return {760, 520}; }

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void boardChanged();
    void layOut();
    void wantFaces();
    void describe();
    int rowCount() const { return static_cast<int>(m_board.rows().size()); }
    int columnsOf(int row) const;
    int perLine() const;
    QRect rowRect(int row) const;
    std::pair<int, int> cellAt(QPoint position) const; // -1, -1: none
    void paintRow(QPainter& painter, int row);
    void paintCell(QPainter& painter, int row, int column);

    IdentityBoard& m_board;
    std::vector<int> m_tops; // of the rows, and the end
    int m_row = 0;
    int m_column = 0;
};

} // namespace tw::ui
