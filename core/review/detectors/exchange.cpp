#include "core/review/detectors/exchange.h"

#include "core/annotation/edits.h"
#include "core/review/detectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace tw::review {

using annotation::TrackBox;

namespace {

constexpr double kSlackSeconds = 0.4;                         // before and after the contact
constexpr double kExchangeCost = 4;                           // nats; what an exchange must gain at least
constexpr double kLooks = 0.3;                                // of the log odds of a box, whose neighbours say the same
constexpr double kMostLooks = 1.5;                            // and at most, since neighbouring frames say the same
constexpr double kMostStep = 6;                               // nats for a box far from where the person was
constexpr double kUnknownStep = 2;                            // for a person who was not seen yet
constexpr double kAcross = 0.05, kAlong = 0.08, kSize = 0.12; // noise of boxes in body heights; of log heights
constexpr double kGrowth = 0.02;                              // of the noise for each frame without a box
constexpr double kMemory = 0.8;                               // of a velocity
constexpr int kLearnt = 2;                                    // times that the looks are learnt from the path
constexpr int kFirstSamples = 12;

// One of the two tracks in a frame.
struct Seen {
    const TrackBox* box = nullptr;
    appearance::AppearanceSum sum;
    appearance::Appearance look; // relative to the video; unknown: no embedding
    double weight = 0;           // of the look: covered boxes may show another person
    bool clean = false;
};
struct Frame {
    FrameIndex frame = 0;
    std::array<Seen, 2> tracks;
};

// Where a person was last, on the way that a path takes.
struct Person {
    FrameIndex frame = kNoFrame;
    Box box;
    double vx = 0, vy = 0; // pixels a frame

    double costOf(const TrackBox& next) const
    {
        if (frame == kNoFrame)
            return kUnknownStep;
        const double gap = std::min(next.frame - frame, 25);
        const double height = std::max(1.0, (box.height + next.box.height) / 2);
        const double more = kGrowth * (gap - 1);
        const double x = (next.box.centerX() - box.centerX() - vx * std::min(gap, 10.0)) / height / (kAcross + more);
        const double y = (next.box.centerY() - box.centerY() - vy * std::min(gap, 10.0)) / height / (kAlong + more);
        const double h = std::log(std::max(1.0, next.box.height) / std::max(1.0, box.height)) / (kSize + more);
        return std::min(0.5 * (x * x + y * y + h * h), kMostStep);
    }
    void moveTo(const TrackBox& next)
    {
        if (frame != kNoFrame && next.frame > frame) {
            const double gap = next.frame - frame;
            vx = kMemory * vx + (1 - kMemory) * (next.box.centerX() - box.centerX()) / gap;
            vy = kMemory * vy + (1 - kMemory) * (next.box.centerY() - box.centerY()) / gap;
        }
        frame = next.frame;
        box = next.box;
    }
};

struct Way {
    double score = 0;
    std::array<Person, 2> people;
    std::vector<FrameIndex> cuts;
};

using Looks = std::array<appearance::Appearance, 2>; // of the two people, relative to the video
using Sums = std::array<appearance::AppearanceSum, 2>;

Person personBefore(const TrackEvidence& track, FrameIndex frame)
{
    constexpr std::size_t kBoxes = 8;
    Person out;
    const std::size_t end = track.lowerBound(frame);
    for (std::size_t i = end > kBoxes ? end - kBoxes : 0; i < end; ++i) {
        const TrackBox& box = track.track->boxes[i];
        if (frame - box.frame > 50)
            continue;
        if (out.frame == kNoFrame) {
            out.moveTo(box);
            continue;
        }
        const double share = 1.0 / static_cast<double>(i - (end > kBoxes ? end - kBoxes : 0));
        const double gap = box.frame - out.frame;
        out.vx += share * ((box.box.centerX() - out.box.centerX()) / gap - out.vx);
        out.vy += share * ((box.box.centerY() - out.box.centerY()) / gap - out.vy);
        out.frame = box.frame;
        out.box = box.box;
    }
    return out;
}

class Model
{
public:
    Model(const Evidence& evidence, const TrackEvidence& a, const TrackEvidence& b, FrameRange contact,
          const ReviewOptions& options)
        : m_evidence(evidence)
    {
        const FrameIndex slack = options.frames(kSlackSeconds);
        const FrameIndex reach = options.frames(options.evidenceSeconds);
        m_window = {contact.first - slack, contact.last + slack};
        std::size_t ia = a.lowerBound(m_window.first - reach);
        std::size_t ib = b.lowerBound(m_window.first - reach);
        const auto frameAt = [](const TrackEvidence& track, std::size_t i) {
            return i < track.track->boxes.size() ? track.track->boxes[i].frame : annotation::kLastFrame;
        };
        for (;;) {
            const FrameIndex frame = std::min(frameAt(a, ia), frameAt(b, ib));
            if (frame > m_window.last + reach || frame == annotation::kLastFrame)
                break;
            Frame now{frame, {}};
            if (frameAt(a, ia) == frame)
                now.tracks[0] = seen(a, ia++);
            if (frameAt(b, ib) == frame)
                now.tracks[1] = seen(b, ib++);
            m_frames.push_back(std::move(now));
        }
        m_start = {personBefore(a, m_window.first), personBefore(b, m_window.first)};
    }

    Exchanges solve() const
    {
        Exchanges out;
        const Way never = neverExchanged(looksAlong({}));
        for (const bool lasting : {true, false}) {
            Looks looks = looksAtFirst();
            std::optional<Way> best;
            for (int round = 0; round <= kLearnt; ++round) {
                best = pathEnding(lasting, looks);
                if (!best)
                    break;
                looks = looksAlong(best->cuts);
            }
            if (!best || best->cuts.empty())
                continue;
            ExchangePath& path = lasting ? out.lasting : out.passing;
            path.cuts = best->cuts;
            path.gain = best->score - never.score;
            compare(looks, path);
        }
        return out;
    }

private:
    Seen seen(const TrackEvidence& track, std::size_t i) const
    {
        Seen out;
        out.box = &track.track->boxes[i];
        if (const auto feature = track.feature(i); !feature.empty()) {
            out.sum.add(feature, track.colour(i), 1, double(track.covered[i]));
            out.look = m_evidence.relative(out.sum);
        }
        out.weight = std::clamp(1 - 1.5 * double(track.covered[i]), 0.0, 1.0);
        out.clean = track.clean(i);
        return out;
    }

    bool inWindow(const Frame& frame) const { return m_window.contains(frame.frame); }

    // Mean looks of the clean boxes, the tracks being exchanged between the cuts.
    Looks looksAlong(const std::vector<FrameIndex>& cuts) const
    {
        Sums out;
        std::size_t passed = 0;
        for (const Frame& frame : m_frames) {
            while (passed < cuts.size() && cuts[passed] <= frame.frame)
                ++passed;
            for (std::size_t track = 0; track < 2; ++track)
                if (frame.tracks[track].clean)
                    out[(track + passed) % 2].add(frame.tracks[track].sum);
        }
        return looksOf(out);
    }

    // By how the tracks begin.
    Looks looksAtFirst() const
    {
        Sums out;
        std::array<int, 2> samples{};
        for (const Frame& frame : m_frames)
            for (std::size_t track = 0; track < 2; ++track) {
                if (!frame.tracks[track].clean || (inWindow(frame) && samples[track] >= kFirstSamples))
                    continue;
                if (frame.frame > m_window.last)
                    continue;
                out[track].add(frame.tracks[track].sum);
                ++samples[track];
            }
        return looksOf(out);
    }

    Looks looksOf(const Sums& sums) const { return {m_evidence.relative(sums[0]), m_evidence.relative(sums[1])}; }

    // For the box being its own track's person: the advantage in log odds over being the other's.
    double advantage(const Seen& seen, std::size_t track, const Looks& looks) const
    {
        if (!seen.look.known() || !looks[0].known() || !looks[1].known())
            return 0;
        return m_evidence.likeness(seen.look, looks[track]) - m_evidence.likeness(seen.look, looks[1 - track]);
    }

    // In favour of "as it is"; the exchange has the same with the other sign.
    double looksOf(const Frame& frame, const Looks& looks) const
    {
        double sum = 0;
        for (std::size_t track = 0; track < 2; ++track) {
            const Seen& seen = frame.tracks[track];
            if (seen.box != nullptr && seen.weight > 0)
                sum += kLooks * seen.weight * advantage(seen, track, looks);
        }
        return std::clamp(sum / 2, -kMostLooks, kMostLooks);
    }

    static double step(const Frame& frame, bool exchanged, std::array<Person, 2>& people)
    {
        double cost = 0;
        for (std::size_t track = 0; track < 2; ++track)
            if (const TrackBox* box = frame.tracks[track].box) {
                Person& person = people[exchanged ? 1 - track : track];
                cost += person.costOf(*box);
                person.moveTo(*box);
            }
        return cost;
    }

    Way neverExchanged(const Looks& looks) const
    {
        Way way{0, m_start, {}};
        for (const Frame& frame : m_frames)
            if (inWindow(frame))
                way.score += looksOf(frame, looks) - step(frame, false, way.people);
        return way;
    }

    // The best way that ends exchanged, or not; nothing when the window is empty.
    std::optional<Way> pathEnding(bool exchanged, const Looks& looks) const
    {
        std::array<std::optional<Way>, 2> ways{Way{0, m_start, {}}, std::nullopt};
        bool any = false;
        for (const Frame& frame : m_frames) {
            if (!inWindow(frame))
                continue;
            const double keep = looksOf(frame, looks);
            std::array<std::optional<Way>, 2> next;
            for (std::size_t to = 0; to < 2; ++to)
                for (std::size_t from = 0; from < 2; ++from) {
                    if (!ways[from] || (!any && to != from && !canBeginExchanged()))
                        continue;
                    std::array<Person, 2> people = ways[from]->people;
                    const double score = ways[from]->score + (to == 0 ? keep : -keep) - step(frame, to == 1, people) -
                                         (to != from ? kExchangeCost : 0);
                    if (next[to] && next[to]->score >= score)
                        continue;
                    std::vector<FrameIndex> cuts = ways[from]->cuts;
                    if (to != from)
                        cuts.push_back(frame.frame);
                    next[to] = Way{score, people, std::move(cuts)};
                }
            ways = std::move(next);
            any = true;
        }
        if (!any)
            return std::nullopt;
        return ways[exchanged ? 1 : 0];
    }

    // An exchange in the first frame of all would only give both another number.
    bool canBeginExchanged() const { return m_start[0].frame != kNoFrame || m_start[1].frame != kNoFrame; }

    void compare(const Looks& looks, ExchangePath& path) const
    {
        std::size_t passed = 0;
        for (const Frame& frame : m_frames) {
            while (passed < path.cuts.size() && path.cuts[passed] <= frame.frame)
                ++passed;
            if (passed % 2 == 0)
                continue;
            for (std::size_t track = 0; track < 2; ++track)
                if (const Seen& seen = frame.tracks[track]; seen.look.known() && seen.weight > 0.3) {
                    path.appearance -= likenessFeature(advantage(seen, track, looks));
                    ++path.compared;
                }
        }
        if (path.compared > 0)
            path.appearance /= path.compared;
    }

    const Evidence& m_evidence;
    FrameRange m_window;
    std::vector<Frame> m_frames; // with a margin for the looks
    std::array<Person, 2> m_start;
};

} // namespace

Exchanges exchangesBetween(const Evidence& evidence, const TrackEvidence& a, const TrackEvidence& b, FrameRange contact,
                           const ReviewOptions& options)
{
    return Model(evidence, a, b, contact, options).solve();
}

} // namespace tw::review
