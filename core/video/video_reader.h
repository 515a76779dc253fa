#pragma once
// Frames of a video file, exact by number: seek to the key packet before, decode, recognise the picture by the packet
// it came from. Belongs to one thread. Public as FrameSource through openSource(); this class adds what tests measure.

#include "core/video/frame_source.h"

#include <memory>
#include <string>

namespace tw::video {

struct DecodeDevices;

class VideoReader final : public FrameSource
{
public:
    // A device decodes where it gave the samples of the software decoder sooner than that (device_decoder.h); from its
    // first trouble on software does. Null: the devices of this machine.
    static Result<std::unique_ptr<VideoReader>> open(const std::filesystem::path& path, const OpenOptions& options,
                                                     const JobContext& job, const DecodeDevices* devices = nullptr);
    ~VideoReader() override;

    const VideoInfo& info() const override;
    Result<FramePtr> read(FrameIndex index, std::stop_token stop) override;
    double seconds(FrameIndex index) const override;
    FrameIndex groupStart(FrameIndex index) const override;
    const VideoIndex* index() const override;

    struct Counts {
        std::int64_t seeks = 0;   // jumps of the demuxer
        std::int64_t reopens = 0; // jumps that needed the file to be opened again
        std::int64_t packets = 0; // given to the decoder
    };
    Counts counts() const;
    // Whether OpenOptions::index was taken instead of a scan.
    bool usedStoredIndex() const;
    // "software", or the name of the device.
    const std::string& decodedBy() const;

private:
    class Body;
    explicit VideoReader(std::unique_ptr<Body> body);
    std::unique_ptr<Body> m_body;
};

} // namespace tw::video
