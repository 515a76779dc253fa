#include "core/laboratory/truth_matches.h"

#include "core/evaluation/clear.h"
#include "core/evaluation/identity.h"
#include "core/evaluation/preprocessing.h"
#include "core/math/iou.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

namespace tw::laboratory {

using evaluation::FrameTable;
using evaluation::ResultBox;
using evaluation::TruthBox;

namespace {

constexpr ClassId kDistractor{8}; // of MOTChallenge: a box on it is neither right nor wrong
constexpr auto kRules = evaluation::Benchmark::Mot17;
constexpr double kSkipSeconds = 0.3;     // beside a cut people hide each other
constexpr int kVotes = 7;                // boxes that say who it is
constexpr double kTogetherSeconds = 1.2; // two people change places within this time

// Pedestrians, people on vehicles, who sit, distractors, reflections.
bool isPersonLike(ClassId id)
{
    constexpr int kClasses[] = {1, 2, 7, 8, 12};
    return std::find(std::begin(kClasses), std::end(kClasses), number(id)) != std::end(kClasses);
}

TrackId mostFrequent(const std::vector<TrackId>& votes)
{
    std::map<TrackId, int> counts;
    TrackId best{};
    int most = 0;
    for (const TrackId id : votes)
        if (const int count = ++counts[id]; count > most) {
            most = count;
            best = id;
        }
    return best;
}

} // namespace

Result<CorrectionTruth> CorrectionTruth::create(const CorrectionInput& input, double minVisibility)
{
    const FrameIndex frames = input.review.frameCount;
    CorrectionTruth out;
    std::vector<std::pair<FrameIndex, TruthBox>> items;
    for (const auto& [id, track] : input.truth->tracks) {
        bool seen = false;
        for (const annotation::TrackBox& box : track->boxes) {
            if (box.frame >= frames)
                continue;
            if (!isPersonLike(track->classId))
                continue;
            const bool needed = box.score != 0 && track->classId == ClassId::kPedestrian &&
                                box.visibility >= static_cast<float>(minVisibility);
            items.emplace_back(box.frame, TruthBox{id, box.box, needed ? ClassId::kPedestrian : kDistractor, true});
            out.m_needed += needed ? 1 : 0;
            seen = seen || needed;
        }
        out.m_people += seen ? 1 : 0;
    }
    TW_TRY_ASSIGN(out.m_table, FrameTable<TruthBox>::build(frames, items));
    out.m_mayBreak = input.identitiesMayBreak;
    for (FrameIndex frame = 0; out.m_mayBreak && frame < frames; ++frame)
        for (const TruthBox& one : out.m_table.frame(frame))
            for (const TruthBox& other : out.m_table.frame(frame))
                if (one.id < other.id && one.classId == ClassId::kPedestrian && other.classId == ClassId::kPedestrian)
                    out.m_together.emplace(one.id, other.id);
    return out;
}

bool CorrectionTruth::mayBeOne(TrackId person, TrackId other) const
{
    if (!m_mayBreak || person == TrackId{} || other == TrackId{})
        return m_mayBreak && person == other; // two without a label
    return person != other && !m_together.contains(std::minmax(person, other));
}

const Box* CorrectionTruth::neededAt(FrameIndex frame, TrackId person) const
{
    for (const TruthBox& box : m_table.frame(frame))
        if (box.id == person && box.classId == ClassId::kPedestrian)
            return &box.box;
    return nullptr;
}

bool CorrectionTruth::excuses(FrameIndex frame, const Box& box) const
{
    constexpr double kOnPersonIou = 0.5;
    if (frame < 0 || frame >= frames())
        return false;
    const auto people = m_table.frame(frame);
    return std::any_of(people.begin(), people.end(), [&box](const TruthBox& person) {
        return person.classId != ClassId::kPedestrian && math::iou(person.box, box) >= kOnPersonIou;
    });
}

Result<TruthMatches> TruthMatches::create(const CorrectionTruth& truth, const annotation::DocumentState& tracks,
                                          double frameRate)
{
    evaluation::SequenceInput input;
    input.truth = truth.table();
    std::vector<std::pair<FrameIndex, ResultBox>> items;
    for (const auto& [id, track] : tracks.tracks)
        for (const annotation::TrackBox& box : track->boxes)
            if (box.frame < truth.frames())
                items.emplace_back(box.frame, ResultBox{id, box.box, ClassId::kPedestrian, box.score});
    TW_TRY_ASSIGN(input.result, FrameTable<ResultBox>::build(truth.frames(), items));
    TW_TRY_ASSIGN(const evaluation::SequenceData data, evaluation::prepare(input, kRules));

    TruthMatches out;
    out.m_skip = static_cast<FrameIndex>(std::lround(kSkipSeconds * frameRate));
    out.m_together = std::max<FrameIndex>(1, static_cast<FrameIndex>(std::lround(kTogetherSeconds * frameRate)));
    out.m_idf1 = evaluation::scoreIdentity(data).idf1;
    evaluation::ClearWalk walk(data.truthCount(), evaluation::kClearThreshold);
    for (FrameIndex frame = 0; frame < data.frameCount(); ++frame) {
        const evaluation::FrameView view = data.frame(frame);
        std::set<TrackId> matched;
        for (const evaluation::ClearMatch& match : walk.next(view)) {
            const evaluation::Overlap& overlap = view.overlaps[std::size_t(match.overlap)];
            const TrackId person = data.truthId(view.truth[std::size_t(overlap.truth)]);
            const TrackId track = data.resultId(view.result[std::size_t(overlap.result)]);
            out.m_ofPerson[person][frame] = track;
            out.m_ofTrack[track][frame] = person;
            matched.insert(track);
        }
        for (const std::int32_t result : view.result)
            if (const TrackId track = data.resultId(result); !matched.contains(track))
                out.m_false.emplace(frame, track);
    }
    out.m_switches = walk.counts().switches;
    out.findErrors(truth);
    return out;
}

TrackId TruthMatches::personOf(TrackId track, FrameIndex frame) const
{
    const auto it = m_ofTrack.find(track);
    if (it == m_ofTrack.end())
        return {};
    const auto at = it->second.find(frame);
    return at == it->second.end() ? TrackId{} : at->second;
}

TrackId TruthMatches::trackOf(TrackId person, FrameIndex frame) const
{
    const auto it = m_ofPerson.find(person);
    if (it == m_ofPerson.end())
        return {};
    const auto at = it->second.find(frame);
    return at == it->second.end() ? TrackId{} : at->second;
}

TrackId TruthMatches::before(TrackId track, FrameIndex frame) const
{
    const auto it = m_ofTrack.find(track);
    if (it == m_ofTrack.end())
        return {};
    for (const FrameIndex skip : {m_skip, FrameIndex{0}}) {
        std::vector<TrackId> votes;
        for (auto at = it->second.lower_bound(frame - skip); at != it->second.begin() && votes.size() < kVotes;)
            votes.push_back((--at)->second);
        if (!votes.empty())
            return mostFrequent(votes);
    }
    return {};
}

TrackId TruthMatches::from(TrackId track, FrameIndex frame) const
{
    const auto it = m_ofTrack.find(track);
    if (it == m_ofTrack.end())
        return {};
    for (const FrameIndex skip : {m_skip, FrameIndex{0}}) {
        std::vector<TrackId> votes;
        for (auto at = it->second.lower_bound(frame + skip); at != it->second.end() && votes.size() < kVotes; ++at)
            votes.push_back(at->second);
        if (!votes.empty())
            return mostFrequent(votes);
    }
    return {};
}

void TruthMatches::findErrors(const CorrectionTruth& truth)
{
    std::vector<IdentityError> switches;
    for (const auto& [person, frames] : m_ofPerson) {
        TrackId last{};
        FrameIndex lastFrame = kNoFrame;
        for (const auto& [frame, track] : frames) {
            if (lastFrame != kNoFrame && track != last)
                switches.push_back({IdentityError::Kind::Switch, frame, person, track, last, lastFrame});
            last = track;
            lastFrame = frame;
        }
    }
    const auto byFrame = [](const IdentityError& a, const IdentityError& b) {
        return std::tuple(a.frame, a.person) < std::tuple(b.frame, b.person);
    };
    std::sort(switches.begin(), switches.end(), byFrame);
    std::vector<char> used(switches.size(), 0);
    for (std::size_t i = 0; i < switches.size(); ++i) {
        if (used[i])
            continue;
        m_errors.push_back(switches[i]);
        for (std::size_t j = i + 1; j < switches.size() && switches[j].frame - switches[i].frame <= m_together; ++j)
            if (!used[j] && switches[j].person != switches[i].person &&
                switches[j].track == switches[i].previousTrack && switches[j].previousTrack == switches[i].track) {
                used[j] = 1; // the other half of the exchange
                break;
            }
    }
    for (const auto& [track, frames] : m_ofTrack) {
        TrackId last{};
        for (const auto& [frame, person] : frames) {
            if (last != TrackId{} && person != last && m_ofPerson.at(person).begin()->first == frame &&
                !truth.mayBeOne(last, person))
                m_errors.push_back({IdentityError::Kind::Mixed, frame, person, track, {}, kNoFrame});
            last = person;
        }
    }
    std::sort(m_errors.begin(), m_errors.end(), byFrame);
}

} // namespace tw::laboratory
