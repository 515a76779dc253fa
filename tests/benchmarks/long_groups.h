#pragma once
// The clip of the video benchmarks, 1080p30 H.264 with groups of 250 frames and three B-frames, drawn by the program;
// and who asks a frame server for frames of it.

#include "core/video/frame_server.h"
#include "core/video/scene_clip.h"
#include "core/video/video_writer.h"

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <mutex>

namespace tw::benchmarks {

using namespace tw::video;

inline constexpr FrameIndex kFrames = 750;

inline const std::filesystem::path& clip()
{
    static const std::filesystem::path path = [] {
        const auto file = std::filesystem::temp_directory_path() / "trackwright_bench_1080p.mp4";
        if (std::filesystem::exists(file))
            return file;
        SceneOptions scene;
        scene.width = 1920;
        scene.height = 1080;
        scene.frameCount = kFrames;
        scene.framesPerSecond = 30;
        scene.people = 12;
        VideoWriterOptions options;
        options.keyFrameDistance = 250;
        options.bFrames = 3;
        options.encoder = hasEncoder("libx264") ? "libx264" : "";
        if (!options.encoder.empty())
            options.codecOptions = {{"preset", "medium"}, {"x264-params", "scenecut=0"}};
        if (!writeScene(DrawnScene(scene), file, options))
            std::abort();
        return file;
    }();
    return path;
}

inline std::unique_ptr<FrameSource> opened(FrameContent content)
{
    OpenOptions options;
    options.content = content;
    auto source = openSource(clip(), options);
    if (!source)
        std::abort();
    return std::move(*source);
}

template <class Work>
double millisecondsOf(Work work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Asks a server and waits for the exact frame.
class Asker
{
public:
    Asker(FrameServer::Options options)
    {
        FrameServer::Callbacks callbacks;
        callbacks.onFrame = [this](FrameServer::Answer answer) {
            const std::lock_guard lock(m_mutex);
            if (answer.frame && !(*answer.frame)->preview) {
                m_serial = answer.serial;
                m_frame = *answer.frame;
            }
            m_changed.notify_all();
        };
        m_server = std::make_unique<FrameServer>(clip(), std::move(options), callbacks);
    }
    FramePtr ask(FrameIndex index)
    {
        const std::uint64_t serial = ++m_asked;
        m_server->request(index, serial);
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_serial == serial; });
        return std::move(m_frame);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_serial = 0, m_asked = 0;
    FramePtr m_frame;
    std::unique_ptr<FrameServer> m_server; // last: its callbacks use the rest
};

} // namespace tw::benchmarks
