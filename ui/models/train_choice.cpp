#include "ui/models/train_choice.h"

#include "core/pipeline/track_video.h"

#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace tw::ui {

namespace {

// About so many points of the AP curve in a run that ends by the clock.
constexpr double kValidations = 8;
constexpr double kShortestMinutes = 0.25, kLongestMinutes = 10;
constexpr double kSaveMinutes = 1; // a stopped window loses no more
constexpr int kValidationPictures = 60;
constexpr const char* kRandomArchitecture = "lite";

} // namespace

void TrainChoice::load(const QSettings& settings)
{
    *this = fromJson(QJsonObject::fromVariantMap(settings.value(QStringLiteral("train/choice")).toMap()));
    out.clear();
    project.clear();
}

void TrainChoice::save(QSettings& settings) const
{
    settings.setValue(QStringLiteral("train/choice"), toJson().toVariantMap());
}

QJsonObject TrainChoice::toJson() const
{
    return {{QStringLiteral("useProject"), useProject},
            {QStringLiteral("everyBox"), everyBox},
            {QStringLiteral("folders"), QJsonArray::fromStringList(folders)},
            {QStringLiteral("init"), init},
            {QStringLiteral("recipe"), recipe == Recipe::Full ? QStringLiteral("full") : QStringLiteral("fine-tune")},
            {QStringLiteral("byTime"), byTime},
            {QStringLiteral("minutes"), minutes},
            {QStringLiteral("epochs"), epochs},
            {QStringLiteral("width"), width},
            {QStringLiteral("height"), height},
            {QStringLiteral("batch"), batch},
            {QStringLiteral("sampling"), sampling},
            {QStringLiteral("balance"), balance},
            {QStringLiteral("embedding"), embedding},
            {QStringLiteral("device"), device},
            {QStringLiteral("out"), out},
            {QStringLiteral("project"), project}};
}

TrainChoice TrainChoice::fromJson(const QJsonObject& json)
{
    TrainChoice c;
    c.useProject = json.value(QStringLiteral("useProject")).toBool(c.useProject);
    c.everyBox = json.value(QStringLiteral("everyBox")).toBool(c.everyBox);
    for (const QJsonValue& folder : json.value(QStringLiteral("folders")).toArray())
        c.folders << folder.toString();
    c.init = json.value(QStringLiteral("init")).toString(c.init);
    c.recipe =
        json.value(QStringLiteral("recipe")).toString() == QLatin1String("full") ? Recipe::Full : Recipe::FineTune;
    c.byTime = json.value(QStringLiteral("byTime")).toBool(c.byTime);
    c.minutes = json.value(QStringLiteral("minutes")).toDouble(c.minutes);
    c.epochs = json.value(QStringLiteral("epochs")).toInt(c.epochs);
    c.width = json.value(QStringLiteral("width")).toInt(c.width);
    c.height = json.value(QStringLiteral("height")).toInt(c.height);
    c.batch = json.value(QStringLiteral("batch")).toInt(c.batch);
    c.sampling = json.value(QStringLiteral("sampling")).toString(c.sampling);
    c.balance = json.value(QStringLiteral("balance")).toString(c.balance);
    c.embedding = json.value(QStringLiteral("embedding")).toInt(c.embedding);
    c.device = json.value(QStringLiteral("device")).toString(c.device);
    c.out = json.value(QStringLiteral("out")).toString();
    c.project = json.value(QStringLiteral("project")).toString();
    return c;
}

Result<training::TrainRequest> TrainChoice::request() const
{
    training::TrainRequest request;
    request.out = pathFromQt(out);
    TW_TRY_ASSIGN(request.device, model::parseDevice(fromQt(device)));
    std::string architecture = kRandomArchitecture;
    if (!init.isEmpty()) {
        if (QFileInfo(init).isFile()) {
            request.init = pathFromQt(init);
        } else {
            TW_TRY_ASSIGN(request.init, model::findInstalledModel(fromQt(init)));
        }
        TW_TRY_ASSIGN(architecture, pipeline::architectureOf(request.init));
    }
    training::TrainOptions options =
        recipe == Recipe::FineTune ? training::fineTuneOptions() : training::recipeOf(architecture);
    options.architecture = architecture;
    if (init.isEmpty())
        options.keepStatistics = false; // random weights have none
    options.shares.clear();             // of the sets our own model was made of
    if (byTime)
        options.minutes = minutes;
    else
        options.epochs = epochs;
    if (width > 0 && height > 0)
        options.sizes = {{width, height}};
    if (batch > 0)
        options.batch = batch;
    options.identityAt = fromQt(sampling);
    options.loss.balance = fromQt(balance);
    options.embedding = embedding;
    options.validateMinutes = byTime ? std::clamp(minutes / kValidations, kShortestMinutes, kLongestMinutes) : 1;
    options.checkpointMinutes = kSaveMinutes;
    options.validationPictures = kValidationPictures;
    TW_TRY(options.check());
    request.options = options;
    return request;
}

} // namespace tw::ui
