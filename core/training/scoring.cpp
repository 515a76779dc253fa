#include "core/training/scoring.h"

#include "core/model/torch_guard.h"
#include "core/training/sequence_scorer.h"

#include <map>

namespace tw::training {

namespace {

constexpr float kDrawn = 0.3F;

// Which pictures of a sequence: all, or its share of `limit`, at least two, evenly spread.
std::vector<std::size_t> chosenPictures(std::size_t size, std::size_t total, int limit)
{
    std::size_t wanted = size;
    if (limit > 0 && static_cast<std::size_t>(limit) < total)
        wanted = std::min(size, std::max<std::size_t>(2, size * static_cast<std::size_t>(limit) / total));
    std::vector<std::size_t> chosen;
    for (std::size_t k = 0; k < wanted; ++k)
        chosen.push_back(k * size / wanted);
    return chosen;
}

// Of the labels that an embedding is asked for: all but the ignored ones.
std::vector<Box> peopleOf(const std::vector<Label>& labels)
{
    std::vector<Box> people;
    for (const Label& label : labels)
        if (!label.ignore)
            people.push_back(label.box);
    return people;
}

struct Mean {
    double sum = 0;
    int count = 0;
    void add(const std::optional<double>& value)
    {
        sum += value.value_or(0);
        count += value ? 1 : 0;
    }
    std::optional<double> value() const { return count > 0 ? std::optional(sum / count) : std::nullopt; }
};

void summarise(ValidationScores& scores)
{
    struct Sum {
        double ap = 0, apPicture = 0, weight = 0;
    };
    std::map<std::string, Sum> sets;
    Mean tpr, apart, colours, tracked;
    for (const SequenceScores& s : scores.sequences) {
        if (s.boxes > 0) {
            Sum& sum = sets[s.set];
            const auto weight = static_cast<double>(s.boxes);
            sum.ap += s.ap50 * weight;
            sum.apPicture += s.ap50Picture * weight;
            sum.weight += weight;
        }
        tpr.add(s.tpr);
        apart.add(s.tprApart);
        colours.add(s.tprApartColours);
        if (s.tracking)
            tracked.add((s.tracking->mota + s.tracking->idf1) / 2);
    }
    for (const auto& [set, sum] : sets) {
        scores.ap50 += sum.ap / sum.weight / static_cast<double>(sets.size());
        scores.ap50Picture += sum.apPicture / sum.weight / static_cast<double>(sets.size());
    }
    scores.tpr = tpr.value();
    scores.tprApart = apart.value();
    scores.tprApartColours = colours.value();
    scores.score = scores.ap50 + scores.tprApart.value_or(scores.tpr.value_or(0)) / 3 + tracked.value().value_or(0);
}

Result<ValidationScores> score(const Look& look, const std::vector<SourcePtr>& sources, const ValidateOptions& options,
                               const JobContext& job, const SampleSink& sample)
{
    std::size_t total = 0;
    for (const SourcePtr& source : sources)
        total += source->size();
    if (total == 0)
        return Error{ErrorCode::InvalidArgument, "there is no picture to validate on", {}};
    ValidationScores scores;
    std::int64_t done = 0;
    for (const SourcePtr& source : sources) {
        TW_TRY_ASSIGN(SequenceScorer scorer, SequenceScorer::create(source->info(), options));
        const std::vector<std::size_t> chosen = chosenPictures(source->size(), total, options.maxPictures);
        for (const std::size_t index : chosen) {
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "validation was stopped", {}};
            TW_TRY_ASSIGN(const PicturePtr picture, source->picture(index));
            TW_TRY_ASSIGN(const HeadOutput output, look(*picture, peopleOf(source->labels(index))));
            TW_TRY(scorer.add(output.peaks, source->labels(index), output.embedding, source->seconds(index),
                              picture->view()));
            if (sample && index == chosen[chosen.size() / 2]) {
                std::vector<Detection> drawn;
                for (const Detection& detection : output.peaks)
                    if (detection.score > kDrawn)
                        drawn.push_back(detection);
                sample(source->info().name, *picture, source->labels(index), drawn);
            }
            job.report("validate", ++done, static_cast<std::int64_t>(total));
        }
        TW_TRY_ASSIGN(SequenceScores sequence, scorer.finish());
        scores.sequences.push_back(std::move(sequence));
    }
    summarise(scores);
    return scores;
}

} // namespace

Result<ValidationScores> scoreLooks(const Look& look, const std::vector<SourcePtr>& sources,
                                    const ValidateOptions& options, const JobContext& job, const SampleSink& sample)
{
    try {
        return score(look, sources, options, job, sample);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "a picture does not fit into memory", {}};
    } catch (const std::exception& e) {
        return model::torchError(e, "validation");
    }
}

Result<ValidationScores> scoreNetwork(model::Network& network, const torch::Device& device,
                                      const std::vector<SourcePtr>& sources, const ValidateOptions& options,
                                      const JobContext& job, const SampleSink& sample)
{
    const auto where = model::identityAtOf(options.identityAt.empty() ? "center" : options.identityAt);
    if (!where)
        return Error{ErrorCode::InvalidArgument, "no such place to read identities at", options.identityAt};
    const Look look = [&](const Picture& picture, const std::vector<Box>& people) -> Result<HeadOutput> {
        return headOutputOf(network, device, picture, options.size, kLowestPeak, people, *where);
    };
    return scoreLooks(look, sources, options, job, sample);
}

} // namespace tw::training
