#pragma once
// Drives the real window the way a person does: keys, clicks and drags, each counted as one action. For tests.

#include "ui/main_window.h"

#include <QTemporaryDir>

#include <filesystem>
#include <memory>

namespace tw::test {

// Answers questions with what the test laid ready.
class ScriptedPrompter final : public ui::Prompter
{
public:
    QString nextPath;
    QColor nextColor;
    QString nextText;
    bool nextConfirm = true;
    int nextChoice = -1; // in choose(); -1: none of them
    QString lastText;    // what confirm() or choose() asked
    QStringList lastOffers;

    void openFile(const ui::FileQuestion&, std::function<void(QString)> answer) override { answer(nextPath); }
    void saveFile(const ui::FileQuestion&, std::function<void(QString)> answer) override { answer(nextPath); }
    void chooseFolder(const ui::FileQuestion&, std::function<void(QString)> answer) override { answer(nextPath); }
    void chooseColor(const QColor&, std::function<void(QColor)> answer) override { answer(nextColor); }
    void enterText(const QString&, const QString&, const QString&, std::function<void(QString)> answer) override
    {
        answer(nextText);
    }
    void confirm(const QString&, const QString& text, const QString&, std::function<void()> answer) override
    {
        lastText = text;
        if (nextConfirm)
            answer();
    }
    void choose(const QString&, const QString& text, const QStringList& offers,
                std::function<void(int)> answer) override
    {
        lastText = text;
        lastOffers = offers;
        if (nextChoice >= 0)
            answer(nextChoice);
    }
};

class WindowDriver
{
public:
    // A window of its own with empty settings in `folder`.
    explicit WindowDriver(const QString& folder);
    ~WindowDriver();

    ui::MainWindow& window() { return *m_window; }
    ui::Session& session() { return m_window->session(); }
    ui::ViewState& view() { return m_window->view(); }
    ScriptedPrompter& prompter() { return *m_prompter; }
    const annotation::DocumentState& state() { return session().workspace()->document().state(); }

    // False when it was not opened within half a minute.
    bool open(const QString& path);
    void reopenWindow(); // closes it as a person does and starts another one

    // --- one action each -----------------------------------------------------------------------------------------
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void clickPerson(TrackId id, Qt::KeyboardModifiers modifiers = Qt::NoModifier); // on the canvas, in the shown frame
    void clickCanvas(QPointF source);
    void dragCanvas(QPointF fromSource, QPointF toSource, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void clickTimeline(TrackId id, FrameIndex frame, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    // Shift+drag from one bar to another: marks the frames and selects both tracks.
    void markTimeline(TrackId from, FrameIndex first, TrackId to, FrameIndex last);
    void seek(FrameIndex frame); // a click on the ruler
    void dragEndOnto(TrackId id, TrackId onto, FrameIndex frame);
    int actions() const { return m_actions; }
    void resetCount() { m_actions = 0; }

    QString toast() const;  // what the notice says
    QString prompt() const; // what the pending command asks
    // Writes a picture of the window or of a part to $TW_TEST_OUT, when it is set.
    void screenshot(const QString& name, QWidget* part = nullptr);

private:
    void makeWindow();
    QPoint onCanvas(QPointF source) const;
    QPoint onTimeline(TrackId id, FrameIndex frame) const;
    void waitForFrame();

    QString m_folder;
    std::unique_ptr<QSettings> m_settings;
    ScriptedPrompter* m_prompter = nullptr; // the window's
    std::unique_ptr<ui::MainWindow> m_window;
    int m_actions = 0;
};

// A clip of drawn people with known truth. Tracks are the truth with boxes in every frame, ids as drawn.
struct Clip {
    std::filesystem::path video;
    std::vector<annotation::Track> truth;
    int width = 640;
    int height = 360;
    FrameIndex frameCount = 0;
};
// People walk straight through the picture in lanes of their own, all of them in every frame.
Clip makeClip(const std::filesystem::path& folder, int people, FrameIndex frames, int width = 640, int height = 360);
// Writes tracks as a gt.txt, to be imported.
void writeTracks(const std::filesystem::path& file, const std::vector<annotation::Track>& tracks, const Clip& clip);

} // namespace tw::test
