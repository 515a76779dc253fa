#include "core/formats/cvat_tasks.h"

#include "core/base/number_text.h"
#include "core/formats/text_rows.h"

namespace tw::formats {
namespace {

constexpr std::int64_t kMost = 2'000'000'000;

std::int64_t numberIn(const pugi::xml_node& node, const char* child)
{
    const auto value = toInteger(trimmed(node.child_value(child)));
    return value && *value > 0 && *value < kMost ? *value : 0;
}

std::int64_t stepOf(std::string_view filter)
{
    const auto at = filter.find("step");
    const auto equals = at == std::string_view::npos ? at : filter.find('=', at);
    if (equals == std::string_view::npos)
        return 1;
    std::string_view text = trimmed(filter.substr(equals + 1));
    text = text.substr(0, text.find_first_not_of("0123456789"));
    const auto step = toInteger(text);
    return step && *step > 0 && *step < 1'000'000 ? *step : 1;
}

CvatTask taskOf(const pugi::xml_node& node, const pugi::xml_node& meta)
{
    CvatTask task;
    task.id = trimmed(node.child_value("id"));
    task.name = node.child_value("name");
    task.source = node.child_value("source");
    if (task.source.empty())
        task.source = meta.child_value("source");
    task.size = numberIn(node, "size");
    task.first = numberIn(node, "start_frame");
    task.step = stepOf(node.child_value("frame_filter"));
    pugi::xml_node size = node.child("original_size");
    if (!size)
        size = meta.child("original_size");
    task.width = static_cast<int>(numberIn(size, "width"));
    task.height = static_cast<int>(numberIn(size, "height"));
    return task;
}

} // namespace

std::vector<CvatTask> cvatTasks(const pugi::xml_node& meta)
{
    std::vector<CvatTask> tasks;
    for (const pugi::xml_node& node : meta.child("project").child("tasks").children("task")) {
        tasks.push_back(taskOf(node, {}));
        if (tasks.size() > 1)
            tasks.back().before = tasks[tasks.size() - 2].before + tasks[tasks.size() - 2].size;
    }
    if (tasks.empty())
        tasks.push_back(taskOf(meta.child("task") ? meta.child("task") : meta.child("job"), meta));
    return tasks;
}

CvatFrames::CvatFrames(const CvatTask& task, std::int64_t smallest, std::int64_t largest)
{
    // The box that ends a track may stand one frame after the last
    const bool ofVideo = task.size <= 0 || (smallest >= task.first && largest <= task.last() + task.step);
    const bool ofTask = smallest >= task.before && largest <= task.before + task.size;
    if (ofVideo || !ofTask)
        return;
    m_withinTask = true;
    m_subtracted = task.before;
    m_first = task.first;
    m_step = task.step;
}

} // namespace tw::formats
