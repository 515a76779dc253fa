// What the fast paths may not change, with the model that ships: the fused network in float32 against the eager one
// (boxes within 0.05 pixels, the same identities), rows through the decode thread against whole pictures (the same
// numbers), bfloat16 against float32 (MOTA and IDF1 at most 0.2 of a hundred lower, on sequences whose truth is known).
// A score that crosses the threshold moves a scene by a point or two either way, so the loss is the mean over ten
// scenes and has to be more than twice its own standard error.

#include "core/evaluation/summary.h"
#include "core/pipeline/frame_preparer.h"
#include "core/pipeline/track_video.h"
#include "core/video/scene_clip.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <span>

using namespace tw;
using namespace tw::pipeline;

namespace {

namespace fs = std::filesystem;

struct Run {
    std::string executor;
    std::vector<tracker::FrameTracks> tracks;
    std::vector<FramePeaks> peaks;
};

Result<Run> track(const fs::path& video, model::Precision precision, model::Executor executor)
{
    TrackRequest request;
    request.video = video;
    request.detector.precision = precision;
    request.detector.executor = executor;
    Run run;
    TW_TRY_ASSIGN(const TrackReport report,
                  trackVideo(request,
                             [&run](TrackBatch batch) {
                                 std::move(batch.tracks.begin(), batch.tracks.end(), std::back_inserter(run.tracks));
                                 std::move(batch.peaks.begin(), batch.peaks.end(), std::back_inserter(run.peaks));
                             },
                             {}));
    if (!report.issues.empty())
        return Error{ErrorCode::Unreadable, report.issues.front(), video.string()};
    run.executor = report.model.executor;
    return run;
}

video::SceneOptions scene(std::uint64_t seed, FrameIndex frames, int people)
{
    video::SceneOptions options;
    options.seed = seed;
    options.width = 640;
    options.height = 360;
    options.frameCount = frames;
    options.people = people;
    options.view = seed % 2 == 0 ? video::SceneOptions::View::EyeLevel : video::SceneOptions::View::Elevated;
    options.place = static_cast<video::SceneOptions::Place>(seed % 4);
    return options;
}

double largestShift(const Box& a, const Box& b)
{
    return std::max({std::abs(a.left - b.left), std::abs(a.top - b.top), std::abs(a.left + a.width - b.left - b.width),
                     std::abs(a.top + a.height - b.top - b.height)});
}

struct Difference {
    std::string text; // empty: the same identities everywhere
    double shift = 0; // of a box, source pixels
    std::size_t boxes = 0;
};

Difference compare(const Run& a, const Run& b)
{
    Difference d;
    if (a.tracks.size() != b.tracks.size())
        return {"another number of frames", 0, 0};
    for (std::size_t f = 0; f < a.tracks.size(); ++f) {
        const auto& left = a.tracks[f].boxes;
        const auto& right = b.tracks[f].boxes;
        const auto sameId = [](const tracker::TrackedBox& x, const tracker::TrackedBox& y) { return x.id == y.id; };
        if (!std::equal(left.begin(), left.end(), right.begin(), right.end(), sameId)) {
            d.text = "other identities in frame " + std::to_string(f + 1);
            return d;
        }
        for (std::size_t i = 0; i < left.size(); ++i)
            d.shift = std::max(d.shift, largestShift(left[i].box, right[i].box));
        d.boxes += left.size();
    }
    return d;
}

evaluation::SequenceInput sequence(const video::DrawnScene& drawn, const Run& run)
{
    std::vector<std::pair<FrameIndex, evaluation::TruthBox>> truth;
    std::vector<std::pair<FrameIndex, evaluation::ResultBox>> result;
    const FrameIndex frames = drawn.options().frameCount;
    for (FrameIndex frame = 0; frame < frames; ++frame) {
        for (const video::DrawnPerson& person : drawn.truth(frame)) {
            // who is hidden or cut off cannot be asked for
            truth.push_back({frame, {person.id, person.box, ClassId::kPedestrian, person.visibility > 0.25}});
        }
    }
    for (const tracker::FrameTracks& tracks : run.tracks) {
        for (const tracker::TrackedBox& box : tracks.boxes)
            result.push_back({tracks.frame, {box.id, box.box, ClassId::kPedestrian, box.score}});
    }
    return {"drawn", *evaluation::FrameTable<evaluation::TruthBox>::build(frames, truth),
            *evaluation::FrameTable<evaluation::ResultBox>::build(frames, result)};
}

// Of a scene's scores to the better, and how far chance moves the mean.
struct Gain {
    double mean = 0;
    double error = 0;
};

Gain gainOf(const std::vector<double>& differences)
{
    const auto count = static_cast<double>(differences.size());
    Gain gain;
    for (const double each : differences)
        gain.mean += each / count;
    double squares = 0;
    for (const double each : differences)
        squares += (each - gain.mean) * (each - gain.mean);
    gain.error = std::sqrt(squares / (count - 1) / count);
    return gain;
}

// One-sided 99 % quantile of Student's t for ten scenes: one identity more or less moves a scene by several points.
constexpr double kQuantile99 = 2.82;

// How scores of peaks that are seen by both differ.
void addScoreShifts(const Run& exact, const Run& rough, std::vector<double>& shifts)
{
    for (std::size_t f = 0; f < std::min(exact.peaks.size(), rough.peaks.size()); ++f)
        for (const Peak& a : exact.peaks[f].peaks) {
            if (a.score < 0.25F)
                continue;
            for (const Peak& b : rough.peaks[f].peaks)
                if (largestShift(a.box(), b.box()) < 4) {
                    shifts.push_back(static_cast<double>(b.score) - a.score);
                    break;
                }
        }
}

bool hasBf16()
{
    std::ifstream file("/proc/cpuinfo");
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return text.find("avx512_bf16") != std::string::npos;
}

} // namespace

class TestSpeedGates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsGiveTheSameNumbers();
    void fusedKeepsBoxesAndIdentities_data();
    void fusedKeepsBoxesAndIdentities();
    void bfloat16OnScene_data();
    void bfloat16OnScene();
    void bfloat16KeepsTheScores();

private:
    fs::path folder() const { return fs::path(m_folder.path().toStdString()); }
    QTemporaryDir m_folder;
    std::vector<evaluation::SequenceInput> m_exact, m_rough;
    std::vector<double> m_shifts; // of scores
};

void TestSpeedGates::rowsGiveTheSameNumbers()
{
    const video::DrawnScene drawn(scene(3, 8, 6));
    const fs::path clip = folder() / "rows.mp4";
    QVERIFY(video::writeScene(drawn, clip));
    auto detector = model::Detector::load("lite", {});
    QVERIFY2(detector, detector ? "" : detector.error().message().c_str());
    video::OpenOptions opening;
    opening.content = video::FrameContent::Planes;
    const auto planes = video::openSource(clip, opening);
    const auto images = video::openSource(clip);
    QVERIFY(planes && images);
    FramePreparer preparer(detector->options().size);
    std::size_t found = 0;
    for (FrameIndex frame = 0; frame < drawn.options().frameCount; ++frame) {
        const auto picture = (*planes)->read(frame);
        const auto whole = (*images)->read(frame);
        QVERIFY(picture && whole);
        const auto input = preparer.prepare(*picture, (*planes)->info());
        QVERIFY(input);
        const auto a = detector->detect(*input);
        const auto b = detector->detect((*whole)->image);
        QVERIFY(a && b);
        QCOMPARE(a->peaks.size(), b->peaks.size());
        for (std::size_t i = 0; i < a->peaks.size(); ++i) {
            QCOMPARE(largestShift(a->peaks[i].box, b->peaks[i].box), 0.0);
            QCOMPARE(a->peaks[i].score, b->peaks[i].score);
            QVERIFY(a->peaks[i].embedding == b->peaks[i].embedding);
        }
        found += a->detections.size();
    }
    QVERIFY2(found > 8, "people are found at all");
}

void TestSpeedGates::fusedKeepsBoxesAndIdentities_data()
{
    QTest::addColumn<QString>("clip"); // empty: drawn
    QTest::addColumn<int>("seed");
    QTest::newRow("drawn") << QString() << 5;
    QTest::newRow("drawn at eye level") << QString() << 8;
    const QString shared = qEnvironmentVariable("TW_SHARED");
    const QString mix = shared + QStringLiteral("/data/media/clips/intel_mix_480x270.mp4");
    if (!shared.isEmpty() && QFile::exists(mix))
        QTest::newRow("intel_mix") << mix << 0;
}

void TestSpeedGates::fusedKeepsBoxesAndIdentities()
{
    QFETCH(const QString, clip);
    QFETCH(const int, seed);
    fs::path path = clip.toStdString();
    if (clip.isEmpty()) {
        path = folder() / ("drawn" + std::to_string(seed) + ".mp4");
        QVERIFY(video::writeScene(video::DrawnScene(scene(static_cast<std::uint64_t>(seed), 40, 9)), path));
    }
    const auto eager = track(path, model::Precision::Float32, model::Executor::Eager);
    const auto fused = track(path, model::Precision::Float32, model::Executor::Fused);
    QVERIFY2(eager && fused, eager ? "" : eager.error().message().c_str());
    QCOMPARE(eager->executor, std::string("eager fp32"));
    QVERIFY(fused->executor.starts_with("fused fp32"));
    const Difference d = compare(*eager, *fused);
    qInfo("%zu boxes, the furthest moved by %.5f pixels", d.boxes, d.shift);
    QVERIFY2(d.text.empty(), d.text.c_str());
    QVERIFY2(d.boxes > 60, "people are tracked at all");
    QVERIFY2(d.shift <= 0.05, std::to_string(d.shift).c_str());
    // the detections behind them
    QCOMPARE(eager->peaks.size(), fused->peaks.size());
    double shift = 0;
    double score = 0;
    for (std::size_t f = 0; f < eager->peaks.size(); ++f) {
        const auto& a = eager->peaks[f].peaks;
        const auto& b = fused->peaks[f].peaks;
        for (std::size_t i = 0; i < std::min(a.size(), b.size()) && a[i].score > 0.4F; ++i) {
            shift = std::max(shift, largestShift(a[i].box(), b[i].box()));
            score = std::max(score, std::abs(static_cast<double>(a[i].score) - b[i].score));
        }
    }
    QVERIFY2(shift <= 0.05, std::to_string(shift).c_str());
    QVERIFY2(score <= 1e-4, std::to_string(score).c_str());
}

void TestSpeedGates::bfloat16OnScene_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 11; seed <= 20; ++seed)
        QTest::addRow("scene %d", seed) << seed;
}

// One scene at a time; bfloat16KeepsTheScores() puts them together.
void TestSpeedGates::bfloat16OnScene()
{
    QFETCH(const int, seed);
    if (!hasBf16())
        QSKIP("this processor has no bfloat16 instructions");
    const video::DrawnScene drawn(scene(static_cast<std::uint64_t>(seed), 75, 8));
    const fs::path path = folder() / ("scene" + std::to_string(seed) + ".mp4");
    QVERIFY(video::writeScene(drawn, path));
    const auto fp32 = track(path, model::Precision::Float32, model::Executor::Auto);
    const auto bf16 = track(path, model::Precision::BFloat16, model::Executor::Auto);
    QVERIFY(fp32 && bf16);
    QVERIFY(bf16->executor.starts_with("fused bf16"));
    const Difference d = compare(*fp32, *bf16);
    QVERIFY2(d.shift > 0 || !d.text.empty(), "two different runs");
    addScoreShifts(*fp32, *bf16, m_shifts);
    m_exact.push_back(sequence(drawn, *fp32));
    m_rough.push_back(sequence(drawn, *bf16));
}

void TestSpeedGates::bfloat16KeepsTheScores()
{
    if (m_exact.empty())
        QSKIP("no scene was tracked in bfloat16");
    const auto a = evaluation::evaluate(m_exact, {});
    const auto b = evaluation::evaluate(m_rough, {});
    QVERIFY(a && b);
    const evaluation::Scores& fp32 = a->classes.front().combined;
    const evaluation::Scores& bf16 = b->classes.front().combined;
    qInfo("fp32 / bf16: MOTA %.2f / %.2f, IDF1 %.2f / %.2f of %lld boxes", 100 * fp32.clear.mota, 100 * bf16.clear.mota,
          100 * fp32.identity.idf1, 100 * bf16.identity.idf1, static_cast<long long>(fp32.count.truthBoxes));
    QVERIFY2(fp32.clear.mota > 0.3 && fp32.identity.idf1 > 0.3, "the model works on these scenes");
    std::vector<double> mota, idf1;
    for (std::size_t i = 0; i < m_exact.size(); ++i) {
        const auto exact = evaluation::evaluate(std::span(&m_exact[i], 1), {});
        const auto rough = evaluation::evaluate(std::span(&m_rough[i], 1), {});
        QVERIFY(exact && rough);
        const evaluation::Scores& x = exact->classes.front().combined;
        const evaluation::Scores& y = rough->classes.front().combined;
        mota.push_back(y.clear.mota - x.clear.mota);
        idf1.push_back(y.identity.idf1 - x.identity.idf1);
    }
    QVERIFY(mota.size() >= 10);
    QVERIFY(m_shifts.size() > 1000);
    const Gain score = gainOf(m_shifts);
    qInfo("scores of %zu peaks differ by %.4f on average", m_shifts.size(), score.mean);
    QVERIFY(std::abs(score.mean) < 0.01);
    for (const Gain& gain : {gainOf(mota), gainOf(idf1)}) {
        qInfo("bf16 gains %.2f +- %.2f", 100 * gain.mean, 100 * gain.error);
        QVERIFY2(gain.error < 0.015, "the scenes say enough");
        QVERIFY(gain.mean + kQuantile99 * gain.error >= -0.002);
    }
}

QTEST_GUILESS_MAIN(TestSpeedGates)
#include "tst_speed_gates.moc"
