#include "core/storage/box_blob.h"

#include <array>
#include <limits>

namespace tw::storage {

using annotation::BoxOrigin;
using annotation::TrackBox;

namespace {

enum Flags : std::uint8_t {
    kFloats = 1,        // coordinates are floats
    kOneScore = 2,      // one score for all
    kOneVisibility = 4, // one visibility for all
    kDense = 8,         // every frame from the first box on: no frame numbers
    kAllFlags = 15
};

constexpr std::array kSides{&Box::left, &Box::top, &Box::width, &Box::height};

std::uint8_t marksOf(const TrackBox& box)
{
    return static_cast<std::uint8_t>(static_cast<unsigned>(box.origin) | (box.keyframe ? 4U : 0U) |
                                     (box.occluded ? 8U : 0U) | (box.verified ? 16U : 0U));
}

bool fitsFloats(std::span<const TrackBox> boxes)
{
    const auto fits = [](double value) {
        // The bits and not the value, so that -0.0 stays what it is.
        return std::bit_cast<std::uint64_t>(static_cast<double>(static_cast<float>(value))) ==
               std::bit_cast<std::uint64_t>(value);
    };
    return std::all_of(boxes.begin(), boxes.end(), [&](const TrackBox& box) {
        return fits(box.box.left) && fits(box.box.top) && fits(box.box.width) && fits(box.box.height);
    });
}

bool allSame(std::span<const TrackBox> boxes, float TrackBox::*member)
{
    const auto first = std::bit_cast<std::uint32_t>(boxes.front().*member);
    return std::all_of(boxes.begin(), boxes.end(),
                       [&](const TrackBox& box) { return std::bit_cast<std::uint32_t>(box.*member) == first; });
}

template <class T, class Value>
char* putColumn(char* out, std::span<const TrackBox> boxes, Value value)
{
    for (const TrackBox& box : boxes) {
        const T one = static_cast<T>(value(box));
        std::memcpy(out, &one, sizeof one);
        out += sizeof one;
    }
    return out;
}

template <class T>
T load(const char* column, std::size_t i)
{
    T value;
    std::memcpy(&value, column + i * sizeof value, sizeof value);
    return value;
}

template <class T, class Member>
void takeColumn(std::span<TrackBox> boxes, const char* column, Member member)
{
    for (std::size_t i = 0; i < boxes.size(); ++i)
        member(boxes[i]) = load<T>(column, i);
}

bool share(float value)
{
    return value >= 0.0F && value <= 1.0F;
}

} // namespace

void appendChunk(std::string& out, std::span<const TrackBox> boxes)
{
    const std::size_t n = boxes.size();
    std::uint8_t flags = 0;
    flags |= fitsFloats(boxes) ? kFloats : 0;
    flags |= allSame(boxes, &TrackBox::score) ? kOneScore : 0;
    flags |= allSame(boxes, &TrackBox::visibility) ? kOneVisibility : 0;
    flags |= boxes.back().frame - boxes.front().frame + 1 == static_cast<FrameIndex>(n) ? kDense : 0;

    ByteWriter head(out);
    head.raw(flags);
    head.raw(static_cast<std::uint8_t>(n - 1));
    const auto offset = [](const TrackBox& box) { return box.frame & (kChunkFrames - 1); };
    const std::size_t frames = (flags & kDense) != 0 ? 1 : n;
    const std::size_t scores = (flags & kOneScore) != 0 ? 1 : n;
    const std::size_t visibilities = (flags & kOneVisibility) != 0 ? 1 : n;
    const std::size_t side = (flags & kFloats) != 0 ? sizeof(float) : sizeof(double);
    const std::size_t start = out.size();
    out.resize(start + frames + n + 4 * side * n + sizeof(float) * (scores + visibilities));
    char* to = out.data() + start;
    to = putColumn<std::uint8_t>(to, boxes.first(frames), offset);
    to = putColumn<std::uint8_t>(to, boxes, marksOf);
    for (const auto member : kSides) {
        const auto value = [member](const TrackBox& box) { return box.box.*member; };
        to = (flags & kFloats) != 0 ? putColumn<float>(to, boxes, value) : putColumn<double>(to, boxes, value);
    }
    to = putColumn<float>(to, boxes.first(scores), [](const TrackBox& box) { return box.score; });
    putColumn<float>(to, boxes.first(visibilities), [](const TrackBox& box) { return box.visibility; });
}

bool readChunk(ByteReader& bytes, FrameIndex chunk, std::vector<TrackBox>& boxes)
{
    const auto flags = bytes.raw<std::uint8_t>();
    const std::size_t n = std::size_t{bytes.raw<std::uint8_t>()} + 1;
    const bool floats = (flags & kFloats) != 0;
    const std::size_t width = floats ? sizeof(float) : sizeof(double);
    const char* frames = bytes.take((flags & kDense) != 0 ? 1 : n).data();
    const char* marks = bytes.take(n).data();
    std::array<const char*, 4> sides{};
    for (const char*& column : sides)
        column = bytes.take(width * n).data();
    const char* scores = bytes.take(sizeof(float) * ((flags & kOneScore) != 0 ? 1 : n)).data();
    const char* visibilities = bytes.take(sizeof(float) * ((flags & kOneVisibility) != 0 ? 1 : n)).data();
    if (bytes.failed() || (flags & ~kAllFlags) != 0 || chunk < 0 ||
        chunk > chunkOf(std::numeric_limits<FrameIndex>::max()))
        return false;

    const int dense = load<std::uint8_t>(frames, 0);
    if ((flags & kDense) != 0 && dense + static_cast<int>(n) > kChunkFrames)
        return false;
    const std::size_t before = boxes.size();
    boxes.resize(before + n);
    const std::span<TrackBox> out = std::span(boxes).subspan(before);
    const FrameIndex base = chunk << kChunkBits;
    for (std::size_t i = 0; i < n; ++i)
        out[i].frame = base + ((flags & kDense) != 0 ? dense + static_cast<int>(i) : load<std::uint8_t>(frames, i));
    for (std::size_t side = 0; side < kSides.size(); ++side) {
        if (floats)
            takeColumn<float>(out, sides[side], [=](TrackBox& box) -> double& { return box.box.*kSides[side]; });
        else
            takeColumn<double>(out, sides[side], [=](TrackBox& box) -> double& { return box.box.*kSides[side]; });
    }
    for (std::size_t i = 0; i < n; ++i) {
        out[i].score = load<float>(scores, (flags & kOneScore) != 0 ? 0 : i);
        out[i].visibility = load<float>(visibilities, (flags & kOneVisibility) != 0 ? 0 : i);
    }
    bool sound = true;
    for (std::size_t i = 0; i < n; ++i) {
        const auto mark = load<std::uint8_t>(marks, i);
        sound = sound && mark < 32;
        out[i].origin = static_cast<BoxOrigin>(mark & 3);
        out[i].keyframe = (mark & 4) != 0;
        out[i].occluded = (mark & 8) != 0;
        out[i].verified = (mark & 16) != 0;
    }
    FrameIndex previous = before == 0 ? kNoFrame : boxes[before - 1].frame;
    for (const TrackBox& box : out) {
        sound = sound && box.frame > previous && box.box.valid() && share(box.score) && share(box.visibility);
        previous = box.frame;
    }
    return sound;
}

void appendBoxes(std::string& out, std::span<const TrackBox> boxes)
{
    ByteWriter writer(out);
    std::size_t chunks = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i)
        chunks += i == 0 || chunkOf(boxes[i].frame) != chunkOf(boxes[i - 1].frame) ? 1 : 0;
    writer.count(chunks);
    while (!boxes.empty()) {
        const FrameIndex chunk = chunkOf(boxes.front().frame);
        std::size_t n = 1;
        while (n < boxes.size() && chunkOf(boxes[n].frame) == chunk)
            ++n;
        writer.count(static_cast<std::uint64_t>(chunk));
        appendChunk(out, boxes.first(n));
        boxes = boxes.subspan(n);
    }
}

bool readBoxes(ByteReader& bytes, std::vector<TrackBox>& boxes)
{
    for (std::size_t chunks = bytes.countOf(4); chunks > 0; --chunks) {
        const std::uint64_t chunk = bytes.count();
        if (chunk > static_cast<std::uint64_t>(chunkOf(std::numeric_limits<FrameIndex>::max())) ||
            !readChunk(bytes, static_cast<FrameIndex>(chunk), boxes))
            return false;
    }
    return !bytes.failed();
}

std::span<const TrackBox> chunkBoxes(const std::vector<TrackBox>& boxes, FrameIndex chunk)
{
    const auto before = [](const TrackBox& box, FrameIndex wanted) { return chunkOf(box.frame) < wanted; };
    const auto first = std::lower_bound(boxes.begin(), boxes.end(), chunk, before);
    auto last = first;
    while (last != boxes.end() && chunkOf(last->frame) == chunk)
        ++last;
    return {first, last};
}

} // namespace tw::storage
