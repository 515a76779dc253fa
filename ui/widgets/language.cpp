#include "ui/widgets/language.h"

#include <QDir>
#include <QSettings>
#include <QTranslator>

#include <algorithm>

namespace tw::ui {

namespace {

const QString kKey = QStringLiteral("language");
const QString kPrefix = QStringLiteral("trackwright_");

// Every file translates this into the name of its language. English has no file of texts, only of plurals.
const char* const kName = QT_TRANSLATE_NOOP("Language", "English");

} // namespace

std::vector<Language> languages(const QString& folder)
{
    std::vector<Language> all;
    const QDir files(folder);
    for (const QString& file : files.entryList({kPrefix + QStringLiteral("*.qm")}, QDir::Files)) {
        QTranslator texts;
        if (!texts.load(files.filePath(file)))
            continue;
        const QString name = texts.translate("Language", kName);
        all.push_back({file.mid(kPrefix.size()).chopped(3), name.isEmpty() ? QString::fromLatin1(kName) : name});
    }
    std::sort(all.begin(), all.end(), [](const Language& a, const Language& b) { return a.name < b.name; });
    return all;
}

QString chosenLanguage(const QSettings& settings)
{
    return settings.value(kKey).toString();
}

void chooseLanguage(QSettings& settings, const QString& code)
{
    if (code.isEmpty())
        settings.remove(kKey);
    else
        settings.setValue(kKey, code);
}

QLocale windowLocale(const QSettings& settings)
{
    const QString code = chosenLanguage(settings);
    return code.isEmpty() ? QLocale::system() : QLocale(code);
}

} // namespace tw::ui
