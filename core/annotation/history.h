#pragma once
// One undo history for window, CLI and tests. Owner thread only.

#include "core/annotation/change_set.h"
#include "core/annotation/document.h"
#include "core/annotation/edits.h"
#include "core/annotation/step_stack.h"
#include "core/base/subscription.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tw::annotation {

// What observers hear after the document changed.
enum class ChangeKind { Run, Merged, Undone, Redone };
struct Change {
    ChangeKind kind = ChangeKind::Run;
    const ChangeSet* set = nullptr; // what happened to the document now (inverted when undone); valid during the call
    std::size_t position = 0;       // history position after it
    bool grown = false;             // Run: it went into the step set->step, which exists already
};

class History
{
public:
    explicit History(Document& document);

    // Carries out an edit as one step. Small steps of one drag or of held keys (same kind, track and frame, within
    // mergeWindow) become one; one that returns home is dropped. An edit that changes nothing is no step (empty set).
    // Errors: those of perform(); nothing changed then.
    Result<ChangeSet> run(const Edit& edit, Origin origin = Origin::Person);
    // Carries an edit out as part of the newest step, which keeps its label: undo takes both back. Errors: Conflict
    // (no step, or something can be redone), those of perform().
    Result<ChangeSet> amend(const Edit& edit);
    Result<ChangeSet> undo(); // Errors: NotFound when there is nothing to undo
    Result<ChangeSet> redo();
    bool canUndo() const { return m_steps.position() > 0; }
    bool canRedo() const { return m_steps.position() < m_steps.steps().size(); }

    std::size_t position() const { return m_steps.position(); }
    // The boxes in them are only those that differ (change_set.h).
    const std::vector<ChangeSet>& steps() const { return m_steps.steps(); }
    // Moves to a position by undo or redo, step by step.
    Result<void> goTo(std::size_t position);

    // --- a tracker run that streams: one step that grows while later steps sit on top of it -----------------------
    // `import` must be an ImportRun. Growing notifies observers with ChangeKind::Run and keeps what can be redone.
    // Undo takes a growing step back with all it has, redo brings all of it again; it does not grow while undone.
    // Undoing a later step leaves what grew since in place.
    Result<StepId> beginGrowing(const Edit& firstImport);
    // Errors: of perform(); NotFound (the step was dropped), Conflict (the step is undone, or endGrowing was called).
    Result<ChangeSet> grow(StepId step, const Edit& import);
    void endGrowing(StepId step);
    // The step a run of an earlier session entered with, opened again. Errors: NotFound, Conflict (undone).
    Result<StepId> resumeGrowing(RunId run);
    bool isGrowing() const { return m_growing != StepId::kInvalid; }

    // Restores what a project file held (document already at `position`).
    void restore(std::vector<ChangeSet> steps, std::size_t position);
    void setMergeWindow(std::chrono::milliseconds window) { m_mergeWindow = window; }

    Subscription observe(std::function<void(const Change&)> observer) { return m_changed.observe(std::move(observer)); }

private:
    Result<ChangeSet> carryOut(const Edit& edit, Origin origin);
    ChangeSet apply(const ChangeSet& step);
    StepId takeStepId() { return StepId{m_nextStep++}; }
    void notify(ChangeKind kind, const ChangeSet& set, bool grown = false);

    Document& m_document;
    StepStack m_steps;
    StepId m_growing = StepId::kInvalid;
    std::int64_t m_nextStep = 1;
    std::string m_mergeKey; // of the newest step; empty: nothing joins it
    std::chrono::steady_clock::time_point m_lastRun{};
    std::chrono::milliseconds m_mergeWindow{500};
    Signal<const Change&> m_changed;
};

} // namespace tw::annotation
