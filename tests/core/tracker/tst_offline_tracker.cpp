// Offline tracking as a whole: known people seen by an imperfect detector, windows, statements of a person.

#include "offline_scene.h"
#include "tests/support/review_scene.h"

#include <QTest>

#include <array>
#include <thread>

using namespace tw;
using namespace tw::tracker;
using test::follow;
using test::Followed;

namespace {

constexpr PictureSize kPicture{1280, 720};

OfflineOptions optionsAt(double rate)
{
    OfflineOptions options;
    options.frameRate = rate;
    return options;
}

OfflineResult solved(std::span<const FramePeaks> frames, const Statements& statements = {},
                     const OfflineOptions& options = optionsAt(25))
{
    auto result = trackOffline(frames, kPicture, statements, options);
    if (!result)
        qFatal("%s", result.error().message().c_str());
    return *std::move(result);
}

PeakReader readerOf(const std::vector<FramePeaks>& frames)
{
    return [&frames](FrameRange range) -> Result<std::vector<FramePeaks>> {
        std::vector<FramePeaks> out;
        for (const FramePeaks& frame : frames)
            if (range.contains(frame.frame))
                out.push_back(frame);
        return out;
    };
}

bool sameBoxes(const OfflineResult& a, const OfflineResult& b)
{
    if (a.tracks.size() != b.tracks.size())
        return false;
    for (std::size_t i = 0; i < a.tracks.size(); ++i) {
        if (a.tracks[i].boxes.size() != b.tracks[i].boxes.size())
            return false;
        for (std::size_t k = 0; k < a.tracks[i].boxes.size(); ++k)
            if (a.tracks[i].boxes[k].frame != b.tracks[i].boxes[k].frame ||
                !(a.tracks[i].boxes[k].box == b.tracks[i].boxes[k].box))
                return false;
    }
    return true;
}

} // namespace

class TestOfflineTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Videos are associated on threads of their own; nothing is shared but the peaks.
    void sameOnSeveralThreads()
    {
        const auto frames = test::peaksFrom(test::crossingPeople(6, 120), {}, 3);
        const OfflineResult expected = solved(frames);
        std::array<OfflineResult, 3> results;
        std::stop_source stop;
        JobContext stopped;
        stopped.stop = stop.get_token();
        Result<OfflineResult> cut = Error{};
        {
            std::jthread other([&] { cut = trackOffline(frames, kPicture, {}, optionsAt(25), stopped); });
            std::vector<std::jthread> threads;
            for (OfflineResult& result : results)
                threads.emplace_back([&frames, &result] { result = solved(frames); });
            stop.request_stop();
        }
        for (const OfflineResult& result : results)
            QVERIFY(sameBoxes(result, expected));
        QVERIFY(cut ? sameBoxes(*cut, expected) : cut.error().code == ErrorCode::Cancelled);
    }

    void everyPersonKeepsOneIdentity()
    {
        const auto truth = test::crossingPeople(8, 200);
        test::DetectorFaults faults;
        faults.missRate = 0.15;
        faults.falseAlarms = 0.2;
        const auto frames = test::peaksFrom(truth, faults, 7);
        const OfflineResult result = solved(frames);
        const Followed found = follow(truth, result.tracks);
        QCOMPARE(result.tracks.size(), std::size_t(8));
        QVERIFY2(found.pure > 0.97, qPrintable(QString::number(found.pure)));
        QVERIFY2(found.covered > 0.97, qPrintable(QString::number(found.covered)));
        QVERIFY(sameBoxes(result, solved(frames))); // the same again
    }

    void worksWithoutEmbeddings()
    {
        const auto truth = test::crossingPeople(4, 150);
        test::DetectorFaults faults;
        faults.embeddingLength = 0;
        const OfflineResult result = solved(test::peaksFrom(truth, faults, 8));
        QVERIFY(follow(truth, result.tracks).covered > 0.95);
        QVERIFY(solved({}).tracks.empty());
        QVERIFY(solved(std::vector<FramePeaks>(1)).tracks.empty());
    }

    void aCameraThatPansChangesNothing()
    {
        const auto truth = test::crossingPeople(6, 150);
        test::DetectorFaults faults;
        faults.missRate = 0.2;
        auto frames = test::peaksFrom(truth, faults, 9);
        const OfflineResult still = solved(frames);
        double shift = 0;
        for (FramePeaks& frame : frames) {
            const double step = frame.frame == 0 ? 0 : 25 * std::sin(frame.frame * 0.2);
            shift += step;
            frame.motionKnown = true;
            frame.sourceFromPrevious = {1, 0, static_cast<float>(step), 0, 1, 0};
            for (Peak& peak : frame.peaks)
                peak.left += static_cast<float>(shift);
        }
        const OfflineResult panned = solved(frames);
        QVERIFY(panned.cameraMoves && !still.cameraMoves);
        QCOMPARE(panned.tracks.size(), still.tracks.size());
        for (std::size_t i = 0; i < still.tracks.size(); ++i)
            QCOMPARE(panned.tracks[i].boxes.size(), still.tracks[i].boxes.size());
    }

    void everyNthFrameIsFilled()
    {
        const auto truth = test::crossingPeople(3, 401);
        auto frames = test::peaksFrom(truth, {.missRate = 0, .falseAlarms = 0}, 10);
        std::erase_if(frames, [](const FramePeaks& frame) { return frame.frame % 4 != 0; });
        const OfflineResult result = solved(frames);
        QCOMPARE(result.tracks.size(), std::size_t(3));
        for (const OfflineTrack& track : result.tracks) // every frame from the first to the last
            QCOMPARE(static_cast<FrameIndex>(track.boxes.size()),
                     track.boxes.back().frame - track.boxes.front().frame + 1);
        QVERIFY(follow(truth, result.tracks).covered > 0.9);
    }

    void windowsGiveWhatTheWholeGives()
    {
        const auto truth = test::randomWalkers(8, 1500, 11);
        test::DetectorFaults faults;
        faults.missRate = 0.1;
        const auto frames = test::peaksFrom(truth, faults, 12);
        OfflineOptions options = optionsAt(25);
        options.windowSeconds = 15;
        options.overlapSeconds = 5;
        const OfflineResult whole = solved(frames);
        const auto windows = trackOffline(readerOf(frames), {0, 1499}, kPicture, {}, options);
        QVERIFY(windows);
        const Followed a = follow(truth, whole.tracks);
        const Followed b = follow(truth, windows->tracks);
        QVERIFY2(std::abs(a.covered - b.covered) < 0.01, qPrintable(QString::number(a.covered - b.covered)));
        QVERIFY2(std::abs(a.pure - b.pure) < 0.05, qPrintable(QString::number(a.pure - b.pure)));
        std::size_t most = std::max(whole.tracks.size(), windows->tracks.size());
        std::size_t least = std::min(whole.tracks.size(), windows->tracks.size());
        QVERIFY2(most - least <= most / 10 + 1, qPrintable(QString::number(most - least)));
        for (const OfflineTrack& track : windows->tracks)
            for (std::size_t i = 1; i < track.boxes.size(); ++i)
                QVERIFY(track.boxes[i - 1].frame < track.boxes[i].frame);
    }

    void statementsAreKept()
    {
        const auto truth = test::crossingPeople(6, 160);
        test::DetectorFaults faults;
        faults.missRate = 0.1;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            const auto frames = test::peaksFrom(truth, faults, seed);
            math::Rng rng(seed);
            Statements statements;
            for (int i = 0; i < 12; ++i) {
                const FrameIndex frame = rng.integer(0, 159);
                const auto& known = truth[std::size_t(frame)][std::size_t(rng.integer(0, 5))];
                const TrackId id{number(known.id) + 100}; // whatever the person calls them
                if (std::none_of(statements.boxes.begin(), statements.boxes.end(),
                                 [&](const StatedBox& box) { return box.frame == frame && box.id == id; }))
                    statements.boxes.push_back({frame, known.box, id});
            }
            const OfflineResult result = solved(frames, statements);
            std::map<TrackId, int> tracks;
            for (const OfflineTrack& track : result.tracks)
                if (track.stated != TrackId::kInvalid)
                    QCOMPARE(++tracks[track.stated], 1);
            for (const StatedBox& stated : statements.boxes) {
                const auto own = std::find_if(result.tracks.begin(), result.tracks.end(),
                                              [&](const OfflineTrack& track) { return track.stated == stated.id; });
                QVERIFY(own != result.tracks.end());
                const auto box = std::find_if(own->boxes.begin(), own->boxes.end(),
                                              [&](const OfflineBox& each) { return each.frame == stated.frame; });
                QVERIFY(box != own->boxes.end() && box->stated && box->box == stated.box);
            }
            QVERIFY(follow(truth, result.tracks).covered > 0.95);
        }
    }

    void removedPeopleStayAway()
    {
        const auto truth = test::crossingPeople(2, 100);
        const auto frames = test::peaksFrom(truth, {.missRate = 0, .falseAlarms = 0}, 13);
        Statements statements;
        for (const FramePeaks& frame : frames)
            for (const test::KnownBox& known : truth[std::size_t(frame.frame)])
                if (known.id == TrackId{2})
                    statements.removed.push_back({frame.frame, known.box});
        const OfflineResult result = solved(frames, statements);
        for (const auto& [track, person] : follow(truth, result.tracks).pairs)
            QCOMPARE(person, TrackId{1});
    }

    void twoThatCannotBeOneAreTwo()
    {
        auto truth = test::withGap(test::crossingPeople(1, 100), TrackId{1}, 40, 55);
        const auto frames = test::peaksFrom(truth, {.missRate = 0, .falseAlarms = 0}, 14);
        QCOMPARE(solved(frames).tracks.size(), std::size_t(1));
        Statements statements;
        statements.cannot.push_back({{30, truth[30][0].box}, {70, truth[70][0].box}});
        QCOMPARE(solved(frames, statements).tracks.size(), std::size_t(2));
        OfflineOptions wary = optionsAt(25);
        wary.linkSeconds = 0.2;
        QCOMPARE(solved(frames, {}, wary).tracks.size(), std::size_t(2));
        Statements same;
        same.must = statements.cannot;
        QCOMPARE(solved(frames, same, wary).tracks.size(), std::size_t(1));
    }

    void badInputIsRefused()
    {
        std::vector<FramePeaks> frames(2);
        frames[0].frame = 3;
        frames[1].frame = 3;
        QVERIFY(trackOffline(frames, kPicture, {}, {}).error().code == ErrorCode::InvalidArgument);
        OfflineOptions wrong;
        wrong.weakThreshold = 2;
        QVERIFY(trackOffline({}, kPicture, {}, wrong).error().where.find("weakThreshold") != std::string::npos);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(trackOffline({}, kPicture, {}, {}, {stop.get_token(), {}}).error().code == ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestOfflineTracker)
#include "tst_offline_tracker.moc"
