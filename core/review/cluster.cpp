#include "core/review/cluster.h"

#include "core/math/iou.h"
#include "core/review/track_looks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace tw::review {

using annotation::Track;
using annotation::TrackBox;

namespace {

// Likeness of one person and of two before anything is seen of the video, and how many observations that is worth.
constexpr double kSameMean = 0.75, kOtherMean = 0.35, kSpread = 0.1, kPriorWeight = 4;
// With colours, the video's mean subtracted: people are 0 +- .3 alike, sightings of one person more than 3 s apart .75
// +- .17 (three clips, benchmark appearance); halves of a track are more alike than that.
constexpr double kOtherMeanCentred = 0, kSameMeanCentred = 0.78, kLeastSpreadCentred = 0.17;
// Halves of one track follow each other in time and are more alike than the same person minutes later.
constexpr double kHalvesBonus = 0.08;
constexpr double kLeastSpread = 0.04;
constexpr std::size_t kHalfSamples = 6; // clean embeddings a half must have
constexpr double kCoverIou = 0.3;
constexpr float kNever = -std::numeric_limits<float>::infinity();

double sigmoid(double logit)
{
    return 1 / (1 + std::exp(-logit));
}

struct Meeting {
    bool any = false;   // both have a box in some frame
    double overlap = 0; // IoU at most, in the frames of both
};

Meeting meetingOf(const Track& a, const Track& b)
{
    Meeting out;
    if (a.lastFrame() < b.firstFrame() || b.lastFrame() < a.firstFrame())
        return out;
    auto x = a.boxes.begin();
    auto y = b.boxes.begin();
    while (x != a.boxes.end() && y != b.boxes.end()) {
        if (x->frame < y->frame) {
            ++x;
        } else if (y->frame < x->frame) {
            ++y;
        } else {
            out.any = true;
            out.overlap = std::max(out.overlap, math::iou(x->box, y->box));
            ++x;
            ++y;
        }
    }
    return out;
}

struct Candidate {
    const TrackEvidence* track = nullptr;
    Look look;
};

// What a likeness says: log odds that two tracks are one person. Both kinds of pairs are taken as normally distributed;
// more alike than one person usually is, or less than different people are, says nothing more.
struct Scale {
    double sameMean = kSameMean, sameSpread = kSpread;
    double otherMean = kOtherMean, otherSpread = kSpread;
    double prior = 0;

    double logit(double likeness) const
    {
        const double below = (std::min(likeness, sameMean) - sameMean) / sameSpread;
        const double above = (std::max(likeness, otherMean) - otherMean) / otherSpread;
        return std::log(otherSpread / sameSpread) - 0.5 * below * below + 0.5 * above * above + prior;
    }
};

struct Moments {
    double sum = 0, squares = 0, count = 0;
    void add(double value)
    {
        sum += value;
        squares += value * value;
        ++count;
    }
    double mean(double prior) const { return (sum + kPriorWeight * prior) / (count + kPriorWeight); }
    double variance(double about, double prior) const
    {
        const double own = squares - 2 * about * sum + count * about * about;
        return (own + kPriorWeight * kSpread * kSpread + kPriorWeight * (prior - about) * (prior - about)) /
               (count + kPriorWeight);
    }
};

class Clustering
{
public:
    Clustering(const Evidence& evidence, const ClusterOptions& options) : m_options(options), m_looks(evidence)
    {
        for (const auto& [id, track] : evidence.tracks()) {
            if (track.track->locked || track.track->empty())
                continue;
            if (robustAppearance(track, options.maxSamples).known())
                m_candidates.push_back({&track, {}});
        }
        const auto most = static_cast<std::size_t>(std::max(options.maxTracks, 2));
        if (m_candidates.size() > most) {
            std::stable_sort(m_candidates.begin(), m_candidates.end(), [](const Candidate& a, const Candidate& b) {
                return a.track->track->boxes.size() > b.track->track->boxes.size();
            });
            m_candidates.resize(most);
        }
        m_count = m_candidates.size();
    }

    Result<std::vector<PersonGroup>> run(const JobContext& job)
    {
        TW_TRY(look(job));
        TW_TRY(compare(job));
        measure();
        TW_TRY(merge(job));
        return groups();
    }

private:
    float& likeness(std::size_t a, std::size_t b) { return m_likeness[a * m_count + b]; }
    float likeness(std::size_t a, std::size_t b) const { return m_likeness[a * m_count + b]; }
    char& apart(std::size_t a, std::size_t b) { return m_apart[a * m_count + b]; }
    const Track& track(std::size_t index) const { return *m_candidates[index].track->track; }

    Result<void> look(const JobContext& job)
    {
        std::vector<const TrackEvidence*> tracks;
        for (const Candidate& candidate : m_candidates)
            tracks.push_back(candidate.track);
        TW_TRY(m_looks.learn(tracks, m_options.maxSamples, m_options.frameRate, job));
        for (Candidate& candidate : m_candidates)
            candidate.look = m_looks.of(*candidate.track, typicalBoxes(*candidate.track, m_options.maxSamples));
        return {};
    }

    Result<void> compare(const JobContext& job)
    {
        m_likeness.assign(m_count * m_count, 0.0F);
        m_apart.assign(m_count * m_count, 0);
        for (std::size_t a = 0; a < m_count; ++a) {
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "stopped while comparing tracks", {}};
            for (std::size_t b = a + 1; b < m_count; ++b) {
                likeness(a, b) = likeness(b, a) =
                    static_cast<float>(m_looks.alike(m_candidates[a].look, m_candidates[b].look));
                apart(a, b) = apart(b, a) =
                    track(a).classId != track(b).classId || apartByVerdict(track(a).id, track(b).id);
                if (apart(a, b) != 0)
                    continue;
                const Meeting meeting = meetingOf(track(a), track(b));
                if (!meeting.any)
                    continue;
                apart(a, b) = apart(b, a) = 1;
                // two tracks on one person are seen together too, and people who cover each other look alike
                if (meeting.overlap < kCoverIou)
                    m_others.add(likeness(a, b));
            }
        }
        return {};
    }

    bool apartByVerdict(TrackId a, TrackId b) const
    {
        return std::any_of(m_options.apart.begin(), m_options.apart.end(), [&](const auto& pair) {
            return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
        });
    }

    void measure()
    {
        Moments same;
        for (const Candidate& candidate : m_candidates) {
            const std::vector<std::size_t> clean = cleanBoxes(*candidate.track);
            if (clean.size() < 2 * kHalfSamples)
                continue;
            const std::span<const std::size_t> all(clean);
            const auto half = clean.size() / 2;
            const Look first = m_looks.of(*candidate.track, spread(all.first(half), m_options.maxSamples));
            const Look second = m_looks.of(*candidate.track, spread(all.subspan(half), m_options.maxSamples));
            if (first.embedding.known() && second.embedding.known())
                same.add(m_looks.alike(first, second) - kHalvesBonus);
        }
        const double otherMean = m_looks.centred() ? kOtherMeanCentred : kOtherMean;
        m_scale.sameMean = same.mean(kSameMean);
        if (m_looks.centred())
            m_scale.sameMean = std::min(m_scale.sameMean, kSameMeanCentred);
        m_scale.otherMean = std::min(m_others.mean(otherMean), m_scale.sameMean);
        const double least = m_looks.centred() ? kLeastSpreadCentred : kLeastSpread;
        m_scale.otherSpread = std::max(std::sqrt(m_others.variance(m_scale.otherMean, otherMean)), least);
        m_scale.sameSpread =
            std::clamp(std::sqrt(same.variance(m_scale.sameMean, kSameMean)), least, m_scale.otherSpread);
        // Every track has about one partner among those it could be joined with.
        double free = 0;
        for (std::size_t a = 0; a < m_count; ++a)
            for (std::size_t b = 0; b < m_count; ++b)
                free += a != b && m_apart[a * m_count + b] == 0 ? 1 : 0;
        const double partners = m_count > 0 ? std::max(free / static_cast<double>(m_count), 1.0) : 1.0;
        m_scale.prior = -std::log(partners);
    }

    Result<void> merge(const JobContext& job)
    {
        m_members.resize(m_count);
        for (std::size_t i = 0; i < m_count; ++i)
            m_members[i] = {i};
        m_linkage = m_likeness;
        m_best.assign(m_count, 0);
        for (std::size_t i = 0; i < m_count; ++i)
            findBest(i);
        const double least = std::clamp(m_options.minProbability, 1e-6, 1 - 1e-6);
        const double threshold = std::log(least / (1 - least));
        while (true) {
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "stopped while grouping tracks", {}};
            std::size_t a = m_count;
            for (std::size_t i = 0; i < m_count; ++i)
                if (!m_members[i].empty() && linkage(i) > kNever && (a == m_count || linkage(i) > linkage(a)))
                    a = i;
            if (a == m_count || m_scale.logit(double(linkage(a))) < threshold)
                return {};
            unite(a, m_best[a]);
        }
    }

    // To its best partner; kNever when none is left.
    float linkage(std::size_t i) const { return m_best[i] == i ? kNever : m_linkage[i * m_count + m_best[i]]; }

    void findBest(std::size_t i)
    {
        m_best[i] = i;
        for (std::size_t k = 0; k < m_count; ++k)
            if (k != i && !m_members[k].empty() && apart(i, k) == 0 && m_linkage[i * m_count + k] > linkage(i))
                m_best[i] = k;
    }

    void unite(std::size_t a, std::size_t b)
    {
        const auto na = static_cast<float>(m_members[a].size());
        const auto nb = static_cast<float>(m_members[b].size());
        for (std::size_t k = 0; k < m_count; ++k) {
            const float mean = (na * m_linkage[a * m_count + k] + nb * m_linkage[b * m_count + k]) / (na + nb);
            m_linkage[a * m_count + k] = m_linkage[k * m_count + a] = mean;
            apart(a, k) = apart(k, a) = static_cast<char>(apart(a, k) | apart(b, k));
        }
        m_members[a].insert(m_members[a].end(), m_members[b].begin(), m_members[b].end());
        m_members[b].clear();
        findBest(a);
        for (std::size_t k = 0; k < m_count; ++k) {
            if (k == a || m_members[k].empty())
                continue;
            if (m_best[k] == a || m_best[k] == b)
                findBest(k);
            else if (apart(k, a) == 0 && m_linkage[k * m_count + a] > linkage(k))
                m_best[k] = a;
        }
    }

    std::vector<PersonGroup> groups() const
    {
        std::vector<PersonGroup> out;
        for (const std::vector<std::size_t>& members : m_members) {
            if (members.size() < 2)
                continue;
            PersonGroup group;
            group.probability = 1;
            for (const std::size_t i : members) {
                group.fragments.push_back(fragment(i, members));
                group.probability = std::min(group.probability, group.fragments.back().probability);
            }
            std::sort(group.fragments.begin(), group.fragments.end(), [](const Fragment& a, const Fragment& b) {
                return a.frames.first != b.frames.first ? a.frames.first < b.frames.first : a.track < b.track;
            });
            out.push_back(std::move(group));
        }
        const auto gain = [](const PersonGroup& group) {
            return group.probability * static_cast<double>(group.fragments.size() - 1);
        };
        std::sort(out.begin(), out.end(), [&](const PersonGroup& a, const PersonGroup& b) {
            return gain(a) != gain(b) ? gain(a) > gain(b) : a.fragments[0].track < b.fragments[0].track;
        });
        return out;
    }

    Fragment fragment(std::size_t index, const std::vector<std::size_t>& members) const
    {
        const TrackEvidence& evidence = *m_candidates[index].track;
        Fragment out;
        out.track = track(index).id;
        out.frames = {track(index).firstFrame(), track(index).lastFrame()};
        for (const std::size_t other : members)
            if (other != index)
                out.likeness += double(likeness(index, other)) / static_cast<double>(members.size() - 1);
        out.probability = sigmoid(m_scale.logit(out.likeness));
        double best = -1;
        for (const std::size_t i : cleanBoxes(evidence)) {
            const TrackBox& box = track(index).boxes[i];
            const double shown = box.box.area() * std::max(double(box.score), 0.05) * (1 - double(evidence.overlap[i]));
            if (shown > best) {
                best = shown;
                out.faceFrame = box.frame;
                out.face = box.box;
            }
        }
        return out;
    }

    const ClusterOptions& m_options;
    TrackLooks m_looks;
    std::vector<Candidate> m_candidates;
    std::size_t m_count = 0;
    std::vector<float> m_likeness; // of tracks
    std::vector<float> m_linkage;  // of groups: mean over their pairs
    std::vector<char> m_apart;
    std::vector<std::vector<std::size_t>> m_members; // empty: gone into another group
    std::vector<std::size_t> m_best;                 // itself: none
    Moments m_others;
    Scale m_scale;
};

} // namespace

Appearance robustAppearance(const TrackEvidence& track, int maxSamples)
{
    return meanOf(track, typicalBoxes(track, maxSamples));
}

Result<std::vector<PersonGroup>> clusterPeople(const Evidence& evidence, const ClusterOptions& options,
                                               const JobContext& job)
{
    return Clustering(evidence, options).run(job);
}

std::optional<annotation::Edit> joinAll(const annotation::DocumentState& state, std::vector<TrackId> tracks,
                                        FrameIndex longestFill)
{
    std::erase_if(tracks, [&](TrackId id) { return !state.tracks.contains(id) || state.tracks.at(id)->empty(); });
    const auto at = [&](TrackId id) -> const Track& { return *state.tracks.at(id); };
    std::sort(tracks.begin(), tracks.end(), [&](TrackId a, TrackId b) {
        return at(a).firstFrame() != at(b).firstFrame() ? at(a).firstFrame() < at(b).firstFrame() : a < b;
    });
    tracks.erase(std::unique(tracks.begin(), tracks.end()), tracks.end());
    if (tracks.size() < 2)
        return std::nullopt;
    annotation::Compound out;
    FrameIndex last = at(tracks[0]).lastFrame();
    std::string numbers;
    for (std::size_t i = 1; i < tracks.size(); ++i) {
        const Track& next = at(tracks[i]);
        const bool fill = next.firstFrame() > last && next.firstFrame() - last - 1 <= longestFill;
        out.edits.emplace_back(
            annotation::JoinTracks{tracks[0], tracks[i], fill ? annotation::Fill::Linear : annotation::Fill::None});
        last = std::max(last, next.lastFrame());
        numbers += (i == 1 ? "" : i + 1 == tracks.size() ? " and " : ", ") + std::to_string(number(tracks[i]));
    }
    out.label = "Join " + numbers + " to " + std::to_string(number(tracks[0]));
    return out;
}

} // namespace tw::review
