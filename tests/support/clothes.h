#pragma once
// Peaks of known people who can be told apart by their clothes only: nearly the same embedding for all, colours of
// their own.

#include "core/appearance/colour_stripes.h"
#include "core/math/iou.h"
#include "core/math/rng.h"
#include "tests/support/review_scene.h"

#include <map>
#include <memory>

namespace tw::test {

inline review::PeakSource inClothes(const KnownTracks& truth, const review::PeakSource& peaks, FrameIndex frameCount)
{
    auto frames = std::make_shared<std::map<FrameIndex, std::shared_ptr<const FramePeaks>>>();
    const annotation::Document people = documentOf(truth);
    for (FrameIndex frame = 0; frame < frameCount; ++frame) {
        auto dressed = std::make_shared<FramePeaks>(*peaks(frame));
        dressed->colourVersion = appearance::kColourVersion;
        const auto size = static_cast<std::size_t>(dressed->embeddingSize);
        for (std::size_t i = 0; i < dressed->peaks.size(); ++i) {
            math::Rng noise(static_cast<std::uint64_t>(frame) * 1000 + i);
            for (std::size_t j = 0; j < size; ++j)
                dressed->embeddings[i * size + j] = halfFromFloat(static_cast<float>(.2 + noise.normal(0, .01)));
            std::uint64_t who = 0;
            double best = 0;
            for (const auto& [id, track] : people.state().tracks)
                if (const annotation::TrackBox* box = track->at(frame))
                    if (const double iou = math::iou(box->box, dressed->peaks[i].box()); iou > best) {
                        best = iou;
                        who = static_cast<std::uint64_t>(number(id));
                    }
            math::Rng clothes(who);
            for (std::size_t byte = 0; byte < FramePeaks::kColourBytes; ++byte)
                dressed->colours.push_back(static_cast<std::uint8_t>(clothes.below(200) + noise.below(50)));
        }
        (*frames)[frame] = std::move(dressed);
    }
    return [frames](FrameIndex frame) -> std::shared_ptr<const FramePeaks> {
        const auto found = frames->find(frame);
        return found == frames->end() ? nullptr : found->second;
    };
}

} // namespace tw::test
