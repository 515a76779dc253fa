#pragma once
// Private to core/video: the packets of the video stream of a file. Belongs to one thread.

#include "core/base/result.h"
#include "core/video/ffmpeg_ptr.h"
#include "core/video/frame.h"

#include <filesystem>
#include <memory>
#include <stop_token>

namespace tw::video {

class Demuxer
{
public:
    // Errors: NotFound, Io, Unreadable (not a video, damaged), Unsupported (no video stream), Cancelled.
    static Result<std::unique_ptr<Demuxer>> open(const std::filesystem::path& path, std::stop_token stop);

    // True: `packet` is the next packet of the video stream. False: the file ends here (see endText()).
    // Cancelled between packets loses nothing; cancelled inside a read that hung, lostPlace() tells so.
    Result<bool> next(AVPacket& packet, const std::stop_token& stop);
    // To some packet at or before this time of the stream; false when the container cannot.
    bool seek(std::int64_t timestamp, const std::stop_token& stop);
    // To the packet at this byte of the file, in containers without times; false when the container cannot.
    bool seekToByte(std::int64_t position, const std::stop_token& stop);
    // Back to the first packet by opening the file again: always possible, always the same packets.
    Result<void> reopen(const std::stop_token& stop);

    const AVStream& stream() const { return *m_input->streams[m_stream]; }
    int streamNumber() const { return m_stream; }
    std::string containerName() const { return m_input->iformat->name; }
    bool containerIs(const char* name) const;
    std::int64_t bytePosition() const;
    // Why the packets ended, when it was not the end of the file; empty otherwise.
    const std::string& endText() const { return m_endText; }
    bool lostPlace() const { return m_lostPlace; }
    Orientation orientation() const;

private:
    Demuxer() = default;
    Result<void> openInput();
    Result<void> chooseStream();
    static int interrupted(void* self);

    std::filesystem::path m_path;
    InputPtr m_input;
    int m_stream = -1;
    std::stop_token m_stop;
    std::string m_endText;
    bool m_lostPlace = false;
};

} // namespace tw::video
