// The choice of a language: which ones are offered, and that a choice is kept for the next start.

#ifndef Q_MOC_RUN // moc of Qt 6.4 stumbles over the concepts of the standard library here
#include "core/formats/format.h"
#include "tests/ui/window_driver.h"
#include "ui/models/event_text.h"
#include "ui/models/format_text.h"
#include "ui/review/stage/review_stage.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/language.h"
#endif

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QTest>
#include <QTranslator>

#include <memory>

using namespace tw::test;
using namespace tw::ui;

namespace {

// The texts of the program in a language, for as long as it lives.
class TextsOf
{
public:
    explicit TextsOf(const Language& language)
        : m_loaded(m_texts.load(QStringLiteral(":/i18n/trackwright_") + language.code))
    {
        QCoreApplication::installTranslator(&m_texts);
    }
    ~TextsOf() { QCoreApplication::removeTranslator(&m_texts); }
    TextsOf(const TextsOf&) = delete;
    TextsOf& operator=(const TextsOf&) = delete;

    bool loaded() const { return m_loaded; }

private:
    QTranslator m_texts;
    bool m_loaded;
};

} // namespace

class TestLanguage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachIsNamedInItself();
    void formatsAreDescribedInEach();
    void menusAreNamedWithoutTheirKeys();
    void answersFitTheirButtons();
    void aChoiceIsOfTheNextStart();
};

void TestLanguage::eachIsNamedInItself()
{
    QMap<QString, QString> names;
    for (const Language& language : languages())
        names[language.code] = language.name;
    const QMap<QString, QString> expected{{QStringLiteral("de"), QStringLiteral("Deutsch")},
                                          {QStringLiteral("en"), QStringLiteral("English")},
                                          {QStringLiteral("es"), QStringLiteral("Español")},
                                          {QStringLiteral("fr"), QStringLiteral("Français")},
                                          {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
    QCOMPARE(names, expected);
    QVERIFY(languages(QStringLiteral(":/nowhere")).empty());
}

void TestLanguage::formatsAreDescribedInEach()
{
    const QStringList proper{QStringLiteral("viame"), QStringLiteral("darklabel"), QStringLiteral("labels_with_ids")};
    for (const Language& language : languages()) {
        if (language.code == QLatin1String("en"))
            continue;
        const TextsOf texts(language);
        QVERIFY(texts.loaded());
        for (const tw::formats::Format& format : tw::formats::formats()) {
            const QString name = QString::fromStdString(format.name);
            const bool same = formatTitle(format) == name;
            QVERIFY2(same == proper.contains(QString::fromStdString(format.id)),
                     qPrintable(language.code + QLatin1Char(' ') + name));
        }
    }
}

// In the lists of commands and keys; the key of a Chinese menu stands behind its name.
void TestLanguage::menusAreNamedWithoutTheirKeys()
{
    for (const Language& language : languages()) {
        const TextsOf texts(language);
        QVERIFY(texts.loaded());
        const QTemporaryDir folder;
        WindowDriver driver(folder.path());
        const ActionRegistry& actions = driver.window().actionRegistry();
        for (const QString& id : actions.ids()) {
            const QString menu = actions.menuOf(id);
            QVERIFY2(!menu.contains(QLatin1Char('&')) && !menu.contains(QLatin1Char('(')), qPrintable(menu));
        }
    }
}

// The buttons of the review have one width for all kinds of findings.
void TestLanguage::answersFitTheirButtons()
{
    for (const Language& language : languages()) {
        const TextsOf texts(language);
        QVERIFY(texts.loaded());
        const QTemporaryDir folder;
        WindowDriver driver(folder.path());
        const ActionRegistry& actions = driver.window().actionRegistry();
        for (int kind = 0; kind < tw::review::kEventKinds; ++kind) {
            tw::review::Event event;
            event.kind = static_cast<tw::review::EventKind>(kind);
            const KeyButton accept(*actions.action("edit.accept"), acceptText(event));
            const KeyButton keep(*actions.action("review.dismiss"), keepText(event));
            for (const KeyButton* button : {&accept, &keep})
                QVERIFY2(button->sizeHint().width() <= ReviewStage::kAnswerWidth,
                         qPrintable(language.code + QLatin1Char(' ') + button->label()));
        }
    }
}

void TestLanguage::aChoiceIsOfTheNextStart()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("settings.ini"));
    {
        WindowDriver driver(folder.path());
        driver.window().actionRegistry().action("file.preferences")->trigger();
        auto* dialog = driver.window().findChild<QDialog*>(QStringLiteral("preferencesDialog"));
        auto* choice = dialog->findChild<QComboBox*>(QStringLiteral("language"));
        QCOMPARE(choice->count(), 6); // the desktop's and five
        QCOMPARE(choice->currentIndex(), 0);
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("languageNote"))->text().contains(QStringLiteral("next")));
        choice->setFocus();
        choice->setCurrentIndex(choice->findData(QStringLiteral("de")));
        Q_EMIT choice->activated(choice->currentIndex());
        dialog->close();
        driver.reopenWindow();
        driver.window().actionRegistry().action("file.preferences")->trigger();
        dialog = driver.window().findChild<QDialog*>(QStringLiteral("preferencesDialog"));
        choice = dialog->findChild<QComboBox*>(QStringLiteral("language"));
        QCOMPARE(choice->currentText(), QStringLiteral("Deutsch"));
    }
    QSettings settings(file, QSettings::IniFormat);
    QCOMPARE(windowLocale(settings).language(), QLocale::German);
    QCOMPARE(windowLocale(settings).toString(0.5), QStringLiteral("0,5"));
    chooseLanguage(settings, QStringLiteral("zh_CN"));
    QCOMPARE(windowLocale(settings), QLocale(QLocale::Chinese, QLocale::SimplifiedHanScript, QLocale::China));
    chooseLanguage(settings, {});
    QVERIFY(chosenLanguage(settings).isEmpty());
    QCOMPARE(windowLocale(settings), QLocale::system());
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
