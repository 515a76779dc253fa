#pragma once
// Composition root of the desktop program: owns the settings and the window. GUI thread.

#include <QApplication>
#include <QSettings>
#include <QTranslator>

#include <memory>

namespace tw::ui {
class MainWindow;
class Prompter;
} // namespace tw::ui

namespace tw::app {

class Application
{
public:
    Application(int& argc, char** argv);
    ~Application();

    // Shows the window, opens what the command line names. Returns the exit code of the program.
    int run();

private:
    void installTranslation();
    void installFonts();

    QApplication m_application;
    QTranslator m_translator;
    QTranslator m_qtTranslator; // of Qt's own buttons and dialogs
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<ui::Prompter> m_prompter;
};

} // namespace tw::app
