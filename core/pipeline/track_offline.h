#pragma once
// A finished run associated again with the whole video in view: its stored peaks and what a person did to its tracks
// in, one edit that replaces the untouched boxes out.
//
// Boxes that a person drew, moved or verified, boxes of files, verified frames and locked tracks stay, and say who is
// who. Tracks keep the number of the track they share most boxes with.
// Thread: any; cancellable. Memory: the peaks of one window (core/tracker/offline/offline.h).

#include "core/annotation/document.h"
#include "core/annotation/edits.h"
#include "core/base/job.h"
#include "core/pipeline/association_counts.h"
#include "core/tracker/offline/offline.h"
#include "core/tracker/options.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tw::pipeline {

// How the step of the history begins that an association makes; steps of a person never do.
inline constexpr std::string_view kAssociationLabel = "Associate the whole video";

struct OfflineRequest {
    tracker::PeakReader read;
    FrameRange frames; // of the run, as far as it is finished
    tracker::PictureSize picture;
    tracker::OfflineOptions options; // detectionThreshold and frameRate set
    tracker::FilterOptions filter;
    RunId run{};
    annotation::Snapshot document;
    std::vector<tracker::StatedPlace> removed; // boxes that a person deleted: not people
};

struct OfflineOutcome {
    std::optional<annotation::Edit> edit; // one step; none: nothing to replace
    AssociationCounts counts;
    std::vector<tracker::ClutterSite> clutter;
};

// A track of the document: boxes that pass the filter, without those that a person stated.
std::shared_ptr<annotation::Track> offlineTrack(const tracker::OfflineTrack& made, TrackId id,
                                                const tracker::FilterOptions& filter);

// Errors: those of the reader, Conflict (statements contradict each other), Cancelled.
Result<OfflineOutcome> associateOffline(const OfflineRequest& request, const JobContext& job = {});

} // namespace tw::pipeline
