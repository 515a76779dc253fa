#include "core/formats/video_choice.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <filesystem>

namespace tw::formats {
namespace {

bool means(const VideoNames& names, const std::string& wanted)
{
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        const std::filesystem::path path(name);
        return !name.empty() && (name == wanted || path.filename() == wanted || path.stem() == wanted);
    });
}

} // namespace

std::size_t chooseVideo(const std::vector<VideoNames>& videos, const std::string& wanted, Imported& out,
                        TrackBuilder& builder)
{
    if (videos.size() < 2)
        return 0;
    const auto found = std::find_if(videos.begin(), videos.end(),
                                    [&](const VideoNames& names) { return !wanted.empty() && means(names, wanted); });
    const bool named = found != videos.end();
    out.videoNamed = named;
    out.takenVideo = named ? static_cast<std::size_t>(found - videos.begin()) : 0;
    for (const VideoNames& names : videos)
        out.videos.push_back(names.front());
    constexpr std::size_t kNamed = 12;
    std::string others;
    std::size_t listed = 0;
    for (std::size_t i = 0; i < videos.size(); ++i) {
        if (i == out.takenVideo || listed > kNamed)
            continue;
        others += (others.empty() ? "'" : ", '") + (listed++ == kNamed ? std::string("...") : out.videos[i]) + "'";
    }
    const std::string text = "the file holds " + toText(static_cast<std::int64_t>(videos.size())) + " videos; only '" +
                             out.videos[out.takenVideo] + "' is taken, not " + others;
    if (named)
        builder.note(text);
    else
        builder.problem(0, text);
    return out.takenVideo;
}

} // namespace tw::formats
