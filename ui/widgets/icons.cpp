#include "ui/widgets/icons.h"

#include "ui/widgets/theme.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>
#include <QSvgRenderer>

#include <utility>

namespace tw::ui {

namespace {

QByteArray svgInColor(const QString& name, const QColor& color)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("no icon named %s", qPrintable(name));
        return {};
    }
    return file.readAll().replace("currentColor", color.name(QColor::HexRgb).toLatin1());
}

class PaletteIconEngine : public QIconEngine
{
public:
    PaletteIconEngine(QString name, QPalette::ColorRole role) : m_name(std::move(name)), m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        const int side = qMin(rect.width(), rect.height());
        const QRect square(rect.left() + (rect.width() - side) / 2, rect.top() + (rect.height() - side) / 2, side,
                           side);
        painter->drawPixmap(square, pixmapFor(square.size(), ratio, mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return pixmapFor(size, 1, mode, state);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        // `size` is in device pixels already
        return pixmapFor(size / scale, scale, mode, state);
    }
    QIconEngine* clone() const override { return new PaletteIconEngine(*this); }

private:
    QPixmap pixmapFor(const QSize& size, qreal ratio, QIcon::Mode mode, QIcon::State state) const
    {
        const QPalette palette = QGuiApplication::palette();
        QColor color = palette.color(mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active, m_role);
        if (state == QIcon::On && mode != QIcon::Disabled)
            color = palette.color(QPalette::Highlight);
        return iconPixmap(m_name, color, qMin(size.width(), size.height()), ratio);
    }

    QString m_name;
    QPalette::ColorRole m_role;
};

QString iconFile(const QString& name, const QColor& color)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/icons");
    const QString path = QStringLiteral("%1/%2-%3.svg").arg(folder, name, color.name(QColor::HexRgb).mid(1));
    const QByteArray wanted = svgInColor(name, color);
    QFile present(path);
    if (present.open(QIODevice::ReadOnly) && present.readAll() == wanted)
        return path;
    QDir().mkpath(folder);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(wanted);
        file.commit();
    }
    return path;
}

QPalette::ColorRole roleNamed(const QString& name)
{
    static const std::pair<const char*, QPalette::ColorRole> kRoles[] = {
        {"window", QPalette::Window},        {"base", QPalette::Base},
        {"raised", QPalette::AlternateBase}, {"border", QPalette::Mid},
        {"pressed", QPalette::Midlight},     {"backdrop", QPalette::Dark},
        {"text", QPalette::WindowText},      {"secondary", QPalette::PlaceholderText},
        {"accent", QPalette::Highlight},     {"onaccent", QPalette::HighlightedText},
        {"tip", QPalette::ToolTipBase},      {"danger", QPalette::BrightText},
    };
    for (const auto& [key, role] : kRoles) {
        if (name == QLatin1String(key))
            return role;
    }
    qWarning("no palette role named %s in the style sheet", qPrintable(name));
    return QPalette::WindowText;
}

QColor colorNamed(const QString& name, const QPalette& palette)
{
    if (name == QLatin1String("selected"))
        return mixed(palette.color(QPalette::Base), palette.color(QPalette::Highlight), 0.28);
    if (name == QLatin1String("disabled"))
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    return palette.color(roleNamed(name));
}

} // namespace

QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio)
{
    const QString key =
        QStringLiteral("tw-icon/%1/%2/%3/%4").arg(name, color.name(QColor::HexArgb)).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = qMax(1, qRound(size * devicePixelRatio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    {
        QSvgRenderer renderer(svgInColor(name, color));
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString& name, QPalette::ColorRole role)
{
    return QIcon(new PaletteIconEngine(name, role));
}

QString resolveStyleSheet(const QString& sheet, const QPalette& palette)
{
    QString resolved = sheet;
    static const QRegularExpression kComment(QStringLiteral("/\\*.*?\\*/"),
                                             QRegularExpression::DotMatchesEverythingOption);
    resolved.remove(kComment); // which may speak of @names
    static const QRegularExpression kIcon(QStringLiteral("url\\(icon:([a-z0-9-]+):([a-z]+)\\)"));
    for (auto match = kIcon.match(resolved); match.hasMatch(); match = kIcon.match(resolved)) {
        const QString file = iconFile(match.captured(1), colorNamed(match.captured(2), palette));
        resolved.replace(match.capturedStart(), match.capturedLength(), QStringLiteral("url(\"%1\")").arg(file));
    }
    static const QRegularExpression kColor(QStringLiteral("@([a-z]+)"));
    for (auto match = kColor.match(resolved); match.hasMatch(); match = kColor.match(resolved))
        resolved.replace(match.capturedStart(), match.capturedLength(), colorNamed(match.captured(1), palette).name());
    return resolved;
}

} // namespace tw::ui
