#pragma once
// The arguments of the program: one table makes the parser, --help and the manual page. In English, as
// trackwright-cli's.

#include <QStringList>

#include <optional>

namespace tw::app {

// For the settings, --version and the desktop. Before or after the application object is made.
void nameApplication();

// Answers --help, --version and --manual (writes the manual page), which need no display, and says when there is none:
// the exit code. Else nullopt. Before the application object is made.
std::optional<int> answerWithoutWindow(int& argc, char** argv);

// What is to be opened. Ends the program with a sentence when the arguments are wrong. After the application object is
// made.
QStringList filesToOpen();

} // namespace tw::app
