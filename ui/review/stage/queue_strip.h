#pragma once
// Where one is in the queue, as small pictures: what was answered last, what is looked at, what comes next. Always the
// same size. GUI thread.

#include "ui/bridge/crop_images.h"
#include "ui/models/picture_plan.h"

#include <QString>
#include <QWidget>

#include <string>
#include <vector>

namespace tw::ui {

struct QueueItem {
    enum class State { Empty, Fixed, Kept, Later, Now, Next };
    State state = State::Empty;
    std::string key; // of the finding
    PictureCell picture;
    QString tip;
};

class QueueStrip final : public QWidget
{
    Q_OBJECT
public:
    static constexpr std::size_t kDone = 3;
    static constexpr std::size_t kNext = 3;
    static constexpr std::size_t kItems = kDone + 1 + kNext;

    explicit QueueStrip(CropImages& crops, QWidget* parent = nullptr);

    // At most kDone answered, one now, kNext to come.
    void setItems(const std::vector<QueueItem>& done, const QueueItem& now, const std::vector<QueueItem>& next);
    const std::vector<QueueItem>& items() const { return m_items; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void itemClicked(const std::string& key); // one that is to come

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QRectF itemRect(std::size_t index) const;

    CropImages& m_crops;
    std::vector<QueueItem> m_items; // kItems of them
};

} // namespace tw::ui
