#pragma once
// What the window remembers of each project between sessions: the frame that was looked at and the ground truth it was
// compared with, and what the list of recent projects says of it. Kept in the settings for the projects opened last.
// GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which ids.h begins with

#include "core/base/ids.h"

#include <QImage>
#include <QString>

class QSettings;

namespace tw::ui {

struct RememberedView {
    FrameIndex frame = 0;
    QString groundTruth; // path; empty: none was chosen
    int tracks = 0;
    int worthChecking = 0;
    QImage thumbnail; // small
};

// `project`: path of the project or, while there is none, of its video; a project beside its video is remembered with
// it.
RememberedView recallView(const QSettings& settings, const QString& project);
void rememberView(QSettings& settings, const QString& project, const RememberedView& view);

} // namespace tw::ui
