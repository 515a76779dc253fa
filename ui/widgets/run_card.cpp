#include "ui/widgets/run_card.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tw::ui {

namespace {

constexpr int kCardWidth = 420;

} // namespace

RunCard::RunCard(QWidget& parent) : QFrame(&parent)
{
    setObjectName(QStringLiteral("runCard"));
    setAttribute(Qt::WA_StyledBackground);
    hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * kGrid, 4 * kGrid, 5 * kGrid, 4 * kGrid);
    layout->setSpacing(2 * kGrid);
    m_title = new QLabel(this);
    m_title->setProperty("heading", true);
    m_text = new QLabel(this);
    m_text->setObjectName(QStringLiteral("runCardText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2 * kGrid);
    m_review = primaryButton(tr("Review"), QStringLiteral("runCardReview"), this);
    auto* exporting = new QPushButton(tr("Export…"), this);
    exporting->setObjectName(QStringLiteral("runCardExport"));
    auto* close = new QPushButton(tr("Not now"), this);
    close->setObjectName(QStringLiteral("runCardClose"));
    for (QPushButton* button : {m_review, exporting, close}) {
        button->setFocusPolicy(Qt::TabFocus); // a key meant for the video must not answer it
        button->setAutoDefault(false);
        buttons->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this] {
            hide();
            Q_EMIT answered();
        });
    }
    buttons->addStretch(1);
    layout->addSpacing(kGrid);
    layout->addLayout(buttons);
    connect(m_review, &QPushButton::clicked, this, &RunCard::reviewWanted);
    connect(exporting, &QPushButton::clicked, this, &RunCard::exportWanted);
    parent.installEventFilter(this);
}

void RunCard::present(const QString& title, const QString& text, bool review)
{
    m_title->setText(title);
    m_text->setText(text);
    m_review->setEnabled(review);
    setAccessibleName(title + QLatin1Char(' ') + text);
    show();
    raise();
    place();
}

QString RunCard::text() const
{
    return m_text->text();
}

void RunCard::place()
{
    const int width = qMin(kCardWidth, parentWidget()->width() - 4 * kGrid);
    resize(width, heightForWidth(width) > 0 ? heightForWidth(width) : sizeHint().height());
    move((parentWidget()->width() - this->width()) / 2, parentWidget()->height() - height() - 5 * kGrid);
}

bool RunCard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace tw::ui
