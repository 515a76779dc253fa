#include "app/gui/command_line.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <string_view>

namespace tw::app {

namespace {

const QString kSummary = QStringLiteral("Tracks people in a video and corrects their identities.");
const QString kFile = QStringLiteral("file");
const QString kFileHelp = QStringLiteral("A video, a folder of images, a project or a collection.");

struct Table {
    QCommandLineParser parser;
    QList<QCommandLineOption> shown;
    QCommandLineOption manual{QStringLiteral("manual")};

    Table()
    {
        parser.setApplicationDescription(kSummary);
        shown << parser.addHelpOption() << parser.addVersionOption();
        manual.setFlags(QCommandLineOption::HiddenFromHelp);
        parser.addOption(manual);
        parser.addPositionalArgument(kFile, kFileHelp, QStringLiteral("[file]"));
    }
};

QString roff(QString text)
{
    return text.replace(QLatin1Char('\\'), QStringLiteral("\\e")).replace(QLatin1Char('-'), QStringLiteral("\\-"));
}

QString manualPage(const Table& table)
{
    QString out = QStringLiteral(".TH trackwright 1 \"\" \"Trackwright %1\"\n.SH NAME\ntrackwright \\- %2\n"
                                 ".SH SYNOPSIS\n\\fBtrackwright\\fR [\\fIOPTION\\fR] [\\fI%3\\fR]\n.SH OPTIONS\n")
                      .arg(QStringLiteral(TW_VERSION), roff(kSummary), kFile);
    for (const QCommandLineOption& option : table.shown) {
        QStringList names = option.names();
        for (QString& name : names)
            name.prepend(name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--"));
        out += QStringLiteral(".TP\n\\fB%1\\fR\n%2\n")
                   .arg(roff(names.join(QStringLiteral(", "))), roff(option.description()));
    }
    return out + QStringLiteral(".TP\n\\fI%1\\fR\n%2\n.SH SEE ALSO\n\\fBtrackwright\\-cli\\fR(1)\n")
                     .arg(kFile, roff(kFileHelp));
}

} // namespace

void nameApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("Trackwright"));
    QCoreApplication::setOrganizationName(QStringLiteral("Trackwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TW_VERSION));
}

std::optional<int> answerWithoutWindow(int& argc, char** argv)
{
    const auto any = [&](std::initializer_list<std::string_view> names) {
        return std::any_of(argv + 1, argv + argc, [&](std::string_view argument) {
            return std::find(names.begin(), names.end(), argument) != names.end();
        });
    };
    if (any({"--version", "-v", "--help", "-h", "--help-all", "--manual"})) {
        const QCoreApplication application(argc, argv);
        nameApplication();
        Table table;
        table.parser.process(application); // prints and ends the program, for all but --manual
        std::fputs(manualPage(table).toUtf8().constData(), stdout);
        return 0;
    }
#ifdef Q_OS_LINUX
    // Qt would abort, which reads like a crash
    const auto isEmpty = [](const char* variable) { return qEnvironmentVariableIsEmpty(variable); };
    if (!any({"-platform", "--platform"}) && isEmpty("QT_QPA_PLATFORM") && isEmpty("DISPLAY") &&
        isEmpty("WAYLAND_DISPLAY") && isEmpty("WAYLAND_SOCKET")) {
        std::fputs("trackwright: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set); "
                   "trackwright-cli does the same jobs without one\n",
                   stderr);
        return 1;
    }
#endif
    return std::nullopt;
}

QStringList filesToOpen()
{
    Table table;
    table.parser.process(*QCoreApplication::instance());
    return table.parser.positionalArguments();
}

} // namespace tw::app
