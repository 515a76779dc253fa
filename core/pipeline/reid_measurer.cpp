#include "core/pipeline/reid_measurer.h"

#include "core/appearance/person_crop.h"
#include "core/base/contract.h"

#include <algorithm>
#include <utility>

namespace tw::pipeline {
namespace {

constexpr appearance::CropSize kCrop{model::kReidWidth, model::kReidHeight};

} // namespace

ReidMeasurer::ReidMeasurer(std::shared_ptr<model::ReidEncoder> encoder)
    : m_encoder(std::move(encoder)), m_crop(kCrop.bytes())
{
    TW_EXPECTS(m_encoder != nullptr);
}

void ReidMeasurer::useFrameRate(double frameRate)
{
    m_step = std::max(1.0, frameRate / kPerSecond);
}

void ReidMeasurer::measure(const FramePixels& pixels, FramePeaks& peaks)
{
    peaks.reidWeights = m_encoder->weights();
    peaks.reid.clear();
    const auto samplesUntil = [this](FrameIndex frame) { return static_cast<std::size_t>(frame / m_step); };
    const FrameIndex previous = std::exchange(m_previous, peaks.frame);
    const std::size_t turn = samplesUntil(peaks.frame);
    if (previous != kNoFrame && samplesUntil(previous) == turn)
        return;
    const auto people = static_cast<std::size_t>(
        std::ranges::count_if(peaks.peaks, [](const Peak& peak) { return peak.score >= kLeastScore; }));
    if (people == 0)
        return;
    peaks.reid.resize(peaks.peaks.size() * FramePeaks::kReidNumbers);
    const std::size_t turns = (people + kMostPeople - 1) / kMostPeople;
    std::size_t number = 0;
    for (std::size_t i = 0; i < peaks.peaks.size(); ++i) {
        if (peaks.peaks[i].score < kLeastScore || (number++ + turn) % turns != 0)
            continue;
        appearance::cropPerson(pixels.picture, peaks.peaks[i].box(), kCrop, m_crop);
        m_encoder->encode(m_crop, std::span<std::int8_t, model::kReidNumbers>(
                                      peaks.reid.data() + i * FramePeaks::kReidNumbers, FramePeaks::kReidNumbers));
    }
}

} // namespace tw::pipeline
