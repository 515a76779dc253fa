#include "app/cli/commands/peak_case.h"

namespace tw::cli {

Result<std::unique_ptr<PeakCase>> openPeakCase(const std::string& project, const std::string& truth,
                                               const JobContext& job)
{
    auto out = std::make_unique<PeakCase>();
    TW_TRY_ASSIGN(out->project, workspace::openProject(project, job));
    const workspace::Workspace& workspace = *out->project.workspace;
    const video::VideoInfo& info = workspace.video();
    out->content.name = std::filesystem::path(project).stem().string();
    out->content.read = workspace.peakReader();
    out->content.frames = {0, info.frameCount - 1};
    if (info.frameRate.positive())
        out->content.frameRate = info.frameRate.value();
    out->content.picture = {double(info.width), double(info.height)};
    out->content.truth = truth;
    return out;
}

} // namespace tw::cli
