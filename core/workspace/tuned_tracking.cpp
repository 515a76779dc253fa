#include "core/workspace/tuned_tracking.h"

#include "core/base/contract.h"

namespace tw::workspace {
namespace {

constexpr const char* kSetting = "tuned_offline_options"; // "name=value" a line
constexpr const char* kTracker = "offline";

Error damaged(const std::string& what)
{
    return {ErrorCode::Unreadable, "the tuned options of the project cannot be used: " + what + "; tune again", {}};
}

} // namespace

Result<tracker::OptionSet> tunedOptions(const Workspace& workspace)
{
    const tracker::TrackerInfo* tracker = tracker::findTracker(kTracker);
    TW_EXPECTS(tracker != nullptr);
    tracker::OptionSet out;
    const std::string text = workspace.setting(kSetting);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string line = text.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t equals = line.find('=');
        const std::string name = line.substr(0, equals);
        const tracker::OptionInfo* option = tracker::findOption(*tracker, name);
        if (equals == std::string::npos || option == nullptr)
            return damaged("there is no option '" + name + "'");
        const auto value = tracker::parseOption(*option, line.substr(equals + 1));
        if (!value)
            return damaged(value.error().message());
        out.insert_or_assign(name, *value);
    }
    return out;
}

void keepTunedOptions(Workspace& workspace, const tracker::OptionSet& options)
{
    std::string text;
    for (const auto& [name, value] : options)
        text += name + "=" + tracker::toText(value) + "\n";
    workspace.setSetting(kSetting, text);
}

Result<pipeline::TuneRequest> tuneRequest(const Workspace& workspace, double threshold)
{
    const video::VideoInfo& info = workspace.video();
    pipeline::TuneRequest request;
    TW_TRY_ASSIGN(request.start, tunedOptions(workspace));
    request.read = workspace.peakReader();
    request.frames = {0, info.frameCount - 1};
    if (info.frameRate.positive())
        request.frameRate = info.frameRate.value();
    request.picture = {double(info.width), double(info.height)};
    request.detectionThreshold = threshold;
    request.document = workspace.snapshot();
    return request;
}

Result<void> applyTunedOptions(const Workspace& workspace, pipeline::TrackRequest& request)
{
    TW_TRY_ASSIGN(const tracker::OptionSet options, tunedOptions(workspace));
    if (options.empty() || !request.wholeVideo)
        return {};
    TW_TRY_ASSIGN(request.offline, tracker::offlineOptionsFrom(options));
    return {};
}

} // namespace tw::workspace
