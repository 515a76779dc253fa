#include "ui/review/stage/review_stage.h"

#include "ui/actions/prompt_keys.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/review/stage/end_page.h"
#include "ui/review/stage/filter_menu.h"
#include "ui/review/stage/place_map.h"
#include "ui/timeline/playback_controller.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::ui {

using review::Event;
using review::EventKind;
using review::VerdictState;

namespace {

constexpr int kHeadHeight = 17 * kGrid;
constexpr int kLanesHeight = kLanesTop + 2 * kLaneHeight + 5 * kGrid; // two lanes and the map
constexpr int kLeastSide = 340, kMostSide = 760;                      // px, of the moment beside the pictures
constexpr double kSideShare = 0.31;
constexpr double kMapShare = 0.36;      // of the height beside the pictures, at most
constexpr double kPlaceMargin = 0.6;    // around the people, of their extent
constexpr double kRouteSeconds = 3;     // on each side of the cut
constexpr std::size_t kAhead = 10;      // findings whose pictures are prepared
constexpr std::size_t kGridFrom = 2;    // fewer are asked one by one
constexpr double kCrossed = 0.5;        // crossed out at first
constexpr double kLaneSeconds = 6;      // shown on each side of the cut
constexpr std::size_t kRemembered = 20; // answers

QHBoxLayout* rowOn(QWidget* page, int spacing)
{
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(3 * kGrid, kGrid, 3 * kGrid, kGrid);
    row->setSpacing(spacing);
    return row;
}

void addWishes(std::vector<workspace::CropWish>& wishes, const PicturePlan& plan)
{
    for (const PictureRow& row : plan.rows)
        for (const PictureGroup& group : row.groups)
            for (const auto* cells : {&group.before, &group.after})
                for (const PictureCell& cell : *cells)
                    wishes.push_back({cell.frame, surroundings(cell)});
}

} // namespace

ReviewStage::ReviewStage(const Links& links, QWidget* parent) : QWidget(parent), m_links(links)
{
    setObjectName(QStringLiteral("reviewStage"));
    setAccessibleName(tr("Review"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // asks for nothing while the editor is shown
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeFinding());
    m_pages->addWidget(makeGrid());
    makeEnd();
    layout->addWidget(m_pages, 1);
    for (auto* button : findChildren<KeyButton*>()) // the editor has buttons for the same actions
        button->setObjectName(QStringLiteral("stage.") + button->objectName());
    connect(&links.session, &Session::opened, this, [this] { m_crops.open(*m_links.session.workspace()); });
    connect(&links.session, &Session::aboutToClose, this, [this] {
        m_crops.clear();
        m_answered.clear();
        m_shownKey.clear();
        m_gridDone = false;
    });
    connect(&links.review, &ReviewController::queueChanged, this, &ReviewStage::refresh);
    connect(&links.review, &ReviewController::currentChanged, this, &ReviewStage::refresh);
    connect(&links.review, &ReviewController::workingOutChanged, this, &ReviewStage::refresh);
    connect(&links.review, &ReviewController::scored, this, [this] {
        if (isVisible() && page() == Page::End && m_links.review.worthChecking() > 0)
            m_links.review.next(); // found meanwhile
    });
    connect(&links.review, &ReviewController::answered, this, [this](const Event& event, VerdictState state) {
        const auto shown = state == VerdictState::Accepted    ? QueueItem::State::Fixed
                           : state == VerdictState::Dismissed ? QueueItem::State::Kept
                                                              : QueueItem::State::Later;
        std::erase_if(m_answered, [&event](const QueueItem& item) { return item.key == event.key; });
        if (state != VerdictState::Open) {
            // its track may be gone: the picture is the one that was shown
            m_answered.push_back(m_now.key == event.key ? m_now : itemOf(event, shown));
            m_answered.back().state = shown;
        }
        if (m_answered.size() > kRemembered)
            m_answered.pop_front();
    });
}

QWidget* ReviewStage::makeHead()
{
    auto* head = new QWidget(this);
    head->setFixedHeight(kHeadHeight);
    QHBoxLayout* row = rowOn(head, 4 * kGrid);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    m_question = new ElidedLabel(head);
    m_question->setObjectName(QStringLiteral("stageQuestion"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    m_question->setFont(large);
    m_facts = new ElidedLabel(head);
    m_facts->setObjectName(QStringLiteral("stageFacts"));
    m_facts->setProperty("secondary", true);
    texts->addStretch(1);
    texts->addWidget(m_question);
    texts->addWidget(m_facts);
    texts->addStretch(1);
    row->addLayout(texts, 1);
    auto* about = new QVBoxLayout;
    about->setSpacing(kGrid);
    m_progress = new ElidedLabel(head);
    m_progress->setObjectName(QStringLiteral("stageProgress"));
    m_progress->setProperty("secondary", true);
    m_filter = new FilterMenu(m_links.view, head);
    m_progress->setFixedWidth(m_filter->width());
    about->addStretch(1);
    about->addWidget(m_progress);
    about->addWidget(m_filter);
    about->addStretch(1);
    row->addLayout(about);
    m_strip = new QueueStrip(m_crops, head);
    QSizePolicy keepsPlace = m_strip->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_strip->setSizePolicy(keepsPlace);
    row->addWidget(m_strip);
    connect(m_strip, &QueueStrip::itemClicked, &m_links.review, &ReviewController::select);
    connect(m_filter, &FilterMenu::filterWanted, this, [this](const review::EventFilter& filter) {
        m_links.review.setFilter(filter);
        begin();
    });
    connect(m_filter, &FilterMenu::showAllWanted, this, [this](bool all) {
        m_links.review.setOnlyWorth(!all);
        begin();
    });
    return head;
}

QWidget* ReviewStage::makeFinding()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(3 * kGrid, 0, 3 * kGrid, 0);
    middle->setSpacing(3 * kGrid);
    m_board = new PictureBoard(m_links.document, m_crops, page);
    m_side = new QWidget(page);
    m_canvasPlace = new QVBoxLayout(m_side);
    m_canvasPlace->setContentsMargins(0, 0, 0, 0);
    m_canvasPlace->setSpacing(2 * kGrid);
    m_map = new PlaceMap(m_links.document, m_links.view, m_side);
    m_canvasPlace->addWidget(m_map);
    middle->addWidget(m_board, 1);
    middle->addWidget(m_side);
    layout->addLayout(middle, 1);
    m_lanes = new TimelineView(m_links.document, m_links.view, page);
    m_lanes->setObjectName(QStringLiteral("stageLanes"));
    m_lanes->setFixedHeight(kLanesHeight);
    m_lanes->setPinned(std::vector<TrackId>{});
    connect(m_lanes, &TimelineView::trackClicked, &m_links.view, [this](TrackId id) { m_links.view.select(id); });
    layout->addWidget(m_lanes);
    makeFoot(*page);
    connect(m_board, &PictureBoard::completed, this, &ReviewStage::refreshFootNote);
    connect(m_board, &PictureBoard::cellClicked, &m_links.view, &ViewState::setFrame);
    connect(m_board, &PictureBoard::rowClicked, this,
            [this](bool isFix) { isFix ? m_links.review.accept(true) : m_links.review.dismiss(); });
    return page;
}

void ReviewStage::makeFoot(QWidget& page)
{
    auto* foot = m_foot = new QWidget(&page);
    foot->setFixedHeight(kFootHeight);
    QHBoxLayout* row = rowOn(foot, kGrid);
    m_accept = new KeyButton(*m_links.actions.action("edit.accept"), tr("Accept"), foot);
    m_keep = new KeyButton(*m_links.actions.action("review.dismiss"), tr("Keep"), foot);
    for (KeyButton* button : {m_accept, m_keep})
        button->setFixedWidth(kAnswerWidth);
    row->addWidget(m_accept);
    row->addWidget(m_keep);
    row->addWidget(new KeyButton(*m_links.actions.action("review.later"), tr("Later"), foot));
    m_footNote = new ElidedLabel(foot);
    m_footNote->setObjectName(QStringLiteral("stageFootNote"));
    m_footNote->setProperty("secondary", true);
    m_footNote->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addSpacing(2 * kGrid);
    row->addWidget(m_footNote, 1);
    for (const auto& [id, text] : {std::pair("review.notPerson", tr("Not a person")),
                                   {"edit.swap", tr("Swap with…")},
                                   {"edit.join", tr("Join")},
                                   {"edit.split", tr("Split")},
                                   {"edit.cancel", tr("Editor")}}) {
        auto* button = new KeyButton(*m_links.actions.action(id), text, foot);
        row->addWidget(button);
        m_spare.push_back(button);
    }
    page.layout()->addWidget(foot);
}

QWidget* ReviewStage::makeGrid()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(3 * kGrid, 0, 3 * kGrid, 0);
    layout->setSpacing(2 * kGrid);
    m_grid = new PersonGrid(m_crops, page);
    layout->addWidget(m_grid, 1);
    auto* foot = new QWidget(page);
    foot->setFixedHeight(kFootHeight);
    QHBoxLayout* row = rowOn(foot, kGrid);
    row->setContentsMargins(0, kGrid, 0, kGrid);
    m_gridAnswer = new KeyButton(*m_links.actions.action("edit.accept"), {}, foot);
    m_gridAnswer->setObjectName(QStringLiteral("gridAnswer"));
    m_gridAnswer->setFixedWidth(kAnswerWidth);
    row->addWidget(m_gridAnswer);
    row->addWidget(new KeyButton(*m_links.actions.action("review.notPerson"), tr("Not a person"), foot));
    m_gridHint = new QLabel(foot);
    m_gridHint->setProperty("secondary", true);
    row->addWidget(m_gridHint, 1);
    row->addWidget(new KeyButton(*m_links.actions.action("edit.cancel"), tr("Editor"), foot));
    layout->addWidget(foot);
    connect(m_grid, &PersonGrid::changed, this, &ReviewStage::refreshHead);
    m_links.prompts.add(
        PromptLevel::Grid,
        {[this] { return isVisible() && this->page() == Page::Grid; }, [this] { answerGrid(); }, {}, {}});
    return page;
}

void ReviewStage::makeEnd()
{
    m_end = new EndPage(m_pages);
    m_pages->addWidget(m_end);
    connect(m_end, &EndPage::exportWanted, this, &ReviewStage::exportWanted);
    connect(m_end, &EndPage::nextVideoWanted, this, &ReviewStage::nextVideoWanted);
    connect(m_end, &EndPage::closeWanted, this, &ReviewStage::closeWanted);
    connect(m_end, &EndPage::secondLookWanted, this, [this] {
        m_gridDone = false;
        m_links.review.secondLook();
        begin();
    });
}

void ReviewStage::lendCanvas(VideoCanvas& canvas)
{
    m_canvas = &canvas;
    m_canvasPlace->insertWidget(0, &canvas, 1);
    canvas.show();
    connect(&canvas, &VideoCanvas::pictureShown, this, &ReviewStage::fillMap);
    fitSide();
    showPlace();
}

void ReviewStage::takeCanvas()
{
    if (m_canvas) {
        m_canvas->disconnect(this);
        m_canvasPlace->removeWidget(m_canvas);
    }
    m_canvas = nullptr;
}

void ReviewStage::resizeEvent(QResizeEvent* event)
{
    fitSide();
    QWidget::resizeEvent(event);
    fitFoot();
    m_foot->layout()->activate();
    refreshFootNote();
    m_canvasPlace->activate();
    showPlace();
}

void ReviewStage::fitSide()
{
    const int side = std::clamp(static_cast<int>(width() * kSideShare), kLeastSide, kMostSide);
    m_side->setFixedWidth(side);
    const QSizeF video = source().video;
    const int room = height() - kHeadHeight - kLanesHeight - kFootHeight;
    const double wanted = video.isEmpty() ? 0 : side * video.height() / video.width();
    m_map->setFixedHeight(std::max(0, static_cast<int>(std::min(wanted, room * kMapShare))));
}

// The video shows the surroundings of the people through the whole loop, the map where that is.
void ReviewStage::showPlace()
{
    const Event* event = m_links.review.current();
    if (!event || !m_canvas || page() != Page::Finding)
        return;
    const PictureSource from = source();
    const auto side = static_cast<FrameIndex>(std::lround(from.frameRate));
    QRectF all;
    std::vector<TrackId> people;
    for (const TrackId id : {event->a, event->b}) {
        if (!m_links.document.find(id))
            continue;
        people.push_back(id);
        for (FrameIndex frame = event->frame - side; frame <= event->frame + side; ++frame)
            if (const annotation::TrackBox* box = m_links.document.boxAt(id, frame))
                all = all.united(toQt(box->box));
    }
    for (const Box& place : {event->placeA, event->placeB})
        if (place.valid())
            all = all.united(toQt(place));
    const double margin = std::max(all.width(), all.height()) * kPlaceMargin;
    m_canvas->showRegion(all.adjusted(-margin, -margin, margin, margin));
    const auto reach = static_cast<FrameIndex>(std::lround(kRouteSeconds * from.frameRate));
    m_map->setSource(from.video);
    m_map->setPlace(std::move(people), {event->frame - reach, event->frame + reach},
                    m_canvas->viewport().visibleSource());
    fillMap();
}

// The map has a picture of the moment: behind a cut of the video everything looks different.
void ReviewStage::fillMap()
{
    const Event* event = m_links.review.current();
    if (!event || !m_canvas || !m_canvas->hasPicture() || m_map->hasPicture())
        return;
    const auto side = static_cast<FrameIndex>(std::lround(m_links.playback.frameRate()));
    if (std::abs(m_canvas->shownFrame() - event->frame) <= side)
        m_map->setPicture(m_canvas->picture());
}

// The keys work without their buttons.
void ReviewStage::fitFoot()
{
    for (QWidget* button : m_spare)
        button->show();
    for (auto button = m_spare.rbegin() + 1; button != m_spare.rend(); ++button) {
        m_foot->layout()->invalidate();
        if (m_foot->layout()->minimumSize().width() <= width())
            break;
        (*button)->hide();
    }
}

void ReviewStage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

ReviewStage::Page ReviewStage::page() const
{
    return static_cast<Page>(m_pages->currentIndex());
}

void ReviewStage::takeKeys()
{
    const std::array<QWidget*, 3> takers{m_canvas, m_grid, m_end}; // by page
    QWidget* taker = takers.at(static_cast<std::size_t>(page()));
    if (taker && isVisible())
        taker->setFocus(Qt::OtherFocusReason);
}

void ReviewStage::showPage(Page page)
{
    if (page == this->page())
        return;
    m_pages->setCurrentIndex(static_cast<int>(page));
    takeKeys();
}

PictureSource ReviewStage::source() const
{
    const workspace::Workspace* workspace = m_links.session.workspace();
    const QSizeF video = workspace ? QSizeF(workspace->video().width, workspace->video().height) : QSizeF();
    PictureSource source{m_links.document, m_links.view.frameCount(), video, m_links.playback.frameRate()};
    if (workspace)
        source.isKept = [workspace](FrameIndex frame, const Box& area) { return workspace->hasPicture(frame, area); };
    return source;
}

bool ReviewStage::picturesShown() const
{
    return seenMs() >= 0;
}

qint64 ReviewStage::seenMs() const
{
    return page() == Page::Grid ? m_grid->seenMs() : m_board->seenMs();
}

// --- what is shown -------------------------------------------------------------------------------------------------

void ReviewStage::begin()
{
    showGrid();
    if (page() != Page::Grid && !m_links.review.current() && !m_links.review.queue().open().empty())
        m_links.review.next();
    refresh();
}

void ReviewStage::refresh()
{
    if (!isVisible() || !m_links.session.isOpen())
        return;
    const bool finding = m_links.review.current() != nullptr;
    if (page() != Page::Grid || finding)
        showPage(finding ? Page::Finding : Page::End);
    refreshHead();
    refreshFinding();
    refreshStrip();
    if (page() == Page::End)
        refreshEnd();
}

void ReviewStage::refreshHead()
{
    const Event* event = m_links.review.current();
    if (page() == Page::Grid) {
        const int crossed = m_grid->crossedOut();
        m_question->setFullText(tr("Which of these are not people?"));
        m_facts->setFullText(tr("Cross them out with a click or 0. What is left stays."));
        m_gridAnswer->setLabel(crossed == 0 ? tr("All are people") : tr("Delete %n tracks", nullptr, crossed));
        m_gridHint->clear();
    } else if (event && m_links.review.isWorkingOut()) {
        m_question->setFullText(workingOutText());
        m_facts->setFullText({});
    } else if (event) {
        m_question->setFullText(questionText(*event, m_links.document));
        m_facts->setFullText(likelihoodText(event->probability) + QStringLiteral("   ") +
                             factsText(*event, m_links.document, m_links.playback.frameRate()));
    } else {
        m_question->setFullText({});
        m_facts->setFullText({});
    }
    m_progress->setFullText(m_links.review.progressText(), m_links.review.stopText());
    m_filter->present(m_links.review.filter(), !m_links.review.onlyWorth());
}

void ReviewStage::refreshFinding()
{
    const Event* event = m_links.review.current();
    if (!event || page() != Page::Finding) {
        m_shownKey.clear();
        return;
    }
    refreshFootNote();
    if (event->key == m_shownKey && event->frame == m_shownCut)
        return; // a card never changes while it is looked at
    const bool other = event->key != m_shownKey;
    m_shownKey = event->key;
    m_shownCut = event->frame;
    wishPictures();
    m_board->setPlan(picturePlan(source(), *event));
    refreshFootNote();
    m_accept->setLabel(acceptText(*event));
    m_keep->setLabel(keepText(*event));
    if (!other)
        return;
    std::vector<TrackId> ids{event->a};
    if (event->b != TrackId::kInvalid)
        ids.push_back(event->b);
    m_lanes->setPinned(std::move(ids));
    const auto side = static_cast<FrameIndex>(std::lround(kLaneSeconds * m_links.playback.frameRate()));
    m_lanes->showFrames({std::max(event->frame - side, 0), event->frame + side});
    m_lanes->setCurrentEvent(*event);
    showPlace();
}

// What is waited for, else from where on looking hardly pays, where there is room for the whole line.
void ReviewStage::refreshFootNote()
{
    const QString stop = m_links.review.stopText();
    const bool fits = m_footNote->fontMetrics().horizontalAdvance(stop) <= m_footNote->contentsRect().width();
    m_footNote->setFullText(!m_board->isComplete() ? tr("Reading the pictures…") : fits ? stop : QString());
}

// The pictures of this finding first, those of the next ones when they are there.
void ReviewStage::wishPictures()
{
    const PictureSource from = source();
    std::vector<workspace::CropWish> now, later;
    const auto wish = [&from](std::vector<workspace::CropWish>& wishes, const Event& event) {
        addWishes(wishes, picturePlan(from, event));
        const PictureCell key = keyPicture(from, event.a, event.frame);
        if (key.frame != kNoFrame)
            wishes.push_back({key.frame, surroundings(key)});
    };
    if (const Event* event = m_links.review.current())
        wish(now, *event);
    for (const Event* event : m_links.review.upcoming(kAhead))
        wish(later, *event);
    m_crops.read(std::move(now), std::move(later));
}

QueueItem ReviewStage::itemOf(const Event& event, QueueItem::State state) const
{
    return {state, event.key, keyPicture(source(), event.a, event.frame),
            QStringLiteral("%1 %2").arg(kindText(event.kind), tracksText(event))};
}

void ReviewStage::refreshStrip()
{
    m_strip->setVisible(page() == Page::Finding);
    std::vector<QueueItem> next;
    for (const Event* event : m_links.review.upcoming(QueueStrip::kNext))
        next.push_back(itemOf(*event, QueueItem::State::Next));
    const Event* event = m_links.review.current();
    m_now = event ? itemOf(*event, QueueItem::State::Now) : QueueItem{};
    m_strip->setItems({m_answered.begin(), m_answered.end()}, m_now, next);
}

void ReviewStage::refreshEnd()
{
    const ReviewController& review = m_links.review;
    m_end->present({review.certificate(), review.isLooking(), review.queue().count(VerdictState::Later),
                    review.unlikely(), review.looksPerError(), review.filter().empty() ? QString() : m_filter->text(),
                    m_nextVideo ? m_nextVideo() : QString()});
}

// --- not people ----------------------------------------------------------------------------------------------------

void ReviewStage::showGrid()
{
    std::vector<PersonGrid::Item> items;
    std::vector<workspace::CropWish> wishes;
    const PictureSource from = source();
    for (const Event& event : m_links.review.queue().open()) {
        if (event.kind != EventKind::FalseTrack || items.size() >= PersonGrid::kMost ||
            !m_links.review.filter().accepts(event, m_links.document.state()) ||
            (m_links.review.onlyWorth() && !m_links.review.isWorthChecking(event)))
            continue;
        PersonGrid::Item item{event.key,
                              event.a,
                              m_links.document.colorOf(event.a),
                              keyPicture(from, event.a, event.frame),
                              event.probability,
                              event.probability >= kCrossed,
                              likelihoodText(event.probability) + QLatin1Char('\n') +
                                  factsText(event, m_links.document, m_links.playback.frameRate())};
        if (item.picture.frame == kNoFrame)
            continue;
        wishes.push_back({item.picture.frame, surroundings(item.picture)});
        items.push_back(std::move(item));
    }
    const bool enough = items.size() >= kGridFrom && !m_gridDone;
    if (!enough) {
        if (page() == Page::Grid)
            showPage(Page::End);
        return;
    }
    m_links.review.leave();
    m_crops.read(std::move(wishes));
    m_grid->setItems(std::move(items));
    showPage(Page::Grid);
    refreshHead();
}

void ReviewStage::answerGrid()
{
    if (m_grid->seenMs() < ReviewController::kLookMs) {
        m_gridHint->setText(tr("The pictures are not all there yet."));
        return;
    }
    std::vector<std::string> crossed, people;
    for (const PersonGrid::Item& item : m_grid->items())
        (item.crossed ? crossed : people).push_back(item.key);
    showPage(Page::End);
    m_gridDone = m_grid->items().size() < PersonGrid::kMost; // a full grid may have a second page
    m_links.review.answerAll(crossed, people);
    begin();
}

void ReviewStage::notAPerson()
{
    if (page() == Page::Grid)
        m_grid->toggleCurrent();
    else
        m_links.review.notAPerson();
}

} // namespace tw::ui
