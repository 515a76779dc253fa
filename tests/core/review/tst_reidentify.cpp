// Who is this: known people with mixed-up identities, ranked and mended.
#include "core/review/reidentify.h"

#include "core/annotation/history.h"
#include "tests/support/clothes.h"
#include "tests/support/review_scene.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tw;
using namespace tw::test;
namespace a = tw::annotation;

namespace {

constexpr std::uint64_t kSeed = 7;
constexpr FrameIndex kFrames = 120;

review::PersonQuery boxOf(const a::DocumentState& state, const review::PeakSource& peaks, TrackId id, FrameIndex frame)
{
    review::PersonQuery out;
    out.frame = frame;
    out.track = id;
    out.box = state.tracks.at(id)->at(frame)->box;
    const int peak = review::peakUnder(*peaks(frame), out.box);
    out.embedding = review::embeddingOf(*peaks(frame), peak);
    out.colour = review::colourOf(*peaks(frame), peak);
    return out;
}

review::Gallery galleryOf(const a::DocumentState& state, const review::PeakSource& peaks)
{
    review::Gallery gallery(peaks);
    if (!gallery.update(state))
        qFatal("the gallery cannot be made");
    return gallery;
}

} // namespace

class TestReidentify : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRightPersonComesFirst();
    void coloursTellApartWhomEmbeddingsDoNot();
    void peopleElsewhereInTheFrameComeLast();
    void anExchangedStretchHardlyChangesAPortrait();
    void interpolatedBoxesSayNothing();
    void onlyChangedTracksAreLookedAtAgain();
    void anotherNetworkMatchesNoTrack();
    void aPointFindsTheSmallestPeak();
    void aWholeFragmentIsJoined();
    void partOfATrackGetsTheOtherNumber();
    void tracksThatMeetLaterChangePlaces();
    void aPlaceBecomesABox();
    void whatCannotBeIsRefused();
};

void TestReidentify::theRightPersonComesFirst()
{
    // every track breaks once; each half has to find the other among all
    const KnownTracks truth = randomWalkers(8, kFrames, kSeed);
    const review::PeakSource peaks = peaksOf(truth, kSeed);
    for (int person = 1; person <= 8; ++person) {
        KnownTracks labelled = withGap(truth, TrackId{person}, 60, 69);
        labelled = withFragment(labelled, TrackId{person}, 70, TrackId{50});
        const a::Document document = documentOf(labelled);
        const a::DocumentState& state = document.state();
        const review::Gallery gallery = galleryOf(state, peaks);
        const auto ranked = review::rankTracks(state, gallery, boxOf(state, peaks, TrackId{50}, 70));
        QVERIFY(!ranked.empty());
        QCOMPARE(ranked.front().id, TrackId{person});
        QVERIFY(!ranked.front().elsewhere && !ranked.front().itself);
        QVERIFY(ranked.front().similarity > 0.7);
        QCOMPARE(ranked.front().seen, 59);
        QVERIFY(ranked.front().crop != kNoFrame && ranked.front().crop <= 59 && ranked.front().cropBox.valid());
    }
}

void TestReidentify::coloursTellApartWhomEmbeddingsDoNot()
{
    const KnownTracks truth = randomWalkers(8, kFrames, kSeed);
    const review::PeakSource peaks = inClothes(truth, peaksOf(truth, kSeed), kFrames);
    for (int person = 1; person <= 8; ++person) {
        KnownTracks labelled = withGap(truth, TrackId{person}, 60, 69);
        labelled = withFragment(labelled, TrackId{person}, 70, TrackId{50});
        const a::Document document = documentOf(labelled);
        const a::DocumentState& state = document.state();
        const auto ranked = review::rankTracks(state, galleryOf(state, peaks), boxOf(state, peaks, TrackId{50}, 70));
        QVERIFY(ranked.size() >= 2);
        QCOMPARE(ranked.front().id, TrackId{person});
        QVERIFY(ranked.front().similarity > .9 && ranked[1].similarity < .5); // probabilities, not cosines
    }
}

void TestReidentify::peopleElsewhereInTheFrameComeLast()
{
    const KnownTracks truth = randomWalkers(5, kFrames, kSeed);
    const review::PeakSource peaks = peaksOf(truth, kSeed);
    const a::Document document = documentOf(withSwap(truth, TrackId{1}, TrackId{2}, 60));
    const a::DocumentState& state = document.state();
    const auto ranked = review::rankTracks(state, galleryOf(state, peaks), boxOf(state, peaks, TrackId{1}, 80));
    QCOMPARE(ranked.size(), std::size_t(5));
    // only itself may be chosen; person 2, whose appearance it has, is another person in this frame
    QVERIFY(ranked.front().itself && !ranked.front().elsewhere);
    QVERIFY(ranked.front().similarity < 0.6); // judged by what was before
    for (std::size_t i = 1; i < ranked.size(); ++i)
        QVERIFY(ranked[i].elsewhere);
    QCOMPARE(ranked[1].id, TrackId{2});
    for (std::size_t i = 2; i < ranked.size(); ++i)
        QVERIFY(ranked[i].similarity <= ranked[i - 1].similarity);
}

void TestReidentify::anExchangedStretchHardlyChangesAPortrait()
{
    const KnownTracks truth = randomWalkers(4, kFrames, kSeed);
    const review::PeakSource peaks = peaksOf(truth, kSeed, 0.1);
    // a fifth of track 1 is person 2
    const KnownTracks mixed = withSwap(truth, TrackId{1}, TrackId{2}, kFrames * 4 / 5);
    const a::Document document = documentOf(mixed);
    const review::Portrait portrait =
        review::portraitOf(*document.state().tracks.at(TrackId{1}), document.state(), peaks);
    QVERIFY(portrait.known() && portrait.clean);
    QVERIFY(portrait.samples >= 12 && portrait.samples <= 24);
    const std::vector<float> own = tw::test::embeddingOf(TrackId{1}, 32, kSeed);
    QVERIFY2(review::cosine(portrait.mean, own) > 0.97,
             qPrintable(QString::number(review::cosine(portrait.mean, own))));
    QVERIFY(std::abs(review::cosine(portrait.mean, portrait.mean) - 1) < 1e-5);
    QVERIFY(std::is_sorted(portrait.sampleFrames.begin(), portrait.sampleFrames.end()));
    // spread over the track, not only its beginning
    QVERIFY(portrait.sampleFrames.front() < 20 && portrait.sampleFrames.back() > 70);
}

void TestReidentify::interpolatedBoxesSayNothing()
{
    const KnownTracks truth = randomWalkers(2, 30, kSeed);
    const review::PeakSource peaks = peaksOf(truth, kSeed);
    a::Track track = *documentOf(truth).state().tracks.at(TrackId{1});
    for (a::TrackBox& box : track.boxes)
        box.origin = a::BoxOrigin::Interpolated;
    QVERIFY(!review::portraitOf(track, documentOf(truth).state(), peaks).known());
    QVERIFY(!review::portraitOf(a::Track{}, documentOf(truth).state(), peaks).known());
    QVERIFY(!review::portraitOf(track, documentOf(truth).state(), {}).known());
}

void TestReidentify::onlyChangedTracksAreLookedAtAgain()
{
    const KnownTracks truth = randomWalkers(4, 60, kSeed);
    int reads = 0;
    const review::PeakSource stored = peaksOf(truth, kSeed);
    const review::PeakSource counted = [&](FrameIndex frame) {
        ++reads;
        return stored(frame);
    };
    a::Document document = documentOf(truth);
    review::Gallery gallery(counted);
    QVERIFY(gallery.update(document.state()));
    const int first = reads;
    QVERIFY(first > 0);
    QVERIFY(gallery.update(document.state()));
    QCOMPARE(reads, first);
    a::History history(document);
    QVERIFY(history.run(a::DeleteBoxes{TrackId{2}, {0, 9}}));
    QVERIFY(history.run(a::DeleteTracks{{TrackId{3}}}));
    QVERIFY(gallery.update(document.state()));
    QVERIFY(reads > first && reads - first <= first / 3);
    QVERIFY(!gallery.find(TrackId{3}));
    QVERIFY(gallery.find(TrackId{2})->sampleFrames.front() >= 10);
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY(gallery.update(document.state(), {stopped.get_token(), {}}).error().code == ErrorCode::Cancelled);
}

void TestReidentify::anotherNetworkMatchesNoTrack()
{
    const KnownTracks truth = randomWalkers(3, 40, kSeed);
    const review::PeakSource peaks = peaksOf(truth, kSeed, 0.5, 32);
    const a::Document document = documentOf(truth);
    review::PersonQuery query = boxOf(document.state(), peaks, TrackId{1}, 20);
    query.embedding = tw::test::embeddingOf(TrackId{1}, 64, kSeed);
    QVERIFY(review::rankTracks(document.state(), galleryOf(document.state(), peaks), query).empty());
}

void TestReidentify::aPointFindsTheSmallestPeak()
{
    FramePeaks peaks;
    peaks.peaks = {{0, 0, 100, 100, 0.9F}, {20, 20, 30, 40, 0.1F}, {300, 0, 50, 50, 0.5F}};
    QCOMPARE(review::peakUnder(peaks, 30, 30), 1);
    QCOMPARE(review::peakUnder(peaks, 90, 90), 0);
    QCOMPARE(review::peakUnder(peaks, 200, 30), -1);
    QCOMPARE(review::peakUnder(peaks, Box{1, 2, 99, 97}), 0);
    QCOMPARE(review::peakUnder(peaks, Box{60, 60, 90, 90}), -1);
    QVERIFY(review::embeddingOf(peaks, 0).empty()); // it has none
}

void TestReidentify::aWholeFragmentIsJoined()
{
    KnownTracks tracks = randomWalkers(3, kFrames, kSeed);
    tracks = withFragment(withGap(tracks, TrackId{2}, 60, 69), TrackId{2}, 70, TrackId{9});
    a::Document document = documentOf(tracks);
    review::PersonQuery query{75, TrackId{9}, document.state().tracks.at(TrackId{9})->at(75)->box, {}, 0};
    const auto plan = review::assign(document.state(), query, TrackId{2}, {a::kAllFrames});
    QVERIFY(plan);
    QVERIFY(plan->kind == review::AssignKind::Join);
    a::History history(document);
    QVERIFY(history.run(plan->edit));
    QCOMPARE(history.position(), std::size_t(1));
    QVERIFY(!document.state().tracks.contains(TrackId{9}));
    QCOMPARE(document.state().tracks.at(TrackId{2})->boxes.size(), std::size_t(kFrames)); // the hole of 10 is filled
    QVERIFY(history.undo());
    // a long hole stays
    const auto open = review::assign(document.state(), query, TrackId{2}, {a::kAllFrames, 5});
    QVERIFY(open && history.run(open->edit));
    QCOMPARE(document.state().tracks.at(TrackId{2})->boxes.size(), std::size_t(kFrames - 10));
}

void TestReidentify::partOfATrackGetsTheOtherNumber()
{
    KnownTracks tracks = randomWalkers(3, kFrames, kSeed);
    tracks = withGap(tracks, TrackId{2}, 50, kFrames - 1); // person 2 ends, 1 goes on as both
    a::Document document = documentOf(tracks);
    review::PersonQuery query{70, TrackId{1}, document.state().tracks.at(TrackId{1})->at(70)->box, {}, 0};
    const auto plan = review::assign(document.state(), query, TrackId{2}, {a::fromHere(70)});
    QVERIFY(plan && plan->kind == review::AssignKind::Rename);
    a::History history(document);
    QVERIFY(history.run(plan->edit));
    QCOMPARE(document.state().tracks.at(TrackId{1})->lastFrame(), 69);
    QCOMPARE(document.state().tracks.at(TrackId{2})->lastFrame(), kFrames - 1);
    QVERIFY(document.state().tracks.at(TrackId{2})->at(60)); // 20 frames: filled
    QVERIFY(history.undo());
    const auto one = review::assign(document.state(), query, TrackId{2}, {{70, 70}});
    QVERIFY(one && history.run(one->edit));
    QVERIFY(!document.state().tracks.at(TrackId{1})->at(70));
    QVERIFY(document.state().tracks.at(TrackId{1})->at(71));
    QCOMPARE(document.state().tracks.at(TrackId{2})->lastFrame(), 70);
}

void TestReidentify::tracksThatMeetLaterChangePlaces()
{
    KnownTracks tracks = withGap(randomWalkers(3, kFrames, kSeed), TrackId{2}, 50, 79);
    a::Document document = documentOf(tracks);
    review::PersonQuery query{60, TrackId{1}, document.state().tracks.at(TrackId{1})->at(60)->box, {}, 0};
    const auto plan = review::assign(document.state(), query, TrackId{2}, {a::fromHere(60)});
    QVERIFY(plan && plan->kind == review::AssignKind::Exchange);
    a::History history(document);
    const Box later = document.state().tracks.at(TrackId{2})->at(100)->box;
    QVERIFY(history.run(plan->edit));
    QCOMPARE(history.position(), std::size_t(1));
    QVERIFY(document.state().tracks.at(TrackId{2})->at(60)->box == query.box);
    QVERIFY(document.state().tracks.at(TrackId{1})->at(100)->box == later);
}

void TestReidentify::aPlaceBecomesABox()
{
    a::Document document = documentOf(withGap(randomWalkers(3, kFrames, kSeed), TrackId{2}, 40, 59));
    const review::PersonQuery query{50, TrackId::kInvalid, {10, 20, 30, 60}, {}, 0.2F};
    const auto plan = review::assign(document.state(), query, TrackId{2}, {a::fromHere(50)});
    QVERIFY(plan && plan->kind == review::AssignKind::Place);
    a::History history(document);
    QVERIFY(history.run(plan->edit));
    QCOMPARE(history.position(), std::size_t(1));
    const a::Track& track = *document.state().tracks.at(TrackId{2});
    QVERIFY(track.at(50)->box == query.box);
    QVERIFY(track.at(50)->keyframe);
    QVERIFY(track.at(45) && track.at(45)->origin == a::BoxOrigin::Interpolated);
    QCOMPARE(track.boxes.size(), std::size_t(kFrames));
    review::PersonQuery nothing = query;
    nothing.box = {};
    QVERIFY(history.undo());
    QVERIFY(review::assign(document.state(), nothing, TrackId{2}, {a::fromHere(50)}).error().code ==
            ErrorCode::NotFound);
}

void TestReidentify::whatCannotBeIsRefused()
{
    const a::Document document = documentOf(randomWalkers(3, 40, kSeed));
    const a::DocumentState& state = document.state();
    const review::PersonQuery query{20, TrackId{1}, state.tracks.at(TrackId{1})->at(20)->box, {}, 0};
    const auto codeFor = [&](TrackId id, FrameRange frames) {
        return review::assign(state, query, id, {frames}).error().code;
    };
    QVERIFY(codeFor(TrackId{2}, a::fromHere(20)) == ErrorCode::Conflict); // is elsewhere in the frame
    QVERIFY(codeFor(TrackId{1}, a::fromHere(20)) == ErrorCode::Conflict); // is it already
    const a::Document apart = documentOf(withGap(randomWalkers(3, 40, kSeed), TrackId{2}, 10, 29));
    QVERIFY(review::assign(apart.state(), query, TrackId{2}, {a::kAllFrames}).error().code ==
            ErrorCode::Conflict); // all of it cannot be: they meet elsewhere
    QVERIFY(codeFor(TrackId{77}, a::fromHere(20)) == ErrorCode::NotFound);
    review::PersonQuery gone = query;
    gone.track = TrackId{66};
    a::Document fewer = documentOf(withGap(randomWalkers(3, 40, kSeed), TrackId{2}, 10, 39));
    QVERIFY(review::assign(fewer.state(), gone, TrackId{2}, {a::fromHere(20)}).error().code == ErrorCode::NotFound);
    QVERIFY(review::assign(fewer.state(), query, TrackId{2}, {{60, 70}}).error().code == ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestReidentify)
#include "tst_reidentify.moc"
