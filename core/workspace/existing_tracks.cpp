#include "core/workspace/existing_tracks.h"

#include "core/annotation/query.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace tw::workspace {

using annotation::BoxOrigin;
using annotation::DocumentState;
using annotation::EditedPlaces;
using annotation::Track;
using annotation::TrackBox;

namespace {

bool isProtected(const Track& track)
{
    return track.locked || std::any_of(track.boxes.begin(), track.boxes.end(), [](const TrackBox& box) {
               return box.origin == BoxOrigin::Imported || isTouched(box);
           });
}

constexpr std::array kNames{std::pair{Existing::KeepEdited, "keep-edited"},
                            std::pair{Existing::UntrackedFrames, "untracked"},
                            std::pair{Existing::SecondSet, "second-set"}};

} // namespace

bool isTouched(const TrackBox& box)
{
    return box.origin == BoxOrigin::Manual || box.keyframe || box.verified;
}

bool isOfAPerson(const annotation::ChangeSet& step)
{
    return step.origin != annotation::Origin::Tracker;
}

const char* existingName(Existing existing)
{
    for (const auto& [value, name] : kNames)
        if (value == existing)
            return name;
    return "";
}

std::optional<Existing> existingOf(std::string_view name)
{
    for (const auto& [value, known] : kNames)
        if (name == known)
            return value;
    return std::nullopt;
}

FrameIndex ExistingTracks::untrackedFrames() const
{
    return std::accumulate(untracked.begin(), untracked.end(), FrameIndex{0},
                           [](FrameIndex sum, const FrameRange& range) { return sum + range.length(); });
}

EditedPlaces protectedPlaces(const annotation::History& history, const DocumentState& state, RunId run)
{
    EditedPlaces out =
        annotation::editedPlaces(std::span(history.steps()).first(history.position()), state, isOfAPerson, run);
    for (const auto& [id, track] : state.tracks)
        if (isProtected(*track))
            out.tracks.insert(id);
    return out;
}

ExistingTracks existingTracks(const DocumentState& state, const EditedPlaces& edited, FrameRange frames,
                              const std::vector<FrameRange>& finished)
{
    ExistingTracks out;
    out.deletedTracks = edited.deletedTracks;
    std::vector<bool> occupied(static_cast<std::size_t>(std::max<FrameIndex>(frames.length(), 0)));
    const auto occupy = [&](FrameRange range) {
        const FrameIndex last = std::min(range.last, frames.last);
        for (FrameIndex frame = std::max(range.first, frames.first); frame <= last; ++frame)
            occupied[static_cast<std::size_t>(frame - frames.first)] = true;
    };
    for (const auto& [id, track] : state.tracks) {
        std::size_t inside = 0;
        for (const TrackBox& box : track->boxes)
            if (frames.contains(box.frame)) {
                ++inside;
                occupied[static_cast<std::size_t>(box.frame - frames.first)] = true;
            }
        if (inside == 0)
            continue;
        ++out.tracks;
        out.boxes += inside;
        out.editedTracks += edited.tracks.contains(id) ? 1 : 0;
    }
    for (const FrameRange& range : finished)
        occupy(range);
    for (const FrameRange& range : state.verifiedFrames)
        occupy(range);
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        if (occupied[static_cast<std::size_t>(frame - frames.first)])
            continue;
        if (out.untracked.empty() || out.untracked.back().last + 1 != frame)
            out.untracked.push_back({frame, frame});
        out.untracked.back().last = frame;
    }
    return out;
}

} // namespace tw::workspace
