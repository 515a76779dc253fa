#include "ui/collection/collection_tools.h"

#include "ui/bridge/qt_convert.h"
#include "ui/collection/agreement_dialog.h"

#include <QDateTime>
#include <QDockWidget>
#include <QFileInfo>
#include <QStackedWidget>

namespace tw::ui {

using collection::Entry;
using collection::State;

CollectionTools::CollectionTools(const Links& links, QObject* parent)
    : QObject(parent), m_links(links),
      m_controller({links.session, links.jobs, links.settings,
                    [&tracking = links.tracking] { return tracking.options().request({}); }}),
      m_page(new CollectionPage(m_controller, links.actions, links.view, &links.centre))
{
    links.centre.addWidget(m_page);
    connect(&m_controller, &CollectionController::opened, this, [this] {
        setShown(true);
        Q_EMIT opened(toQt(m_controller.file()));
        m_page->focusList();
    });
    connect(&m_controller, &CollectionController::closed, this, [this] { setShown(false); });
    connect(&m_controller, &CollectionController::changed, this, &CollectionTools::refresh);
    connect(&m_controller, &CollectionController::trackingChanged, this, &CollectionTools::refresh);
    connect(&m_controller, &CollectionController::notice, this, &CollectionTools::tell);
    connect(&m_controller, &CollectionController::placeWanted, this, [this](FrameIndex frame, TrackId track) {
        setShown(false);
        if (frame != kNoFrame)
            m_links.view.setFrame(frame);
        if (track != TrackId::kInvalid)
            m_links.view.select(track);
    });
    connect(m_page, &CollectionPage::chosenChanged, this, &CollectionTools::refresh);
    connect(m_page, &CollectionPage::closeWanted, this, [this] { setShown(false); });
    connect(&links.session, &Session::aboutToClose, this, [this] { setShown(false); });
    connect(&links.session, &Session::opened, this, [this] {
        if (const Entry* entry = m_controller.current())
            m_page->choose(entry->fingerprint);
    });
    connect(&links.session, &Session::closed, this, [this] {
        if (m_controller.isOpen() && !m_links.session.isOpening())
            setShown(true);
    });
    bind();
    bindVerdicts();
    refresh();
}

bool CollectionTools::isShown() const
{
    return m_links.centre.currentWidget() == m_page;
}

void CollectionTools::setShown(bool shown)
{
    shown = shown && m_controller.isOpen();
    if (shown != isShown()) {
        const bool video = m_links.session.isOpen();
        if (shown && video) {
            m_links.actions.action("review.stage")->setChecked(false); // leaves the stage
            m_editorLayout = m_links.window.saveState();
            for (QDockWidget* panel : m_links.panels)
                panel->hide();
        }
        m_links.centre.setCurrentWidget(shown   ? static_cast<QWidget*>(m_page)
                                        : video ? &m_links.editor
                                                : &m_links.start);
        if (!shown && !m_editorLayout.isEmpty())
            m_links.window.restoreState(std::exchange(m_editorLayout, {}));
        if (shown)
            m_page->focusList();
    }
    refresh();
}

void CollectionTools::tell(const Notice& said)
{
    m_page->setNotice(said);
    if (!isShown())
        Q_EMIT notice(said);
}

const Entry* CollectionTools::chosen() const
{
    return isShown() ? m_controller.find(m_page->chosen()) : m_controller.current();
}

void CollectionTools::bind()
{
    ActionRegistry& actions = m_links.actions;
    actions.on("collection.show", this, [this] { setShown(!isShown()); });
    actions.on("collection.new", this, [this] { create({}); });
    actions.on("collection.close", this, [this] { m_controller.close(); });
    actions.on("collection.add", this, [this] { addVideos(); });
    actions.on("collection.track", this, [this] { m_controller.trackAll(); });
    actions.on("collection.next", this, [this] { step(1); });
    actions.on("collection.previous", this, [this] { step(-1); });
    actions.on("collection.open", this, [this] { m_controller.openVideo(m_page->chosen()); });
    actions.on("collection.export", this, [this] {
        m_links.prompter.chooseFolder({tr("Export all to"), m_controller.folder(), {}}, [this](const QString& folder) {
            m_controller.exportAll(folder, m_page->shown());
        });
    });
    actions.on("collection.relink", this, [this] {
        m_links.prompter.chooseFolder({tr("Where are the files?"), m_controller.folder(), {}},
                                      [this](const QString& folder) { m_controller.relink(folder); });
    });
    actions.on("collection.comment", this, [this] {
        const Entry* entry = chosen();
        if (entry == nullptr)
            return;
        const std::string fingerprint = entry->fingerprint;
        setShown(true);
        m_page->choose(fingerprint);
        m_page->details().writeComment();
    });
}

void CollectionTools::bindVerdicts()
{
    ActionRegistry& actions = m_links.actions;
    actions.on("collection.submit", this, [this] {
        if (const Entry* entry = chosen())
            m_controller.changeEntry(
                entry->fingerprint,
                [me = fromQt(m_controller.person())](Entry& each) { return collection::submit(each, me); },
                tr("%1 is submitted; a second person looks at it.").arg(toQt(entry->name)));
    });
    actions.on("collection.accept", this, [this] {
        if (const Entry* entry = chosen())
            m_controller.changeEntry(
                entry->fingerprint,
                [me = fromQt(m_controller.person()), now = QDateTime::currentSecsSinceEpoch()](Entry& each) {
                    return collection::accept(each, me, now);
                },
                tr("%1 is accepted.").arg(toQt(entry->name)));
    });
    actions.on("collection.sendBack", this, [this] { sendBack(); });
    actions.on("collection.assign", this, [this] { assign(); });
    actions.on("collection.second", this, [this] { nameSecond(); });
    actions.on("collection.agreement", this, [this] { agreement(); });
}

void CollectionTools::create(const QStringList& videos)
{
    const QString folder = videos.isEmpty() ? m_controller.folder() : QFileInfo(videos.front()).absolutePath();
    m_links.prompter.saveFile({tr("New collection"),
                               folder + QStringLiteral("/videos.twc"),
                               {tr("Collections (*.twc)")},
                               QStringLiteral("twc")},
                              [this, videos](const QString& file) { m_controller.create(file, videos); });
}

void CollectionTools::dropped(const QStringList& paths)
{
    if (m_controller.isOpen())
        m_controller.addVideos(paths);
    else
        create(paths);
}

void CollectionTools::addVideos()
{
    m_links.prompter.chooseFolder({tr("Add the videos of a folder"), m_controller.folder(), {}},
                                  [this](const QString& path) { m_controller.addVideos({path}); });
}

// Of the video that is open, or of the chosen one.
void CollectionTools::step(int by)
{
    const Entry* now = m_controller.current();
    const std::string next = m_page->neighbourOf(now != nullptr ? now->fingerprint : m_page->chosen(), by);
    if (next.empty())
        tell({by > 0 ? tr("This was the last video of the list.") : tr("This was the first video of the list.")});
    else
        m_controller.openVideo(next);
}

void CollectionTools::sendBack()
{
    const Entry* entry = chosen();
    if (entry == nullptr)
        return;
    m_links.prompter.enterText(
        tr("Send back"), tr("What needs work in %1?").arg(toQt(entry->name)), {},
        [this, fingerprint = entry->fingerprint, name = toQt(entry->name)](const QString& reason) {
            m_controller.changeEntry(
                fingerprint,
                [me = fromQt(m_controller.person()), reason = fromQt(reason), now = QDateTime::currentSecsSinceEpoch()](
                    Entry& each) { return collection::sendBack(each, me, reason, now); },
                tr("%1 was sent back.").arg(name));
        });
}

void CollectionTools::assign()
{
    const Entry* entry = chosen();
    if (entry == nullptr)
        return;
    m_links.prompter.enterText(tr("Assign"), tr("Who annotates %1?").arg(toQt(entry->name)),
                               entry->annotator.empty() ? m_controller.person() : toQt(entry->annotator),
                               [this, fingerprint = entry->fingerprint](const QString& name) {
                                   m_controller.changeEntry(fingerprint, [name = fromQt(name)](Entry& each) {
                                       return collection::assign(each, name);
                                   });
                               });
}

void CollectionTools::nameSecond()
{
    const Entry* entry = chosen();
    if (entry == nullptr)
        return;
    const auto ask = [this, fingerprint = entry->fingerprint](const QString& file) {
        m_links.prompter.enterText(tr("Second annotation"), tr("Who made %1?").arg(QFileInfo(file).fileName()),
                                   m_controller.person(),
                                   [this, fingerprint, path = pathFromQt(file)](const QString& name) {
                                       m_controller.changeEntry(fingerprint, [path, name = fromQt(name)](Entry& each) {
                                           return collection::setSecond(each, path, name);
                                       });
                                   });
    };
    m_links.prompter.openFile({tr("Second annotation of %1").arg(toQt(entry->name)),
                               m_controller.folder(),
                               {tr("Tracks and projects (*.txt *.csv *.json *.xml *.twp)"), tr("All files (*)")}},
                              ask);
}

void CollectionTools::agreement()
{
    const Entry* entry = chosen();
    if (entry == nullptr)
        return;
    if (entry->second.empty()) {
        nameSecond();
        return;
    }
    m_controller.compare(entry->fingerprint, [this, entry = *entry](Result<collection::Agreement> result) {
        if (!result) {
            tell({toQt(result.error().message()), Notice::Kind::Problem});
            return;
        }
        auto* dialog = new AgreementDialog(entry, *result, &m_links.window);
        connect(dialog, &AgreementDialog::placeChosen, this,
                [this, fingerprint = entry.fingerprint](FrameIndex frame, TrackId track) {
                    m_controller.openPlace(fingerprint, frame, track);
                });
        dialog->show();
    });
}

// What can be done now, by the person who sits here.
void CollectionTools::refresh()
{
    ActionRegistry& actions = m_links.actions;
    const bool open = m_controller.isOpen();
    const Entry* entry = open ? chosen() : nullptr;
    const std::string me = fromQt(m_controller.person());
    const auto enable = [&actions](const char* id, bool on) { actions.action(id)->setEnabled(on); };
    for (const char* id : {"collection.show", "collection.close", "collection.add", "collection.export",
                           "collection.relink", "collection.next", "collection.previous"})
        enable(id, open);
    actions.action("collection.show")->setChecked(isShown());
    enable("collection.track",
           open && !m_controller.isTracking() && collection::totalsOf(m_controller.content()).ofState.front() > 0);
    enable("collection.open", entry != nullptr);
    enable("collection.comment", entry != nullptr);
    enable("collection.second", entry != nullptr && entry->state != State::Untracked);
    enable("collection.agreement", entry != nullptr && entry->state != State::Untracked);
    const bool mine = entry != nullptr && (entry->annotator.empty() || entry->annotator == me);
    const bool submitted = entry != nullptr && (entry->state == State::Reviewed || entry->state == State::Accepted);
    enable("collection.submit", mine && !submitted && entry->state != State::Untracked);
    enable("collection.assign", entry != nullptr && !submitted);
    enable("collection.accept", entry != nullptr && entry->annotator != me && entry->state == State::Reviewed);
    enable("collection.sendBack", submitted && entry->annotator != me);
}

} // namespace tw::ui
