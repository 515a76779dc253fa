#include "core/review/visibility.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

// Points of a box that are looked at: what is seen of it is known to about one per cent.
constexpr int kColumns = 12;
constexpr int kRows = 24;
constexpr int kPoints = kColumns * kRows;

// A peak as high as this share of the person's usual height shows all of it, one as low as that nothing.
constexpr double kFullPeak = 0.8;
constexpr double kNoPeak = 0.3;
constexpr float kHighestStep = 100; // estimates are written in steps of 1/100

struct Standing {
    TrackId id{};
    std::size_t index = 0; // box of its track
    Box box;
};

bool nearer(const Standing& a, const Standing& b)
{
    const double slack = 0.01 * std::min(a.box.height, b.box.height);
    if (std::abs(a.box.bottom() - b.box.bottom()) > slack)
        return a.box.bottom() > b.box.bottom();
    return a.box.height != b.box.height ? a.box.height > b.box.height : a.id < b.id;
}

// The part of a box that no nearer one covers and that lies in the image.
BoxVisibility seenOf(const Standing& self, const std::vector<Standing>& people, const ReviewOptions& options)
{
    std::array<bool, kPoints> hidden{};
    const auto cover = [&](double left, double top, double right, double bottom) {
        int covered = 0;
        for (int row = 0; row < kRows; ++row) {
            const double y = self.box.top + (row + 0.5) / kRows * self.box.height;
            if (y < top || y >= bottom)
                continue;
            for (int column = 0; column < kColumns; ++column) {
                const double x = self.box.left + (column + 0.5) / kColumns * self.box.width;
                if (x < left || x >= right)
                    continue;
                hidden[static_cast<std::size_t>(row * kColumns + column)] = true;
                ++covered;
            }
        }
        return covered;
    };
    BoxVisibility out;
    int most = 0;
    for (const Standing& other : people) {
        if (other.id == self.id || !nearer(other, self) || other.box.left >= self.box.right() ||
            other.box.right() <= self.box.left || other.box.top >= self.box.bottom())
            continue;
        if (const int covered = cover(other.box.left, other.box.top, other.box.right(), other.box.bottom());
            covered > most) {
            most = covered;
            out.occluder = other.id;
        }
    }
    int visible = 0;
    for (int row = 0; row < kRows; ++row)
        for (int column = 0; column < kColumns; ++column) {
            const double x = self.box.left + (column + 0.5) / kColumns * self.box.width;
            const double y = self.box.top + (row + 0.5) / kRows * self.box.height;
            const bool inside = (options.imageWidth <= 0 || (x >= 0 && x < options.imageWidth)) &&
                                (options.imageHeight <= 0 || (y >= 0 && y < options.imageHeight));
            visible += inside && !hidden[static_cast<std::size_t>(row * kColumns + column)] ? 1 : 0;
        }
    out.visibility = static_cast<float>(visible) / kPoints;
    return out;
}

// Score of the peak under a box; below 0: the network did not look at the frame.
double peakHeight(const Evidence& evidence, const TrackEvidence& track, std::size_t box)
{
    const auto frame = evidence.peaks() ? evidence.peaks()(track.track->boxes[box].frame) : nullptr;
    if (!frame)
        return -1;
    const int peak = track.peak[box];
    return peak < 0 ? 0 : double(frame->peaks[static_cast<std::size_t>(peak)].score);
}

void lowerByPeaks(const Evidence& evidence, const TrackEvidence& track, std::vector<BoxVisibility>& estimates)
{
    std::vector<double> heights;
    for (std::size_t i = 0; i < estimates.size(); ++i)
        heights.push_back(peakHeight(evidence, track, i));
    std::vector<double> open;
    for (std::size_t i = 0; i < estimates.size(); ++i)
        if (heights[i] > 0 && estimates[i].visibility > 0.9F)
            open.push_back(heights[i]);
    if (open.size() < 5) // too little to know what is usual
        return;
    const auto usual = open.begin() + static_cast<std::ptrdiff_t>(open.size() * 3 / 4);
    std::nth_element(open.begin(), usual, open.end());
    for (std::size_t i = 0; i < estimates.size(); ++i) {
        if (heights[i] < 0)
            continue;
        const double share = (heights[i] / *usual - kNoPeak) / (kFullPeak - kNoPeak);
        estimates[i].visibility = std::min(estimates[i].visibility, static_cast<float>(std::clamp(share, 0.0, 1.0)));
    }
}

bool isOpen(const TrackBox& box)
{
    return box.visibility >= 1 && !box.verified && !box.keyframe && box.origin != BoxOrigin::Manual;
}

} // namespace

std::map<TrackId, std::vector<BoxVisibility>> estimateVisibility(const Evidence& evidence, const ReviewOptions& options)
{
    std::map<FrameIndex, std::vector<Standing>> frames;
    std::map<TrackId, std::vector<BoxVisibility>> out;
    for (const auto& [id, track] : evidence.tracks()) {
        const auto& boxes = track.track->boxes;
        out[id].resize(boxes.size());
        for (std::size_t i = 0; i < boxes.size(); ++i)
            frames[boxes[i].frame].push_back({id, i, boxes[i].box});
    }
    for (const auto& [frame, people] : frames)
        for (const Standing& self : people)
            out[self.id][self.index] = seenOf(self, people, options);
    for (auto& [id, estimates] : out) {
        lowerByPeaks(evidence, *evidence.find(id), estimates);
        for (BoxVisibility& estimate : estimates)
            estimate.visibility = std::round(estimate.visibility * kHighestStep) / kHighestStep;
    }
    return out;
}

annotation::Snapshot withVisibility(const annotation::Snapshot& snapshot,
                                    const std::map<TrackId, std::vector<BoxVisibility>>& estimates)
{
    auto state = std::make_shared<DocumentState>(*snapshot);
    for (auto& [id, track] : state->tracks) {
        const auto it = estimates.find(id);
        if (it == estimates.end() || it->second.size() != track->boxes.size())
            continue;
        auto changed = std::make_shared<Track>(*track);
        for (std::size_t i = 0; i < changed->boxes.size(); ++i)
            if (TrackBox& box = changed->boxes[i]; isOpen(box))
                box.visibility = it->second[i].visibility;
        track = std::move(changed);
    }
    return state;
}

} // namespace tw::review
