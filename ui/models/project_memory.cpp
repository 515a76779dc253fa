#include "ui/models/project_memory.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>
#include <QStringList>

namespace tw::ui {

namespace {

constexpr qsizetype kMostProjects = 50;
constexpr QSize kThumbnail(128, 72);
constexpr int kQuality = 75;
const auto kOrder = QStringLiteral("projects/order"); // the last one first

QString groupOf(const QString& project)
{
    const QFileInfo file(project);
    const QString name = file.absolutePath() + QLatin1Char('/') + file.completeBaseName();
    const QByteArray digest = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha1).toHex();
    return QString::fromLatin1(digest.left(16));
}

} // namespace

RememberedView recallView(const QSettings& settings, const QString& project)
{
    const QString group = QStringLiteral("projects/") + groupOf(project);
    RememberedView view;
    view.frame = settings.value(group + QStringLiteral("/frame"), 0).toInt();
    view.groundTruth = settings.value(group + QStringLiteral("/groundTruth")).toString();
    view.tracks = settings.value(group + QStringLiteral("/tracks"), 0).toInt();
    view.worthChecking = settings.value(group + QStringLiteral("/worthChecking"), 0).toInt();
    view.thumbnail.loadFromData(settings.value(group + QStringLiteral("/thumbnail")).toByteArray());
    return view;
}

void rememberView(QSettings& settings, const QString& project, const RememberedView& view)
{
    const QString id = groupOf(project);
    const QString group = QStringLiteral("projects/") + id;
    settings.setValue(group + QStringLiteral("/frame"), view.frame);
    settings.setValue(group + QStringLiteral("/groundTruth"), view.groundTruth);
    settings.setValue(group + QStringLiteral("/tracks"), view.tracks);
    settings.setValue(group + QStringLiteral("/worthChecking"), view.worthChecking);
    if (!view.thumbnail.isNull()) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        const QImage small = view.thumbnail.scaled(kThumbnail, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        if (buffer.open(QIODevice::WriteOnly) && small.save(&buffer, "JPG", kQuality))
            settings.setValue(group + QStringLiteral("/thumbnail"), bytes);
    }
    QStringList order = settings.value(kOrder).toStringList();
    order.removeAll(id);
    order.prepend(id);
    while (order.size() > kMostProjects)
        settings.remove(QStringLiteral("projects/") + order.takeLast());
    settings.setValue(kOrder, order);
}

} // namespace tw::ui
