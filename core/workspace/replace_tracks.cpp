#include "core/workspace/replace_tracks.h"

namespace tw::workspace {

Result<annotation::ChangeSet> replaceTracks(Workspace& workspace, const formats::Imported& imported)
{
    const std::vector<TrackId> taken = workspace.takenIds(imported);
    if (taken.empty())
        return workspace.enter(imported, TakenIds::Refuse);
    annotation::ImportRun import;
    import.tracks = imported.tracks;
    import.keepIds = true;
    annotation::Compound all;
    all.label = annotation::describe(import);
    all.edits.emplace_back(annotation::DeleteTracks{taken});
    all.edits.emplace_back(std::move(import));
    for (const FrameRange& frames : imported.verifiedFrames)
        all.edits.emplace_back(annotation::SetVerified{TrackId::kInvalid, frames, true});
    return workspace.run(std::move(all), annotation::Origin::Import);
}

} // namespace tw::workspace
