#include "core/review/gap_path.h"

#include "core/annotation/interpolation.h"
#include "core/annotation/query.h"
#include "core/math/iou.h"
#include "core/review/reidentify.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <utility>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

constexpr FrameIndex kLongestHole = 60; // frames between two peaks of a path
constexpr double kReachStart = 0.6;     // box heights from the straight line at the ends of a gap ...
constexpr double kReachGrowth = 0.08;   // ... and more for every frame from the nearer end
constexpr double kReachMost = 3.0;
constexpr double kSmallest = 0.6, kLargest = 1.7; // height against the straight line's
constexpr double kUnknownLook = 0.6;              // cosine that is assumed where nothing is known
constexpr double kSizeWeight = 2.0;               // times the squared logarithm of the heights' ratio
constexpr double kMostStray = 9.0;                // a sudden start or stop must stay possible
constexpr FrameIndex kLookReach = 60;             // frames on each side of a gap that show how the person looks

struct Node {
    FrameIndex frame = kNoFrame;
    Box box;
    float score = 0;
    double price = 0;
    double total = std::numeric_limits<double>::infinity();
    int before = -1;
};

class PeakPath
{
public:
    PeakPath(const TrackBox& from, const TrackBox& to, const GapPathOptions& options)
        : m_from(from), m_to(to), m_options(options)
    {
        const double frames = to.frame - from.frame;
        m_velocityX = (to.box.centerX() - from.box.centerX()) / frames;
        m_velocityY = (to.box.centerY() - from.box.centerY()) / frames;
        m_nodes.push_back({from.frame, from.box, from.score, 0, 0, -1});
    }

    void addFrame(const FramePeaks& peaks, const std::vector<Box>& taken, std::span<const float> look)
    {
        const Box line = annotation::boxBetween(m_from, m_to, peaks.frame);
        const double fromEnd = std::min(peaks.frame - m_from.frame, m_to.frame - peaks.frame);
        const double reach = std::min(kReachStart + kReachGrowth * fromEnd, kReachMost) * line.height;
        for (std::size_t i = 0; i < peaks.peaks.size(); ++i) {
            const Peak& peak = peaks.peaks[i];
            const Box box = peak.box();
            const double away = std::hypot(box.centerX() - line.centerX(), box.centerY() - line.centerY());
            const double ratio = box.height / line.height;
            if (!box.valid() || static_cast<double>(peak.score) < m_options.minimumScore || away > reach ||
                ratio < kSmallest || ratio > kLargest)
                continue;
            const bool others = std::any_of(taken.begin(), taken.end(), [&](const Box& other) {
                return math::iou(other, box) > m_options.takenOverlap;
            });
            if (others)
                continue;
            double alike = kUnknownLook;
            if (!look.empty() && peaks.embeddingSize == static_cast<int>(look.size())) {
                alike = cosine(embeddingOf(peaks, static_cast<int>(i)), look);
                if (alike < m_options.minimumSimilarity)
                    continue;
            }
            Node node;
            node.frame = peaks.frame;
            node.box = box;
            node.score = peak.score;
            node.price = m_options.unlike * (1 - alike) + m_options.weak * (1 - static_cast<double>(peak.score));
            m_nodes.push_back(node);
        }
    }

    // The peaks of the cheapest path, by frame.
    std::vector<Node> path()
    {
        m_nodes.push_back({m_to.frame, m_to.box, m_to.score, 0, std::numeric_limits<double>::infinity(), -1});
        for (std::size_t i = 1; i < m_nodes.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                relax(j, i);
        std::vector<Node> out;
        for (int i = m_nodes.back().before; i > 0; i = m_nodes[static_cast<std::size_t>(i)].before)
            out.push_back(m_nodes[static_cast<std::size_t>(i)]);
        std::reverse(out.begin(), out.end());
        return out;
    }

private:
    void relax(std::size_t earlier, std::size_t later)
    {
        const Node& a = m_nodes[earlier];
        Node& b = m_nodes[later];
        const FrameIndex apart = b.frame - a.frame;
        const bool atAnEnd = earlier == 0 || later + 1 == m_nodes.size();
        if (apart <= 0 || (apart > kLongestHole && !atAnEnd))
            return;
        const double total = a.total + b.price + m_options.leftOut * (apart - 1) + motion(a.box, b.box, apart);
        if (total < b.total) {
            b.total = total;
            b.before = static_cast<int>(earlier);
        }
    }

    double motion(const Box& a, const Box& b, FrameIndex frames) const
    {
        const double height = 0.5 * (a.height + b.height);
        const double x = ((b.centerX() - a.centerX()) / frames - m_velocityX) / (m_options.motionSigma * height);
        const double y = ((b.centerY() - a.centerY()) / frames - m_velocityY) / (m_options.motionSigma * height);
        const double size = std::log(b.height / a.height);
        return 0.5 * std::min(x * x + y * y, kMostStray) + kSizeWeight * size * size;
    }

    const TrackBox& m_from;
    const TrackBox& m_to;
    const GapPathOptions& m_options;
    double m_velocityX = 0;
    double m_velocityY = 0;
    std::vector<Node> m_nodes; // by frame; first and last are the ends
};

void addStraight(GapPath& fill, const TrackBox& a, const TrackBox& b)
{
    const FrameRange hole{a.frame + 1, b.frame - 1};
    if (hole.empty())
        return;
    const std::vector<TrackBox> boxes = annotation::boxesBetween(a, b, hole);
    fill.boxes.insert(fill.boxes.end(), boxes.begin(), boxes.end());
    fill.straight.push_back(hole);
}

// The person on both sides of a gap.
std::vector<float> lookAround(const DocumentState& state, const PeakSource& peaks, const Track& before,
                              const Track& after, FrameRange gap)
{
    PortraitOptions left;
    left.within = {gap.first - kLookReach, gap.first - 1};
    left.maxSamples = 12;
    PortraitOptions right = left;
    right.within = {gap.last + 1, gap.last + kLookReach};
    const Portrait a = portraitOf(before, state, peaks, left);
    const Portrait b = portraitOf(after, state, peaks, right);
    if (!a.known() || !b.known() || a.mean.size() != b.mean.size())
        return a.known() ? a.mean : b.mean;
    std::vector<float> sum = a.mean;
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] += b.mean[i];
    const double length = std::sqrt(cosine(sum, sum));
    if (!(length > 0))
        return {};
    for (float& value : sum)
        value = static_cast<float>(value / length);
    return sum;
}

struct Filled {
    std::vector<TrackBox> boxes;
    int onPeaks = 0;
    std::vector<FrameRange> straight;
};

void add(Filled& all, const GapPath& fill, FrameRange frames)
{
    for (const TrackBox& box : fill.boxes) {
        if (!frames.contains(box.frame))
            continue;
        all.boxes.push_back(box);
        all.onPeaks += box.origin == BoxOrigin::Tracker ? 1 : 0;
    }
    for (const FrameRange& range : fill.straight) {
        const FrameRange part{std::max(range.first, frames.first), std::min(range.last, frames.last)};
        if (!part.empty())
            all.straight.push_back(part);
    }
}

// Boxes enter as a tracker's would: what a person did stays.
annotation::Edit entering(TrackId id, std::vector<TrackBox> boxes)
{
    auto track = std::make_shared<Track>();
    track->id = id;
    track->boxes = std::move(boxes);
    annotation::ImportRun import;
    import.frames = {track->firstFrame(), track->lastFrame()};
    import.tracks.push_back(std::move(track));
    return import;
}

// How many boxes will enter, and how many of them lie on peaks: frames that a person verified stay as they are.
std::pair<int, int> countOpen(const DocumentState& state, const std::vector<TrackBox>& boxes)
{
    int entered = 0;
    int onPeaks = 0;
    for (const TrackBox& box : boxes) {
        if (std::any_of(state.verifiedFrames.begin(), state.verifiedFrames.end(),
                        [&](const FrameRange& frames) { return frames.contains(box.frame); }))
            continue;
        ++entered;
        onPeaks += box.origin == BoxOrigin::Tracker ? 1 : 0;
    }
    return {entered, onPeaks};
}

Result<annotation::TrackPtr> trackOf(const DocumentState& state, TrackId id)
{
    const auto it = state.tracks.find(id);
    if (it == state.tracks.end() || it->second->empty())
        return Error{ErrorCode::NotFound, "there is no track " + std::to_string(number(id)), {}};
    return it->second;
}

} // namespace

GapPath gapPathBetween(const TrackBox& from, const TrackBox& to, const PeakSource& peaks, const DocumentState& state,
                       std::span<const TrackId> self, std::span<const float> look, const GapPathOptions& options)
{
    GapPath fill;
    if (to.frame - from.frame < 2)
        return fill;
    PeakPath path(from, to, options);
    if (peaks && to.frame - from.frame - 1 <= options.longest) {
        for (FrameIndex frame = from.frame + 1; frame < to.frame; ++frame) {
            const auto seen = peaks(frame);
            if (!seen || seen->peaks.empty())
                continue;
            std::vector<Box> taken;
            for (const annotation::FrameBox& entry : annotation::boxesAt(state, frame))
                if (std::find(self.begin(), self.end(), entry.id) == self.end())
                    taken.push_back(entry.box->box);
            path.addFrame(*seen, taken, look);
        }
    }
    TrackBox previous = from;
    for (const Node& node : path.path()) {
        TrackBox box;
        box.frame = node.frame;
        box.box = node.box;
        box.score = node.score;
        box.origin = BoxOrigin::Tracker;
        addStraight(fill, previous, box);
        fill.boxes.push_back(box);
        ++fill.onPeaks;
        previous = box;
    }
    addStraight(fill, previous, to);
    return fill;
}

Result<FillPlan> planFill(const DocumentState& state, const PeakSource& peaks, TrackId id, FrameRange frames,
                          const GapPathOptions& options)
{
    TW_TRY_ASSIGN(const annotation::TrackPtr track, trackOf(state, id));
    Filled all;
    for (const FrameRange& gap : annotation::gapsOf(*track)) {
        if (gap.last < frames.first || gap.first > frames.last)
            continue;
        const TrackBox& from = *track->at(gap.first - 1);
        const TrackBox& to = *track->at(gap.last + 1);
        const std::vector<float> look =
            gap.length() <= options.longest ? lookAround(state, peaks, *track, *track, gap) : std::vector<float>{};
        add(all, gapPathBetween(from, to, peaks, state, std::span(&id, 1), look, options), frames);
    }
    std::erase_if(all.boxes, [&](const TrackBox& box) { return annotation::isAbsent(*track, box.frame); });
    if (all.boxes.empty())
        return Error{ErrorCode::NotFound, "track " + std::to_string(number(id)) + " has no gap there", {}};
    const auto count = static_cast<int>(all.boxes.size());
    if (all.onPeaks == 0 || track->locked) // a locked one is refused by the edit
        return FillPlan{annotation::FillGaps{id, frames}, count, 0, std::move(all.straight)};
    annotation::Compound compound;
    compound.label = annotation::describe(annotation::FillGaps{id, frames});
    const auto [entered, onPeaks] = countOpen(state, all.boxes);
    compound.edits.push_back(entering(id, std::move(all.boxes)));
    return FillPlan{std::move(compound), entered, onPeaks, std::move(all.straight)};
}

Result<FillPlan> planJoin(const DocumentState& state, const PeakSource& peaks, TrackId into, TrackId from,
                          const GapPathOptions& options)
{
    TW_TRY_ASSIGN(const annotation::TrackPtr a, trackOf(state, into));
    TW_TRY_ASSIGN(const annotation::TrackPtr b, trackOf(state, from));
    annotation::Compound compound;
    compound.edits.push_back(annotation::JoinTracks{into, from, annotation::Fill::None});
    compound.label = annotation::describe(annotation::JoinTracks{into, from, annotation::Fill::Linear});
    const bool forward = a->lastFrame() < b->firstFrame();
    const Track& earlier = forward ? *a : *b;
    const Track& later = forward ? *b : *a;
    const FrameRange gap{earlier.lastFrame() + 1, later.firstFrame() - 1};
    if (gap.empty()) {
        // they stand in each other's gaps, or follow without one
        compound.edits = {annotation::JoinTracks{into, from, annotation::Fill::Linear}};
        return FillPlan{std::move(compound), 0, 0, {}};
    }
    const std::array self{into, from};
    const std::vector<float> look =
        gap.length() <= options.longest ? lookAround(state, peaks, earlier, later, gap) : std::vector<float>{};
    GapPath fill = gapPathBetween(earlier.boxes.back(), later.boxes.front(), peaks, state, self, look, options);
    const auto count = static_cast<int>(fill.boxes.size());
    if (fill.onPeaks == 0)
        return FillPlan{annotation::JoinTracks{into, from, annotation::Fill::Linear}, count, 0,
                        std::move(fill.straight)};
    const auto [entered, onPeaks] = countOpen(state, fill.boxes);
    compound.edits.push_back(entering(into, std::move(fill.boxes)));
    return FillPlan{std::move(compound), entered, onPeaks, std::move(fill.straight)};
}

} // namespace tw::review
