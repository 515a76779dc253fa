#include "ui/reid/reid_panel.h"

#include "ui/actions/action_registry.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

constexpr int kCropHeight = 72;
constexpr int kChipWidth = 68;
constexpr int kLine = 15;
constexpr int kChipHeight = kCropHeight + 2 * kLine + 2 * kGrid;
constexpr double kColourBar = 3;

// All people equally tall, standing on one line.
void paintCrop(QPainter& painter, const QImage& crop, const QRectF& rect, double opacity)
{
    if (crop.isNull())
        return;
    const QSizeF size = QSizeF(crop.size()).scaled(rect.size(), Qt::KeepAspectRatio);
    painter.setOpacity(opacity);
    painter.drawImage(
        QRectF(rect.center().x() - size.width() / 2, rect.bottom() - size.height(), size.width(), size.height()), crop);
    painter.setOpacity(1);
}

QString figure(double similarity)
{
    return QLocale().toString(similarity, 'f', 2);
}

} // namespace

ReidChip::ReidChip(const review::Candidate& candidate, int number, const QString& seen, const QColor& color,
                   QWidget* parent)
    : QAbstractButton(parent), m_candidate(candidate), m_number(number), m_seen(seen), m_color(color)
{
    setObjectName(QStringLiteral("reidChip%1").arg(tw::number(candidate.id)));
    setFocusPolicy(Qt::NoFocus); // the numbers are its keys
    setEnabled(number > 0);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    if (number > 0)
        setAccessibleName(tr("%1: person %2, similarity %3, %4")
                              .arg(number)
                              .arg(tw::number(candidate.id))
                              .arg(figure(candidate.similarity), seen));
    else
        setAccessibleName(tr("Person %1, similarity %2, is another person in this frame")
                              .arg(tw::number(candidate.id))
                              .arg(figure(candidate.similarity)));
    setToolTip(number > 0 ? accessibleName()
                          : tr("%1 is another person in this frame. X swaps the two.").arg(tw::number(candidate.id)));
}

void ReidChip::setCrop(const QImage& crop)
{
    if (crop.cacheKey() == m_crop.cacheKey())
        return;
    m_crop = crop;
    update();
}

QSize ReidChip::sizeHint() const
{
    return {kChipWidth, kChipHeight};
}

void ReidChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const bool grey = m_number == 0;
    const QRectF all = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(underMouse() && !grey ? QPen(palette().color(QPalette::Highlight), 1)
                                         : QPen(palette().color(QPalette::Mid), 1));
    painter.setBrush(isDown() ? palette().color(QPalette::Midlight)
                              : palette().color(underMouse() && !grey ? QPalette::AlternateBase : QPalette::Base));
    painter.drawRoundedRect(all, 4, 4);
    const QRectF picture(1, 1, width() - 2, kCropHeight);
    QPainterPath clip;
    clip.addRoundedRect(picture, 3.5, 3.5);
    painter.setClipPath(clip);
    painter.fillRect(picture, palette().color(QPalette::Dark));
    paintCrop(painter, m_crop, picture, grey ? 0.35 : 1);
    painter.fillRect(QRectF(picture.left(), picture.bottom() - kColourBar, picture.width(), kColourBar),
                     grey ? palette().color(QPalette::Mid) : m_color);
    painter.setClipping(false);
    const QFont small = smallFont(font());
    QFont strong = small;
    strong.setWeight(QFont::DemiBold);
    if (m_number > 0) {
        const QRectF key(4, 4, 18, 18);
        painter.setPen(QPen(QColor(0, 0, 0, 130), 1));
        painter.setBrush(QColor(250, 252, 253));
        painter.drawRoundedRect(key, 4, 4);
        QFont bold = font();
        bold.setWeight(QFont::Bold);
        painter.setFont(bold);
        painter.setPen(QColor(0x10, 0x12, 0x14));
        painter.drawText(key, Qt::AlignCenter, QString::number(m_number));
    }
    const QRectF first(6, kCropHeight + kGrid - 1, width() - 12, kLine);
    const QRectF second = first.translated(0, kLine);
    painter.setFont(strong);
    painter.setPen(palette().color(grey ? QPalette::PlaceholderText : QPalette::Text));
    // the score keeps its place; a long number is cut before it
    const QFontMetricsF metrics(strong);
    const QString score = figure(m_candidate.similarity);
    const double room = first.width() - metrics.horizontalAdvance(score) - kGrid;
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(QString::number(tw::number(m_candidate.id)), Qt::ElideRight, room));
    painter.drawText(first, Qt::AlignRight | Qt::AlignVCenter, score);
    painter.setFont(small);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(small).elidedText(m_seen, Qt::ElideRight, second.width()));
}

ReidPanel::ReidPanel(ReidController& ask, VideoCanvas& canvas, ActionRegistry& actions,
                     std::function<double(FrameIndex)> seconds)
    : QFrame(&canvas), m_reid(ask), m_canvas(canvas), m_seconds(std::move(seconds))
{
    setObjectName(QStringLiteral("reidPanel"));
    setAccessibleName(tr("Who is this?"));
    setAttribute(Qt::WA_StyledBackground);
    setCursor(Qt::ArrowCursor);
    hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid + 2);
    auto* head = new QHBoxLayout;
    head->setSpacing(2 * kGrid);
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("reidTitle"));
    m_title->setProperty("heading", true);
    m_scope = new QLabel(this);
    m_scope->setObjectName(QStringLiteral("reidScope"));
    m_scope->setProperty("secondary", true);
    m_scopeKey = new KeyButton(*actions.action("edit.ask"), tr("Scope"), this);
    m_newKey = new KeyButton(*actions.action("edit.newBox"), tr("New person"), this);
    auto* cancel = new KeyButton(*actions.action("edit.cancel"), tr("Close"), this);
    for (QWidget* button : {m_scopeKey, m_newKey, static_cast<QWidget*>(cancel)}) {
        button->setObjectName(QStringLiteral("ask.") + button->objectName());
        button->setFocusPolicy(Qt::NoFocus);
    }
    head->addWidget(m_title);
    head->addWidget(m_scope, 1);
    head->addWidget(m_scopeKey);
    head->addWidget(m_newKey);
    head->addWidget(cancel);
    layout->addLayout(head);
    m_row = new QWidget(this);
    m_chipRow = new QHBoxLayout(m_row);
    m_chipRow->setContentsMargins(0, 0, 0, 0);
    m_chipRow->setSpacing(kGrid);
    m_crop = new QLabel(m_row);
    m_crop->setFixedSize(kChipWidth, kChipHeight);
    m_crop->setAccessibleName(tr("The person asked about"));
    m_chipRow->addWidget(m_crop);
    m_chipRow->addSpacing(2 * kGrid);
    m_chipRow->addStretch(1);
    layout->addWidget(m_row);
    m_message = new QLabel(this);
    m_message->setObjectName(QStringLiteral("reidMessage"));
    m_message->setProperty("secondary", true);
    layout->addWidget(m_message);
    connect(&ask, &ReidController::changed, this, &ReidPanel::refresh);
    connect(&canvas, &VideoCanvas::zoomChanged, this, [this] {
        if (isVisible())
            place();
    });
    canvas.installEventFilter(this);
}

QString ReidPanel::seenText(const review::Candidate& candidate) const
{
    if (candidate.elsewhere)
        return tr("also here");
    const review::PersonQuery& query = m_reid.answer()->query;
    const double seconds = m_seconds(query.frame) - m_seconds(candidate.seen);
    const QString figure = QLocale().toString(std::abs(seconds), 'f', std::abs(seconds) < 10 ? 1 : 0);
    return seconds >= 0 ? tr("%1 s ago").arg(figure) : tr("in %1 s").arg(figure);
}

QString ReidPanel::scopeLine() const
{
    const review::PersonQuery& query = m_reid.answer()->query;
    if (query.track != TrackId::kInvalid)
        return tr("%1 %2 becomes the person you choose").arg(number(query.track)).arg(scopeText(m_reid.scopeFrames()));
    return m_reid.answer()->onPeak ? tr("a box without a track, score %1; in frame %2")
                                         .arg(figure(static_cast<double>(query.score)))
                                         .arg(query.frame + 1)
                                   : tr("no detection here; the nearest one, in frame %1").arg(query.frame + 1);
}

void ReidPanel::refresh()
{
    using State = ReidController::State;
    const State state = m_reid.state();
    if (state == State::Off || state == State::Picking) {
        hide();
        return;
    }
    if (state == State::Looking) {
        // an answer from stored peaks comes within a few milliseconds: nothing flickers
        if (!isVisible())
            return;
        m_message->setText(tr("Looking …"));
        m_message->show();
        return;
    }
    m_title->setText(tr("Who is this?"));
    m_scope->setText(scopeLine());
    const bool withoutTrack = m_reid.answer()->query.track == TrackId::kInvalid;
    m_scopeKey->setVisible(!withoutTrack);
    m_newKey->setVisible(withoutTrack);
    if (m_shown != m_reid.answerNumber())
        rebuild();
    const review::PersonQuery& query = m_reid.answer()->query;
    QPixmap own(m_crop->size() * devicePixelRatioF());
    own.setDevicePixelRatio(devicePixelRatioF());
    own.fill(Qt::transparent);
    {
        QPainter painter(&own);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const QRectF frame = QRectF(0, 0, kChipWidth, kCropHeight).adjusted(1, 1, -1, 0);
        QPainterPath path;
        path.addRoundedRect(frame, 4, 4);
        painter.setClipPath(path);
        painter.fillPath(path, palette().color(QPalette::Dark));
        paintCrop(painter, m_reid.crop(query.frame, query.box), frame, 1);
        painter.setClipping(false);
        painter.setPen(QPen(QColor(kSelectionColor), 2));
        painter.drawPath(path);
        const QFont small = smallFont(font());
        const QRectF first(4, kCropHeight + kGrid - 1, kChipWidth - 8, kLine);
        QFont strong = small;
        strong.setWeight(QFont::DemiBold);
        painter.setFont(strong);
        painter.setPen(palette().color(QPalette::Text));
        if (!withoutTrack)
            painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("#%1").arg(number(query.track)));
        if (const review::Candidate* itself = m_reid.itself()) {
            painter.drawText(first, Qt::AlignRight | Qt::AlignVCenter, figure(itself->similarity));
            painter.setFont(small);
            painter.setPen(palette().color(QPalette::PlaceholderText));
            painter.drawText(first.translated(0, kLine), Qt::AlignLeft | Qt::AlignVCenter, tr("to itself"));
        }
    }
    m_crop->setPixmap(own);
    std::size_t i = 0;
    for (const auto* list : {&m_reid.choices(), &m_reid.elsewhere()})
        for (const review::Candidate& candidate : *list)
            m_chips[i++]->setCrop(m_reid.crop(candidate.crop, candidate.cropBox));
    place();
    show();
    raise();
}

void ReidPanel::rebuild()
{
    m_shown = m_reid.answerNumber();
    for (ReidChip* chip : m_chips)
        delete chip;
    m_chips.clear();
    const auto add = [this](const review::Candidate& candidate, int number) {
        auto* chip =
            new ReidChip(candidate, number, seenText(candidate), m_reid.document().colorOf(candidate.id), m_row);
        connect(chip, &QAbstractButton::clicked, this, [this, id = candidate.id] { m_reid.choose(id); });
        m_chipRow->insertWidget(m_chipRow->count() - 1, chip); // before the stretch
        chip->show();
        m_chips.push_back(chip);
    };
    int number = 0;
    for (const review::Candidate& candidate : m_reid.choices())
        add(candidate, ++number);
    for (const review::Candidate& candidate : m_reid.elsewhere())
        add(candidate, 0);
    m_message->setText(m_reid.choices().empty() ? m_reid.elsewhere().empty()
                                                      ? tr("No other track has a known appearance to compare with.")
                                                      : tr("All known people are elsewhere in this frame.")
                                                : QString());
    m_message->setVisible(!m_message->text().isEmpty());
}

void ReidPanel::place()
{
    layout()->activate();
    adjustSize();
    resize(std::min(width(), m_canvas.width() - 4 * kGrid), height());
    const double y = m_canvas.viewport().widgetFromSource(m_reid.place()).y();
    const bool below = y < m_canvas.height() / 2.0;
    move((m_canvas.width() - width()) / 2, below ? m_canvas.height() - height() - 3 * kGrid : 3 * kGrid);
}

void ReidPanel::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible())
        refresh(); // the crop is drawn in the palette's colours
}

bool ReidPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace tw::ui
