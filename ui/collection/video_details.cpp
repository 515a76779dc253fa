#include "ui/collection/video_details.h"

#include "ui/bridge/qt_convert.h"
#include "ui/collection/collection_model.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

using collection::Comment;
using collection::Entry;

namespace {

QString timeText(std::int64_t seconds)
{
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds), QLocale::ShortFormat);
}

QString placeText(FrameIndex frame, TrackId track)
{
    QStringList parts;
    if (frame != kNoFrame)
        parts << VideoDetails::tr("frame %1").arg(frame + 1);
    if (track != TrackId::kInvalid)
        parts << VideoDetails::tr("track %1").arg(number(track));
    return parts.join(QStringLiteral(", "));
}

QString commentText(const Comment& comment)
{
    QString head = toQt(comment.author) + QStringLiteral(", ") + timeText(comment.when);
    if (const QString place = placeText(comment.frame, comment.track); !place.isEmpty())
        head += QStringLiteral(", ") + place;
    if (comment.resolved)
        head += QStringLiteral(", ") + VideoDetails::tr("resolved by %1").arg(toQt(comment.resolvedBy));
    return head + QLatin1Char('\n') + toQt(comment.text);
}

QLabel* wrapped(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

VideoDetails::VideoDetails(CollectionController& controller, ActionRegistry& actions, ViewState& view, QWidget* parent)
    : QWidget(parent), m_controller(controller), m_actions(actions), m_view(view), m_name(new ElidedLabel(this)),
      m_state(wrapped(this)), m_verdicts(wrapped(this)), m_comments(new QListWidget(this)), m_noComments(wrapped(this)),
      m_withPlace(new QCheckBox(this)), m_withResolved(new QCheckBox(tr("Show resolved comments"), this)),
      m_resolve(new QPushButton(this)), m_text(new QLineEdit(this))
{
    setObjectName(QStringLiteral("videoDetails"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    m_name->setFont(largeFont(font()));
    m_state->setObjectName(QStringLiteral("videoState"));
    m_verdicts->setObjectName(QStringLiteral("videoVerdicts"));
    m_verdicts->setProperty("secondary", true);
    m_comments->setObjectName(QStringLiteral("comments"));
    m_comments->setAccessibleName(tr("Comments"));
    m_comments->setWordWrap(true);
    m_noComments->setObjectName(QStringLiteral("noComments"));
    m_noComments->setProperty("secondary", true);
    m_noComments->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_comments->setToolTip(tr("Enter goes to the place of a comment"));
    m_resolve->setObjectName(QStringLiteral("resolveComment"));
    m_withResolved->setObjectName(QStringLiteral("showResolved"));
    m_withPlace->setObjectName(QStringLiteral("commentPlace"));
    m_withPlace->setChecked(true);
    m_text->setObjectName(QStringLiteral("commentText"));
    m_text->setAccessibleName(tr("Comment"));
    m_text->setPlaceholderText(tr("Comment; @name addresses a person"));
    m_text->setMaxLength(static_cast<int>(collection::kMaxText / 4)); // bytes of UTF-8
    layout->addWidget(m_name);
    layout->addWidget(m_state);
    layout->addWidget(m_verdicts);
    layout->addWidget(makeButtons());
    layout->addWidget(m_comments, 1);
    layout->addWidget(m_noComments, 1);
    layout->addWidget(m_resolve);
    layout->addWidget(m_withResolved);
    layout->addWidget(m_text);
    layout->addWidget(m_withPlace);
    connect(m_text, &QLineEdit::returnPressed, this, &VideoDetails::addComment);
    connect(m_comments, &QListWidget::itemActivated, this, &VideoDetails::goToComment);
    connect(m_comments, &QListWidget::currentItemChanged, this, &VideoDetails::refreshResolve);
    connect(m_resolve, &QPushButton::clicked, this, &VideoDetails::toggleResolved);
    connect(m_withResolved, &QCheckBox::toggled, this, &VideoDetails::refresh);
    connect(&controller, &CollectionController::changed, this, &VideoDetails::refresh);
    connect(&view, &ViewState::frameChanged, this, &VideoDetails::refreshPlace);
    connect(&view, &ViewState::selectionChanged, this, &VideoDetails::refreshPlace);
    refresh();
}

QWidget* VideoDetails::makeButtons()
{
    auto* area = new QWidget(this);
    auto* grid = new QGridLayout(area);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGrid);
    struct Cell {
        const char* id;
        int row, column, width;
    };
    for (const Cell& cell : {Cell{"collection.open", 0, 0, 2}, Cell{"collection.submit", 1, 0, 1},
                             Cell{"collection.assign", 1, 1, 1}, Cell{"collection.accept", 2, 0, 1},
                             Cell{"collection.sendBack", 2, 1, 1}, Cell{"collection.agreement", 3, 0, 2}}) {
        QAction* action = m_actions.action(cell.id);
        auto* button = new QPushButton(action->text(), area);
        button->setObjectName(QString::fromLatin1(cell.id) + QStringLiteral("Button"));
        button->setProperty("primary", cell.row == 0);
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
        grid->addWidget(button, cell.row, cell.column, 1, cell.width);
    }
    return area;
}

void VideoDetails::setVideo(const std::string& fingerprint)
{
    if (fingerprint != m_fingerprint) {
        m_fingerprint = fingerprint;
        refresh();
    }
}

void VideoDetails::refresh()
{
    const Entry* entry = m_controller.find(m_fingerprint);
    setEnabled(entry != nullptr);
    if (entry == nullptr) {
        m_name->setFullText({});
        m_state->setText(tr("Choose a video of the list."));
        m_verdicts->hide();
        refreshComments(nullptr);
        refreshPlace();
        return;
    }
    m_name->setFullText(toQt(entry->name), toQt(entry->project));
    QString state = stateName(entry->state);
    if (!entry->annotator.empty())
        state += QStringLiteral(", ") + tr("annotated by %1").arg(toQt(entry->annotator));
    if (!entry->secondAnnotator.empty())
        state += QStringLiteral(", ") + tr("a second time by %1").arg(toQt(entry->secondAnnotator));
    m_state->setText(state);
    QStringList verdicts;
    for (const collection::Verdict& verdict : entry->verdicts)
        verdicts << (verdict.accepted ? tr("%1, %2: accepted").arg(toQt(verdict.reviewer), timeText(verdict.when))
                                      : tr("%1, %2: sent back. %3")
                                            .arg(toQt(verdict.reviewer), timeText(verdict.when), toQt(verdict.reason)));
    m_verdicts->setText(verdicts.join(QLatin1Char('\n')));
    m_verdicts->setVisible(!verdicts.isEmpty());
    refreshComments(entry);
    refreshPlace();
}

void VideoDetails::refreshComments(const Entry* entry)
{
    const QListWidgetItem* before = m_comments->currentItem();
    const QVariant kept = before != nullptr ? before->data(Qt::UserRole) : QVariant();
    m_comments->clear();
    for (const Comment& comment : entry != nullptr ? entry->comments : std::vector<Comment>()) {
        if (comment.resolved && !m_withResolved->isChecked())
            continue;
        auto* item = new QListWidgetItem(commentText(comment), m_comments);
        item->setData(Qt::UserRole, static_cast<qlonglong>(comment.id));
        item->setIcon(icon(comment.resolved ? QStringLiteral("check") : QStringLiteral("help")));
        const auto named = collection::mentionsIn(comment.text);
        if (!comment.resolved && std::find(named.begin(), named.end(), fromQt(m_controller.person())) != named.end()) {
            QFont font = item->font();
            font.setWeight(QFont::DemiBold); // it is for the person who sits here
            item->setFont(font);
        }
        if (item->data(Qt::UserRole) == kept)
            m_comments->setCurrentItem(item);
    }
    const bool any = m_comments->count() > 0;
    m_comments->setVisible(any);
    m_resolve->setVisible(any);
    m_noComments->setVisible(!any && entry != nullptr);
    m_noComments->setText(entry != nullptr && !entry->comments.empty()
                              ? tr("Every comment is resolved.")
                              : tr("No comments yet. While the video is open, a comment can refer to a frame "
                                   "and a track."));
    refreshResolve();
}

void VideoDetails::refreshPlace()
{
    const Entry* open = m_controller.current();
    const bool here = open != nullptr && open->fingerprint == m_fingerprint;
    m_withPlace->setEnabled(here);
    m_withPlace->setVisible(here); // else a comment is about the whole video
    m_withPlace->setText(tr("About %1").arg(placeText(m_view.frame(), m_view.primary())));
}

// The comment that is chosen in the list; null: none.
const Comment* VideoDetails::chosenComment() const
{
    const Entry* entry = m_controller.find(m_fingerprint);
    const QListWidgetItem* item = m_comments->currentItem();
    if (entry == nullptr || item == nullptr)
        return nullptr;
    const std::int64_t id = item->data(Qt::UserRole).toLongLong();
    const auto it = std::find_if(entry->comments.begin(), entry->comments.end(),
                                 [id](const Comment& comment) { return comment.id == id; });
    return it == entry->comments.end() ? nullptr : &*it;
}

void VideoDetails::refreshResolve()
{
    const Comment* comment = chosenComment();
    m_resolve->setEnabled(comment != nullptr);
    m_resolve->setText(comment != nullptr && comment->resolved ? tr("Reopen comment") : tr("Resolve comment"));
}

void VideoDetails::writeComment()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void VideoDetails::addComment()
{
    Comment comment;
    comment.author = fromQt(m_controller.person());
    comment.text = fromQt(m_text->text().trimmed());
    comment.when = QDateTime::currentSecsSinceEpoch();
    if (comment.text.empty())
        return;
    if (m_withPlace->isEnabled() && m_withPlace->isChecked()) {
        comment.frame = m_view.frame();
        comment.track = m_view.primary();
    }
    m_controller.change([fingerprint = m_fingerprint, comment](collection::Collection& content) -> Result<void> {
        TW_TRY_ASSIGN(Entry * entry, content.find(fingerprint));
        TW_TRY(collection::addComment(content, *entry, comment));
        return {};
    });
    m_text->clear();
}

void VideoDetails::toggleResolved()
{
    const Comment* comment = chosenComment();
    if (comment == nullptr)
        return;
    m_controller.changeEntry(
        m_fingerprint, [id = comment->id, me = fromQt(m_controller.person()), on = !comment->resolved](Entry& each) {
            return collection::resolveComment(each, id, me, on);
        });
}

void VideoDetails::goToComment()
{
    if (const Comment* comment = chosenComment())
        m_controller.openPlace(m_fingerprint, comment->frame, comment->track);
}

} // namespace tw::ui
