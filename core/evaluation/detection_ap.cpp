#include "core/evaluation/detection_ap.h"

#include "core/math/iou.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tw::evaluation {
namespace {

constexpr double kReferenceEpsilon = 1e-16; // FairMOT adds it to denominators
constexpr int kRecallLevels = 101;

std::vector<std::size_t> bestFirst(const std::vector<ScoredBox>& detections)
{
    std::vector<std::size_t> order(detections.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return detections[a].score > detections[b].score; });
    return order;
}

// Area under the precision envelope, every change of recall counted. correct: best detection first.
double envelopeArea(const std::vector<char>& correct, double truthCount)
{
    std::vector<double> recall{0};
    std::vector<double> precision{0};
    double right = 0;
    for (std::size_t k = 0; k < correct.size(); ++k) {
        right += correct[k] ? 1 : 0;
        recall.push_back(right / (truthCount + kReferenceEpsilon));
        precision.push_back(right / static_cast<double>(k + 1));
    }
    recall.push_back(1);
    precision.push_back(0);
    for (std::size_t k = precision.size() - 1; k > 0; --k)
        precision[k - 1] = std::max(precision[k - 1], precision[k]);
    double area = 0;
    for (std::size_t k = 1; k < recall.size(); ++k)
        if (recall[k] != recall[k - 1])
            area += (recall[k] - recall[k - 1]) * precision[k];
    return area;
}

struct Outcome {
    float score = 0;
    bool right = false;
};

// Adds the outcome of each detection of an image at one IoU; those on ignored boxes are left out.
void matchCoco(const ImageBoxes& image, std::span<const std::size_t> order, const math::RowMatrix& overlaps,
               double threshold, std::vector<Outcome>& outcomes)
{
    const auto truths = static_cast<Eigen::Index>(image.truth.size());
    std::vector<char> taken(static_cast<std::size_t>(overlaps.cols()), 0);
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        double best = std::min(threshold, 1 - 1e-10);
        Eigen::Index match = -1;
        for (Eigen::Index column = 0; column < overlaps.cols(); ++column) {
            if (taken[static_cast<std::size_t>(column)])
                continue;
            if (match >= 0 && match < truths && column >= truths)
                break; // a real one is never given up for an ignored one
            const double overlap = overlaps(static_cast<Eigen::Index>(rank), column);
            if (overlap < best)
                continue; // among equals the last one is taken
            best = overlap;
            match = column;
        }
        if (match >= 0)
            taken[static_cast<std::size_t>(match)] = 1;
        if (match < truths)
            outcomes.push_back({image.detections[order[rank]].score, match >= 0});
    }
}

struct PrecisionRecall {
    double ap = 0;
    double recall = 0;
};

PrecisionRecall precisionAtRecalls(std::vector<Outcome>& outcomes, std::int64_t truthCount)
{
    std::stable_sort(outcomes.begin(), outcomes.end(),
                     [](const Outcome& a, const Outcome& b) { return a.score > b.score; });
    std::vector<double> recall;
    std::vector<double> precision;
    double right = 0;
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
        right += outcomes[k].right ? 1 : 0;
        recall.push_back(right / static_cast<double>(truthCount));
        precision.push_back(right / (static_cast<double>(k + 1) + std::numeric_limits<double>::epsilon()));
    }
    for (std::size_t k = precision.size(); k > 1; --k)
        precision[k - 2] = std::max(precision[k - 2], precision[k - 1]);
    double sum = 0;
    for (int level = 0; level < kRecallLevels; ++level) {
        const double wanted = level == kRecallLevels - 1 ? 1.0 : level * 0.01;
        const auto at = std::lower_bound(recall.begin(), recall.end(), wanted) - recall.begin();
        if (at < static_cast<std::ptrdiff_t>(recall.size()))
            sum += precision[static_cast<std::size_t>(at)];
    }
    return {sum / kRecallLevels, recall.empty() ? 0 : recall.back()};
}

} // namespace

FairmotAp fairmotAp(std::span<const ImageBoxes> images, const FairmotApOptions& options)
{
    FairmotAp sum;
    for (const ImageBoxes& image : images) {
        if (image.truth.empty())
            continue;
        ++sum.images;
        std::vector<std::size_t> order = bestFirst(image.detections);
        if (options.keep > 0 && order.size() > static_cast<std::size_t>(options.keep)) {
            const float lowest = image.detections[order[static_cast<std::size_t>(options.keep) - 1]].score;
            std::erase_if(order, [&](std::size_t index) { return image.detections[index].score < lowest; });
        }
        std::vector<char> taken(image.truth.size(), 0);
        std::vector<char> correct;
        for (const std::size_t index : order) {
            std::size_t best = 0;
            double overlap = -1;
            for (std::size_t k = 0; k < image.truth.size(); ++k)
                if (const double found = math::iou(image.detections[index].box, image.truth[k]); found > overlap) {
                    overlap = found;
                    best = k;
                }
            const bool right = overlap > options.iou && !taken[best];
            if (right)
                taken[best] = 1;
            correct.push_back(right ? 1 : 0);
        }
        const auto right = static_cast<double>(std::count(correct.begin(), correct.end(), 1));
        const auto truths = static_cast<double>(image.truth.size());
        sum.ap += envelopeArea(correct, truths);
        sum.recall += right / truths;
        sum.precision += correct.empty() ? 0 : right / static_cast<double>(correct.size());
    }
    if (sum.images > 0) {
        const auto count = static_cast<double>(sum.images);
        sum.ap /= count;
        sum.recall /= count;
        sum.precision /= count;
    }
    return sum;
}

CocoAp cocoAp(std::span<const ImageBoxes> images, int maxDetections)
{
    CocoAp result;
    std::array<std::vector<Outcome>, kCocoThresholds> outcomes;
    // numpy.linspace(0.5, 0.95, 10)
    const auto threshold = [](std::size_t t) {
        return t == kCocoThresholds - 1 ? 0.95 : 0.5 + 0.05 * static_cast<double>(t);
    };
    for (const ImageBoxes& image : images) {
        result.truthBoxes += static_cast<std::int64_t>(image.truth.size());
        std::vector<std::size_t> order = bestFirst(image.detections);
        order.resize(std::min(order.size(), static_cast<std::size_t>(std::max(0, maxDetections))));
        std::vector<Box> rows;
        for (const std::size_t index : order)
            rows.push_back(image.detections[index].box);
        std::vector<Box> columns = image.truth;
        columns.insert(columns.end(), image.ignored.begin(), image.ignored.end());
        const math::RowMatrix overlaps = math::iouMatrix(rows, columns);
        for (std::size_t t = 0; t < kCocoThresholds; ++t)
            matchCoco(image, order, overlaps, threshold(t), outcomes[t]);
    }
    if (result.truthBoxes == 0) {
        result.ap = result.ap50 = result.ap75 = result.ar = -1;
        result.apAtIou.fill(-1);
        return result;
    }
    for (std::size_t t = 0; t < kCocoThresholds; ++t) {
        const PrecisionRecall found = precisionAtRecalls(outcomes[t], result.truthBoxes);
        result.apAtIou[t] = found.ap;
        result.ap += found.ap / kCocoThresholds;
        result.ar += found.recall / kCocoThresholds;
    }
    result.ap50 = result.apAtIou[0];
    result.ap75 = result.apAtIou[5];
    return result;
}

} // namespace tw::evaluation
