#pragma once
// The review of one project: evidence, findings, what verdicts teach about this video, the guard, the queue, and how
// findings are accepted. The window's worker, every command, the certificate and the correction benchmark work through
// it, so the same document has the same queue everywhere, whatever was looked at before.
//
// Verdicts are part of the document (annotation::SetVerdict); the session reads them there and never writes. What it
// plans are edits for the owner of the document to carry out, each with its verdicts: one step, undone as one.
//
// One thread at a time. Source pixels, 0-based frames.

#include "core/annotation/history.h"
#include "core/review/adaptation.h"
#include "core/review/apply_verdicts.h"
#include "core/review/cluster.h"
#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/guard.h"
#include "core/review/options.h"
#include "core/review/queue.h"
#include "core/review/scanner.h"
#include "core/review/strip.h"

#include <optional>
#include <string>
#include <vector>

namespace tw::review {

// What is reviewed, as a value for another thread.
struct ReviewInput {
    annotation::Snapshot snapshot;
    std::vector<annotation::ChangeSet> edits; // done, the oldest first: the guard looks at those that moved identities
};
ReviewInput reviewInput(const annotation::Document& document, const annotation::History& history);

struct AcceptOptions {
    bool fill = true;      // the gap of a join
    bool straight = false; // in a straight line instead of along the peaks
};
// One step that accepts a finding.
struct Acceptance {
    annotation::Edit step;  // the fix and the verdict
    std::string label;      // of the fix, in English
    int frames = 0;         // filled
    int onPeaks = 0;        // of them along peaks
    bool dismissed = false; // an end in the open beyond which no person is seen: it is right as it is
};
// What verdicts imply elsewhere (relink.h), and the findings resolved by it.
struct FollowUps {
    VerdictPlan plan;
    std::optional<annotation::Edit> step; // with the verdicts; none: nothing changes
};

class ReviewSession
{
public:
    ReviewSession(PeakSource peaks, const ReviewOptions& options);

    // Brings evidence and queue up to date; only what changed is looked at again. Errors: Cancelled.
    Result<void> look(const ReviewInput& input, const JobContext& job = {});

    const ReviewOptions& options() const { return m_options; }
    const ReviewQueue& queue() const { return m_queue; }
    bool hasLooked() const { return m_evidence.has_value(); }
    const Evidence& evidence() const { return *m_evidence; } // after the first look
    int looked() const { return m_scanner.looked(); }        // tracks that the last look had to go through

    // The rest belongs to the document of the last look.
    // Errors: InvalidArgument (nothing is proposed), those of the fix.
    Result<Acceptance> accept(const Event& event, const AcceptOptions& options = {}) const;
    // `accepted`: a finding whose fix comes first, or null. Errors: those of applyVerdicts().
    Result<FollowUps> followUps(RelinkOptions options, const Event* accepted, const JobContext& job = {}) const;
    // Tracks that show one person (identity board); pairs that verdicts call two people stay apart.
    Result<std::vector<PersonGroup>> people(ClusterOptions options = {}, const JobContext& job = {}) const;
    Strip strip(const Event& event) const { return stripOf(*m_evidence, event, m_options); }

private:
    void learn();
    void addGuard(std::vector<Event>& events, const ReviewInput& input) const;
    Result<Acceptance> extend(const Event& event) const;

    ReviewOptions m_options;
    PeakSource m_peaks;
    std::optional<Evidence> m_evidence;
    Scanner m_scanner;
    ReviewQueue m_queue;
    Adaptation m_adaptation;
};

} // namespace tw::review
