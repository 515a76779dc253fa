#include "core/review/reidentify.h"

#include "core/annotation/query.h"
#include "core/appearance/likeness.h"
#include "core/math/iou.h"
#include "core/math/stats.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

constexpr double kOnPeakIou = 0.5;    // as in evidence.cpp
constexpr double kCleanOverlap = 0.3; // likewise
constexpr double kLeftOut = 0.25;     // share of the samples least like the others
constexpr std::size_t kEnoughToTrim = 4;

struct Sample {
    FrameIndex frame = kNoFrame;
    std::vector<float> embedding;
    std::vector<std::uint8_t> colour;
};

void addTo(std::vector<float>& sum, std::span<const float> embedding)
{
    std::transform(sum.begin(), sum.end(), embedding.begin(), sum.begin(), std::plus<>());
}

std::vector<float> meanOf(const std::vector<Sample>& samples)
{
    std::vector<float> mean(samples.front().embedding.size(), 0.0F);
    for (const Sample& sample : samples)
        addTo(mean, sample.embedding);
    const double length = std::sqrt(cosine(mean, mean));
    if (!(length > 0))
        return {};
    for (float& value : mean)
        value = static_cast<float>(value / length);
    return mean;
}

bool coveredByOthers(const DocumentState& state, TrackId id, const TrackBox& box)
{
    for (const annotation::FrameBox& other : annotation::boxesAt(state, box.frame))
        if (other.id != id && math::iou(other.box->box, box.box) >= kCleanOverlap)
            return true;
    return false;
}

Portrait finished(std::vector<Sample> samples, bool clean)
{
    Portrait out;
    // samples of a network used before have another length: the newest kind that most have counts
    if (samples.empty())
        return out;
    const std::size_t length = samples.back().embedding.size();
    std::erase_if(samples, [length](const Sample& sample) { return sample.embedding.size() != length; });
    out.mean = meanOf(samples);
    if (out.mean.empty())
        return out;
    if (samples.size() >= kEnoughToTrim) {
        std::stable_sort(samples.begin(), samples.end(), [&](const Sample& a, const Sample& b) {
            return cosine(a.embedding, out.mean) > cosine(b.embedding, out.mean);
        });
        samples.resize(samples.size() - static_cast<std::size_t>(kLeftOut * static_cast<double>(samples.size())));
        out.mean = meanOf(samples);
    }
    out.samples = static_cast<int>(samples.size());
    out.clean = clean;
    for (const Sample& sample : samples) {
        out.looks.add(sample.embedding, sample.colour, 1, clean ? 0 : 1);
        out.sampleFrames.push_back(sample.frame);
    }
    std::sort(out.sampleFrames.begin(), out.sampleFrames.end());
    return out;
}

// The frames of a track nearest to `frame`: the last at or before it, else the first after it.
FrameIndex nearestSeen(const Track& track, FrameIndex frame)
{
    const auto after = std::upper_bound(track.boxes.begin(), track.boxes.end(), frame,
                                        [](FrameIndex wanted, const TrackBox& box) { return wanted < box.frame; });
    return after == track.boxes.begin() ? after->frame : std::prev(after)->frame;
}

FrameIndex nearestOf(const std::vector<FrameIndex>& frames, FrameIndex frame)
{
    const auto it = std::min_element(frames.begin(), frames.end(), [frame](FrameIndex a, FrameIndex b) {
        return std::abs(a - frame) < std::abs(b - frame);
    });
    return it == frames.end() ? kNoFrame : *it;
}

std::string name(TrackId id)
{
    return std::to_string(number(id));
}

std::vector<FrameIndex> framesIn(const Track& track, FrameRange frames)
{
    std::vector<FrameIndex> out;
    for (const TrackBox& box : track.boxes)
        if (frames.contains(box.frame))
            out.push_back(box.frame);
    return out;
}

// Fills the short holes that open where boxes first..last of the new identity meet what it has already.
void fillSeams(annotation::Compound& edit, const Track& target, TrackId id, FrameIndex first, FrameIndex last,
               FrameIndex longest)
{
    const auto after = std::upper_bound(target.boxes.begin(), target.boxes.end(), last,
                                        [](FrameIndex wanted, const TrackBox& box) { return wanted < box.frame; });
    const auto begin = std::lower_bound(target.boxes.begin(), target.boxes.end(), first,
                                        [](const TrackBox& box, FrameIndex wanted) { return box.frame < wanted; });
    const auto fill = [&](FrameIndex from, FrameIndex to) {
        if (to - from > 1 && to - from - 1 <= longest)
            edit.edits.push_back(annotation::FillGaps{id, {from, to}});
    };
    if (begin != target.boxes.begin())
        fill(std::prev(begin)->frame, first);
    if (after != target.boxes.end())
        fill(last, after->frame);
}

annotation::Edit asOne(annotation::Compound compound)
{
    if (compound.edits.size() == 1)
        return std::move(compound.edits.front());
    compound.label = annotation::describe(compound.edits.front());
    return compound;
}

Result<Assignment> place(const Track& target, const PersonQuery& query, const AssignOptions& options)
{
    if (!query.box.valid())
        return Error{ErrorCode::NotFound, "the network sees no box there", {}};
    annotation::Compound compound;
    compound.edits.push_back(annotation::SetBox{target.id, query.frame, query.box});
    fillSeams(compound, target, target.id, query.frame, query.frame, options.longestFill);
    return Assignment{AssignKind::Place, {query.frame, query.frame}, asOne(std::move(compound))};
}

} // namespace

Portrait portraitOf(const Track& track, const DocumentState& state, const PeakSource& peaks,
                    const PortraitOptions& options)
{
    const auto first = std::lower_bound(track.boxes.begin(), track.boxes.end(), options.within.first,
                                        [](const TrackBox& box, FrameIndex frame) { return box.frame < frame; });
    const auto last = std::upper_bound(track.boxes.begin(), track.boxes.end(), options.within.last,
                                       [](FrameIndex frame, const TrackBox& box) { return frame < box.frame; });
    const auto count = last - first;
    if (count <= 0 || !peaks || options.maxSamples <= 0)
        return {};
    std::vector<Sample> clean;
    std::vector<Sample> covered;
    // twice as many places as samples: some show two people
    const auto tries = std::min<std::ptrdiff_t>(count, std::ptrdiff_t{2} * options.maxSamples);
    for (std::ptrdiff_t i = 0; i < tries && static_cast<int>(clean.size()) < options.maxSamples; ++i) {
        // every second place first, so that enough clean ones still spread over the whole track
        const std::ptrdiff_t half = (tries + 1) / 2;
        const std::ptrdiff_t slot = i < half ? 2 * i : 2 * (i - half) + 1;
        const TrackBox& box = *(first + slot * count / tries);
        if (box.origin == BoxOrigin::Interpolated)
            continue;
        const auto frame = peaks(box.frame);
        const int peak = frame ? peakUnder(*frame, box.box) : -1;
        std::vector<float> embedding = frame ? embeddingOf(*frame, peak) : std::vector<float>{};
        if (embedding.empty())
            continue;
        const bool isCovered = box.occluded || coveredByOthers(state, track.id, box);
        (isCovered ? covered : clean).push_back({box.frame, std::move(embedding), colourOf(*frame, peak)});
    }
    return clean.empty() ? finished(std::move(covered), false) : finished(std::move(clean), true);
}

Result<void> Gallery::update(const DocumentState& state, const JobContext& job)
{
    std::erase_if(m_entries, [&state](const auto& entry) { return !state.tracks.contains(entry.first); });
    for (const auto& [id, track] : state.tracks) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while looking at the tracks", {}};
        Entry& entry = m_entries[id];
        if (entry.track == track)
            continue;
        entry.portrait = portraitOf(*track, state, m_peaks);
        entry.track = track;
    }
    appearance::AppearanceSum everyone;
    for (const auto& [id, entry] : m_entries)
        everyone.add(entry.portrait.looks);
    m_means = everyone.means();
    return {};
}

const Portrait* Gallery::find(TrackId id) const
{
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nullptr : &it->second.portrait;
}

namespace {

// By embedding and colours; nothing where one of them is not measured on both sides.
std::optional<double> probabilityByLooks(const Portrait& portrait, const PersonQuery& person,
                                         const appearance::VideoMeans& means)
{
    appearance::AppearanceSum asked;
    asked.add(person.embedding, person.colour, 1, 0);
    const appearance::Likeness likeness =
        appearance::likenessOf(portrait.looks.appearance(means), asked.appearance(means));
    if (!likeness.hasColour || !likeness.hasEmbedding)
        return std::nullopt;
    return math::logistic(appearance::logLikelihoodRatio(likeness));
}

} // namespace

std::vector<Candidate> rankTracks(const DocumentState& state, const Gallery& gallery, const PersonQuery& query)
{
    std::vector<Candidate> out;
    std::vector<double> byLooks; // of each candidate; shorter when one of them cannot be judged so
    for (const auto& [id, track] : state.tracks) {
        Candidate candidate;
        candidate.id = id;
        candidate.itself = id == query.track;
        const Portrait* portrait = gallery.find(id);
        Portrait before;
        if (candidate.itself) {
            PortraitOptions options;
            options.within = {0, query.frame - 1};
            before = portraitOf(*track, state, gallery.peaks(), options);
            portrait = &before;
        }
        if (!portrait || !portrait->known() || portrait->mean.size() != query.embedding.size())
            continue;
        candidate.similarity = cosine(portrait->mean, query.embedding);
        if (const auto probability = probabilityByLooks(*portrait, query, gallery.means()))
            byLooks.push_back(*probability);
        candidate.elsewhere = !candidate.itself && track->at(query.frame) != nullptr;
        candidate.seen = nearestSeen(*track, query.frame);
        candidate.crop = nearestOf(portrait->sampleFrames, query.frame);
        if (const TrackBox* box = track->at(candidate.crop))
            candidate.cropBox = box->box;
        out.push_back(candidate);
    }
    if (byLooks.size() == out.size())
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i].similarity = byLooks[i];
    std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
        return a.elsewhere != b.elsewhere ? b.elsewhere : a.similarity > b.similarity;
    });
    return out;
}

int peakUnder(const FramePeaks& peaks, const Box& box)
{
    int found = -1;
    double best = kOnPeakIou;
    for (std::size_t i = 0; i < peaks.peaks.size(); ++i) {
        const double overlap = math::iou(peaks.peaks[i].box(), box);
        if (overlap >= best) {
            best = overlap;
            found = static_cast<int>(i);
        }
    }
    return found;
}

int peakUnder(const FramePeaks& peaks, double x, double y)
{
    int found = -1;
    for (std::size_t i = 0; i < peaks.peaks.size(); ++i) {
        const Box box = peaks.peaks[i].box();
        const bool holds = x >= box.left && x <= box.right() && y >= box.top && y <= box.bottom();
        if (holds && (found < 0 || box.area() < peaks.peaks[static_cast<std::size_t>(found)].box().area()))
            found = static_cast<int>(i);
    }
    return found;
}

std::vector<float> embeddingOf(const FramePeaks& peaks, int peak)
{
    if (peak < 0 || peaks.embeddingSize <= 0)
        return {};
    const auto halves = peaks.embedding(static_cast<std::size_t>(peak));
    std::vector<float> out(halves.size());
    std::transform(halves.begin(), halves.end(), out.begin(), floatFromHalf);
    const double length = std::sqrt(cosine(out, out));
    if (!(length > 0) || !std::isfinite(length))
        return {};
    for (float& value : out)
        value = static_cast<float>(value / length);
    return out;
}

std::vector<std::uint8_t> colourOf(const FramePeaks& peaks, int peak)
{
    if (peak < 0 || peaks.colourVersion != appearance::kColourVersion || peaks.colours.empty())
        return {};
    const auto bytes = peaks.colour(static_cast<std::size_t>(peak));
    return {bytes.begin(), bytes.end()};
}

Result<Assignment> assign(const DocumentState& state, const PersonQuery& query, TrackId id,
                          const AssignOptions& options)
{
    const auto chosen = state.tracks.find(id);
    if (chosen == state.tracks.end())
        return Error{ErrorCode::NotFound, "there is no track " + name(id) + " any more", {}};
    const Track& target = *chosen->second;
    if (id == query.track)
        return Error{ErrorCode::Conflict, "it is track " + name(id) + " already", {}};
    if (target.at(query.frame))
        return Error{ErrorCode::Conflict, "track " + name(id) + " is another person in this frame", {}};
    if (query.track == TrackId::kInvalid)
        return place(target, query, options);
    const auto own = state.tracks.find(query.track);
    if (own == state.tracks.end() || !own->second->at(query.frame))
        return Error{ErrorCode::NotFound, "the box is not there any more", {}};
    const Track& track = *own->second;
    const std::vector<FrameIndex> moved = framesIn(track, options.frames);
    if (moved.empty())
        return Error{ErrorCode::NotFound, "the box is not in these frames", {}};
    const bool meets =
        std::any_of(moved.begin(), moved.end(), [&](FrameIndex frame) { return target.at(frame) != nullptr; });
    if (meets && options.frames.first <= 0 && options.frames.last == annotation::kLastFrame)
        return Error{ErrorCode::Conflict,
                     "tracks " + name(query.track) + " and " + name(id) + " are in the same frames somewhere",
                     {}};
    if (meets)
        return Assignment{AssignKind::Exchange, options.frames,
                          annotation::SwapTracks{query.track, id, options.frames}};
    annotation::Compound compound;
    const bool whole = moved.size() == track.boxes.size();
    if (whole)
        compound.edits.push_back(annotation::JoinTracks{id, query.track, annotation::Fill::None});
    else
        compound.edits.push_back(annotation::ChangeId{query.track, id, options.frames});
    fillSeams(compound, target, id, moved.front(), moved.back(), options.longestFill);
    return Assignment{whole ? AssignKind::Join : AssignKind::Rename, options.frames, asOne(std::move(compound))};
}

} // namespace tw::review
