#pragma once
// (private) Boxes as bytes. Exact: what was written is what is read, bit for bit. Columns instead of boxes, because a
// column that is the same in every box (visibility 1) or fits into floats takes a fraction of the space.

#include "core/annotation/track.h"
#include "core/storage/bytes.h"

#include <span>
#include <string>
#include <vector>

namespace tw::storage {

// A row of the file holds the boxes of one track in kChunkFrames frames, aligned: an edit rewrites one row.
inline constexpr int kChunkBits = 8;
inline constexpr FrameIndex kChunkFrames = FrameIndex{1} << kChunkBits;

constexpr FrameIndex chunkOf(FrameIndex frame)
{
    return frame >> kChunkBits;
}

// The boxes of one chunk; at least one.
void appendChunk(std::string& out, std::span<const annotation::TrackBox> boxes);
// Appends to `boxes`. False: damaged (also boxes that are not valid or not in order).
bool readChunk(ByteReader& bytes, FrameIndex chunk, std::vector<annotation::TrackBox>& boxes);

// Any list of boxes of one track.
void appendBoxes(std::string& out, std::span<const annotation::TrackBox> boxes);
bool readBoxes(ByteReader& bytes, std::vector<annotation::TrackBox>& boxes);

// The boxes of `chunk` in a sorted list.
std::span<const annotation::TrackBox> chunkBoxes(const std::vector<annotation::TrackBox>& boxes, FrameIndex chunk);

} // namespace tw::storage
