#include "app/cli/track_options.h"

#include "app/cli/arguments.h"
#include "app/cli/tracker_preset.h"

namespace tw::cli {

void addTrackOptions(CLI::App& app, TrackOptions& options)
{
    app.add_option("--model", options.model, kModelHelp);
    app.add_option("--reid", options.reid, "Re-identification network: reid, a weights file, or none");
    app.add_option("--size", options.size, "Size of the network's input, WIDTHxHEIGHT, multiples of 32");
    app.add_option("--detail", options.detail, kDetailHelp);
    app.add_option("--device", options.device, "cpu, cuda:N, or auto");
    app.add_option("--precision", options.precision,
                   "auto (bf16 where this processor is faster in it), fp32, bf16 or half");
    app.add_option("--frames-at-once", options.framesAtOnce,
                   "Frames that the network works on side by side on a processor; 0: by the number of processors")
        ->check(CLI::Range(0, 256));
    app.add_option("--threshold", options.threshold, "Detections must score above it")->check(numberBetween(0, 1));
    app.add_option("--every", options.every, "Network on every N-th frame, boxes between are interpolated")
        ->check(CLI::Range(1, 1000));
    app.add_option("--tracker", options.tracker,
                   trackerNames() + "; offline has the whole video in view, the others go frame by frame");
    app.add_option("--tracker-option", options.trackerOptions,
                   "Option of the tracker, NAME=VALUE; may be given several times")
        ->take_all();
    app.add_option("--tracker-preset", options.preset, "Tracker options from this file, which `tune` wrote");
    app.add_flag("--no-filter", options.noFilter, "Also write boxes wider than a standing person and very small ones");
}

Result<pipeline::TrackRequest> requestOf(const TrackOptions& options)
{
    pipeline::TrackRequest request;
    request.model = modelOf(options.model);
    request.reid = options.reid == "none" ? std::string() : options.reid;
    request.every = options.every;
    if (!options.size.empty()) {
        TW_TRY_ASSIGN(request.detector.size, networkSizeOf(options.size));
    }
    TW_TRY(takeDetail(options.detail, request.detector));
    TW_TRY_ASSIGN(request.detector.precision, precisionOf(options.precision));
    request.detector.framesAtOnce = options.framesAtOnce;
    if (options.threshold >= 0)
        request.detector.threshold = static_cast<float>(options.threshold);
    std::vector<std::string> trackerOptions;
    if (!options.preset.empty()) {
        TW_TRY_ASSIGN(trackerOptions, readTrackerPreset(options.preset, options.tracker));
    }
    trackerOptions.insert(trackerOptions.end(), options.trackerOptions.begin(), options.trackerOptions.end());
    TW_TRY_ASSIGN(const tracker::TrackerChoice choice, trackerOf(options.tracker, trackerOptions));
    request.wholeVideo = choice.wholeVideo;
    request.tracker = choice.online;
    request.offline = choice.offline;
    request.filter.enabled = !options.noFilter;
    return request;
}

} // namespace tw::cli
