// Edits in one line of English. People count frames from 1.

#include "core/annotation/edits.h"

#include <charconv>

namespace tw::annotation {
namespace {

std::string text(TrackId id)
{
    return std::to_string(number(id));
}

std::string text(FrameIndex frame)
{
    return std::to_string(static_cast<std::int64_t>(frame) + 1);
}

// " in frame 5", " in frames 5-9", " from frame 5", " up to frame 9", "" for all of them.
std::string where(FrameRange frames)
{
    if (frames.last == kLastFrame)
        return frames.first <= 0 ? "" : " from frame " + text(frames.first);
    if (frames.first == frames.last)
        return " in frame " + text(frames.first);
    if (frames.first <= 0)
        return " up to frame " + text(frames.last);
    return " in frames " + text(frames.first) + "-" + text(frames.last);
}

std::string list(const std::vector<TrackId>& ids)
{
    constexpr std::size_t kNamed = 4;
    std::string out;
    for (std::size_t i = 0; i < std::min(ids.size(), kNamed); ++i)
        out += (i == 0 ? "" : i + 1 == ids.size() ? " and " : ", ") + text(ids[i]);
    if (ids.size() > kNamed)
        out += " and " + std::to_string(ids.size() - kNamed) + " more";
    return out;
}

std::string as(TrackId newId)
{
    return newId == TrackId::kInvalid ? std::string(" as a new track") : " as " + text(newId);
}

std::string count(std::size_t n, const char* one)
{
    return std::to_string(n) + " " + one + (n == 1 ? "" : "s");
}

// "swap in frame 313" of "swap:312:...": the key of a finding begins with its kind and its 0-based frame.
std::string findingText(const std::string& key)
{
    const std::size_t kindEnd = key.find(':');
    FrameIndex frame = kNoFrame;
    if (kindEnd != std::string::npos)
        std::from_chars(key.data() + kindEnd + 1, key.data() + key.size(), frame);
    return frame < 0 ? key : key.substr(0, kindEnd) + where({frame, frame});
}

struct Describe {
    std::string operator()(const SetBox& e) const { return "Set box of " + text(e.track) + where({e.frame, e.frame}); }
    std::string operator()(const DeleteBoxes& e) const { return "Delete boxes of " + text(e.track) + where(e.frames); }
    std::string operator()(const DeleteTracks& e) const { return "Delete " + list(e.tracks); }
    std::string operator()(const CreateTrack& e) const
    {
        return e.track.id == TrackId::kInvalid ? "Add a track" : "Add track " + text(e.track.id);
    }
    std::string operator()(const SplitTrack& e) const
    {
        return "Split " + text(e.track) + where({e.at, kLastFrame}) + as(e.newId);
    }
    std::string operator()(const JoinTracks& e) const
    {
        return "Join " + text(e.from) + " to " + text(e.into) + (e.fill == Fill::Linear ? " and fill the gap" : "");
    }
    std::string operator()(const SwapTracks& e) const
    {
        return "Swap " + text(e.a) + " and " + text(e.b) + where(e.frames);
    }
    std::string operator()(const ChangeId& e) const
    {
        return "Change " + text(e.track) + where(e.frames) + as(e.newId);
    }
    std::string operator()(const FillGaps& e) const { return "Fill gaps of " + text(e.track) + where(e.frames); }
    std::string operator()(const ClearInterpolated& e) const
    {
        return "Clear interpolated boxes of " + text(e.track) + where(e.frames);
    }
    std::string operator()(const SetClass& e) const
    {
        return "Set class of " + list(e.tracks) + " to " + std::to_string(number(e.classId));
    }
    std::string operator()(const SetVisibility& e) const
    {
        return "Set visibility of " + text(e.track) + where(e.frames);
    }
    std::string operator()(const SetOccluded& e) const
    {
        return (e.occluded ? "Mark " : "Unmark ") + text(e.track) + " as occluded" + where(e.frames);
    }
    std::string operator()(const SetKeyframe& e) const
    {
        return (e.keyframe ? "Set keyframe of " : "Remove keyframe of ") + text(e.track) + where({e.frame, e.frame});
    }
    std::string operator()(const EndTrack& e) const
    {
        return "End " + text(e.track) + " at frame " + text(e.lastFrame);
    }
    std::string operator()(const SetVerified& e) const
    {
        const std::string what = e.track == TrackId::kInvalid ? "everything" : text(e.track);
        const std::string range = where(e.frames);
        return (e.verified ? "Verify " : "Unverify ") + what + range;
    }
    std::string operator()(const Rename& e) const
    {
        return e.name.empty() ? "Clear name of " + text(e.track) : "Rename " + text(e.track) + " to \"" + e.name + "\"";
    }
    std::string operator()(const SetColor& e) const
    {
        return (e.color ? "Set colour of " : "Reset colour of ") + text(e.track);
    }
    std::string operator()(const SetLocked& e) const { return (e.locked ? "Lock " : "Unlock ") + list(e.tracks); }
    std::string operator()(const SetHidden& e) const { return (e.hidden ? "Hide " : "Show ") + list(e.tracks); }
    std::string operator()(const ImportRun& e) const
    {
        const std::string what = e.run == RunId::kInvalid ? "Import" : "Tracker run " + std::to_string(number(e.run));
        const bool counts = e.run == RunId::kInvalid; // a run grows, its first batch says nothing
        return what + (counts ? " " + count(e.tracks.size(), "track") : "") + where(e.frames);
    }
    std::string operator()(const SetVerdict& e) const
    {
        return (e.state == kOpenVerdict ? "Reopen" : "Mark as " + e.state) + ": " + findingText(e.key);
    }
    std::string operator()(const DefineClass& e) const
    {
        const std::string id = e.classId == ClassId::kInvalid ? "" : " " + std::to_string(number(e.classId));
        return e.name.empty() ? "Remove class" + id : "Define class" + id + " \"" + e.name + "\"";
    }
    std::string operator()(const DefineAttribute& e) const { return "Define attribute \"" + e.kind.name + "\""; }
    std::string operator()(const RemoveAttribute& e) const { return "Remove attribute \"" + e.name + "\""; }
    std::string operator()(const SetAttribute& e) const
    {
        return (e.value.empty() ? "Clear " + e.name : "Set " + e.name + " = " + e.value) + " of " + list(e.tracks) +
               where(e.frames);
    }
    std::string operator()(const SetAbsent& e) const
    {
        return (e.absent ? "Mark " : "Unmark ") + text(e.track) + " as absent" + where(e.frames);
    }
    std::string operator()(const SetNote& e) const
    {
        const std::string what = e.note.text.empty() ? "bookmark" : "note";
        const std::string on = e.note.track == TrackId::kInvalid ? "" : " on " + text(e.note.track);
        return (e.id == 0 ? "Add " : "Change ") + what + on + where({e.note.frame, e.note.frame});
    }
    std::string operator()(const RemoveNote& e) const { return "Remove note " + std::to_string(e.id); }
    std::string operator()(const Compound& e) const
    {
        if (!e.label.empty())
            return e.label;
        return e.edits.size() == 1 ? describe(e.edits.front()) : count(e.edits.size(), "edit");
    }
};

} // namespace

std::string describe(const Edit& edit)
{
    return std::visit(Describe{}, edit.value);
}

} // namespace tw::annotation
