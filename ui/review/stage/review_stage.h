#pragma once
// The review as a mode of the window: one finding at a time, its pictures first, with the moment as a loop and the two
// lanes below; findings of things that may not be people as one grid; at the end what was reached. Nothing here changes
// its size with its content. Shows what the ReviewController decides; keys are the window's. GUI thread.

#include "ui/actions/action_registry.h"
#include "ui/review/review_controller.h"
#include "ui/review/stage/person_grid.h"
#include "ui/review/stage/picture_board.h"
#include "ui/review/stage/queue_strip.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/theme.h"

#include <QWidget>

#include <deque>
#include <functional>
#include <vector>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace tw::ui {

class ElidedLabel;
class EndPage;
class FilterMenu;
class KeyButton;
class PlaceMap;
class PromptKeys;
class VideoCanvas;

class ReviewStage final : public QWidget
{
    Q_OBJECT
public:
    struct Links { // all must outlive the stage
        ActionRegistry& actions;
        Session& session;
        DocumentView& document;
        ViewState& view;
        PlaybackController& playback;
        ReviewController& review;
        PromptKeys& prompts;
    };
    static constexpr int kFootHeight = 12 * kGrid;  // of the buttons at its lower edge
    static constexpr int kAnswerWidth = 60 * kGrid; // of a button that answers, for every kind of finding

    explicit ReviewStage(const Links& links, QWidget* parent = nullptr);

    // The video of the editor shows the moment while the stage is seen; give it back with takeCanvas().
    void lendCanvas(VideoCanvas& canvas);
    void takeCanvas();
    // The stage begins: with the people that may be none when there are several, else with the first finding.
    void begin();

    enum class Page { Finding, Grid, End };
    Page page() const;
    void takeKeys(); // the focus to what the page is about, never to a button
    PictureBoard& board() { return *m_board; }
    PersonGrid& grid() { return *m_grid; }
    QueueStrip& strip() { return *m_strip; }
    TimelineView& lanes() { return *m_lanes; }
    // The pictures that the next verdict is about are there.
    bool picturesShown() const;
    qint64 seenMs() const; // how long they have been seen; < 0: one is missing
    EndPage& endPage() { return *m_end; }
    FilterMenu& filterMenu() { return *m_filter; }
    PlaceMap& map() { return *m_map; }
    // The file that "next video" would open; none: the button is away.
    void setNextVideo(std::function<QString()> name) { m_nextVideo = std::move(name); }
    void notAPerson(); // 0: crosses out in the grid, else deletes the track that is looked at

Q_SIGNALS:
    void exportWanted();
    void nextVideoWanted();
    void closeWanted(); // back to the editor

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeFinding();
    QWidget* makeGrid();
    void makeEnd();
    void makeFoot(QWidget& page);
    PictureSource source() const;
    void showPage(Page page);
    void refresh();
    void refreshHead();
    void refreshFinding();
    void refreshFootNote();
    void refreshStrip();
    void refreshEnd();
    void showGrid();
    void answerGrid();
    void fitFoot();
    void fitSide();
    void showPlace();
    void fillMap();
    void wishPictures();
    QueueItem itemOf(const review::Event& event, QueueItem::State state) const;

    Links m_links;
    CropImages m_crops;
    std::deque<QueueItem> m_answered;
    QueueItem m_now;
    std::string m_shownKey; // of the finding whose pictures are planned
    FrameIndex m_shownCut = kNoFrame;
    VideoCanvas* m_canvas = nullptr;
    bool m_gridDone = false;

    std::function<QString()> m_nextVideo;

    ElidedLabel* m_question;
    ElidedLabel* m_facts;
    ElidedLabel* m_progress;
    FilterMenu* m_filter;
    QueueStrip* m_strip;
    QStackedWidget* m_pages;
    PictureBoard* m_board;
    QWidget* m_side;
    QVBoxLayout* m_canvasPlace;
    PlaceMap* m_map;
    ElidedLabel* m_footNote;
    TimelineView* m_lanes;
    QWidget* m_foot;
    std::vector<QWidget*> m_spare; // left out first where there is little room
    KeyButton* m_accept;
    KeyButton* m_keep;
    PersonGrid* m_grid;
    KeyButton* m_gridAnswer;
    QLabel* m_gridHint;
    EndPage* m_end;
};

} // namespace tw::ui
