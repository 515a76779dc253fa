#include "core/tracker/fairmot_tracker.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace tw::tracker {
namespace {

using Ids = std::unordered_set<std::int32_t>;

template <class TrackPtrs>
Ids idsOf(const TrackPtrs& tracks)
{
    Ids ids;
    for (const auto& track : tracks)
        ids.insert(number(track->id));
    return ids;
}

// Those of `more` whose id is not in `tracks` yet go to its end.
template <class TrackPtrs>
void joinById(TrackPtrs& tracks, const TrackPtrs& more)
{
    if (more.empty())
        return;
    Ids present = idsOf(tracks);
    for (const auto& track : more)
        if (present.insert(number(track->id)).second)
            tracks.push_back(track);
}

bool usable(const std::vector<float>& embedding)
{
    double sum = 0;
    for (const float value : embedding)
        sum += static_cast<double>(value) * value;
    return std::isfinite(sum) && sum > 1e-30;
}

} // namespace

Result<std::unique_ptr<FairmotTracker>> FairmotTracker::create(const FairmotOptions& options)
{
    TW_TRY(options.check());
    return std::unique_ptr<FairmotTracker>(new FairmotTracker(options));
}

FairmotTracker::FairmotTracker(const FairmotOptions& options)
    : m_options(options), m_noise{options.positionWeight, options.velocityWeight}
{}

void FairmotTracker::reset()
{
    m_lastFrame = kNoFrame;
    m_count = 0;
    m_lastId = 0;
    m_sizeKnown = false;
    m_removals = 0;
    m_tracked.clear();
    m_lost.clear();
    m_removedIds.clear();
}

std::vector<TrackId> FairmotTracker::lostIds() const
{
    std::vector<TrackId> ids;
    for (const TrackPtr& track : m_lost)
        ids.push_back(track->id);
    return ids;
}

Result<FrameTracks> FairmotTracker::update(FrameIndex frame, std::span<const Detection> detections)
{
    Step step;
    TW_TRY(take(frame, detections, step)); // nothing has changed when this fails
    ++m_count;
    predictPool(step);
    matchByAppearance(step);
    matchByOverlap(step);
    matchUnconfirmed(step);
    startTracks(step);
    giveUpOld(step);
    settleLists(step);
    removeDuplicates();
    return output(frame);
}

// Checks the input and turns it into candidates.
Result<void> FairmotTracker::take(FrameIndex frame, std::span<const Detection> detections, Step& step)
{
    const auto where = [frame](std::size_t index) {
        return "frame " + toText(std::int64_t{frame}) + ", detection " + toText(static_cast<std::int64_t>(index));
    };
    if (frame < 0 || (m_lastFrame != kNoFrame && frame <= m_lastFrame))
        return Error{ErrorCode::InvalidArgument, "frames must come in increasing order",
                     "frame " + toText(std::int64_t{frame})};
    std::size_t size = m_embeddingSize;
    bool known = m_sizeKnown;
    step.candidates.reserve(detections.size());
    for (std::size_t i = 0; i < detections.size(); ++i) {
        const Detection& detection = detections[i];
        if (!detection.box.valid() || !std::isfinite(detection.score))
            return Error{ErrorCode::InvalidArgument, "box is empty or not finite", where(i)};
        if (known && detection.embedding.size() != size)
            return Error{ErrorCode::InvalidArgument,
                         "embedding has " + toText(static_cast<std::int64_t>(detection.embedding.size())) +
                             " values instead of " + toText(static_cast<std::int64_t>(size)),
                         where(i)};
        if (detection.embedding.empty() && !m_options.useIou)
            return Error{ErrorCode::InvalidArgument, "no embedding, and the IoU cue is switched off", where(i)};
        if (!detection.embedding.empty() && !usable(detection.embedding))
            return Error{ErrorCode::InvalidArgument, "embedding is zero or not finite", where(i)};
        size = detection.embedding.size();
        known = true;
        if (m_options.detectionThreshold > 0 && !(detection.score > static_cast<float>(m_options.detectionThreshold)))
            continue;
        step.candidates.push_back({detection.box, measurementOf(detection.box), detection.score, detection.classId,
                                   static_cast<int>(i), unitFeature(detection.embedding)});
    }
    m_lastFrame = frame;
    m_embeddingSize = size;
    m_sizeKnown = known;
    for (const Candidate& candidate : step.candidates)
        step.open.push_back(&candidate);
    return {};
}

void FairmotTracker::predictPool(Step& step)
{
    for (const TrackPtr& track : m_tracked)
        (track->confirmed ? step.pool : step.unconfirmed).push_back(track);
    joinById(step.pool, m_lost);
    for (const TrackPtr& track : step.pool) {
        if (track->stage != Stage::Tracked)
            track->filter.stopGrowing();
        track->filter.predict(m_noise);
    }
    step.poolMatched.assign(step.pool.size(), 0);
    step.unconfirmedMatched.assign(step.unconfirmed.size(), 0);
}

bool FairmotTracker::embeddingsInUse(const Step& step) const
{
    return m_options.useEmbedding && m_embeddingSize > 0 && !step.open.empty();
}

std::span<const int> FairmotTracker::assign(const Step& step, std::span<const math::PairCost> pairs, double limit)
{
    if (!m_options.matchAcrossClasses) {
        m_sameClass.clear();
        for (const math::PairCost& pair : pairs)
            if (step.rows[pair.row]->classId == step.open[pair.column]->classId)
                m_sameClass.push_back(pair);
        pairs = m_sameClass;
    }
    return m_assignment.solve(static_cast<int>(step.rows.size()), static_cast<int>(step.open.size()), pairs, limit);
}

std::span<const int> FairmotTracker::assignByOverlap(const Step& step, double limit)
{
    m_rowBoxes.clear();
    m_columnBoxes.clear();
    for (const Track* track : step.rows)
        m_rowBoxes.push_back(track->filter.box());
    for (const Candidate* candidate : step.open)
        m_columnBoxes.push_back(candidate->box);
    return assign(step, m_iouPairs.find(m_rowBoxes, m_columnBoxes, limit), limit);
}

std::span<const int> FairmotTracker::assignByAppearance(const Step& step)
{
    AppearanceCost cost;
    cost.useEmbedding = embeddingsInUse(step);
    cost.useMotion = m_options.useMotion;
    cost.lambda = m_options.lambda;
    cost.gate = m_options.gate;
    cost.limit = cost.useEmbedding ? m_options.embeddingLimit : m_options.iouLimit;
    cost.noise = m_noise;
    if (!cost.useEmbedding && !cost.useMotion)
        return assignByOverlap(step, cost.limit);
    return assign(step, m_appearancePairs.find(step.rows, step.open, cost), cost.limit);
}

// Keeps in `open` what `columnOfRow` left over; calls `pair(rowIndex, candidate)` for what it matched.
template <class Pair>
static void takeMatches(std::vector<const Candidate*>& open, std::span<const int> columnOfRow, const Pair& pair)
{
    std::vector<char> used(open.size(), 0);
    for (std::size_t i = 0; i < columnOfRow.size(); ++i)
        if (const int column = columnOfRow[i]; column >= 0) {
            used[static_cast<std::size_t>(column)] = 1;
            pair(i, *open[static_cast<std::size_t>(column)]);
        }
    std::size_t kept = 0;
    for (std::size_t j = 0; j < open.size(); ++j)
        if (!used[j])
            open[kept++] = open[j];
    open.resize(kept);
}

// First stage: everything that may be around, by appearance.
void FairmotTracker::matchByAppearance(Step& step)
{
    step.rows.clear();
    for (const TrackPtr& track : step.pool)
        step.rows.push_back(track.get());
    takeMatches(step.open, assignByAppearance(step), [&](std::size_t i, const Candidate& candidate) {
        step.poolMatched[i] = 1;
        Track& track = *step.pool[i];
        if (track.stage == Stage::Tracked) {
            updateTrack(track, candidate);
            step.activated.push_back(step.pool[i]);
        } else {
            refind(track, candidate);
            step.refound.push_back(step.pool[i]);
        }
    });
}

// Second stage: those seen in the frame before, by overlap. Who is not found is lost.
void FairmotTracker::matchByOverlap(Step& step)
{
    std::vector<std::size_t> inPool;
    step.rows.clear();
    for (std::size_t i = 0; i < step.pool.size(); ++i)
        if (!step.poolMatched[i] && step.pool[i]->stage == Stage::Tracked) {
            inPool.push_back(i);
            step.rows.push_back(step.pool[i].get());
        }
    if (m_options.useIou)
        takeMatches(step.open, assignByOverlap(step, m_options.iouLimit),
                    [&](std::size_t i, const Candidate& candidate) {
                        step.poolMatched[inPool[i]] = 1;
                        updateTrack(*step.pool[inPool[i]], candidate);
                        step.activated.push_back(step.pool[inPool[i]]);
                    });
    for (const std::size_t i : inPool)
        if (!step.poolMatched[i]) {
            step.pool[i]->stage = Stage::Lost;
            step.newlyLost.push_back(step.pool[i]);
        }
}

// Third stage: tracks seen once so far. Who is not found again was a mistake.
void FairmotTracker::matchUnconfirmed(Step& step)
{
    step.rows.clear();
    for (const TrackPtr& track : step.unconfirmed)
        step.rows.push_back(track.get());
    const auto columnOfRow =
        m_options.useIou ? assignByOverlap(step, m_options.unconfirmedLimit) : assignByAppearance(step);
    takeMatches(step.open, columnOfRow, [&](std::size_t i, const Candidate& candidate) {
        step.unconfirmedMatched[i] = 1;
        updateTrack(*step.unconfirmed[i], candidate);
        step.activated.push_back(step.unconfirmed[i]);
    });
    for (std::size_t i = 0; i < step.unconfirmed.size(); ++i)
        if (!step.unconfirmedMatched[i]) {
            step.unconfirmed[i]->stage = Stage::Removed;
            step.removed.push_back(step.unconfirmed[i]);
        }
}

void FairmotTracker::startTracks(Step& step)
{
    for (const Candidate* candidate : step.open) {
        if (candidate->score < static_cast<float>(m_options.newTrackThreshold))
            continue;
        auto track = std::make_shared<Track>();
        track->id = TrackId{++m_lastId};
        track->confirmed = m_count == 1;
        track->filter = KalmanBox(candidate->measurement, m_noise);
        track->score = candidate->score;
        track->classId = candidate->classId;
        track->feature = candidate->feature;
        track->startFrame = track->lastFrame = m_count;
        track->detection = candidate->detection;
        step.activated.push_back(std::move(track));
    }
}

void FairmotTracker::updateTrack(Track& track, const Candidate& candidate)
{
    track.filter.update(candidate.measurement, m_noise);
    blendFeature(track.feature, candidate.feature, m_options.featureMemory);
    track.stage = Stage::Tracked;
    track.confirmed = true;
    track.score = candidate.score;
    track.lastFrame = m_count;
    track.detection = candidate.detection;
}

// As updateTrack, but the score stays that of the last match before the loss, as in FairMOT.
void FairmotTracker::refind(Track& track, const Candidate& candidate)
{
    const float score = track.score;
    updateTrack(track, candidate);
    track.score = score;
}

void FairmotTracker::giveUpOld(Step& step)
{
    for (const TrackPtr& track : m_lost)
        if (m_count - track->lastFrame > m_options.maxLostFrames()) {
            track->stage = Stage::Removed;
            step.removed.push_back(track);
        }
}

// The order of these lines is FairMOT's and shows in the results: a track given up now stays among the lost for one
// more frame, in which it can still be found.
void FairmotTracker::settleLists(Step& step)
{
    std::erase_if(m_tracked, [](const TrackPtr& track) { return track->stage != Stage::Tracked; });
    joinById(m_tracked, step.activated);
    joinById(m_tracked, step.refound);
    if (!m_lost.empty()) {
        const Ids tracked = idsOf(m_tracked);
        std::erase_if(m_lost, [&](const TrackPtr& track) { return tracked.contains(number(track->id)); });
    }
    m_lost.insert(m_lost.end(), step.newlyLost.begin(), step.newlyLost.end());
    std::erase_if(m_lost, [&](const TrackPtr& track) { return m_removedIds.contains(number(track->id)); });

    m_removals += static_cast<std::int64_t>(step.removed.size());
    for (const TrackPtr& track : step.removed)
        m_removedIds.insert(number(track->id));
    if (!m_removedIds.empty()) { // ids of tracks that are in no list can never be asked for again
        Ids alive = idsOf(m_tracked);
        alive.merge(idsOf(m_lost));
        std::erase_if(m_removedIds, [&](std::int32_t id) { return !alive.contains(id); });
    }
}

// A tracked and a lost track in one place are one person: the one with the longer life stays.
void FairmotTracker::removeDuplicates()
{
    if (m_tracked.empty() || m_lost.empty() || m_options.duplicateLimit <= 0)
        return;
    const auto boxes = [](const std::vector<TrackPtr>& tracks, std::vector<Box>& out) {
        out.clear();
        for (const TrackPtr& track : tracks)
            out.push_back(track->filter.box());
    };
    boxes(m_tracked, m_rowBoxes);
    boxes(m_lost, m_columnBoxes);
    std::vector<char> dropTracked(m_tracked.size(), 0);
    std::vector<char> dropLost(m_lost.size(), 0);
    for (const math::PairCost& pair : m_iouPairs.find(m_rowBoxes, m_columnBoxes, m_options.duplicateLimit)) {
        const Track& tracked = *m_tracked[pair.row];
        const Track& lost = *m_lost[pair.column];
        if (pair.cost >= m_options.duplicateLimit || (!m_options.matchAcrossClasses && tracked.classId != lost.classId))
            continue;
        (tracked.age() > lost.age() ? dropLost[pair.column] : dropTracked[pair.row]) = 1;
    }
    const auto drop = [](std::vector<TrackPtr>& tracks, const std::vector<char>& dropped) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < tracks.size(); ++i)
            if (!dropped[i])
                tracks[kept++] = tracks[i];
        tracks.resize(kept);
    };
    drop(m_tracked, dropTracked);
    drop(m_lost, dropLost);
}

FrameTracks FairmotTracker::output(FrameIndex frame) const
{
    FrameTracks result;
    result.frame = frame;
    for (const TrackPtr& track : m_tracked)
        if (track->confirmed)
            result.boxes.push_back({track->id, track->filter.box(), track->score, track->classId,
                                    track->lastFrame == m_count ? track->detection : -1});
    return result;
}

} // namespace tw::tracker
