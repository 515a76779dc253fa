#include "core/workspace/replace_tracks.h"

#include "core/formats/attributes.h"

#include <set>

namespace tw::workspace {

annotation::Edit entryOf(const annotation::DocumentState& present, const formats::Imported& imported, bool keepIds)
{
    annotation::ImportRun import;
    import.tracks = imported.tracks;
    import.keepIds = keepIds;
    annotation::Compound all;
    all.label = annotation::describe(import);
    all.edits = formats::introductions(present, imported);
    if (all.edits.empty() && imported.verifiedFrames.empty() && imported.notes.empty())
        return import;
    all.edits.emplace_back(std::move(import));
    for (const FrameRange& frames : imported.verifiedFrames)
        all.edits.emplace_back(annotation::SetVerified{TrackId::kInvalid, frames, true});
    std::set<TrackId> numbers;
    for (const annotation::TrackPtr& track : imported.tracks)
        numbers.insert(track->id);
    for (annotation::Note note : imported.notes) {
        if (!keepIds || !numbers.contains(note.track))
            note.track = TrackId::kInvalid; // the track has another number here, or is not in the file
        all.edits.emplace_back(annotation::SetNote{0, std::move(note)});
    }
    return all;
}

Result<annotation::ChangeSet> replaceTracks(Workspace& workspace, const formats::Imported& imported)
{
    const std::vector<TrackId> taken = workspace.takenIds(imported);
    if (taken.empty())
        return workspace.enter(imported, TakenIds::Refuse);
    annotation::Edit entry = entryOf(workspace.document().state(), imported, true);
    annotation::Compound all;
    all.label = annotation::describe(entry);
    all.edits.emplace_back(annotation::DeleteTracks{taken});
    all.edits.emplace_back(std::move(entry));
    return workspace.run(std::move(all), annotation::Origin::Import);
}

} // namespace tw::workspace
