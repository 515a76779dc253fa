#pragma once
// From boxes to what counts: similarities of all pairs, and the rules of a benchmark about what is dropped.
//
//   None          ground truth that is not counted is dropped; nothing else
//   MOT15         the same; classes do not exist
//   MOT16, MOT17  results matched (IoU 0.5, one to one, all classes) with a person on a vehicle, a static person, a
//                 distractor or a reflection are dropped; then ground truth that is not counted or not a pedestrian
//   MOT20         the same, non-motorised vehicles being distractors too
// Source: the MOTChallenge evaluation kit as in TrackEval 12c8791 (MIT), MotChallenge2DBox; agrees with it to the last
// count.

#include "core/evaluation/score_matcher.h"
#include "core/evaluation/sequence_data.h"
#include "core/math/iou.h"

#include <optional>
#include <string_view>
#include <vector>

namespace tw::evaluation {

enum class Benchmark { None, Mot15, Mot16, Mot17, Mot20 };

// "none", "MOT15", ... as the CLI writes them. Nothing for other names; case does not matter.
std::optional<Benchmark> benchmarkFrom(std::string_view name);
std::string_view toString(Benchmark benchmark);

// What remains of one frame. Positions are into the frame's boxes as given.
struct PreparedFrame {
    std::vector<TrackId> truthIds, resultIds;
    std::vector<std::int32_t> truthPositions, resultPositions;
    std::vector<Overlap> overlaps; // by the positions in the remaining lists
};

// Applies the rules frame by frame; keeps buffers.
class Preprocessor
{
public:
    // `onlyClass` leaves out boxes of all other classes on both sides; for Benchmark::None only.
    explicit Preprocessor(Benchmark benchmark, std::optional<ClassId> onlyClass = {});

    // Errors: InvalidArgument (box not finite, an identity twice, a class the benchmark does not know); `where` says
    // which identity.
    Result<void> prepare(std::span<const TruthBox> truth, std::span<const ResultBox> result, PreparedFrame& out);
    // Only the errors of it.
    Result<void> check(std::span<const TruthBox> truth, std::span<const ResultBox> result);

private:
    void findOverlaps(std::span<const TruthBox> truth, std::span<const ResultBox> result);
    void dropDistracted(std::span<const TruthBox> truth, std::span<const ResultBox> result);

    Benchmark m_benchmark;
    std::optional<ClassId> m_onlyClass;
    ScoreMatcher m_matcher;
    std::vector<Overlap> m_overlaps;
    std::vector<ScoredPair> m_scores;
    std::vector<char> m_keepResult;
    std::vector<std::int32_t> m_newTruth, m_newResult;
    struct Edges {
        math::Corners corners;
        double area = 0;
        std::int32_t position = 0;
    };
    std::vector<Edges> m_edges; // of the results
    // where each identity was seen last, to find duplicates
    struct Seen {
        IdNumbers numbers;
        std::vector<std::int64_t> last;
    };
    bool seenBefore(Seen& seen, TrackId id) const;
    Seen m_seenTruth, m_seenResult;
    std::int64_t m_calls = 0;
};

// Errors: as Preprocessor; duplicate identities in a frame; sides with different numbers of frames. They name sequence,
// frame and identity.
Result<SequenceData> prepare(const SequenceInput& input, Benchmark benchmark, std::optional<ClassId> onlyClass = {});

} // namespace tw::evaluation
