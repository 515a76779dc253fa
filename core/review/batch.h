#pragma once
// A fixed order for a handful of findings: while a batch lasts, what is scored again changes neither the order nor what
// comes next. The next batch is ranked anew. A value for one thread.

#include "core/review/event.h"

#include <functional>
#include <string>
#include <vector>

namespace tw::review {

class ReviewBatch
{
public:
    static constexpr std::size_t kSize = 20;

    // New findings: those of the batch that are gone are done with; the others stay where they are. An empty or
    // finished batch is filled with the best of `open` (best first) that `wanted` lets pass; null: all.
    using Filter = std::function<bool(const Event&)>;
    void update(const std::vector<Event>& open, const Filter& wanted = {});
    // Starts over with the best of `open`, as when the filter changed.
    void refill(const std::vector<Event>& open, const Filter& wanted = {});

    // Keys still to be answered, in their order.
    const std::vector<std::string>& waiting() const { return m_waiting; }
    std::size_t size() const { return m_size; } // when it was filled
    std::size_t done() const { return m_size - m_waiting.size(); }
    std::size_t placeOf(const std::string& key) const; // in the order of the batch, from 1; 0: not in it
    int number() const { return m_number; }            // of the batch, from 1; 0: none yet
    void remove(const std::string& key);               // answered
    void postpone(const std::string& key);             // to the end of the batch
    void drop(const std::string& key);                 // not in this batch any more, whatever is found
    // What comes after `key` or, when that is answered, what now stands in its place; empty: the batch is through.
    std::string after(const std::string& key) const;
    std::string before(const std::string& key) const;

private:
    std::vector<std::string> m_order; // as filled
    std::vector<std::string> m_waiting;
    std::size_t m_size = 0;
    int m_number = 0;
};

} // namespace tw::review
