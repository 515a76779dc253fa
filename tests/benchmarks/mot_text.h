#pragma once
// Folders in TrackEval's layout as input of the evaluation benchmarks: gt/<benchmark>-train/<seq>/gt/gt.txt with
// seqinfo.ini, trackers/<benchmark>-train/<name>/data/<seq>.txt. Only what the benchmarks need; the program's own
// readers are in core/formats.

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/evaluation/sequence_data.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

namespace tw::benchmarks {

// Calls row(fields, count) for each line of numbers separated by commas.
template <class Row>
void forEachRow(std::string_view text, const Row& row)
{
    std::array<double, 12> fields{};
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        std::size_t count = 0;
        while (at < end && *at != '\n') {
            double value = 0;
            const auto [next, error] = std::from_chars(at, end, value);
            if (error == std::errc() && count < fields.size())
                fields[count++] = value;
            at = error == std::errc() ? next : at + 1;
            while (at < end && (*at == ',' || *at == ' ' || *at == '\r'))
                ++at;
        }
        ++at;
        if (count >= 6)
            row(fields, count);
    }
}

inline FrameIndex sequenceLength(const std::filesystem::path& seqinfo)
{
    const auto text = readFile(seqinfo);
    const std::string_view key = "seqLength=";
    const auto at = text ? text->find(key) : std::string::npos;
    if (at == std::string::npos)
        return 0;
    const auto from = at + key.size();
    return static_cast<FrameIndex>(toInteger(text->substr(from, text->find('\n', from) - from)).value_or(0));
}

inline Result<evaluation::SequenceInput> readSequence(const std::filesystem::path& truthFolder,
                                                      const std::filesystem::path& resultFile)
{
    using namespace evaluation;
    TW_TRY_ASSIGN(const std::string truthText, readFile(truthFolder / "gt" / "gt.txt"));
    TW_TRY_ASSIGN(const std::string resultText, readFile(resultFile));
    std::vector<std::pair<FrameIndex, TruthBox>> truth;
    std::vector<std::pair<FrameIndex, ResultBox>> result;
    truth.reserve(truthText.size() / 24);
    result.reserve(resultText.size() / 32);
    forEachRow(truthText, [&](const auto& f, std::size_t count) {
        truth.push_back({static_cast<FrameIndex>(f[0]) - 1,
                         {TrackId{static_cast<std::int32_t>(f[1])},
                          {f[2], f[3], f[4], f[5]},
                          count >= 9 ? ClassId{static_cast<std::int32_t>(f[7])} : ClassId::kPedestrian,
                          f[6] != 0}});
    });
    forEachRow(resultText, [&](const auto& f, std::size_t) {
        result.push_back(
            {static_cast<FrameIndex>(f[0]) - 1, {TrackId{static_cast<std::int32_t>(f[1])}, {f[2], f[3], f[4], f[5]}}});
    });
    const FrameIndex length = sequenceLength(truthFolder / "seqinfo.ini");
    SequenceInput input;
    input.name = truthFolder.filename().string();
    TW_TRY_ASSIGN(input.truth, FrameTable<TruthBox>::build(length, truth));
    TW_TRY_ASSIGN(input.result, FrameTable<ResultBox>::build(length, result));
    return input;
}

} // namespace tw::benchmarks
