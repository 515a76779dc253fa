#include "core/laboratory/study/training_studies.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/laboratory/study/peak_cases.h"
#include "core/model/network_cost.h"

#include <algorithm>
#include <array>
#include <functional>

namespace tw::laboratory {
namespace {

namespace fs = std::filesystem;

struct TrainedVariant {
    StudyVariant row;
    std::function<void(training::TrainOptions&)> change;
    std::vector<training::SourcePtr> train = {};  // instead of the study's; empty: the study's
    std::vector<training::SourcePtr> before = {}; // learnt from first, with half of the budget; empty: nothing
};

std::string budgetText(const training::TrainOptions& options)
{
    return options.minutes > 0 ? toText(options.minutes, 3) + " minutes" : toText(options.steps) + " steps";
}

std::string conditionsOf(const TrainingStudyInput& input)
{
    std::string sizes;
    for (const training::InputSize& size : input.options.sizes)
        sizes +=
            (sizes.empty() ? "" : ", ") + toText(std::int64_t{size.width}) + "x" + toText(std::int64_t{size.height});
    const training::DatasetCounts train = training::count(input.train), validation = training::count(input.validation);
    std::string fresh;
    for (const std::string& name : input.options.notFromInit)
        fresh += (fresh.empty() ? " without " : ", ") + name;
    return input.options.architecture + " from " +
           (input.init.empty() ? "random weights" : weightsText(input.init.string()) + fresh) + ", " +
           budgetText(input.options) + " a cell, batch " + toText(std::int64_t{input.options.batch}) + ", " + sizes +
           ", " + input.dataText + ": " + toText(static_cast<std::int64_t>(train.pictures)) +
           " pictures, validated on " + toText(static_cast<std::int64_t>(validation.pictures)) + " at " +
           toText(std::int64_t{input.validationSize.width}) + "x" + toText(std::int64_t{input.validationSize.height});
}

// Empties the folder of a run under other conditions. True: the run there can go on.
Result<bool> prepareRun(const fs::path& folder, const std::string& conditions)
{
    const fs::path note = folder / "study.txt";
    std::error_code error;
    const auto before = readFile(note);
    if (before && *before == conditions)
        return fs::exists(folder / "state.pth", error);
    fs::remove_all(folder, error);
    if (!error)
        fs::create_directories(folder, error);
    if (error)
        return Error{ErrorCode::Io, "the folder cannot be made: " + error.message(), folder.string()};
    TW_TRY(writeFileAtomically(note, conditions));
    return false;
}

// Loss over steps and seconds, as the run wrote it, resumed parts included. Empty where it cannot be read.
Curve lossCurve(const fs::path& folder)
{
    constexpr std::size_t kStep = 0, kLoss = 3; // columns of curves.csv
    Curve out;
    const auto text = readFile(folder / "curves.csv");
    if (!text)
        return out;
    for (std::size_t at = 0; at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        std::vector<std::string> fields{""};
        for (const char c : text->substr(at, end - at))
            if (c == ',')
                fields.emplace_back();
            else
                fields.back() += c;
        if (fields.size() > kLoss) {
            const auto step = toDouble(fields[kStep]), loss = toDouble(fields[kLoss]);
            if (step && loss)
                out.emplace_back(*step, *loss);
        }
        at = end + 1;
    }
    return out;
}

void addScores(const training::ValidationScores& scores, CellResult& cell)
{
    cell.values["ap50"] = scores.ap50;
    if (scores.tpr)
        cell.values["tpr"] = *scores.tpr;
    if (scores.tprApart)
        cell.values["apart"] = *scores.tprApart;
    double mota = 0, idf1 = 0, switches = 0;
    int tracked = 0;
    for (const training::SequenceScores& sequence : scores.sequences)
        if (sequence.tracking) {
            mota += sequence.tracking->mota;
            idf1 += sequence.tracking->idf1;
            switches += double(sequence.tracking->switches);
            ++tracked;
        }
    if (tracked == 0)
        return;
    cell.values["mota"] = mota / tracked;
    cell.values["idf1"] = idf1 / tracked;
    cell.values["switches"] = switches;
}

// The run in `request.out`; goes on where it was interrupted.
Result<training::TrainReport> runOnce(training::TrainRequest& request, const std::string& conditions,
                                      const JobContext& job)
{
    TW_TRY_ASSIGN(request.resume, prepareRun(request.out, conditions));
    TW_TRY_ASSIGN(training::TrainReport report, training::train(request, job));
    if (report.stopped)
        return Error{ErrorCode::Cancelled, "stopped; the same command goes on", request.out.string()};
    return report;
}

Result<CellResult> trainCell(const TrainingStudyInput& input, const TrainedVariant& variant, std::size_t repeat,
                             const std::string& conditions, const JobContext& job)
{
    training::TrainRequest request;
    request.train = variant.train.empty() ? input.train : variant.train;
    request.out = input.out / "runs" / (variant.row.id + "." + toText(static_cast<std::int64_t>(repeat) + 1));
    request.init = input.init;
    request.device = input.device;
    request.options = input.options;
    request.options.seed = input.options.seed + repeat;
    request.options.validateMinutes = 0;
    variant.change(request.options);
    CellResult cell;
    if (!variant.before.empty()) {
        request.options.minutes /= 2;
        request.options.steps = (request.options.steps + 1) / 2;
        training::TrainRequest first = request;
        first.train = variant.before;
        first.out += "-before";
        TW_TRY_ASSIGN(const training::TrainReport learnt, runOnce(first, conditions, job));
        cell.values["steps"] = double(learnt.steps);
        request.init = learnt.lastModel;
        request.options.notFromInit.clear();
    }
    TW_TRY_ASSIGN(const training::TrainReport report, runOnce(request, conditions, job));
    training::ValidateRequest validation;
    validation.model = report.lastModel;
    validation.sources = input.validation;
    validation.options.size = input.validationSize;
    validation.options.identityAt = request.options.identityAt;
    validation.device = input.device;
    TW_TRY_ASSIGN(const training::ValidationScores scores, training::validate(validation, job));
    cell.values["steps"] += double(report.steps);
    addScores(scores, cell);
    cell.curves["loss"] = lossCurve(request.out);
    return cell;
}

Study studyOf(TrainingStudyInput input, std::vector<TrainedVariant> variants)
{
    using Better = StudyMeasure::Better;
    Study study;
    study.conditions = conditionsOf(input);
    study.repeated = "seed";
    study.measures = {{"ap50", "AP50 %"},
                      {"tpr", "TPR@FAR=0.1 %"},
                      {"apart", "TPR@FAR=0.01, 3 s apart %"},
                      {"mota", "MOTA %"},
                      {"idf1", "IDF1 %"},
                      {"switches", "switches", 0, Better::Lower},
                      {"steps", "steps", 0, Better::Neither}};
    study.charts.push_back({"loss", "Loss", "step", "loss, mean of the seeds", {}, "loss"});
    for (const TrainedVariant& variant : variants)
        study.variants.push_back(variant.row);
    for (int seed = 1; seed <= input.seeds; ++seed)
        study.repeats.push_back(toText(std::int64_t{seed}));
    study.measure = [input = std::move(input), variants = std::move(variants),
                     conditions = study.conditions](std::size_t variant, std::size_t repeat, const JobContext& job) {
        return trainCell(input, variants[variant], repeat, conditions, job);
    };
    return study;
}

void trainDetectionOnly(training::TrainOptions& options)
{
    options.loss.balance = "fixed";
    options.loss.fixedIdentityWeight = 0;
    options.loss.classify = "none";
    options.loss.contrastiveWeight = options.loss.distillWeight = options.loss.relationWeight =
        options.loss.decorrelationWeight = 0;
}

// See asSinglePictures().
class SinglePictures : public training::DatasetSource
{
public:
    explicit SinglePictures(training::SourcePtr source) : m_source(std::move(source)), m_info(m_source->info())
    {
        m_info.identities = training::IdentityKind::PerBox;
        m_info.video = false;
        std::int64_t identity = 0;
        for (std::size_t i = 0; i < m_source->size(); ++i) {
            m_labels.push_back(m_source->labels(i));
            for (training::Label& label : m_labels.back())
                label.identity = ++identity;
        }
    }
    const training::SourceInfo& info() const override { return m_info; }
    std::size_t size() const override { return m_source->size(); }
    std::string pictureName(std::size_t index) const override { return m_source->pictureName(index); }
    const std::vector<training::Label>& labels(std::size_t index) const override { return m_labels[index]; }
    std::span<const std::int8_t> identityVector(std::int32_t row) const override
    {
        return m_source->identityVector(row);
    }
    Result<training::PicturePtr> picture(std::size_t index) const override { return m_source->picture(index); }

private:
    training::SourcePtr m_source;
    training::SourceInfo m_info;
    std::vector<std::vector<training::Label>> m_labels;
};

} // namespace

Study balanceStudy(TrainingStudyInput input)
{
    std::vector<TrainedVariant> variants;
    for (const auto& [id, title] :
         std::array<std::pair<const char*, const char*>, 5>{{{"fixed", "fixed weights"},
                                                             {"uncertainty-task", "uncertainty, by task"},
                                                             {"uncertainty-branch", "uncertainty, by branch"},
                                                             {"gradnorm", "GradNorm"},
                                                             {"mgda", "MGDA-UB"}}})
        variants.push_back(
            {{id, title}, [name = std::string(id)](training::TrainOptions& options) { options.loss.balance = name; }});
    Study study = studyOf(std::move(input), std::move(variants));
    study.name = "balance";
    study.title = "Balance: how the losses of detection and identity are weighted";
    study.source = "FairMOT, IJCV 2021, Table 2";
    return study;
}

Study samplingStudy(TrainingStudyInput input)
{
    std::vector<TrainedVariant> variants;
    for (const auto& [id, title] : std::array<std::pair<const char*, const char*>, 5>{{{"center", "Center"},
                                                                                       {"center-bi", "Center-BI"},
                                                                                       {"roi-align", "ROI-Align"},
                                                                                       {"pos-anchor", "POS-Anchor"},
                                                                                       {"two-stage", "Two-stage"}}})
        variants.push_back(
            {{id, title}, [name = std::string(id)](training::TrainOptions& options) { options.identityAt = name; }});
    Study study = studyOf(std::move(input), std::move(variants));
    study.name = "sampling";
    study.title = "Sampling: where identity features are taken";
    study.source = "FairMOT, IJCV 2021, Table 1";
    return study;
}

Study detectionStudy(TrainingStudyInput input)
{
    Study study = studyOf(std::move(input), {{{"detection", "detection alone"}, trainDetectionOnly},
                                             {{"both", "detection and identity"}, [](training::TrainOptions&) {}}});
    study.name = "detection";
    study.title = "Detection alone, against detection and identity";
    study.source = "FairMOT, IJCV 2021, Table 4";
    return study;
}

Study dimensionStudy(TrainingStudyInput input)
{
    std::vector<TrainedVariant> variants;
    for (const int size : {32, 64, 128, 256, 512}) {
        const std::string text = toText(std::int64_t{size});
        variants.push_back({{"size-" + text, text + " numbers"},
                            [size](training::TrainOptions& options) { options.embedding = size; }});
    }
    Study study = studyOf(std::move(input), std::move(variants));
    study.name = "dimension";
    study.title = "Dimension: numbers in an embedding";
    study.source = "FairMOT, IJCV 2021, Table 6";
    return study;
}

std::vector<training::SourcePtr> asSinglePictures(const std::vector<training::SourcePtr>& sources)
{
    std::vector<training::SourcePtr> out;
    for (const training::SourcePtr& source : sources)
        out.push_back(std::make_shared<SinglePictures>(source));
    return out;
}

std::vector<SetRow> setsOneByOne(const std::vector<training::SourcePtr>& sources)
{
    std::vector<std::string> sets;
    for (const training::SourcePtr& source : sources)
        if (std::find(sets.begin(), sets.end(), source->info().set) == sets.end())
            sets.push_back(source->info().set);
    std::vector<SetRow> rows;
    for (const std::string& set : sets) {
        SetRow row{set, rows.empty() ? std::vector<training::SourcePtr>{} : rows.back().sources};
        for (const training::SourcePtr& source : sources)
            if (source->info().set == set)
                row.sources.push_back(source);
        rows.push_back(std::move(row));
    }
    return rows;
}

Study singlePictureStudy(TrainingStudyInput input)
{
    const auto asItIs = [](training::TrainOptions&) {};
    const std::vector<training::SourcePtr> single = asSinglePictures(input.train);
    std::vector<TrainedVariant> variants{
        {{"identities", "labelled identities"}, asItIs},
        {{"single", "single pictures"}, asItIs, single},
        {{"single-first", "single pictures first"}, asItIs, {}, single},
    };
    Study study = studyOf(std::move(input), std::move(variants));
    study.name = "single";
    study.title = "Single pictures: what boxes without identities teach";
    study.source = "FairMOT, IJCV 2021, Table 8";
    return study;
}

Study setsStudy(TrainingStudyInput input)
{
    std::vector<TrainedVariant> variants;
    for (const SetRow& row : setsOneByOne(input.train)) {
        const std::string number = toText(static_cast<std::int64_t>(variants.size()) + 1);
        variants.push_back({{"sets-" + number, (variants.empty() ? "" : "+ ") + row.added},
                            [](training::TrainOptions&) {},
                            row.sources});
    }
    Study study = studyOf(std::move(input), std::move(variants));
    study.name = "sets";
    study.title = "Sets: training data added one set at a time";
    study.source = "FairMOT, IJCV 2021, Table 11";
    return study;
}

Study backboneStudy(TrainingStudyInput input)
{
    input.init.clear(); // weights of one network do not fit another
    std::vector<TrainedVariant> variants;
    for (const std::string& name : model::networkNames())
        variants.push_back({{name, name}, [name](training::TrainOptions& options) {
                                options.architecture = name;
                                options.embedding = 0; // the network's own
                                options.optimiser.fullRate.clear();
                            }});
    Study study = studyOf(std::move(input), std::move(variants));
    study.name = "backbones";
    study.title = "Backbones: the networks of the registry";
    study.source = "FairMOT, IJCV 2021, Table 3";
    return study;
}

Study anchorStudy(TrainingStudyInput input)
{
    const auto with = [](const char* name) {
        return [name](training::TrainOptions& options) { options.architecture = name; };
    };
    Study study = studyOf(std::move(input), {{{"centres", "centres (lite)"}, with("lite")},
                                             {{"anchors", "anchors (jde_lite)"}, with("jde_lite")}});
    study.name = "anchors";
    study.title = "Anchors: the peer that reads identities at its anchors";
    study.source = "FairMOT, IJCV 2021, sec. 2 and 3; JDE, ECCV 2020";
    return study;
}

Study recipeStudy(TrainingStudyInput input)
{
    using Options = training::TrainOptions;
    Study study = studyOf(
        std::move(input),
        {{{"whole", "whole recipe"}, [](Options&) {}},
         {{"no-vectors", "without identity vectors"}, [](Options& o) { o.loss.distillWeight = 0; }},
         {{"no-relations", "without relations of vectors"}, [](Options& o) { o.loss.relationWeight = 0; }},
         {{"no-contrast", "without the contrastive term"}, [](Options& o) { o.loss.contrastiveWeight = 0; }},
         {{"no-decorrelation", "without decorrelation"}, [](Options& o) { o.loss.decorrelationWeight = 0; }},
         {{"no-apart", "partners of neighbouring pictures"},
          [](Options& o) { o.apartSecondsLow = o.apartSecondsHigh = 0; }},
         {{"no-pairs", "without pairs"}, [](Options& o) { o.pairs = 0; }},
         {{"hard-scores", "labels count in full whatever their score"}, [](Options& o) { o.loss.softScores = 0; }},
         {{"no-trust", "unlabelled people never count"}, [](Options& o) { o.loss.trustNegativesBelow = 0; }},
         {{"no-giou", "without GIoU"}, [](Options& o) { o.loss.giouWeight = 0; }},
         {{"clutter", "with mined clutter"}, [](Options& o) { o.loss.clutterWeight = 1.5; }},
         {{"same-size", "with heavier negatives of one's own size"}, [](Options& o) { o.loss.sameSizeWeight = 2; }},
         {{"backgrounds", "with replaced backgrounds"}, [](Options& o) { o.augment.replaceBackground = 0.12; }},
         {{"no-close-ups", "without close-ups"}, [](Options& o) { o.augment.closeUp = 0; }},
         {{"no-occluders", "without occluders"}, [](Options& o) { o.augment.occlude = 0; }},
         {{"no-mosaic", "without mosaics"}, [](Options& o) { o.augment.mosaic = 0; }},
         {{"one-size", "one input size"}, [](Options& o) { o.sizes.resize(1); }}});
    study.name = "recipe";
    study.title = "Recipe: what each part of it is worth";
    study.source = "core/training/README.md, Decisions";
    return study;
}

Study costStudy(const training::InputSize& size)
{
    using Better = StudyMeasure::Better;
    Study study;
    study.name = "backbones-cost"; // of the same folder as the trained table, perhaps
    study.title = "Backbones: what the networks of the registry cost";
    study.source = "FairMOT, IJCV 2021, Table 3";
    study.conditions = "one forward pass at " + toText(std::int64_t{size.width}) + "x" +
                       toText(std::int64_t{size.height}) +
                       ", heads dense; a multiplication with its addition is 2 FLOP";
    study.repeated = "network";
    study.measures = {{"parameters", "parameters, millions", 2, Better::Neither},
                      {"gflop", "GFLOP", 1, Better::Neither},
                      {"embedding", "embedding", 0, Better::Neither}};
    const std::vector<std::string> names = model::networkNames();
    for (const std::string& name : names)
        study.variants.push_back({name, name});
    study.repeats = {"1"};
    study.measure = [names, size](std::size_t variant, std::size_t, const JobContext&) -> Result<CellResult> {
        TW_TRY_ASSIGN(const model::NetworkCost cost, model::networkCost(names[variant], {size.width, size.height}));
        CellResult cell;
        cell.values["parameters"] = static_cast<double>(cost.parameters) / 1e6;
        cell.values["gflop"] = 2 * cost.multiplyAdds / 1e9;
        cell.values["embedding"] = static_cast<double>(cost.embedding);
        return cell;
    };
    return study;
}

} // namespace tw::laboratory
