#pragma once
// Private to core/video: makes the VideoIndex of a file.

#include "core/base/job.h"
#include "core/video/demuxer.h"
#include "core/video/video_index.h"

namespace tw::video {

// One pass over the packets. Where they do not tell the order of the pictures for sure (missing or double times,
// codecs that hide or repeat pictures) a second pass decodes them all and takes the order from the decoder.
// Leaves `demuxer` at some packet. Errors: Unreadable (no picture can be decoded), Cancelled, OutOfMemory.
Result<VideoIndex> scanVideo(Demuxer& demuxer, const FileStamp& file, int decodeThreads, const JobContext& job);

} // namespace tw::video
