#include "core/annotation/document.h"

#include "core/base/contract.h"

#include <algorithm>

namespace tw::annotation {

bool operator==(const DocumentState& a, const DocumentState& b)
{
    const auto sameTrack = [](const TrackMap::value_type& x, const TrackMap::value_type& y) {
        return x.first == y.first && (x.second == y.second || *x.second == *y.second);
    };
    return a.nextId == b.nextId && a.verifiedFrames == b.verifiedFrames && a.verdicts == b.verdicts &&
           a.vocabulary == b.vocabulary && a.notes == b.notes &&
           std::equal(a.tracks.begin(), a.tracks.end(), b.tracks.begin(), b.tracks.end(), sameTrack);
}

Document::Document() : m_state(std::make_shared<const DocumentState>()) {}

Document::Document(Snapshot state) : m_state(std::move(state))
{
    TW_EXPECTS(m_state != nullptr);
}

TrackPtr Document::find(TrackId id) const
{
    const auto it = m_state->tracks.find(id);
    return it == m_state->tracks.end() ? nullptr : it->second;
}

} // namespace tw::annotation
