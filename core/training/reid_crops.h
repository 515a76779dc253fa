#pragma once
// (private) The people of labelled pictures as crops, and batches of them with random changes. Torch-free. A crop is
// kept with a margin, so that shifted and scaled boxes can be cut from it: 38 kB a person, in memory up to a limit and
// then in a file.
//
// Thread: collect() on one; the rest is const.

#include "core/appearance/person_crop.h"
#include "core/base/job.h"
#include "core/math/rng.h"
#include "core/training/dataset.h"
#include "core/training/pair_separation.h"
#include "core/training/record_store.h"

namespace tw::training {

class ReidCrops
{
public:
    struct Person {
        std::size_t crop = 0; // its number
        std::span<const std::int8_t> vector;
        PairSample sample; // identity -1: none that can be compared
    };

    struct Room {
        std::size_t memoryBytes = 0;
        std::filesystem::path folder; // of the file; must exist
    };
    // Every labelled person of the sources with a vector of a teacher; `all`: the others as well. Sources must outlive
    // this. Pictures that cannot be read are named in `unreadable`. Errors: Cancelled, Io (the file).
    static Result<ReidCrops> collect(const std::vector<SourcePtr>& sources, bool all, const Room& room,
                                     const JobContext& job, std::vector<std::string>& unreadable);

    const std::vector<Person>& people() const { return m_people; }
    std::size_t inMemory() const { return m_crops.inMemory(); } // people

    // kReidHeight x kReidWidth pixels R G B of a person: the box as it is, or as `rng` moves, mirrors, lights and
    // covers it. Errors: Io.
    Result<std::vector<std::uint8_t>> plain(const Person& person) const;
    Result<std::vector<std::uint8_t>> changed(const Person& person, math::Rng& rng) const;

private:
    explicit ReidCrops(const Room& room);
    Result<void> collectFrom(const DatasetSource& source, bool all, const JobContext& job,
                             std::vector<std::string>& unreadable);

    std::vector<Person> m_people;
    RecordStore m_crops;
};

} // namespace tw::training
