// Adaptation to a video on made-up people: learns to disregard what varies within a person, and refuses where there is
// nothing to learn.

#include "core/appearance/adaptation.h"
#include "core/math/rng.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace tw;
using namespace tw::appearance;

namespace {

constexpr std::size_t kSize = 24;  // of embeddings
constexpr std::size_t kOwn = 8;    // the first ones say who it is
constexpr int kSightings = 6;      // of a piece
constexpr FrameIndex kLength = 50; // of a piece

Appearance unit(std::vector<float> values)
{
    double length = 0;
    for (const float value : values)
        length += double(value) * double(value);
    for (float& value : values)
        value = static_cast<float>(value / std::sqrt(length));
    Appearance out;
    out.embedding = std::move(values);
    out.samples = 1;
    return out;
}

class Crowd
{
public:
    // `disturbance`: deviation of the components that have nothing to do with the person; `noise`: of all.
    Crowd(int people, double disturbance, double noise, std::uint64_t seed)
        : m_rng(seed), m_disturbance(disturbance), m_noise(noise)
    {
        for (int i = 0; i < people; ++i) {
            m_people.emplace_back();
            for (std::size_t j = 0; j < kOwn; ++j)
                m_people.back().push_back(m_rng.normal());
        }
    }
    Appearance sighting(int person)
    {
        std::vector<float> values(kSize);
        for (std::size_t j = 0; j < kSize; ++j)
            values[j] = static_cast<float>(
                (j < kOwn ? m_people[static_cast<std::size_t>(person)][j] : m_rng.normal(0, m_disturbance)) +
                m_rng.normal(0, m_noise));
        return unit(std::move(values));
    }
    // Everyone once, four at a time.
    std::vector<Piece> pieces()
    {
        std::vector<Piece> out;
        for (int person = 0; person < static_cast<int>(m_people.size()); ++person) {
            const FrameIndex first = person / 4 * kLength;
            Piece piece{{first, first + kLength - 1}, {}};
            for (int i = 0; i < kSightings; ++i)
                piece.sightings.push_back(sighting(person));
            out.push_back(std::move(piece));
        }
        return out;
    }

private:
    math::Rng m_rng;
    double m_disturbance, m_noise;
    std::vector<std::vector<double>> m_people;
};

} // namespace

class TestAdaptation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void disregardsWhatVariesWithinAPerson()
    {
        Crowd crowd(80, 1.5, .2, 1);
        AdaptationCheck check;
        const auto trained = Adaptation::train(crowd.pieces(), {}, check);
        QVERIFY(trained);
        QVERIFY(trained->has_value());
        QVERIFY(check.kept);
        QVERIFY2(check.aucBefore < .9 && check.aucAfter > .97,
                 qPrintable(QStringLiteral("%1 -> %2").arg(check.aucBefore).arg(check.aucAfter)));
        const Adaptation& adaptation = **trained;
        // new sightings of people: the ratio has the right sign nearly always
        int right = 0;
        constexpr int kTrials = 200;
        math::Rng rng(2);
        for (int i = 0; i < kTrials; ++i) {
            const int a = rng.integer(0, 79);
            const int b = (a + rng.integer(1, 79)) % 80;
            const auto x = adaptation.map(crowd.sighting(a));
            right += adaptation.logLikelihoodRatio(x, adaptation.map(crowd.sighting(a))) > 0 ? 1 : 0;
            right += adaptation.logLikelihoodRatio(x, adaptation.map(crowd.sighting(b))) < 0 ? 1 : 0;
        }
        QVERIFY2(right > .93 * 2 * kTrials, qPrintable(QString::number(right)));
    }

    void isTheSameEachTime()
    {
        Crowd one(40, 1.5, .2, 3), two(40, 1.5, .2, 3);
        AdaptationCheck a, b;
        const auto first = Adaptation::train(one.pieces(), {}, a);
        const auto second = Adaptation::train(two.pieces(), {}, b);
        QVERIFY(first && second && *first && *second);
        QCOMPARE(a.aucAfter, b.aucAfter);
        const Appearance someone = one.sighting(7);
        QCOMPARE((*first)->map(someone), (*second)->map(someone));
    }

    // Nothing but noise in all directions: plain cosines are as good as it gets.
    void isNotKeptWithoutGain()
    {
        Crowd crowd(60, 0, 1.2, 4);
        AdaptationOptions options;
        options.least = .3;
        AdaptationCheck check;
        const auto trained = Adaptation::train(crowd.pieces(), options, check);
        QVERIFY(trained);
        QVERIFY2(!trained->has_value() && !check.kept,
                 qPrintable(QStringLiteral("%1 -> %2").arg(check.aucBefore).arg(check.aucAfter)));
        QVERIFY(check.aucBefore > .5);
    }

    void tooLittleTeachesNothing()
    {
        AdaptationCheck check;
        QVERIFY(!Adaptation::train({}, {}, check)->has_value());
        QVERIFY(!Adaptation::train(Crowd(5, 1, .2, 5).pieces(), {}, check)->has_value());
        std::vector<Piece> apart = Crowd(40, 1, .2, 6).pieces(); // never two at the same time
        for (std::size_t i = 0; i < apart.size(); ++i)
            apart[i].frames = {FrameIndex(i) * kLength, FrameIndex(i) * kLength + kLength - 1};
        QVERIFY(!Adaptation::train(apart, {}, check)->has_value());
        std::vector<Piece> unknown = Crowd(40, 1, .2, 7).pieces(); // neither embeddings nor colours
        for (Piece& piece : unknown)
            for (Appearance& sighting : piece.sightings)
                sighting = {};
        QVERIFY(!Adaptation::train(unknown, {}, check)->has_value());
    }

    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        AdaptationCheck check;
        const auto trained = Adaptation::train(Crowd(40, 1, .2, 8).pieces(), {}, check, {stop.get_token(), {}});
        QVERIFY(!trained && trained.error().code == ErrorCode::Cancelled);
    }

    void unknownAppearancesSayNothing()
    {
        AdaptationCheck check;
        Crowd crowd(40, 1.5, .2, 9);
        const auto trained = Adaptation::train(crowd.pieces(), {}, check);
        QVERIFY(trained && *trained);
        QVERIFY((*trained)->map({}).empty());
        QCOMPARE((*trained)->logLikelihoodRatio({}, (*trained)->map(crowd.sighting(1))), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestAdaptation)
#include "tst_adaptation.moc"
