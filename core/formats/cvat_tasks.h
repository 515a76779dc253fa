#pragma once
// The tasks that a CVAT export describes in <meta>: which frames of which video they hold. Private to the CVAT reader.
//
// Frames of boxes are the video's: a task cut from it (start_frame, stop_frame) or stepped through it (frame_filter
// "step=5") keeps the numbers of the video, and its <size> counts the frames of the task. Exports that count within the
// task or, with several tasks, through the whole project occur too and are told apart by the range of their frames.
// Source: CVAT documentation, "CVAT for video" 1.1, and the exports of CVAT 2.

#include "core/formats/format.h"

#include <pugixml.hpp>

namespace tw::formats {

struct CvatTask {
    std::string id, name, source;
    std::int64_t size = 0; // frames of the task; 0: unknown
    std::int64_t first = 0;
    std::int64_t step = 1;
    std::int64_t before = 0; // frames of the tasks before it in the project
    int width = 0;
    int height = 0;

    bool isWholeVideo() const { return first == 0 && step == 1; }
    // Frame of the video; -1: unknown.
    std::int64_t last() const { return size > 0 ? first + (size - 1) * step : -1; }
};

// At least one, empty when <meta> says nothing.
std::vector<CvatTask> cvatTasks(const pugi::xml_node& meta);

// Frames of a task as the file numbers them -> frames of the video.
class CvatFrames
{
public:
    // `smallest` and `largest` frame that the file has for the task.
    CvatFrames(const CvatTask& task, std::int64_t smallest, std::int64_t largest);
    std::int64_t operator()(std::int64_t frame) const { return m_first + (frame - m_subtracted) * m_step; }
    bool countsWithinTask() const { return m_withinTask; }

private:
    std::int64_t m_subtracted = 0;
    std::int64_t m_first = 0;
    std::int64_t m_step = 1;
    bool m_withinTask = false;
};

} // namespace tw::formats
