#include "core/training/validate.h"

#include "core/base/contract.h"
#include "core/training/network_file.h"
#include "core/training/scoring.h"

#include <algorithm>

namespace tw::training {

namespace {

// The vector under the centre of a box; one whose centre is outside the picture gets that of the nearest place inside.
std::vector<float> embeddingAt(const model::EmbeddingMap& map, const Box& box, const Picture& picture)
{
    const double x = std::clamp(double(box.centerX()), 0.0, picture.width - 1.0);
    const double y = std::clamp(double(box.centerY()), 0.0, picture.height - 1.0);
    const auto cell = map.cellAt(x, y);
    TW_EXPECTS(cell.has_value()); // the map covers the picture
    const std::span<const float> values = map.at(*cell);
    return {values.begin(), values.end()};
}

Result<ValidationScores> validateAsTracked(const ValidateRequest& request, model::DetectorOptions options,
                                           const JobContext& job)
{
    options.device = request.device;
    options.keepThreshold = kLowestPeak;
    TW_TRY_ASSIGN(model::Detector detector, model::Detector::load(request.model.string(), options));
    const Look look = [&](const Picture& picture, const std::vector<Box>& people) -> Result<HeadOutput> {
        HeadOutput out;
        TW_TRY_ASSIGN(model::FrameDetections found, detector.detect(picture.view()));
        out.peaks = std::move(found.peaks);
        if (people.empty())
            return out;
        TW_TRY_ASSIGN(const model::EmbeddingMap map, detector.embed(picture.view()));
        for (const Box& box : people)
            out.embedding.push_back(embeddingAt(map, box, picture));
        return out;
    };
    return scoreLooks(look, request.sources, request.options, job);
}

} // namespace

Result<ValidationScores> validate(const ValidateRequest& request, const JobContext& job)
{
    if (request.asTracked)
        return validateAsTracked(request, *request.asTracked, job);
    const torch::Device device = torchDevice(request.device);
    TW_TRY_ASSIGN(const model::LoadedNetwork file, loadNetwork(request.model, device));
    ValidateOptions options = request.options;
    if (options.identityAt.empty())
        options.identityAt = model::nameOf(file.identityAt);
    return scoreNetwork(*file.network, device, request.sources, options, job);
}

} // namespace tw::training
