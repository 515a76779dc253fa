#pragma once
// What an empty window shows: where to drop a video, and what was open lately. GUI thread.

#include <QImage>
#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QProgressBar;
class QVBoxLayout;

namespace tw::ui {

struct RecentProject {
    QString path;
    QImage thumbnail; // may be null
    QString progress; // "37 tracks, 12 worth checking"; may be empty
};

class StartPage final : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    void setRecent(const std::vector<RecentProject>& projects);
    // Shown while something is opened; empty: not any more.
    void setOpening(const QString& name);
    // Why the last attempt did not work; goes with the next one.
    void setProblem(const QString& problem);
    void setDropHovered(bool hovered);

Q_SIGNALS:
    void openWanted();
    void openFolderWanted();
    void demoWanted();
    void recentChosen(const QString& path);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeDropZone();
    QWidget* makeSteps();

    QWidget* m_zone = nullptr;
    QLabel* m_icon = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_problem = nullptr;
    QProgressBar* m_busy = nullptr;
    QWidget* m_steps = nullptr; // for the first time
    QLabel* m_recentTitle = nullptr;
    QListWidget* m_recent = nullptr;
    bool m_dropHovered = false;
};

} // namespace tw::ui
