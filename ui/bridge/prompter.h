#pragma once
// Questions to the person, behind an interface, so that tests can answer. Nothing here nests an event loop: the answer
// comes to a function later (or never, when the person cancels). GUI thread.

#include <QColor>
#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace tw::ui {

struct FileQuestion {
    QString title;
    QString folder;      // where to begin; may name a file to propose
    QStringList filters; // "Videos (*.mp4 *.mkv)"
    QString suffix = {}; // of a file to be saved that was typed without one
};

class Prompter
{
public:
    virtual ~Prompter() = default;
    virtual void openFile(const FileQuestion& question, std::function<void(QString)> answer) = 0;
    virtual void saveFile(const FileQuestion& question, std::function<void(QString)> answer) = 0;
    virtual void chooseFolder(const FileQuestion& question, std::function<void(QString)> answer) = 0;
    virtual void chooseColor(const QColor& now, std::function<void(QColor)> answer) = 0;
    virtual void enterText(const QString& title, const QString& label, const QString& now,
                           std::function<void(QString)> answer) = 0;
    // For what cannot be undone, and for what can only be done in another way than asked. `accept` names the button
    // that does it.
    virtual void confirm(const QString& title, const QString& text, const QString& accept,
                         std::function<void()> answer) = 0;
    // One of several ways to go on; the answer is its place in `offers`.
    virtual void choose(const QString& title, const QString& text, const QStringList& offers,
                        std::function<void(int)> answer) = 0;
};

// Dialogs of the desktop over a window.
class DialogPrompter final : public Prompter
{
public:
    explicit DialogPrompter(QWidget& window) : m_window(window) {}
    void openFile(const FileQuestion& question, std::function<void(QString)> answer) override;
    void saveFile(const FileQuestion& question, std::function<void(QString)> answer) override;
    void chooseFolder(const FileQuestion& question, std::function<void(QString)> answer) override;
    void chooseColor(const QColor& now, std::function<void(QColor)> answer) override;
    void enterText(const QString& title, const QString& label, const QString& now,
                   std::function<void(QString)> answer) override;
    void confirm(const QString& title, const QString& text, const QString& accept,
                 std::function<void()> answer) override;
    void choose(const QString& title, const QString& text, const QStringList& offers,
                std::function<void(int)> answer) override;

private:
    QWidget& m_window;
};

} // namespace tw::ui
