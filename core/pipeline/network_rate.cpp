#include "core/pipeline/network_rate.h"

#include "core/model/detector.h"

#include <chrono>
#include <vector>

namespace tw::pipeline {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr std::uint8_t kGrey = 128;
constexpr int kChannels = 4;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

} // namespace

Result<double> networkRate(const TrackRequest& request, double seconds, const JobContext& job)
{
    TW_TRY_ASSIGN(model::Detector detector, model::Detector::load(request.model, request.detector));
    const std::vector<std::uint8_t> pixels(std::size_t{kWidth} * kHeight * kChannels, kGrey);
    model::Preprocessor preprocessor(detector.options().size);
    TW_TRY(preprocessor.begin(kWidth, kHeight, PixelFormat::Bgra8));
    TW_TRY(preprocessor.addRows({pixels.data(), kWidth, kHeight, kWidth * kChannels, PixelFormat::Bgra8}));
    TW_TRY_ASSIGN(const model::PreparedImage image, preprocessor.finish());
    // As many frames are under way when the clock stops as when it starts, so those that come out are those that went
    // in.
    const auto take = [&]() -> Result<void> {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        while (detector.underWay() < detector.framesInFlight())
            detector.submit(image);
        TW_TRY(detector.take());
        return {};
    };
    TW_TRY(take());
    const auto start = Clock::now();
    int frames = 0;
    double passed = 0;
    while (passed < seconds) {
        TW_TRY(take());
        ++frames;
        passed = secondsSince(start);
    }
    while (detector.underWay() > 0) {
        TW_TRY(detector.take());
    }
    return frames / passed;
}

} // namespace tw::pipeline
