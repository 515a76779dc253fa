#include "window_driver.h"

#include "core/video/video_writer.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/panels/context_bar.h"
#include "ui/panels/toast.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/track_colors.h"

#include <QDir>
#include <QPainter>
#include <QTest>

namespace tw::test {

using namespace tw::ui;

namespace {

constexpr int kOpenMs = 30000;
constexpr int kFrameMs = 10000;

Box boxOf(int person, FrameIndex frame, const Clip& clip, int people)
{
    // each person in a row of their own; every second one walks to the left
    const double rowHeight = (clip.height - 20.0) / people;
    const double height = rowHeight * 0.85, width = height * 0.45;
    const double way = (clip.width - width - 20) * frame / std::max(clip.frameCount - 1, 1);
    const double left = person % 2 == 0 ? 10 + way : clip.width - 10 - width - way;
    return {left, 10 + rowHeight * person, width, height};
}

void drawPerson(QPainter& painter, const Box& box, const QColor& color)
{
    const QRectF rect = toQt(box);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color.darker(110));
    painter.drawRoundedRect(QRectF(rect.left() + rect.width() * 0.15, rect.top() + rect.height() * 0.24,
                                   rect.width() * 0.7, rect.height() * 0.42),
                            3, 3);
    painter.setBrush(color.darker(180));
    painter.drawRect(QRectF(rect.left() + rect.width() * 0.2, rect.top() + rect.height() * 0.64, rect.width() * 0.25,
                            rect.height() * 0.36));
    painter.drawRect(QRectF(rect.left() + rect.width() * 0.55, rect.top() + rect.height() * 0.64, rect.width() * 0.25,
                            rect.height() * 0.36));
    painter.setBrush(QColor(224, 187, 160));
    painter.drawEllipse(
        QRectF(rect.center().x() - rect.height() * 0.11, rect.top(), rect.height() * 0.22, rect.height() * 0.24));
}

} // namespace

WindowDriver::WindowDriver(const QString& folder) : m_folder(folder)
{
    makeWindow();
}

WindowDriver::~WindowDriver() = default;

void WindowDriver::makeWindow()
{
    qputenv("XDG_CACHE_HOME", (m_folder + QStringLiteral("/cache")).toUtf8()); // previews of videos
    m_settings = std::make_unique<QSettings>(m_folder + QStringLiteral("/settings.ini"), QSettings::IniFormat);
    auto prompter = std::make_unique<ScriptedPrompter>();
    m_prompter = prompter.get();
    m_window = std::make_unique<MainWindow>(*m_settings, std::move(prompter));
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowDriver::reopenWindow()
{
    m_window->close();
    m_window.reset();
    makeWindow();
}

bool WindowDriver::open(const QString& path)
{
    m_window->open(path);
    if (!QTest::qWaitFor([this] { return session().isOpen() && !session().isOpening(); }, kOpenMs))
        return false;
    waitForFrame();
    return true;
}

void WindowDriver::waitForFrame()
{
    auto* canvas = m_window->findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    if (session().isOpen() && session().workspace()->frames())
        QVERIFY(
            QTest::qWaitFor([&] { return canvas->hasPicture() && canvas->shownFrame() == view().frame(); }, kFrameMs));
}

void WindowDriver::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    ++m_actions;
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    waitForFrame();
}

QPoint WindowDriver::onCanvas(QPointF source) const
{
    const auto* canvas = m_window->findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    return canvas->viewport().widgetFromSource(source).toPoint();
}

QPoint WindowDriver::onTimeline(TrackId id, FrameIndex frame) const
{
    const auto* timeline = m_window->findChild<TimelineView*>(QStringLiteral("timeline"));
    const TimelineScene scene = timeline->scene();
    const QPoint point(static_cast<int>(scene.scale.xOf(frame + 0.5)), static_cast<int>(scene.barOf(id).center().y()));
    // a person can only click what is in sight
    if (!timeline->viewport()->rect().contains(point) || point.y() < kLanesTop)
        QTest::qFail("the bar is not in sight", __FILE__, __LINE__);
    return point;
}

void WindowDriver::clickPerson(TrackId id, Qt::KeyboardModifiers modifiers)
{
    auto* canvas = m_window->findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    const OverlayBox* box = canvas->overlay().find(id);
    QVERIFY(box != nullptr);
    ++m_actions;
    QTest::mouseClick(canvas, Qt::LeftButton, modifiers, onCanvas({box->box.centerX(), box->box.centerY()}));
    waitForFrame();
}

void WindowDriver::clickCanvas(QPointF source)
{
    ++m_actions;
    QTest::mouseClick(m_window->findChild<VideoCanvas*>(QStringLiteral("videoCanvas")), Qt::LeftButton, {},
                      onCanvas(source));
}

void WindowDriver::dragCanvas(QPointF fromSource, QPointF toSource, Qt::KeyboardModifiers modifiers)
{
    ++m_actions;
    auto* canvas = m_window->findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    QTest::mousePress(canvas, Qt::LeftButton, modifiers, onCanvas(fromSource));
    QTest::mouseMove(canvas, onCanvas((fromSource + toSource) / 2));
    QTest::mouseMove(canvas, onCanvas(toSource));
    QTest::mouseRelease(canvas, Qt::LeftButton, modifiers, onCanvas(toSource));
}

void WindowDriver::clickTimeline(TrackId id, FrameIndex frame, Qt::KeyboardModifiers modifiers)
{
    ++m_actions;
    auto* timeline = m_window->findChild<TimelineView*>(QStringLiteral("timeline"));
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, modifiers, onTimeline(id, frame));
    waitForFrame();
}

void WindowDriver::markTimeline(TrackId from, FrameIndex first, TrackId to, FrameIndex last)
{
    ++m_actions;
    QWidget* viewport = m_window->findChild<TimelineView*>(QStringLiteral("timeline"))->viewport();
    const QPoint begin = onTimeline(from, first), end = onTimeline(to, last);
    QTest::mousePress(viewport, Qt::LeftButton, Qt::ShiftModifier, begin);
    QTest::mouseMove(viewport, (begin + end) / 2);
    QTest::mouseMove(viewport, end);
    QTest::mouseRelease(viewport, Qt::LeftButton, Qt::ShiftModifier, end);
}

void WindowDriver::seek(FrameIndex frame)
{
    ++m_actions;
    auto* timeline = m_window->findChild<TimelineView*>(QStringLiteral("timeline"));
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {},
                      {static_cast<int>(timeline->scale().xOf(frame + 0.5)), 10});
    waitForFrame();
}

void WindowDriver::dragEndOnto(TrackId id, TrackId onto, FrameIndex frame)
{
    ++m_actions;
    QWidget* viewport = m_window->findChild<TimelineView*>(QStringLiteral("timeline"))->viewport();
    // two pixels before the end of the bar
    const auto* timeline = m_window->findChild<TimelineView*>(QStringLiteral("timeline"));
    const FrameIndex last = state().tracks.at(id)->lastFrame();
    const QPoint end(static_cast<int>(timeline->scale().xOf(last + 1)) - 2, onTimeline(id, last).y());
    QTest::mousePress(viewport, Qt::LeftButton, {}, end);
    QTest::mouseMove(viewport, onTimeline(onto, frame));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, onTimeline(onto, frame));
}

QString WindowDriver::toast() const
{
    return m_window->findChild<Toast*>(QStringLiteral("toast"))->text();
}

QString WindowDriver::prompt() const
{
    return m_window->findChild<ContextBar*>(QStringLiteral("contextBar"))->prompt();
}

void WindowDriver::screenshot(const QString& name, QWidget* part)
{
    const QString folder = qEnvironmentVariable("TW_TEST_OUT");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    QCoreApplication::processEvents(); // what was asked to be repainted is
    QVERIFY((part ? part : m_window.get())->grab().save(QStringLiteral("%1/%2.png").arg(folder, name)));
}

void writeTracks(const std::filesystem::path& file, const std::vector<annotation::Track>& tracks, const Clip& clip)
{
    annotation::DocumentState state;
    for (const annotation::Track& track : tracks)
        state.tracks[track.id] = std::make_shared<const annotation::Track>(track);
    formats::WriteOptions options;
    options.info.width = clip.width;
    options.info.height = clip.height;
    options.info.length = clip.frameCount;
    options.info.frameRate = {25, 1};
    if (const auto written = formats::findFormat("mot")->write(file, state, options); !written)
        qFatal("%s", written.error().message().c_str());
}

Clip makeClip(const std::filesystem::path& folder, int people, FrameIndex frames, int width, int height)
{
    Clip clip;
    clip.width = width;
    clip.height = height;
    clip.frameCount = frames;
    clip.video = folder / "clip.mp4";
    for (int person = 0; person < people; ++person) {
        annotation::Track track;
        track.id = TrackId{person + 1};
        for (FrameIndex frame = 0; frame < frames; ++frame) {
            annotation::TrackBox box;
            box.frame = frame;
            box.box = boxOf(person, frame, clip, people);
            box.score = 0.9F;
            box.origin = annotation::BoxOrigin::Tracker;
            track.boxes.push_back(box);
        }
        clip.truth.push_back(std::move(track));
    }
    video::VideoWriterOptions options;
    options.width = clip.width;
    options.height = clip.height;
    auto writer = video::VideoWriter::create(clip.video, options);
    if (!writer)
        qFatal("%s", writer.error().message().c_str());
    for (FrameIndex frame = 0; frame < frames; ++frame) {
        QImage image(clip.width, clip.height, QImage::Format_RGB32);
        image.fill(QColor(96, 104, 110));
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        for (int person = 0; person < people; ++person)
            drawPerson(painter, boxOf(person, frame, clip, people), colorOf(TrackId{person + 11}));
        painter.end();
        const auto written =
            writer->write({image.constBits(), clip.width, clip.height, image.bytesPerLine(), PixelFormat::Bgra8});
        if (!written)
            qFatal("%s", written.error().message().c_str());
    }
    if (const auto finished = writer->finish(); !finished)
        qFatal("%s", finished.error().message().c_str());
    return clip;
}

} // namespace tw::test
