#pragma once
// Puts the questions about a frame together: who is this, the similarity map, ghosts by keys, gaps filled along what
// the network saw; binds their actions. Composition only. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "ui/reid/reid_controller.h"
#include "ui/reid/similarity_controller.h"

class QSettings;

namespace tw::ui {

class ActionRegistry;
class ReidPanel;
class PlaybackController;

class ReidTools : public QObject
{
    Q_OBJECT
public:
    struct Links { // all must outlive the tools
        Session& session;
        DocumentView& document;
        ViewState& view;
        EditController& edits;
        VideoCanvas& canvas;
        ActionRegistry& actions;
        PlaybackController& playback;
    };
    explicit ReidTools(const Links& links, QObject* parent = nullptr);

    FrameQuestions& questions() { return m_questions; }
    ReidController& ask() { return m_reid; }
    // How gaps are filled, remembered.
    void restore(const QSettings& settings);
    void save(QSettings& settings) const;

Q_SIGNALS:
    void notice(const tw::ui::Notice& notice);

private:
    void nextGhost();
    void moveThreshold(int percent);

    Links m_links;
    FrameQuestions m_questions;
    ReidController m_reid;
    SimilarityController m_similarity;
    ReidPanel* m_panel = nullptr; // the canvas owns it
};

} // namespace tw::ui
