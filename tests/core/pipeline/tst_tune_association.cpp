// Options chosen by verified frames: found where they matter, refused where they do not hold, too little is said.

#include "core/pipeline/tune_association.h"
#include "tests/core/tracker/offline_scene.h"

#include <QTest>

using namespace tw;

namespace {

constexpr FrameIndex kFrames = 240;
constexpr double kRate = 10;

std::vector<FramePeaks> peaksOf(const test::KnownTracks& seen)
{
    return test::peaksFrom(seen, {.missRate = 0, .hiddenBelow = 0, .falseAlarms = 0, .embeddingLength = 16}, 3);
}

annotation::Snapshot documentOf(const test::KnownTracks& truth, std::vector<FrameRange> verified)
{
    annotation::DocumentState state;
    std::map<TrackId, annotation::Track> tracks;
    for (FrameIndex frame = 0; frame < static_cast<FrameIndex>(truth.size()); ++frame)
        for (const test::KnownBox& known : truth[std::size_t(frame)]) {
            annotation::Track& track = tracks[known.id];
            track.id = known.id;
            annotation::TrackBox box;
            box.frame = frame;
            box.box = known.box;
            track.boxes.push_back(box);
        }
    for (auto& [id, track] : tracks)
        state.tracks[id] = std::make_shared<const annotation::Track>(std::move(track));
    state.verifiedFrames = std::move(verified);
    return std::make_shared<const annotation::DocumentState>(std::move(state));
}

// Standing people, so that only what is said about gaps matters; each is missing in some stretches of eight frames.
test::KnownTracks standing()
{
    test::KnownTracks out(kFrames);
    for (FrameIndex frame = 0; frame < kFrames; ++frame)
        for (int person = 0; person < 6; ++person)
            out[std::size_t(frame)].push_back({TrackId{person + 1}, {100.0 + 180 * person, 200, 40, 100}, 1});
    return out;
}

test::KnownTracks withGaps(test::KnownTracks tracks)
{
    for (int person = 0; person < 6; ++person)
        for (FrameIndex first = 10 + 5 * person; first + 8 < kFrames; first += 40)
            tracks = test::withGap(std::move(tracks), TrackId{person + 1}, first, first + 7);
    return tracks;
}

pipeline::TuneRequest requestOf(const std::vector<FramePeaks>& peaks, annotation::Snapshot document)
{
    pipeline::TuneRequest request;
    request.read = [&peaks](FrameRange range) -> Result<std::vector<FramePeaks>> {
        return std::vector<FramePeaks>(peaks.begin() + range.first, peaks.begin() + range.last + 1);
    };
    request.frames = {0, kFrames - 1};
    request.frameRate = kRate;
    request.picture = {1280, 720};
    request.document = std::move(document);
    return request;
}

} // namespace

class TestTuneAssociation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Gaps of people who are in the truth: filling them is found, and holds on the frames held back.
    void findsWhatIsMissing()
    {
        const test::KnownTracks truth = standing();
        const auto peaks = peaksOf(withGaps(truth));
        pipeline::TuneRequest request = requestOf(peaks, documentOf(truth, {{0, kFrames - 1}}));
        request.start["fillSeconds"] = 0.0;
        const auto outcome = pipeline::tuneAssociation(request);
        QVERIFY(outcome.has_value());
        QVERIFY(outcome->kept);
        QCOMPARE(outcome->changes.front().name, std::string("fillSeconds"));
        QVERIFY(std::get<double>(outcome->options.at("fillSeconds")) >= 1.0);
        QVERIFY(outcome->heldAfter.mota > outcome->heldBefore.mota + 10);
        QCOMPARE(outcome->taughtFrames, 120);
        QCOMPARE(outcome->heldFrames, 120);
    }

    // The other way round: who labels visible people only gets no filled boxes.
    void findsWhatIsTooMuch()
    {
        const test::KnownTracks seen = withGaps(standing());
        const auto peaks = peaksOf(seen);
        const auto outcome = pipeline::tuneAssociation(requestOf(peaks, documentOf(seen, {{0, kFrames - 1}})));
        QVERIFY(outcome.has_value());
        QVERIFY(outcome->kept);
        QCOMPARE(std::get<double>(outcome->options.at("fillSeconds")), 0.0);
    }

    // Gaps in the truth only where the choice is made: the choice does not hold.
    void refusesWhatDoesNotHold()
    {
        const test::KnownTracks whole = standing();
        const test::KnownTracks seen = withGaps(whole);
        test::KnownTracks truth = whole;
        for (FrameIndex frame = 0; frame < kFrames; ++frame)
            if (frame / 20 % 2 == 0) // blocks of two seconds: the first, third, ... choose
                truth[std::size_t(frame)] = seen[std::size_t(frame)];
        const auto peaks = peaksOf(seen);
        const auto outcome = pipeline::tuneAssociation(requestOf(peaks, documentOf(truth, {{0, kFrames - 1}})));
        QVERIFY(outcome.has_value());
        QVERIFY(!outcome->changes.empty());
        QVERIFY(outcome->taughtAfter.mean() > outcome->taughtBefore.mean());
        QVERIFY(!outcome->kept);
    }

    void saysWhatIsMissing()
    {
        const test::KnownTracks truth = standing();
        const auto peaks = peaksOf(truth);
        const auto few = pipeline::tuneAssociation(requestOf(peaks, documentOf(truth, {{10, 30}})));
        QVERIFY(!few.has_value());
        QVERIFY(few.error().code == ErrorCode::InvalidArgument);
        QVERIFY(few.error().detail.find("21, at least 80") != std::string::npos);

        pipeline::TuneRequest untracked = requestOf(peaks, documentOf(truth, {{0, kFrames - 1}}));
        untracked.read = [](FrameRange) -> Result<std::vector<FramePeaks>> { return std::vector<FramePeaks>{}; };
        const auto none = pipeline::tuneAssociation(untracked);
        QVERIFY(!none.has_value() && none.error().detail.find("track the video") != std::string::npos);

        std::stop_source stop;
        stop.request_stop();
        const auto stopped =
            pipeline::tuneAssociation(requestOf(peaks, documentOf(truth, {{0, kFrames - 1}})), {stop.get_token(), {}});
        QVERIFY(!stopped.has_value());
        QVERIFY(stopped.error().code == ErrorCode::Cancelled);
    }

    // Every name is an option of the tracker, every value is accepted: a table cannot go stale unseen.
    void everyNameIsAnOption()
    {
        const tracker::TrackerInfo* offline = tracker::findTracker("offline");
        QVERIFY(offline != nullptr);
        QVERIFY(pipeline::tunedOptionNames().size() > 5);
        for (const std::string& name : pipeline::tunedOptionNames())
            QVERIFY2(tracker::findOption(*offline, name) != nullptr, name.c_str());
    }
};

QTEST_GUILESS_MAIN(TestTuneAssociation)
#include "tst_tune_association.moc"
