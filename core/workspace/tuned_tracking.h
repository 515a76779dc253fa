#pragma once
// Options of offline tracking that were tuned on what was corrected in a project: how they are looked for, kept with
// the project and used by later runs. Owner thread of the workspace; the request itself may go to a worker.

#include "core/pipeline/tune_association.h"
#include "core/workspace/workspace.h"

namespace tw::workspace {

// For pipeline::tuneAssociation(); starts from what the project keeps. `threshold`: detections must score above it.
// Errors: Unreadable (of the options kept).
Result<pipeline::TuneRequest> tuneRequest(const Workspace& workspace, double threshold);

// Those kept with the project; empty: none. Errors: Unreadable (damaged, or of a newer program).
Result<tracker::OptionSet> tunedOptions(const Workspace& workspace);
// An empty set takes them away.
void keepTunedOptions(Workspace& workspace, const tracker::OptionSet& options);
// Puts the options that are kept into a request for the whole video; in place of its own. Errors: Unreadable.
Result<void> applyTunedOptions(const Workspace& workspace, pipeline::TrackRequest& request);

} // namespace tw::workspace
