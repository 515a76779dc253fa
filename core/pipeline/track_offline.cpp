#include "core/pipeline/track_offline.h"

#include "core/base/number_text.h"
#include "core/math/assignment.h"
#include "core/tracker/cost.h"
#include "core/tracker/track_filter.h"

#include <algorithm>
#include <map>
#include <set>

namespace tw::pipeline {
namespace {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

constexpr double kSamePlace = 0.5;   // IoU of two boxes that show one person
constexpr double kMostlyThere = 0.5; // share of a track's boxes that must have become boxes of people

bool contains(const std::vector<FrameRange>& ranges, FrameIndex frame)
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [frame](const FrameRange& range) { return range.contains(frame); });
}

// The document inside the frames of the run: boxes that stay, and those that make room.
class Present
{
public:
    explicit Present(const OfflineRequest& request) : m_request(request)
    {
        const auto& verified = request.document->verifiedFrames;
        for (const auto& [id, track] : request.document->tracks)
            for (const TrackBox& box : track->boxes) {
                if (!request.frames.contains(box.frame))
                    continue;
                const bool stays = track->locked || box.keyframe || box.verified || box.origin >= BoxOrigin::Imported ||
                                   contains(verified, box.frame);
                if (stays)
                    m_statements.boxes.push_back({box.frame, box.box, id});
                else
                    ++m_boxes[id];
                m_byFrame[box.frame].emplace_back(id, box.box);
            }
        for (const FrameRange& range : verified)
            m_statements.verified.push_back(range);
        m_statements.removed = request.removed;
    }

    const tracker::Statements& statements() const { return m_statements; }
    // Tracks with boxes that make room, and how many.
    const std::map<TrackId, int>& boxes() const { return m_boxes; }

    // Boxes that a new track and each present one share, by (position in `tracks`, number).
    std::map<std::pair<int, TrackId>, int> shared(const std::vector<tracker::OfflineTrack>& tracks) const
    {
        std::map<FrameIndex, std::vector<std::pair<int, Box>>> fresh;
        for (std::size_t i = 0; i < tracks.size(); ++i)
            for (const tracker::OfflineBox& box : tracks[i].boxes)
                fresh[box.frame].emplace_back(static_cast<int>(i), box.box);
        std::map<std::pair<int, TrackId>, int> out;
        tracker::IouPairs overlaps;
        std::vector<Box> rows, columns;
        for (const auto& [frame, boxes] : fresh) {
            const auto here = m_byFrame.find(frame);
            if (here == m_byFrame.end())
                continue;
            rows.clear();
            columns.clear();
            for (const auto& [track, box] : boxes)
                rows.push_back(box);
            for (const auto& [id, box] : here->second)
                columns.push_back(box);
            for (const math::PairCost& pair : overlaps.find(rows, columns, 1 - kSamePlace))
                ++out[{boxes[std::size_t(pair.row)].first, here->second[std::size_t(pair.column)].first}];
        }
        return out;
    }

private:
    const OfflineRequest& m_request;
    tracker::Statements m_statements;
    std::map<TrackId, int> m_boxes;
    std::map<FrameIndex, std::vector<std::pair<TrackId, Box>>> m_byFrame;
};

// The number of each track: what a person said, else that of the track it shares most boxes with, else a free one.
std::vector<TrackId> numbersFor(const std::vector<tracker::OfflineTrack>& tracks,
                                const std::map<std::pair<int, TrackId>, int>& shared, TrackId nextFree)
{
    std::vector<TrackId> out(tracks.size());
    std::set<TrackId> taken;
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        out[i] = tracks[i].stated;
        if (out[i] != TrackId::kInvalid)
            taken.insert(out[i]);
    }
    std::map<TrackId, int> columnOf;
    std::vector<TrackId> ids;
    std::vector<math::PairCost> pairs;
    for (const auto& [key, boxes] : shared) {
        const auto& [track, id] = key;
        if (out[std::size_t(track)] != TrackId::kInvalid || taken.contains(id))
            continue;
        const auto [column, added] = columnOf.emplace(id, static_cast<int>(ids.size()));
        if (added)
            ids.push_back(id);
        pairs.push_back({track, column->second, -static_cast<double>(boxes)});
    }
    math::LimitedAssignment assignment;
    const auto columns = assignment.solve(static_cast<int>(tracks.size()), static_cast<int>(ids.size()), pairs, 0);
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        if (out[i] != TrackId::kInvalid)
            continue;
        if (columns[i] >= 0) {
            out[i] = ids[std::size_t(columns[i])];
        } else {
            out[i] = nextFree;
            nextFree = TrackId{number(nextFree) + 1};
        }
    }
    return out;
}

void count(AssociationCounts& out, const Present& present, const std::vector<annotation::TrackPtr>& tracks,
           const std::map<std::pair<int, TrackId>, int>& shared)
{
    std::map<TrackId, int> there;
    for (const auto& [key, boxes] : shared)
        there[key.second] += boxes;
    std::set<TrackId> now;
    for (const auto& track : tracks) {
        now.insert(track->id);
        out.fresh += present.boxes().contains(track->id) ? 0 : 1;
    }
    out.before = static_cast<int>(present.boxes().size());
    out.after = static_cast<int>(tracks.size());
    for (const auto& [id, boxes] : present.boxes()) {
        if (now.contains(id))
            continue;
        const bool person = there[id] >= kMostlyThere * boxes;
        ++(person ? out.pieces : out.notPeople);
    }
}

std::string counted(int count, const char* one, const char* many)
{
    return toText(std::int64_t{count}) + " " + (count == 1 ? one : many);
}

} // namespace

std::shared_ptr<Track> offlineTrack(const tracker::OfflineTrack& made, TrackId id, const tracker::FilterOptions& filter)
{
    auto track = std::make_shared<Track>();
    track->id = id;
    track->classId = made.classId;
    for (const tracker::OfflineBox& own : made.boxes) {
        if (own.stated || !own.box.valid() ||
            !tracker::isKept({id, own.box, own.score, made.classId, own.peak}, filter))
            continue;
        TrackBox box;
        box.frame = own.frame;
        box.box = own.box;
        box.score = std::clamp(own.score, 0.0F, 1.0F);
        box.origin = own.peak >= 0 ? BoxOrigin::Tracker : BoxOrigin::Interpolated;
        track->boxes.push_back(box);
    }
    return track;
}

std::string AssociationCounts::summary() const
{
    std::string text = counted(before, "track became ", "tracks became ") + toText(std::int64_t{after});
    std::string reasons;
    const auto add = [&](int number, const char* one, const char* many) {
        if (number > 0)
            reasons += (reasons.empty() ? ": " : ", ") + counted(number, one, many);
    };
    add(notPeople, "was not a person", "were not people");
    add(pieces, "was a piece of another", "were pieces");
    add(fresh, "is new", "are new");
    return text + reasons;
}

Result<OfflineOutcome> associateOffline(const OfflineRequest& request, const JobContext& job)
{
    OfflineOutcome out;
    const Present present(request);
    TW_TRY_ASSIGN(tracker::OfflineResult solved, tracker::trackOffline(request.read, request.frames, request.picture,
                                                                       present.statements(), request.options, job));
    const auto shared = present.shared(solved.tracks);
    const std::vector<TrackId> ids = numbersFor(solved.tracks, shared, request.document->nextId);
    annotation::ImportRun import;
    import.run = request.run;
    import.frames = request.frames;
    import.replace = true;
    import.keepIds = true;
    for (std::size_t i = 0; i < solved.tracks.size(); ++i)
        if (auto track = offlineTrack(solved.tracks[i], ids[i], request.filter); !track->empty())
            import.tracks.push_back(std::move(track));
    count(out.counts, present, import.tracks, shared);
    out.clutter = std::move(solved.clutter);
    if (out.counts.before > 0 || out.counts.after > 0)
        out.edit =
            annotation::Compound{std::string(kAssociationLabel) + ": " + out.counts.summary(), {std::move(import)}};
    return out;
}

} // namespace tw::pipeline
