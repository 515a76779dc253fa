#include "core/review/batch.h"

#include <algorithm>

namespace tw::review {

namespace {

bool contains(const std::vector<std::string>& keys, const std::string& key)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

} // namespace

void ReviewBatch::update(const std::vector<Event>& open, const Filter& wanted)
{
    const auto isOpen = [&open](const std::string& key) {
        return std::any_of(open.begin(), open.end(), [&key](const Event& event) { return event.key == key; });
    };
    std::erase_if(m_waiting, [&](const std::string& key) { return !isOpen(key); });
    // what an undo opened again comes back to its place
    for (const std::string& key : m_order) {
        if (isOpen(key) && !contains(m_waiting, key))
            m_waiting.push_back(key);
    }
    std::stable_sort(m_waiting.begin(), m_waiting.end(), [this](const std::string& a, const std::string& b) {
        return std::find(m_order.begin(), m_order.end(), a) < std::find(m_order.begin(), m_order.end(), b);
    });
    if (m_waiting.empty())
        refill(open, wanted);
}

void ReviewBatch::refill(const std::vector<Event>& open, const Filter& wanted)
{
    m_waiting.clear();
    for (const Event& event : open) {
        if (m_waiting.size() >= kSize)
            break;
        if (!wanted || wanted(event))
            m_waiting.push_back(event.key);
    }
    m_order = m_waiting;
    m_size = m_waiting.size();
    if (m_size > 0)
        ++m_number;
}

void ReviewBatch::remove(const std::string& key)
{
    std::erase(m_waiting, key);
}

void ReviewBatch::postpone(const std::string& key)
{
    if (!contains(m_waiting, key))
        return;
    std::erase(m_waiting, key);
    std::erase(m_order, key);
    m_waiting.push_back(key);
    m_order.push_back(key);
}

void ReviewBatch::drop(const std::string& key)
{
    std::erase(m_waiting, key);
    m_size -= std::erase(m_order, key);
}

std::size_t ReviewBatch::placeOf(const std::string& key) const
{
    const auto place = std::find(m_order.begin(), m_order.end(), key);
    return place == m_order.end() ? 0 : static_cast<std::size_t>(place - m_order.begin()) + 1;
}

std::string ReviewBatch::after(const std::string& key) const
{
    const auto placeOf = [this](const std::string& wanted) {
        return std::find(m_order.begin(), m_order.end(), wanted);
    };
    for (auto it = placeOf(key); it != m_order.end(); ++it) {
        if (*it != key && contains(m_waiting, *it))
            return *it;
    }
    // behind the end: what was passed over
    for (const std::string& waiting : m_waiting) {
        if (waiting != key)
            return waiting;
    }
    return {};
}

std::string ReviewBatch::before(const std::string& key) const
{
    std::string last;
    for (const std::string& each : m_order) {
        if (each == key)
            break;
        if (contains(m_waiting, each))
            last = each;
    }
    return last;
}

} // namespace tw::review
