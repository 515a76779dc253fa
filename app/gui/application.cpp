#include "app/gui/application.h"

#include "app/gui/command_line.h"
#include "core/base/crash_report.h"
#include "core/base/log.h"
#include "core/base/thread_priority.h"
#include "ui/bridge/crash_offer.h"
#include "ui/bridge/prompter.h"
#include "ui/main_window.h"
#include "ui/widgets/language.h"
#include "ui/widgets/theme.h"

#include <QDesktopServices>
#include <QDir>
#include <QFontDatabase>
#include <QLibraryInfo>
#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

namespace tw::app {

namespace {

// A network pass and a slow disk are waited for, but not longer than a person believes that the program still works.
constexpr std::chrono::seconds kFinishWithin{10};

// The project file is whole at every moment; what is lost then is what the disk did not take in this time.
void endWithin(std::chrono::seconds time)
{
    std::thread([time] {
        std::this_thread::sleep_for(time);
        log::warn("app", "closing took longer than " + std::to_string(time.count()) + " s and was cut short");
        std::_Exit(0);
    }).detach();
}

} // namespace

Application::Application(int& argc, char** argv) : m_application(argc, argv)
{
    nameApplication();
    QApplication::setDesktopFileName(QStringLiteral("org.trackwright.Trackwright"));
    m_settings = std::make_unique<QSettings>();
    haveLongJobsGiveWay();
    installTranslation();
    installFonts();
}

Application::~Application() = default;

void Application::installTranslation()
{
    const QString folder = QStringLiteral(":/i18n");
    const QLocale locale = ui::windowLocale(*m_settings);
    QLocale::setDefault(locale);
    // English too: its file holds the plural forms
    if (m_translator.load(locale, QStringLiteral("trackwright"), QStringLiteral("_"), folder) ||
        m_translator.load(QStringLiteral("trackwright_en"), folder))
        QApplication::installTranslator(&m_translator);
    if (m_qtTranslator.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&m_qtTranslator);
}

// A relocatable package brings fonts for systems that have none.
void Application::installFonts()
{
    if (!QFontDatabase::families().isEmpty())
        return;
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/trackwright/fonts"));
    for (const QString& file : folder.entryList({QStringLiteral("*.ttf")}, QDir::Files))
        QFontDatabase::addApplicationFont(folder.filePath(file));
}

int Application::run()
{
    const QStringList files = filesToOpen();
    const int theme = std::clamp(m_settings->value(QStringLiteral("theme"), 0).toInt(), 0, 2);
    ui::applyTheme(m_application, static_cast<ui::ThemeChoice>(theme));
    m_window = std::make_unique<ui::MainWindow>(*m_settings);
    m_window->show();
    if (!files.isEmpty())
        m_window->open(files.front());
    m_prompter = std::make_unique<ui::DialogPrompter>(*m_window);
    ui::offerCrashReport(crashFolder(), *m_prompter,
                         [](const QString& file) { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
    const int code = QApplication::exec();
    endWithin(kFinishWithin);
    return code;
}

} // namespace tw::app
