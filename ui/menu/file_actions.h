#pragma once
// Opening, importing, exporting, saving elsewhere; the list of recent projects. GUI thread.

#include "core/workspace/certificate.h"
#include "ui/actions/action_registry.h"
#include "ui/actions/notice.h"
#include "ui/bridge/prompter.h"
#include "ui/menu/track_import.h"
#include "ui/models/view_state.h"
#include "ui/session.h"

#include <QSettings>
#include <QWidget>

#include <functional>
#include <optional>

class QMenu;

namespace tw::ui {

class FileActions final : public QObject
{
    Q_OBJECT
public:
    // All must outlive it.
    struct Context {
        ActionRegistry& actions;
        Session& session;
        const ViewState& view;
        JobRunner& jobs;
        Prompter& prompter;
        QSettings& settings;
        QWidget& window;
    };
    explicit FileActions(const Context& context);
    // What the review knows about the tracks, offered with an export. Must be callable as long as this is there.
    void setCertificate(std::function<std::optional<workspace::Certificate>()> source)
    {
        m_certificate = std::move(source);
    }

    void open();
    void openFolder();
    void openPath(const QString& path);
    // The video after the open one in its folder, by name; empty: it is the last.
    QString nextVideo() const;
    void openNext();
    void openDemo(); // a drawn clip, made at the first call
    // What was dropped on the window: a video, project or folder is opened, a file of tracks imported into what is
    // open.
    void dropped(const QString& path);
    void importTracks();
    void exportTracks();
    void exportDataset();
    void exportVideo();
    void saveAs();
    void saveTo(const QString& path);
    void askAboutDamage();
    void relink();
    QStringList recent() const;
    void remember(const QString& path); // among the recent ones
    QMenu& recentMenu() { return *m_recentMenu; }

Q_SIGNALS:
    void recentChanged();
    void collectionWanted(const QString& path);  // a collection was to be opened
    void groundTruthWanted(const QString& path); // a file shall be compared with
    void exported();                             // ground truth was written and read back
    void notice(const tw::ui::Notice& notice);

private:
    void fillRecentMenu();
    void renderTo(const QString& path);
    QString folder() const;

    Context m_in;
    TrackImport m_import;
    std::function<std::optional<workspace::Certificate>()> m_certificate;
    QMenu* m_recentMenu;
};

} // namespace tw::ui
