#pragma once
// (private) Which pictures make up which batch, and which number every identity has over all sources. Stateless: batch
// n is a function of (sources, options, n), so a resumed run draws what the killed one would have drawn. Thread: any,
// const.

#include "core/math/rng.h"
#include "core/training/augment.h"
#include "core/training/dataset.h"
#include "core/training/options.h"

#include <map>
#include <memory>
#include <unordered_map>

namespace tw::training {

struct PictureRef {
    std::int32_t source = 0;
    std::int32_t index = 0;
    friend bool operator==(const PictureRef&, const PictureRef&) = default;
};

// Identity numbers of the sources, offset so that they do not meet, and the rows of the classifier.
// Source: FairMOT's loader (offset by the cumulated number of identities per source).
class IdentityTable
{
public:
    IdentityTable(const std::vector<SourcePtr>& sources, const LossOptions& options);
    // -1 where there is none.
    std::int64_t global(std::int32_t source, std::int64_t identity) const;
    std::int64_t classIndex(std::int64_t global) const;
    std::int64_t identityCount() const { return static_cast<std::int64_t>(m_classOf.size()); }
    std::int64_t classCount() const { return m_classes; }

private:
    std::vector<std::unordered_map<std::int64_t, std::int64_t>> m_globalOf;
    std::vector<std::int64_t> m_classOf;
    std::int64_t m_classes = 0;
};

class Sampler
{
public:
    // Sources must outlive it. Errors: InvalidArgument (no picture, all shares of the data 0).
    static Result<Sampler> create(std::vector<SourcePtr> sources, const TrainOptions& options);

    std::int64_t batchesPerEpoch() const { return m_batchesPerEpoch; }
    InputSize sizeOf(std::int64_t batch) const;
    // The pictures of one batch: per slot one, or four for a mosaic.
    std::vector<std::vector<PictureRef>> batch(std::int64_t batch) const;
    // A generator of its own for every slot of every batch.
    math::Rng rngOf(std::int64_t batch, int slot) const;

    // Sets with pictures that take no part, because the shares list others.
    const std::vector<std::string>& unlisted() const { return m_unlisted; }
    const std::vector<SourcePtr>& sources() const { return m_sources; }
    const IdentityTable& identities() const { return *m_identities; }
    // Labels with their numbers over all sources.
    Ingredient ingredient(const PictureRef& ref, PicturePtr picture) const;

private:
    Sampler() = default;
    std::vector<PictureRef> planEpoch(std::int64_t epoch) const;
    PictureRef partnerOf(const PictureRef& ref, math::Rng& rng) const;
    std::vector<PictureRef> distantPartners(const PictureRef& ref) const;
    PictureRef anyPicture(math::Rng& rng) const;

    std::vector<SourcePtr> m_sources;
    TrainOptions m_options;
    std::shared_ptr<const IdentityTable> m_identities;
    struct Pool {
        std::vector<PictureRef> pictures;
        double share = 0; // of the draws, all together 1
    };
    std::vector<Pool> m_pools;
    std::vector<std::string> m_unlisted;
    std::int64_t m_anchorsPerBatch = 0;
    std::int64_t m_batchesPerEpoch = 0;
};

} // namespace tw::training
