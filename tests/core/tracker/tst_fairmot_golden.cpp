// The tracker against stored runs of the published program: ids, order, lost lists and counts exactly, boxes to 1e-6.

#include "core/tracker/fairmot_tracker.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>
#include <fstream>

using namespace tw;
using namespace tw::tracker;
using nlohmann::json;

namespace {

Detection detectionFrom(const json& entry)
{
    const auto tlbr = entry.at("tlbr").get<std::array<float, 4>>();
    Detection detection;
    // sizes are differences of single precision numbers there
    detection.box = {tlbr[0], tlbr[1], tlbr[2] - tlbr[0], tlbr[3] - tlbr[1]};
    detection.score = entry.at("score").get<float>();
    detection.embedding = entry.at("feat").get<std::vector<float>>();
    return detection;
}

std::string describe(const std::string& scenario, std::size_t frame, const std::string& what)
{
    return scenario + ", frame " + std::to_string(frame + 1) + ": " + what;
}

// Empty when all is as expected.
std::string difference(const std::string& name, const json& scenario, int& compared)
{
    FairmotOptions options;
    options.frameRate = scenario.at("frame_rate").get<double>();
    options.trackBuffer = scenario.at("track_buffer").get<int>();
    options.detectionThreshold = options.newTrackThreshold = scenario.at("conf_thres").get<double>();
    auto tracker = FairmotTracker::create(options);
    if (!tracker)
        return tracker.error().message();
    const json& frames = scenario.at("frames");
    const json& expected = scenario.at("expected");
    for (std::size_t f = 0; f < frames.size(); ++f) {
        std::vector<Detection> detections;
        for (const json& entry : frames[f])
            detections.push_back(detectionFrom(entry));
        const auto tracks = (*tracker)->update(static_cast<FrameIndex>(f), detections);
        if (!tracks)
            return describe(name, f, tracks.error().message());
        const json& out = expected[f].at("out");
        if (tracks->boxes.size() != out.size())
            return describe(name, f, "has " + std::to_string(tracks->boxes.size()) + " tracks");
        for (std::size_t i = 0; i < out.size(); ++i) {
            const TrackedBox& ours = tracks->boxes[i];
            if (number(ours.id) != out[i].at("id").get<int>())
                return describe(name, f, "id " + std::to_string(number(ours.id)));
            const auto tlwh = out[i].at("tlwh").get<std::array<double, 4>>();
            const std::array<double, 4> box{ours.box.left, ours.box.top, ours.box.width, ours.box.height};
            for (std::size_t k = 0; k < 4; ++k)
                if (!(std::abs(box[k] - tlwh[k]) <= 1e-6))
                    return describe(name, f, "box of " + std::to_string(number(ours.id)));
            if (ours.score != out[i].at("score").get<float>())
                return describe(name, f, "score of " + std::to_string(number(ours.id)));
            ++compared;
        }
        std::vector<int> lost;
        for (const TrackId id : (*tracker)->lostIds())
            lost.push_back(number(id));
        if (lost != expected[f].at("lost").get<std::vector<int>>())
            return describe(name, f, "lost tracks");
        if ((*tracker)->removals() != expected[f].at("n_removed").get<std::int64_t>())
            return describe(name, f, "removed tracks");
        if ((*tracker)->lastId() != expected[f].at("next_count").get<int>())
            return describe(name, f, "id counter");
    }
    return {};
}

} // namespace

class TestFairmotGolden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsThePublishedProgram()
    {
        std::ifstream file(std::string(qgetenv("TW_SHARED").constData()) + "/golden/fairmot_tracker.json");
        if (!file)
            QSKIP("reference data not present; tst_fairmot_tracker tests the same rules on its own input");
        const json golden = json::parse(file);
        int compared = 0;
        int scenarios = 0;
        for (const auto& [name, scenario] : golden.at("scenarios").items()) {
            const std::string found = difference(name, scenario, compared);
            QVERIFY2(found.empty(), found.c_str());
            ++scenarios;
        }
        QVERIFY(scenarios >= 11);
        QVERIFY(compared > 500);
    }
};

QTEST_GUILESS_MAIN(TestFairmotGolden)
#include "tst_fairmot_golden.moc"
