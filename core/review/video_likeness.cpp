#include "core/review/video_likeness.h"

#include "core/appearance/coverage.h"
#include "core/math/iou.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace tw::review {
namespace {

using appearance::AppearanceSum;

constexpr double kLinkIou = 0.5;            // of one person in two successive frames
constexpr double kRivalIou = 0.25;          // another peak this close makes a link unsure
constexpr double kApartIou = 0.1;           // more overlap may be two peaks of one person
constexpr float kClearCovered = 0.15F;      // share of a box that others hide, at most
constexpr std::size_t kFewestSightings = 4; // of a piece
constexpr std::size_t kPartners = 6;        // different people that a piece is compared with
constexpr double kMadeUp = 1; // observations beyond each end of a distribution, so that few pairs claim little

struct Sighting {
    FrameIndex frame = kNoFrame;
    Box box;
    AppearanceSum sum;
};
struct Piece {
    Box last;
    FrameRange frames;
    std::vector<Sighting> sightings;

    AppearanceSum half(bool second) const
    {
        AppearanceSum out;
        const std::size_t middle = sightings.size() / 2;
        for (std::size_t i = second ? middle : 0; i < (second ? sightings.size() : middle); ++i)
            out.add(sightings[i].sum);
        return out;
    }
};

// Partners that exist in both directions and have no rival.
std::vector<int> linksBetween(const std::vector<Piece>& open, const std::vector<Box>& boxes)
{
    std::vector<int> out(boxes.size(), -1);
    std::vector<int> rivals(open.size(), 0);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        int near = 0;
        int partner = -1;
        for (std::size_t j = 0; j < open.size(); ++j) {
            const double overlap = math::iou(boxes[i], open[j].last);
            if (overlap < kRivalIou)
                continue;
            ++near;
            ++rivals[j];
            if (overlap >= kLinkIou)
                partner = static_cast<int>(j);
        }
        if (near == 1)
            out[i] = partner;
    }
    for (int& partner : out)
        if (partner >= 0 && rivals[static_cast<std::size_t>(partner)] != 1)
            partner = -1;
    return out;
}

// One stretch of the video as pieces that show one person each.
class Linker
{
public:
    explicit Linker(const VideoLikenessOptions& options) : m_options(options) {}

    void add(const FramePeaks& peaks)
    {
        std::vector<Box> boxes;
        std::vector<std::size_t> index;
        for (std::size_t i = 0; i < peaks.peaks.size(); ++i)
            if (static_cast<double>(peaks.peaks[i].score) > m_options.threshold) {
                boxes.push_back(peaks.peaks[i].box());
                index.push_back(i);
            }
        const std::vector<int> links = linksBetween(m_open, boxes);
        const auto interval = static_cast<FrameIndex>(m_options.sightingSeconds * m_options.frameRate);
        const bool sighted = m_lastSighting == kNoFrame || peaks.frame - m_lastSighting >= interval;
        m_lastSighting = sighted ? peaks.frame : m_lastSighting;
        const std::vector<float> covered = sighted ? appearance::coveredShares(boxes) : std::vector<float>{};
        std::vector<Piece> now;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            Piece piece;
            piece.frames.first = peaks.frame;
            if (links[i] >= 0 && !isFull(m_open[static_cast<std::size_t>(links[i])], peaks.frame))
                piece = std::move(m_open[static_cast<std::size_t>(links[i])]);
            piece.last = boxes[i];
            piece.frames.last = peaks.frame;
            if (sighted && covered[i] < kClearCovered) {
                Sighting sighting{peaks.frame, boxes[i], {}};
                sighting.sum.add(peaks, index[i], double(covered[i]));
                piece.sightings.push_back(std::move(sighting));
            }
            now.push_back(std::move(piece));
        }
        close();
        m_open = std::move(now);
    }

    std::vector<Piece> finish()
    {
        close();
        m_lastSighting = kNoFrame;
        return std::exchange(m_done, {});
    }

private:
    bool isFull(const Piece& piece, FrameIndex frame) const
    {
        return frame - piece.frames.first > m_options.pieceSeconds * m_options.frameRate;
    }
    void close()
    {
        for (Piece& piece : m_open)
            if (piece.sightings.size() >= kFewestSightings)
                m_done.push_back(std::move(piece));
        m_open.clear();
    }

    const VideoLikenessOptions& m_options;
    std::vector<Piece> m_open, m_done;
    FrameIndex m_lastSighting = kNoFrame;
};

// Seen in one frame, apart from each other whenever both are.
bool areTwoPeople(const Piece& a, const Piece& b)
{
    bool together = false;
    for (auto i = a.sightings.begin(), j = b.sightings.begin(); i != a.sightings.end() && j != b.sightings.end();) {
        if (i->frame != j->frame) {
            ++(i->frame < j->frame ? i : j);
            continue;
        }
        if (math::iou(i->box, j->box) > kApartIou)
            return false;
        together = true;
        ++i;
        ++j;
    }
    return together;
}

struct Halves {
    AppearanceSum first, second;
};
struct Pairs {
    std::vector<Halves> pieces;
    std::vector<std::pair<std::size_t, std::size_t>> different;
};

void addPairs(const std::vector<Piece>& pieces, Pairs& out)
{
    const std::size_t base = out.pieces.size();
    for (const Piece& piece : pieces)
        out.pieces.push_back({piece.half(false), piece.half(true)});
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::size_t found = 0;
        for (std::size_t j = i + 1; j < pieces.size() && found < kPartners; ++j)
            if (areTwoPeople(pieces[i], pieces[j])) {
                out.different.emplace_back(base + i, base + j);
                ++found;
            }
    }
}

std::vector<FrameRange> stretches(FrameRange frames, const VideoLikenessOptions& options)
{
    const auto length = std::max<FrameIndex>(1, static_cast<FrameIndex>(options.windowSeconds * options.frameRate));
    const FrameIndex count = (frames.length() + length - 1) / length;
    const FrameIndex taken = std::min<FrameIndex>(count, options.windows);
    std::vector<FrameRange> out;
    for (FrameIndex i = 0; i < taken; ++i) {
        const FrameIndex first = frames.first + i * count / taken * length;
        out.push_back({first, std::min(first + length - 1, frames.last)});
    }
    return out;
}

} // namespace

Result<std::shared_ptr<const VideoLikeness>> VideoLikeness::measure(const PeakSource& peaks, FrameRange frames,
                                                                    const VideoLikenessOptions& options,
                                                                    const JobContext& job)
{
    auto out = std::make_shared<VideoLikeness>();
    if (!peaks || frames.empty())
        return std::shared_ptr<const VideoLikeness>(std::move(out));
    Pairs pairs;
    Linker linker(options);
    for (const FrameRange& stretch : stretches(frames, options)) {
        for (FrameIndex frame = stretch.first; frame <= stretch.last; ++frame) {
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "stopped while measuring likeness", {}};
            if (const auto seen = peaks(frame))
                linker.add(*seen);
        }
        addPairs(linker.finish(), pairs);
    }
    AppearanceSum everyone;
    for (const Halves& piece : pairs.pieces) {
        everyone.add(piece.first);
        everyone.add(piece.second);
    }
    if (!pairs.different.empty()) // one person alone would be all that is common
        out->m_means = everyone.means();
    const auto ratio = [&](const AppearanceSum& a, const AppearanceSum& b) {
        return appearance::logLikelihoodRatio(appearance::likenessOf(out->of(a), out->of(b)));
    };
    for (const Halves& piece : pairs.pieces)
        out->m_same.push_back(ratio(piece.first, piece.second));
    for (const auto& [i, j] : pairs.different)
        out->m_different.push_back(ratio(pairs.pieces[i].first, pairs.pieces[j].second));
    std::ranges::sort(out->m_same);
    std::ranges::sort(out->m_different);
    return std::shared_ptr<const VideoLikeness>(std::move(out));
}

appearance::Appearance VideoLikeness::of(const AppearanceSum& sum) const
{
    if (!m_means.embedding.empty() || !m_means.colour.empty())
        return sum.appearance(m_means);
    appearance::VideoMeans none = sum.means();
    std::ranges::fill(none.embedding, 0.0F);
    std::ranges::fill(none.colour, 0.0F);
    return sum.appearance(none);
}

double VideoLikeness::logRatio(const appearance::Likeness& likeness) const
{
    if (!likeness.hasEmbedding && !likeness.hasColour)
        return 0;
    const double plain = appearance::logLikelihoodRatio(likeness);
    if (m_different.empty())
        return plain;
    // One person can be claimed as far as different people are rarely so alike, two people likewise.
    const auto above = static_cast<double>(m_different.end() - std::ranges::lower_bound(m_different, plain));
    const auto below = static_cast<double>(std::ranges::upper_bound(m_same, plain) - m_same.begin());
    const double highest = std::log((static_cast<double>(m_different.size()) + kMadeUp) / (above + kMadeUp));
    const double lowest = std::log((below + kMadeUp) / (static_cast<double>(m_same.size()) + kMadeUp));
    return std::clamp(plain, lowest, highest);
}

} // namespace tw::review
