#pragma once
// Truth that is labelled every few frames only: which frames, and what is known of those between.

#include "core/annotation/document.h"
#include "core/base/result.h"

#include <filesystem>
#include <set>

namespace tw::laboratory {

// Of a truth file SEQ/gt/gt.txt: the frames named in SEQ/labelled_frames.txt; empty: there is none, all are labelled.
// Errors: those of formats::readLabelledFrames().
Result<std::set<FrameIndex>> labelledFrames(const std::filesystem::path& truth);

// The same truth in every frame from the first to the last labelled one. Between two labelled frames that both have a
// person the box moves straight; beside a labelled frame without the person it stays where it was and counts for
// nothing (score 0), since the person may be there or not.
annotation::Snapshot filledBetween(const annotation::DocumentState& truth, const std::set<FrameIndex>& labelled);

} // namespace tw::laboratory
