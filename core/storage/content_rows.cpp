#include "core/storage/content_rows.h"

#include "core/storage/box_blob.h"
#include "core/storage/checked_rows.h"
#include "core/storage/journal.h"
#include "core/storage/label_blob.h"

#include <limits>

namespace tw::storage {

using annotation::Track;

namespace {

// boxes.key = track << kFrameBits | chunk
constexpr int kFrameBits = 24;
static_assert(chunkOf(std::numeric_limits<FrameIndex>::max()) < (1 << kFrameBits));

std::int64_t chunkKey(TrackId track, FrameIndex chunk)
{
    return (std::int64_t{number(track)} << kFrameBits) | chunk;
}

void run(SQLite::Statement& statement)
{
    statement.exec();
    statement.reset();
}

void bindBlob(SQLite::Statement& statement, int index, const std::string& bytes)
{
    statement.bindNoCopy(index, bytes.data(), static_cast<int>(bytes.size()));
}

class InfoWriter
{
public:
    explicit InfoWriter(SQLite::Database& database) : m_put(database, insertSql("info")) {}
    void put(const char* key, const std::string& value)
    {
        m_put.bind(1, key);
        m_put.bind(2, value);
        run(m_put);
    }
    void put(const char* key, std::int64_t value)
    {
        m_put.bind(1, key);
        m_put.bind(2, value);
        run(m_put);
    }

private:
    SQLite::Statement m_put;
};

} // namespace

void writeMeta(SQLite::Database& database, const ProjectMeta& meta)
{
    InfoWriter info(database);
    info.put("video_path", meta.videoPath.string());
    info.put("video_relative_path", meta.relativeVideoPath.string());
    info.put("video_bytes", static_cast<std::int64_t>(meta.videoBytes));
    info.put("video_modified_ns", meta.videoModifiedNs);
    info.put("video_fingerprint", meta.fingerprint);
    info.put("width", meta.width);
    info.put("height", meta.height);
    info.put("frame_count", meta.frameCount);
    info.put("frame_rate_num", meta.frameRate.num);
    info.put("frame_rate_den", meta.frameRate.den);
    database.exec("DELETE FROM video_index");
    if (meta.videoIndex.empty())
        return;
    SQLite::Statement index(database, insertSql("video_index"));
    index.bind(1, 1);
    bindBlob(index, 2, meta.videoIndex);
    index.exec();
}

void writeNumbers(SQLite::Database& database, std::size_t position, TrackId nextId)
{
    InfoWriter info(database);
    info.put("position", static_cast<std::int64_t>(position));
    info.put("next_track", number(nextId));
}

void writeVerified(SQLite::Database& database, const std::vector<FrameRange>& ranges)
{
    database.exec("DELETE FROM verified");
    SQLite::Statement insert(database, insertSql("verified"));
    for (const FrameRange& range : ranges) {
        insert.bind(1, range.first);
        insert.bind(2, range.last);
        run(insert);
    }
}

void writeRun(SQLite::Database& database, const RunRecord& record)
{
    SQLite::Statement insert(database, insertSql("run"));
    insert.bind(1, number(record.id));
    insert.bind(2, record.model);
    insert.bind(3, record.options);
    insert.bind(4, record.frames.first);
    insert.bind(5, record.frames.last);
    insert.bind(6, record.nextFrame);
    insert.bind(7, static_cast<int>(record.state));
    insert.exec();
}

void writeVerdict(SQLite::Database& database, const std::string& key,
                  const std::optional<annotation::VerdictMark>& mark)
{
    if (!mark) {
        SQLite::Statement remove(database, "DELETE FROM verdict WHERE finding = ?");
        remove.bind(1, key);
        remove.exec();
        return;
    }
    SQLite::Statement insert(database, insertSql("verdict"));
    insert.bind(1, key);
    insert.bind(2, mark->state);
    insert.bind(3, static_cast<std::int64_t>(mark->evidence));
    insert.bind(4, mark->order);
    insert.exec();
}

void writeNote(SQLite::Database& database, annotation::NoteId id, const std::optional<annotation::Note>& note)
{
    if (!note) {
        SQLite::Statement remove(database, "DELETE FROM note WHERE id = ?");
        remove.bind(1, id);
        remove.exec();
        return;
    }
    SQLite::Statement insert(database, insertSql("note"));
    insert.bind(1, id);
    insert.bind(2, number(note->track));
    insert.bind(3, note->frame);
    insert.bind(4, note->text);
    insert.exec();
}

void writeVocabulary(SQLite::Database& database, const annotation::Vocabulary& vocabulary)
{
    database.exec("DELETE FROM vocabulary");
    if (vocabulary.empty())
        return;
    std::string bytes;
    ByteWriter writer(bytes);
    putVocabulary(writer, vocabulary);
    SQLite::Statement insert(database, insertSql("vocabulary"));
    insert.bind(1, 1);
    bindBlob(insert, 2, bytes);
    insert.exec();
}

void writeSetting(SQLite::Database& database, const std::string& key, const std::string& value)
{
    SQLite::Statement insert(database, insertSql("setting"));
    insert.bind(1, key);
    insert.bind(2, value);
    insert.exec();
}

void writeAudit(SQLite::Database& database, std::int64_t timeMs, const std::string& kind, const std::string& label,
                const std::string& edit)
{
    SQLite::Statement insert(database, insertSql("audit"));
    insert.bind(1, timeMs);
    insert.bind(2, kind);
    insert.bind(3, label);
    insert.bind(4, edit);
    insert.exec();
}

TrackRows::TrackRows(SQLite::Database& database)
    : m_attributes(database, insertSql("track")), m_chunk(database, insertSql("boxes")),
      m_noChunk(database, "DELETE FROM boxes WHERE key = ?"), m_noTrack(database, "DELETE FROM track WHERE id = ?"),
      m_statements(database, insertSql("statement")), m_noStatements(database, "DELETE FROM statement WHERE track = ?"),
      m_noBoxes(database, "DELETE FROM boxes WHERE key BETWEEN ? AND ?")
{}

void TrackRows::writeProperties(const Track& track)
{
    m_attributes.bind(1, number(track.id));
    m_attributes.bind(2, number(track.classId));
    m_attributes.bind(3, track.name);
    if (track.color)
        m_attributes.bind(4, *track.color);
    else
        m_attributes.bind(4);
    m_attributes.bind(5, track.locked ? 1 : 0);
    m_attributes.bind(6, track.hidden ? 1 : 0);
    m_attributes.bind(7, number(track.run));
    run(m_attributes);
    if (track.attributes.empty() && track.absences.empty()) {
        m_noStatements.bind(1, number(track.id));
        run(m_noStatements);
        return;
    }
    m_bytes.clear();
    ByteWriter writer(m_bytes);
    putStatements(writer, track);
    m_statements.bind(1, number(track.id));
    bindBlob(m_statements, 2, m_bytes);
    run(m_statements);
}

void TrackRows::writeChunk(TrackId track, FrameIndex chunk, std::span<const annotation::TrackBox> boxes)
{
    if (boxes.empty()) {
        m_noChunk.bind(1, chunkKey(track, chunk));
        run(m_noChunk);
        return;
    }
    m_bytes.clear();
    appendChunk(m_bytes, boxes);
    m_chunk.bind(1, chunkKey(track, chunk));
    bindBlob(m_chunk, 2, m_bytes);
    run(m_chunk);
}

void TrackRows::writeAllChunks(const Track& track)
{
    std::span<const annotation::TrackBox> rest(track.boxes);
    while (!rest.empty()) {
        const FrameIndex chunk = chunkOf(rest.front().frame);
        std::size_t n = 1;
        while (n < rest.size() && chunkOf(rest[n].frame) == chunk)
            ++n;
        writeChunk(track.id, chunk, rest.first(n));
        rest = rest.subspan(n);
    }
}

void TrackRows::remove(TrackId track)
{
    m_noTrack.bind(1, number(track));
    run(m_noTrack);
    m_noStatements.bind(1, number(track));
    run(m_noStatements);
    m_noBoxes.bind(1, chunkKey(track, 0));
    m_noBoxes.bind(2, chunkKey(track, (1 << kFrameBits) - 1));
    run(m_noBoxes);
}

StepRows::StepRows(SQLite::Database& database)
    : m_write(database, insertSql("step")), m_remove(database, "DELETE FROM step WHERE number >= ?")
{}

void StepRows::write(std::size_t index, const annotation::ChangeSet& step, bool done)
{
    const std::string record = toRecord(step, done);
    m_write.bind(1, static_cast<std::int64_t>(index));
    m_write.bind(2, static_cast<std::int64_t>(step.step));
    m_write.bind(3, step.label);
    m_write.bind(4, step.edit);
    m_write.bind(5, number(step.run));
    m_write.bind(6, number(step.nextIdBefore));
    m_write.bind(7, number(step.nextIdAfter));
    bindBlob(m_write, 8, record);
    m_write.bind(9, static_cast<int>(step.origin));
    run(m_write);
}

void StepRows::removeFrom(std::size_t index)
{
    m_remove.bind(1, static_cast<std::int64_t>(index));
    run(m_remove);
}

} // namespace tw::storage
