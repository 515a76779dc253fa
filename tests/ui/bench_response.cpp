// How fast the window answers while it is busy: `benchmark ui` of the window, without a display.
//   bench_response [SECONDS] [VIDEO]     (10 s a phase; a drawn clip of 1280x720 with 12 people)
// Phases: at rest, with the tracker running; in each a script steps, scrubs, plays and edits. Prints for every kind the
// median, the 99th percentile and the largest time, and the longest time between two ticks of a timer of one
// millisecond, and which events took the GUI thread longest, without the events inside them.
//   key -> paint      from a key to the end of the next painting of the video
//   frame -> paint    from a frame number to the end of the painting that shows this frame (decoding included)
//   edit -> paint     from an edit to the end of the next painting

#include "window_driver.h"

#include "core/base/thread_priority.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"

#include <QApplication>
#include <QEventLoop>
#include <QMetaEnum>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace tw;
using Clock = std::chrono::steady_clock;

constexpr int kTickMs = 40;
constexpr FrameIndex kFrames = 400;
constexpr double kSlowMs = 3;
constexpr std::size_t kNamed = 12;

double msSince(Clock::time_point from)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

// Times between the ticks of a timer of one millisecond: the longest is the longest stall of the thread.
class Stalls
{
public:
    Stalls()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            if (m_last)
                gaps.push_back(msSince(*m_last));
            m_last = Clock::now();
        });
        m_timer.start(1);
    }
    std::vector<double> gaps; // ms

private:
    QTimer m_timer;
    std::optional<Clock::time_point> m_last;
};

// Tells what the GUI thread spent its time on.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        const QEvent::Type type = event->type();
        const QString name = QString::fromLatin1(receiver->metaObject()->className()) + QLatin1Char(' ') +
                             receiver->objectName(); // it may be gone afterwards
        const double outside = std::exchange(m_inside, 0);
        const auto start = Clock::now();
        const bool taken = QApplication::notify(receiver, event);
        const double all = msSince(start);
        const double own = all - m_inside;
        m_inside = outside + all;
        if (own >= kSlowMs)
            slow.push_back({own, type, name});
        return taken;
    }

    struct Slow {
        double ms;
        QEvent::Type type;
        QString name;
    };
    std::vector<Slow> slow;

private:
    double m_inside = 0; // ms in events within the one being handled
};

// Times that end with a painting of the canvas.
class Paints : public QObject
{
public:
    explicit Paints(ui::VideoCanvas& canvas) : m_canvas(canvas) { canvas.installEventFilter(this); }

    void begin(const std::string& kind)
    {
        if (!m_next)
            m_next = {kind, Clock::now()};
    }
    void beginFrame(FrameIndex frame) { m_frame = {frame, Clock::now()}; }
    std::map<std::string, std::vector<double>> times; // ms

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Paint)
            return false;
        m_canvas.removeEventFilter(this);
        QCoreApplication::sendEvent(watched, event); // to its end
        m_canvas.installEventFilter(this);
        if (m_next)
            times[m_next->first].push_back(msSince(m_next->second));
        m_next.reset();
        if (m_frame && m_canvas.shownFrame() == m_frame->first) {
            times["frame -> paint"].push_back(msSince(m_frame->second));
            m_frame.reset();
        }
        return true;
    }

private:
    ui::VideoCanvas& m_canvas;
    std::optional<std::pair<std::string, Clock::time_point>> m_next;
    std::optional<std::pair<FrameIndex, Clock::time_point>> m_frame;
};

// One thing a person does at each turn of the timer.
class Script
{
public:
    Script(test::WindowDriver& driver, Paints& paints, int seconds)
        : m_driver(driver), m_paints(paints), m_turns(seconds * 1000 / kTickMs)
    {}

    bool turn()
    {
        const int part = 4 * m_turn / m_turns;
        switch (part) {
        case 0: step(); break;
        case 1: scrub(); break;
        case 2: play(); break;
        default: edit(); break;
        }
        return ++m_turn < m_turns;
    }

private:
    ui::ViewState& view() { return m_driver.view(); }

    void step()
    {
        m_paints.begin("key -> paint");
        m_paints.beginFrame(std::min(view().frame() + 1, view().frameCount() - 1));
        QTest::keyClick(canvas(), view().frame() + 2 < view().frameCount() ? Qt::Key_F : Qt::Key_Home);
    }
    void scrub()
    {
        if (m_turn % 5 != 0) // what a hand does: a few frames on, then elsewhere
            view().setFrame((view().frame() + 3) % view().frameCount());
        else
            view().setFrame((m_turn * 37) % view().frameCount());
        m_paints.beginFrame(view().frame());
    }
    void play()
    {
        if (m_turn % 100 == 0 || 4 * (m_turn - 1) / m_turns == 1)
            QTest::keyClick(canvas(), Qt::Key_Space);
    }
    void edit()
    {
        const auto& tracks = m_driver.session().workspace()->document().state().tracks;
        if (tracks.empty())
            return;
        auto track = tracks.begin();
        std::advance(track, m_turn % static_cast<int>(tracks.size()));
        if (m_turn % 2 == 0) {
            view().select(track->first);
            return;
        }
        m_paints.begin("edit -> paint");
        const FrameIndex frame = view().frame();
        (void)m_driver.session().run(
            annotation::SetBox{track->first, frame, {40.0 + m_turn % 200, 60.0 + m_turn % 90, 40, 90}});
    }
    QWidget* canvas() { return m_driver.window().findChild<ui::VideoCanvas*>(); }

    test::WindowDriver& m_driver;
    Paints& m_paints;
    int m_turns = 0;
    int m_turn = 0;
};

void print(const char* phase, std::string kind, std::vector<double> times)
{
    if (times.empty())
        return;
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
    };
    kind.resize(18, ' ');
    std::printf("%-18s %s n %5zu   median %6.1f   p99 %6.1f   most %6.1f ms\n", phase, kind.c_str(), times.size(),
                at(.5), at(.99), times.back());
}

void runPhase(const char* name, test::WindowDriver& driver, int seconds)
{
    Paints paints(*driver.window().findChild<ui::VideoCanvas*>());
    Stalls stalls;
    Script script(driver, paints, seconds);
    QEventLoop loop; // quitting the application would close the video
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        if (!script.turn())
            loop.quit();
    });
    timer.start(kTickMs);
    loop.exec();
    for (const auto& [kind, times] : paints.times)
        print(name, kind, times);
    print(name, "between ticks", stalls.gaps);
    auto& slow = static_cast<TimedApplication*>(qApp)->slow;
    std::sort(slow.begin(), slow.end(), [](const auto& a, const auto& b) { return a.ms > b.ms; });
    for (std::size_t i = 0; i < std::min(kNamed, slow.size()); ++i)
        std::printf("    %6.1f ms  %s of %s\n", slow[i].ms,
                    QMetaEnum::fromType<QEvent::Type>().valueToKey(slow[i].type), qPrintable(slow[i].name));
    slow.clear();
}

bool startTracking(test::WindowDriver& driver)
{
    pipeline::TrackRequest request;
    request.model = "lite";
    request.detector.threshold = 0.3F;
    if (const auto started = driver.session().workspace()->startTracking(request); !started) {
        std::fprintf(stderr, "not tracked: %s\n", started.error().message().c_str());
        return false;
    }
    return QTest::qWaitFor([&] { return driver.session().workspace()->runStatus().nextFrame > 2; }, 60'000);
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    TimedApplication app(argc, argv);
    haveLongJobsGiveWay(); // as the program does
    QApplication::setQuitOnLastWindowClosed(false);
    const QTemporaryDir folder;
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 10;
    std::filesystem::path video = argc > 2 ? std::filesystem::path(argv[2]) : std::filesystem::path();
    test::WindowDriver driver(folder.path());
    driver.window().resize(1600, 1000);
    test::Clip clip;
    if (video.empty()) {
        clip = test::makeClip(ui::pathFromQt(folder.path()), 12, kFrames, 1280, 720);
        video = clip.video;
    }
    if (!driver.open(ui::toQt(video))) {
        std::fprintf(stderr, "%s was not opened\n", video.c_str());
        return 1;
    }
    for (const annotation::Track& track : clip.truth)
        (void)driver.session().run(annotation::CreateTrack{track});
    runPhase("at rest", driver, seconds);
    if (startTracking(driver))
        runPhase("while tracking", driver, seconds);
    return 0;
}
