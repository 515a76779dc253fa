#pragma once
// One line of text that never asks for room: what does not fit is cut with an ellipsis and shown in full as a tooltip.
// For everything that comes from outside (file names, messages), so that content never sets the size of the window.

#include <QLabel>

namespace tw::ui {

class ElidedLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr, Qt::TextElideMode mode = Qt::ElideRight);

    // What is meant, not what is seen. `details` is part of the tooltip only.
    void setFullText(const QString& text, const QString& details = {});
    QString fullText() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void elide();

    QString m_text;
    QString m_details;
    Qt::TextElideMode m_mode;
};

} // namespace tw::ui
