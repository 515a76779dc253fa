#pragma once
// (private) The parts of a project's content as rows. Writing throws SQLite::Exception; call inside guarded() and
// inside a transaction.

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/storage/project_content.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <optional>
#include <span>

namespace tw::storage {

void writeMeta(SQLite::Database& database, const ProjectMeta& meta);
void writeNumbers(SQLite::Database& database, std::size_t position, TrackId nextId);
void writeVerified(SQLite::Database& database, const std::vector<FrameRange>& ranges);
void writeRun(SQLite::Database& database, const RunRecord& run);
// None: the row goes.
void writeVerdict(SQLite::Database& database, const std::string& key,
                  const std::optional<annotation::VerdictMark>& mark);
// None: the row goes.
void writeNote(SQLite::Database& database, annotation::NoteId id, const std::optional<annotation::Note>& note);
void writeVocabulary(SQLite::Database& database, const annotation::Vocabulary& vocabulary);
void writeSetting(SQLite::Database& database, const std::string& key, const std::string& value);
void writeAudit(SQLite::Database& database, std::int64_t timeMs, const std::string& kind, const std::string& label,
                const std::string& edit);

// Statements that many rows are written with.
class TrackRows
{
public:
    explicit TrackRows(SQLite::Database& database);
    void writeProperties(const annotation::Track& track);
    // No boxes: the row goes.
    void writeChunk(TrackId track, FrameIndex chunk, std::span<const annotation::TrackBox> boxes);
    void writeAllChunks(const annotation::Track& track);
    void remove(TrackId track);

private:
    SQLite::Statement m_attributes;
    SQLite::Statement m_chunk;
    SQLite::Statement m_noChunk;
    SQLite::Statement m_noTrack;
    SQLite::Statement m_statements;
    SQLite::Statement m_noStatements;
    SQLite::Statement m_noBoxes;
    std::string m_bytes;
};

class StepRows
{
public:
    explicit StepRows(SQLite::Database& database);
    void write(std::size_t index, const annotation::ChangeSet& step, bool done);
    void removeFrom(std::size_t index);

private:
    SQLite::Statement m_write;
    SQLite::Statement m_remove;
};

// All of it; what is damaged is taken from `backup` where that has it, otherwise left out and listed in
// ProjectContent::damage. Errors: Unreadable (nothing can be read), Io, Cancelled.
Result<ProjectContent> readContent(SQLite::Database& database, SQLite::Database* backup,
                                   const std::filesystem::path& file, const JobContext& job);

} // namespace tw::storage
