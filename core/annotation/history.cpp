#include "core/annotation/history.h"

#include "core/annotation/edit_text.h"
#include "core/annotation/transaction.h"
#include "core/base/contract.h"

#include <algorithm>

namespace tw::annotation {
namespace {

// Edits that a held key or a slider repeats. Empty: never merged.
std::string mergeKeyOf(const Edit& edit)
{
    const auto key = [&edit](TrackId track, FrameIndex frame) {
        return std::to_string(edit.value.index()) + '/' + std::to_string(number(track)) + '/' + std::to_string(frame);
    };
    if (const auto* box = std::get_if<SetBox>(&edit.value))
        return key(box->track, box->frame);
    if (const auto* visibility = std::get_if<SetVisibility>(&edit.value))
        return key(visibility->track, visibility->frames.first) + '/' + std::to_string(visibility->frames.last);
    if (const auto* color = std::get_if<SetColor>(&edit.value))
        return key(color->track, kNoFrame);
    return {};
}

RunId runOf(const Edit& edit)
{
    const auto* import = std::get_if<ImportRun>(&edit.value);
    return import != nullptr ? import->run : RunId::kInvalid;
}

} // namespace

History::History(Document& document) : m_document(document) {}

// The edit on the document; not yet in the history.
Result<ChangeSet> History::carryOut(const Edit& edit, Origin origin)
{
    Transaction transaction(m_document);
    TW_TRY(perform(transaction, edit));
    ChangeSet set = transaction.commit(describe(edit), toJournalLine(edit));
    set.run = runOf(edit);
    set.origin = origin;
    return set;
}

void History::notify(ChangeKind kind, const ChangeSet& set, bool grown)
{
    m_changed(Change{kind, &set, m_steps.position(), grown});
}

Result<ChangeSet> History::run(const Edit& edit, Origin origin)
{
    TW_TRY_ASSIGN(ChangeSet set, carryOut(edit, origin));
    if (set.empty())
        return set;
    const auto now = std::chrono::steady_clock::now();
    const std::string key = mergeKeyOf(edit);
    const bool merges = !key.empty() && key == m_mergeKey && !canRedo() && now - m_lastRun <= m_mergeWindow;
    m_lastRun = now;
    m_mergeKey = key;
    if (merges) {
        set.step = m_steps.steps().back().step;
        if (!m_steps.merge(set))
            m_mergeKey.clear();
    } else {
        set.step = takeStepId();
        m_steps.push(set);
    }
    notify(merges ? ChangeKind::Merged : ChangeKind::Run, set);
    return set;
}

Result<ChangeSet> History::amend(const Edit& edit)
{
    if (!canUndo() || canRedo())
        return Error{ErrorCode::Conflict, "there is no newest step to add to", {}};
    TW_TRY_ASSIGN(ChangeSet set, carryOut(edit, m_steps.steps().back().origin));
    if (set.empty())
        return set;
    set.step = m_steps.steps().back().step;
    set.label = m_steps.steps().back().label;
    set.edit = m_steps.steps().back().edit;
    m_steps.merge(set);
    m_mergeKey.clear();
    notify(ChangeKind::Merged, set);
    return set;
}

// Carries a recorded difference out. Returns the whole tracks before and after.
ChangeSet History::apply(const ChangeSet& step)
{
    ChangeSet set;
    set.label = step.label;
    set.edit = step.edit;
    set.step = step.step;
    set.run = step.run;
    set.origin = step.origin;
    set.nextIdBefore = m_document.m_state->nextId;
    set.nextIdAfter = step.nextIdAfter;
    auto state = std::make_shared<DocumentState>(*m_document.m_state);
    for (const TrackDelta& delta : step.tracks) {
        const TrackPtr present = m_document.find(delta.id);
        const TrackPtr next = patched(present, delta);
        if (next == present)
            continue;
        if (next)
            state->tracks[delta.id] = next;
        else
            state->tracks.erase(delta.id);
        set.tracks.push_back({delta.id, present, next});
    }
    if (step.verified) {
        set.verified = VerifiedDelta{state->verifiedFrames, step.verified->after};
        state->verifiedFrames = step.verified->after;
    }
    if (!step.verdicts.empty()) {
        VerdictMap verdicts = patched(state->verdicts, step.verdicts);
        set.verdicts = differences(state->verdicts, verdicts);
        state->verdicts = std::move(verdicts);
    }
    if (step.vocabulary) {
        set.vocabulary = VocabularyDelta{state->vocabulary, step.vocabulary->after};
        state->vocabulary = step.vocabulary->after;
    }
    if (!step.notes.empty()) {
        NoteMap notes = patched(state->notes, step.notes);
        set.notes = differences(state->notes, notes);
        state->notes = std::move(notes);
    }
    state->nextId = step.nextIdAfter;
    m_document.m_state = std::move(state);
    m_mergeKey.clear();
    return set;
}

Result<ChangeSet> History::undo()
{
    if (!canUndo())
        return Error{ErrorCode::NotFound, "there is nothing to undo", {}};
    const ChangeSet set = apply(m_steps.steps()[m_steps.position() - 1].inverted());
    m_steps.back();
    notify(ChangeKind::Undone, set);
    return set;
}

Result<ChangeSet> History::redo()
{
    if (!canRedo())
        return Error{ErrorCode::NotFound, "there is nothing to redo", {}};
    const ChangeSet set = apply(m_steps.steps()[m_steps.position()]);
    m_steps.forward();
    notify(ChangeKind::Redone, set);
    return set;
}

Result<void> History::goTo(std::size_t position)
{
    if (position > steps().size())
        return Error{
            ErrorCode::InvalidArgument, "the history has only " + std::to_string(steps().size()) + " steps", {}};
    while (m_steps.position() > position)
        TW_TRY(undo());
    while (m_steps.position() < position)
        TW_TRY(redo());
    return {};
}

Result<StepId> History::beginGrowing(const Edit& firstImport)
{
    TW_EXPECTS(std::holds_alternative<ImportRun>(firstImport.value));
    if (isGrowing())
        return Error{ErrorCode::Conflict, "another run is growing", {}};
    TW_TRY_ASSIGN(ChangeSet set, carryOut(firstImport, Origin::Tracker));
    m_mergeKey.clear();
    set.step = m_growing = takeStepId();
    m_steps.push(set); // also when nothing came yet
    notify(ChangeKind::Run, set);
    return m_growing;
}

Result<ChangeSet> History::grow(StepId step, const Edit& import)
{
    TW_EXPECTS(std::holds_alternative<ImportRun>(import.value));
    const auto index = m_steps.find(step);
    if (!index)
        return Error{ErrorCode::NotFound, "the run is no longer in the history", {}};
    if (step != m_growing)
        return Error{ErrorCode::Conflict, "the run has ended", {}};
    if (*index >= m_steps.position())
        return Error{ErrorCode::Conflict, "the run is undone", {}};
    TW_TRY_ASSIGN(ChangeSet set, carryOut(import, Origin::Tracker));
    set.step = step;
    if (set.empty())
        return set;
    m_steps.grow(*index, set);
    notify(ChangeKind::Run, set, true);
    return set;
}

void History::endGrowing(StepId step)
{
    if (m_growing == step)
        m_growing = StepId::kInvalid;
}

Result<StepId> History::resumeGrowing(RunId run)
{
    if (isGrowing())
        return Error{ErrorCode::Conflict, "another run is growing", {}};
    for (std::size_t i = steps().size(); i-- > 0;) {
        if (run == RunId::kInvalid || steps()[i].run != run)
            continue;
        if (i >= position())
            return Error{ErrorCode::Conflict, "the run is undone", {}};
        m_growing = steps()[i].step;
        m_mergeKey.clear();
        return m_growing;
    }
    return Error{ErrorCode::NotFound, "the run is not in the history", {}};
}

void History::restore(std::vector<ChangeSet> steps, std::size_t position)
{
    for (const ChangeSet& step : steps)
        m_nextStep = std::max(m_nextStep, static_cast<std::int64_t>(step.step) + 1);
    for (ChangeSet& step : steps)
        if (step.step == StepId::kInvalid)
            step.step = takeStepId();
    m_steps = StepStack(std::move(steps), position);
    m_growing = StepId::kInvalid;
    m_mergeKey.clear();
}

} // namespace tw::annotation
