#pragma once
// Collections as a part of the window: the page and when it is shown, the actions, the questions they ask. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "ui/bridge/prompter.h"
#include "ui/collection/collection_controller.h"
#include "ui/collection/collection_page.h"
#include "ui/menu/track_actions.h"

#include <QMainWindow>

class QDockWidget;
class QStackedWidget;

namespace tw::ui {

class CollectionTools final : public QObject
{
    Q_OBJECT
public:
    struct Links { // all must outlive it
        QMainWindow& window;
        QStackedWidget& centre;
        QWidget& start;  // page of `centre`, shown while nothing is open
        QWidget& editor; // page of `centre`
        const std::vector<QDockWidget*>& panels;
        ActionRegistry& actions;
        Session& session;
        ViewState& view;
        JobRunner& jobs;
        Prompter& prompter;
        QSettings& settings;
        TrackActions& tracking;
    };
    // After the window listens to the session.
    explicit CollectionTools(const Links& links, QObject* parent = nullptr);

    CollectionController& controller() { return m_controller; }
    CollectionPage& page() { return *m_page; }
    bool isShown() const;
    void setShown(bool shown);
    void open(const QString& path) { m_controller.open(path); }
    // Several files at once: into the open collection, or into a new one.
    void dropped(const QStringList& paths);

Q_SIGNALS:
    void opened(const QString& file);
    void notice(const tw::ui::Notice& notice); // while the page is not shown

private:
    void bind();
    void bindVerdicts();
    void create(const QStringList& videos);
    void addVideos();
    void step(int by);
    void sendBack();
    void assign();
    void nameSecond();
    void agreement();
    void refresh();
    void tell(const Notice& notice);
    const collection::Entry* chosen() const; // on the page, or the one that is open

    Links m_links;
    CollectionController m_controller;
    CollectionPage* m_page;
    QByteArray m_editorLayout; // while the page is shown over an open video
};

} // namespace tw::ui
