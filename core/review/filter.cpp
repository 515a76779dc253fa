#include "core/review/filter.h"

#include <algorithm>

namespace tw::review {
namespace {

bool isTouched(TrackId id, const annotation::DocumentState& state)
{
    const auto track = state.tracks.find(id);
    return track != state.tracks.end() &&
           std::any_of(track->second->boxes.begin(), track->second->boxes.end(), [](const annotation::TrackBox& box) {
               return box.origin == annotation::BoxOrigin::Manual || box.verified;
           });
}

} // namespace

bool EventFilter::accepts(const Event& event, const annotation::DocumentState& state) const
{
    if (!kinds.empty() && !kinds.contains(event.kind))
        return false;
    if (track != TrackId::kInvalid && event.a != track && event.b != track)
        return false;
    if (!frames.empty() && !frames.contains(event.frame))
        return false;
    if (madeBy == MadeBy::Anyone)
        return true;
    return (isTouched(event.a, state) || isTouched(event.b, state)) == (madeBy == MadeBy::Person);
}

} // namespace tw::review
