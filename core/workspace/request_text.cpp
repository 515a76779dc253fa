#include "core/workspace/request_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tw::workspace {
namespace {

using Json = nlohmann::json;

// One list of the fields serves both directions.
template <class Visit>
void visitFields(pipeline::TrackRequest& request, Visit&& visit)
{
    visit("every", request.every);
    visit("model", request.model);
    visit("reid", request.reid);
    visit("width", request.detector.size.width);
    visit("height", request.detector.size.height);
    visit("levels", request.detector.levels);
    visit("cuda", request.detector.device.index);
    visit("top_k", request.detector.topK);
    visit("threshold", request.detector.threshold);
    visit("keep_threshold", request.detector.keepThreshold);
    visit("use_embedding", request.tracker.useEmbedding);
    visit("use_iou", request.tracker.useIou);
    visit("use_motion", request.tracker.useMotion);
    visit("embedding_limit", request.tracker.embeddingLimit);
    visit("iou_limit", request.tracker.iouLimit);
    visit("unconfirmed_limit", request.tracker.unconfirmedLimit);
    visit("lambda", request.tracker.lambda);
    visit("gate", request.tracker.gate);
    visit("feature_memory", request.tracker.featureMemory);
    visit("detection_threshold", request.tracker.detectionThreshold);
    visit("new_track_threshold", request.tracker.newTrackThreshold);
    visit("track_buffer", request.tracker.trackBuffer);
    visit("duplicate_limit", request.tracker.duplicateLimit);
    visit("match_across_classes", request.tracker.matchAcrossClasses);
    visit("position_weight", request.tracker.positionWeight);
    visit("velocity_weight", request.tracker.velocityWeight);
    visit("whole_video", request.wholeVideo);
    visit("offline_remove_clutter", request.offline.removeClutter);
    visit("offline_clutter_score", request.offline.clutterScore);
    visit("offline_clutter_shift", request.offline.clutterShift);
    visit("offline_clutter_scale", request.offline.clutterScale);
    visit("offline_clutter_seconds", request.offline.clutterSeconds);
    visit("offline_clutter_presence", request.offline.clutterPresence);
    visit("offline_clutter_median_moving", request.offline.clutterMedianMoving);
    visit("offline_clutter_most_moving", request.offline.clutterMostMoving);
    visit("offline_clutter_motionless", request.offline.clutterMotionless);
    visit("offline_clutter_motionless_seconds", request.offline.clutterMotionlessSeconds);
    visit("offline_weak_threshold", request.offline.weakThreshold);
    visit("offline_duplicate_iou", request.offline.duplicateIou);
    visit("offline_overlap_share", request.offline.overlapShare);
    visit("offline_near_iou", request.offline.nearIou);
    visit("offline_near_appearance", request.offline.nearAppearance);
    visit("offline_overlap_iou", request.offline.overlapIou);
    visit("offline_weak_iou", request.offline.weakIou);
    visit("offline_unseen_seconds", request.offline.unseenSeconds);
    visit("offline_feature_memory", request.offline.featureMemory);
    visit("offline_position_weight", request.offline.positionWeight);
    visit("offline_velocity_weight", request.offline.velocityWeight);
    visit("offline_adapt_appearance", request.offline.adaptAppearance);
    visit("offline_split", request.offline.split);
    visit("offline_split_covered", request.offline.splitCovered);
    visit("offline_split_gap_seconds", request.offline.splitGapSeconds);
    visit("offline_split_window_seconds", request.offline.splitWindowSeconds);
    visit("offline_split_samples", request.offline.splitSamples);
    visit("offline_split_ratio", request.offline.splitRatio);
    visit("offline_link", request.offline.link);
    visit("offline_link_seconds", request.offline.linkSeconds);
    visit("offline_link_ratio", request.offline.linkRatio);
    visit("offline_end_seconds", request.offline.endSeconds);
    visit("offline_shared_seconds", request.offline.sharedSeconds);
    visit("offline_shared_iou", request.offline.sharedIou);
    visit("offline_filter", request.offline.filter);
    visit("offline_shortest_seconds", request.offline.shortestSeconds);
    visit("offline_score_above", request.offline.scoreAbove);
    visit("offline_sure_seconds", request.offline.sureSeconds);
    visit("offline_drop_doubles", request.offline.dropDoubles);
    visit("offline_double_iou", request.offline.doubleIou);
    visit("offline_double_share", request.offline.doubleShare);
    visit("offline_fill_seconds", request.offline.fillSeconds);
    visit("offline_fill_agreement", request.offline.fillAgreement);
    visit("offline_smooth_seconds", request.offline.smoothSeconds);
    visit("offline_window_seconds", request.offline.windowSeconds);
    visit("offline_overlap_seconds", request.offline.overlapSeconds);
    visit("filter", request.filter.enabled);
    visit("max_aspect", request.filter.maxAspect);
    visit("min_area", request.filter.minArea);
    visit("filter_other_classes", request.filter.otherClasses);
}

} // namespace

std::string toJson(const pipeline::TrackRequest& request, Existing existing)
{
    Json json = Json::object();
    pipeline::TrackRequest copy = request;
    visitFields(copy, [&json](const char* name, const auto& value) { json[name] = value; });
    json["device"] = request.detector.device.kind == model::Device::Kind::Cuda ? "cuda" : "cpu";
    json["precision"] = static_cast<int>(request.detector.precision);
    json["executor"] = static_cast<int>(request.detector.executor);
    json["mirror"] = static_cast<int>(request.detector.mirror);
    json["existing"] = existingName(existing);
    return json.dump();
}

Result<pipeline::TrackRequest> requestFromJson(const std::string& text)
{
    pipeline::TrackRequest request;
    request.detector.levels = 1; // of runs that were stored before there were two
    try {
        const Json json = Json::parse(text);
        visitFields(request, [&json](const char* name, auto& value) {
            if (const auto it = json.find(name); it != json.end())
                value = it->template get<std::remove_reference_t<decltype(value)>>();
        });
        request.detector.device.kind =
            json.value("device", std::string("cpu")) == "cuda" ? model::Device::Kind::Cuda : model::Device::Kind::Cpu;
        request.detector.precision = static_cast<model::Precision>(std::clamp(json.value("precision", 0), 0, 3));
        request.detector.executor = static_cast<model::Executor>(std::clamp(json.value("executor", 0), 0, 2));
        constexpr int kOff = static_cast<int>(model::Mirror::Off); // of runs that were stored before there was a mirror
        request.detector.mirror = static_cast<model::Mirror>(std::clamp(json.value("mirror", kOff), 0, 2));
    } catch (const Json::exception&) {
        return Error{ErrorCode::Unreadable, "the stored options of the run are damaged; start a new run", {}};
    }
    return request;
}

Existing existingFromJson(const std::string& text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("existing") || !json["existing"].is_string())
        return Existing::KeepEdited;
    return existingOf(json["existing"].get<std::string>()).value_or(Existing::KeepEdited);
}

} // namespace tw::workspace
