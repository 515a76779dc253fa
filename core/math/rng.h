#pragma once
// Random numbers that are the same on every machine and compiler (std distributions are not). Not for secrets.
//
// Source: Blackman and Vigna, xoshiro256** and SplitMix64 (public domain descriptions); Lemire 2019 for bounded
// integers. Thread: one at a time; copy to fork.

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

namespace tw::math {

class Rng
{
public:
    explicit Rng(std::uint64_t seed = 0)
    {
        for (std::uint64_t& word : m_state) { // SplitMix64: a state without structure from any seed, 0 included
            seed += 0x9E3779B97F4A7C15ULL;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
            word = z ^ (z >> 31);
        }
    }

    std::uint64_t next()
    {
        const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
        const std::uint64_t t = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= t;
        m_state[3] = std::rotl(m_state[3], 45);
        return result;
    }

    // [0, 1), 53 random bits
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    bool chance(double probability) { return uniform() < probability; }

    // 0 .. count-1 without bias; count >= 1
    std::uint64_t below(std::uint64_t count)
    {
        const std::uint64_t reject = (0 - count) % count; // the lowest values that would make some results likelier
        for (;;) {
            const std::uint64_t value = next();
            if (value >= reject)
                return value % count;
        }
    }

    // low .. high, both included
    int integer(int low, int high)
    {
        return low + static_cast<int>(below(static_cast<std::uint64_t>(std::int64_t{high} - low + 1)));
    }

    // Standard normal, Marsaglia's polar method. Equal on all machines as far as their log and sqrt are.
    double normal()
    {
        if (m_haveSpare) {
            m_haveSpare = false;
            return m_spare;
        }
        double u = 0, v = 0, s = 0;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        const double factor = std::sqrt(-2 * std::log(s) / s);
        m_spare = v * factor;
        m_haveSpare = true;
        return u * factor;
    }
    double normal(double mean, double deviation) { return mean + deviation * normal(); }

    template <class T>
    void shuffle(std::span<T> values)
    {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[static_cast<std::size_t>(below(i))]);
    }

    // For checkpoints: a generator with this state continues where this one stands (a spare normal is dropped).
    const std::array<std::uint64_t, 4>& state() const { return m_state; }
    void setState(const std::array<std::uint64_t, 4>& state)
    {
        m_state = state;
        m_haveSpare = false;
    }

private:
    std::array<std::uint64_t, 4> m_state{};
    double m_spare = 0;
    bool m_haveSpare = false;
};

} // namespace tw::math
