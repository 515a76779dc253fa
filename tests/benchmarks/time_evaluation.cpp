// One evaluation of a folder in TrackEval's layout, as JSON on stdout: the figures and the time of each stage. The
// comparison script runs it in turn with TrackEval.
//
//   time_evaluation ROOT BENCHMARK TRACKER [THREADS]

#include "mot_text.h"

#include "core/evaluation/summary.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <thread>

using namespace tw;
using namespace tw::evaluation;

namespace {

double millisecondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void printScores(const char* name, const Scores& s, bool last)
{
    std::printf("  \"%s\": {\"HOTA\": %s, \"DetA\": %s, \"AssA\": %s, \"LocA\": %s, \"MOTA\": %s, \"MOTP\": %s, "
                "\"IDF1\": %s, \"IDSW\": %lld, \"Frag\": %lld, \"CLR_FP\": %lld, \"CLR_FN\": %lld, \"IDTP\": %lld}%s\n",
                name, toText(mean(s.hota.hota)).c_str(), toText(mean(s.hota.detA)).c_str(),
                toText(mean(s.hota.assA)).c_str(), toText(mean(s.hota.locA)).c_str(), toText(s.clear.mota).c_str(),
                toText(s.clear.motp).c_str(), toText(s.identity.idf1).c_str(), static_cast<long long>(s.clear.switches),
                static_cast<long long>(s.clear.fragments), static_cast<long long>(s.clear.fp),
                static_cast<long long>(s.clear.fn), static_cast<long long>(s.identity.tp), last ? "" : ",");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4) {
        std::fputs("usage: time_evaluation ROOT BENCHMARK TRACKER [THREADS]\n", stderr);
        return 2;
    }
    const std::filesystem::path root = argv[1];
    const std::string split = std::string(argv[2]) + "-train";
    const auto benchmark = benchmarkFrom(argv[2]);
    const unsigned threads = argc > 4 ? static_cast<unsigned>(std::atoi(argv[4])) : 2;
    std::vector<std::filesystem::path> folders;
    for (const auto& entry : std::filesystem::directory_iterator(root / "gt" / split))
        if (entry.is_directory())
            folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());

    const auto start = std::chrono::steady_clock::now();
    std::vector<std::optional<SequenceInput>> read(folders.size());
    {
        std::atomic<std::size_t> next{0};
        std::vector<std::jthread> workers;
        for (unsigned t = 0; t < threads; ++t)
            workers.emplace_back([&] {
                for (std::size_t k = next++; k < folders.size(); k = next++) {
                    auto input = benchmarks::readSequence(folders[k], root / "trackers" / split / argv[3] / "data" /
                                                                          (folders[k].filename().string() + ".txt"));
                    if (input)
                        read[k] = *std::move(input);
                }
            });
    }
    std::vector<SequenceInput> inputs;
    for (auto& input : read) {
        if (!input) {
            std::fputs("cannot read a sequence\n", stderr);
            return 1;
        }
        inputs.push_back(*std::move(input));
    }
    const double readMs = millisecondsSince(start);
    const auto report = evaluate(inputs, {.benchmark = *benchmark, .threads = threads});
    const double totalMs = millisecondsSince(start);
    if (!report) {
        std::fprintf(stderr, "%s\n", report.error().message().c_str());
        return 1;
    }
    std::printf("{\"read_ms\": %s, \"score_ms\": %s, \"total_ms\": %s, \"scores\": {\n", toText(readMs, 3).c_str(),
                toText(totalMs - readMs, 3).c_str(), toText(totalMs, 3).c_str());
    for (const SequenceScores& sequence : report->classes.front().sequences)
        printScores(sequence.name.c_str(), sequence.scores, false);
    printScores("COMBINED_SEQ", report->classes.front().combined, true);
    std::puts("}}");
    return 0;
}
