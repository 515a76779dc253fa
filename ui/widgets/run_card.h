#pragma once
// What a run of the tracker found and what to do next; lies over the video until it is answered. GUI thread.

#include <QFrame>

class QLabel;
class QPushButton;

namespace tw::ui {

class RunCard final : public QFrame
{
    Q_OBJECT
public:
    explicit RunCard(QWidget& parent);

    // Shows it, or replaces what it says. `review`: there is something to review.
    void present(const QString& title, const QString& text, bool review);
    QString text() const;

Q_SIGNALS:
    void reviewWanted();
    void exportWanted();
    void answered(); // by any of its buttons

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_review;
};

} // namespace tw::ui
