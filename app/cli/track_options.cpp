#include "app/cli/track_options.h"

#include "app/cli/arguments.h"
#include "core/tracker/registry.h"

namespace tw::cli {
namespace {

Result<tracker::FairmotOptions> trackerOptionsOf(const TrackOptions& options)
{
    const tracker::TrackerInfo& info = tracker::trackers().front();
    tracker::OptionSet set;
    for (const std::string& text : options.trackerOptions) {
        const auto equals = text.find('=');
        const std::string name = text.substr(0, equals);
        const tracker::OptionInfo* known = tracker::findOption(info, name);
        if (equals == std::string::npos || known == nullptr) {
            std::string names;
            for (const auto& each : info.options)
                names += (names.empty() ? "" : ", ") + std::string(each.name);
            return Error{
                ErrorCode::InvalidArgument, "--tracker NAME=VALUE with one of " + names + ", not '" + text + "'", {}};
        }
        TW_TRY_ASSIGN(set[name], tracker::parseOption(*known, std::string_view(text).substr(equals + 1)));
    }
    return tracker::fairmotOptionsFrom(info.name, set);
}

} // namespace

void addTrackOptions(CLI::App& app, TrackOptions& options)
{
    app.add_option("--model", options.model, "lite, dla_34, another installed model, or a weights file");
    app.add_option("--size", options.size, "Size of the network's input, WIDTHxHEIGHT, multiples of 32");
    app.add_option("--device", options.device, "cpu, cuda:N, or auto");
    app.add_option("--precision", options.precision,
                   "auto (bf16 where this processor is faster in it), fp32, bf16 or half");
    app.add_option("--threshold", options.threshold, "Detections must score above it")->check(CLI::Range(0.0, 1.0));
    app.add_option("--every", options.every, "Network on every N-th frame, boxes between are interpolated")
        ->check(CLI::Range(1, 1000));
    app.add_option("--tracker", options.trackerOptions, "Option of the tracker, NAME=VALUE; may be given several times")
        ->take_all();
    app.add_flag("--no-filter", options.noFilter, "Also write boxes wider than a standing person and very small ones");
}

Result<pipeline::TrackRequest> requestOf(const TrackOptions& options)
{
    pipeline::TrackRequest request;
    request.model = options.model;
    request.every = options.every;
    if (!options.size.empty()) {
        TW_TRY_ASSIGN(request.detector.size, networkSizeOf(options.size));
    }
    TW_TRY_ASSIGN(request.detector.precision, precisionOf(options.precision));
    if (options.threshold >= 0)
        request.detector.threshold = static_cast<float>(options.threshold);
    TW_TRY_ASSIGN(request.tracker, trackerOptionsOf(options));
    request.filter.enabled = !options.noFilter;
    return request;
}

} // namespace tw::cli
