#include "core/storage/project_image.h"

#include "core/storage/box_blob.h"
#include "core/storage/content_rows.h"

namespace tw::storage {

using annotation::ChangeKind;
using annotation::ChangeSet;
using annotation::TrackBox;
using annotation::TrackDelta;

namespace {

const char* toString(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Run: return "run";
    case ChangeKind::Merged: return "merged";
    case ChangeKind::Undone: return "undone";
    case ChangeKind::Redone: return "redone";
    }
    return "unknown";
}

// Chunks in which the boxes of two tracks differ.
void addChunks(const TrackDelta& delta, std::set<FrameIndex>& chunks)
{
    static const std::vector<TrackBox> kNone;
    const auto& before = delta.before ? delta.before->boxes : kNone;
    const auto& after = delta.after ? delta.after->boxes : kNone;
    auto b = before.begin();
    auto a = after.begin();
    const auto add = [&](FrameIndex frame) { chunks.insert(chunks.end(), chunkOf(frame)); };
    while (b != before.end() || a != after.end()) {
        if (a == after.end() || (b != before.end() && b->frame < a->frame)) {
            add((b++)->frame);
        } else if (b == before.end() || a->frame < b->frame) {
            add((a++)->frame);
        } else {
            if (!(*b == *a))
                add(a->frame);
            ++b;
            ++a;
        }
    }
}

} // namespace

std::filesystem::path relativeTo(const std::filesystem::path& video, const std::filesystem::path& projectFile)
{
    if (video.empty() || !video.is_absolute())
        return {};
    std::error_code error;
    const auto folder = std::filesystem::absolute(projectFile, error).parent_path();
    return error ? std::filesystem::path() : video.lexically_relative(folder);
}

ProjectImage::ProjectImage(const ProjectContent& content)
    : m_meta(content.meta), m_tracks(content.document->tracks), m_verified(content.document->verifiedFrames),
      m_nextId(content.document->nextId), m_steps(content.steps, content.position),
      m_verdicts(content.document->verdicts), m_notes(content.document->notes),
      m_vocabulary(content.document->vocabulary), m_settings(content.settings)
{
    for (const RunRecord& run : content.runs)
        m_runs[run.id] = run;
    // Opened without a history that could not be read: its rows have to go.
    m_changes.stepsDropped = m_steps.steps().empty();
}

void ProjectImage::applyToTracks(const ChangeSet& set)
{
    for (const TrackDelta& delta : set.tracks) {
        if (delta.after)
            m_tracks[delta.id] = delta.after;
        else
            m_tracks.erase(delta.id);
        if (!delta.before || !delta.after || !annotation::sameAttributes(*delta.before, *delta.after))
            m_changes.properties.insert(delta.id);
        auto& chunks = m_changes.chunks[delta.id];
        addChunks(delta, chunks);
        if (chunks.empty())
            m_changes.chunks.erase(delta.id);
    }
    if (set.verified) {
        m_verified = set.verified->after;
        m_changes.verified = true;
    }
    m_verdicts = patched(std::move(m_verdicts), set.verdicts);
    for (const annotation::VerdictDelta& delta : set.verdicts)
        m_changes.verdicts.insert(delta.key);
    m_notes = patched(std::move(m_notes), set.notes);
    for (const annotation::NoteDelta& delta : set.notes)
        m_changes.notes.insert(delta.key);
    if (set.vocabulary) {
        m_vocabulary = set.vocabulary->after;
        m_changes.vocabulary = true;
    }
    m_nextId = set.nextIdAfter;
    m_changes.numbers = true;
}

void ProjectImage::applyToSteps(const DocumentChange& change)
{
    switch (change.kind) {
    case ChangeKind::Run:
        if (change.grown) {
            const std::size_t index = m_steps.find(change.set.step).value();
            for (const std::size_t other : m_steps.grow(index, change.set))
                m_changes.steps.insert(other);
            m_changes.steps.insert(index);
            return;
        }
        m_changes.stepsDropped = true; // those that could be redone
        m_steps.push(change.set);
        m_changes.steps.insert(m_steps.position() - 1);
        return;
    case ChangeKind::Merged:
        if (m_steps.merge(change.set))
            m_changes.steps.insert(m_steps.position() - 1);
        else
            m_changes.stepsDropped = true;
        return;
    // Undo records become redo records and back (journal.h).
    case ChangeKind::Undone:
        m_steps.back();
        m_changes.steps.insert(m_steps.position());
        return;
    case ChangeKind::Redone:
        m_changes.steps.insert(m_steps.position());
        m_steps.forward();
        return;
    }
}

void ProjectImage::apply(DocumentChange change)
{
    applyToTracks(change.set);
    applyToSteps(change);
    if (!change.grown) // a run is one entry, not one for each batch
        m_changes.audit.push_back({change.timeMs, toString(change.kind), change.set.label, change.set.edit});
}

void ProjectImage::apply(ProjectMeta meta, const std::filesystem::path& projectFile)
{
    if (const auto relative = relativeTo(meta.videoPath, projectFile); !relative.empty())
        meta.relativeVideoPath = relative;
    m_meta = std::move(meta);
    m_changes.meta = true;
}

void ProjectImage::apply(RunRecord run)
{
    m_changes.runs.insert(run.id);
    m_runs[run.id] = std::move(run);
}

void ProjectImage::applySetting(std::string key, std::string value)
{
    m_changes.settings.insert(key);
    m_settings[std::move(key)] = std::move(value);
}

bool ProjectImage::changed() const
{
    const Changes& c = m_changes;
    return !c.chunks.empty() || !c.properties.empty() || c.verified || c.numbers || c.meta || !c.steps.empty() ||
           !c.runs.empty() || !c.verdicts.empty() || !c.notes.empty() || c.vocabulary || !c.settings.empty() ||
           !c.audit.empty();
}

void ProjectImage::clearChanges()
{
    m_changes = {};
}

void ProjectImage::writeTracks(SQLite::Database& database) const
{
    if (m_changes.properties.empty() && m_changes.chunks.empty())
        return;
    TrackRows rows(database);
    for (const TrackId id : m_changes.properties) {
        const auto found = m_tracks.find(id);
        if (found == m_tracks.end())
            rows.remove(id);
        else
            rows.writeProperties(*found->second);
    }
    for (const auto& [id, chunks] : m_changes.chunks) {
        const auto found = m_tracks.find(id);
        if (found == m_tracks.end())
            continue;
        for (const FrameIndex chunk : chunks)
            rows.writeChunk(id, chunk, chunkBoxes(found->second->boxes, chunk));
    }
}

void ProjectImage::writeSteps(SQLite::Database& database) const
{
    if (m_changes.steps.empty() && !m_changes.stepsDropped)
        return;
    StepRows rows(database);
    const auto& steps = m_steps.steps();
    if (m_changes.stepsDropped)
        rows.removeFrom(steps.size());
    for (const std::size_t index : m_changes.steps)
        if (index < steps.size())
            rows.write(index, steps[index], index < m_steps.position());
}

void ProjectImage::writeAudits(SQLite::Database& database) const
{
    for (const Audit& audit : m_changes.audit)
        writeAudit(database, audit.timeMs, audit.kind, audit.label, audit.edit);
}

void ProjectImage::writeChanges(SQLite::Database& database) const
{
    writeTracks(database);
    writeSteps(database);
    if (m_changes.numbers)
        writeNumbers(database, m_steps.position(), m_nextId);
    if (m_changes.verified)
        writeVerified(database, m_verified);
    if (m_changes.meta)
        writeMeta(database, m_meta);
    for (const RunId id : m_changes.runs)
        writeRun(database, m_runs.at(id));
    for (const std::string& key : m_changes.verdicts) {
        const auto found = m_verdicts.find(key);
        writeVerdict(database, key, found == m_verdicts.end() ? std::nullopt : std::optional(found->second));
    }
    for (const annotation::NoteId id : m_changes.notes) {
        const auto found = m_notes.find(id);
        writeNote(database, id, found == m_notes.end() ? std::nullopt : std::optional(found->second));
    }
    if (m_changes.vocabulary)
        writeVocabulary(database, m_vocabulary);
    for (const std::string& key : m_changes.settings)
        writeSetting(database, key, m_settings.at(key));
    writeAudits(database);
}

void ProjectImage::writeAll(SQLite::Database& database) const
{
    TrackRows rows(database);
    for (const auto& [id, track] : m_tracks) {
        rows.writeProperties(*track);
        rows.writeAllChunks(*track);
    }
    StepRows stepRows(database);
    for (std::size_t i = 0; i < m_steps.steps().size(); ++i)
        stepRows.write(i, m_steps.steps()[i], i < m_steps.position());
    writeNumbers(database, m_steps.position(), m_nextId);
    writeVerified(database, m_verified);
    writeMeta(database, m_meta);
    for (const auto& [id, run] : m_runs)
        writeRun(database, run);
    for (const auto& [key, mark] : m_verdicts)
        writeVerdict(database, key, mark);
    for (const auto& [id, note] : m_notes)
        writeNote(database, id, note);
    writeVocabulary(database, m_vocabulary);
    for (const auto& [key, value] : m_settings)
        writeSetting(database, key, value);
    writeAudits(database);
}

} // namespace tw::storage
