#include "core/tracker/offline/pieces.h"

#include "core/tracker/cost.h"
#include "core/tracker/kalman.h"
#include "core/tracker/offline/likeness.h"

#include <algorithm>

namespace tw::tracker {
namespace {

struct Active {
    Piece piece;
    KalmanBox filter;
    Feature feature;
    ClassId classId{};
    int lastTime = 0;
};

class PieceMaker
{
public:
    PieceMaker(const Scene& scene, const OfflineOptions& options)
        : m_scene(scene), m_options(options), m_noise{options.positionWeight, options.velocityWeight}
    {}

    std::vector<Piece> run()
    {
        for (int time = 0; time < m_scene.count(); ++time)
            step(time);
        for (Active& active : m_active)
            m_done.push_back(std::move(active.piece));
        std::stable_sort(m_done.begin(), m_done.end(),
                         [](const Piece& a, const Piece& b) { return a.sightings.front() < b.sightings.front(); });
        return std::move(m_done);
    }

private:
    void step(int time)
    {
        endUnseen(time);
        for (Active& active : m_active)
            active.filter.predict(m_noise);
        m_open.clear();
        std::vector<int> weak;
        for (std::size_t i = m_scene.first[std::size_t(time)]; i < m_scene.first[std::size_t(time) + 1]; ++i) {
            const bool strong = m_scene.sightings[i].score > m_options.detectionThreshold;
            (strong ? m_open : weak).push_back(static_cast<int>(i));
        }
        m_features.clear();
        for (const int index : m_open)
            m_features.push_back(featureOf(m_scene, index));
        m_taken.assign(m_active.size(), 0);
        matchStated();
        matchNear();
        matchByOverlap(m_options.overlapIou);
        startPieces();
        m_open = std::move(weak);
        m_features.assign(m_open.size(), {});
        matchByOverlap(m_options.weakIou);
    }

    void endUnseen(int time)
    {
        const FrameIndex now = m_scene.frames[std::size_t(time)].frame;
        const int patience =
            std::max(m_options.frames(m_options.unseenSeconds), m_scene.step > 1 ? 2 * m_scene.step : 1);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_active.size(); ++i) {
            if (now - m_scene.frames[std::size_t(m_active[i].lastTime)].frame > patience)
                m_done.push_back(std::move(m_active[i].piece));
            else if (kept++ != i)
                m_active[kept - 1] = std::move(m_active[i]);
        }
        m_active.resize(kept);
    }

    // Whom a person named continues the piece of that name, wherever the boxes are.
    void matchStated()
    {
        for (std::size_t k = 0; k < m_open.size();) {
            const TrackId id = m_scene[m_open[k]].stated;
            const auto own = std::find_if(m_active.begin(), m_active.end(),
                                          [id](const Active& active) { return active.piece.stated == id; });
            if (id == TrackId::kInvalid || own == m_active.end()) {
                ++k;
                continue;
            }
            take(static_cast<std::size_t>(own - m_active.begin()), k);
            m_open.erase(m_open.begin() + std::ptrdiff_t(k));
            m_features.erase(m_features.begin() + std::ptrdiff_t(k));
        }
    }

    bool mayJoin(const Active& active, const Sighting& sighting) const
    {
        return active.classId == sighting.classId &&
               (active.piece.stated == TrackId::kInvalid || sighting.stated == TrackId::kInvalid);
    }

    void matchNear()
    {
        const double limit = 1 - m_options.nearIou;
        const double share = m_options.overlapShare;
        std::vector<math::PairCost> pairs;
        for (const math::PairCost& pair : overlapping(limit)) {
            const Active& active = m_active[std::size_t(m_rows[std::size_t(pair.row)])];
            const Feature& feature = m_features[std::size_t(pair.column)];
            if (active.feature.empty() || feature.empty())
                continue;
            const double distance = cosineDistance(active.feature, feature);
            if (distance <= m_options.nearAppearance)
                pairs.push_back({pair.row, pair.column, share * pair.cost + (1 - share) * distance});
        }
        makeMatches(pairs, share * limit + (1 - share) * m_options.nearAppearance);
    }

    void matchByOverlap(double leastIou)
    {
        const auto pairs = overlapping(1 - leastIou);
        makeMatches({pairs.begin(), pairs.end()}, 1 - leastIou);
    }

    // Pairs of pieces not taken (m_rows) and open sightings that may be one.
    std::span<const math::PairCost> overlapping(double limit)
    {
        m_rows.clear();
        m_rowBoxes.clear();
        m_columnBoxes.clear();
        for (std::size_t i = 0; i < m_active.size(); ++i)
            if (!m_taken[i]) {
                m_rows.push_back(static_cast<int>(i));
                m_rowBoxes.push_back(m_active[i].filter.box());
            }
        for (const int index : m_open)
            m_columnBoxes.push_back(m_scene[index].box);
        m_allowed.clear();
        for (const math::PairCost& pair : m_iouPairs.find(m_rowBoxes, m_columnBoxes, limit))
            if (mayJoin(m_active[std::size_t(m_rows[std::size_t(pair.row)])],
                        m_scene[m_open[std::size_t(pair.column)]]))
                m_allowed.push_back(pair);
        return m_allowed;
    }

    void makeMatches(std::span<const math::PairCost> pairs, double limit)
    {
        const auto columns =
            m_assignment.solve(static_cast<int>(m_rows.size()), static_cast<int>(m_open.size()), pairs, limit);
        std::vector<char> used(m_open.size(), 0);
        for (std::size_t row = 0; row < columns.size(); ++row)
            if (columns[row] >= 0) {
                take(static_cast<std::size_t>(m_rows[row]), static_cast<std::size_t>(columns[row]));
                used[static_cast<std::size_t>(columns[row])] = 1;
            }
        std::size_t kept = 0;
        for (std::size_t k = 0; k < m_open.size(); ++k)
            if (!used[k]) {
                std::swap(m_open[kept], m_open[k]);
                std::swap(m_features[kept], m_features[k]);
                ++kept;
            }
        m_open.resize(kept);
        m_features.resize(kept);
    }

    void take(std::size_t piece, std::size_t open)
    {
        Active& active = m_active[piece];
        const Sighting& sighting = m_scene[m_open[open]];
        m_taken[piece] = 1;
        active.piece.sightings.push_back(m_open[open]);
        if (sighting.stated != TrackId::kInvalid)
            active.piece.stated = sighting.stated;
        active.filter.update(measurementOf(sighting.box), m_noise);
        active.lastTime = sighting.time;
        const Feature& feature = m_features[open];
        if (active.feature.empty())
            active.feature = feature;
        else if (!feature.empty())
            blendFeature(active.feature, feature, m_options.featureMemory);
    }

    void startPieces()
    {
        for (std::size_t k = 0; k < m_open.size(); ++k) {
            const Sighting& sighting = m_scene[m_open[k]];
            Active fresh;
            fresh.piece.sightings = {m_open[k]};
            fresh.piece.stated = sighting.stated;
            fresh.filter = KalmanBox(measurementOf(sighting.box), m_noise);
            fresh.feature = m_features[k];
            fresh.classId = sighting.classId;
            fresh.lastTime = sighting.time;
            m_active.push_back(std::move(fresh));
            m_taken.push_back(1);
        }
    }

    const Scene& m_scene;
    const OfflineOptions& m_options;
    KalmanNoise m_noise;
    std::vector<Active> m_active;
    std::vector<char> m_taken; // beside m_active: has a sighting in this frame
    std::vector<Piece> m_done;
    // the frame at hand
    std::vector<int> m_open; // sightings without a piece
    std::vector<Feature> m_features;
    std::vector<int> m_rows;
    std::vector<Box> m_rowBoxes, m_columnBoxes;
    std::vector<math::PairCost> m_allowed;
    IouPairs m_iouPairs;
    math::LimitedAssignment m_assignment;
};

} // namespace

std::vector<Piece> makePieces(const Scene& scene, const OfflineOptions& options)
{
    return PieceMaker(scene, options).run();
}

} // namespace tw::tracker
