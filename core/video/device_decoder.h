#pragma once
// Private to core/video: decoding on a device, and the trial that says whether a device may decode a video.

#include "core/video/decoder.h"
#include "core/video/demuxer.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tw::video {

// One way to decode a stream elsewhere. Pictures come as the planar samples that the software decoder gives.
struct DecodeDevice {
    std::string name; // "cuda", "vaapi"
    std::function<Result<std::unique_ptr<Decoder>>(const AVStream&)> open;
};
struct DecodeDevices {
    std::function<std::vector<DecodeDevice>(const AVStream&)> list; // the best first
    std::function<double()> seconds;                                // a clock
};
// What FFmpeg finds on this machine; devices are opened once in a process. None when the environment says
// TRACKWRIGHT_DECODING=software.
const DecodeDevices& machineDevices();

// What came of a trial; `reason` is why the device is not used.
struct DeviceVerdict {
    bool use = false;
    std::string reason;
    double softwareSeconds = 0, deviceSeconds = 0; // for the same pictures
};
// Decodes the first pictures of the video by both and compares them, sample by sample. Leaves the demuxer at its first
// packet. Errors: those of the demuxer (Cancelled among them); trouble of the device is a verdict.
Result<DeviceVerdict> tryDevice(Demuxer& demuxer, Decoder& software, Decoder& device,
                                const std::function<double()>& seconds, const std::stop_token& stop);

// NV12 and P010..P016, as devices give them, to the planar formats of software decoders; other formats stay.
// Errors: OutOfMemory, Unsupported (a format without a planar twin).
Result<AvFramePtr> planarTwin(const AVFrame& picture);

} // namespace tw::video
