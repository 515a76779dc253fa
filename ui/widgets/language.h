#pragma once
// The language of the window: which ones there are and which was chosen. A choice acts at the next start. GUI thread.

#include <QLocale>
#include <QString>

#include <vector>

class QSettings;

namespace tw::ui {

struct Language {
    QString code; // of its file, "zh_CN"
    QString name; // in the language itself
};

// Those whose texts were compiled in (`folder` holds trackwright_CODE.qm), by name.
std::vector<Language> languages(const QString& folder = QStringLiteral(":/i18n"));

// Empty: the language of the desktop.
QString chosenLanguage(const QSettings& settings);
void chooseLanguage(QSettings& settings, const QString& code);

// Of texts and numbers: the chosen language, else the desktop's.
QLocale windowLocale(const QSettings& settings);

} // namespace tw::ui
