#include "ui/review/event_text.h"

#include <QCoreApplication>

namespace tw::ui {

using review::Event;
using review::EventKind;

QString kindText(EventKind kind)
{
    switch (kind) {
    case EventKind::Swap: return QCoreApplication::translate("Review", "Identity swap");
    case EventKind::Fragment: return QCoreApplication::translate("Review", "Fragment");
    case EventKind::Reentry: return QCoreApplication::translate("Review", "Comes back");
    case EventKind::Jump: return QCoreApplication::translate("Review", "Jump");
    case EventKind::Duplicate: return QCoreApplication::translate("Review", "Duplicate");
    case EventKind::FalseTrack: return QCoreApplication::translate("Review", "Nobody there");
    case EventKind::Missed: return QCoreApplication::translate("Review", "Missed stretch");
    case EventKind::Border: return QCoreApplication::translate("Review", "Begins or ends in the open");
    case EventKind::Drift: return QCoreApplication::translate("Review", "Box beside the person");
    case EventKind::LowConfidence: return QCoreApplication::translate("Review", "Hardly believed");
    case EventKind::Merge: return QCoreApplication::translate("Review", "Two people in one box");
    case EventKind::Mixed: return QCoreApplication::translate("Review", "Two people in one track");
    }
    return {};
}

QString tracksText(const Event& event)
{
    const QString a = QStringLiteral("#%1").arg(number(event.a));
    return event.b == TrackId::kInvalid
               ? a
               : QCoreApplication::translate("Review", "%1 and #%2").arg(a).arg(number(event.b));
}

} // namespace tw::ui
