#include "core/training/sampler.h"

#include "core/base/contract.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tw::training {

namespace {

using math::Rng;

// Streams of random numbers that must not meet: size of a batch, plan of an epoch, a slot of a batch.
enum class Stream : std::uint64_t { Size = 1, Plan = 2, Slot = 3, Partner = 4 };

Rng streamRng(std::uint64_t seed, Stream stream, std::uint64_t a, std::uint64_t b = 0)
{
    // Rng's own seeding mixes well, but only one word: three passes join the four.
    Rng first(seed ^ (static_cast<std::uint64_t>(stream) << 56));
    Rng second(first.next() ^ a);
    return Rng(second.next() ^ b);
}

bool classified(IdentityKind kind, const std::string& which)
{
    if (kind == IdentityKind::None || which == "none")
        return false;
    return which == "all" || kind == IdentityKind::Real || (which == "linked" && kind == IdentityKind::Linked);
}

bool shareIdentity(const std::vector<Label>& a, const std::vector<Label>& b)
{
    for (const Label& x : a)
        for (const Label& y : b)
            if (x.identity >= 0 && x.identity == y.identity && !x.ignore && !y.ignore)
                return true;
    return false;
}

// Pairs prefer two moments of one person over two views of one picture.
constexpr double kNeighbourShare = 0.7;

} // namespace

IdentityTable::IdentityTable(const std::vector<SourcePtr>& sources, const LossOptions& options)
{
    for (const SourcePtr& source : sources) {
        std::unordered_map<std::int64_t, std::int64_t> globalOf;
        std::vector<std::int64_t> boxes; // by number within the source
        if (source->info().identities != IdentityKind::None) {
            for (std::size_t i = 0; i < source->size(); ++i) {
                for (const Label& label : source->labels(i)) {
                    if (label.identity < 0 || label.ignore)
                        continue;
                    const auto next = static_cast<std::int64_t>(m_classOf.size() + boxes.size());
                    const auto [entry, isNew] = globalOf.try_emplace(label.identity, next);
                    if (isNew)
                        boxes.push_back(0);
                    ++boxes[static_cast<std::size_t>(entry->second) - m_classOf.size()];
                }
            }
        }
        const bool use = classified(source->info().identities, options.classify);
        for (const std::int64_t count : boxes)
            m_classOf.push_back(use && count >= options.minIdentityBoxes ? m_classes++ : -1);
        m_globalOf.push_back(std::move(globalOf));
    }
}

std::int64_t IdentityTable::global(std::int32_t source, std::int64_t identity) const
{
    const auto& table = m_globalOf[static_cast<std::size_t>(source)];
    const auto found = table.find(identity);
    return found == table.end() ? -1 : found->second;
}

std::int64_t IdentityTable::classIndex(std::int64_t global) const
{
    return global < 0 ? -1 : m_classOf[static_cast<std::size_t>(global)];
}

Result<Sampler> Sampler::create(std::vector<SourcePtr> sources, const TrainOptions& options)
{
    Sampler sampler;
    sampler.m_sources = std::move(sources);
    sampler.m_options = options;
    std::map<std::string, Pool> pools;
    std::size_t pictures = 0;
    for (std::size_t s = 0; s < sampler.m_sources.size(); ++s) {
        const SourceInfo& info = sampler.m_sources[s]->info();
        Pool& pool = pools[options.shares.contains(info.name) ? info.name : info.set];
        for (std::size_t i = 0; i < sampler.m_sources[s]->size(); ++i, ++pictures)
            pool.pictures.push_back({static_cast<std::int32_t>(s), static_cast<std::int32_t>(i)});
    }
    // The shares of a recipe name the sets it was made for; data of one's own is not among them.
    const bool named = std::any_of(pools.begin(), pools.end(),
                                   [&](const auto& entry) { return options.shares.contains(entry.first); });
    double total = 0;
    for (auto& [set, pool] : pools) {
        if (pool.pictures.empty())
            continue;
        const auto share = options.shares.find(set);
        if (named && share == options.shares.end())
            sampler.m_unlisted.push_back(set);
        pool.share = !named                          ? static_cast<double>(pool.pictures.size())
                     : share == options.shares.end() ? 0
                                                     : share->second;
        total += pool.share;
        if (pool.share > 0)
            sampler.m_pools.push_back(std::move(pool));
    }
    if (pictures == 0)
        return Error{ErrorCode::InvalidArgument, "there is no picture to train on", {}};
    if (!(total > 0))
        return Error{ErrorCode::InvalidArgument, "every set that has pictures has share 0", "shares"};
    for (Pool& pool : sampler.m_pools)
        pool.share /= total;
    sampler.m_identities = std::make_shared<IdentityTable>(sampler.m_sources, options.loss);
    const auto pairs = static_cast<std::int64_t>(std::lround(options.pairs * options.batch / 2));
    sampler.m_anchorsPerBatch = options.batch - std::min<std::int64_t>(pairs, options.batch / 2);
    const auto perEpoch = options.epochPictures > 0 ? static_cast<std::int64_t>(options.epochPictures)
                                                    : static_cast<std::int64_t>(pictures);
    // The rest that does not fill a batch is dropped, but a small set still makes one.
    sampler.m_batchesPerEpoch = std::max<std::int64_t>(1, perEpoch / options.batch);
    return sampler;
}

std::vector<PictureRef> Sampler::planEpoch(std::int64_t epoch) const
{
    Rng rng = streamRng(m_options.seed, Stream::Plan, static_cast<std::uint64_t>(epoch));
    const auto wanted = static_cast<std::size_t>(m_batchesPerEpoch * m_anchorsPerBatch);
    std::vector<PictureRef> plan;
    plan.reserve(wanted + m_pools.size());
    double due = 0; // of draws so far, so that rounding does not lose the small pools
    for (const Pool& pool : m_pools) {
        due += pool.share * static_cast<double>(wanted);
        std::vector<PictureRef> deck;
        while (static_cast<double>(plan.size()) + 0.5 < due) {
            if (deck.empty()) {
                deck = pool.pictures;
                rng.shuffle(std::span(deck));
            }
            plan.push_back(deck.back());
            deck.pop_back();
        }
    }
    while (plan.size() < wanted)
        plan.push_back(plan[static_cast<std::size_t>(rng.below(plan.size()))]);
    rng.shuffle(std::span(plan));
    return plan;
}

InputSize Sampler::sizeOf(std::int64_t batch) const
{
    Rng rng = streamRng(m_options.seed, Stream::Size, static_cast<std::uint64_t>(batch));
    return m_options.sizes[static_cast<std::size_t>(rng.below(m_options.sizes.size()))];
}

Rng Sampler::rngOf(std::int64_t batch, int slot) const
{
    return streamRng(m_options.seed, Stream::Slot, static_cast<std::uint64_t>(batch), static_cast<std::uint64_t>(slot));
}

// Pictures apartSecondsLow to apartSecondsHigh away that show a person of `ref` again.
std::vector<PictureRef> Sampler::distantPartners(const PictureRef& ref) const
{
    const DatasetSource& source = *m_sources[static_cast<std::size_t>(ref.source)];
    std::vector<PictureRef> partners;
    if (!(m_options.apartSecondsHigh > 0) || !source.info().video)
        return partners;
    const double now = source.seconds(static_cast<std::size_t>(ref.index));
    const auto look = [&](int step) {
        for (int i = ref.index + step; i >= 0 && i < static_cast<int>(source.size()); i += step) {
            const double apart = std::abs(source.seconds(static_cast<std::size_t>(i)) - now);
            if (apart > m_options.apartSecondsHigh)
                break;
            if (apart >= m_options.apartSecondsLow && shareIdentity(source.labels(static_cast<std::size_t>(ref.index)),
                                                                    source.labels(static_cast<std::size_t>(i))))
                partners.push_back({ref.source, i});
        }
    };
    look(-1);
    look(1);
    return partners;
}

PictureRef Sampler::partnerOf(const PictureRef& ref, Rng& rng) const
{
    const DatasetSource& source = *m_sources[static_cast<std::size_t>(ref.source)];
    const IdentityKind kind = source.info().identities;
    if ((kind != IdentityKind::Real && kind != IdentityKind::Linked) || !rng.chance(kNeighbourShare))
        return ref;
    std::vector<PictureRef> candidates = distantPartners(ref);
    if (!candidates.empty())
        return candidates[static_cast<std::size_t>(rng.below(candidates.size()))];
    const int last = static_cast<int>(source.size()) - 1;
    for (int i = std::max(0, ref.index - m_options.neighbourFrames);
         i <= std::min(last, ref.index + m_options.neighbourFrames); ++i)
        if (i != ref.index && shareIdentity(source.labels(static_cast<std::size_t>(ref.index)),
                                            source.labels(static_cast<std::size_t>(i))))
            candidates.push_back({ref.source, i});
    return candidates.empty() ? ref : candidates[static_cast<std::size_t>(rng.below(candidates.size()))];
}

PictureRef Sampler::anyPicture(Rng& rng) const
{
    double draw = rng.uniform();
    for (const Pool& pool : m_pools) {
        if (draw < pool.share)
            return pool.pictures[static_cast<std::size_t>(rng.below(pool.pictures.size()))];
        draw -= pool.share;
    }
    const Pool& pool = m_pools.back();
    return pool.pictures[static_cast<std::size_t>(rng.below(pool.pictures.size()))];
}

std::vector<std::vector<PictureRef>> Sampler::batch(std::int64_t batch) const
{
    const std::int64_t epoch = batch / m_batchesPerEpoch;
    const std::vector<PictureRef> plan = planEpoch(epoch);
    Rng rng = streamRng(m_options.seed, Stream::Partner, static_cast<std::uint64_t>(batch));
    const auto first = static_cast<std::size_t>((batch % m_batchesPerEpoch) * m_anchorsPerBatch);
    const auto pairs = static_cast<std::size_t>(m_options.batch) - static_cast<std::size_t>(m_anchorsPerBatch);
    std::vector<std::vector<PictureRef>> slots;
    for (std::size_t a = 0; a < static_cast<std::size_t>(m_anchorsPerBatch); ++a) {
        const PictureRef anchor = plan[first + a];
        slots.push_back({anchor});
        if (a < pairs)
            slots.push_back({partnerOf(anchor, rng)});
    }
    for (std::vector<PictureRef>& slot : slots) {
        if (m_options.augment.mosaic > 0 && rng.chance(m_options.augment.mosaic)) {
            for (int i = 0; i < 3; ++i)
                slot.push_back(anyPicture(rng));
        }
    }
    return slots;
}

Ingredient Sampler::ingredient(const PictureRef& ref, PicturePtr picture) const
{
    const DatasetSource& source = *m_sources[static_cast<std::size_t>(ref.source)];
    const auto index = static_cast<std::size_t>(ref.index);
    Ingredient ingredient;
    ingredient.picture = std::move(picture);
    const std::vector<std::string>& leaky = m_options.notExhaustive;
    ingredient.exhaustive =
        source.info().exhaustive && std::find(leaky.begin(), leaky.end(), source.info().set) == leaky.end();
    ingredient.name = source.pictureName(index);
    for (const Label& label : source.labels(index)) {
        if (label.ignore || label.visibility < m_options.augment.minVisibility) {
            ingredient.ignored.push_back(label.box);
            continue;
        }
        TargetBox box;
        box.box = label.box;
        box.identity = label.identity < 0 ? -1 : m_identities->global(ref.source, label.identity);
        box.classIndex = m_identities->classIndex(box.identity);
        box.sourceIndex = ref.source;
        box.pictureIndex = ref.index;
        box.real = source.info().identities == IdentityKind::Real && !label.added;
        box.score = label.score;
        box.vector = source.identityVector(label.vector);
        ingredient.boxes.push_back(box);
    }
    return ingredient;
}

} // namespace tw::training
