#pragma once
// (private to laboratory) Stored peaks and the tracks that are made of them: input of the correction benchmark.

#include "core/laboratory/correction_benchmark.h"

#include <map>
#include <memory>

namespace tw::laboratory {

using Drafts = std::map<TrackId, annotation::Track>;
using StoredPeaks = std::map<FrameIndex, std::shared_ptr<const FramePeaks>>;

annotation::Snapshot documentOf(Drafts drafts);
review::PeakSource sourceOf(StoredPeaks stored);

// The tracks that a tracker makes of stored peaks. Errors: of the tracker, Cancelled.
Result<annotation::Snapshot> tracksOf(const StoredPeaks& stored, FrameRange frames, double threshold,
                                      const review::ReviewOptions& review, TrackedBy tracker, const JobContext& job);

// Only boxes in the frames that the network was given: those between are interpolated, and truth that is labelled as
// often knows nothing of them.
annotation::Snapshot atSteps(const annotation::Snapshot& tracked, FrameIndex first, int every);

} // namespace tw::laboratory
