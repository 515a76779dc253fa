#include "core/base/number_text.h"
#include "core/evaluation/detection_ap.h"
#include "core/evaluation/embedding_roc.h"
#include "core/laboratory/study/studies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tw::laboratory {
namespace {

constexpr double kPercent = 100;
constexpr double kOverlap = 0.5;
constexpr std::array kEdges{0.0, 32.0, 64.0, 96.0, 128.0, 192.0, std::numeric_limits<double>::infinity()}; // pixels

double overlapOf(const Box& a, const Box& b)
{
    const double width = std::min(a.right(), b.right()) - std::max(a.left, b.left);
    const double height = std::min(a.bottom(), b.bottom()) - std::max(a.top, b.top);
    if (width <= 0 || height <= 0)
        return 0;
    return width * height / (a.area() + b.area() - width * height);
}

bool within(const Box& box, double low, double high)
{
    return box.height >= low && box.height < high;
}

// The label with the greatest overlap above one half, or null.
const training::Label* labelUnder(const Box& box, const std::vector<training::Label>& labels)
{
    const training::Label* best = nullptr;
    double greatest = kOverlap;
    for (const training::Label& label : labels)
        if (const double overlap = overlapOf(box, label.box); overlap > greatest) {
            greatest = overlap;
            best = &label;
        }
    return best;
}

std::string titleOf(double low, double high)
{
    if (std::isinf(high))
        return toText(low, 0) + " and more";
    return (low == 0 ? "below " : toText(low, 0) + " to ") + toText(high, 0);
}

} // namespace

std::optional<double> apOfHeights(const PeakCase& clip, double low, double high)
{
    std::vector<evaluation::ImageBoxes> images;
    for (std::size_t frame = 0; frame < clip.peaks.size(); ++frame) {
        evaluation::ImageBoxes image;
        for (const training::Label& label : clip.labels[frame])
            (!label.ignore && within(label.box, low, high) ? image.truth : image.ignored).push_back(label.box);
        for (const Peak& peak : clip.peaks[frame].peaks) {
            const bool finds = std::any_of(image.truth.begin(), image.truth.end(),
                                           [&](const Box& truth) { return overlapOf(peak.box(), truth) >= kOverlap; });
            if (finds || within(peak.box(), low, high))
                image.detections.push_back({peak.box(), peak.score});
        }
        images.push_back(std::move(image));
    }
    const evaluation::CocoAp ap = evaluation::cocoAp(images, 500);
    return ap.truthBoxes == 0 ? std::nullopt : std::optional(kPercent * ap.ap50);
}

std::optional<double> tprOfHeights(const PeakCase& clip, double low, double high)
{
    if (clip.info.identities != training::IdentityKind::Real)
        return std::nullopt;
    std::vector<float> embeddings;
    std::vector<std::int64_t> identities;
    std::size_t size = 0;
    for (std::size_t frame = 0; frame < clip.peaks.size(); ++frame) {
        const FramePeaks& peaks = clip.peaks[frame];
        for (std::size_t i = 0; i < peaks.peaks.size(); ++i) {
            const training::Label* label = labelUnder(peaks.peaks[i].box(), clip.labels[frame]);
            if (label == nullptr || label->ignore || label->identity < 0 || !within(label->box, low, high))
                continue;
            for (const std::uint16_t half : peaks.embedding(i))
                embeddings.push_back(floatFromHalf(half));
            identities.push_back(label->identity);
            size = static_cast<std::size_t>(peaks.embeddingSize);
        }
    }
    constexpr std::array kFar{0.1}; // of the published figure
    if (size == 0)
        return std::nullopt;
    const auto roc = evaluation::tprAtFar(embeddings, size, identities, kFar);
    return roc ? std::optional(kPercent * roc->tpr.front()) : std::nullopt; // too few pairs
}

Study scaleStudy(StudyInput input)
{
    Study study;
    study.name = "scale";
    study.title = "Scale: detection and identity by the height of people";
    study.source = "FairMOT, IJCV 2021, Table 5";
    study.conditions = input.peaks->conditions() + ", heights in pixels of the picture";
    study.repeated = "clip";
    study.measures = {{"height", "mean height", 0, StudyMeasure::Better::Neither},
                      {"people", "boxes", 0, StudyMeasure::Better::Neither},
                      {"ap50", "AP50 %"},
                      {"tpr", "TPR@FAR=0.1 %"}};
    for (std::size_t i = 0; i + 1 < kEdges.size(); ++i)
        study.variants.push_back({"from-" + toText(kEdges[i], 0), titleOf(kEdges[i], kEdges[i + 1])});
    for (const training::SourcePtr& clip : input.clips)
        study.repeats.push_back(clip->info().name);
    study.charts.push_back({"scale", "AP and TPR by height", "height", "%", {"ap50", "tpr"}, {}});
    study.measure = [input = std::move(input)](std::size_t variant, std::size_t repeat,
                                               const JobContext& job) -> Result<CellResult> {
        TW_TRY_ASSIGN(const PeakCase clip, input.peaks->load(input.clips[repeat], job));
        const double low = kEdges[variant], high = kEdges[variant + 1];
        CellResult cell;
        std::vector<double> heights;
        for (const auto& labels : clip.labels)
            for (const training::Label& label : labels)
                if (!label.ignore && within(label.box, low, high))
                    heights.push_back(label.box.height);
        cell.values["people"] = double(heights.size());
        if (!heights.empty())
            cell.values["height"] = spreadOf(heights).mean;
        if (const auto ap = apOfHeights(clip, low, high))
            cell.values["ap50"] = *ap;
        if (const auto tpr = tprOfHeights(clip, low, high))
            cell.values["tpr"] = *tpr;
        return cell;
    };
    return study;
}

} // namespace tw::laboratory
