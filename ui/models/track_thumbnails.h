#pragma once
// One small picture of each track for lists and tooltips: its clearest box near the middle, cut out of the video in the
// background when first asked for. Nothing is read while the tracker runs: the processors are its own. GUI thread.

#include "ui/bridge/crop_images.h"
#include "ui/models/picture_plan.h"
#include "ui/session.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <map>

namespace tw::ui {

class TrackThumbnails final : public QObject
{
    Q_OBJECT
public:
    // Both must outlive it.
    TrackThumbnails(Session& session, DocumentView& document, QObject* parent = nullptr);

    // Null: not there yet, or the video cannot be read; arrived() tells when there are more.
    QImage of(TrackId id);
    // For a tooltip: the picture, number, name, frames and boxes as rich text.
    QString tip(TrackId id);

Q_SIGNALS:
    void arrived();

private:
    struct Entry {
        PictureCell cell;
        QImage picture;
    };
    bool canRead() const;
    void readWanted();
    void take();
    void changed(const DocumentDiff& diff);

    Session& m_session;
    DocumentView& m_document;
    CropImages m_crops;
    std::map<TrackId, Entry> m_entries;
    QTimer m_collect; // wishes of one repaint are read together
};

} // namespace tw::ui
