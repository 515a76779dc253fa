// Which pictures come when, identity numbers over several sources, and samples that keep boxes on their people.

#include "core/training/loader.h"
#include "core/training/schedule.h"
#include "tests/core/training/training_fixture.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

using namespace tw;
using namespace tw::training;
using namespace tw::training::test;

namespace {

SourceInfo infoOf(const std::string& set, IdentityKind kind, bool exhaustive = true)
{
    SourceInfo info;
    info.name = info.set = set;
    info.identities = kind;
    info.exhaustive = exhaustive;
    return info;
}

TrainOptions smallOptions()
{
    TrainOptions options = liteOptions();
    options.sizes = {{160, 96}};
    options.batch = 4;
    options.shares.clear();
    return options;
}

// Not augmented at all: the picture as it is.
TrainOptions plainOptions()
{
    TrainOptions options = smallOptions();
    options.augment = AugmentOptions{};
    AugmentOptions& a = options.augment;
    a.saturation = a.value = a.rotationDegrees = a.translate = a.shearDegrees = a.flip = 0;
    a.scaleLow = a.scaleHigh = 1;
    options.pairs = 0;
    return options;
}

const Sampler& require(const Result<Sampler>& sampler)
{
    TW_EXPECTS(sampler.has_value());
    return *sampler;
}

} // namespace

class TestSampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identitiesAreOffset();
    void onlySomeAreClassified();
    void everyPictureOncePerEpoch();
    void sharesOfSets();
    void pairsHaveACommonPerson();
    void batchesDependOnTheirNumberOnly();
    void loaderKeepsTheOrder();
    void noPictures();
    void plainSampleIsThePicture();
    void boxesFollowTheirPeople();
    void mosaicHasFourPictures();
    void unreadablePicturesAreReported();
    void unlabelledPeople();
    void hiddenPeopleAreIgnored();
    void partnersAreSecondsApart();
    void sharesOfOneSequence();
    void closeUpsShowOnePersonLarge();
    void coveredPeopleKeepTheirBoxes();
    void backgroundsAreReplacedAroundPeople();
    void labelsCarryTheirVectorsAndScores();

private:
    static void compareWithout(const MadeData& data, const InputSize& size, double AugmentOptions::*probability,
                               const std::function<void(const Sample& without, const Sample& with)>& compare);
};

void TestSampler::identitiesAreOffset()
{
    const MadeData a{.pictures = 4, .people = 3}, b{.pictures = 2, .people = 2};
    const std::vector<SourcePtr> sources{madeSource(a, "a"), madeSource(b, "b")};
    LossOptions options;
    const IdentityTable table(sources, options);
    QCOMPARE(table.identityCount(), std::int64_t{5});
    QCOMPARE(table.classCount(), std::int64_t{5});
    std::set<std::int64_t> numbers;
    for (std::int64_t id = 1; id <= 3; ++id)
        numbers.insert(table.global(0, id));
    for (std::int64_t id = 1; id <= 2; ++id)
        numbers.insert(table.global(1, id));
    QCOMPARE(numbers, (std::set<std::int64_t>{0, 1, 2, 3, 4}));
    QCOMPARE(table.global(1, 3), std::int64_t{-1});
    QCOMPARE(table.classIndex(-1), std::int64_t{-1});
}

void TestSampler::onlySomeAreClassified()
{
    MadeData data{.pictures = 3, .people = 2};
    std::vector<MemoryFrame> frames = madeFrames(data);
    frames[2].labels[1].identity = 99; // occurs once
    const std::vector<SourcePtr> sources{madeSource(data, infoOf("real", IdentityKind::Real), frames),
                                         madeSource(data, infoOf("linked", IdentityKind::Linked), frames),
                                         madeSource(data, infoOf("boxes", IdentityKind::PerBox), frames),
                                         madeSource(data, infoOf("none", IdentityKind::None), frames)};
    LossOptions options;
    QCOMPARE(IdentityTable(sources, options).classCount(), std::int64_t{9});
    options.classify = "linked";
    QCOMPARE(IdentityTable(sources, options).classCount(), std::int64_t{6});
    options.minIdentityBoxes = 2;
    QCOMPARE(IdentityTable(sources, options).classCount(), std::int64_t{4});
    options.classify = "real";
    QCOMPARE(IdentityTable(sources, options).classCount(), std::int64_t{2});
    options.classify = "none";
    QCOMPARE(IdentityTable(sources, options).classCount(), std::int64_t{0});
    QCOMPARE(IdentityTable(sources, options).global(3, 1), std::int64_t{-1});
}

void TestSampler::everyPictureOncePerEpoch()
{
    TrainOptions options = smallOptions();
    options.pairs = 0;
    options.augment.mosaic = 0;
    const auto sampler = Sampler::create({madeSource({.pictures = 12})}, options);
    const Sampler& s = require(sampler);
    QCOMPARE(s.batchesPerEpoch(), std::int64_t{3});
    for (std::int64_t epoch = 0; epoch < 2; ++epoch) {
        std::set<int> seen;
        for (std::int64_t b = 0; b < 3; ++b)
            for (const auto& slot : s.batch(epoch * 3 + b))
                seen.insert(slot.front().index);
        QCOMPARE(seen.size(), std::size_t{12});
    }
    QVERIFY(s.batch(0).front() != s.batch(3).front() || s.batch(1).front() != s.batch(4).front()); // another order
}

void TestSampler::sharesOfSets()
{
    TrainOptions options = smallOptions();
    options.pairs = 0;
    options.augment.mosaic = 0;
    options.epochPictures = 400;
    options.shares = {{"small", 0.75}, {"large", 0.25}};
    const auto sampler = Sampler::create({madeSource({.pictures = 5}, "small"), madeSource({.pictures = 90}, "large"),
                                          madeSource({.pictures = 9}, "other")},
                                         options);
    const Sampler& s = require(sampler);
    std::map<int, int> draws;
    for (std::int64_t b = 0; b < s.batchesPerEpoch(); ++b)
        for (const auto& slot : s.batch(b))
            ++draws[slot.front().source];
    QCOMPARE(draws[0], 300);
    QCOMPARE(draws[1], 100);
    QCOMPARE(draws[2], 0); // not listed
    QCOMPARE(s.unlisted(), std::vector<std::string>{"other"});
}

void TestSampler::pairsHaveACommonPerson()
{
    TrainOptions options = smallOptions();
    options.augment.mosaic = 0;
    options.pairs = 1;
    options.neighbourFrames = 2;
    const auto sampler = Sampler::create({madeSource({.pictures = 20})}, options);
    const Sampler& s = require(sampler);
    int others = 0;
    for (std::int64_t b = 0; b < 20; ++b) {
        const auto batch = s.batch(b);
        QCOMPARE(batch.size(), std::size_t{4});
        for (std::size_t i = 0; i < batch.size(); i += 2) {
            const int distance = std::abs(batch[i][0].index - batch[i + 1][0].index);
            QVERIFY(distance <= 2);
            others += distance > 0 ? 1 : 0;
        }
    }
    QVERIFY(others > 15 && others < 40); // both kinds of pairs occur
}

void TestSampler::batchesDependOnTheirNumberOnly()
{
    const TrainOptions options = smallOptions();
    const auto sampler = Sampler::create({madeSource({.pictures = 9})}, options);
    const auto again = Sampler::create({madeSource({.pictures = 9})}, options);
    PictureCache cache(1 << 20), otherCache(0);
    (void)makeBatch(require(again), otherCache, options, 3); // what was made before does not matter
    const Batch a = makeBatch(require(sampler), cache, options, 5),
                b = makeBatch(require(again), otherCache, options, 5);
    QCOMPARE(a.samples.size(), b.samples.size());
    for (std::size_t i = 0; i < a.samples.size(); ++i) {
        QCOMPARE(a.samples[i].rgb, b.samples[i].rgb);
        QCOMPARE(a.samples[i].targets.heat, b.samples[i].targets.heat);
        QCOMPARE(a.samples[i].name, b.samples[i].name);
    }
}

void TestSampler::loaderKeepsTheOrder()
{
    TrainOptions options = smallOptions();
    options.loaderThreads = 3;
    options.prefetchBatches = 2;
    const auto sampler = Sampler::create({madeSource({.pictures = 9})}, options);
    PictureCache cache(1 << 20);
    Loader loader(require(sampler), cache, options, 7);
    for (std::int64_t expected = 7; expected < 15; ++expected) {
        const std::optional<Batch> batch = loader.next();
        QVERIFY(batch.has_value());
        QCOMPARE(batch->number, expected);
        QCOMPARE(batch->samples.front().rgb, makeBatch(*sampler, cache, options, expected).samples.front().rgb);
    }
}

void TestSampler::noPictures()
{
    TrainOptions options = smallOptions();
    const auto none = Sampler::create({}, options);
    QVERIFY(!none && none.error().code == ErrorCode::InvalidArgument);
    options.shares = {{"mine", 0}};
    const auto excluded = Sampler::create({madeSource({.pictures = 2}, "mine")}, options);
    QVERIFY(!excluded && excluded.error().code == ErrorCode::InvalidArgument);
    // Shares that were made for other sets do not exclude the data.
    options.shares = {{"elsewhere", 1}};
    const auto own = Sampler::create({madeSource({.pictures = 2}, "mine")}, options);
    QVERIFY(own && own->unlisted().empty());
    QVERIFY(own->batchesPerEpoch() > 0);
}

void TestSampler::plainSampleIsThePicture()
{
    const MadeData data{.pictures = 1};
    const TrainOptions options = plainOptions();
    const auto sampler = Sampler::create({madeSource(data)}, options);
    PictureCache cache(1 << 20);
    const Batch batch = makeBatch(require(sampler), cache, options, 0);
    const Sample& sample = batch.samples.front();
    const PicturePtr picture = makePersonPicture(data, 0);
    const std::size_t plane = 160 * 96;
    for (std::size_t i = 0; i < plane; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            QCOMPARE(sample.rgb[c * plane + i], picture->bgr[3 * i + 2 - c]);
    QCOMPARE(sample.targets.objects.size(), std::size_t{3});
    const Box box = personBox(data, 0, 0);
    const TargetObject& object = sample.targets.objects.front();
    const double x = object.cell % 40 + static_cast<double>(object.offset[0]);
    QVERIFY(std::abs(4 * (x - static_cast<double>(object.size[0])) - box.left) < 1e-3);
}

// One bright person in the dark: after any augmentation the bright pixels lie in the box and fill it.
void TestSampler::boxesFollowTheirPeople()
{
    auto picture = std::make_shared<Picture>();
    picture->width = 200;
    picture->height = 150;
    picture->bgr.assign(200 * 150 * 3, 0);
    for (int y = 50; y < 110; ++y)
        for (int x = 90; x < 110; ++x)
            for (int c = 0; c < 3; ++c)
                picture->bgr[static_cast<std::size_t>((y * 200 + x) * 3 + c)] = 255;
    MemoryFrame frame{.name = "bright", .labels = {{.box = {90, 50, 20, 60}, .identity = 1}}};
    const SourcePtr source = makeMemorySource(infoOf("bright", IdentityKind::Real), {frame},
                                              [&](std::size_t) -> Result<PicturePtr> { return PicturePtr(picture); });
    TrainOptions options = smallOptions();
    options.sizes = {{192, 128}};
    AugmentOptions& a = options.augment;
    a.saturation = a.value = a.noise = a.blur = a.mosaic = a.occlude = a.rotationDegrees = a.shearDegrees = 0;
    a.scaleLow = 0.5; // smaller ones are mostly edge
    const auto sampler = Sampler::create({source}, options);
    PictureCache cache(1 << 20);
    int people = 0;
    for (std::int64_t b = 0; b < 12; ++b) {
        for (const Sample& sample : makeBatch(require(sampler), cache, options, b).samples) {
            for (const TargetObject& object : sample.targets.objects) {
                ++people;
                const double x = 4.0 * (object.cell % 48) + 4.0 * static_cast<double>(object.offset[0]);
                const double y = 4.0 * (object.cell / 48) + 4.0 * static_cast<double>(object.offset[1]);
                int inside = 0, insideBright = 0, outsideBright = 0;
                for (int v = 0; v < 128; ++v) {
                    for (int u = 0; u < 192; ++u) {
                        const bool in = u > x - 4 * static_cast<double>(object.size[0]) &&
                                        u + 1 < x + 4 * static_cast<double>(object.size[2]) &&
                                        v > y - 4 * static_cast<double>(object.size[1]) &&
                                        v + 1 < y + 4 * static_cast<double>(object.size[3]);
                        const bool bright = sample.rgb[static_cast<std::size_t>(v * 192 + u)] > 200;
                        inside += in ? 1 : 0;
                        insideBright += in && bright ? 1 : 0;
                        outsideBright += !in && bright ? 1 : 0;
                    }
                }
                QVERIFY2(insideBright > 0.85 * inside,
                         qPrintable(QString::number(insideBright) + QLatin1String(" of ") + QString::number(inside)));
                QVERIFY(outsideBright < 0.25 * inside + 20);
            }
        }
    }
    QVERIFY(people > 30);
}

void TestSampler::mosaicHasFourPictures()
{
    TrainOptions options = smallOptions();
    options.augment.mosaic = 1;
    const auto sampler = Sampler::create({madeSource({.pictures = 9})}, options);
    for (const auto& slot : require(sampler).batch(0))
        QCOMPARE(slot.size(), std::size_t{4});
    PictureCache cache(1 << 20);
    for (const Sample& sample : makeBatch(*sampler, cache, options, 0).samples) {
        QVERIFY(!sample.targets.objects.empty());
        for (const TargetObject& object : sample.targets.objects)
            QVERIFY(object.cell >= 0 && object.cell < 40 * 24);
    }
}

void TestSampler::unreadablePicturesAreReported()
{
    const SourcePtr source = makeMemorySource(infoOf("broken", IdentityKind::Real), madeFrames({.pictures = 2}),
                                              [](std::size_t) -> Result<PicturePtr> {
                                                  return Error{ErrorCode::Unreadable, "damaged", "x.jpg"};
                                              });
    const TrainOptions options = smallOptions();
    const auto sampler = Sampler::create({source}, options);
    PictureCache cache(1 << 20);
    const Batch batch = makeBatch(require(sampler), cache, options, 0);
    QVERIFY(batch.unreadable.size() >= batch.samples.size());
    QVERIFY(batch.unreadable.front().find("x.jpg") != std::string::npos);
    for (const Sample& sample : batch.samples)
        QVERIFY(sample.targets.objects.empty()); // no person is taught on grey
}

// In a source that leaves people out, cells away from labelled centres are unsure.
void TestSampler::unlabelledPeople()
{
    const MadeData data{.pictures = 1};
    const TrainOptions options = plainOptions();
    const auto sampler =
        Sampler::create({madeSource(data, infoOf("some", IdentityKind::Real, false), madeFrames(data))}, options);
    PictureCache cache(1 << 20);
    const Targets targets = makeBatch(require(sampler), cache, options, 0).samples.front().targets;
    QCOMPARE(targets.trust[0], static_cast<std::uint8_t>(CellTrust::Unsure));
    for (const TargetObject& object : targets.objects) {
        const auto cell = static_cast<std::size_t>(object.cell);
        QCOMPARE(targets.trust[cell], static_cast<std::uint8_t>(CellTrust::Background));
        QCOMPARE(targets.trust[cell + 1], static_cast<std::uint8_t>(CellTrust::Background));
    }
}

void TestSampler::hiddenPeopleAreIgnored()
{
    const MadeData data{.pictures = 1};
    std::vector<MemoryFrame> frames = madeFrames(data);
    frames[0].labels[0].visibility = 0.05;
    frames[0].labels[1].ignore = true;
    TrainOptions options = plainOptions();
    options.augment.minVisibility = 0.15;
    const auto sampler = Sampler::create({madeSource(data, infoOf("some", IdentityKind::Real), frames)}, options);
    PictureCache cache(1 << 20);
    const Targets targets = makeBatch(require(sampler), cache, options, 0).samples.front().targets;
    QCOMPARE(targets.objects.size(), std::size_t{1});
    for (const int person : {0, 1}) {
        const Box box = personBox(data, 0, person);
        const auto cell =
            static_cast<std::size_t>(static_cast<int>(box.centerY() / 4) * 40 + static_cast<int>(box.centerX() / 4));
        QCOMPARE(targets.trust[cell], static_cast<std::uint8_t>(CellTrust::Ignored));
    }
}

// One picture a second: the partner is 2 to 3 pictures away wherever a person can be followed so far.
void TestSampler::partnersAreSecondsApart()
{
    const MadeData data{.pictures = 20};
    SourceInfo info = infoOf("made", IdentityKind::Linked);
    info.frameRate = 1;
    const std::vector<SourcePtr> sources{madeSource(data, info, madeFrames(data))};
    TrainOptions options = smallOptions();
    options.pairs = 1;
    options.augment.mosaic = 0;
    options.apartSecondsLow = 2;
    options.apartSecondsHigh = 3;
    const auto sampler = Sampler::create(sources, options);
    int apart = 0, pairs = 0;
    for (std::int64_t b = 0; b < 40; ++b) {
        const auto slots = require(sampler).batch(b);
        for (std::size_t i = 0; i + 1 < slots.size(); i += 2, ++pairs) {
            const int distance = std::abs(slots[i][0].index - slots[i + 1][0].index);
            QVERIFY(distance == 0 || distance == 2 || distance == 3); // 0: two views of one picture
            apart += distance > 0 ? 1 : 0;
        }
    }
    QVERIFY2(apart > pairs / 2, qPrintable(QString::number(apart)));
}

void TestSampler::sharesOfOneSequence()
{
    const MadeData data{.pictures = 10};
    std::vector<SourcePtr> sources;
    for (const char* name : {"one", "two"}) {
        SourceInfo info = infoOf("set", IdentityKind::Real);
        info.name = name;
        sources.push_back(madeSource(data, info, madeFrames(data)));
    }
    TrainOptions options = smallOptions();
    options.pairs = 0;
    options.augment.mosaic = 0;
    options.epochPictures = 400;
    options.shares = {{"set", 0.75}, {"two", 0.25}};
    const auto sampler = Sampler::create(sources, options);
    std::array<int, 2> drawn{};
    for (std::int64_t b = 0; b < 100; ++b)
        for (const auto& slot : require(sampler).batch(b))
            ++drawn[static_cast<std::size_t>(slot[0].source)];
    QVERIFY2(std::abs(drawn[1] - 100) <= 2, qPrintable(QString::number(drawn[1])));
}

void TestSampler::closeUpsShowOnePersonLarge()
{
    const MadeData data{.pictures = 2};
    const std::vector<SourcePtr> sources{madeSource(data)};
    TrainOptions options = plainOptions();
    options.augment.closeUp = 1;
    const auto sampler = Sampler::create(sources, options);
    for (int seed = 0; seed < 30; ++seed) {
        const PictureRef ref{0, seed % 2};
        const Ingredient ingredient =
            require(sampler).ingredient(ref, *sources[0]->picture(static_cast<std::size_t>(ref.index)));
        math::Rng rng(static_cast<std::uint64_t>(seed));
        const Sample sample = makeSample(std::span(&ingredient, 1), {160, 96}, options, rng);
        double tallest = 0;
        for (const TargetObject& object : sample.targets.objects)
            tallest = std::max(tallest, 4.0 * static_cast<double>(object.size[1] + object.size[3]));
        QVERIFY2(tallest >= 0.49 * 96, qPrintable(QString::number(tallest)));
    }
}

// One picture with the same draws, with the probability at 0 and at 1. Both have the same boxes.
void TestSampler::compareWithout(const MadeData& data, const InputSize& size, double AugmentOptions::*probability,
                                 const std::function<void(const Sample& without, const Sample& with)>& compare)
{
    const std::vector<SourcePtr> sources{madeSource(data)};
    TrainOptions options = plainOptions();
    const auto sampler = Sampler::create(sources, options);
    const Ingredient ingredient = require(sampler).ingredient({0, 0}, *sources[0]->picture(0));
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        math::Rng first(seed), second(seed);
        options.augment.*probability = 0;
        const Sample without = makeSample(std::span(&ingredient, 1), size, options, first);
        options.augment.*probability = 1;
        const Sample with = makeSample(std::span(&ingredient, 1), size, options, second);
        QCOMPARE(with.targets.objects.size(), without.targets.objects.size());
        for (std::size_t i = 0; i < with.targets.objects.size(); ++i)
            QVERIFY(std::equal(with.targets.objects[i].size, with.targets.objects[i].size + 4,
                               without.targets.objects[i].size));
        QVERIFY(with.targets.heat == without.targets.heat);
        compare(without, with);
    }
}

// Pixels outside boxes are as without covering; most people lose a part of their colour.
void TestSampler::coveredPeopleKeepTheirBoxes()
{
    const MadeData data{.pictures = 1, .people = 2, .width = 320, .height = 96};
    int changed = 0;
    compareWithout(data, {320, 96}, &AugmentOptions::occlude, [&](const Sample& plain, const Sample& covered) {
        for (int y = 0; y < data.height; ++y)
            for (int x = 0; x < data.width; ++x) {
                const auto at = static_cast<std::size_t>(y * data.width + x);
                if (plain.rgb[at] == covered.rgb[at])
                    continue;
                ++changed;
                bool inside = false;
                for (int person = 0; person < data.people; ++person) {
                    const Box box = personBox(data, 0, person);
                    inside |= x >= box.left - 1 && x <= box.right() + 1 && y >= box.top - 1 && y <= box.bottom() + 1;
                }
                QVERIFY(inside);
            }
    });
    QVERIFY2(changed > 20 * 100, qPrintable(QString::number(changed)));
}

// The person stays; what surrounds them changes, and so does one place without a person for each.
void TestSampler::backgroundsAreReplacedAroundPeople()
{
    const MadeData data{.pictures = 1, .people = 1, .width = 320, .height = 96};
    const InputSize size{320, 160}; // the letterbox leaves room below the person
    Box box = personBox(data, 0, 0);
    box.top += (size.height - data.height) / 2;
    int done = 0;
    compareWithout(data, size, &AugmentOptions::replaceBackground, [&](const Sample& plain, const Sample& replaced) {
        int around = 0, inMiddle = 0, elsewhere = 0;
        for (int y = 0; y < size.height; ++y)
            for (int x = 0; x < size.width; ++x) {
                const auto at = static_cast<std::size_t>(y * size.width + x);
                if (plain.rgb[at] == replaced.rgb[at])
                    continue;
                const double dx = std::abs(x + 0.5 - box.centerX()) / box.width * 2;
                const double dy = std::abs(y + 0.5 - box.centerY()) / box.height * 2;
                ++(std::hypot(dx, dy) < 0.7 ? inMiddle : std::max(dx, dy) < 1.6 ? around : elsewhere);
            }
        QCOMPARE(inMiddle, 0);
        QCOMPARE(around > 100, elsewhere > 100);
        done += around > 100;
    });
    QVERIFY2(done >= 15, qPrintable(QString::number(done)));
}

void TestSampler::labelsCarryTheirVectorsAndScores()
{
    const MadeData data{.pictures = 1, .people = 2};
    std::vector<MemoryFrame> frames = madeFrames(data);
    frames[0].labels[1].vector = 0;
    frames[0].labels[1].score = 0.6;
    frames[0].labels[1].added = true;
    const SourcePtr source = makeMemorySource(
        infoOf("made", IdentityKind::Real), frames,
        [data](std::size_t) -> Result<PicturePtr> { return makePersonPicture(data, 0); },
        std::vector<std::int8_t>(kIdentityVectorSize, 3));
    TrainOptions options = plainOptions();
    options.loss.softScores = 0.5;
    const auto sampler = Sampler::create({source}, options);
    const Ingredient ingredient = require(sampler).ingredient({0, 0}, *source->picture(0));
    QVERIFY(ingredient.boxes[0].real && !ingredient.boxes[1].real);
    QVERIFY(ingredient.boxes[0].vector.empty());
    QCOMPARE(ingredient.boxes[1].vector.size(), kIdentityVectorSize);
    math::Rng rng(1);
    const Sample sample = makeSample(std::span(&ingredient, 1), {160, 96}, options, rng);
    QCOMPARE(sample.targets.objects.size(), std::size_t{2});
    QCOMPARE(sample.targets.objects[0].certainty, 1.0F);
    QCOMPARE(sample.targets.objects[1].certainty, 0.8F);
}

QTEST_GUILESS_MAIN(TestSampler)
#include "tst_sampler.moc"
