#include "ui/panels/notes_panel.h"

#include "ui/actions/action_registry.h"
#include "ui/bridge/qt_convert.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

namespace a = annotation;

namespace {

enum Column { kFrame, kPerson, kText };
constexpr int kIdRole = Qt::UserRole;
constexpr int kRowHeight = 28; // px

// Ids in the order of frames.
std::vector<a::NoteId> inOrder(const a::NoteMap& notes)
{
    std::vector<a::NoteId> out;
    for (const auto& [id, note] : notes)
        out.push_back(id);
    std::stable_sort(out.begin(), out.end(),
                     [&](a::NoteId x, a::NoteId y) { return notes.at(x).frame < notes.at(y).frame; });
    return out;
}

} // namespace

NotesPanel::NotesPanel(DocumentView& document, ViewState& view, EditController& edits, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view), m_edits(edits)
{
    setObjectName(QStringLiteral("notesPanel"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 0);
    layout->setSpacing(2 * kGrid);
    m_line = new QLineEdit(this);
    m_line->setObjectName(QStringLiteral("noteLine"));
    m_line->setAccessibleName(tr("New note"));
    m_line->setPlaceholderText(tr("New note"));
    m_line->setMaxLength(1000);
    m_line->installEventFilter(this);
    m_subject = new ElidedLabel(this);
    m_subject->setObjectName(QStringLiteral("noteSubject"));
    m_subject->setProperty("secondary", true);
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("noteList"));
    m_list->setAccessibleName(tr("Notes"));
    m_list->setHeaderLabels({tr("Frame"), tr("Person"), tr("Note")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_list->header()->setStretchLastSection(true);
    for (const int column : {kFrame, kPerson}) // short names, as the Chinese ones, would be cut
        m_list->header()->setMinimumSectionSize(
            std::max(m_list->header()->minimumSectionSize(),
                     m_list->fontMetrics().horizontalAdvance(m_list->headerItem()->text(column)) + 6 * kGrid));
    m_list->header()->setSectionResizeMode(kFrame, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(kPerson, QHeaderView::ResizeToContents);
    m_list->installEventFilter(this);
    m_hint = new QLabel(tr("Notes and bookmarks of this video are listed here."), this);
    m_hint->setProperty("secondary", true);
    m_hint->setWordWrap(true);
    layout->addWidget(m_line);
    layout->addWidget(m_subject);
    layout->addWidget(m_hint);
    layout->addWidget(m_list, 1);
    connect(m_line, &QLineEdit::returnPressed, this, [this] {
        m_edits.addNote(m_line->text(), subject().track, subject().frame);
        m_line->clear();
        begin(std::nullopt);
        Q_EMIT written();
    });
    connect(m_line, &QLineEdit::textEdited, this,
            [this](const QString& text) { begin(text.isEmpty() ? std::nullopt : std::optional(subject())); });
    connect(m_list, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) { goTo(*item); });
    connect(m_list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { goTo(*item); });
    connect(m_list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        if (!m_rebuilding && column == kText)
            m_edits.changeNote(idOf(*item), item->text(kText) == tr("Bookmark") ? QString() : item->text(kText));
    });
    connect(&document, &DocumentView::wasReset, this, [this] {
        m_line->clear();
        begin(std::nullopt);
        rebuild();
    });
    // Not at once: a change may come from an editor of the list itself.
    connect(
        &document, &DocumentView::changed, this,
        [this](const DocumentDiff& diff) {
            if (diff.notesChanged || !diff.removed.empty())
                rebuild();
        },
        Qt::QueuedConnection);
    connect(&view, &ViewState::frameChanged, this, &NotesPanel::refreshSubject);
    connect(&view, &ViewState::selectionChanged, this, &NotesPanel::refreshSubject);
    rebuild();
}

a::NoteId NotesPanel::idOf(const QTreeWidgetItem& item)
{
    return item.data(kFrame, kIdRole).toLongLong();
}

void NotesPanel::rebuild()
{
    m_rebuilding = true;
    const QTreeWidgetItem* current = m_list->currentItem();
    const a::NoteId chosen = current != nullptr ? idOf(*current) : 0;
    m_list->clear();
    const a::NoteMap& notes = m_document.state().notes;
    for (const a::NoteId id : inOrder(notes)) {
        const a::Note& note = notes.at(id);
        const QString person = note.track == TrackId::kInvalid ? QString() : QLocale().toString(number(note.track));
        auto* item = new QTreeWidgetItem(m_list, {QLocale().toString(note.frame + 1), person, toQt(note.text)});
        item->setData(kFrame, kIdRole, QVariant::fromValue(static_cast<qlonglong>(id)));
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setToolTip(kText, toQt(note.text));
        item->setSizeHint(kText, QSize(0, kRowHeight)); // the others are as wide as what they hold
        if (note.text.empty()) {
            item->setText(kText, tr("Bookmark"));
            item->setForeground(kText, palette().color(QPalette::PlaceholderText));
        }
        if (note.track != TrackId::kInvalid && !m_document.find(note.track))
            item->setToolTip(kPerson, tr("%1 was deleted.").arg(number(note.track)));
        if (id == chosen)
            m_list->setCurrentItem(item);
    }
    m_hint->setVisible(notes.empty());
    m_rebuilding = false;
    refreshSubject();
}

NotesPanel::Subject NotesPanel::subject() const
{
    return m_begun.value_or(Subject{m_view.primary(), m_view.frame()});
}

void NotesPanel::begin(std::optional<Subject> subject)
{
    m_begun = subject;
    refreshSubject();
}

void NotesPanel::refreshSubject()
{
    const QString frame = QLocale().toString(subject().frame + 1);
    m_subject->setFullText(subject().track == TrackId::kInvalid
                               ? tr("Note on frame %1").arg(frame)
                               : tr("Note on %1 in frame %2").arg(number(subject().track)).arg(frame));
}

void NotesPanel::goTo(const QTreeWidgetItem& item)
{
    const auto note = m_document.state().notes.find(idOf(item));
    if (note == m_document.state().notes.end())
        return;
    if (m_document.find(note->second.track))
        m_view.select(note->second.track);
    m_view.setFrame(note->second.frame);
}

void NotesPanel::write()
{
    begin(subject()); // one that was left unfinished goes on
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->deselect();
}

void NotesPanel::step(bool forward)
{
    const QTreeWidgetItem* best = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem* item = m_list->topLevelItem(i);
        const auto note = m_document.state().notes.find(idOf(*item));
        if (note == m_document.state().notes.end())
            continue;
        const FrameIndex frame = note->second.frame;
        if (forward ? frame > m_view.frame() : frame < m_view.frame()) {
            best = item;
            if (forward)
                break;
        }
    }
    if (best == nullptr)
        return;
    m_list->setCurrentItem(const_cast<QTreeWidgetItem*>(best));
    goTo(*best);
}

bool NotesPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line) {
        if (event->type() == QEvent::FocusOut && m_line->text().isEmpty())
            begin(std::nullopt);
        return QWidget::eventFilter(watched, event);
    }
    const auto* item = m_list->currentItem();
    if (item != nullptr && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Delete && key->modifiers() == Qt::NoModifier) {
            if (event->type() == QEvent::KeyPress)
                m_edits.removeNote(idOf(*item));
            event->accept(); // not the selected track
            return event->type() == QEvent::KeyPress;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void bindNotes(ActionRegistry& actions, EditController& edits, NotesPanel& panel, QDockWidget& dock, QWidget& home)
{
    QObject::connect(&panel, &NotesPanel::written, &home, [&home] { home.setFocus(Qt::OtherFocusReason); });
    actions.on("edit.note", &panel, [&panel, &dock] {
        dock.show();
        dock.raise();
        panel.write();
    });
    actions.on("edit.bookmark", &edits, [&edits] { edits.toggleBookmark(); });
    actions.on("go.previousNote", &panel, [&panel] { panel.step(false); });
    actions.on("go.nextNote", &panel, [&panel] { panel.step(true); });
}

} // namespace tw::ui
