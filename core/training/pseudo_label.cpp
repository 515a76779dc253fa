#include "core/training/pseudo_label.h"

#include "core/math/iou.h"
#include "core/model/torch_guard.h"
#include "core/training/evaluator.h"
#include "core/training/network_file.h"

#include <algorithm>

namespace tw::training {

namespace {

bool overlapsAny(const Box& box, const std::vector<Label>& labels, double limit)
{
    return std::any_of(labels.begin(), labels.end(), [&](const Label& l) { return math::iou(box, l.box) >= limit; });
}

// `peaks`: best first.
void correct(std::vector<Label>& labels, const std::vector<Detection>& peaks, const PseudoLabelOptions& options,
             PseudoLabelled& counts)
{
    for (Label& label : labels) {
        if (label.ignore)
            continue;
        const bool seen = std::any_of(peaks.begin(), peaks.end(), [&](const Detection& peak) {
            return static_cast<double>(peak.score) >= options.doubtBelow &&
                   math::iou(peak.box, label.box) >= options.sameIou;
        });
        label.ignore = !seen;
        ++(seen ? counts.kept : counts.doubted);
    }
    for (const Detection& peak : peaks) {
        if (static_cast<double>(peak.score) < options.addAbove)
            break;
        if (overlapsAny(peak.box, labels, options.freeIou))
            continue;
        Label label;
        label.box = peak.box; // without identity
        labels.push_back(label);
        ++counts.added;
    }
}

} // namespace

Result<PseudoLabelled> pseudoLabel(const SourcePtr& source, const std::filesystem::path& model,
                                   const PseudoLabelOptions& options, const JobContext& job)
{
    const torch::Device device(torch::kCPU);
    TW_TRY_ASSIGN(const model::LoadedNetwork file, loadNetwork(model, device));
    PseudoLabelled result;
    std::vector<std::vector<Label>> labels;
    for (std::size_t i = 0; i < source->size(); ++i) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "checking the labels was stopped", source->info().name};
        TW_TRY_ASSIGN(const PicturePtr picture, source->picture(i));
        labels.push_back(source->labels(i));
        try {
            const HeadOutput output = headOutputOf(*file.network, device, *picture, options.size,
                                                   static_cast<float>(options.doubtBelow) / 2, {});
            correct(labels.back(), output.peaks, options, result);
        } catch (const std::exception& e) {
            return model::torchError(e, source->pictureName(i).c_str());
        }
        job.report("check labels", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(source->size()));
    }
    result.source = makeRelabelledSource(source, std::move(labels));
    return result;
}

} // namespace tw::training
