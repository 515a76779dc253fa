#pragma once
// (private to laboratory) Who stands under which box: tracks against truth, frame by frame.

#include "core/laboratory/correction_benchmark.h"

#include "core/evaluation/sequence_data.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace tw::laboratory {

// Truth as the evaluation takes it: people who are hardly seen are distractors, which excuse a box and need none.
class CorrectionTruth
{
public:
    static Result<CorrectionTruth> create(const CorrectionInput& input, double minVisibility);

    const evaluation::FrameTable<evaluation::TruthBox>& table() const { return m_table; }
    FrameIndex frames() const { return m_table.frameCount(); }
    std::int64_t needed() const { return m_needed; }
    int people() const { return m_people; }
    // The box of a person, when it has to be found.
    const Box* neededAt(FrameIndex frame, TrackId person) const;
    // Two identities that may be one person (CorrectionInput::identitiesMayBreak), or neither of which is known.
    bool mayBeOne(TrackId person, TrackId other) const;
    // A person is there who needs no box: one on them is neither right nor wrong.
    bool excuses(FrameIndex frame, const Box& box) const;

private:
    evaluation::FrameTable<evaluation::TruthBox> m_table;
    std::int64_t m_needed = 0;
    int m_people = 0;
    bool m_mayBreak = false;
    std::set<std::pair<TrackId, TrackId>> m_together; // seen in one frame; only if identities may break
};

struct IdentityError {
    enum class Kind : std::uint8_t { Switch, Mixed };
    Kind kind = Kind::Switch;
    FrameIndex frame = kNoFrame; // first one with the other track, or with the other person
    TrackId person{};
    TrackId track{};         // here
    TrackId previousTrack{}; // Switch: of the person before
    FrameIndex previousFrame = kNoFrame;
};

// Tracks matched with the truth.
class TruthMatches
{
public:
    static Result<TruthMatches> create(const CorrectionTruth& truth, const annotation::DocumentState& tracks,
                                       double frameRate);

    double idf1() const { return m_idf1; }
    std::int64_t switches() const { return m_switches; }
    TrackId personOf(TrackId track, FrameIndex frame) const; // kInvalid: none
    TrackId trackOf(TrackId person, FrameIndex frame) const; // kInvalid: missed
    // Boxes without a person that nothing excuses.
    bool isFalse(TrackId track, FrameIndex frame) const { return m_false.contains({frame, track}); }
    // Who a track shows beside a frame: the most frequent person of the nearest boxes.
    TrackId before(TrackId track, FrameIndex frame) const;
    TrackId from(TrackId track, FrameIndex frame) const;
    // By frame; two people who change places are in it once.
    const std::vector<IdentityError>& identityErrors() const { return m_errors; }
    const std::map<TrackId, std::map<FrameIndex, TrackId>>& tracksOfPeople() const { return m_ofPerson; }

private:
    void findErrors(const CorrectionTruth& truth);

    FrameIndex m_skip = 0;
    FrameIndex m_together = 1;
    double m_idf1 = 0;
    std::int64_t m_switches = 0;
    std::map<TrackId, std::map<FrameIndex, TrackId>> m_ofPerson; // person -> frame -> track
    std::map<TrackId, std::map<FrameIndex, TrackId>> m_ofTrack;  // track -> frame -> person
    std::set<std::pair<FrameIndex, TrackId>> m_false;
    std::vector<IdentityError> m_errors;
};

} // namespace tw::laboratory
