#pragma once
// How the program looks: two palettes (dark by default), one accent, a 4 px grid, one font in three sizes.
// Every colour of a widget comes from its QPalette; the roles below say what each stands for here.
//   Window       behind docks        Base        lists and fields       AlternateBase  raised surfaces, hover
//   Mid          borders             Dark        behind the video       Midlight       pressed, tracks of sliders
//   Highlight    the accent          PlaceholderText  secondary text
// Colours with a meaning (selection, suspicion) are the same on both palettes where they lie on video.

#include <QColor>
#include <QFont>
#include <QPalette>

class QApplication;
class QPushButton;
class QWidget;

namespace tw::ui {

enum class ThemeChoice { Dark, Light, System };

// Steps of the grid, logical pixels.
inline constexpr int kGrid = 4;

// Marks on the video, whatever the palette.
inline constexpr QRgb kSelectionColor = 0xff00d5f5; // cyan
inline constexpr QRgb kSuspicionColor = 0xffffb020; // amber

QPalette darkPalette();
QPalette lightPalette();
// True when the palette is a dark one.
bool isDark(const QPalette& palette);

// Sets style, palette, font and style sheet of the whole program.
void applyTheme(QApplication& application, ThemeChoice choice);

// Second and third size beside the program's font.
QFont smallFont(const QFont& base);
QFont largeFont(const QFont& base);

// The button of a dialog that does what the dialog is for; Enter presses it.
QPushButton* primaryButton(const QString& text, const QString& name, QWidget* parent);

// Between two colours, t = 0 gives a.
QColor mixed(const QColor& a, const QColor& b, double t);

} // namespace tw::ui
