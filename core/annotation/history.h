#pragma once
// One undo history for window, CLI and tests. Owner thread only.

#include "core/annotation/change_set.h"
#include "core/annotation/document.h"
#include "core/annotation/edits.h"
#include "core/base/subscription.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace tw::annotation {

// What observers hear after the document changed.
enum class ChangeKind { Run, Merged, Undone, Redone };
struct Change {
    ChangeKind kind = ChangeKind::Run;
    const ChangeSet* set = nullptr; // what happened to the document now (inverted when undone); valid during the call
    std::size_t position = 0;       // history position after it
};

class History
{
public:
    explicit History(Document& document);

    // Carries out an edit as one step. Small steps of one drag or of held keys (same kind, track and frame, within
    // mergeWindow) become one. Errors: those of perform(); nothing changed then.
    Result<ChangeSet> run(const Edit& edit);
    Result<ChangeSet> undo(); // Errors: NotFound when there is nothing to undo
    Result<ChangeSet> redo();
    bool canUndo() const { return m_position > 0; }
    bool canRedo() const { return m_position < m_steps.size(); }

    std::size_t position() const { return m_position; }
    const std::vector<ChangeSet>& steps() const { return m_steps; }
    // Moves to a position by undo or redo, step by step.
    Result<void> goTo(std::size_t position);

    // Restores what a project file held (document already at `position`).
    void restore(std::vector<ChangeSet> steps, std::size_t position);
    void setMergeWindow(std::chrono::milliseconds window) { m_mergeWindow = window; }

    Subscription observe(std::function<void(const Change&)> observer) { return m_changed.observe(std::move(observer)); }

private:
    Result<ChangeSet> apply(const ChangeSet& set, ChangeKind kind);
    bool mergeable(const Edit& edit) const;

    Document& m_document;
    std::vector<ChangeSet> m_steps;
    std::size_t m_position = 0;
    std::string m_mergeKey;
    std::chrono::steady_clock::time_point m_lastRun{};
    std::chrono::milliseconds m_mergeWindow{500};
    Signal<const Change&> m_changed;
};

} // namespace tw::annotation
