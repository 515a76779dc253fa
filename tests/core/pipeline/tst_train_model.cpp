// What frames of a project become: which are learnt from, which are kept to measure with, which picture belongs to
// which labels. The clip's frames show their own number.
#include "core/pipeline/train_model.h"

#include "core/annotation/edits.h"
#include "tests/support/synthetic_video.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace tw;
using namespace tw::pipeline;
namespace a = tw::annotation;

namespace {

constexpr int kFrames = 40;
constexpr int kWidth = 160, kHeight = 96;

a::TrackPtr makeTrack(int id, FrameRange frames, bool verified = false)
{
    a::Track track;
    track.id = TrackId{id};
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        a::TrackBox box;
        box.frame = frame;
        box.box = {10.0 * id, 20, 8, 20};
        box.visibility = 0.5F;
        box.verified = verified;
        track.boxes.push_back(box);
    }
    return std::make_shared<const a::Track>(std::move(track));
}

std::set<FrameIndex> numbersOf(const training::SourcePtr& source)
{
    std::set<FrameIndex> numbers;
    for (std::size_t i = 0; i < source->size(); ++i) {
        const auto picture = source->picture(i);
        if (!picture)
            return {};
        numbers.insert(tw::test::readNumber((*picture)->view()));
    }
    return numbers;
}

std::set<FrameIndex> range(FrameIndex first, FrameIndex last)
{
    std::set<FrameIndex> numbers;
    for (FrameIndex frame = first; frame <= last; ++frame)
        numbers.insert(frame);
    return numbers;
}

} // namespace

class TestTrainModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void verifiedFramesAreComplete();
    void theEndIsHeldOut();
    void verifiedPeopleAloneAreNotComplete();
    void everyBoxIsNeverComplete();
    void onlyLookalikesAreIgnored();
    void verifiedForAllFramesEndsWithTheBoxes();
    void nothingVerified();
    void wrongShare();
    void missingVideoIsToldByThePicture();
    void folderWithoutSequences();
    void nothingToLearnFrom();

private:
    ProjectFrames project(a::DocumentState state) const;

    QTemporaryDir m_folder;
    std::filesystem::path m_video;
};

void TestTrainModel::initTestCase()
{
    m_video = std::filesystem::path(m_folder.path().toStdString()) / "clip.mp4";
    video::VideoWriterOptions options;
    options.width = kWidth;
    options.height = kHeight;
    QVERIFY(tw::test::writeNumberedVideo(m_video, options, kFrames));
}

ProjectFrames TestTrainModel::project(a::DocumentState state) const
{
    ProjectFrames project;
    project.document = std::make_shared<const a::DocumentState>(std::move(state));
    project.video = m_video;
    project.name = "clip";
    return project;
}

void TestTrainModel::verifiedFramesAreComplete()
{
    a::DocumentState state;
    state.tracks[TrackId{1}] = makeTrack(1, {0, 39});
    state.tracks[TrackId{2}] = makeTrack(2, {5, 12});
    state.verifiedFrames = {{3, 9}, {20, 22}};
    const auto sources = openProject(project(state), false);
    QVERIFY(sources);
    QCOMPARE(sources->train.size(), std::size_t{1});
    QVERIFY(sources->validation.empty());
    const training::DatasetSource& source = *sources->train.front();
    QVERIFY(source.info().exhaustive);
    QVERIFY(source.info().identities == training::IdentityKind::Real);
    std::set<FrameIndex> expected = range(3, 9);
    expected.merge(range(20, 22));
    QCOMPARE(numbersOf(sources->train.front()), expected);
    // frame 5 is the third of them: both people, with their boxes and numbers
    QCOMPARE(source.pictureName(2), std::string("clip frame 6"));
    QCOMPARE(source.labels(2).size(), std::size_t{2});
    QCOMPARE(source.labels(2)[1].identity, std::int64_t{2});
    QVERIFY(source.labels(2)[1].box == (Box{20, 20, 8, 20}));
    QCOMPARE(source.labels(2)[1].visibility, 0.5);
    const ProjectFrameCounts counts = countFrames(project(state));
    QCOMPARE(counts.frames, 10);
    QCOMPARE(counts.boxes, 10 + 5);
    QCOMPARE(counts.people, 2);
}

void TestTrainModel::theEndIsHeldOut()
{
    a::DocumentState state;
    state.tracks[TrackId{1}] = makeTrack(1, {0, 39});
    state.verifiedFrames = {{0, 39}};
    const auto sources = openProject(project(state), true);
    QVERIFY(sources);
    QCOMPARE(sources->validation.size(), std::size_t{1});
    QCOMPARE(numbersOf(sources->train.front()), range(0, 31));
    QCOMPARE(numbersOf(sources->validation.front()), range(32, 39));
    // too few to say anything: all are learnt from
    state.verifiedFrames = {{0, 9}};
    const auto few = openProject(project(state), true);
    QVERIFY(few && few->validation.empty());
    QCOMPARE(few->train.front()->size(), std::size_t{10});
}

void TestTrainModel::verifiedPeopleAloneAreNotComplete()
{
    a::DocumentState state;
    state.tracks[TrackId{1}] = makeTrack(1, {0, 19}, true);
    state.tracks[TrackId{2}] = makeTrack(2, {0, 19});
    state.verifiedFrames = {{0, 3}};
    const auto sources = openProject(project(state), false);
    QVERIFY(sources);
    QCOMPARE(sources->train.size(), std::size_t{2});
    QCOMPARE(sources->train[0]->labels(0).size(), std::size_t{2});
    QVERIFY(!sources->train[1]->info().exhaustive);
    QCOMPARE(numbersOf(sources->train[1]), range(4, 19));
    QCOMPARE(sources->train[1]->labels(0).size(), std::size_t{1});
    QCOMPARE(sources->train[1]->labels(0)[0].identity, std::int64_t{1});
}

void TestTrainModel::everyBoxIsNeverComplete()
{
    a::DocumentState state;
    state.tracks[TrackId{1}] = makeTrack(1, {0, 9});
    ProjectFrames all = project(state);
    all.frames = ProjectFrames::Frames::All;
    const auto sources = openProject(all, true);
    QVERIFY(sources);
    QCOMPARE(sources->train.size(), std::size_t{1});
    QVERIFY(!sources->train.front()->info().exhaustive);
    QVERIFY(sources->validation.empty()); // unreviewed frames measure nothing
    QCOMPARE(countFrames(all).boxes, 10);
}

void TestTrainModel::onlyLookalikesAreIgnored()
{
    a::DocumentState state;
    a::Track distractor = *makeTrack(1, {0, 1}), car = *makeTrack(3, {0, 1});
    distractor.classId = ClassId{8};
    car.classId = ClassId{3};
    state.tracks[TrackId{1}] = std::make_shared<const a::Track>(distractor);
    state.tracks[TrackId{2}] = makeTrack(2, {0, 1});
    state.tracks[TrackId{3}] = std::make_shared<const a::Track>(car);
    state.verifiedFrames = {{0, 1}};
    const auto sources = openProject(project(state), false);
    QVERIFY(sources);
    QCOMPARE(sources->train.front()->labels(0).size(), std::size_t{2}); // a car is background
    QVERIFY(sources->train.front()->labels(0)[0].ignore);
    QVERIFY(!sources->train.front()->labels(0)[1].ignore);
    QCOMPARE(countFrames(project(state)).boxes, 2);
}

void TestTrainModel::verifiedForAllFramesEndsWithTheBoxes()
{
    a::DocumentState state;
    state.tracks[TrackId{1}] = makeTrack(1, {0, 39});
    state.verifiedFrames = {a::kAllFrames};
    QCOMPARE(countFrames(project(state)).frames, kFrames);
}

void TestTrainModel::nothingVerified()
{
    a::DocumentState state;
    state.tracks[TrackId{1}] = makeTrack(1, {0, 39});
    const auto sources = openProject(project(state), true);
    QVERIFY(sources && sources->train.empty() && sources->validation.empty());
    QCOMPARE(countFrames(project(state)).frames, 0);
}

void TestTrainModel::wrongShare()
{
    ProjectFrames frames = project({});
    frames.heldOut = 1;
    const auto sources = openProject(frames, true);
    QVERIFY(!sources);
    QVERIFY(sources.error().code == ErrorCode::InvalidArgument);
}

void TestTrainModel::missingVideoIsToldByThePicture()
{
    a::DocumentState state;
    state.tracks[TrackId{1}] = makeTrack(1, {0, 3});
    state.verifiedFrames = {{0, 3}};
    ProjectFrames frames = project(state);
    frames.video = m_video.parent_path() / "gone.mp4";
    const auto sources = openProject(frames, false);
    QVERIFY(sources);
    const auto picture = sources->train.front()->picture(0);
    QVERIFY(!picture);
    QVERIFY(picture.error().code == ErrorCode::NotFound);
}

void TestTrainModel::folderWithoutSequences()
{
    TrainModelRequest request;
    request.data.push_back(std::filesystem::path(m_folder.path().toStdString()));
    request.train.out = m_video.parent_path() / "run";
    const auto report = trainModel(std::move(request), {});
    QVERIFY(!report);
    QVERIFY(report.error().code == ErrorCode::NotFound);
}

void TestTrainModel::nothingToLearnFrom()
{
    TrainModelRequest request;
    request.project = project({});
    request.train.out = m_video.parent_path() / "run";
    const auto report = trainModel(std::move(request), {});
    QVERIFY(!report);
    QVERIFY(report.error().code == ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestTrainModel)
#include "tst_train_model.moc"
