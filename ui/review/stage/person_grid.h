#pragma once
// "Which of these are not people?": up to thirty pictures, answered at once. A click or 0 crosses one out, the arrows
// move between them. What is crossed out at first is what the program is sure about. GUI thread.

#include "ui/bridge/crop_images.h"
#include "ui/models/picture_plan.h"

#include <QColor>
#include <QElapsedTimer>
#include <QString>
#include <QWidget>

#include <string>
#include <vector>

namespace tw::ui {

class PersonGrid final : public QWidget
{
    Q_OBJECT
public:
    static constexpr std::size_t kMost = 30;
    static constexpr int kFoot = 18; // px, below a picture

    struct Item {
        std::string key; // of the finding
        TrackId track = TrackId::kInvalid;
        QColor color; // of the track
        PictureCell picture;
        double probability = 0; // that it is not a person
        bool crossed = false;
        QString tip;
    };

    explicit PersonGrid(CropImages& crops, QWidget* parent = nullptr);

    void setItems(std::vector<Item> items); // at most kMost
    const std::vector<Item>& items() const { return m_items; }
    bool isComplete() const; // every picture is there or cannot be read
    qint64 seenMs() const;   // how long all of them have been seen; < 0: not yet
    int crossedOut() const;
    int current() const { return m_current; }
    void toggle(int index);
    void toggleCurrent() { toggle(m_current); }
    QRectF itemRect(int index) const;

    QSize sizeHint() const override { return {900, 420}; }
    QSize minimumSizeHint() const override { return {420, 200}; }

Q_SIGNALS:
    void changed(); // what is crossed out
    void completed();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool isOurs(const QKeyEvent& key) const;
    struct Division {
        int columns = 1;
        QSizeF picture{0, 0};
    };
    Division division() const; // few pictures are larger
    void arrived();
    int indexAt(QPointF position) const;
    void paintItem(QPainter& painter, int index);

    CropImages& m_crops;
    std::vector<Item> m_items;
    int m_current = 0;
    QElapsedTimer m_seen; // since the last picture came
};

} // namespace tw::ui
