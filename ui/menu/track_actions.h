#pragma once
// Starting, pausing and stopping the tracker, its options, and the button that does the next sensible thing. GUI
// thread.

#include "ui/actions/action_registry.h"
#include "ui/actions/notice.h"
#include "ui/bridge/prompter.h"
#include "ui/dialogs/network_rates.h"
#include "ui/dialogs/track_options.h"
#include "ui/session.h"

#include <QSettings>
#include <QWidget>

class QToolButton;

namespace tw::ui {

class TrackActions final : public QObject
{
    Q_OBJECT
public:
    // All must outlive it.
    struct Context {
        ActionRegistry& actions;
        Session& session;
        ViewState& view;
        JobRunner& jobs;
        Prompter& prompter;
        QSettings& settings;
        QWidget& window;
    };
    explicit TrackActions(const Context& context);

    const TrackOptions& options() const { return m_options; }
    void setOptions(const TrackOptions& options);
    // Asks first what becomes of tracks that are there.
    void start(const TrackOptions& options);
    void openOptions();
    // For the corner of the menu bar: options and the big button.
    QWidget* makeCorner(QWidget* parent);
    // Once the video is tracked the big button leads to the next step; null: it tracks. `text` as short as "Review".
    void leadTo(QAction* next, const QString& text);

Q_SIGNALS:
    void optionsChanged();
    void notice(const tw::ui::Notice& notice);

private:
    void begin(const pipeline::TrackRequest& request, workspace::Existing existing);
    void askWhatToDo(const pipeline::TrackRequest& request, const workspace::ExistingTracks& counts);
    void startOrGoOn();
    void pauseOrGoOn();
    void goOn();
    void runChanged(const workspace::RunStatus& status);
    void measure();
    void measureChanged(const workspace::MeasureStatus& status);
    bool leadsOn() const;
    void refresh();
    workspace::RunStatus status() const;
    void problem(const Error& error);

    Context m_in;
    TrackOptions m_options;
    NetworkRates m_rates;
    QToolButton* m_button = nullptr;
    QToolButton* m_summary = nullptr;
    QAction* m_next = nullptr; // instead of tracking
    QString m_nextText;
    workspace::RunState m_lastState = workspace::RunState::None;
    Subscription m_measuring;
};

} // namespace tw::ui
