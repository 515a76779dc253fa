// Reading a project's content. Whatever stands in the file: values or an Error, never a broken document. What is
// damaged is left out and listed; one chunk of boxes less does not keep a project closed.

#include "core/storage/box_blob.h"
#include "core/storage/checked_rows.h"
#include "core/storage/content_rows.h"
#include "core/storage/database.h"
#include "core/storage/journal.h"
#include "core/storage/label_blob.h"

#include <sqlite3.h>

#include <limits>
#include <utility>

namespace tw::storage {

using annotation::DocumentState;
using annotation::Track;
using annotation::TrackMap;

namespace {

constexpr int kFrameBits = 24;
constexpr std::int64_t kFrameMask = (1 << kFrameBits) - 1;

Error damagedFile(const std::filesystem::path& file, const std::string& what)
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
    Reader(SQLite::Database& database, SQLite::Database* backup, const std::filesystem::path& file,
           const JobContext& job)
        : m_source{database, formatOf(database), backup}, m_file(file), m_job(job)
    {}

    Result<ProjectContent> read()
    {
        auto document = std::make_shared<DocumentState>();
        TW_TRY(readInfo(*document));
        TW_TRY(readTracks(*document));
        readVerified(*document);
        readVerdicts(*document);
        readVocabulary(*document);
        readNotes(*document);
        m_out.document = document;
        readRuns();
        readSettings();
        readHistory();
        if (m_mended > 0)
            m_out.damage.push_back(std::to_string(m_mended) + " damaged rows were mended from the backup");
        return std::move(m_out);
    }

private:
    void damaged(std::string what) { m_out.damage.push_back(std::move(what)); }

    // Calls `take` for every sound row; `lost` names one that is not. False: the table could not be read to its end.
    template <class Take, class Lost>
    bool readTable(std::string_view table, const std::string& rest, const std::string& whole, Take take, Lost lost)
    {
        if (m_source.format < tableOf(table).since)
            return true; // the older program had none
        try {
            CheckedRows rows(m_source, table, rest);
            while (rows.next()) {
                if (rows.damaged())
                    damaged(lost(rows));
                else
                    take(rows);
            }
            m_mended += rows.mended();
            if (!rest.starts_with("WHERE"))
                reportMissing(rows.missing(), whole);
            return true;
        } catch (const SQLite::Exception& exception) {
            if (exception.getErrorCode() != SQLITE_CORRUPT)
                throw;
            return false;
        }
    }
    template <class Take>
    void readTable(std::string_view table, const std::string& rest, const std::string& whole, Take take)
    {
        if (!readTable(table, rest, whole, take, [&](CheckedRows&) { return "one of " + whole; }))
            damaged(whole + " (from one of them on)");
    }
    void reportMissing(std::optional<std::int64_t> missing, const std::string& whole)
    {
        if (!missing)
            damaged("the checksum over " + whole);
        else if (*missing > 0)
            damaged(std::to_string(*missing) + " of " + whole + ": not in the file any more");
        else if (*missing < 0)
            damaged(whole + ": more than there should be");
    }

    Result<void> readInfo(DocumentState& document)
    {
        std::map<std::string, std::int64_t> numbers;
        std::map<std::string, std::string> texts;
        CheckedRows rows(m_source, "info");
        while (rows.next()) {
            const SQLite::Column value = rows.column(1);
            if (rows.damaged())
                damaged("what the project knows of its video and its history");
            else if (value.isInteger())
                numbers[rows.column(0).getString()] = value.getInt64();
            else
                texts[rows.column(0).getString()] = value.getString();
        }
        m_mended += rows.mended();
        reportMissing(rows.missing(), "what the project knows of its video and its history");
        ProjectMeta& meta = m_out.meta;
        meta.videoPath = texts["video_path"];
        meta.relativeVideoPath = texts["video_relative_path"];
        meta.fingerprint = texts["video_fingerprint"];
        meta.videoBytes = static_cast<std::uint64_t>(numbers["video_bytes"]);
        meta.videoModifiedNs = numbers["video_modified_ns"];
        meta.frameRate = {numbers["frame_rate_num"], numbers["frame_rate_den"]};
        for (const char* key : {"width", "height", "frame_count", "next_track"})
            if (!fits<std::int32_t>(numbers[key]) || numbers[key] < 0)
                return damagedFile(m_file, std::string(key) + " is no number");
        meta.width = static_cast<int>(numbers["width"]);
        meta.height = static_cast<int>(numbers["height"]);
        meta.frameCount = static_cast<FrameIndex>(numbers["frame_count"]);
        document.nextId = TrackId{static_cast<std::int32_t>(std::max<std::int64_t>(1, numbers["next_track"]))};
        m_out.position = static_cast<std::size_t>(std::max<std::int64_t>(0, numbers["position"]));
        readTable("video_index", {}, "the index of the video (it will be made anew)",
                  [&](CheckedRows& row) { meta.videoIndex = bytesOf(row.column(1)); });
        return {};
    }

    Result<void> readTracks(DocumentState& document)
    {
        std::map<TrackId, std::shared_ptr<Track>> tracks;
        readTable("track", "ORDER BY id", "the names, classes and colours of tracks", [&](CheckedRows& row) {
            const std::int64_t id = row.column(0).getInt64();
            if (id < 1 || !fits<std::int32_t>(id) || row.column(1).getInt() < 1) {
                damaged("name and class of track " + std::to_string(id));
                return;
            }
            auto track = std::make_shared<Track>();
            track->id = TrackId{static_cast<std::int32_t>(id)};
            track->classId = ClassId{row.column(1).getInt()};
            track->name = row.column(2).getString();
            if (!row.column(3).isNull())
                track->color = static_cast<std::uint32_t>(row.column(3).getInt64());
            track->locked = row.column(4).getInt() != 0;
            track->hidden = row.column(5).getInt() != 0;
            track->run = RunId{row.column(6).getInt64()};
            tracks.emplace(track->id, std::move(track));
        });
        readTrackStatements(tracks);
        TW_TRY(readBoxes(tracks));
        for (auto& [id, track] : tracks) {
            if (track->empty()) {
                damaged("track " + std::to_string(number(id)) + " has no boxes any more");
                continue;
            }
            if (id >= document.nextId) {
                damaged("the next free number of a track");
                document.nextId = TrackId{number(id) + 1};
            }
            document.tracks.emplace_hint(document.tracks.end(), id, std::move(track));
        }
        return {};
    }

    void readTrackStatements(std::map<TrackId, std::shared_ptr<Track>>& tracks)
    {
        const std::string whole = "the attributes and absences of tracks";
        readTable("statement", "ORDER BY track", whole, [&](CheckedRows& row) {
            const std::int64_t id = row.column(0).getInt64();
            const auto track =
                fits<std::int32_t>(id) ? tracks.find(TrackId{static_cast<std::int32_t>(id)}) : tracks.end();
            Track said;
            const SQLite::Column data = row.column(1);
            ByteReader bytes(bytesOf(data));
            readStatements(bytes, said);
            if (track == tracks.end() || bytes.failed() || !bytes.atEnd()) {
                damaged("attributes and absences of track " + std::to_string(id));
                return;
            }
            track->second->attributes = std::move(said.attributes);
            track->second->absences = std::move(said.absences);
        });
    }

    Result<void> readBoxes(std::map<TrackId, std::shared_ptr<Track>>& tracks)
    {
        const auto total = static_cast<std::int64_t>(tracks.size());
        std::int64_t done = 0;
        std::int64_t present = 0;
        const std::string whole = "the boxes of tracks, 256 frames each";
        const auto take = [&](CheckedRows& row) {
            const std::int64_t key = row.column(0).getInt64();
            if (std::exchange(present, key >> kFrameBits) != key >> kFrameBits)
                m_job.report("open", done++, total);
            if (!m_job.stopped() && !takeBoxes(key, bytesOf(row.column(1)), tracks))
                damaged(chunkName(key));
        };
        const auto lost = [&](CheckedRows& row) { return chunkName(row.column(0).getInt64()); };
        if (!readTable("boxes", "ORDER BY key", whole, take, lost))
            readBoxesOfEachTrack(tracks, take, lost);
        if (m_job.stopped())
            return Error{ErrorCode::Cancelled, "opening was cancelled", m_file.string()};
        return {};
    }

    // Part of the table cannot be reached: what can is read track by track.
    template <class Take, class Lost>
    void readBoxesOfEachTrack(std::map<TrackId, std::shared_ptr<Track>>& tracks, Take take, Lost lost)
    {
        for (auto& [id, track] : tracks) {
            track->boxes.clear();
            const std::int64_t first = std::int64_t{number(id)} << kFrameBits;
            const std::string where =
                "WHERE key BETWEEN " + std::to_string(first) + " AND " + std::to_string(first | kFrameMask);
            if (!readTable("boxes", where + " ORDER BY key", {}, take, lost))
                damaged("boxes of track " + std::to_string(number(id)) + ", from frame " +
                        std::to_string(track->lastFrame() + 2) + " on");
        }
    }

    // A track whose own row was lost keeps its boxes.
    bool takeBoxes(std::int64_t key, std::string_view data, std::map<TrackId, std::shared_ptr<Track>>& tracks)
    {
        const std::int64_t id = key >> kFrameBits;
        if (id < 1 || !fits<std::int32_t>(id))
            return false;
        auto& track = tracks[TrackId{static_cast<std::int32_t>(id)}];
        if (!track) {
            damaged("name and class of track " + std::to_string(id));
            track = std::make_shared<Track>();
            track->id = TrackId{static_cast<std::int32_t>(id)};
        }
        const std::size_t before = track->boxes.size();
        ByteReader bytes(data);
        if (readChunk(bytes, static_cast<FrameIndex>(key & kFrameMask), track->boxes) && bytes.atEnd())
            return true;
        track->boxes.resize(before);
        return false;
    }

    static std::string chunkName(std::int64_t key)
    {
        const std::int64_t first = (key & kFrameMask) << kChunkBits;
        return "boxes of track " + std::to_string(key >> kFrameBits) + ", frames " + std::to_string(first + 1) +
               " to " + std::to_string(first + kChunkFrames);
    }

    void readVerified(DocumentState& document)
    {
        const std::string whole = "the verified frames";
        readTable("verified", "ORDER BY first", whole, [&](CheckedRows& row) {
            const FrameRange range{row.column(0).getInt(), row.column(1).getInt()};
            auto& ranges = document.verifiedFrames;
            if (range.empty() || range.first < 0 || (!ranges.empty() && range.first - 1 <= ranges.back().last))
                damaged("one of " + whole);
            else
                ranges.push_back(range);
        });
    }

    void readVerdicts(DocumentState& document)
    {
        readTable("verdict", {}, "the verdicts of the review", [&](CheckedRows& row) {
            document.verdicts.insert_or_assign(
                row.column(0).getString(),
                annotation::VerdictMark{row.column(1).getString(), static_cast<std::uint64_t>(row.column(2).getInt64()),
                                        row.column(3).getInt64()});
        });
    }

    void readVocabulary(DocumentState& document)
    {
        const std::string whole = "the list of classes and attributes";
        readTable("vocabulary", {}, whole, [&](CheckedRows& row) {
            const SQLite::Column data = row.column(1);
            ByteReader bytes(bytesOf(data));
            document.vocabulary = storage::readVocabulary(bytes);
            if (!bytes.failed() && bytes.atEnd())
                return;
            damaged(whole);
            document.vocabulary = {};
        });
    }

    void readNotes(DocumentState& document)
    {
        readTable("note", "ORDER BY id", "the notes", [&](CheckedRows& row) {
            const annotation::Note note{TrackId{row.column(1).getInt()}, row.column(2).getInt(),
                                        row.column(3).getString()};
            if (row.column(0).getInt64() < 1 || note.frame < 0)
                damaged("one of the notes");
            else
                document.notes.insert_or_assign(row.column(0).getInt64(), note);
        });
    }

    void readRuns()
    {
        readTable("run", "ORDER BY id", "the tracker runs", [&](CheckedRows& row) {
            RunRecord run;
            run.id = RunId{row.column(0).getInt64()};
            run.model = row.column(1).getString();
            run.options = row.column(2).getString();
            run.frames = {row.column(3).getInt(), row.column(4).getInt()};
            run.nextFrame = row.column(5).getInt();
            const int state = row.column(6).getInt();
            run.state = state == 1   ? RunRecord::State::Finished
                        : state == 2 ? RunRecord::State::Failed
                                     : RunRecord::State::Unfinished;
            m_out.runs.push_back(std::move(run));
        });
    }

    void readSettings()
    {
        readTable("setting", {}, "the settings of the project",
                  [&](CheckedRows& row) { m_out.settings[row.column(0).getString()] = row.column(1).getString(); });
    }

    // The tracks are worth more than the way they were made: a damaged history does not keep a project closed.
    void readHistory()
    {
        auto stored = Result<std::vector<StoredStep>>(Error{ErrorCode::Unreadable, "it cannot be reached", {}});
        try {
            stored = readSteps(m_out.position);
        } catch (const SQLite::Exception& exception) {
            if (exception.getErrorCode() != SQLITE_CORRUPT)
                throw;
        }
        if (stored) {
            auto steps = annotationSteps(*std::move(stored), m_out);
            if (steps) {
                m_out.steps = *std::move(steps);
                return;
            }
            stored = std::move(steps).error();
        }
        m_out.position = 0;
        damaged("the undo history, which begins anew: " + stored.error().detail);
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
        CheckedRows rows(m_source, "step", "ORDER BY number");
        while (rows.next()) {
            if (rows.damaged())
                return Error{ErrorCode::Unreadable, "step " + std::to_string(out.size() + 1) + " is damaged", {}};
            const std::int64_t next = std::min(rows.column(5).getInt64(), rows.column(6).getInt64());
            if (rows.column(0).getInt64() != static_cast<std::int64_t>(out.size()) || next < 1)
                return Error{ErrorCode::Unreadable, "a step of the undo history is missing", {}};
            annotation::ChangeSet step;
            step.step = annotation::StepId{rows.column(1).getInt64()};
            step.label = rows.column(2).getString();
            step.edit = rows.column(3).getString();
            step.run = RunId{rows.column(4).getInt64()};
            step.nextIdBefore = TrackId{rows.column(5).getInt()};
            step.nextIdAfter = TrackId{rows.column(6).getInt()};
            const int origin = rows.column(8).getInt();
            if (origin < 0 || origin > static_cast<int>(annotation::Origin::FollowUp))
                return Error{ErrorCode::Unreadable, "a step of the undo history is damaged", {}};
            step.origin = static_cast<annotation::Origin>(origin);
            const SQLite::Column record = rows.column(7);
            TW_TRY_ASSIGN(StoredStep one, fromRecord(std::move(step), bytesOf(record)));
            out.push_back(std::move(one));
        }
        m_mended += rows.mended();
        if (rows.missing() != 0)
            return Error{ErrorCode::Unreadable, "steps of the undo history are missing", {}};
        if (position > out.size())
            return Error{ErrorCode::Unreadable, "steps of the undo history are missing", {}};
        return out;
    }

    const CheckedRows::Source m_source;
    const std::filesystem::path& m_file;
    const JobContext& m_job;
    ProjectContent m_out;
    std::int64_t m_mended = 0; // rows
};

} // namespace

Result<ProjectContent> readContent(SQLite::Database& database, SQLite::Database* backup,
                                   const std::filesystem::path& file, const JobContext& job)
{
    return guarded(file, [&] { return Reader(database, backup, file, job).read(); });
}

} // namespace tw::storage
