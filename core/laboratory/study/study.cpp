#include "core/laboratory/study/study.h"

#include "core/base/atomic_file.h"
#include "core/laboratory/study/study_page.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <optional>

namespace tw::laboratory {
namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

std::string toJson(const CellResult& cell, const Study& study)
{
    Json json{{"study", study.name}, {"conditions", study.conditions}, {"seconds", cell.seconds}};
    json["values"] = Json::object();
    for (const auto& [name, value] : cell.values)
        json["values"][name] = value;
    json["curves"] = Json::object();
    for (const auto& [name, curve] : cell.curves)
        json["curves"][name] = curve;
    return json.dump(1) + "\n";
}

// Nothing: not measured yet, or under other conditions, or not to be read.
std::optional<CellResult> storedCell(const fs::path& file, const Study& study)
{
    const auto text = readFile(file);
    if (!text)
        return std::nullopt;
    try {
        const Json json = Json::parse(*text);
        if (json.at("study").get<std::string>() != study.name ||
            json.at("conditions").get<std::string>() != study.conditions)
            return std::nullopt;
        CellResult cell;
        cell.seconds = json.at("seconds").get<double>();
        for (const auto& [name, value] : json.at("values").items())
            cell.values[name] = value.get<double>();
        for (const auto& [name, value] : json.at("curves").items())
            cell.curves[name] = value.get<Curve>();
        return cell;
    } catch (const Json::exception&) {
        return std::nullopt; // damaged: measured again
    }
}

Result<CellResult> measuredCell(const Study& study, std::size_t variant, std::size_t repeat, const fs::path& file,
                                const JobContext& job)
{
    const auto start = Clock::now();
    TW_TRY_ASSIGN(CellResult cell, study.measure(variant, repeat, job));
    cell.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    std::erase_if(cell.values, [](const auto& value) { return !std::isfinite(value.second); });
    TW_TRY(writeFileAtomically(file, toJson(cell, study)));
    return cell;
}

} // namespace

Spread spreadOf(const std::vector<double>& values)
{
    Spread out;
    out.count = static_cast<int>(values.size());
    if (values.empty())
        return out;
    for (const double value : values)
        out.mean += value / static_cast<double>(values.size());
    if (values.size() < 2)
        return out;
    double squares = 0;
    for (const double value : values)
        squares += (value - out.mean) * (value - out.mean);
    out.deviation = std::sqrt(squares / static_cast<double>(values.size() - 1));
    return out;
}

Spread spreadOf(const StudyReport& report, std::size_t variant, const std::string& measure)
{
    std::vector<double> values;
    for (const CellResult& cell : report.cells[variant])
        if (const auto found = cell.values.find(measure); found != cell.values.end())
            values.push_back(found->second);
    return spreadOf(values);
}

Result<StudyReport> runStudy(const Study& study, const fs::path& out, const JobContext& job, const StudyShard& shard)
{
    if (shard.jobs < 1 || shard.job < 0 || shard.job >= shard.jobs)
        return Error{ErrorCode::InvalidArgument, "a shard is i/n with 0 <= i < n", {}};
    if (study.variants.empty() || study.repeats.empty())
        return Error{ErrorCode::InvalidArgument, "there is nothing to measure in this study", study.name};
    std::error_code error;
    fs::create_directories(out / "cells", error);
    if (error)
        return Error{ErrorCode::Io, "the folder cannot be made: " + error.message(), out.string()};
    StudyReport report;
    report.cells.resize(study.variants.size(), std::vector<CellResult>(study.repeats.size()));
    const auto total = static_cast<std::int64_t>(study.variants.size() * study.repeats.size());
    // Repeat by repeat: a study that is stopped has compared all variants in some of them.
    for (std::size_t repeat = 0; repeat < study.repeats.size(); ++repeat) {
        for (std::size_t variant = 0; variant < study.variants.size(); ++variant) {
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "stopped", {}};
            const fs::path file =
                out / "cells" / (study.name + "." + study.variants[variant].id + "." + study.repeats[repeat] + ".json");
            if (auto stored = storedCell(file, study)) {
                report.cells[variant][repeat] = std::move(*stored);
                ++report.kept;
            } else if (static_cast<int>((repeat * study.variants.size() + variant) %
                                        static_cast<std::size_t>(shard.jobs)) != shard.job) {
                ++report.left;
            } else {
                TW_TRY_ASSIGN(report.cells[variant][repeat], measuredCell(study, variant, repeat, file, job));
                ++report.measured;
            }
            job.report("study", report.kept + report.measured + report.left, total);
        }
    }
    if (report.left == 0)
        TW_TRY(writeStudyPage(study, report, out));
    return report;
}

} // namespace tw::laboratory
