#pragma once
// Input of the evaluation tests: a minimal reader of MOTChallenge text, the figures by the names of TrackEval, and a
// generator of tracking results with every kind of error.

#include "core/evaluation/summary.h"
#include "core/math/rng.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tw::testing {

using namespace tw::evaluation;

inline std::vector<std::vector<double>> readRows(const std::filesystem::path& path)
{
    std::vector<std::vector<double>> rows;
    const auto text = readFile(path);
    if (!text)
        return rows;
    std::string_view rest = *text;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        std::vector<double> row;
        while (!line.empty()) {
            const auto comma = line.find(',');
            if (const auto value = toDouble(line.substr(0, comma)))
                row.push_back(*value);
            line = comma == std::string_view::npos ? std::string_view{} : line.substr(comma + 1);
        }
        if (row.size() >= 6)
            rows.push_back(row);
    }
    return rows;
}

inline FrameIndex readLength(const std::filesystem::path& seqinfo)
{
    const auto text = readFile(seqinfo);
    const std::string key = "seqLength=";
    const auto at = text ? text->find(key) : std::string::npos;
    if (at == std::string::npos)
        return 0;
    const auto from = at + key.size();
    return static_cast<FrameIndex>(toInteger(text->substr(from, text->find('\n', from) - from)).value_or(0));
}

inline Result<SequenceInput> readSequence(const std::filesystem::path& gtFolder, const std::filesystem::path& result,
                                          bool classes)
{
    const FrameIndex length = readLength(gtFolder / "seqinfo.ini");
    std::vector<std::pair<FrameIndex, TruthBox>> truth;
    for (const auto& row : readRows(gtFolder / "gt" / "gt.txt"))
        truth.push_back({static_cast<FrameIndex>(row[0]) - 1,
                         {TrackId{static_cast<std::int32_t>(row[1])},
                          {row[2], row[3], row[4], row[5]},
                          classes ? ClassId{static_cast<std::int32_t>(row.at(7))} : ClassId::kPedestrian,
                          row.at(6) != 0}});
    std::vector<std::pair<FrameIndex, ResultBox>> boxes;
    for (const auto& row : readRows(result))
        boxes.push_back({static_cast<FrameIndex>(row[0]) - 1,
                         {TrackId{static_cast<std::int32_t>(row[1])},
                          {row[2], row[3], row[4], row[5]},
                          ClassId::kPedestrian,
                          static_cast<float>(row.at(6))}});
    SequenceInput input;
    input.name = gtFolder.filename().string();
    TW_TRY_ASSIGN(input.truth, FrameTable<TruthBox>::build(length, truth));
    TW_TRY_ASSIGN(input.result, FrameTable<ResultBox>::build(length, boxes));
    return input;
}

// Every figure by TrackEval's name; arrays as 19 entries.
inline std::map<std::string, std::vector<double>> named(const Scores& s)
{
    std::map<std::string, std::vector<double>> all;
    const auto list = [](const auto& values) {
        std::vector<double> out;
        for (const auto value : values)
            out.push_back(static_cast<double>(value));
        return out;
    };
    const auto count = [](std::int64_t value) { return std::vector<double>{static_cast<double>(value)}; };
    const auto real = [](double value) { return std::vector<double>{value}; };
    const HotaScores& h = s.hota;
    all = {{"HOTA", list(h.hota)},     {"DetA", list(h.detA)},     {"AssA", list(h.assA)},
           {"DetRe", list(h.detRe)},   {"DetPr", list(h.detPr)},   {"AssRe", list(h.assRe)},
           {"AssPr", list(h.assPr)},   {"LocA", list(h.locA)},     {"OWTA", list(h.owta)},
           {"HOTA_TP", list(h.tp)},    {"HOTA_FN", list(h.fn)},    {"HOTA_FP", list(h.fp)},
           {"HOTA(0)", real(h.hota0)}, {"LocA(0)", real(h.locA0)}, {"HOTALocA(0)", real(h.hotaLocA0)}};
    const ClearScores& c = s.clear;
    all.insert({{"MOTA", real(c.mota)},
                {"MOTP", real(c.motp)},
                {"MODA", real(c.moda)},
                {"CLR_Re", real(c.recall)},
                {"CLR_Pr", real(c.precision)},
                {"MTR", real(c.mostlyTrackedShare)},
                {"PTR", real(c.partlyTrackedShare)},
                {"MLR", real(c.mostlyLostShare)},
                {"sMOTA", real(c.smota)},
                {"CLR_F1", real(c.f1)},
                {"FP_per_frame", real(c.fpPerFrame)},
                {"MOTAL", real(c.motal)},
                {"MOTP_sum", real(c.similaritySum)},
                {"CLR_TP", count(c.tp)},
                {"CLR_FN", count(c.fn)},
                {"CLR_FP", count(c.fp)},
                {"IDSW", count(c.switches)},
                {"MT", count(c.mostlyTracked)},
                {"PT", count(c.partlyTracked)},
                {"ML", count(c.mostlyLost)},
                {"Frag", count(c.fragments)},
                {"CLR_Frames", count(c.frames)}});
    all.insert({{"IDF1", real(s.identity.idf1)},
                {"IDR", real(s.identity.idr)},
                {"IDP", real(s.identity.idp)},
                {"IDTP", count(s.identity.tp)},
                {"IDFN", count(s.identity.fn)},
                {"IDFP", count(s.identity.fp)},
                {"Dets", count(s.count.resultBoxes)},
                {"GT_Dets", count(s.count.truthBoxes)},
                {"IDs", count(s.count.resultIds)},
                {"GT_IDs", count(s.count.truthIds)},
                {"Frames", count(s.count.frames)}});
    return all;
}

struct SceneOptions {
    FrameIndex frames = 60;
    int people = 8;
    double missing = 0.1;   // a box of the result is left out
    double noise = 3;       // pixels
    double swap = 0.02;     // two result ids change places from here on, per frame
    double ghosts = 0.5;    // boxes without a person per frame
    double distractors = 0; // share of people with a distractor class
    bool grid = false;      // whole-pixel boxes on a coarse grid, so that equal similarities abound
};

// People that walk through each other and what a bad tracker makes of them.
inline SequenceInput makeScene(std::uint64_t seed, const SceneOptions& options)
{
    math::Rng rng(seed);
    struct Person {
        double x, y, vx, vy, height;
        int resultId;
        FrameIndex from, to;
        ClassId classId;
    };
    std::vector<Person> people;
    for (int k = 0; k < options.people; ++k)
        people.push_back({rng.uniform(0, 400), rng.uniform(0, 150), rng.normal(0, 4), rng.normal(0, 1),
                          rng.uniform(60, 120), k + 1, rng.integer(0, options.frames / 3),
                          rng.integer(options.frames / 2, options.frames - 1),
                          rng.chance(options.distractors) ? ClassId{8} : ClassId::kPedestrian});
    std::vector<std::pair<FrameIndex, TruthBox>> truth;
    std::vector<std::pair<FrameIndex, ResultBox>> result;
    const auto snapped = [&](Box box) {
        if (!options.grid)
            return box;
        const auto snap = [](double v) { return std::round(v / 20) * 20; };
        return Box{snap(box.left), snap(box.top), 40, 80};
    };
    for (FrameIndex f = 0; f < options.frames; ++f) {
        if (people.size() > 1 && rng.chance(options.swap))
            std::swap(people[rng.below(people.size())].resultId, people[rng.below(people.size())].resultId);
        for (std::size_t k = 0; k < people.size(); ++k) {
            Person& p = people[k];
            p.x += p.vx;
            p.y += p.vy;
            if (f < p.from || f > p.to)
                continue;
            const Box box{p.x, p.y, 0.4 * p.height, p.height};
            truth.push_back(
                {f, {TrackId{static_cast<std::int32_t>(k) + 1}, snapped(box), p.classId, !rng.chance(0.02)}});
            if (rng.chance(options.missing))
                continue;
            const Box seen{box.left + rng.normal(0, options.noise), box.top + rng.normal(0, options.noise), box.width,
                           box.height + rng.normal(0, options.noise)};
            result.push_back({f, {TrackId{p.resultId}, snapped(seen), ClassId::kPedestrian, 1.0F}});
        }
        int ghost = 1000;
        while (rng.chance(options.ghosts) && ghost < 1005)
            result.push_back({f,
                              {TrackId{ghost++}, snapped({rng.uniform(0, 400), rng.uniform(0, 150), 30, 80}),
                               ClassId::kPedestrian, 0.5F}});
    }
    SequenceInput input;
    input.name = "scene " + toText(static_cast<std::int64_t>(seed));
    input.truth = *FrameTable<TruthBox>::build(options.frames, truth);
    input.result = *FrameTable<ResultBox>::build(options.frames, result);
    return input;
}

} // namespace tw::testing
