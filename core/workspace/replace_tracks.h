#pragma once
// Import over tracks that have the same numbers. Owner thread.

#include "core/workspace/workspace.h"

namespace tw::workspace {

// The edit with which an import enters: classes, attributes and notes that it brings, its tracks, its verified frames.
annotation::Edit entryOf(const annotation::DocumentState& present, const formats::Imported& imported, bool keepIds);

// As Workspace::enter(), but the tracks here whose numbers the file has go first, in the same step. Errors: those of
// Workspace::run(), also when one of them is locked; nothing is changed then.
Result<annotation::ChangeSet> replaceTracks(Workspace& workspace, const formats::Imported& imported);

} // namespace tw::workspace
