#pragma once
// The labels of boxes as pictures, kept from one painting to the next: a frame of 200 people shows the labels of the
// frame before. Owned by whoever paints; GUI thread.

#include <QColor>
#include <QFont>
#include <QHash>
#include <QImage>
#include <QString>

namespace tw::ui {

struct LabelLook {
    QString text;
    QRgb back = 0; // with alpha
    QRgb ink = 0;
    bool framed = false; // in the colour of the selection

    friend bool operator==(const LabelLook&, const LabelLook&) = default;
};

class LabelPictures
{
public:
    static constexpr int kMost = 2000; // pictures kept
    static constexpr int kMargin = 1;  // around the tab, for its frame

    // A tab of the width of its text; the picture is larger by kMargin on each side.
    const QImage& of(const LabelLook& look, const QFont& font, qreal devicePixelRatio);
    int count() const { return static_cast<int>(m_pictures.size()); }

private:
    QHash<LabelLook, QImage> m_pictures;
    QFont m_font;
    qreal m_ratio = 0;
};

inline std::size_t qHash(const LabelLook& look, std::size_t seed = 0)
{
    return qHashMulti(seed, look.text, look.back, look.ink, look.framed);
}

} // namespace tw::ui
