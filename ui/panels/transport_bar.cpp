#include "ui/panels/transport_bar.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace tw::ui {

namespace {

constexpr int kZoomSteps = 100; // slider steps for a factor of ten, 1/10 to 10

QLabel* secondaryLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("secondary", true);
    return label;
}

} // namespace

QString timeText(double seconds)
{
    const auto centis = static_cast<qint64>(std::llround(std::max(seconds, 0.0) * 100));
    const qint64 total = centis / 100;
    const QString rest = QStringLiteral("%1:%2.%3")
                             .arg(total / 60 % 60, 2, 10, QLatin1Char('0'))
                             .arg(total % 60, 2, 10, QLatin1Char('0'))
                             .arg(centis % 100, 2, 10, QLatin1Char('0'));
    return total < 3600 ? rest : QStringLiteral("%1:%2").arg(total / 3600).arg(rest);
}

TransportBar::TransportBar(const ActionRegistry& actions, PlaybackController& playback, ViewState& view,
                           QWidget* parent)
    : QWidget(parent), m_playback(playback), m_view(view)
{
    setObjectName(QStringLiteral("transportBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    row->setSpacing(kGrid / 2);
    row->addWidget(button(actions.action("go.videoStart")));
    row->addWidget(button(actions.action("go.stepBack")));
    m_play = button(actions.action("go.play"));
    row->addWidget(m_play);
    row->addWidget(button(actions.action("go.stepForward")));
    row->addWidget(button(actions.action("go.videoEnd")));
    row->addSpacing(2 * kGrid);
    makeSpeed();
    row->addWidget(m_speed);
    row->addSpacing(3 * kGrid);
    m_frame = new FrameSpinBox(this);
    m_frame->setObjectName(QStringLiteral("frameNumber"));
    m_frame->setAccessibleName(tr("Frame"));
    m_frame->setToolTip(tr("Frame, from 1"));
    m_count = secondaryLabel(this);
    m_time = secondaryLabel(this);
    row->addWidget(m_frame);
    row->addSpacing(kGrid);
    row->addWidget(m_count);
    row->addSpacing(4 * kGrid);
    row->addWidget(m_time);
    row->addStretch(1);
    row->addWidget(button(actions.action("view.fit")));
    m_zoom = new QSlider(Qt::Horizontal, this);
    m_zoom->setObjectName(QStringLiteral("canvasZoom"));
    m_zoom->setAccessibleName(tr("Zoom of the video"));
    m_zoom->setRange(-kZoomSteps, kZoomSteps * 3 / 2);
    m_zoom->setFixedWidth(96);
    m_zoomText = secondaryLabel(this);
    m_zoomText->setFixedWidth(m_zoomText->fontMetrics().horizontalAdvance(QStringLiteral("0000 %")) + kGrid);
    m_zoomText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_zoom);
    row->addWidget(m_zoomText);

    connect(m_frame, &FrameSpinBox::frameChosen, &view, &ViewState::setFrame);
    connect(&view, &ViewState::frameChanged, this, &TransportBar::frameChanged);
    connect(m_zoom, &QSlider::valueChanged, this,
            [this](int step) { Q_EMIT canvasZoomWanted(std::pow(10.0, static_cast<double>(step) / kZoomSteps)); });
    connect(&playback, &PlaybackController::playingChanged, this, [this](bool playing) {
        m_play->defaultAction()->setIcon(icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
        m_play->defaultAction()->setText(playing ? tr("Pause") : tr("Play"));
    });
    frameChanged(0);
}

QToolButton* TransportBar::button(QAction* action)
{
    auto* result = new QToolButton(this);
    result->setDefaultAction(action);
    result->setObjectName(QStringLiteral("button.") + action->objectName());
    result->setAccessibleName(action->text());
    result->setIconSize({18, 18});
    result->setFocusPolicy(Qt::TabFocus);
    return result;
}

void TransportBar::makeSpeed()
{
    m_speed = new QComboBox(this);
    m_speed->setObjectName(QStringLiteral("playbackSpeed"));
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setFocusPolicy(Qt::TabFocus);
    m_speed->setProperty("compact", true);
    for (const double speed : {0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0})
        m_speed->addItem(QStringLiteral("%1×").arg(speed), speed);
    const auto follow = [this](double speed) {
        const QSignalBlocker blocker(m_speed);
        m_speed->setCurrentIndex(m_speed->findData(speed));
    };
    follow(m_playback.speed());
    connect(m_speed, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_playback.setSpeed(m_speed->itemData(index).toDouble()); });
    connect(&m_playback, &PlaybackController::speedChanged, this, follow);
}

void TransportBar::frameChanged(FrameIndex frame)
{
    const FrameIndex count = m_view.frameCount();
    m_frame->setFrameCount(count);
    m_frame->setFrame(frame);
    const int digits = std::max(static_cast<int>(QString::number(count).size()), 4);
    m_frame->setFixedWidth(m_frame->fontMetrics().horizontalAdvance(QString(digits, QLatin1Char('0'))) + 20);
    m_count->setText(tr("of %1").arg(count));
    m_time->setText(timeText(m_seconds ? m_seconds(frame) : frame / m_playback.frameRate()));
}

void TransportBar::setClock(std::function<double(FrameIndex)> seconds)
{
    m_seconds = std::move(seconds);
    frameChanged(m_view.frame());
}

void TransportBar::setCanvasZoom(double zoom)
{
    const QSignalBlocker blocker(m_zoom);
    m_zoom->setValue(static_cast<int>(std::lround(std::log10(zoom) * kZoomSteps)));
    m_zoomText->setText(tr("%1 %").arg(std::lround(zoom * 100)));
}

} // namespace tw::ui
