#pragma once
// A session as a script: what happens at step i depends on i, the seed and the document, and on nothing else. So a
// second program that replays it knows what the first one must have stored, wherever that one was stopped.

#include "core/annotation/history.h"
#include "core/base/peaks.h"
#include "core/storage/project_content.h"

#include <vector>

namespace tw::test {

class ScriptedRun
{
public:
    ScriptedRun(annotation::History& history, const annotation::Document& document, std::uint64_t seed,
                bool labels = true);

    // One edit, undo, redo or batch of a tracker run; may turn out to be refused.
    void step(int index);
    // Peaks that belong to step `index` of any script.
    static std::vector<FramePeaks> peaksOf(int index);

private:
    annotation::History& m_history;
    const annotation::Document& m_document;
    std::uint64_t m_seed;
    bool m_labels;
};

// The same content of two histories; the numbers of steps (StepId) may differ.
bool sameSteps(const std::vector<annotation::ChangeSet>& a, const std::vector<annotation::ChangeSet>& b);
bool samePeaks(const FramePeaks& a, const FramePeaks& b);

} // namespace tw::test
