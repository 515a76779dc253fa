#include "core/review/video_likeness.h"

#include "tests/support/review_scene.h"

#include <QTest>

using namespace tw;
using namespace tw::review;
using test::KnownBox;
using test::KnownTracks;

namespace {

constexpr int kPeople = 8;
constexpr FrameIndex kFrames = 240;

// A stored embedding of a person in a frame of peaksOf(): the peaks stand in the order of the truth or by score, so the
// person is found by place.
appearance::AppearanceSum lookAt(const KnownTracks& truth, const PeakSource& peaks, TrackId person, FrameRange frames)
{
    appearance::AppearanceSum out;
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        const auto seen = peaks(frame);
        for (const KnownBox& known : truth[static_cast<std::size_t>(frame)])
            for (std::size_t i = 0; i < seen->peaks.size(); ++i)
                if (known.id == person && math::iou(known.box, seen->peaks[i].box()) > 0.99)
                    out.add(*seen, i, 0);
    }
    return out;
}

// The same people with one look for everybody.
PeakSource allAlike(const KnownTracks& truth)
{
    const PeakSource own = test::peaksOf(truth, 3, 0.2);
    const auto first = own(0);
    return [own, first](FrameIndex frame) -> std::shared_ptr<const FramePeaks> {
        const auto seen = own(frame);
        if (!seen)
            return nullptr;
        auto out = std::make_shared<FramePeaks>(*seen);
        const auto size = static_cast<std::size_t>(out->embeddingSize);
        // a little of each person's own, so that directions differ at random
        for (std::size_t i = 0; i < out->peaks.size(); ++i)
            for (std::size_t d = 0; d < size; ++d) {
                const auto noise = static_cast<std::size_t>(frame) * 31 + i * 17 + d * 7;
                out->embeddings[i * size + d] =
                    halfFromFloat(floatFromHalf(first->embeddings[d]) + 0.02F * (static_cast<float>(noise % 13) - 6));
            }
        return out;
    };
}

} // namespace

class TstVideoLikeness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsPeopleApart();
    void claimsNothingWhereEverybodyLooksAlike();
    void fewPairsClaimLittle();
    void nothingMeasured();
    void cancelled();
};

void TstVideoLikeness::tellsPeopleApart()
{
    const KnownTracks truth = test::randomWalkers(kPeople, kFrames, 5);
    const PeakSource peaks = test::peaksOf(truth, 3, 0.5);
    const auto video = VideoLikeness::measure(peaks, {0, kFrames - 1}, {});
    QVERIFY(video);
    QVERIFY((*video)->samePairs() > 10 && (*video)->differentPairs() > 10);
    for (int a = 1; a <= kPeople; ++a)
        for (int b = 1; b <= kPeople; ++b) {
            const auto early = (*video)->of(lookAt(truth, peaks, TrackId{a}, {0, 20}));
            const auto late = (*video)->of(lookAt(truth, peaks, TrackId{b}, {200, 220}));
            const double ratio = (*video)->logRatio(appearance::likenessOf(early, late));
            QVERIFY2((ratio > 0) == (a == b), qPrintable(QStringLiteral("%1 %2: %3").arg(a).arg(b).arg(ratio)));
        }
}

void TstVideoLikeness::claimsNothingWhereEverybodyLooksAlike()
{
    const KnownTracks truth = test::randomWalkers(kPeople, kFrames, 5);
    const PeakSource peaks = allAlike(truth);
    const auto video = VideoLikeness::measure(peaks, {0, kFrames - 1}, {});
    QVERIFY(video);
    QVERIFY((*video)->differentPairs() > 10);
    // Uniforms: the mean of all claims over people who are two stays below even odds of two to one.
    double sum = 0;
    int pairs = 0;
    for (int a = 1; a <= kPeople; ++a)
        for (int b = a + 1; b <= kPeople; ++b) {
            const auto one = (*video)->of(lookAt(truth, peaks, TrackId{a}, {0, 20}));
            const auto other = (*video)->of(lookAt(truth, peaks, TrackId{b}, {200, 220}));
            const double ratio = (*video)->logRatio(appearance::likenessOf(one, other));
            sum += std::max(ratio, 0.0);
            ++pairs;
        }
    QVERIFY2(sum / pairs < std::log(2), qPrintable(QString::number(sum / pairs)));
}

// Two people: however alike two looks are, one pair of different people allows odds of two to one.
void TstVideoLikeness::fewPairsClaimLittle()
{
    KnownTracks truth;
    for (FrameIndex frame = 0; frame < 60; ++frame)
        truth.push_back({{TrackId{1}, {100, 100, 40, 100}, 1}, {TrackId{2}, {400, 100, 40, 100}, 1}});
    const PeakSource peaks = test::peaksOf(truth, 3, 0.2);
    const auto video = VideoLikeness::measure(peaks, {0, 59}, {});
    QVERIFY(video);
    QCOMPARE((*video)->differentPairs(), 1);
    appearance::Likeness same;
    same.hasEmbedding = true;
    same.embedding = 1;
    QVERIFY((*video)->logRatio(same) <= std::log(2) + 1e-9);
    QVERIFY((*video)->logRatio(same) > 0);
}

void TstVideoLikeness::nothingMeasured()
{
    const auto video = VideoLikeness::measure({}, {0, 99}, {});
    QVERIFY(video);
    QCOMPARE((*video)->logRatio({}), 0.0);
    appearance::Likeness same;
    same.hasEmbedding = true;
    same.embedding = 1;
    QCOMPARE((*video)->logRatio(same), appearance::logLikelihoodRatio(same));
}

void TstVideoLikeness::cancelled()
{
    const KnownTracks truth = test::randomWalkers(2, 10, 5);
    std::stop_source stop;
    stop.request_stop();
    const auto video = VideoLikeness::measure(test::peaksOf(truth, 3), {0, 9}, {}, {stop.get_token(), {}});
    QVERIFY(!video);
    QVERIFY(video.error().code == ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TstVideoLikeness)
#include "tst_video_likeness.moc"
