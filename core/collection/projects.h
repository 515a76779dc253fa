#pragma once
// From the entries of a collection to their files: tracking, the summary of a project, export, agreement of two
// annotators, finding what was moved. Any thread; long functions take a stop token.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/collection/collection.h"
#include "core/evaluation/error_list.h"
#include "core/evaluation/scores.h"
#include "core/formats/format.h"
#include "core/pipeline/track_video.h"

#include <functional>
#include <memory>
#include <optional>

namespace tw::collection {

// Content of a video as a project file records it ("file:BYTES:HASH"), of a folder of images one of our own. Reads 128
// KiB of a file. Errors: NotFound, Io.
Result<std::string> fingerprintOf(const std::filesystem::path& video);

// A video as an entry: its project lies beside it. Tracked when that is there. Errors: of fingerprintOf().
Result<Entry> entryFor(const std::filesystem::path& video);

// Whether the summary is not that of the project file as it is now.
bool isOutdated(const Entry& entry);

// Opens the project and looks for findings. Errors: of the project; Conflict (open in a program), Cancelled.
Result<Figures> summarize(const std::filesystem::path& project, const JobContext& job);

// Tracks the video into the entry's project, or goes on where that was stopped. `request` without video and frames.
// `threads` may be null. Errors: of the video, the model, the disk; Cancelled.
Result<Figures> trackInto(const Entry& entry, pipeline::TrackRequest request,
                          const std::shared_ptr<pipeline::ThreadShare>& threads, const JobContext& job);

struct Exported {
    std::string name;
    std::string problem; // why it was not written; empty: it was, and read back
};
// gt.txt and seqinfo.ini of each entry to FOLDER/NAME. A video that fails does not end the others. `open` may give
// the tracks of an entry that is open in this program (null otherwise); called on the calling thread. Errors:
// Cancelled.
struct OpenTracks {
    annotation::Snapshot snapshot;
    formats::SequenceInfo info;
};
using OpenProjects = std::function<std::optional<OpenTracks>(const std::filesystem::path& project)>;
Result<std::vector<Exported>> exportAll(const std::vector<Entry>& entries, const std::filesystem::path& folder,
                                        const OpenProjects& open, const JobContext& job);

// Of two annotations of one video. HOTA and IDF1 do not depend on which of them is the first.
struct Agreement {
    double hota = 0, idf1 = 0, mota = 0; // fractions; MOTA with the first as truth
    // What the second has (false positive), lacks (miss) or identifies in another way (switch, fragment), by frame.
    std::vector<evaluation::TrackingError> differences;
};
// Projects or track files. `frames`: of the video, 0: unknown. `open`: the tracks of `first` while this program has it
// open. Errors: of reading; InvalidArgument, Cancelled.
Result<Agreement> agreementOf(const std::filesystem::path& first, const std::filesystem::path& second,
                              FrameIndex frames, const JobContext& job,
                              const std::optional<OpenTracks>& open = std::nullopt);

struct Relinked {
    int found = 0;
    std::vector<std::string> problems; // "clip3: no project found", one for each that is still missing
};
// Looks below `folders` for the videos (by content) and projects (by the video they were made of; of several the one
// with the old name) of entries whose files are not where they were. Entries whose files are there stay. Errors:
// Cancelled.
Result<Relinked> relink(Collection& collection, const std::vector<std::filesystem::path>& folders,
                        const JobContext& job);

// The middle frame, no wider than `width`, as packed BGRA rows. Errors: of the video.
struct Thumbnail {
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels;
};
Result<Thumbnail> thumbnailOf(const std::filesystem::path& video, int width, const JobContext& job);

} // namespace tw::collection
