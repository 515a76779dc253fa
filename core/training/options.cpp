#include "core/training/options.h"

#include "core/base/atomic_file.h"
#include "core/base/json_error.h"
#include "core/base/number_text.h"
#include "core/base/peaks.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::training {

namespace {

using Json = nlohmann::ordered_json;

// One list of fields for writing, reading and naming.
template <class Visit>
void visitFields(AugmentOptions& o, Visit&& visit)
{
    visit("saturation", o.saturation);
    visit("value", o.value);
    visit("hueDegrees", o.hueDegrees);
    visit("rotationDegrees", o.rotationDegrees);
    visit("scaleLow", o.scaleLow);
    visit("scaleHigh", o.scaleHigh);
    visit("translate", o.translate);
    visit("shearDegrees", o.shearDegrees);
    visit("flip", o.flip);
    visit("grey", o.grey);
    visit("blur", o.blur);
    visit("noise", o.noise);
    visit("mosaic", o.mosaic);
    visit("minSide", o.minSide);
    visit("minAreaShare", o.minAreaShare);
    visit("minInsideShare", o.minInsideShare);
    visit("roam", o.roam);
    visit("closeUp", o.closeUp);
    visit("occlude", o.occlude);
    visit("replaceBackground", o.replaceBackground);
    visit("maxAspect", o.maxAspect);
    visit("minVisibility", o.minVisibility);
    visit("clip", o.clip);
}

template <class Visit>
void visitFields(LossOptions& o, Visit&& visit)
{
    visit("heatWeight", o.heatWeight);
    visit("clutterWeight", o.clutterWeight);
    visit("clutterPeaks", o.clutterPeaks);
    visit("sizeWeight", o.sizeWeight);
    visit("offsetWeight", o.offsetWeight);
    visit("giouWeight", o.giouWeight);
    visit("detectionUncertainty", o.detectionUncertainty);
    visit("identityUncertainty", o.identityUncertainty);
    visit("balance", o.balance);
    visit("fixedIdentityWeight", o.fixedIdentityWeight);
    visit("gradNormAlpha", o.gradNormAlpha);
    visit("gradNormRate", o.gradNormRate);
    visit("contrastiveWeight", o.contrastiveWeight);
    visit("sameSizeWeight", o.sameSizeWeight);
    visit("distillWeight", o.distillWeight);
    visit("relationWeight", o.relationWeight);
    visit("decorrelationWeight", o.decorrelationWeight);
    visit("softScores", o.softScores);
    visit("temperature", o.temperature);
    visit("classify", o.classify);
    visit("minIdentityBoxes", o.minIdentityBoxes);
    visit("trustNegativesBelow", o.trustNegativesBelow);
}

template <class Visit>
void visitFields(OptimiserOptions& o, Visit&& visit)
{
    visit("learningRate", o.learningRate);
    visit("loadedFactor", o.loadedFactor);
    visit("fullRate", o.fullRate);
    visit("weightDecay", o.weightDecay);
    visit("beta1", o.beta1);
    visit("beta2", o.beta2);
    visit("epsilon", o.epsilon);
    visit("schedule", o.schedule);
    visit("stepEpochs", o.stepEpochs);
    visit("finalFactor", o.finalFactor);
    visit("warmUpSteps", o.warmUpSteps);
    visit("clipNorm", o.clipNorm);
    visit("emaDecay", o.emaDecay);
    visit("accumulate", o.accumulate);
}

template <class Visit>
void visitFields(TrainOptions& o, Visit&& visit)
{
    visit("architecture", o.architecture);
    visit("embedding", o.embedding);
    visit("identityAt", o.identityAt);
    visit("sizes", o.sizes);
    visit("batch", o.batch);
    visit("epochs", o.epochs);
    visit("minutes", o.minutes);
    visit("steps", o.steps);
    visit("notFromInit", o.notFromInit);
    visit("epochPictures", o.epochPictures);
    visit("shares", o.shares);
    visit("notExhaustive", o.notExhaustive);
    visit("pairs", o.pairs);
    visit("neighbourFrames", o.neighbourFrames);
    visit("apartSecondsLow", o.apartSecondsLow);
    visit("apartSecondsHigh", o.apartSecondsHigh);
    visit("leaveOut", o.leaveOut);
    visit("heldOut", o.heldOut);
    visit("maxObjects", o.maxObjects);
    visit("seed", o.seed);
    visit("replicas", o.replicas);
    visit("loaderThreads", o.loaderThreads);
    visit("prefetchBatches", o.prefetchBatches);
    visit("cacheMegabytes", o.cacheMegabytes);
    visit("precision", o.precision);
    visit("freeze", o.freeze);
    visit("keepStatistics", o.keepStatistics);
    visit("reportSeconds", o.reportSeconds);
    visit("checkpointMinutes", o.checkpointMinutes);
    visit("validateMinutes", o.validateMinutes);
    visit("keepMinutes", o.keepMinutes);
    visit("validationPictures", o.validationPictures);
    visit("badBatches", o.badBatches);
    visit("augment", o.augment);
    visit("loss", o.loss);
    visit("optimiser", o.optimiser);
}

} // namespace

void to_json(Json& json, const InputSize& size)
{
    json = Json::array({size.width, size.height});
}

void from_json(const Json& json, InputSize& size)
{
    size.width = json.at(0).get<int>();
    size.height = json.at(1).get<int>();
}

namespace {

template <class T>
concept Group = std::is_same_v<T, AugmentOptions> || std::is_same_v<T, LossOptions> ||
    std::is_same_v<T, OptimiserOptions> || std::is_same_v<T, TrainOptions>;

template <Group T>
Json write(T group)
{
    Json json = Json::object();
    visitFields(group, [&](const char* name, auto& field) {
        if constexpr (Group<std::remove_cvref_t<decltype(field)>>)
            json[name] = write(field);
        else
            json[name] = field;
    });
    return json;
}

// Errors: InvalidArgument for a member of another type or name.
template <Group T>
Result<void> readGroup(const Json& json, T& group, const std::string& where)
{
    if (!json.is_object())
        return Error{ErrorCode::InvalidArgument, "an object is expected", where};
    std::vector<std::string> known;
    Result<void> result;
    visitFields(group, [&](const char* name, auto& field) {
        known.emplace_back(name);
        const auto member = json.find(name);
        if (!result || member == json.end())
            return;
        if constexpr (Group<std::remove_cvref_t<decltype(field)>>) {
            result = readGroup(*member, field, where + name + ".");
        } else {
            try {
                member->get_to(field);
            } catch (const nlohmann::json::exception&) {
                result = Error{ErrorCode::InvalidArgument,
                               "a value of another kind is expected, like " + Json(field).dump(), where + name};
            }
        }
    });
    TW_TRY(result);
    for (const auto& [name, value] : json.items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            return Error{ErrorCode::InvalidArgument, "no such option", where + name};
    return {};
}

Error invalid(const std::string& field, const std::string& why)
{
    return {ErrorCode::InvalidArgument, why, field};
}

bool probability(double value)
{
    return value >= 0 && value <= 1;
}

Result<void> checkAugment(const AugmentOptions& a)
{
    for (const auto& [name, value] : {std::pair{"flip", a.flip},
                                      {"grey", a.grey},
                                      {"blur", a.blur},
                                      {"noise", a.noise},
                                      {"mosaic", a.mosaic},
                                      {"closeUp", a.closeUp},
                                      {"occlude", a.occlude},
                                      {"replaceBackground", a.replaceBackground},
                                      {"minAreaShare", a.minAreaShare}})
        if (!probability(value))
            return invalid(std::string("augment.") + name, "is not between 0 and 1");
    if (!(a.scaleLow > 0) || !(a.scaleHigh >= a.scaleLow))
        return invalid("augment.scaleLow", "scales must be above 0 and in order");
    if (!(a.saturation >= 0 && a.saturation < 1 && a.value >= 0 && a.value < 1))
        return invalid("augment.saturation", "saturation and value change by less than 1");
    return {};
}

Result<void> checkOptimiser(const OptimiserOptions& o)
{
    if (!(o.learningRate > 0) || !std::isfinite(o.learningRate))
        return invalid("optimiser.learningRate", "must be above 0");
    if (o.schedule != "steps" && o.schedule != "cosine" && o.schedule != "constant")
        return invalid("optimiser.schedule", "is none of steps, cosine, constant");
    if (!(o.emaDecay >= 0 && o.emaDecay < 1))
        return invalid("optimiser.emaDecay", "is not in [0, 1)");
    if (o.accumulate < 1)
        return invalid("optimiser.accumulate", "must be at least 1");
    if (!(o.clipNorm >= 0) || !(o.weightDecay >= 0) || o.warmUpSteps < 0)
        return invalid("optimiser.clipNorm", "clipNorm, weightDecay and warmUpSteps must not be negative");
    return {};
}

Result<void> checkLoss(const LossOptions& o)
{
    static constexpr std::array kClassify{"all", "linked", "real", "none"};
    if (std::find(kClassify.begin(), kClassify.end(), o.classify) == kClassify.end())
        return invalid("loss.classify", "is none of all, linked, real, none");
    static constexpr std::array kBalance{"fixed", "uncertainty-task", "uncertainty-branch", "gradnorm", "mgda"};
    if (std::find(kBalance.begin(), kBalance.end(), o.balance) == kBalance.end())
        return invalid("loss.balance", "is none of fixed, uncertainty-task, uncertainty-branch, gradnorm, mgda");
    if (!(o.temperature > 0))
        return invalid("loss.temperature", "must be above 0");
    if (!probability(o.softScores))
        return invalid("loss.softScores", "is not between 0 and 1");
    if (!(o.sameSizeWeight > 0) || !std::isfinite(o.sameSizeWeight))
        return invalid("loss.sameSizeWeight", "must be above 0");
    if (o.clutterPeaks < 1)
        return invalid("loss.clutterPeaks", "must be at least 1");
    for (const auto& [name, value] : {std::pair{"distillWeight", o.distillWeight},
                                      {"clutterWeight", o.clutterWeight},
                                      {"relationWeight", o.relationWeight},
                                      {"gradNormAlpha", o.gradNormAlpha},
                                      {"gradNormRate", o.gradNormRate},
                                      {"decorrelationWeight", o.decorrelationWeight}})
        if (!(value >= 0) || !std::isfinite(value))
            return invalid(std::string("loss.") + name, "must not be negative");
    return {};
}

} // namespace

Result<void> TrainOptions::check() const
{
    if (sizes.empty())
        return invalid("sizes", "at least one input size is needed");
    for (const InputSize& size : sizes)
        if (size.width < 32 || size.height < 32 || size.width % 32 != 0 || size.height % 32 != 0)
            return invalid("sizes", "both sides must be multiples of 32");
    if (batch < 1)
        return invalid("batch", "must be at least 1");
    if (embedding < 0 || embedding == static_cast<int>(FramePeaks::kReidNumbers))
        return invalid("embedding", "must not be negative, nor the length of re-identification vectors, by which these "
                                    "are told from embeddings (core/appearance)");
    if (epochs < 1 && minutes <= 0 && steps <= 0)
        return invalid("epochs", "epochs, minutes or steps must be above 0");
    if (!probability(pairs))
        return invalid("pairs", "is not between 0 and 1");
    static constexpr std::array kIdentityAt{"center", "center-bi", "roi-align", "pos-anchor", "two-stage"};
    if (std::find(kIdentityAt.begin(), kIdentityAt.end(), identityAt) == kIdentityAt.end())
        return invalid("identityAt", "is none of center, center-bi, roi-align, pos-anchor, two-stage");
    if (precision != "fp32" && precision != "bf16")
        return invalid("precision", "is neither fp32 nor bf16");
    if (!(apartSecondsLow >= 0) || !(apartSecondsHigh >= apartSecondsLow))
        return invalid("apartSecondsLow", "distances in time must not be negative, and in order");
    for (const auto& [name, share] : heldOut)
        if (!probability(share))
            return invalid("heldOut." + name, "is not between 0 and 1");
    if (maxObjects < 1 || prefetchBatches < 1 || loaderThreads < 1 || badBatches < 1)
        return invalid("maxObjects", "maxObjects, prefetchBatches, loaderThreads and badBatches must be at least 1");
    for (const auto& [set, share] : shares)
        if (!(share >= 0) || !std::isfinite(share))
            return invalid("shares." + set, "must not be negative");
    TW_TRY(checkAugment(augment));
    TW_TRY(checkLoss(loss));
    return checkOptimiser(optimiser);
}

TrainOptions paperOptions()
{
    return {};
}

TrainOptions liteOptions()
{
    TrainOptions o;
    o.architecture = "lite";
    o.sizes = {{576, 320}, {448, 256}, {512, 288}, {448, 256}, {576, 320}, {512, 288}, {640, 352}, {448, 256}};
    o.batch = 16;
    o.epochs = 24;
    o.pairs = 0.75;
    o.apartSecondsLow = 1;
    o.apartSecondsHigh = 3;
    o.precision = "bf16";
    o.shares = {{"clips", 0.40},     {"lschen", 0.13},   {"prw", 0.16},      {"mot17mini", 0.06},
                {"pennfudan", 0.05}, {"coco", 0.08},     {"airport", 0.01},  {"graz", 0.02},
                {"factory", 0.03},   {"corridor", 0.02}, {"capston2", 0.02}, {"drawn", 0.02}};
    o.notExhaustive = {"pennfudan"}; // hidden and far people have no box there
    o.augment.hueDegrees = 8;
    o.augment.rotationDegrees = 4;
    o.augment.scaleLow = 0.42;
    o.augment.scaleHigh = 1.65;
    o.augment.shearDegrees = 1;
    o.augment.grey = 0.08;
    o.augment.blur = 0.1;
    o.augment.noise = 0.06;
    o.augment.mosaic = 0.2;
    o.augment.closeUp = 0.12;
    o.augment.occlude = 0.12;
    o.augment.minSide = 3;
    o.augment.minVisibility = 0.08;
    o.augment.minInsideShare = 0.25;
    o.augment.roam = true;
    o.loss.sizeWeight = 0.5;
    o.loss.giouWeight = 1;
    o.loss.contrastiveWeight = 1;
    o.loss.distillWeight = 2;
    o.loss.relationWeight = 10;
    o.loss.decorrelationWeight = 0.05;
    o.loss.softScores = 0.5;
    o.loss.classify = "real";
    o.loss.minIdentityBoxes = 2;
    o.loss.trustNegativesBelow = 0.3;
    o.optimiser.learningRate = 1e-3;
    o.optimiser.loadedFactor = 0.2;
    o.optimiser.fullRate = {"neck.lateral3", "neck.fuse2"}; // random in an initialisation of the trunk
    o.optimiser.weightDecay = 0.01;
    o.optimiser.schedule = "cosine";
    o.optimiser.warmUpSteps = 100;
    o.optimiser.clipNorm = 20;
    o.optimiser.emaDecay = 0.9985;
    return o;
}

TrainOptions fineTuneOptions()
{
    TrainOptions o = liteOptions();
    o.epochs = 4;
    o.shares.clear();
    o.sizes = {{448, 256}, {512, 288}, {576, 320}, {640, 352}};
    o.pairs = 1;
    o.keepStatistics = true; // a few hundred altered images of one video would replace those of thousands
    o.optimiser.learningRate = 3e-4;
    o.optimiser.loadedFactor = 0.5;
    o.optimiser.fullRate.clear();
    o.optimiser.warmUpSteps = 20;
    o.optimiser.emaDecay = 0.99;
    o.augment.scaleLow = 0.7;
    o.augment.scaleHigh = 1.4;
    o.augment.mosaic = 0.3;
    o.augment.minVisibility = 0.05;
    o.augment.minInsideShare = 0.3;
    o.loss.trustNegativesBelow = 0.1;
    return o;
}

TrainOptions recipeOf(const std::string& architecture)
{
    TrainOptions o = architecture == "lite" || architecture == "standard" ? liteOptions() : paperOptions();
    o.architecture = architecture;
    return o;
}

// Files of versions before "balance" said "learnUncertainty".
static void renameOldMembers(Json& json)
{
    if (!json.is_object() || !json.contains("loss") || !json["loss"].is_object())
        return;
    Json& loss = json["loss"];
    const auto old = loss.find("learnUncertainty");
    if (old == loss.end() || !old->is_boolean())
        return;
    if (!loss.contains("balance"))
        loss["balance"] = old->get<bool>() ? "uncertainty-task" : "fixed";
    loss.erase("learnUncertainty");
}

std::string toJson(const TrainOptions& options)
{
    return write(options).dump(1);
}

Result<TrainOptions> optionsFromFile(const std::filesystem::path& path, const TrainOptions& defaults)
{
    TW_TRY_ASSIGN(const std::string text, readFile(path));
    auto read = optionsFromJson(text, defaults);
    if (!read) {
        const Error& error = read.error();
        return Error{error.code, error.detail, path.string() + (error.where.empty() ? "" : ", " + error.where)};
    }
    return read;
}

Result<TrainOptions> optionsFromJson(const std::string& text, const TrainOptions& defaults)
{
    Json json;
    try {
        json = Json::parse(text, nullptr, true, true);
    } catch (const Json::parse_error& error) {
        return jsonError(text, error.byte);
    } catch (const Json::exception&) {
        return Error{ErrorCode::Unreadable, "the JSON has a number larger than any that can be read", {}};
    }
    TrainOptions options = defaults;
    renameOldMembers(json);
    TW_TRY(readGroup(json, options, ""));
    TW_TRY(options.check());
    return options;
}

} // namespace tw::training
