// Fragments of known people are grouped by appearance, never two who are seen together; joined in one step. Colours of
// appearance jump where two people are exchanged.

#include "core/annotation/history.h"
#include "core/review/appearance_colour.h"
#include "core/review/cluster.h"
#include "tests/support/clothes.h"
#include "tests/support/review_scene.h"

#include <QtTest/QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace tw;
using namespace tw::annotation;
using namespace tw::review;

namespace {

struct Broken {
    test::KnownTracks truth;
    test::KnownTracks labelled;
    std::map<TrackId, TrackId> personOf; // by number
};

// Every person is lost `pieces - 1` times for `gap` frames and comes back under another number.
Broken brokenUp(int people, FrameIndex frames, int pieces, FrameIndex gap, std::uint64_t seed)
{
    Broken out;
    out.truth = test::randomWalkers(people, frames, seed, 2400, 1200);
    int next = 100;
    for (int person = 1; person <= people; ++person) {
        out.personOf[TrackId{person}] = TrackId{person};
        for (int piece = 1; piece < pieces; ++piece) {
            // not all at once: people who leave together would never be seen together
            const FrameIndex at = frames * piece / pieces + (person * 7) % 11;
            out.truth = test::withGap(out.truth, TrackId{person}, at, at + gap - 1);
        }
    }
    out.labelled = out.truth;
    for (int person = 1; person <= people; ++person)
        for (int piece = 1; piece < pieces; ++piece) {
            const FrameIndex at = frames * piece / pieces + (person * 7) % 11;
            const TrackId number{next++};
            out.personOf[number] = TrackId{person};
            const TrackId before = piece == 1 ? TrackId{person} : TrackId{next - 2};
            out.labelled = test::withFragment(out.labelled, before, at, number);
        }
    return out;
}

bool together(const DocumentState& state, TrackId a, TrackId b)
{
    for (const TrackBox& box : state.tracks.at(a)->boxes)
        if (state.tracks.at(b)->at(box.frame) != nullptr)
            return true;
    return false;
}

double distance(const ColourChunk& a, const ColourChunk& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i)
        sum += double(a.at[i] - b.at[i]) * double(a.at[i] - b.at[i]);
    return std::sqrt(sum);
}

} // namespace

class TestCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesOfOnePersonComeTogether();
    void coloursBringPiecesTogether();
    void whoIsSeenTogetherIsNeverOnePerson();
    void whatAPersonSaidApartStaysApart();
    void lockedTracksTakeNoPart();
    void withoutEmbeddingsNothingIsSuggested();
    void outliersDoNotMoveTheMean();
    void joinedInOneStep();
    void itStopsWhenAsked();
    void coloursStayAndJumpAtASwap();
    void coloursDoNotDependOnNumbers();
    void withoutEmbeddingsThereAreNoColours();
};

void TestCluster::piecesOfOnePersonComeTogether()
{
    const Broken broken = brokenUp(9, 300, 3, 12, 4);
    const Document document = test::documentOf(broken.labelled);
    QCOMPARE(document.state().tracks.size(), std::size_t(27));
    const auto groups = clusterPeople(test::evidenceOf(document, test::peaksOf(broken.truth, 4)), {});
    QVERIFY(groups);
    QCOMPARE(groups->size(), std::size_t(9));
    std::set<TrackId> used;
    for (const PersonGroup& group : *groups) {
        QCOMPARE(group.fragments.size(), std::size_t(3));
        QVERIFY(group.probability > 0.5 && group.probability <= 1);
        for (std::size_t i = 0; i < group.fragments.size(); ++i) {
            const Fragment& fragment = group.fragments[i];
            QVERIFY(used.insert(fragment.track).second);
            QCOMPARE(broken.personOf.at(fragment.track), broken.personOf.at(group.fragments[0].track));
            QVERIFY(i == 0 || group.fragments[i - 1].frames.first < fragment.frames.first);
            QVERIFY(fragment.likeness > 0.6);
            const TrackBox* face = document.find(fragment.track)->at(fragment.faceFrame);
            QVERIFY(face != nullptr);
            QCOMPARE(face->box, fragment.face);
        }
    }
}

void TestCluster::coloursBringPiecesTogether()
{
    const Broken broken = brokenUp(9, 300, 3, 12, 4);
    const Document document = test::documentOf(broken.labelled);
    const PeakSource peaks = test::inClothes(broken.truth, test::peaksOf(broken.truth, 4), 300);
    const auto groups = clusterPeople(test::evidenceOf(document, peaks), {});
    QVERIFY(groups);
    QCOMPARE(groups->size(), std::size_t(9));
    for (const PersonGroup& group : *groups) {
        QCOMPARE(group.fragments.size(), std::size_t(3));
        for (const Fragment& fragment : group.fragments)
            QCOMPARE(broken.personOf.at(fragment.track), broken.personOf.at(group.fragments[0].track));
    }
}

void TestCluster::whoIsSeenTogetherIsNeverOnePerson()
{
    // Noise as strong as the person's own look: pieces are mixed up, but never those seen together.
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Broken broken = brokenUp(8, 200, 4, 8, seed);
        const Document document = test::documentOf(broken.labelled);
        ClusterOptions options;
        options.minProbability = 0.02;
        const auto groups =
            clusterPeople(test::evidenceOf(document, test::peaksOf(broken.truth, seed, 2.5, 6)), options);
        QVERIFY(groups);
        QVERIFY(!groups->empty());
        for (const PersonGroup& group : *groups)
            for (std::size_t i = 0; i < group.fragments.size(); ++i)
                for (std::size_t j = i + 1; j < group.fragments.size(); ++j)
                    QVERIFY(!together(document.state(), group.fragments[i].track, group.fragments[j].track));
    }
}

void TestCluster::whatAPersonSaidApartStaysApart()
{
    const Broken broken = brokenUp(5, 200, 2, 10, 7);
    const Document document = test::documentOf(broken.labelled);
    const Evidence evidence = test::evidenceOf(document, test::peaksOf(broken.truth, 7));
    const auto before = clusterPeople(evidence, {});
    QVERIFY(before);
    QCOMPARE(before->size(), std::size_t(5));
    ClusterOptions options;
    const PersonGroup& first = before->front();
    options.apart = {{first.fragments[1].track, first.fragments[0].track}};
    const auto after = clusterPeople(evidence, options);
    QVERIFY(after);
    QCOMPARE(after->size(), std::size_t(4));
    for (const PersonGroup& group : *after)
        for (const Fragment& fragment : group.fragments)
            QVERIFY(fragment.track != first.fragments[0].track && fragment.track != first.fragments[1].track);
}

void TestCluster::lockedTracksTakeNoPart()
{
    const Broken broken = brokenUp(4, 160, 2, 8, 9);
    Document document = test::documentOf(broken.labelled);
    QVERIFY(History(document).run(SetLocked{{TrackId{1}}, true}));
    const auto groups = clusterPeople(test::evidenceOf(document, test::peaksOf(broken.truth, 9)), {});
    QVERIFY(groups);
    QCOMPARE(groups->size(), std::size_t(3));
    for (const PersonGroup& group : *groups)
        for (const Fragment& fragment : group.fragments)
            QVERIFY(fragment.track != TrackId{1});
}

void TestCluster::withoutEmbeddingsNothingIsSuggested()
{
    const Broken broken = brokenUp(4, 160, 2, 8, 9);
    const Document document = test::documentOf(broken.labelled);
    const auto groups = clusterPeople(test::evidenceOf(document, {}), {});
    QVERIFY(groups);
    QVERIFY(groups->empty());
    const auto empty = clusterPeople(test::evidenceOf(Document(), {}), {});
    QVERIFY(empty);
    QVERIFY(empty->empty());
}

void TestCluster::outliersDoNotMoveTheMean()
{
    // For a fifth of the time the box stands on another person.
    const auto truth = test::randomWalkers(2, 100, 3, 2400, 1200);
    auto seen = truth;
    for (std::size_t frame = 40; frame < 60; ++frame)
        std::swap(seen[frame][0].box, seen[frame][1].box);
    const Evidence pure = test::evidenceOf(test::documentOf(truth), test::peaksOf(truth, 3));
    const Evidence mixed = test::evidenceOf(test::documentOf(seen), test::peaksOf(truth, 3));
    const TrackEvidence& track = *mixed.find(TrackId{1});
    const Appearance wanted = robustAppearance(*pure.find(TrackId{1}), 64);
    const Appearance plain = mixed.before(track, 99, 100, 100);
    const Appearance robust = robustAppearance(track, 64);
    QVERIFY(robust.samples < 64);
    QVERIFY(cosine(robust.mean, wanted.mean) > 0.995);
    QVERIFY(cosine(robust.mean, wanted.mean) > cosine(plain.mean, wanted.mean));
}

void TestCluster::joinedInOneStep()
{
    const Broken broken = brokenUp(3, 200, 3, 10, 5);
    Document document = test::documentOf(broken.labelled);
    const DocumentState before = document.state();
    const auto groups = clusterPeople(test::evidenceOf(document, test::peaksOf(broken.truth, 5)), {});
    QVERIFY(groups && !groups->empty());
    std::vector<TrackId> tracks;
    for (const Fragment& fragment : groups->front().fragments)
        tracks.insert(tracks.begin(), fragment.track); // any order
    const auto edit = joinAll(document.state(), tracks, 10);
    QVERIFY(edit);
    History history(document);
    QVERIFY(history.run(*edit));
    QCOMPARE(history.steps().size(), std::size_t(1));
    const TrackPtr joined = document.find(groups->front().fragments.front().track);
    QVERIFY(joined != nullptr);
    QCOMPARE(joined->boxes.size(), std::size_t(200)); // gaps of ten frames are filled
    QCOMPARE(document.state().tracks.size(), before.tracks.size() - 2);
    QVERIFY(history.undo());
    QVERIFY(document.state() == before);
    const auto open = joinAll(document.state(), tracks, 9);
    QVERIFY(open);
    QVERIFY(history.run(*open));
    QCOMPARE(document.find(groups->front().fragments.front().track)->boxes.size(), std::size_t(180));
    QVERIFY(!joinAll(before, {tracks[0]}, 10));
    QVERIFY(!joinAll(before, {tracks[0], tracks[0], TrackId{9999}}, 10));
}

void TestCluster::itStopsWhenAsked()
{
    const Broken broken = brokenUp(4, 160, 2, 8, 9);
    std::stop_source stop;
    stop.request_stop();
    const auto groups =
        clusterPeople(test::evidenceOf(test::documentOf(broken.labelled), test::peaksOf(broken.truth, 9)), {},
                      {stop.get_token(), {}});
    QVERIFY(!groups);
    QVERIFY(groups.error().code == ErrorCode::Cancelled);
}

void TestCluster::coloursStayAndJumpAtASwap()
{
    constexpr FrameIndex kSwap = 104, kChunk = 8;
    const auto truth = test::randomWalkers(6, 200, 11, 2400, 1200);
    const auto labelled = test::withSwap(truth, TrackId{1}, TrackId{2}, kSwap);
    const Evidence evidence = test::evidenceOf(test::documentOf(labelled), test::peaksOf(truth, 11));
    const ColourBasis basis = colourBasisOf(evidence);
    QVERIFY(basis.known());
    const auto colour = coloursOf(*evidence.find(TrackId{1}), basis, kChunk);
    QCOMPARE(colour.size(), std::size_t(200 / kChunk));
    QCOMPARE(colour.front().frames.first, 0);
    QCOMPARE(colour.back().frames.last, 199);
    double within = 0, across = 0;
    for (std::size_t i = 1; i < colour.size(); ++i) {
        QCOMPARE(colour[i].frames.first, colour[i - 1].frames.last + 1);
        double& place = colour[i].frames.first == kSwap ? across : within;
        place = std::max(place, distance(colour[i - 1], colour[i]));
        for (const float value : colour[i].at)
            QVERIFY(value >= -1 && value <= 1);
    }
    QVERIFY2(across > 2 * within, qPrintable(QStringLiteral("%1 %2").arg(across).arg(within)));
    // the other track shows the same two looks the other way round
    const auto other = coloursOf(*evidence.find(TrackId{2}), basis, kChunk);
    QVERIFY(distance(colour.front(), other.back()) < 0.5 * across);
    QVERIFY(distance(colour.back(), other.front()) < 0.5 * across);
}

void TestCluster::coloursDoNotDependOnNumbers()
{
    const auto truth = test::randomWalkers(5, 120, 13, 2400, 1200);
    const PeakSource peaks = test::peaksOf(truth, 13);
    const ColourBasis one = colourBasisOf(test::evidenceOf(test::documentOf(truth), peaks));
    const ColourBasis two =
        colourBasisOf(test::evidenceOf(test::documentOf(test::withSwap(truth, TrackId{1}, TrackId{3}, 50)), peaks));
    QVERIFY(one.known() && two.known());
    for (std::size_t axis = 0; axis < 3; ++axis) {
        QVERIFY(std::abs(cosine(one.axes[axis], one.axes[axis]) - 1) < 1e-4);
        QVERIFY(cosine(one.axes[axis], two.axes[axis]) > 0.99);
    }
}

void TestCluster::withoutEmbeddingsThereAreNoColours()
{
    const auto truth = test::randomWalkers(2, 40, 3);
    const Evidence evidence = test::evidenceOf(test::documentOf(truth), {});
    const ColourBasis basis = colourBasisOf(evidence);
    QVERIFY(!basis.known());
    QVERIFY(coloursOf(*evidence.find(TrackId{1}), basis, 8).empty());
}

QTEST_GUILESS_MAIN(TestCluster)
#include "tst_cluster.moc"
