#include "tests/support/synthetic_scene.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace tw::test {
namespace {

// std's distributions differ between libraries; the engine does not.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed) {}
    double unit() { return static_cast<double>(m_engine() >> 11) * (1.0 / 9007199254740992.0); }
    double normal() // Box and Muller
    {
        const double radius = std::sqrt(-2 * std::log(1 - unit()));
        return radius * std::cos(6.283185307179586 * unit());
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_engine() % count); }

private:
    std::mt19937_64 m_engine;
};

void normalise(std::vector<float>& vector)
{
    double sum = 0;
    for (const float value : vector)
        sum += static_cast<double>(value) * value;
    const double scale = sum > 0 ? 1 / std::sqrt(sum) : 0;
    for (float& value : vector)
        value = static_cast<float>(value * scale);
}

Detection seen(const KnownBox& known, const DetectorFaults& faults, std::uint64_t seed, Dice& dice)
{
    Detection detection;
    const Box& box = known.box;
    const double width = box.width * std::max(0.2, 1 + faults.sizeNoise * dice.normal());
    const double height = box.height * std::max(0.2, 1 + faults.sizeNoise * dice.normal());
    detection.box = {box.centerX() + faults.positionNoise * box.width * dice.normal() - 0.5 * width,
                     box.centerY() + faults.positionNoise * box.height * dice.normal() - 0.5 * height, width, height};
    detection.score = static_cast<float>(std::clamp(0.45 + 0.45 * known.visibility + 0.05 * dice.normal(), 0.05, 0.99));
    if (faults.embeddingLength > 0) {
        detection.embedding = embeddingOf(known.id, faults.embeddingLength, seed);
        const double each = faults.embeddingNoise / std::sqrt(static_cast<double>(faults.embeddingLength));
        for (float& value : detection.embedding)
            value += static_cast<float>(each * dice.normal());
        normalise(detection.embedding);
    }
    return detection;
}

Detection falseAlarm(const DetectorFaults& faults, Dice& dice)
{
    Detection detection;
    const double height = 40 + 120 * dice.unit(), width = 0.4 * height;
    detection.box = {dice.unit() * faults.width - 0.5 * width, dice.unit() * faults.height - 0.5 * height, width,
                     height};
    detection.score = static_cast<float>(0.3 + 0.35 * dice.unit());
    detection.embedding.resize(static_cast<std::size_t>(faults.embeddingLength));
    for (float& value : detection.embedding)
        value = static_cast<float>(dice.normal());
    normalise(detection.embedding);
    return detection;
}

} // namespace

KnownTracks tracksOf(const video::DrawnScene& scene)
{
    KnownTracks tracks(static_cast<std::size_t>(scene.options().frameCount));
    for (std::size_t frame = 0; frame < tracks.size(); ++frame) {
        for (const auto& person : scene.truth(static_cast<FrameIndex>(frame)))
            tracks[frame].push_back({person.id, person.box, person.visibility});
    }
    return tracks;
}

KnownTracks crossingPeople(int count, FrameIndex frames, int width, int height)
{
    KnownTracks tracks(static_cast<std::size_t>(frames));
    for (FrameIndex frame = 0; frame < frames; ++frame) {
        const double t = frames > 1 ? static_cast<double>(frame) / (frames - 1) : 0;
        for (int person = 0; person < count; ++person) {
            // pairs share a lane, one goes right, the other left
            const int lane = person / 2;
            const double across = person % 2 == 0 ? t : 1 - t;
            const double x = 0.05 * width + 0.9 * width * across;
            const double y = height * (0.3 + 0.5 * (lane + 0.5) / std::max(1, (count + 1) / 2)) + 6 * (person % 2);
            const double w = 38 + 2 * (person % 3), h = 98 + 3 * (person % 4);
            tracks[static_cast<std::size_t>(frame)].push_back(
                {static_cast<TrackId>(person + 1), Box{x - 0.5 * w, y - h, w, h}, 1});
        }
    }
    return tracks;
}

std::vector<SimulatedFrame> simulateDetections(const KnownTracks& tracks, const DetectorFaults& faults,
                                               std::uint64_t seed)
{
    Dice dice(seed);
    std::vector<SimulatedFrame> frames(tracks.size());
    for (std::size_t frame = 0; frame < tracks.size(); ++frame) {
        std::vector<std::pair<Detection, TrackId>> found;
        for (const KnownBox& known : tracks[frame]) {
            if (known.visibility >= faults.hiddenBelow && dice.unit() >= faults.missRate)
                found.emplace_back(seen(known, faults, seed, dice), known.id);
        }
        double alarms = faults.falseAlarms;
        while (alarms > 0 && dice.unit() < alarms) {
            found.emplace_back(falseAlarm(faults, dice), TrackId::kInvalid);
            alarms -= 1;
        }
        for (std::size_t i = found.size(); i > 1; --i)
            std::swap(found[i - 1], found[dice.below(i)]);
        for (auto& [detection, id] : found) {
            frames[frame].detections.push_back(std::move(detection));
            frames[frame].truth.push_back(id);
        }
    }
    return frames;
}

std::vector<float> embeddingOf(TrackId id, int length, std::uint64_t seed)
{
    Dice dice(seed * 1'000'003 + static_cast<std::uint64_t>(number(id)));
    std::vector<float> embedding(static_cast<std::size_t>(length));
    for (float& value : embedding)
        value = static_cast<float>(dice.normal());
    normalise(embedding);
    return embedding;
}

KnownTracks withSwap(KnownTracks tracks, TrackId a, TrackId b, FrameIndex first)
{
    for (auto frame = static_cast<std::size_t>(first); frame < tracks.size(); ++frame) {
        for (KnownBox& known : tracks[frame])
            known.id = known.id == a ? b : known.id == b ? a : known.id;
    }
    return tracks;
}

KnownTracks withFragment(KnownTracks tracks, TrackId id, FrameIndex first, TrackId newId)
{
    for (auto frame = static_cast<std::size_t>(first); frame < tracks.size(); ++frame) {
        for (KnownBox& known : tracks[frame])
            known.id = known.id == id ? newId : known.id;
    }
    return tracks;
}

KnownTracks withGap(KnownTracks tracks, TrackId id, FrameIndex first, FrameIndex last)
{
    for (auto frame = static_cast<std::size_t>(first); frame < tracks.size() && static_cast<FrameIndex>(frame) <= last;
         ++frame)
        std::erase_if(tracks[frame], [id](const KnownBox& known) { return known.id == id; });
    return tracks;
}

} // namespace tw::test
