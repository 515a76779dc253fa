#include "core/formats/written_tracks.h"

#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/text_rows.h"

#include <algorithm>
#include <cmath>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

struct Counts {
    std::int64_t scores = 0, flags = 0, visibilities = 0, occluded = 0, keyframes = 0, origins = 0, verified = 0;
    std::int64_t names = 0, colors = 0, classes = 0, boxes = 0, attributes = 0, absences = 0;
};

void countBox(const TrackBox& box, Counts& counts)
{
    ++counts.boxes;
    counts.scores += box.score != 0 && box.score != 1;
    counts.flags += box.score == 0;
    counts.visibilities += box.visibility != 1;
    counts.occluded += box.occluded;
    counts.keyframes += box.keyframe;
    counts.origins += box.origin == BoxOrigin::Interpolated;
    counts.verified += box.verified;
}

Counts countAll(const annotation::DocumentState& state, const WriteOptions& options, Holds::Classes classes)
{
    Counts counts;
    for (const auto& [id, track] : state.tracks) {
        if (track->hidden && !options.includeHidden)
            continue;
        counts.names += !track->name.empty();
        counts.colors += track->color.has_value();
        counts.attributes += static_cast<std::int64_t>(track->attributes.size());
        counts.absences += static_cast<std::int64_t>(track->absences.size());
        counts.classes += classes == Holds::Classes::One && track->classId != ClassId::kPedestrian;
        for (const TrackBox& box : track->boxes)
            countBox(box, counts);
    }
    return counts;
}

} // namespace

void noteLosses(const annotation::DocumentState& state, const Holds& holds, const WriteOptions& options,
                std::vector<Issue>& issues)
{
    const Counts counts = countAll(state, options, holds.classes);
    const auto note = [&](bool held, std::int64_t count, const char* what) {
        if (!held && count > 0)
            issues.push_back(
                {0, "this format does not hold " + std::string(what) + " (" + toText(count) + ")", Severity::Note});
    };
    note(holds.score, counts.scores, "confidences");
    note(holds.flag || holds.score, counts.flags, "the ignore flag of boxes");
    note(holds.visibility, counts.visibilities, "visibilities");
    note(holds.occluded, counts.occluded, "the occluded mark of boxes");
    note(holds.keyframe, counts.keyframes, "keyframes");
    note(holds.origin, counts.origins, "which boxes are interpolated");
    note(holds.origin, counts.verified, "which boxes are verified");
    note(holds.trackName, counts.names, "names of tracks");
    note(holds.color, counts.colors, "colours of tracks");
    note(holds.verifiedFrames, static_cast<std::int64_t>(state.verifiedFrames.size()), "verified frame ranges");
    note(holds.classes != Holds::Classes::One, counts.classes, "classes; tracks that are not pedestrians");
    note(holds.attributes, counts.attributes, "attributes of tracks");
    note(holds.absences, counts.absences, "absences of tracks");
    note(holds.notes, static_cast<std::int64_t>(state.notes.size()), "notes");
    note(holds.identity, counts.boxes, "identities of boxes");
}

WrittenTracks::WrittenTracks(const annotation::DocumentState& state, const WriteOptions& options,
                             std::vector<Issue>& issues)
    : m_length(options.info.length)
{
    std::int64_t hidden = 0;
    for (const auto& [id, track] : state.tracks) {
        if (track->hidden && !options.includeHidden) {
            ++hidden;
            continue;
        }
        m_tracks.push_back(track.get());
        const auto outside = std::count_if(track->boxes.begin(), track->boxes.end(),
                                           [this](const TrackBox& box) { return !inside(box); });
        if (outside > 0)
            issues.push_back({0,
                              "track " + toText(std::int64_t{number(id)}) + ": " + toText(std::int64_t{outside}) +
                                  " boxes after the last of " + toText(std::int64_t{m_length}) +
                                  " frames are not written",
                              Severity::Problem});
    }
    if (hidden > 0)
        issues.push_back({0, toText(hidden) + " hidden tracks are not written, as asked", Severity::Note});
}

std::vector<WrittenTracks::Item> WrittenTracks::boxes(bool frameMajor) const
{
    std::vector<Item> items;
    for (const Track* track : m_tracks) {
        for (const TrackBox& box : track->boxes) {
            if (inside(box))
                items.push_back({track, &box});
        }
    }
    if (frameMajor) {
        std::stable_sort(items.begin(), items.end(),
                         [](const Item& a, const Item& b) { return a.box->frame < b.box->frame; });
    }
    return items;
}

FrameIndex WrittenTracks::length() const
{
    if (m_length > 0)
        return m_length;
    FrameIndex last = -1;
    for (const Track* track : m_tracks)
        last = std::max(last, track->lastFrame());
    return last + 1;
}

Result<FrameIndex> framesToWrite(const WrittenTracks& tracks)
{
    constexpr FrameIndex kMost = 20'000'000; // nine days at 25 frames a second
    const FrameIndex length = tracks.length();
    if (length > kMost)
        return Error{ErrorCode::InvalidArgument, "the last frame is " + toText(std::int64_t{length}), {}};
    return length;
}

void appendPixel(std::string& out, double value, int decimals)
{
    appendNumber(out, value, decimals);
}

void appendSide(std::string& out, double value, int decimals)
{
    const bool vanishes = decimals >= 0 && std::nearbyint(value * std::pow(10.0, decimals)) <= 0;
    appendNumber(out, value, vanishes ? -1 : decimals);
}

bool vanishes(double from, double to, int decimals)
{
    if (decimals < 0)
        return false;
    const double scale = std::pow(10.0, decimals);
    return std::nearbyint(from * scale) >= std::nearbyint(to * scale);
}

} // namespace tw::formats
