#include "core/tracker/offline/clutter.h"

#include "core/math/box_ops.h"
#include "core/math/stats.h"
#include "core/tracker/offline/scene.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tw::tracker {
namespace {

constexpr double kShareUnit = 65535; // FramePeaks::moving
// Quantiles of the moving shares that must be low: of a thing, and of one that cars and people may pass by.
constexpr double kMost = 0.9;
constexpr double kMostPassedBy = 0.75;

struct Member {
    int time = 0;
    int peak = 0;
};

struct Site {
    double x = 0, y = 0, logHeight = 0, width = 0; // means, stable pixels
    std::vector<Member> members;

    int last() const { return members.back().time; }
    void add(const Box& box, Member member)
    {
        members.push_back(member);
        const double share = 1.0 / static_cast<double>(members.size());
        x += share * (box.centerX() - x);
        y += share * (box.centerY() - y);
        width += share * (box.width - width);
        logHeight += share * (std::log(box.height) - logHeight);
    }
};

// Sites by place, so that a peak meets only those around it. Cells are as large as the farthest match of the largest
// boxes would need only rarely: larger boxes look further.
class Sites
{
public:
    Sites(std::span<const FramePeaks> frames, const OfflineOptions& options) : m_frames(frames), m_options(options) {}

    void add(int time, int peak, const Box& box)
    {
        const double reach = m_options.clutterShift * box.height;
        Site* best = nullptr;
        for (int row = cell(box.centerY() - reach); row <= cell(box.centerY() + reach); ++row)
            for (int column = cell(box.centerX() - reach); column <= cell(box.centerX() + reach); ++column) {
                const auto found = m_cells.find(key(row, column));
                if (found == m_cells.end())
                    continue;
                forgetOld(found->second, time);
                for (const int index : found->second) {
                    Site& site = m_sites[static_cast<std::size_t>(index)];
                    const bool matches = site.last() < time &&
                                         std::hypot(site.x - box.centerX(), site.y - box.centerY()) < reach &&
                                         std::abs(site.logHeight - std::log(box.height)) < m_options.clutterScale;
                    if (matches && (best == nullptr || site.members.size() > best->members.size()))
                        best = &site; // the longest known, not what someone who passes has left there
                }
            }
        if (best == nullptr) {
            m_cells[key(cell(box.centerY()), cell(box.centerX()))].push_back(static_cast<int>(m_sites.size()));
            best = &m_sites.emplace_back();
        }
        best->add(box, {time, peak});
    }

    const std::vector<Site>& all() const { return m_sites; }

private:
    static constexpr double kCellPx = 16;
    static int cell(double pixel) { return static_cast<int>(std::floor(pixel / kCellPx)); }
    static std::int64_t key(int row, int column) { return (std::int64_t{row} << 32) ^ std::uint32_t(column); }

    // A site unseen for so long that one more peak would not make it present enough is not looked at again.
    void forgetOld(std::vector<int>& cell, int time) const
    {
        std::erase_if(cell, [&](int index) {
            const Site& site = m_sites[static_cast<std::size_t>(index)];
            const double span = time - site.members.front().time + 1;
            return static_cast<double>(site.members.size() + 1) < m_options.clutterPresence * span;
        });
    }

    std::span<const FramePeaks> m_frames;
    const OfflineOptions& m_options;
    std::vector<Site> m_sites;
    std::unordered_map<std::int64_t, std::vector<int>> m_cells;
};

double movingShare(std::span<const FramePeaks> frames, Member member)
{
    return frames[std::size_t(member.time)].moving[std::size_t(member.peak)] / kShareUnit;
}

bool isClutter(const Site& site, std::span<const FramePeaks> frames, const OfflineOptions& options)
{
    const int span = site.last() - site.members.front().time + 1;
    if (span < options.frames(options.clutterSeconds) ||
        static_cast<double>(site.members.size()) < options.clutterPresence * span)
        return false;
    std::vector<double> moving;
    for (const Member& member : site.members)
        if (!frames[std::size_t(member.time)].moving.empty())
            moving.push_back(movingShare(frames, member));
    if (moving.size() * 2 < site.members.size())
        return false;
    const double median = math::quantile(moving, 0.5);
    const bool motionless =
        median <= options.clutterMotionless && span >= options.frames(options.clutterMotionlessSeconds);
    return median <= options.clutterMedianMoving &&
           math::quantile(moving, motionless ? kMostPassedBy : kMost) <= options.clutterMostMoving;
}

} // namespace

Clutter findClutter(std::span<const FramePeaks> frames, const OfflineOptions& options)
{
    Clutter out;
    const bool measured =
        std::any_of(frames.begin(), frames.end(), [](const FramePeaks& frame) { return !frame.moving.empty(); });
    if (!options.removeClutter || !measured)
        return out;
    const std::vector<math::Affine2> stable = stableFromSource(frames);
    Sites sites(frames, options);
    for (std::size_t t = 0; t < frames.size(); ++t)
        for (std::size_t i = 0; i < frames[t].peaks.size(); ++i)
            if (const Peak& peak = frames[t].peaks[i]; peak.score > options.clutterScore && peak.box().valid())
                sites.add(static_cast<int>(t), static_cast<int>(i), carried(peak.box(), stable[t]));
    for (const Site& site : sites.all()) {
        if (!isClutter(site, frames, options))
            continue;
        if (out.dropped.empty())
            for (const FramePeaks& frame : frames)
                out.dropped.emplace_back(frame.peaks.size(), 0);
        const auto begin = std::size_t(site.members.front().time);
        const double height = std::exp(site.logHeight);
        ClutterSite listed;
        listed.box = carried(math::boxFromCenter(site.x, site.y, site.width, height), stable[begin].inverse());
        listed.frames = {frames[begin].frame, frames[std::size_t(site.last())].frame};
        for (const Member& member : site.members) {
            // a person who passes in front of it is no clutter
            const bool still = frames[std::size_t(member.time)].moving.empty() ||
                               movingShare(frames, member) <= options.clutterMostMoving;
            out.dropped[std::size_t(member.time)][std::size_t(member.peak)] = still;
            listed.peaks += still;
        }
        out.sites.push_back(listed);
    }
    return out;
}

} // namespace tw::tracker
