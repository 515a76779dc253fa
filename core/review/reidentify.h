#pragma once
// Who is this? How every track looks, an embedding ranked against all of them, and the edit that gives a person the
// identity that was chosen. Pure functions, any thread; source pixels, 0-based frames.

#include "core/annotation/document.h"
#include "core/annotation/edits.h"
#include "core/appearance/appearance.h"
#include "core/base/job.h"
#include "core/base/result.h"
#include "core/review/evidence.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace tw::review {

// How one track looks. The mean leaves out the quarter of the samples that is least like the others: an exchanged
// stretch or a person in front does not change it much.
struct Portrait {
    std::vector<float> mean;         // of the embeddings, unit length; empty: the network never saw this track
    appearance::AppearanceSum looks; // of the same samples, with their colours
    int samples = 0;
    bool clean = false;                   // of boxes that show one person only; else of whatever there is
    std::vector<FrameIndex> sampleFrames; // by frame
    bool known() const { return samples > 0; }
};

struct PortraitOptions {
    FrameRange within = annotation::kAllFrames;
    int maxSamples = 24; // spread evenly over the boxes
};
// Boxes without a stored peak (IoU >= 0.5) and interpolated ones say nothing.
Portrait portraitOf(const annotation::Track& track, const annotation::DocumentState& state, const PeakSource& peaks,
                    const PortraitOptions& options = {});

// Portraits of all tracks, kept between questions: only tracks that changed are looked at again. One thread.
class Gallery
{
public:
    explicit Gallery(PeakSource peaks) : m_peaks(std::move(peaks)) {}
    // Errors: Cancelled.
    Result<void> update(const annotation::DocumentState& state, const JobContext& job = {});
    const Portrait* find(TrackId id) const;
    const PeakSource& peaks() const { return m_peaks; }
    // Of all portraits: what everyone in the video has in common.
    const appearance::VideoMeans& means() const { return m_means; }

private:
    struct Entry {
        annotation::TrackPtr track;
        Portrait portrait;
    };
    PeakSource m_peaks;
    std::map<TrackId, Entry> m_entries;
    appearance::VideoMeans m_means;
};

// A person in a frame: a box of a track, or a detection without a track.
struct PersonQuery {
    FrameIndex frame = kNoFrame;
    TrackId track = TrackId::kInvalid;
    Box box;
    std::vector<float> embedding;          // unit length
    float score = 0;                       // of the network there
    std::vector<std::uint8_t> colour = {}; // FramePeaks::kColourBytes; empty: not measured there
};

struct Candidate {
    TrackId id = TrackId::kInvalid;
    double similarity = 0;      // probability by looks, as likely as not beforehand; without colours the cosine
    bool elsewhere = false;     // has another box in that frame: two people, cannot be chosen
    bool itself = false;        // the track that the box belongs to now
    FrameIndex seen = kNoFrame; // nearest frame with a box; the last one before where there is one
    FrameIndex crop = kNoFrame; // a frame that shows it well, near in time
    Box cropBox;
};

// Embedding and colours together decide where all are measured, else embeddings alone.
// All tracks that the network knows, the most alike first; those that are elsewhere in the frame at the end. Embeddings
// of another length than the portraits' (another network) match none.
// The track itself is judged by its boxes before the frame: those after it would be changed as well.
std::vector<Candidate> rankTracks(const annotation::DocumentState& state, const Gallery& gallery,
                                  const PersonQuery& query);

// The stored peak under a box (IoU >= 0.5) or a point: index, or -1. Of several under a point the smallest.
int peakUnder(const FramePeaks& peaks, const Box& box);
int peakUnder(const FramePeaks& peaks, double x, double y);
// As floats of unit length; empty when there is none.
std::vector<float> embeddingOf(const FramePeaks& peaks, int peak);
// Of the present definition (core/appearance); empty when there is none.
std::vector<std::uint8_t> colourOf(const FramePeaks& peaks, int peak);

enum class AssignKind {
    Join,     // the whole track continues or begins the chosen one
    Rename,   // part of it gets the other number
    Exchange, // both have boxes later on: they change places
    Place     // a box without a track becomes one of the chosen track
};
struct Assignment {
    AssignKind kind = AssignKind::Rename;
    FrameRange frames; // that get the identity
    annotation::Edit edit;
};
struct AssignOptions {
    FrameRange frames;           // the scope: from here on, a range, this box
    FrameIndex longestFill = 30; // holes up to this long are filled in a straight line
};
// Gives the person of `query` the identity `id`. Errors: NotFound (gone meanwhile), Conflict (elsewhere in that frame;
// all frames are asked for and the two meet somewhere; it is that track already).
Result<Assignment> assign(const annotation::DocumentState& state, const PersonQuery& query, TrackId id,
                          const AssignOptions& options);

} // namespace tw::review
