// Reading a project's content. Whatever stands in the file: values or an Error, never a broken document.

#include "core/storage/box_blob.h"
#include "core/storage/content_rows.h"
#include "core/storage/database.h"
#include "core/storage/journal.h"

#include <limits>

namespace tw::storage {

using annotation::DocumentState;
using annotation::Track;
using annotation::TrackMap;

namespace {

constexpr int kFrameBits = 24;

Error damaged(const std::filesystem::path& file, const std::string& what)
{
    return {ErrorCode::Unreadable, "is damaged: " + what, file.string()};
}

std::string_view bytesOf(const SQLite::Column& column)
{
    return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

template <class Int>
bool fits(std::int64_t value)
{
    return value >= std::numeric_limits<Int>::min() && value <= std::numeric_limits<Int>::max();
}

class Reader
{
public:
    Reader(SQLite::Database& database, const std::filesystem::path& file, const JobContext& job)
        : m_database(database), m_file(file), m_job(job)
    {}

    Result<ProjectContent> read()
    {
        ProjectContent out;
        auto document = std::make_shared<DocumentState>();
        TW_TRY(readInfo(out, *document));
        TW_TRY(readTracks(*document));
        TW_TRY(readVerified(*document));
        readVerdicts(*document);
        out.document = document;
        readRuns(out);
        readSettings(out);
        TW_TRY(readHistory(out));
        return out;
    }

private:
    Result<void> readInfo(ProjectContent& out, DocumentState& document)
    {
        std::map<std::string, std::int64_t> numbers;
        std::map<std::string, std::string> texts;
        SQLite::Statement query(m_database, "SELECT key, value FROM info");
        while (query.executeStep()) {
            const SQLite::Column value = query.getColumn(1);
            if (value.isInteger())
                numbers[query.getColumn(0).getString()] = value.getInt64();
            else
                texts[query.getColumn(0).getString()] = value.getString();
        }
        ProjectMeta& meta = out.meta;
        meta.videoPath = texts["video_path"];
        meta.relativeVideoPath = texts["video_relative_path"];
        meta.fingerprint = texts["video_fingerprint"];
        meta.videoBytes = static_cast<std::uint64_t>(numbers["video_bytes"]);
        meta.videoModifiedNs = numbers["video_modified_ns"];
        meta.frameRate = {numbers["frame_rate_num"], numbers["frame_rate_den"]};
        for (const char* key : {"width", "height", "frame_count", "next_track"})
            if (!fits<std::int32_t>(numbers[key]) || numbers[key] < 0)
                return damaged(m_file, std::string(key) + " is no number");
        meta.width = static_cast<int>(numbers["width"]);
        meta.height = static_cast<int>(numbers["height"]);
        meta.frameCount = static_cast<FrameIndex>(numbers["frame_count"]);
        document.nextId = TrackId{static_cast<std::int32_t>(std::max<std::int64_t>(1, numbers["next_track"]))};
        out.position = static_cast<std::size_t>(std::max<std::int64_t>(0, numbers["position"]));
        SQLite::Statement index(m_database, "SELECT data FROM video_index");
        if (index.executeStep())
            meta.videoIndex = bytesOf(index.getColumn(0));
        return {};
    }

    Result<void> readTracks(DocumentState& document)
    {
        std::map<TrackId, std::shared_ptr<Track>> tracks;
        SQLite::Statement query(m_database,
                                "SELECT id, class, name, color, locked, hidden, run FROM track ORDER BY id");
        while (query.executeStep()) {
            const std::int64_t id = query.getColumn(0).getInt64();
            if (id < 1 || id >= number(document.nextId) || query.getColumn(1).getInt() < 1)
                return damaged(m_file, "there cannot be a track " + std::to_string(id));
            auto track = std::make_shared<Track>();
            track->id = TrackId{static_cast<std::int32_t>(id)};
            track->classId = ClassId{query.getColumn(1).getInt()};
            track->name = query.getColumn(2).getString();
            if (!query.getColumn(3).isNull())
                track->color = static_cast<std::uint32_t>(query.getColumn(3).getInt64());
            track->locked = query.getColumn(4).getInt() != 0;
            track->hidden = query.getColumn(5).getInt() != 0;
            track->run = RunId{query.getColumn(6).getInt64()};
            tracks.emplace_hint(tracks.end(), track->id, std::move(track));
        }
        TW_TRY(readBoxes(tracks));
        for (auto& [id, track] : tracks) {
            if (track->empty())
                return damaged(m_file, "track " + std::to_string(number(id)) + " has no boxes");
            document.tracks.emplace_hint(document.tracks.end(), id, std::move(track));
        }
        return {};
    }

    Result<void> readBoxes(std::map<TrackId, std::shared_ptr<Track>>& tracks)
    {
        const auto total = static_cast<std::int64_t>(tracks.size());
        std::int64_t done = 0;
        Track* track = nullptr;
        SQLite::Statement query(m_database, "SELECT key, data FROM boxes ORDER BY key");
        while (query.executeStep()) {
            const std::int64_t key = query.getColumn(0).getInt64();
            if (track == nullptr || number(track->id) != key >> kFrameBits) {
                if (m_job.stopped())
                    return Error{ErrorCode::Cancelled, "opening was cancelled", m_file.string()};
                m_job.report("open", done++, total);
                const std::int64_t id = key >> kFrameBits;
                const auto found =
                    fits<std::int32_t>(id) ? tracks.find(TrackId{static_cast<std::int32_t>(id)}) : tracks.end();
                if (found == tracks.end())
                    return damaged(m_file, "there are boxes of no track");
                track = found->second.get();
            }
            const SQLite::Column data = query.getColumn(1);
            ByteReader bytes(bytesOf(data));
            if (!readChunk(bytes, static_cast<FrameIndex>(key & ((1 << kFrameBits) - 1)), track->boxes) ||
                !bytes.atEnd())
                return damaged(m_file, "boxes of track " + std::to_string(number(track->id)));
        }
        return {};
    }

    Result<void> readVerified(DocumentState& document)
    {
        SQLite::Statement query(m_database, "SELECT first, last FROM verified ORDER BY first");
        while (query.executeStep()) {
            const FrameRange range{query.getColumn(0).getInt(), query.getColumn(1).getInt()};
            auto& ranges = document.verifiedFrames;
            if (range.empty() || range.first < 0 || (!ranges.empty() && range.first - 1 <= ranges.back().last))
                return damaged(m_file, "verified frames");
            ranges.push_back(range);
        }
        return {};
    }

    void readVerdicts(DocumentState& document)
    {
        SQLite::Statement query(m_database, "SELECT finding, state, evidence, number FROM verdict");
        while (query.executeStep())
            document.verdicts.insert_or_assign(
                query.getColumn(0).getString(),
                annotation::VerdictMark{query.getColumn(1).getString(),
                                        static_cast<std::uint64_t>(query.getColumn(2).getInt64()),
                                        query.getColumn(3).getInt64()});
    }

    void readRuns(ProjectContent& out)
    {
        SQLite::Statement query(m_database, "SELECT id, model, options, first, last, next, state FROM run ORDER BY id");
        while (query.executeStep()) {
            RunRecord run;
            run.id = RunId{query.getColumn(0).getInt64()};
            run.model = query.getColumn(1).getString();
            run.options = query.getColumn(2).getString();
            run.frames = {query.getColumn(3).getInt(), query.getColumn(4).getInt()};
            run.nextFrame = query.getColumn(5).getInt();
            const int state = query.getColumn(6).getInt();
            run.state = state == 1   ? RunRecord::State::Finished
                        : state == 2 ? RunRecord::State::Failed
                                     : RunRecord::State::Unfinished;
            out.runs.push_back(std::move(run));
        }
    }

    void readSettings(ProjectContent& out)
    {
        SQLite::Statement settings(m_database, "SELECT key, value FROM setting");
        while (settings.executeStep())
            out.settings[settings.getColumn(0).getString()] = settings.getColumn(1).getString();
    }

    // The tracks are worth more than the way they were made: a damaged history does not keep a project closed.
    Result<void> readHistory(ProjectContent& out)
    {
        auto stored = readSteps(out.position);
        if (stored) {
            auto steps = annotationSteps(*std::move(stored), out);
            if (steps) {
                out.steps = *std::move(steps);
                return {};
            }
            stored = std::move(steps).error();
        }
        out.position = 0;
        out.notes.push_back("The undo history could not be read and begins anew: " + stored.error().detail);
        return {};
    }

    Result<std::vector<annotation::ChangeSet>> annotationSteps(std::vector<StoredStep> stored,
                                                               const ProjectContent& out)
    {
        TW_TRY_ASSIGN(auto steps, toSteps(std::move(stored), out.position, *out.document));
        const TrackId next = out.position > 0 ? steps[out.position - 1].nextIdAfter
                             : steps.empty()  ? out.document->nextId
                                              : steps.front().nextIdBefore;
        if (next != out.document->nextId)
            return Error{ErrorCode::Unreadable, "the undo history does not fit the document", {}};
        return steps;
    }

    Result<std::vector<StoredStep>> readSteps(std::size_t position)
    {
        std::vector<StoredStep> out;
        SQLite::Statement query(
            m_database,
            "SELECT number, id, label, edit, run, next_before, next_after, record, origin FROM step ORDER BY number");
        while (query.executeStep()) {
            const std::int64_t next = std::min(query.getColumn(5).getInt64(), query.getColumn(6).getInt64());
            if (query.getColumn(0).getInt64() != static_cast<std::int64_t>(out.size()) || next < 1)
                return Error{ErrorCode::Unreadable, "a step of the undo history is missing", {}};
            annotation::ChangeSet step;
            step.step = annotation::StepId{query.getColumn(1).getInt64()};
            step.label = query.getColumn(2).getString();
            step.edit = query.getColumn(3).getString();
            step.run = RunId{query.getColumn(4).getInt64()};
            step.nextIdBefore = TrackId{query.getColumn(5).getInt()};
            step.nextIdAfter = TrackId{query.getColumn(6).getInt()};
            const int origin = query.getColumn(8).getInt();
            if (origin < 0 || origin > static_cast<int>(annotation::Origin::FollowUp))
                return Error{ErrorCode::Unreadable, "a step of the undo history is damaged", {}};
            step.origin = static_cast<annotation::Origin>(origin);
            const SQLite::Column record = query.getColumn(7);
            TW_TRY_ASSIGN(StoredStep one, fromRecord(std::move(step), bytesOf(record)));
            out.push_back(std::move(one));
        }
        if (position > out.size())
            return Error{ErrorCode::Unreadable, "steps of the undo history are missing", {}};
        return out;
    }

    SQLite::Database& m_database;
    const std::filesystem::path& m_file;
    const JobContext& m_job;
};

} // namespace

Result<ProjectContent> readContent(SQLite::Database& database, const std::filesystem::path& file, const JobContext& job)
{
    return guarded(file, [&] { return Reader(database, file, job).read(); });
}

} // namespace tw::storage
