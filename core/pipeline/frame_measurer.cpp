#include "core/pipeline/frame_measurer.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace tw::pipeline {
namespace {

constexpr float kPersonScore = .3F; // peaks above are masked when the camera's motion is measured
constexpr double kMovingSteps = 65535;

std::vector<Box> peopleOf(const FramePeaks& peaks)
{
    std::vector<Box> out;
    for (const Peak& peak : peaks.peaks)
        if (peak.score >= kPersonScore)
            out.push_back(peak.box());
    return out;
}

} // namespace

std::string CameraSummary::text() const
{
    if (known == 0)
        return {};
    if (still())
        return "the camera stands still";
    return "the camera moves in " + toText(100.0 * moved / known, 0) + " % of the frames";
}

FrameMeasurer::FrameMeasurer(std::shared_ptr<model::ReidEncoder> reid)
{
    if (reid)
        m_reid.emplace(std::move(reid));
}

void FrameMeasurer::useFrameRate(double frameRate)
{
    if (m_reid)
        m_reid->useFrameRate(frameRate);
}

bool FrameMeasurer::isMeasured(const FramePeaks& peaks) const
{
    return peaks.colourVersion == appearance::kColourVersion && (!m_reid || m_reid->isMeasured(peaks));
}

Result<std::shared_ptr<model::ReidEncoder>> loadReid(const std::string& model, model::Precision detector)
{
    if (model.empty())
        return std::shared_ptr<model::ReidEncoder>();
    using model::Precision;
    auto encoder =
        model::ReidEncoder::load(model, detector == Precision::Float32 ? Precision::Float32 : Precision::Auto);
    if (!encoder)
        return Error{encoder.error().code, "re-identification network: " + encoder.error().detail,
                     encoder.error().where};
    return std::make_shared<model::ReidEncoder>(*std::move(encoder));
}

// The camera's motion; m_moving has the frame then.
std::optional<video::CameraMotion::Map> FrameMeasurer::compare(const FramePixels& pixels, const FramePeaks& peaks)
{
    const appearance::Picture& picture = pixels.picture;
    video::reduceToGrey(pixels.luma(), picture.scaleX, picture.scaleY, video::MovingPixels::kLongestSide, m_grey);
    video::reduceToGrey(m_grey.view(), m_grey.scaleX, m_grey.scaleY, video::CameraMotion::kLongestSide, m_small);
    const auto motion = m_camera.add(peaks.frame, m_small, peopleOf(peaks));
    m_moving.add(peaks.frame, m_grey);
    return motion;
}

FrameIndex FrameMeasurer::firstNeeded(FrameIndex frame)
{
    const FrameIndex block = frame / video::CameraMotion::kBlock * video::CameraMotion::kBlock;
    return std::max(FrameIndex{0}, std::min(block - 1, frame - video::MovingPixels::kFramesBack));
}

std::span<const FramePeaks> FrameMeasurer::leadInOf(FrameIndex frame, std::span<const FramePeaks> before)
{
    const auto after = std::ranges::upper_bound(before, firstNeeded(frame), {}, &FramePeaks::frame);
    return {after == before.begin() ? after : after - 1, before.end()};
}

void FrameMeasurer::leadIn(const FramePixels& pixels, const FramePeaks& peaks)
{
    if (pixels.empty())
        return;
    if (m_reid)
        m_reid->skip(peaks.frame);
    compare(pixels, peaks);
}

void FrameMeasurer::measure(const FramePixels& pixels, FramePeaks& peaks)
{
    if (pixels.empty())
        return;
    appearance::measureColours(pixels.picture, peaks);
    if (m_reid)
        m_reid->measure(pixels, peaks);
    const auto motion = compare(pixels, peaks);
    peaks.motionKnown = motion.has_value();
    peaks.sourceFromPrevious = motion.value_or(FramePeaks{}.sourceFromPrevious);
    if (motion) {
        ++m_summary.known;
        m_summary.moved += *motion != FramePeaks{}.sourceFromPrevious ? 1 : 0;
    }
    peaks.moving.clear();
    for (const Peak& peak : peaks.peaks) {
        const auto share = m_moving.share(peak.box());
        if (!share && !m_moving.comparable()) {
            peaks.moving.clear();
            break;
        }
        // a box outside the picture shows nothing that moves
        peaks.moving.push_back(static_cast<std::uint16_t>(std::lround(share.value_or(0) * kMovingSteps)));
    }
}

} // namespace tw::pipeline
