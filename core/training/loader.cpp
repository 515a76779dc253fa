#include "core/training/loader.h"

namespace tw::training {

namespace {

PicturePtr greyPicture(const InputSize& size)
{
    auto picture = std::make_shared<Picture>();
    picture->width = size.width;
    picture->height = size.height;
    picture->bgr.assign(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 3, 128);
    return picture;
}

} // namespace

Batch makeBatch(const Sampler& sampler, PictureCache& cache, const TrainOptions& options, std::int64_t number,
                const std::stop_token& stop)
{
    Batch batch;
    batch.number = number;
    batch.size = sampler.sizeOf(number);
    int slotIndex = 0;
    for (const std::vector<PictureRef>& slot : sampler.batch(number)) {
        std::vector<Ingredient> ingredients;
        for (const PictureRef& ref : slot) {
            if (stop.stop_requested())
                return batch;
            const DatasetSource& source = *sampler.sources()[static_cast<std::size_t>(ref.source)];
            const Result<PicturePtr> picture = cache.get(source, static_cast<std::size_t>(ref.index));
            if (picture) {
                ingredients.push_back(sampler.ingredient(ref, *picture));
                continue;
            }
            // One damaged file must not end a run of hours; the trainer reports it.
            batch.unreadable.push_back(picture.error().message());
            Ingredient grey;
            grey.picture = greyPicture(batch.size);
            grey.name = source.pictureName(static_cast<std::size_t>(ref.index));
            ingredients.push_back(std::move(grey));
        }
        math::Rng rng = sampler.rngOf(number, slotIndex++);
        batch.samples.push_back(makeSample(ingredients, batch.size, options, rng));
    }
    return batch;
}

Loader::Loader(const Sampler& sampler, PictureCache& cache, const TrainOptions& options, std::int64_t first,
               const std::stop_token& stop)
    : m_sampler(sampler), m_cache(cache), m_options(options), m_nextToMake(first), m_nextToGive(first),
      m_onStop(stop, [this] { m_closed.request_stop(); })
{
    for (int i = 0; i < options.loaderThreads; ++i)
        m_threads.emplace_back([this] { work(m_closed.get_token()); });
}

Loader::~Loader()
{
    m_closed.request_stop();
}

void Loader::work(const std::stop_token& closed)
{
    for (;;) {
        std::int64_t number = 0;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, closed, [&] { return m_nextToMake < m_nextToGive + m_options.prefetchBatches; }))
                return;
            number = m_nextToMake++;
        }
        Batch batch = makeBatch(m_sampler, m_cache, m_options, number, closed);
        if (closed.stop_requested())
            return;
        {
            const std::lock_guard lock(m_mutex);
            m_ready.emplace(number, std::move(batch));
        }
        m_changed.notify_all();
    }
}

std::optional<Batch> Loader::next()
{
    std::optional<Batch> batch;
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, m_closed.get_token(), [&] { return m_ready.contains(m_nextToGive); }))
            return std::nullopt;
        auto node = m_ready.extract(m_nextToGive++);
        batch = std::move(node.mapped());
    }
    m_changed.notify_all();
    return batch;
}

} // namespace tw::training
