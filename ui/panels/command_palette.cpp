#include "ui/panels/command_palette.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMap>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kWidth = 520;
constexpr int kRow = 28;
constexpr int kShownRows = 11;
enum Roles { kActionRole = Qt::UserRole, kKeysRole, kMenuRole };

// Name to the left, menu and keys to the right.
class CommandDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        const bool current = option.state.testFlag(QStyle::State_Selected);
        const bool enabled = option.state.testFlag(QStyle::State_Enabled) && index.flags().testFlag(Qt::ItemIsEnabled);
        if (current)
            painter->fillRect(option.rect, option.palette.color(QPalette::Midlight));
        const QRect inner = option.rect.adjusted(12, 0, -12, 0);
        const auto group = enabled ? QPalette::Active : QPalette::Disabled;
        painter->setPen(option.palette.color(group, QPalette::WindowText));
        const QString name = index.data(Qt::DisplayRole).toString();
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, name);
        painter->setPen(option.palette.color(group, QPalette::PlaceholderText));
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, index.data(kKeysRole).toString());
        painter->setFont(smallFont(option.font));
        painter->drawText(inner.adjusted(option.fontMetrics.horizontalAdvance(name) + 12, 0, 0, 0),
                          Qt::AlignVCenter | Qt::AlignLeft, index.data(kMenuRole).toString());
        painter->restore();
    }
};

} // namespace

int matchScore(const QString& text, const QString& candidate)
{
    if (text.isEmpty())
        return 0;
    const QString wanted = text.toCaseFolded(), name = candidate.toCaseFolded();
    if (const auto at = name.indexOf(wanted); at >= 0)
        return 1000 - static_cast<int>(at) - (at == 0 || name[at - 1].isSpace() ? 0 : 200);
    int score = 400;
    qsizetype from = 0;
    for (const QChar letter : wanted) {
        if (letter.isSpace())
            continue;
        const qsizetype at = name.indexOf(letter, from);
        if (at < 0)
            return -1;
        score -= at == from ? 0 : (at == 0 || name[at - 1].isSpace()) ? 2 : 12;
        from = at + 1;
    }
    return score;
}

// What people of other tools call it; whole words, so that they never push away a name.
static int synonymScore(const QString& text, const QString& id)
{
    static const QMap<QString, const char*> kSynonyms{
        {QStringLiteral("edit.join"), QT_TRANSLATE_NOOP("Synonyms", "merge link connect combine")},
        {QStringLiteral("edit.merge"), QT_TRANSLATE_NOOP("Synonyms", "merge link several")},
        {QStringLiteral("edit.split"), QT_TRANSLATE_NOOP("Synonyms", "cut break divide")},
        {QStringLiteral("edit.swap"), QT_TRANSLATE_NOOP("Synonyms", "exchange switch transpose")},
        {QStringLiteral("edit.deleteTrack"), QT_TRANSLATE_NOOP("Synonyms", "remove erase")},
        {QStringLiteral("edit.deleteBox"), QT_TRANSLATE_NOOP("Synonyms", "remove detection")},
        {QStringLiteral("edit.endTrack"), QT_TRANSLATE_NOOP("Synonyms", "outside leaves stop")},
        {QStringLiteral("edit.newBox"), QT_TRANSLATE_NOOP("Synonyms", "add draw annotate bounding box")},
        {QStringLiteral("edit.copyBox"), QT_TRANSLATE_NOOP("Synonyms", "paste propagate repeat duplicate")},
        {QStringLiteral("edit.fillGaps"), QT_TRANSLATE_NOOP("Synonyms", "interpolate")},
        {QStringLiteral("edit.keyframe"), QT_TRANSLATE_NOOP("Synonyms", "key frame anchor")},
        {QStringLiteral("go.toFrame"), QT_TRANSLATE_NOOP("Synonyms", "goto jump seek")},
        {QStringLiteral("view.solo"), QT_TRANSLATE_NOOP("Synonyms", "isolate only")},
        {QStringLiteral("file.export"), QT_TRANSLATE_NOOP("Synonyms", "save MOT gt download")},
        {QStringLiteral("file.import"), QT_TRANSLATE_NOOP("Synonyms", "load annotations upload")},
        {QStringLiteral("file.relink"), QT_TRANSLATE_NOOP("Synonyms", "missing find video")},
        {QStringLiteral("file.preferences"), QT_TRANSLATE_NOOP("Synonyms", "settings options theme language")},
        {QStringLiteral("help.keys"), QT_TRANSLATE_NOOP("Synonyms", "shortcuts hotkeys")},
        {QStringLiteral("review.stage"), QT_TRANSLATE_NOOP("Synonyms", "errors suspicious check verify")},
        {QStringLiteral("review.dismiss"), QT_TRANSLATE_NOOP("Synonyms", "reject ignore fine")},
        {QStringLiteral("track.start"), QT_TRANSLATE_NOOP("Synonyms", "run detect")}};
    const char* words = kSynonyms.value(id, nullptr);
    if (!words || text.size() < 2)
        return -1;
    const QString all = QStringLiteral(" ") + QCoreApplication::translate("Synonyms", words).toCaseFolded();
    return all.contains(QLatin1Char(' ') + text.toCaseFolded()) ? 600 : -1;
}

CommandPalette::CommandPalette(const ActionRegistry& actions, QWidget& window)
    : QFrame(&window, Qt::Popup), m_actions(actions)
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Commands"));
    setFrameShape(QFrame::StyledPanel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
    layout->setSpacing(kGrid);
    m_text = new QLineEdit(this);
    m_text->setObjectName(QStringLiteral("commandText"));
    m_text->setPlaceholderText(tr("Type a command"));
    m_text->setAccessibleName(tr("Command"));
    m_text->installEventFilter(this);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setAccessibleName(tr("Matching commands"));
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    layout->addWidget(m_text);
    layout->addWidget(m_list);
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_list, &QListWidget::itemClicked, this, [this] { runCurrent(); });
}

void CommandPalette::open()
{
    m_text->clear();
    refill({});
    const QWidget* window = parentWidget();
    resize(kWidth, m_text->sizeHint().height() + kRow * kShownRows + 4 * kGrid);
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 12 * kGrid)));
    show();
    m_text->setFocus();
}

void CommandPalette::refill(const QString& text)
{
    struct Match {
        int score;
        QString id;
    };
    std::vector<Match> matches;
    for (const QString& id : m_actions.ids()) {
        const int score = std::max(matchScore(text, m_actions.action(id)->text()), synonymScore(text, id));
        if (score >= 0 && id != QLatin1String("view.palette"))
            matches.push_back({score, id});
    }
    std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) { return a.score > b.score; });
    m_list->clear();
    for (const Match& match : matches) {
        const QAction* action = m_actions.action(match.id);
        auto* item = new QListWidgetItem(action->text(), m_list);
        item->setData(kActionRole, match.id);
        item->setData(kKeysRole, keysText(action->shortcuts()));
        item->setData(kMenuRole, m_actions.menuOf(match.id));
        item->setSizeHint({0, kRow});
        if (!action->isEnabled())
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
    }
    if (matches.empty()) {
        auto* item = new QListWidgetItem(tr("Nothing found"), m_list);
        item->setSizeHint({0, kRow});
        item->setFlags(Qt::NoItemFlags);
    }
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->flags().testFlag(Qt::ItemIsEnabled)) {
            m_list->setCurrentRow(row);
            break;
        }
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const int page = kShownRows - 1;
        int step = 0;
        switch (key->key()) {
        case Qt::Key_Down: step = 1; break;
        case Qt::Key_Up: step = -1; break;
        case Qt::Key_PageDown: step = page; break;
        case Qt::Key_PageUp: step = -page; break;
        case Qt::Key_Return:
        case Qt::Key_Enter: runCurrent(); return true;
        default: return QFrame::eventFilter(watched, event);
        }
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(m_list->count() - 1, 0)));
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || !item->flags().testFlag(Qt::ItemIsEnabled))
        return;
    QAction* action = m_actions.action(item->data(kActionRole).toString());
    hide();
    // after the popup has gone: the action may open something that wants the focus
    QTimer::singleShot(0, action, &QAction::trigger);
}

} // namespace tw::ui
