// Training of the re-identification network on made people: it learns their vectors, a stopped run goes on to the same
// weights, and bad input is named.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/reid_encoder.h"
#include "core/training/reid_crops.h"
#include "core/training/reid_trainer.h"
#include "tests/core/training/training_fixture.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tw;
using namespace tw::training;

namespace {

// Each person has one vector in all pictures.
SourcePtr taughtSource(test::MadeData data, const std::string& name)
{
    SourceInfo info;
    info.name = info.set = name;
    info.frameRate = 2;
    std::vector<MemoryFrame> frames = test::madeFrames(data);
    for (MemoryFrame& frame : frames)
        for (Label& label : frame.labels)
            label.vector = static_cast<std::int32_t>(label.identity) - 1;
    std::vector<std::int8_t> vectors;
    for (int person = 0; person < data.people; ++person) {
        math::Rng rng(static_cast<std::uint64_t>(person) + 50);
        for (std::size_t i = 0; i < kIdentityVectorSize; ++i)
            vectors.push_back(static_cast<std::int8_t>(rng.integer(-20, 20)));
    }
    return makeMemorySource(
        std::move(info), std::move(frames),
        [data](std::size_t index) -> Result<PicturePtr> { return test::makePersonPicture(data, int(index)); },
        std::move(vectors));
}

ReidTrainRequest requestIn(const std::filesystem::path& out, std::int64_t steps)
{
    ReidTrainRequest request;
    request.train = {taughtSource({.pictures = 8, .people = 4}, "made")};
    request.validation = {taughtSource({.pictures = 12, .people = 4, .seed = 9}, "other")};
    request.out = out;
    request.options.steps = steps;
    request.options.batch = 8;
    request.options.warmUpSteps = 2;
    request.options.saveEvery = 4;
    request.options.bf16 = false;
    return request;
}

std::vector<std::byte> bytesOf(const model::Checkpoint& checkpoint)
{
    std::vector<std::byte> out;
    for (const model::NamedTensor& tensor : checkpoint.tensors)
        if (tensor.value.bytes)
            out.insert(out.end(), tensor.value.bytes->begin(), tensor.value.bytes->end());
    return out;
}

} // namespace

class TestReidTrainer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cropsHoldThePerson()
    {
        std::vector<std::string> unreadable;
        const std::vector<SourcePtr> made{taughtSource({.pictures = 2, .people = 3}, "made")};
        const auto crops = ReidCrops::collect(made, false, {1 << 20, {}}, {}, unreadable);
        QVERIFY(crops && unreadable.empty());
        QCOMPARE(crops->people().size(), std::size_t{6});
        const auto plain = *crops->plain(crops->people()[0]);
        QCOMPARE(plain.size(), std::size_t{3} * model::kReidWidth * model::kReidHeight);
        const std::uint8_t* middle = &plain[std::size_t(3 * (64 * model::kReidWidth + 32))];
        QCOMPARE(int(middle[0]), 250); // the colours of person 0 in the fixture
        QCOMPARE(int(middle[1]), 20);
        QCOMPARE(int(middle[2]), 20);
        math::Rng first(3), same(3), other(4);
        const auto changed = *crops->changed(crops->people()[0], first);
        QCOMPARE(changed, *crops->changed(crops->people()[0], same));
        QVERIFY(changed != *crops->changed(crops->people()[0], other) && changed != plain);
    }

    void cropsBeyondTheLimitLieInAFile()
    {
        std::vector<std::string> unreadable;
        const std::vector<SourcePtr> made{taughtSource({.pictures = 4, .people = 3}, "made")};
        const auto all = ReidCrops::collect(made, false, {1 << 20, {}}, {}, unreadable);
        QVERIFY(all && all->inMemory() == 12);
        const QTemporaryDir folder;
        for (const std::size_t fitting : {0, 5, 11}) {
            constexpr std::size_t kCrop = 3 * 80 * 160;
            const auto some =
                ReidCrops::collect(made, false, {fitting * kCrop + 100, folder.path().toStdString()}, {}, unreadable);
            QVERIFY(some && some->inMemory() == fitting);
            QVERIFY(QDir(folder.path()).isEmpty()); // of a killed program nothing is left
            for (std::size_t i = 0; i < 12; ++i)
                QCOMPARE(*some->plain(some->people()[i]), *all->plain(all->people()[i]));
        }
        const auto nowhere =
            ReidCrops::collect(made, false, {0, folder.filePath(QStringLiteral("no")).toStdString()}, {}, unreadable);
        QVERIFY(!nowhere && nowhere.error().code == ErrorCode::Io);
        QVERIFY(nowhere.error().message().find("memory") != std::string::npos);
    }

    void learnsTheVectors()
    {
        const QTemporaryDir folder;
        ReidTrainRequest request = requestIn(folder.filePath(QStringLiteral("run")).toStdString(), 120);
        std::vector<double> losses;
        request.step = [&](const ReidStep& step) { losses.push_back(step.distillation); };
        const auto report = trainReid(request, {});
        QVERIFY2(report, report ? "" : report.error().message().c_str());
        QCOMPARE(report->steps, std::int64_t{120});
        QCOMPARE(report->people, std::size_t{32});
        QVERIFY(losses.size() >= 2 && losses.back() < .6 * losses.front());
        QCOMPARE(report->validation.size(), std::size_t{1});
        QVERIFY(report->validation[0].cosine && *report->validation[0].cosine > .5);
        QVERIFY(model::ReidEncoder::load(report->model.string(), model::Precision::Float32));
    }

    void aStoppedRunGoesOnToTheSameWeights()
    {
        const QTemporaryDir folder;
        const auto path = [&](const char* name) {
            return std::filesystem::path(folder.filePath(QLatin1String(name)).toStdString());
        };
        QVERIFY(trainReid(requestIn(path("whole"), 8), {}));
        ReidTrainRequest parts = requestIn(path("parts"), 8);
        std::stop_source stop;
        const JobContext stopping{stop.get_token(), [&](const Progress& progress) {
                                      if (progress.step == "train" && progress.done == 4)
                                          stop.request_stop();
                                  }};
        const auto first = trainReid(parts, stopping);
        QVERIFY(first && first->stopped);
        QCOMPARE(first->steps, std::int64_t{4});
        parts.resume = true;
        parts.options.steps = 9;
        const auto other = trainReid(parts, {});
        QVERIFY(!other && other.error().code == ErrorCode::InvalidArgument);
        QVERIFY(other.error().message().find("steps 8") != std::string::npos);
        parts.options.steps = 8;
        const auto second = trainReid(parts, {});
        QVERIFY2(second, second ? "" : second.error().message().c_str());
        QVERIFY(!second->stopped);
        const auto whole = model::readCheckpoint(path("whole") / "model.pth");
        const auto resumed = model::readCheckpoint(path("parts") / "model.pth");
        QVERIFY(whole && resumed && bytesOf(*whole) == bytesOf(*resumed));
    }

    void badInputIsNamed()
    {
        const QTemporaryDir folder;
        const std::filesystem::path out = folder.filePath(QStringLiteral("run")).toStdString();
        ReidTrainRequest request = requestIn(out, 4);
        request.train = {test::madeSource({.pictures = 4})}; // no vectors
        const auto untaught = trainReid(request, {});
        QVERIFY(!untaught && untaught.error().code == ErrorCode::InvalidArgument);
        QVERIFY(untaught.error().message().find("vector of a teacher") != std::string::npos);
        request = requestIn(out, 4);
        request.init = out / "nothing.pth";
        const auto noInit = trainReid(request, {});
        QVERIFY(!noInit && noInit.error().code == ErrorCode::NotFound);
        request = requestIn(out, 4);
        request.resume = true;
        const auto noState = trainReid(request, {});
        QVERIFY(!noState && noState.error().code == ErrorCode::NotFound);
        request = requestIn(out, 0);
        QVERIFY(!trainReid(request, {}));
        request = requestIn("/proc/nowhere/run", 4);
        const auto noFolder = trainReid(request, {});
        QVERIFY(!noFolder && noFolder.error().code == ErrorCode::Io);
    }
};

QTEST_GUILESS_MAIN(TestReidTrainer)
#include "tst_reid_trainer.moc"
