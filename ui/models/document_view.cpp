#include "ui/models/document_view.h"

#include "ui/widgets/track_colors.h"

#include <algorithm>

namespace tw::ui {

namespace {

constexpr FrameIndex kBucketFrames = 128;

std::size_t bucketOf(FrameIndex frame)
{
    return static_cast<std::size_t>(frame / kBucketFrames);
}

} // namespace

DocumentView::DocumentView(QObject* parent)
    : QObject(parent), m_snapshot(std::make_shared<const annotation::DocumentState>())
{}

void DocumentView::reset(annotation::Snapshot snapshot, FrameIndex frameCount)
{
    m_snapshot = std::move(snapshot);
    m_tracks.clear();
    m_buckets.clear();
    m_colors.clear();
    m_people.assign(static_cast<std::size_t>(std::max(frameCount, FrameIndex{0})), 0);
    for (const auto& [id, track] : m_snapshot->tracks) {
        const auto summary = std::make_shared<const TrackSummary>(track);
        enter(*summary);
        m_colors.put(track);
        m_tracks.emplace_hint(m_tracks.end(), id, summary);
    }
    Q_EMIT wasReset();
}

void DocumentView::apply(const annotation::ChangeSet& set, annotation::Snapshot snapshot)
{
    m_snapshot = std::move(snapshot);
    DocumentDiff diff;
    std::vector<TrackId> recoloured;
    diff.verifiedChanged = set.verified.has_value();
    diff.vocabularyChanged = set.vocabulary.has_value();
    diff.notesChanged = !set.notes.empty();
    for (const annotation::TrackDelta& delta : set.tracks) {
        const auto known = m_tracks.find(delta.id);
        const bool wasThere = known != m_tracks.end();
        // a delta may hold the changed boxes only: the whole track is in the snapshot
        const auto now = m_snapshot->tracks.find(delta.id);
        const bool isThere = now != m_snapshot->tracks.end();
        if (wasThere) {
            leave(*known->second);
            if (!isThere) {
                m_tracks.erase(known);
                m_colors.remove(delta.id);
            }
        }
        if (isThere) {
            auto summary = std::make_shared<const TrackSummary>(now->second);
            enter(*summary);
            m_tracks.insert_or_assign(delta.id, std::move(summary));
            (wasThere ? diff.changed : diff.added).push_back(delta.id);
            const std::vector<TrackId> moved = m_colors.put(now->second);
            recoloured.insert(recoloured.end(), moved.begin(), moved.end());
        } else if (wasThere) {
            diff.removed.push_back(delta.id);
        }
    }
    for (const TrackId id : recoloured)
        if (std::find(diff.added.begin(), diff.added.end(), id) == diff.added.end() &&
            std::find(diff.changed.begin(), diff.changed.end(), id) == diff.changed.end())
            diff.changed.push_back(id);
    Q_EMIT changed(diff);
}

QColor DocumentView::colorOf(TrackId id) const
{
    return colorFrom(m_colors.rgbOf(id));
}

TrackSummaryPtr DocumentView::find(TrackId id) const
{
    const auto it = m_tracks.find(id);
    return it == m_tracks.end() ? nullptr : it->second;
}

const annotation::TrackBox* DocumentView::boxAt(TrackId id, FrameIndex frame) const
{
    const auto it = m_tracks.find(id);
    return it == m_tracks.end() ? nullptr : it->second->track().at(frame);
}

std::vector<annotation::FrameBox> DocumentView::boxesAt(FrameIndex frame) const
{
    std::vector<annotation::FrameBox> boxes;
    if (frame < 0 || bucketOf(frame) >= m_buckets.size())
        return boxes;
    for (const TrackId id : m_buckets[bucketOf(frame)]) {
        const annotation::Track& track = m_tracks.at(id)->track();
        if (const annotation::TrackBox* box = track.at(frame))
            boxes.push_back({id, &track, box});
    }
    return boxes;
}

int DocumentView::maximumPeople() const
{
    return m_people.empty() ? 0 : *std::max_element(m_people.begin(), m_people.end());
}

void DocumentView::enter(const TrackSummary& summary)
{
    std::size_t nextBucket = 0;
    for (const TrackRun& run : summary.runs()) {
        if (static_cast<std::size_t>(run.last) >= m_people.size())
            m_people.resize(static_cast<std::size_t>(run.last) + 1, 0);
        for (auto frame = static_cast<std::size_t>(run.first); frame <= static_cast<std::size_t>(run.last); ++frame)
            ++m_people[frame];
        if (bucketOf(run.last) >= m_buckets.size())
            m_buckets.resize(bucketOf(run.last) + 1);
        for (std::size_t b = std::max(nextBucket, bucketOf(run.first)); b <= bucketOf(run.last); ++b) {
            auto& ids = m_buckets[b];
            ids.insert(std::lower_bound(ids.begin(), ids.end(), summary.id()), summary.id());
            nextBucket = b + 1;
        }
    }
}

void DocumentView::leave(const TrackSummary& summary)
{
    std::size_t nextBucket = 0;
    for (const TrackRun& run : summary.runs()) {
        for (auto frame = static_cast<std::size_t>(run.first); frame <= static_cast<std::size_t>(run.last); ++frame)
            --m_people[frame];
        for (std::size_t b = std::max(nextBucket, bucketOf(run.first)); b <= bucketOf(run.last); ++b) {
            auto& ids = m_buckets[b];
            ids.erase(std::lower_bound(ids.begin(), ids.end(), summary.id()));
            nextBucket = b + 1;
        }
    }
}

} // namespace tw::ui
