#include "ui/dialogs/track_options.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace tw::ui {

void TrackOptions::load(const QSettings& settings)
{
    // Without a choice: the GPU where there is one.
    const auto best = model::parseDevice("auto");
    device = settings.value(QStringLiteral("track/device"), best ? toQt(best->name()) : device).toString();
    model = settings.value(QStringLiteral("track/model"), model).toString();
    width = settings.value(QStringLiteral("track/width"), width).toInt();
    height = settings.value(QStringLiteral("track/height"), height).toInt();
    detail = static_cast<TrackDetail>(
        std::clamp(settings.value(QStringLiteral("track/detail"), static_cast<int>(detail)).toInt(), 0, 2));
    threshold = settings.value(QStringLiteral("track/threshold"), threshold).toDouble();
    every = settings.value(QStringLiteral("track/every"), every).toInt();
    wholeVideo = settings.value(QStringLiteral("track/wholeVideo"), wholeVideo).toBool();
}

void TrackOptions::save(QSettings& settings) const
{
    settings.setValue(QStringLiteral("track/model"), model);
    settings.setValue(QStringLiteral("track/width"), width);
    settings.setValue(QStringLiteral("track/height"), height);
    settings.setValue(QStringLiteral("track/detail"), static_cast<int>(detail));
    settings.setValue(QStringLiteral("track/device"), device);
    settings.setValue(QStringLiteral("track/threshold"), threshold);
    settings.setValue(QStringLiteral("track/every"), every);
    settings.setValue(QStringLiteral("track/wholeVideo"), wholeVideo);
}

pipeline::TrackRequest TrackOptions::request(FrameRange range) const
{
    pipeline::TrackRequest request;
    request.model = fromQt(model);
    request.detector.size = {width, height};
    request.detector.levels = detail == TrackDetail::Fast ? 1 : 0;
    request.detector.mirror = detail == TrackDetail::Thorough ? model::Mirror::Auto : model::Mirror::Off;
    request.detector.threshold = static_cast<float>(threshold);
    request.every = every;
    request.wholeVideo = wholeVideo;
    if (rangeOnly && !range.empty())
        request.frames = range;
    if (const auto parsed = model::parseDevice(fromQt(device)))
        request.detector.device = *parsed;
    return request;
}

QString TrackOptions::summary() const
{
    const QString size = width > 0 ? QStringLiteral(" %1×%2").arg(width).arg(height) : QString();
    return QStringLiteral("%1%2, %3").arg(modelName(model), size, device);
}

QString modelName(const QString& model)
{
    const QFileInfo file(model);
    const QString name = file.completeBaseName();
    const bool ofARun = name == QLatin1String("model_best") || name == QLatin1String("model_last");
    return ofARun ? file.dir().dirName() : name;
}

QStringList installedModels()
{
    QStringList names;
    for (const char* name : {"lite", "standard", "dla_34"}) {
        if (model::findInstalledModel(name))
            names << QString::fromLatin1(name);
    }
    return names;
}

QStringList deviceNames()
{
    QStringList names;
    for (const model::Device& device : model::availableDevices())
        names << toQt(device.name());
    return names;
}

} // namespace tw::ui
