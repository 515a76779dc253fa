#include "core/annotation/transaction.h"

#include "core/annotation/box_list.h"
#include "core/base/contract.h"

#include <algorithm>
#include <limits>

namespace tw::annotation {

Transaction::Transaction(Document& document)
    : m_document(document), m_base(document.m_state), m_verified(m_base->verifiedFrames), m_verdicts(m_base->verdicts),
      m_vocabulary(m_base->vocabulary), m_notes(m_base->notes), m_nextId(m_base->nextId)
{}

Track* Transaction::draft(TrackId id)
{
    const auto found = m_drafts.find(id);
    if (found != m_drafts.end()) {
        Draft& draft = found->second;
        if (!draft.own && draft.adopted)
            draft.own = std::make_shared<Track>(*std::exchange(draft.adopted, nullptr));
        return draft.own.get();
    }
    const auto base = m_base->tracks.find(id);
    if (base == m_base->tracks.end())
        return nullptr;
    return m_drafts.emplace(id, Draft{std::make_shared<Track>(*base->second), nullptr}).first->second.own.get();
}

const Track* Transaction::peek(TrackId id) const
{
    const auto found = m_drafts.find(id);
    if (found != m_drafts.end())
        return found->second.get();
    const auto base = m_base->tracks.find(id);
    return base == m_base->tracks.end() ? nullptr : base->second.get();
}

std::vector<TrackId> Transaction::ids() const
{
    std::vector<TrackId> out;
    out.reserve(m_base->tracks.size() + m_drafts.size());
    for (const auto& [id, track] : m_base->tracks)
        if (!m_drafts.contains(id))
            out.push_back(id);
    for (const auto& [id, draft] : m_drafts)
        if (draft.get() != nullptr)
            out.push_back(id);
    std::sort(out.begin(), out.end());
    return out;
}

Track& Transaction::create(TrackId id)
{
    TW_EXPECTS(number(id) >= 1 && peek(id) == nullptr);
    reserveId(id);
    Draft& draft = m_drafts[id];
    draft = {std::make_shared<Track>(), nullptr};
    draft.own->id = id;
    return *draft.own;
}

void Transaction::adopt(TrackPtr track)
{
    TW_EXPECTS(track != nullptr && number(track->id) >= 1);
    reserveId(track->id);
    const TrackId id = track->id;
    m_drafts[id] = {nullptr, std::move(track)};
}

void Transaction::remove(TrackId id)
{
    TW_EXPECTS(peek(id) != nullptr);
    m_drafts[id] = {};
}

TrackId Transaction::takeNextId()
{
    const TrackId id = m_nextId;
    reserveId(id);
    return id;
}

void Transaction::reserveId(TrackId id)
{
    // The very last number has no successor; edits refuse it (edits_parts.h, checkIdsAreLeft).
    TW_EXPECTS(number(id) < std::numeric_limits<std::int32_t>::max());
    if (number(id) >= number(m_nextId))
        m_nextId = TrackId{number(id) + 1};
}

void Transaction::setVerifiedFrames(std::vector<FrameRange> ranges)
{
    m_verified = std::move(ranges);
}

void Transaction::setVerdict(const std::string& key, std::optional<VerdictMark> mark)
{
    if (mark)
        m_verdicts.insert_or_assign(key, *std::move(mark));
    else
        m_verdicts.erase(key);
}

ChangeSet Transaction::commit(std::string label, std::string edit)
{
    TW_EXPECTS(m_document.m_state == m_base); // no other writer meanwhile
    ChangeSet set;
    set.label = std::move(label);
    set.edit = std::move(edit);
    static const BoxList kNone;
    for (auto& [id, draft] : m_drafts) {
        TrackPtr after = draft.own ? TrackPtr(std::move(draft.own)) : std::move(draft.adopted);
        if (after && after->empty())
            after.reset();
        const auto base = m_base->tracks.find(id);
        const TrackPtr before = base == m_base->tracks.end() ? nullptr : base->second;
        if (before == after)
            continue;
        const BoxList& boxesBefore = before ? before->boxes : kNone;
        const BoxList& boxesAfter = after ? after->boxes : kNone;
        const Difference changed = difference(boxesBefore, boxesAfter);
        if (changed.none() && before && after && sameAttributes(*before, *after))
            continue;
        TW_ENSURES(wellFormedIn(boxesAfter, changed.begin, changed.endOfSecond));
        TW_ENSURES(!after || (after->id == id && wellFormed(after->attributes)));
        set.tracks.push_back({id, before, std::move(after)});
    }
    m_drafts.clear();
    if (m_verified != m_base->verifiedFrames)
        set.verified = VerifiedDelta{m_base->verifiedFrames, m_verified};
    set.verdicts = differences(m_base->verdicts, m_verdicts);
    if (m_vocabulary != m_base->vocabulary)
        set.vocabulary = VocabularyDelta{m_base->vocabulary, m_vocabulary};
    set.notes = differences(m_base->notes, m_notes);
    set.nextIdBefore = set.nextIdAfter = m_base->nextId;
    if (set.empty())
        return set;

    set.nextIdAfter = m_nextId;
    auto state = std::make_shared<DocumentState>(*m_base);
    for (const TrackDelta& delta : set.tracks) {
        if (delta.after)
            state->tracks[delta.id] = delta.after;
        else
            state->tracks.erase(delta.id);
    }
    state->verifiedFrames = m_verified;
    state->verdicts = m_verdicts;
    state->vocabulary = m_vocabulary;
    state->notes = m_notes;
    state->nextId = m_nextId;
    m_base = std::move(state);
    m_document.m_state = m_base;
    return set;
}

} // namespace tw::annotation
