#include "core/annotation/edits.h"

#include "core/annotation/box_list.h"
#include "core/annotation/edits_parts.h"
#include "core/annotation/limits.h"

#include <algorithm>
#include <limits>

namespace tw::annotation {
namespace detail {

std::string trackName(TrackId id)
{
    return "track " + std::to_string(number(id));
}

std::string frameName(FrameIndex frame)
{
    return "frame " + std::to_string(static_cast<std::int64_t>(frame) + 1);
}

Result<const Track*> existing(const Transaction& transaction, TrackId id)
{
    const Track* track = transaction.peek(id);
    if (track == nullptr)
        return Error{ErrorCode::NotFound, "there is no such track", trackName(id)};
    return track;
}

Result<Track*> unlocked(Transaction& transaction, TrackId id)
{
    TW_TRY(checkUnlocked(transaction, std::span(&id, 1)));
    return transaction.draft(id);
}

Result<void> checkUnlocked(const Transaction& transaction, std::span<const TrackId> ids)
{
    if (ids.empty())
        return Error{ErrorCode::InvalidArgument, "no track is named", {}};
    for (const TrackId id : ids) {
        TW_TRY_ASSIGN(const Track* track, existing(transaction, id));
        if (track->locked)
            return Error{ErrorCode::Conflict, "the track is locked", trackName(id)};
    }
    return {};
}

Result<void> checkRange(FrameRange frames)
{
    if (frames.empty())
        return Error{ErrorCode::InvalidArgument, "the range of frames is empty", {}};
    if (frames.first < 0)
        return Error{ErrorCode::InvalidArgument, "the range begins before the first frame", {}};
    return {};
}

Result<void> checkNewId(TrackId id)
{
    if (number(id) < 1 || number(id) > kLargestTrackId)
        return Error{ErrorCode::InvalidArgument, "a track's number must be 1 to " + std::to_string(kLargestTrackId),
                     trackName(id)};
    return {};
}

Result<void> checkIdsAreLeft(TrackId next)
{
    if (number(next) == std::numeric_limits<std::int32_t>::max())
        return Error{ErrorCode::InvalidArgument, "no numbers are left for new tracks; give the new track a number", {}};
    return {};
}

Result<void> checkHasBoxes(const Track& track, FrameRange frames)
{
    if (hasBoxesIn(track.boxes, frames))
        return {};
    const std::string where = frames.first == frames.last ? "in " + frameName(frames.first) : "in these frames";
    return Error{ErrorCode::NotFound, "the track has no box " + where, trackName(track.id)};
}

Result<void> checkFill(std::size_t already, const TrackBox& a, const TrackBox& b, FrameRange frames, TrackId id)
{
    constexpr std::int64_t kMostBoxes = 2'000'000; // nearly a day of video
    const std::int64_t first = std::max(a.frame, frames.first);
    const std::int64_t last = std::min(b.frame, frames.last);
    if (static_cast<std::int64_t>(already) + last - first > kMostBoxes)
        return Error{ErrorCode::InvalidArgument, "the gap is too long to be filled", trackName(id)};
    return {};
}

Result<void> carryOut(Transaction& transaction, const SetVerdict& edit)
{
    if (edit.key.empty() || edit.state.empty())
        return Error{ErrorCode::InvalidArgument, "a verdict names a finding and a state", edit.key};
    if (edit.state == kOpenVerdict) {
        transaction.setVerdict(edit.key, std::nullopt);
        return {};
    }
    std::int64_t newest = 0;
    for (const auto& [key, mark] : transaction.verdicts())
        newest = std::max(newest, mark.order);
    transaction.setVerdict(edit.key, VerdictMark{edit.state, edit.evidence, newest + 1});
    return {};
}

void removeIfEmpty(Transaction& transaction, TrackId id)
{
    const Track* track = transaction.peek(id);
    if (track != nullptr && track->empty())
        transaction.remove(id);
}

} // namespace detail

namespace {

// Compounds come from files too: deep nesting is refused before it meets the end of the call stack.
constexpr int kMaxNesting = 32;

Result<void> performNested(Transaction& transaction, const Edit& edit, int depth)
{
    const auto* compound = std::get_if<Compound>(&edit.value);
    if (compound != nullptr) {
        if (depth >= kMaxNesting)
            return Error{ErrorCode::InvalidArgument, "compound edits are nested too deeply", {}};
        for (const Edit& part : compound->edits)
            TW_TRY(performNested(transaction, part, depth + 1));
        return {};
    }
    return std::visit(
        [&](const auto& request) -> Result<void> {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(request)>, Compound>)
                return {};
            else
                return detail::carryOut(transaction, request);
        },
        edit.value);
}

} // namespace

Result<void> perform(Transaction& transaction, const Edit& edit)
{
    return performNested(transaction, edit, 0);
}

} // namespace tw::annotation
