// The style sheet: every name in it is known, in both themes, and nothing of it is left unresolved.
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QFile>
#include <QIcon>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tw::ui;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyNameIsKnown();
    void commentsMayHoldAnything();
    void unknownNamesAreReported();
    void textIsReadable();
    void aColorHasOneSwatch();
    void anIconKeepsItsShape();
};

void TestTheme::everyNameIsKnown()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("no palette role|no icon")));
    applyTheme(*qApp, ThemeChoice::Dark);
    QFile file(QStringLiteral(":/theme.qss"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString sheet = QString::fromUtf8(file.readAll());
    for (const QPalette& palette : {darkPalette(), lightPalette()}) {
        const QString resolved = resolveStyleSheet(sheet, palette);
        QVERIFY(!resolved.contains(QLatin1Char('@')));
        QVERIFY(!resolved.contains(QStringLiteral("url(icon:")));
        QVERIFY(resolved.contains(palette.color(QPalette::Window).name()));
    }
}

void TestTheme::commentsMayHoldAnything()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("no palette role")));
    const QString resolved = resolveStyleSheet(
        QStringLiteral("/* @role\nof url(icon:nothing:nothing) */\nQLabel { color: @text; }"), darkPalette());
    QCOMPARE(resolved.trimmed(),
             QStringLiteral("QLabel { color: %1; }").arg(darkPalette().color(QPalette::WindowText).name()));
}

void TestTheme::unknownNamesAreReported()
{
    QTest::ignoreMessage(QtWarningMsg, "no palette role named colour in the style sheet");
    resolveStyleSheet(QStringLiteral("QLabel { color: @colour; }"), darkPalette());
}

// Contrast by WCAG 2, level AA.
void TestTheme::textIsReadable()
{
    const auto luminance = [](const QColor& color) {
        const auto channel = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
    };
    const auto contrast = [&](const QColor& a, const QColor& b) {
        const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
        return (high + 0.05) / (low + 0.05);
    };
    for (const QPalette& palette : {darkPalette(), lightPalette()}) {
        for (const QPalette::ColorRole ground :
             {QPalette::Window, QPalette::Base, QPalette::Button, QPalette::AlternateBase, QPalette::ToolTipBase}) {
            QVERIFY(contrast(palette.color(QPalette::WindowText), palette.color(ground)) >= 4.5);
            QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(ground)) >= 4.5);
            QVERIFY(contrast(palette.color(QPalette::BrightText), palette.color(ground)) >= 4.5);
        }
        QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
        // the checked button of a tool bar, and the selected row of a list
        QVERIFY(contrast(palette.color(QPalette::Highlight), palette.color(QPalette::AlternateBase)) >= 4.5);
        const QColor row = mixed(palette.color(QPalette::Base), palette.color(QPalette::Highlight), 0.28);
        QVERIFY(contrast(palette.color(QPalette::WindowText), row) >= 4.5);
        // marks that are no text: focus rings, the borders of check boxes, ticks
        for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase}) {
            QVERIFY(contrast(palette.color(QPalette::Highlight), palette.color(ground)) >= 3);
            QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(ground)) >= 3);
        }
    }
}

// In a place of any shape, as that of a thumbnail.
void TestTheme::anIconKeepsItsShape()
{
    applyTheme(*qApp, ThemeChoice::Light);
    QImage wide(64, 36, QImage::Format_ARGB32), high(36, 64, QImage::Format_ARGB32),
        square(36, 36, QImage::Format_ARGB32);
    for (QImage* image : {&wide, &high, &square}) {
        image->fill(Qt::transparent);
        QPainter painter(image);
        icon(QStringLiteral("film"), QPalette::WindowText).paint(&painter, image->rect());
    }
    QCOMPARE(wide.copy(14, 0, 36, 36), square);
    QCOMPARE(high.copy(0, 14, 36, 36), square);
}

void TestTheme::aColorHasOneSwatch()
{
    const QPixmap red = swatchPixmap(Qt::red, 12, 2);
    QVERIFY(!red.isNull());
    QCOMPARE(swatchPixmap(Qt::red, 12, 2).cacheKey(), red.cacheKey());
    QVERIFY(swatchPixmap(Qt::red, 12, 1).cacheKey() != red.cacheKey());
    QVERIFY(swatchPixmap(Qt::green, 12, 2).cacheKey() != red.cacheKey());
    QVERIFY(swatchPixmap(QColor(255, 0, 0, 128), 12, 2).cacheKey() != red.cacheKey());
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
