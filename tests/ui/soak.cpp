// The window at work for as long as is asked: scrub, edit, undo, track, export, over and over, without a display.
//   soak [MINUTES]     (1 when nothing is said)
// Prints the memory after every round and ends with 1 when it grew by more than 5 % after the first fifth of the time.

#include "window_driver.h"

#include "core/pipeline/export_tracks.h"
#include "ui/bridge/qt_convert.h"

#include <QApplication>
#include <QTest>

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <vector>

namespace {

using namespace tw;
using Clock = std::chrono::steady_clock;

constexpr int kPeople = 6;
constexpr FrameIndex kFrames = 120;
constexpr double kAllowedGrowth = 0.05;
constexpr int kTrackMs = 120'000;

double residentMiB()
{
    malloc_trim(0); // what was given back and is only kept for the next time
    std::ifstream in("/proc/self/statm");
    double all = 0, resident = 0;
    in >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// What the program holds on its heap: without what freed blocks between them keep.
double heapMiB()
{
    const struct mallinfo2 heap = mallinfo2();
    return static_cast<double>(heap.uordblks + heap.hblkhd) / (1 << 20);
}

bool isDone(const workspace::RunStatus& status)
{
    using workspace::RunState;
    return status.state != RunState::Running && status.state != RunState::Paused;
}

class Round
{
public:
    Round(test::WindowDriver& driver, QString folder) : m_driver(driver), m_folder(std::move(folder)) {}

    // False when something did not do what it should.
    bool play(int number)
    {
        for (int i = 0; i < 15; ++i)
            m_driver.seek((number * 37 + i * 23) % kFrames);
        const std::size_t before = history().position();
        if (!edit(number))
            return false;
        if (number % 4 == 0 && !track())
            return false;
        if (!exported())
            return false;
        while (history().position() > before)
            m_driver.key(Qt::Key_Z, Qt::ControlModifier);
        return true;
    }

private:
    workspace::Workspace& workspace() { return *m_driver.session().workspace(); }
    const annotation::History& history() { return workspace().history(); }

    bool edit(int number)
    {
        using namespace annotation;
        const FrameIndex frame = 10 + number % 60;
        const TrackId a{1 + number % kPeople};
        const TrackId b{1 + (number + 1) % kPeople};
        const Edit edits[] = {SwapTracks{a, b, fromHere(frame)},
                              SetBox{a, frame, {40, 40, 30, 60}},
                              DeleteBoxes{b, {frame, frame + 5}},
                              FillGaps{b, kAllFrames},
                              Rename{a, "renamed"},
                              SetVerified{TrackId::kInvalid, {frame, frame + 9}, true},
                              DeleteTracks{{a}}};
        return std::all_of(std::begin(edits), std::end(edits),
                           [this](const Edit& edit) { return m_driver.session().run(edit).has_value(); });
    }

    bool track()
    {
        m_driver.prompter().nextChoice = 0;
        pipeline::TrackRequest request;
        request.model = "lite";
        request.detector.size = {320, 192};
        request.frames = {0, 40};
        if (!workspace().startTracking(request))
            return true; // a build without networks: everything else is still played
        return QTest::qWaitFor([this] { return isDone(workspace().runStatus()); }, kTrackMs);
    }

    bool exported()
    {
        pipeline::ExportRequest request;
        request.path = ui::pathFromQt(m_folder) / "exported";
        request.options.info = workspace().sequenceInfo();
        const auto report = pipeline::exportTracks(workspace().snapshot(), request);
        return report && report->passed();
    }

    test::WindowDriver& m_driver;
    QString m_folder;
};

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const double minutes = argc > 1 ? std::atof(argv[1]) : 1;
    const auto start = Clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(Clock::now() - start).count() / 60; };

    QTemporaryDir folder;
    const test::Clip clip = test::makeClip(ui::pathFromQt(folder.path()), kPeople, kFrames);
    test::WindowDriver driver(folder.path());
    if (!driver.open(ui::toQt(clip.video)))
        return 2;
    for (const annotation::Track& track : clip.truth)
        if (!driver.session().run(annotation::CreateTrack{track}))
            return 2;

    Round round(driver, folder.path());
    std::vector<double> afterWarmUp;
    int rounds = 0;
    for (; passed() < minutes; ++rounds) {
        if (!round.play(rounds)) {
            std::printf("round %d went wrong\n", rounds);
            return 2;
        }
        QApplication::processEvents();
        const double now = residentMiB();
        if (passed() >= minutes / 5 && rounds % 4 == 3) // at the same place of the four rounds
            afterWarmUp.push_back(now);
        if (rounds % 20 == 0) {
            std::printf("%6.1f min  round %5d  %7.1f MiB resident, %7.1f MiB on the heap\n", passed(), rounds, now,
                        heapMiB());
            std::fflush(stdout);
        }
    }
    if (afterWarmUp.size() < 2) {
        std::printf("%d rounds: too few to compare\n", rounds);
        return 2;
    }
    const double first = afterWarmUp.front();
    const double growth = (afterWarmUp.back() - first) / first;
    std::printf("%d rounds; %.1f MiB after the warm-up, %.1f MiB at the end: %+.1f %%\n", rounds, first,
                afterWarmUp.back(), 100 * growth);
    return growth > kAllowedGrowth ? 1 : 0;
}
