#include "ui/models/view_state.h"

#include <QSettings>

#include <algorithm>
#include <utility>

namespace tw::ui {

void ViewState::reset(FrameIndex frameCount)
{
    m_frameCount = frameCount;
    m_frame = 0;
    m_selection.clear();
    m_range = {};
    m_hovered = TrackId::kInvalid;
    m_only.reset();
    Q_EMIT shownChanged();
    Q_EMIT frameChanged(m_frame);
    Q_EMIT selectionChanged();
    Q_EMIT rangeChanged();
    Q_EMIT hoveredChanged();
}

void ViewState::setFrame(FrameIndex frame)
{
    frame = std::clamp(frame, FrameIndex{0}, std::max(m_frameCount - 1, FrameIndex{0}));
    if (frame == m_frame)
        return;
    m_frame = frame;
    Q_EMIT frameChanged(frame);
}

bool ViewState::isSelected(TrackId id) const
{
    return std::find(m_selection.begin(), m_selection.end(), id) != m_selection.end();
}

void ViewState::select(TrackId id)
{
    setSelection(id == TrackId::kInvalid ? std::vector<TrackId>{} : std::vector{id});
}

void ViewState::toggle(TrackId id)
{
    std::vector<TrackId> ids = m_selection;
    const auto it = std::find(ids.begin(), ids.end(), id);
    if (it != ids.end())
        ids.erase(it);
    else
        ids.push_back(id);
    setSelection(std::move(ids));
}

void ViewState::setSelection(std::vector<TrackId> ids)
{
    if (ids == m_selection)
        return;
    m_selection = std::move(ids);
    Q_EMIT selectionChanged();
}

void ViewState::setRange(FrameRange range)
{
    if (!range.empty()) {
        const FrameIndex last = std::max(m_frameCount - 1, FrameIndex{0});
        range.first = std::clamp(range.first, FrameIndex{0}, last);
        range.last = std::clamp(range.last, range.first, last);
    } else {
        range = {};
    }
    if (range == m_range)
        return;
    m_range = range;
    Q_EMIT rangeChanged();
}

void ViewState::setShownOnly(std::optional<std::set<TrackId>> only)
{
    if (only == m_only)
        return;
    m_only = std::move(only);
    Q_EMIT shownChanged();
}

void ViewState::setHovered(TrackId id)
{
    if (id == m_hovered)
        return;
    m_hovered = id;
    Q_EMIT hoveredChanged();
}

void ViewState::setDisplay(const DisplayOptions& display)
{
    if (display == m_display)
        return;
    m_display = display;
    Q_EMIT displayChanged();
}

void restoreDisplay(ViewState& view, const QSettings& settings)
{
    DisplayOptions display = view.display();
    display.trailFrames = settings.value(QStringLiteral("view/trailFrames"), display.trailFrames).toInt();
    display.trails = settings.value(QStringLiteral("view/trails"), display.trails).toBool();
    display.patterns = settings.value(QStringLiteral("view/patterns"), display.patterns).toBool();
    display.appearanceLanes = settings.value(QStringLiteral("view/appearanceLanes"), display.appearanceLanes).toBool();
    display.packLanes = settings.value(QStringLiteral("view/packLanes"), display.packLanes).toBool();
    display.ghosts = settings.value(QStringLiteral("view/ghosts"), display.ghosts).toBool();
    display.ghostThreshold =
        std::clamp(settings.value(QStringLiteral("view/ghostThreshold"), display.ghostThreshold).toDouble(), 0.05, 0.6);
    view.setDisplay(display);
}

void saveDisplay(const ViewState& view, QSettings& settings)
{
    const DisplayOptions& display = view.display();
    settings.setValue(QStringLiteral("view/trailFrames"), display.trailFrames);
    settings.setValue(QStringLiteral("view/trails"), display.trails);
    settings.setValue(QStringLiteral("view/patterns"), display.patterns);
    settings.setValue(QStringLiteral("view/packLanes"), display.packLanes);
    settings.setValue(QStringLiteral("view/appearanceLanes"), display.appearanceLanes);
    settings.setValue(QStringLiteral("view/ghosts"), display.ghosts);
    settings.setValue(QStringLiteral("view/ghostThreshold"), display.ghostThreshold);
}

} // namespace tw::ui
