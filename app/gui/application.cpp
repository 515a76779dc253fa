#include "app/gui/application.h"

#include "ui/main_window.h"
#include "ui/widgets/theme.h"

#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>

#include <algorithm>

namespace tw::app {

Application::Application(int& argc, char** argv) : m_application(argc, argv)
{
    QApplication::setApplicationName(QStringLiteral("Trackwright"));
    QApplication::setOrganizationName(QStringLiteral("Trackwright"));
    QApplication::setApplicationVersion(QStringLiteral(TW_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.trackwright.Trackwright"));
    installTranslation();
    m_settings = std::make_unique<QSettings>();
}

Application::~Application() = default;

void Application::installTranslation()
{
    const QString folder = QStringLiteral(":/i18n");
    // English too: its file holds the plural forms
    if (m_translator.load(QLocale(), QStringLiteral("trackwright"), QStringLiteral("_"), folder) ||
        m_translator.load(QStringLiteral("trackwright_en"), folder))
        QApplication::installTranslator(&m_translator);
    if (m_qtTranslator.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&m_qtTranslator);
}

int Application::run()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("Application", "Tracks people in a video and corrects their identities."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QApplication::translate("Application", "A video, a folder of images or a project."),
                                 QStringLiteral("[file]"));
    parser.process(m_application);

    const int theme = std::clamp(m_settings->value(QStringLiteral("theme"), 0).toInt(), 0, 2);
    ui::applyTheme(m_application, static_cast<ui::ThemeChoice>(theme));
    m_window = std::make_unique<ui::MainWindow>(*m_settings);
    m_window->show();
    const QStringList files = parser.positionalArguments();
    if (!files.isEmpty())
        m_window->open(files.front());
    return QApplication::exec();
}

} // namespace tw::app
