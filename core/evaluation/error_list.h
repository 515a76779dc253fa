#pragma once
// What went wrong, one by one, for a person to click on; counts per frame for a strip; what two runs do differently.
// The errors are those that CLEAR counts: as many of each kind as its scores say.

#include "core/evaluation/clear.h"
#include "core/evaluation/preprocessing.h"
#include "core/evaluation/sequence_data.h"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace tw::evaluation {

enum class ErrorKind : std::uint8_t {
    FalsePositive, // a result without a person
    Miss,          // a person without a result
    Switch,        // a person gets another result than the last time
    Fragment       // a person is found again after a miss
};
std::string_view toString(ErrorKind kind);

struct TrackingError {
    FrameIndex frame = kNoFrame;
    ErrorKind kind = ErrorKind::Miss;
    TrackId truthId = TrackId::kInvalid;          // none for a false positive
    TrackId resultId = TrackId::kInvalid;         // matched here, or false; none for a miss
    TrackId previousResultId = TrackId::kInvalid; // switch, fragment: matched the last time
    FrameIndex previousFrame = kNoFrame;          // switch, fragment: when that was
    friend bool operator==(const TrackingError&, const TrackingError&) = default;
};

struct FrameErrors {
    std::int32_t matches = 0, falsePositives = 0, misses = 0, switches = 0, fragments = 0;
    friend bool operator==(const FrameErrors&, const FrameErrors&) = default;
};

struct ErrorList {
    std::vector<TrackingError> errors; // by frame, kind, identity
    std::vector<FrameErrors> frames;   // one a frame
};

ErrorList listErrors(const SequenceData& data, double threshold = kClearThreshold);

// What a run does that the other does not. Misses, switches and fragments are the same when person and frame are; false
// positives when they lie in the same place (IoU 0.5) of the same frame, since identities of two runs have nothing to
// do with each other.
struct RunDifference {
    std::vector<TrackingError> onlyFirst, onlySecond; // ordered as ErrorList
    std::int64_t common = 0;
};

// `first` and `second` have the same ground truth. Errors: as prepare().
Result<RunDifference> compareRuns(const SequenceInput& first, const SequenceInput& second, Benchmark benchmark,
                                  double threshold = kClearThreshold);

// The walk behind listErrors, for callers that keep frames in another way.
class ErrorCollector
{
public:
    using IdOf = std::function<TrackId(std::int32_t)>;
    ErrorCollector(std::int32_t truthCount, std::int32_t resultCount, IdOf truthId, IdOf resultId);

    // `matches` as ClearWalk gives them for this frame. Frames in order from 0.
    void add(const FrameView& frame, std::span<const ClearMatch> matches);
    ErrorList take();

private:
    IdOf m_truthId, m_resultId;
    ErrorList m_list;
    std::vector<FrameIndex> m_lastMatch; // of each truth
    std::vector<char> m_truthMatched, m_resultMatched;
};

} // namespace tw::evaluation
