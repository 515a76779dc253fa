// The stages of offline tracking one by one, on input whose right answer is known.

#include "core/math/rng.h"
#include "core/tracker/offline/clutter.h"
#include "core/tracker/offline/doubles.h"
#include "core/tracker/offline/finish.h"
#include "core/tracker/offline/link.h"
#include "core/tracker/offline/overlaps.h"
#include "core/tracker/offline/split.h"
#include "offline_scene.h"

#include <QTest>

#include <numeric>

using namespace tw;
using namespace tw::tracker;

namespace {

constexpr std::uint16_t kMoving = 6553; // a tenth of the pixels
constexpr int kLength = 16;

void addPeak(FramePeaks& frame, Box box, float score, TrackId person = {}, std::uint16_t moving = kMoving)
{
    frame.peaks.push_back({float(box.left), float(box.top), float(box.width), float(box.height), score});
    frame.moving.push_back(moving);
    frame.embeddingSize = kLength;
    for (const float value : test::embeddingOf(person, kLength, 5))
        frame.embeddings.push_back(halfFromFloat(value));
}

std::vector<FramePeaks> emptyFrames(int count)
{
    std::vector<FramePeaks> out(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        out[std::size_t(i)].frame = i;
    return out;
}

Box walker(double x)
{
    return {x, 100, 40, 100};
}

Piece pieceOf(const Scene& scene, FrameRange frames, std::size_t which = 0)
{
    Piece piece;
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame)
        piece.sightings.push_back(static_cast<int>(scene.first[std::size_t(frame)] + which));
    return piece;
}

Chains single(std::size_t pieces)
{
    return {std::vector<int>(pieces, kNoPiece), std::vector<int>(pieces, kNoPiece)};
}

// The best sum of gains above the least one, by trying everything.
double bestByTrying(int pieces, const std::vector<Link>& links, double least, std::size_t at, std::set<int>& from,
                    std::set<int>& to)
{
    if (at == links.size())
        return 0;
    double best = bestByTrying(pieces, links, least, at + 1, from, to);
    const Link& link = links[at];
    if (from.contains(link.from) || to.contains(link.to))
        return best;
    from.insert(link.from);
    to.insert(link.to);
    best = std::max(best, link.gain - least + bestByTrying(pieces, links, least, at + 1, from, to));
    from.erase(link.from);
    to.erase(link.to);
    return best;
}

int chainOf(const Chains& chains, int piece)
{
    while (chains.previous[std::size_t(piece)] != kNoPiece)
        piece = chains.previous[std::size_t(piece)];
    return piece;
}

} // namespace

class TestOfflineStages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNeverMovesIsClutter()
    {
        OfflineOptions options;
        options.frameRate = 10;
        auto frames = emptyFrames(100);
        for (int i = 0; i < 100; ++i) {
            FramePeaks& frame = frames[std::size_t(i)];
            addPeak(frame, {300.0 + i % 2, 100, 40, 100}, 0.6F, TrackId{1}, 0);   // a mannequin
            addPeak(frame, {500.0 + i % 2, 100, 40, 100}, 0.6F, TrackId{2}, 900); // someone who waits
            addPeak(frame, walker(10.0 * i), 0.6F, TrackId{3});                   // walks past both
        }
        const Clutter clutter = findClutter(frames, options);
        QCOMPARE(clutter.sites.size(), std::size_t(1));
        QVERIFY(math::iou(clutter.sites.front().box, {300.5, 100, 40, 100}) > 0.9);
        QCOMPARE(clutter.sites.front().frames, (FrameRange{0, 99}));
        for (const auto& frame : clutter.dropped)
            QCOMPARE(frame, (std::vector<char>{1, 0, 0}));

        // too short a life, and pixels that were not measured, prove nothing
        QVERIFY(findClutter(std::span(frames).first(40), options).sites.empty());
        for (FramePeaks& frame : frames)
            frame.moving.clear();
        QVERIFY(findClutter(frames, options).sites.empty());
    }

    void whatIsPassedByIsClutterWhenNothingElseMoves()
    {
        OfflineOptions options;
        options.frameRate = 10;
        // by the share of frames in which something passes in front, and the moving share of the other frames
        const auto sites = [&options](int count, int passedOfTen, std::uint16_t calm) {
            auto frames = emptyFrames(count);
            for (int i = 0; i < count; ++i)
                addPeak(frames[std::size_t(i)], {300.0 + i % 2, 100, 40, 100}, 0.6F, TrackId{1},
                        i % 10 < passedOfTen ? 20'000 : calm);
            return findClutter(frames, options);
        };
        const Clutter poster = sites(200, 2, 0);
        QCOMPARE(poster.sites.size(), std::size_t(1));
        QCOMPARE(poster.sites.front().peaks, 160); // what moves there stays: it may be a person
        QCOMPARE(poster.dropped[0], std::vector<char>{0});
        QCOMPARE(poster.dropped[2], std::vector<char>{1});
        QVERIFY(sites(200, 3, 0).sites.empty());                   // passed by too often to say
        QVERIFY(sites(90, 2, 0).sites.empty());                    // for less than ten seconds
        QVERIFY(sites(200, 2, 200).sites.empty());                 // .003 of its pixels move: a person who waits
        QCOMPARE(sites(200, 0, 200).sites.size(), std::size_t(1)); // never more than that: a thing
    }

    void duplicatesGoAndCoveredIsMeasured()
    {
        auto frames = emptyFrames(1);
        addPeak(frames[0], {100, 100, 40, 100}, 0.9F);
        addPeak(frames[0], {102, 101, 40, 100}, 0.8F); // the same person
        addPeak(frames[0], {120, 110, 40, 100}, 0.7F); // in front
        addPeak(frames[0], {300, 100, 40, 100}, 0.2F); // too weak
        const Scene scene = prepareScene(frames, {}, {}, {});
        QCOMPARE(scene.sightings.size(), std::size_t(2));
        QVERIFY(std::abs(scene[0].covered - 0.45) < 0.03); // half its width, .9 of its height
        QCOMPARE(scene[1].covered, 0.0F);
    }

    void cameraMotionIsTakenOut()
    {
        auto frames = emptyFrames(20);
        for (int i = 0; i < 20; ++i) {
            addPeak(frames[std::size_t(i)], walker(200 - 12.0 * i), 0.9F);
            frames[std::size_t(i)].motionKnown = true;
            frames[std::size_t(i)].sourceFromPrevious = {1, 0, i == 0 ? 0.0F : -12.0F, 0, 1, 0};
        }
        const Scene scene = prepareScene(frames, {}, {}, {});
        QVERIFY(scene.moving);
        for (const Sighting& sighting : scene.sightings)
            QVERIFY(std::abs(sighting.box.left - 200) < 1e-3);
        const auto finished =
            finishTracks(scene, {pieceOf(scene, {0, 19})}, single(1), {}, {.frameRate = 10, .smoothSeconds = 0});
        for (const OfflineBox& box : finished.tracks.front().boxes)
            QVERIFY(std::abs(box.box.left - (200 - 12.0 * box.frame)) < 1e-3);
    }

    void weakBoxesContinueButNeverStart()
    {
        auto frames = emptyFrames(12);
        for (int i = 0; i < 12; ++i) {
            addPeak(frames[std::size_t(i)], walker(100 + 2.0 * i), i < 4 ? 0.35F : i == 7 ? 0.32F : 0.8F);
            addPeak(frames[std::size_t(i)], walker(400), 0.35F);
        }
        const Scene scene = prepareScene(frames, {}, {}, {});
        const auto pieces = makePieces(scene, {});
        QCOMPARE(pieces.size(), std::size_t(1));
        QCOMPARE(firstTime(scene, pieces[0]), 4);
        QCOMPARE(pieces[0].sightings.size(), std::size_t(8)); // with the weak one in the middle
    }

    void aPieceIsCutWhereThePersonChanges()
    {
        OfflineOptions options;
        options.frameRate = 10;
        auto frames = emptyFrames(60);
        for (int i = 0; i < 60; ++i) {
            const TrackId person{i < 30 ? 1 : 2};
            addPeak(frames[std::size_t(i)], walker(100), 0.8F, person);
            const double passing = 100 + 5.0 * (i - 30); // another person passes in front
            addPeak(frames[std::size_t(i)], {passing, 130, 40, 100}, 0.8F, TrackId{3});
        }
        const Scene scene = prepareScene(frames, {}, {}, options);
        const SceneLikeness likeness(scene);
        const auto parts = splitPieces(scene, likeness, {pieceOf(scene, {0, 59}), pieceOf(scene, {0, 59}, 1)}, options);
        QCOMPARE(parts.size(), std::size_t(3));
        QVERIFY(std::abs(scene[parts[2].sightings.front()].time - 30) <= 2);
        // and not where it stays the same, covered or not
        for (int i = 0; i < 60; ++i)
            for (int k = 0; k < kLength; ++k)
                frames[std::size_t(i)].embeddings[std::size_t(k)] = frames[0].embeddings[std::size_t(k)];
        const SceneLikeness same(scene);
        QCOMPARE(splitPieces(scene, same, {pieceOf(scene, {0, 59})}, options).size(), std::size_t(1));
    }

    void gapsAreBridgedWhereMotionAndLooksAgree()
    {
        OfflineOptions options;
        options.frameRate = 10;
        auto frames = emptyFrames(80);
        for (int i = 0; i < 80; ++i) {
            const bool hidden = i >= 30 && i < 42; // 1.2 s
            if (!hidden)
                addPeak(frames[std::size_t(i)], walker(100 + 4.0 * i), 0.8F, TrackId{1});
            addPeak(frames[std::size_t(i)], {600, 300, 40, 100}, 0.8F, TrackId{2});
        }
        const Scene scene = prepareScene(frames, {}, {}, options);
        const SceneLikeness likeness(scene);
        const std::vector<Piece> pieces{pieceOf(scene, {0, 29}), pieceOf(scene, {42, 79})};
        const auto links = possibleLinks(scene, likeness, pieces, 1280.0 * 720, options);
        QCOMPARE(links.size(), std::size_t(1));
        QVERIFY(links[0].gain > options.linkRatio);
        options.linkSeconds = 1; // longer gaps are not for the program to decide
        QVERIFY(possibleLinks(scene, likeness, pieces, 1280.0 * 720, options).empty());
    }

    // Person 1: seen from 0 to 44, and again as another piece from 38 on, 6 px beside. Person 2 begins far away.
    void aPersonInTwoPiecesForAMomentIsOne()
    {
        OfflineOptions options;
        options.frameRate = 10;
        auto frames = emptyFrames(80);
        for (int i = 0; i < 80; ++i) {
            FramePeaks& frame = frames[std::size_t(i)];
            if (i < 45)
                addPeak(frame, walker(100 + 2.0 * i), 0.5F, TrackId{1});
            if (i >= 38)
                addPeak(frame, {106 + 2.0 * i, 108, 40, 100}, 0.9F, TrackId{1});
            if (i >= 40)
                addPeak(frame, walker(600), 0.4F, TrackId{2});
        }
        options.duplicateIou = 1; // both boxes stay
        const Scene scene = prepareScene(frames, {}, {}, options);
        const SceneLikeness likeness(scene);
        const auto sightingsAt = [&](auto inside) { // by place, in frames that have it
            Piece piece;
            for (std::size_t i = 0; i < scene.sightings.size(); ++i)
                if (inside(scene.sightings[i]))
                    piece.sightings.push_back(static_cast<int>(i));
            return piece;
        };
        const std::vector<Piece> pieces{
            sightingsAt([](const Sighting& s) { return s.box.top == 100 && s.box.left < 500; }),
            sightingsAt([](const Sighting& s) { return s.box.top == 108; }),
            sightingsAt([](const Sighting& s) { return s.box.left == 600; })};
        const double area = 1280.0 * 720;
        QVERIFY(possibleLinks(scene, likeness, pieces, area, options).empty());

        Trimmed trimmed = trimOverlaps(scene, pieces, options);
        QCOMPARE(trimmed.trims.size(), std::size_t(1));
        QVERIFY(trimmed.trims[0].ofOld); // the weaker one
        QCOMPARE(trimmed.pieces[0].sightings.size(), std::size_t(38));
        QCOMPARE(trimmed.pieces[1].sightings, pieces[1].sightings);
        const auto links = possibleLinks(scene, likeness, trimmed.pieces, area, options);
        QCOMPARE(links.size(), std::size_t(1));
        QCOMPARE(links[0].from, 0);
        QCOMPARE(links[0].to, 1);

        // joined: the stretch is gone; not joined: it is back; joined with another one that is there by then: gone
        Trimmed joined = trimmed;
        restoreUnlinked(scene, joined, {{1, kNoPiece, kNoPiece}, {kNoPiece, 0, kNoPiece}});
        QCOMPARE(joined.pieces[0].sightings.size(), std::size_t(38));
        Trimmed apart = trimmed;
        restoreUnlinked(scene, apart, single(3));
        QCOMPARE(apart.pieces[0].sightings, pieces[0].sightings);
        Trimmed other = trimmed;
        restoreUnlinked(scene, other, {{2, kNoPiece, kNoPiece}, {kNoPiece, kNoPiece, 0}});
        QCOMPARE(other.pieces[0].sightings.size(), std::size_t(38));

        // too long, switched off, or said by a person
        options.sharedSeconds = 0.5;
        QVERIFY(trimOverlaps(scene, pieces, options).trims.empty());
        options.sharedSeconds = 0;
        QVERIFY(trimOverlaps(scene, pieces, options).trims.empty());
        options.sharedSeconds = 1;
        Scene stated = scene;
        stated.sightings[std::size_t(pieces[0].sightings.back())].stated = TrackId{7};
        QVERIFY(trimOverlaps(stated, pieces, options).trims.empty());
    }

    void farAwayIsAnotherPerson()
    {
        const PieceEnd end{1.0, 100, 100, 20, 0, 100};
        const PieceEnd near{1.5, 110, 100, 20, 0, 100};
        const PieceEnd far{1.5, 500, 300, 20, 0, 100};
        const PieceEnd tall{1.5, 110, 100, 20, 0, 180};
        const double area = 1280 * 720;
        QVERIFY(motionLogRatio(end, near, area) > motionLogRatio(end, far, area) + 3);
        QVERIFY(motionLogRatio(end, near, area) > motionLogRatio(end, tall, area) + 3);
        QVERIFY(motionLogRatio(end, near, 4 * area) > motionLogRatio(end, near, area)); // more room for others
    }

    void chainsAreTheBestThereAre()
    {
        math::Rng rng(3);
        for (int round = 0; round < 200; ++round) {
            const int pieces = rng.integer(2, 6);
            std::vector<Link> links;
            for (int a = 0; a < pieces; ++a)
                for (int b = a + 1; b < pieces; ++b)
                    if (links.size() < 12 && rng.uniform(0, 1) < 0.7)
                        links.push_back({a, b, rng.uniform(-2, 4)});
            const auto chains = bestChains(pieces, links, 1);
            QVERIFY(chains);
            double gain = 0;
            for (const Link& link : links)
                if (chains->next[std::size_t(link.from)] == link.to) {
                    QCOMPARE(chains->previous[std::size_t(link.to)], link.from);
                    gain += link.gain - 1;
                }
            std::set<int> from, to;
            QVERIFY(std::abs(gain - bestByTrying(pieces, links, 1, 0, from, to)) < 1e-9);
        }
    }

    void rulesHoldInEveryChain()
    {
        math::Rng rng(4);
        int restricted = 0;
        for (int round = 0; round < 300; ++round) {
            const int pieces = rng.integer(3, 10);
            std::vector<Link> links;
            for (int a = 0; a < pieces; ++a)
                for (int b = a + 1; b < pieces; ++b)
                    links.push_back({a, b, rng.uniform(0, 5)});
            ChainRules rules;
            for (int i = 0; i < pieces; ++i)
                rules.stated.push_back(TrackId{rng.uniform(0, 1) < 0.4 ? rng.integer(1, 2) : 0});
            const int a = rng.integer(0, pieces - 2);
            rules.cannot.emplace_back(a, rng.integer(a + 1, pieces - 1));
            const auto chains = bestChains(pieces, links, 1, rules);
            QVERIFY(chains);
            restricted += *chains != *bestChains(pieces, links, 1);
            QVERIFY(chainOf(*chains, rules.cannot[0].first) != chainOf(*chains, rules.cannot[0].second));
            std::map<int, TrackId> named;
            for (int i = 0; i < pieces; ++i)
                if (const TrackId id = rules.stated[std::size_t(i)]; id != TrackId::kInvalid)
                    QCOMPARE(named.emplace(chainOf(*chains, i), id).first->second, id);
        }
        QVERIFY(restricted > 50);
    }

    void whatMustBeOneChainIs()
    {
        const std::vector<Link> links{{0, 1, 5}, {1, 2, 5}};
        const auto through = bestChains(3, links, 1, {{}, {{0, 2}}, {}, {}});
        QVERIFY(through);
        QCOMPARE(through->next[0], 1); // over what lies between
        QCOMPARE(through->next[1], 2);
        const auto past = bestChains(3, links, 1, {{}, {{0, 2}}, {{0, 1}}, {}});
        QVERIFY(past);
        QCOMPARE(past->next[0], 2);
        const auto overlapping = bestChains(3, links, 1, {{}, {{2, 0}}, {}, {{0, 10}, {5, 15}, {20, 30}}});
        QVERIFY(overlapping);
        QCOMPARE(overlapping->next[0], 2);
        const auto conflict = [&](ChainRules rules) {
            return bestChains(3, links, 1, rules).error().code == ErrorCode::Conflict;
        };
        QVERIFY(conflict({{}, {{0, 2}}, {{0, 2}}, {}}));
        QVERIFY(conflict({{}, {{0, 1}, {1, 2}}, {{0, 2}}, {}}));
        QVERIFY(conflict({{TrackId{1}, TrackId{}, TrackId{2}}, {{0, 1}, {1, 2}}, {}, {}}));
        QVERIFY(conflict({{}, {{0, 1}}, {}, {{0, 10}, {5, 15}, {20, 30}}}));
        math::Rng rng(6);
        int kept = 0;
        for (int round = 0; round < 300; ++round) {
            const int pieces = rng.integer(4, 10);
            std::vector<Link> possible;
            for (int a = 0; a < pieces; ++a)
                for (int b = a + 1; b < pieces; ++b)
                    if (rng.uniform(0, 1) < 0.5)
                        possible.push_back({a, b, rng.uniform(0, 5)});
            ChainRules rules;
            for (int i = 0; i < 3; ++i)
                rules.must.emplace_back(rng.integer(0, pieces - 1), rng.integer(0, pieces - 1));
            for (int i = 0; i < 2; ++i)
                rules.cannot.emplace_back(rng.integer(0, pieces - 2), pieces - 1);
            for (int i = 0; i < pieces; ++i)
                rules.stated.push_back(TrackId{rng.uniform(0, 1) < 0.2 ? rng.integer(1, 2) : 0});
            const auto chains = bestChains(pieces, possible, 1, rules);
            if (!chains)
                continue;
            ++kept;
            for (const auto& [a, b] : rules.must)
                QCOMPARE(chainOf(*chains, a), chainOf(*chains, b));
            for (const auto& [a, b] : rules.cannot)
                QVERIFY(chainOf(*chains, a) != chainOf(*chains, b));
        }
        QVERIFY2(kept > 100, qPrintable(QString::number(kept)));
    }

    void finishFillsSmoothsAndFilters()
    {
        OfflineOptions options;
        options.frameRate = 10;
        math::Rng rng(5);
        auto frames = emptyFrames(60);
        for (int i = 0; i < 60; ++i) {
            if (i < 20 || i >= 26)
                addPeak(frames[std::size_t(i)], walker(100 + 4.0 * i + rng.normal(0, 2)), 0.8F);
            if (i >= 30 && i < 33)
                addPeak(frames[std::size_t(i)], walker(600), 0.8F); // too short
        }
        const Scene scene = prepareScene(frames, {}, {}, options);
        const auto pieces = makePieces(scene, options);
        QCOMPARE(pieces.size(), std::size_t(3));
        Chains chains = single(3);
        chains.next[0] = 1;
        chains.previous[1] = 0;
        const Finished finished = finishTracks(scene, pieces, chains, {{22, 23}}, options);
        QCOMPARE(finished.tracks.size(), std::size_t(1));
        QCOMPARE(finished.dropped, 1);
        QCOMPARE(finished.tracks[0].pieces, 2);
        std::set<FrameIndex> there;
        double raw = 0, smooth = 0;
        for (const OfflineBox& box : finished.tracks[0].boxes) {
            there.insert(box.frame);
            QCOMPARE(box.peak < 0, box.frame >= 20 && box.frame < 26);
            if (box.peak < 0)
                continue;
            const double right = 100 + 4.0 * box.frame;
            raw += std::pow(frames[std::size_t(box.frame)].peaks[0].left - right, 2);
            smooth += std::pow(box.box.left - right, 2);
        }
        QCOMPARE(there.size(), std::size_t(58)); // nothing is filled in where a person said that all is there
        QVERIFY(!there.contains(22) && !there.contains(23));
        QVERIFY2(smooth < 0.5 * raw, "smoothing must halve the error of a straight walk");
    }

    void aGapWhoseEndsDisagreeStaysEmpty()
    {
        OfflineOptions options;
        options.frameRate = 10;
        // a person who is not seen in frames 20 to 25 and goes on, or has turned
        const auto boxesOf = [&options](double velocityAfter) {
            auto frames = emptyFrames(46);
            for (int i = 0; i < 46; ++i)
                if (i < 20 || i >= 26)
                    addPeak(frames[std::size_t(i)], walker(i < 26 ? 15.0 * i : 390 + velocityAfter * (i - 26)), 0.8F);
            const Scene scene = prepareScene(frames, {}, {}, options);
            const auto pieces = makePieces(scene, options);
            Chains chains = single(2);
            chains.next[0] = 1;
            chains.previous[1] = 0;
            const Finished finished = finishTracks(scene, pieces, chains, {}, options);
            return finished.tracks.size() == 1 ? finished.tracks[0].boxes.size() : 0;
        };
        QCOMPARE(boxesOf(15), std::size_t(46));
        QCOMPARE(boxesOf(-15), std::size_t(40));
        options.fillAgreement = 10;
        QCOMPARE(boxesOf(-15), std::size_t(46));
    }

    // Five frames are less than any life that is asked for in seconds.
    void aVideoOfFewFramesKeepsItsPeople()
    {
        OfflineOptions options;
        options.frameRate = 30;
        auto frames = emptyFrames(5);
        for (int i = 0; i < 5; ++i) {
            addPeak(frames[std::size_t(i)], walker(100 + 2.0 * i), 0.45F); // throughout, though weak
            if (i >= 3)
                addPeak(frames[std::size_t(i)], walker(400 + 2.0 * i), 0.7F); // enters
            if (i == 2)
                addPeak(frames[std::size_t(i)], walker(700), 0.45F); // once
        }
        const Scene scene = prepareScene(frames, {}, {}, options);
        const auto pieces = makePieces(scene, options);
        const Finished finished = finishTracks(scene, pieces, single(pieces.size()), {}, options);
        QCOMPARE(finished.tracks.size(), std::size_t(2));
        QCOMPARE(finished.tracks[0].boxes.size(), std::size_t(5));
        QCOMPARE(finished.tracks[1].boxes.size(), std::size_t(2));
    }

    // A weaker track on another one goes; one that only meets it, one beside it and a stated one stay.
    void doublesGo()
    {
        const auto trackOf = [](double x, double dx, float score, FrameIndex first, FrameIndex last) {
            OfflineTrack track;
            for (FrameIndex frame = first; frame <= last; ++frame)
                track.boxes.push_back({frame, walker(x + dx * frame), score, 0, false});
            return track;
        };
        const std::vector<OfflineTrack> all{
            trackOf(100, 1, 0.8F, 0, 59),  trackOf(110, 1, 0.5F, 10, 49), // the second is a double: IoU 0.6
            trackOf(300, 0, 0.8F, 0, 59),  trackOf(240, 2, 0.5F, 0, 59),  // walks past: IoU above 0.5 in 13 frames
            trackOf(500, 0, 0.8F, 0, 59),  trackOf(530, 0, 0.5F, 0, 59),  // beside: IoU 0.14
            trackOf(700, 0, 0.8F, 20, 39), trackOf(705, 0, 0.8F, 0, 59)}; // the shorter one has the smaller sum
        std::vector<OfflineTrack> tracks = all;
        const OfflineOptions options;
        QCOMPARE(removeDoubles(tracks, options), 2);
        QCOMPARE(tracks.size(), std::size_t(6));
        QCOMPARE(tracks[0].boxes[0].box.left, 100.0);
        QCOMPARE(tracks[1].boxes[0].box.left, 300.0);
        QCOMPARE(tracks[5].boxes[0].box.left, 705.0);

        tracks = all;
        tracks[1].boxes[5].stated = true;
        tracks[6].classId = ClassId{2};
        QCOMPARE(removeDoubles(tracks, options), 0);
        QCOMPARE(tracks.size(), all.size());
    }

    // Two kinds of clothes that differ in few values beside much noise that all share: the fixed weights confuse
    // them, the adaptation to the scene does not.
    void adaptationTellsAlikePeopleApart()
    {
        OfflineOptions options;
        options.frameRate = 10;
        math::Rng rng(11);
        constexpr int kPeople = 12;
        auto frames = emptyFrames(60);
        for (FramePeaks& frame : frames) {
            frame.embeddingSize = kLength;
            for (int person = 0; person < kPeople; ++person) {
                const Box box = walker(60.0 * person);
                frame.peaks.push_back({float(box.left), float(box.top), float(box.width), float(box.height), 0.8F});
                frame.moving.push_back(kMoving);
                for (int k = 0; k < kLength; ++k) {
                    const bool tells = k < 4 && ((person >> k) & 1) != 0;
                    const double noise = rng.normal(0, k < 4 ? 0.1 : 1);
                    frame.embeddings.push_back(halfFromFloat(static_cast<float>((tells ? 0.6 : 0) + noise)));
                }
            }
        }
        const Scene scene = prepareScene(frames, {}, {}, options);
        std::vector<std::vector<int>> tracks(kPeople);
        for (int index = 0; index < static_cast<int>(scene.sightings.size()); ++index)
            tracks[static_cast<std::size_t>(scene[index].peak)].push_back(index);
        const auto rightPairs = [&](const SceneLikeness& likeness) {
            int right = 0;
            for (std::size_t a = 0; a < tracks.size(); ++a) {
                const std::span<const int> track(tracks[a]);
                const auto early = likeness.of(track.first(4));
                const auto late = likeness.of(track.last(4));
                const double same = likeness.logRatio(early, late);
                for (std::size_t b = 0; b < tracks.size(); ++b)
                    right += b != a && likeness.logRatio(early, likeness.of(std::span(tracks[b]).last(4))) < same;
            }
            return right;
        };
        SceneLikeness likeness(scene);
        const int plain = rightPairs(likeness);
        QVERIFY(likeness.adapt(tracks, options).has_value());
        QVERIFY(likeness.adapted());
        const int adapted = rightPairs(likeness);
        QVERIFY2(adapted > plain && adapted >= 125,
                 qPrintable(QStringLiteral("%1 -> %2 of 132").arg(plain).arg(adapted)));

        // one person alone gives no pair of two people, so nothing is learnt
        SceneLikeness alone(scene);
        QVERIFY(alone.adapt(std::span(tracks).first(1), options).has_value());
        QVERIFY(!alone.adapted());
    }
};

QTEST_GUILESS_MAIN(TestOfflineStages)
#include "tst_offline_stages.moc"
