#pragma once
// (private) Batches made ahead of the device by loader threads, handed out in order whatever thread made them.

#include "core/training/picture_cache.h"
#include "core/training/sampler.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace tw::training {

struct Batch {
    std::int64_t number = 0;
    InputSize size;
    std::vector<Sample> samples;
    std::vector<std::string> unreadable; // pictures that could not be read and were replaced by a grey one
};

// One batch on the calling thread; incomplete when it is stopped, which is noticed from picture to picture.
Batch makeBatch(const Sampler& sampler, PictureCache& cache, const TrainOptions& options, std::int64_t number,
                const std::stop_token& stop = {});

class Loader
{
public:
    // Starts threads that make batches from `first` on. Everything referenced must outlive it.
    Loader(const Sampler& sampler, PictureCache& cache, const TrainOptions& options, std::int64_t first,
           const std::stop_token& stop = {});
    ~Loader();
    Loader(const Loader&) = delete;
    Loader& operator=(const Loader&) = delete;

    // The next batch in order; blocks until it is made. nullopt: stopped.
    std::optional<Batch> next();

private:
    void work(const std::stop_token& closed);

    const Sampler& m_sampler;
    PictureCache& m_cache;
    const TrainOptions& m_options;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<std::int64_t, Batch> m_ready;
    std::int64_t m_nextToMake;
    std::int64_t m_nextToGive;
    std::stop_source m_closed; // when the run is stopped or this goes
    std::stop_callback<std::function<void()>> m_onStop;
    std::vector<std::jthread> m_threads; // last: joined before the rest goes
};

} // namespace tw::training
