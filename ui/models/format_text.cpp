#include "ui/models/format_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace tw::ui {

namespace {

// Names that hold more than a proper name, as core/formats says them.
[[maybe_unused]] constexpr std::array kDescribed{QT_TRANSLATE_NOOP("Formats", "MOTChallenge ground truth (gt.txt)"),
                                                 QT_TRANSLATE_NOOP("Formats", "MOTChallenge result (TrackEval)"),
                                                 QT_TRANSLATE_NOOP("Formats", "MOTChallenge 2015 ground truth"),
                                                 QT_TRANSLATE_NOOP("Formats", "MOTChallenge detections (det.txt)"),
                                                 QT_TRANSLATE_NOOP("Formats", "CVAT for video 1.1"),
                                                 QT_TRANSLATE_NOOP("Formats", "COCO with track ids"),
                                                 QT_TRANSLATE_NOOP("Formats", "DIVE JSON version 2"),
                                                 QT_TRANSLATE_NOOP("Formats", "KITTI tracking"),
                                                 QT_TRANSLATE_NOOP("Formats", "Ultralytics text results"),
                                                 QT_TRANSLATE_NOOP("Formats", "CSV table")};

} // namespace

QString formatTitle(const formats::Format& format)
{
    return QCoreApplication::translate("Formats", format.name.c_str());
}

QString formatFilter(const formats::Format& format)
{
    QStringList patterns;
    for (const std::string& suffix : format.suffixes)
        if (suffix != "/")
            patterns << QLatin1Char('*') + QString::fromStdString(suffix);
    if (patterns.isEmpty())
        return {};
    QString title = formatTitle(format); // what stands in parentheses would be taken for patterns
    title.remove(QLatin1Char('(')).remove(QLatin1Char(')'));
    return QStringLiteral("%1 (%2)").arg(title, patterns.join(QLatin1Char(' ')));
}

} // namespace tw::ui
