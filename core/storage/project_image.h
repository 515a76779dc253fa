#pragma once
// (private) What the file should hold, in memory, and which parts of it are not in the file yet. Belongs to the storage
// thread. Nothing is lost when writing fails: the parts stay marked, later changes add to them.

#include "core/annotation/history.h"
#include "core/annotation/step_stack.h"
#include "core/base/result.h"
#include "core/storage/project_content.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tw::storage {

// annotation::Change as a value, to be kept.
struct DocumentChange {
    annotation::ChangeKind kind = annotation::ChangeKind::Run;
    bool grown = false;
    annotation::ChangeSet set;
    std::int64_t timeMs = 0; // since 1970, UTC
};

class ProjectImage
{
public:
    explicit ProjectImage(const ProjectContent& content);

    void apply(DocumentChange change);
    void apply(ProjectMeta meta, const std::filesystem::path& projectFile);
    void apply(RunRecord run);
    void applySetting(std::string key, std::string value);

    bool changed() const;
    // Writes what is marked. Throws SQLite::Exception; call inside guarded() and a transaction. Marks stay.
    void writeChanges(SQLite::Database& database) const;
    void clearChanges();
    // Writes all of it into empty tables (audit: what is not in the old file yet). Throws likewise.
    void writeAll(SQLite::Database& database) const;

    const ProjectMeta& meta() const { return m_meta; }

private:
    struct Audit {
        std::int64_t timeMs = 0;
        std::string kind;
        std::string label;
        std::string edit;
    };
    struct Changes {
        std::map<TrackId, std::set<FrameIndex>> chunks;
        std::set<TrackId> properties; // also of tracks that are gone
        bool verified = false;
        bool numbers = false;
        bool meta = false;
        bool stepsDropped = false; // rows behind the last step may be in the file
        std::set<std::size_t> steps;
        std::set<RunId> runs;
        std::set<std::string> verdicts;
        std::set<annotation::NoteId> notes;
        bool vocabulary = false;
        std::set<std::string> settings;
        std::vector<Audit> audit;
    };

    void applyToTracks(const annotation::ChangeSet& set);
    void applyToSteps(const DocumentChange& change);
    void writeTracks(SQLite::Database& database) const;
    void writeSteps(SQLite::Database& database) const;
    void writeAudits(SQLite::Database& database) const;

    ProjectMeta m_meta;
    annotation::TrackMap m_tracks;
    std::vector<FrameRange> m_verified;
    TrackId m_nextId{1};
    annotation::StepStack m_steps;
    std::map<RunId, RunRecord> m_runs;
    annotation::VerdictMap m_verdicts;
    annotation::NoteMap m_notes;
    annotation::Vocabulary m_vocabulary;
    std::map<std::string, std::string> m_settings;
    Changes m_changes;
};

// The video's path as seen from the folder of the project; empty when there is no way from one to the other.
std::filesystem::path relativeTo(const std::filesystem::path& video, const std::filesystem::path& projectFile);

} // namespace tw::storage
