#pragma once
// Cuts people out of the video, on a thread of its own with a decoder of its own, so that neither stepping nor the
// window waits for it. The newest wish wins; crops come one by one as they are decoded, the ones read lately at once.
// Where a picture was kept while the video was tracked, that one comes first, in a few milliseconds whatever the
// distance of the key frames, and the frame's own follows.
//
// Owner thread for every function; the callback comes there too, through `post`, and not after destruction.

#include "core/workspace/worker_thread.h"
#include "core/workspace/workspace.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace tw::workspace {

struct Crop {
    FrameIndex frame = kNoFrame;
    Box box;       // what was asked for, source pixels
    int width = 0; // of the picture: the box and a margin; parts outside the frame are transparent
    int height = 0;
    std::vector<std::uint8_t> pixels; // Bgra8, premultiplied; empty when the frame cannot be read
    bool kept = false;                // a kept picture, perhaps smaller than the frame's own, which follows
};
using CropPtr = std::shared_ptr<const Crop>;

struct CropWish {
    FrameIndex frame = kNoFrame;
    Box box;
    bool onlyExact = false; // the kept picture is there already

    friend bool operator==(const CropWish&, const CropWish&) = default;
};

class CropReader
{
public:
    // Not longer than the workspace.
    CropReader(const Workspace& workspace, PostToOwner post, std::function<void(CropPtr)> arrived);
    ~CropReader(); // stops and joins

    // `later` is read when nothing of `wishes` is missing any more: what is needed next.
    void read(std::vector<CropWish> wishes, std::vector<CropWish> later = {});
    // The part of the frame that a crop of this box shows: the box and its margin, in whole pixels.
    static Box coverage(const Box& box);

private:
    struct State;
    class Work;

    WorkerThread<State> m_thread;
};

} // namespace tw::workspace
