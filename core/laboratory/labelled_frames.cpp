#include "core/laboratory/labelled_frames.h"

#include "core/annotation/interpolation.h"
#include "core/formats/labelled_frames.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace tw::laboratory {
namespace {

using annotation::Track;
using annotation::TrackBox;

// Frames strictly between.
void hold(const TrackBox& box, FrameIndex after, FrameIndex before, std::vector<TrackBox>& out)
{
    for (FrameIndex frame = after + 1; frame < before; ++frame) {
        TrackBox held = box;
        held.frame = frame;
        held.score = 0;
        out.push_back(held);
    }
}

std::vector<TrackBox> filled(const Track& track, const std::set<FrameIndex>& labelled)
{
    std::vector<TrackBox> out;
    for (std::size_t i = 0; i < track.boxes.size(); ++i) {
        const TrackBox& box = track.boxes[i];
        const auto here = labelled.find(box.frame);
        if (here == labelled.end())
            continue;
        const auto isLabelled = [&](std::size_t at, FrameIndex frame) {
            return at < track.boxes.size() && track.boxes[at].frame == frame;
        };
        if (here != labelled.begin() && (i == 0 || track.boxes[i - 1].frame != *std::prev(here)))
            hold(box, *std::prev(here), box.frame, out);
        out.push_back(box);
        const auto next = std::next(here);
        if (next == labelled.end())
            continue;
        if (!isLabelled(i + 1, *next)) {
            hold(box, box.frame, *next, out);
            continue;
        }
        for (FrameIndex frame = box.frame + 1; frame < *next; ++frame) {
            TrackBox between = box;
            between.frame = frame;
            between.box = annotation::boxBetween(box, track.boxes[i + 1], frame);
            between.visibility = std::min(box.visibility, track.boxes[i + 1].visibility);
            between.score = std::min(box.score, track.boxes[i + 1].score);
            out.push_back(between);
        }
    }
    // A frame between may be held from both sides.
    std::stable_sort(out.begin(), out.end(), [](const TrackBox& a, const TrackBox& b) { return a.frame < b.frame; });
    out.erase(
        std::unique(out.begin(), out.end(), [](const TrackBox& a, const TrackBox& b) { return a.frame == b.frame; }),
        out.end());
    return out;
}

} // namespace

Result<std::set<FrameIndex>> labelledFrames(const std::filesystem::path& truth)
{
    const auto file = truth.parent_path().parent_path() / formats::kLabelledFramesFile;
    std::error_code error;
    if (truth.parent_path().filename() != "gt" || !std::filesystem::exists(file, error))
        return std::set<FrameIndex>{};
    return formats::readLabelledFrames(file);
}

annotation::Snapshot filledBetween(const annotation::DocumentState& truth, const std::set<FrameIndex>& labelled)
{
    auto out = std::make_shared<annotation::DocumentState>(truth);
    for (auto& [id, track] : out->tracks) {
        auto all = std::make_shared<Track>(*track);
        all->boxes = filled(*track, labelled);
        track = std::move(all);
    }
    std::erase_if(out->tracks, [](const auto& each) { return each.second->boxes.empty(); });
    return out;
}

} // namespace tw::laboratory
