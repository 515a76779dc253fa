#pragma once
// How the tracker is run, as people choose it; kept in the settings. A value.

#include "core/pipeline/track_video.h"
#include "core/pipeline/usual_model.h"
#include "ui/bridge/qt_convert.h"

#include <QSettings>
#include <QString>
#include <QStringList>

namespace tw::ui {

// At the model's own size: larger, at two levels and also in the mirror; without the mirror; the image once.
enum class TrackDetail { Thorough, Careful, Fast };

struct TrackOptions {
    QString model = toQt(pipeline::usualModel()); // a name, or a weights file
    int width = 0;                                // of the network's input; 0: the model's own
    int height = 0;
    TrackDetail detail = TrackDetail::Thorough;
    QString device = QStringLiteral("cpu"); // "cuda:0"
    double threshold = 0.4;
    int every = 1;          // network on every n-th frame
    bool wholeVideo = true; // tracker "offline": associated again once all frames are there; else "fairmot"
    bool rangeOnly = false; // the marked range instead of the whole video

    void load(const QSettings& settings);
    void save(QSettings& settings) const;
    // `range` is taken when rangeOnly is set and it is not empty.
    pipeline::TrackRequest request(FrameRange range) const;
    QString summary() const; // "lite 864×480, cpu"

    friend bool operator==(const TrackOptions&, const TrackOptions&) = default;
};

// How a model is called: an installed one by its name, a trained one after its run, any other file by its file name.
QString modelName(const QString& model);
// Names of the models whose weights are there.
QStringList installedModels();
// Names of the devices of this machine, the CPU first.
QStringList deviceNames();

} // namespace tw::ui
