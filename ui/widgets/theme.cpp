#include "ui/widgets/theme.h"

#include "ui/widgets/icons.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPushButton>
#include <QStyle>
#include <QStyleFactory>

// Resources of a static library are registered by name, outside any namespace.
static void registerResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace tw::ui {

namespace {

struct Shades {
    QRgb window, base, raised, border, pressed, backdrop, text, secondary, disabled, accent, onAccent, tip, danger;
};

constexpr Shades kDark{0x17191d, 0x1d2025, 0x272b31, 0x33383f, 0x3a4048, 0x0d0e10, 0xe7eaee,
                       0x9aa4af, 0x5d6670, 0x1fc3e0, 0x06242b, 0x2e333a, 0xff6b5e};
constexpr Shades kLight{0xf1f3f5, 0xffffff, 0xe7eaee, 0xd3d8de, 0xd9dee4, 0xdfe3e8, 0x1a1e23,
                        0x5b6672, 0xa4adb7, 0x007389, 0xffffff, 0xffffff, 0xc22b1c};

QPalette paletteOf(const Shades& s)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb color, QRgb disabled) {
        palette.setColor(role, QColor(color));
        palette.setColor(QPalette::Disabled, role, QColor(disabled));
    };
    set(QPalette::Window, s.window, s.window);
    set(QPalette::Base, s.base, s.base);
    set(QPalette::AlternateBase, s.raised, s.raised);
    set(QPalette::Button, s.raised, s.base);
    set(QPalette::Mid, s.border, s.border);
    set(QPalette::Midlight, s.pressed, s.pressed);
    set(QPalette::Light, s.pressed, s.pressed);
    set(QPalette::Dark, s.backdrop, s.backdrop);
    set(QPalette::Shadow, 0x000000, 0x000000);
    set(QPalette::WindowText, s.text, s.disabled);
    set(QPalette::Text, s.text, s.disabled);
    set(QPalette::ButtonText, s.text, s.disabled);
    set(QPalette::PlaceholderText, s.secondary, s.disabled);
    set(QPalette::BrightText, s.danger, s.danger);
    set(QPalette::Highlight, s.accent, s.border);
    set(QPalette::HighlightedText, s.onAccent, s.disabled);
    set(QPalette::Link, s.accent, s.disabled);
    set(QPalette::LinkVisited, s.accent, s.disabled);
    set(QPalette::ToolTipBase, s.tip, s.tip);
    set(QPalette::ToolTipText, s.text, s.text);
    return palette;
}

// Qt without a desktop falls back to whatever sans serif there is; a better one may be installed beside it. Both have
// figures of equal width, which frame numbers and times need.
QFont programFont(const QApplication& application)
{
    QFont font = application.font();
    const QString family = QFontInfo(font).family();
    const bool bareFallback =
        family.startsWith(QLatin1String("DejaVu")) || family.startsWith(QLatin1String("Bitstream"));
    if (bareFallback && QFontDatabase::hasFamily(QStringLiteral("Roboto")))
        font.setFamily(QStringLiteral("Roboto"));
    font.setPointSizeF(10);
    font.setStyleStrategy(QFont::PreferAntialias);
    return font;
}

} // namespace

QPalette darkPalette()
{
    return paletteOf(kDark);
}

QPalette lightPalette()
{
    return paletteOf(kLight);
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

void applyTheme(QApplication& application, ThemeChoice choice)
{
    registerResources();
    // Asked before the palette is replaced: what the desktop uses.
    static const bool systemIsDark = isDark(application.palette());
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark);
    static const QFont font = programFont(application);

    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setFont(font);
    application.setPalette(dark ? darkPalette() : lightPalette());
    QFile sheet(QStringLiteral(":/theme.qss"));
    if (sheet.open(QIODevice::ReadOnly))
        application.setStyleSheet(resolveStyleSheet(QString::fromUtf8(sheet.readAll()), application.palette()));
}

QFont smallFont(const QFont& base)
{
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * 0.88);
    return font;
}

QFont largeFont(const QFont& base)
{
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * 1.7);
    font.setWeight(QFont::Light);
    return font;
}

QPushButton* primaryButton(const QString& text, const QString& name, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setProperty("primary", true); // before a layout asks for its size: the sheet looks at it only once
    button->setDefault(true);
    return button;
}

QColor mixed(const QColor& a, const QColor& b, double t)
{
    const auto mix = [t](double x, double y) { return static_cast<float>(x + (y - x) * t); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()),
                            mix(a.alphaF(), b.alphaF()));
}

} // namespace tw::ui
