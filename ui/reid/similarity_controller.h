#pragma once
// The similarity map: where in the shown frame it looks like the selected person. Follows frame and selection, but only
// once the person stands still for a moment: stepping and playback never wait for it. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "ui/actions/notice.h"
#include "ui/canvas/heat_layer.h"
#include "ui/reid/frame_questions.h"

#include <QTimer>

namespace tw::ui {

class VideoCanvas;

class SimilarityController : public QObject
{
    Q_OBJECT
public:
    struct Links { // all must outlive the controller
        Session& session;
        DocumentView& document;
        ViewState& view;
        FrameQuestions& questions;
        VideoCanvas& canvas;
    };
    explicit SimilarityController(const Links& links, QObject* parent = nullptr);

Q_SIGNALS:
    void notice(const tw::ui::Notice& notice);

private:
    void follow();
    void ask();
    void show(const workspace::SimilarityMap& map);

    Links m_links;
    QTimer m_soon;
    TrackId m_of = TrackId::kInvalid; // whose map was asked for last
    bool m_told = false;              // why there is none was said; once for every time it is switched on
};

// Colours between what half of the frame exceeds and the best place: the absolute level differs from network to
// network.
HeatMapOverlay heatOf(const workspace::SimilarityMap& map);

} // namespace tw::ui
