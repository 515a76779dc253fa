// Drawn scenes as a detector of falling quality sees them.

#include "core/laboratory/correction_tracks.h"

#include "core/appearance/colour_stripes.h"
#include "core/math/rng.h"
#include "core/pipeline/peaks.h"
#include "core/video/drawn_scene.h"

#include <algorithm>
#include <cmath>

namespace tw::laboratory {

using annotation::TrackBox;

namespace {

std::vector<float> unitVector(math::Rng& rng, int length)
{
    std::vector<double> values;
    double norm = 0;
    for (int i = 0; i < length; ++i) {
        values.push_back(rng.normal());
        norm += values.back() * values.back();
    }
    std::vector<float> out;
    for (const double value : values)
        out.push_back(static_cast<float>(value / std::sqrt(norm)));
    return out;
}

// What a detector of falling quality sees of a drawn person.
struct Faults {
    int people;
    double noise;    // of an embedding, against its own length
    double likeness; // share of the appearance that all people have in common
    double missRate;
    double falseAlarms; // a frame
};
constexpr Faults kFaults[] = {{5, 0.5, 0.2, 0.005, 0.02},
                              {7, 0.6, 0.3, 0.01, 0.04},
                              {9, 0.7, 0.4, 0.015, 0.06},
                              {12, 0.8, 0.5, 0.02, 0.08},
                              {16, 0.9, 0.6, 0.03, 0.1}};
constexpr int kEmbedding = 64;
constexpr float kThreshold = 0.4F; // of the tracker; weaker ones stay as peaks

class SimulatedDetector
{
public:
    SimulatedDetector(const Faults& faults, const video::SceneOptions& scene, std::uint64_t seed)
        : m_faults(faults), m_scene(scene), m_rng(seed), m_common(unitVector(m_rng, kEmbedding))
    {}

    std::vector<Detection> see(const std::vector<video::DrawnPerson>& people)
    {
        std::vector<Detection> out;
        for (const video::DrawnPerson& person : people)
            if (person.visibility > 0.05 && !m_rng.chance(m_faults.missRate))
                out.push_back(seen(person, people));
        if (m_rng.chance(m_faults.falseAlarms))
            out.push_back(falseAlarm());
        std::sort(out.begin(), out.end(), [](const Detection& a, const Detection& b) { return a.score > b.score; });
        return out;
    }

private:
    const std::vector<float>& lookOf(TrackId id)
    {
        auto& look = m_looks[id];
        if (look.empty())
            look = mixed(unitVector(m_rng, kEmbedding), m_common, m_faults.likeness);
        return look;
    }

    static std::vector<float> mixed(const std::vector<float>& a, const std::vector<float>& b, double share)
    {
        std::vector<float> out(a.size());
        double norm = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const double value = (1 - share) * double(a[i]) + share * double(b[i]);
            out[i] = static_cast<float>(value);
            norm += value * value;
        }
        for (float& value : out)
            value = static_cast<float>(value / std::sqrt(norm));
        return out;
    }

    Detection seen(const video::DrawnPerson& person, const std::vector<video::DrawnPerson>& people)
    {
        Detection out;
        const double blur = 0.02 + 0.05 * (1 - person.visibility);
        const double width = person.box.width * std::exp(m_rng.normal(0, blur));
        const double height = person.box.height * std::exp(m_rng.normal(0, blur));
        out.box = {person.box.centerX() + m_rng.normal(0, blur) * width - width / 2,
                   person.box.centerY() + m_rng.normal(0, blur) * height - height / 2, width, height};
        out.score = static_cast<float>(std::clamp(0.15 + 0.75 * person.visibility + m_rng.normal(0, 0.06), 0.06, 0.99));
        // Who stands in front shows in the embedding.
        std::vector<float> look = lookOf(person.id);
        const video::DrawnPerson* front = nullptr;
        for (const video::DrawnPerson& other : people)
            if (other.id != person.id && other.distance < person.distance && other.box.left < person.box.right() &&
                person.box.left < other.box.right() && (front == nullptr || other.distance < front->distance))
                front = &other;
        if (front != nullptr)
            look = mixed(look, lookOf(front->id), std::clamp(0.8 * (1 - person.visibility), 0.0, 0.8));
        out.embedding = mixed(look, unitVector(m_rng, kEmbedding), m_faults.noise / (1 + m_faults.noise));
        return out;
    }

    Detection falseAlarm()
    {
        Detection out;
        const double height = m_rng.uniform(0.1, 0.3) * m_scene.height;
        out.box = {m_rng.uniform(0, m_scene.width), m_rng.uniform(0, m_scene.height - height), 0.4 * height, height};
        out.score = static_cast<float>(m_rng.uniform(0.3, 0.6));
        out.embedding = unitVector(m_rng, kEmbedding);
        return out;
    }

    Faults m_faults;
    video::SceneOptions m_scene;
    math::Rng m_rng;
    std::vector<float> m_common;
    std::map<TrackId, std::vector<float>> m_looks;
};

void measureDrawnColours(const video::DrawnScene& scene, FramePeaks& peaks)
{
    const video::SceneOptions& options = scene.options();
    const std::vector<std::uint8_t> pixels = scene.draw(peaks.frame, PixelFormat::Bgr8);
    appearance::Picture picture;
    picture.image = {pixels.data(), options.width, options.height, std::ptrdiff_t(options.width) * 3,
                     PixelFormat::Bgr8};
    picture.width = options.width;
    picture.height = options.height;
    appearance::measureColours(picture, peaks);
}

} // namespace

Result<CorrectionInput> correctionInputFromScene(int difficulty, std::uint64_t seed, FrameIndex frames,
                                                 const JobContext& job, TrackedBy tracker)
{
    if (difficulty < 1 || difficulty > static_cast<int>(std::size(kFaults)) || frames < 1)
        return Error{ErrorCode::InvalidArgument, "the difficulty is 1 to 5, and there is at least one frame", {}};
    const Faults& faults = kFaults[difficulty - 1];
    video::SceneOptions options;
    options.seed = seed;
    options.width = 960;
    options.height = 540;
    options.frameCount = frames;
    options.people = faults.people;
    options.view = difficulty % 2 == 0 ? video::SceneOptions::View::Elevated : video::SceneOptions::View::EyeLevel;
    const video::DrawnScene scene(options);

    SimulatedDetector detector(faults, options, seed * 31 + static_cast<std::uint64_t>(difficulty));
    Drafts truth;
    StoredPeaks stored;
    for (FrameIndex frame = 0; frame < frames; ++frame) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        const auto people = scene.truth(frame);
        for (const video::DrawnPerson& person : people) {
            TrackBox box;
            box.frame = frame;
            box.box = person.box;
            box.visibility = static_cast<float>(person.visibility);
            truth[person.id].boxes.push_back(box);
        }
        FramePeaks peaks = pipeline::peaksFromDetections(frame, detector.see(people));
        measureDrawnColours(scene, peaks);
        stored[frame] = std::make_shared<const FramePeaks>(std::move(peaks));
    }
    CorrectionInput out;
    out.name = "scene " + std::to_string(difficulty);
    out.truth = documentOf(std::move(truth));
    out.review.frameRate = options.framesPerSecond;
    out.review.imageWidth = options.width;
    out.review.imageHeight = options.height;
    out.review.frameCount = frames;
    TW_TRY_ASSIGN(out.tracked,
                  tracksOf(stored, {0, frames - 1}, static_cast<double>(kThreshold), out.review, tracker, job));
    out.peaks = sourceOf(std::move(stored));
    return out;
}

} // namespace tw::laboratory
