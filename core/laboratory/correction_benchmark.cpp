#include "core/laboratory/correction_benchmark.h"

#include "core/laboratory/correction_run.h"

#include <algorithm>
#include <cmath>

namespace tw::laboratory {

using annotation::DocumentState;
using annotation::TrackBox;

namespace {

// Actions for a swap, a join, a split, a deletion, a missed stretch. Swaps, joins and missed people as counted in the
// tools; the others follow from the totals of the reference job.
const std::vector<OtherTool>& otherTools()
{
    static const std::vector<OtherTool> tools{
        {"CVAT", {16, 7, 2, 1, 18}, 0}, {"DIVE", {12, 6, 3, 2, 10}, 0}, {"SLEAP", {2, 3, 2, 2, 10}, 0}};
    return tools;
}

// Boxes with another number or place, new ones and those that are gone.
std::int64_t changedBoxes(const DocumentState& before, const DocumentState& after)
{
    const auto without = [](const DocumentState& all, const DocumentState& other) {
        std::int64_t missing = 0;
        for (const auto& [id, track] : all.tracks) {
            const auto there = other.tracks.find(id);
            for (const TrackBox& box : track->boxes) {
                const TrackBox* same = there == other.tracks.end() ? nullptr : there->second->at(box.frame);
                missing += same != nullptr && same->box == box.box ? 0 : 1;
            }
        }
        return missing;
    };
    return std::max(without(before, after), without(after, before));
}

void summarise(CorrectionReport& report)
{
    for (const double goal : {0.95, 0.99, 1.0}) {
        CorrectionGoal out{goal, {}, {}};
        int actions = 0;
        double seconds = 0;
        const double enough = goal - 1e-9;
        if (report.idf1Start >= enough) {
            out.actions = 0;
            out.seconds = 0;
        }
        for (const CorrectionStep& step : report.steps) {
            actions += step.actions;
            seconds += step.seconds;
            if (!out.actions && step.idf1 >= enough) {
                out.actions = actions;
                out.seconds = seconds;
            }
        }
        report.goals.push_back(out);
    }
    for (OtherTool tool : otherTools()) {
        for (std::size_t i = 0; i < tool.cost.size(); ++i)
            tool.actions += tool.cost[i] * report.corrections[i];
        report.tools.push_back(std::move(tool));
    }
}

} // namespace

Result<void> CorrectionRun::match()
{
    TW_TRY_ASSIGN(matches, TruthMatches::create(truth, state(), input.review.frameRate));
    return {};
}

void CorrectionRun::count(CorrectionStep::By by, std::string what, bool real, int actions, double seconds,
                          bool identity)
{
    (by == CorrectionStep::By::Queue    ? report.queueActions
     : by == CorrectionStep::By::Relink ? report.relinkActions
                                        : report.handActions) += actions;
    if (identity)
        report.identityActions += actions;
    report.seconds += seconds;
    report.steps.push_back({by, std::move(what), real, actions, seconds, matches.idf1()});
}

void CorrectionRun::corrected(Correction correction, int times)
{
    report.corrections[static_cast<std::size_t>(correction)] += times;
}

std::string_view toString(TrueError::Type type)
{
    constexpr std::string_view kNames[] = {"exchange", "taken_over", "fragment", "reentry", "mixed"};
    return kNames[static_cast<std::size_t>(type)];
}

int CorrectionReport::identityErrorsMended() const
{
    return static_cast<int>(
        std::count_if(errors.begin(), errors.end(), [](const TrueError& error) { return error.mended; }));
}

std::optional<double> CorrectionReport::actionsPerSwitch() const
{
    if (errors.empty())
        return std::nullopt;
    return static_cast<double>(identityActions) / identityErrors();
}

std::optional<double> CorrectionReport::queueRecall() const
{
    if (errors.empty())
        return std::nullopt;
    return static_cast<double>(identityErrorsMended()) / identityErrors();
}

std::optional<double> CorrectionReport::precisionFirstHalf() const
{
    const int half = (shown + 1) / 2;
    if (half == 0)
        return std::nullopt;
    int seen = 0;
    int right = 0;
    for (const CorrectionStep& step : steps)
        if (step.by == CorrectionStep::By::Queue && seen < half) {
            ++seen;
            right += step.real ? 1 : 0;
        }
    return static_cast<double>(right) / half;
}

double CorrectionReport::boxesTouchedShare() const
{
    return truthBoxes > 0 ? static_cast<double>(boxesTouched) / static_cast<double>(truthBoxes) : 0;
}

Result<CorrectionReport> runCorrectionBenchmark(const CorrectionInput& input, const CorrectionOptions& options,
                                                const JobContext& job)
{
    if (input.review.frameCount <= 0 || !input.truth || !input.tracked)
        return Error{ErrorCode::InvalidArgument, "there is nothing to correct", input.name};
    CorrectionRun session(input, options, job);
    CorrectionReport& report = session.report;
    TW_TRY_ASSIGN(session.truth, CorrectionTruth::create(input, options.minVisibility));
    TW_TRY(session.match());
    report.name = input.name;
    report.frames = input.review.frameCount;
    report.people = session.truth.people();
    report.truthBoxes = session.truth.needed();
    for (const IdentityError& error : session.matches.identityErrors())
        report.errors.push_back({TrueError::Type::Mixed,
                                 error.frame,
                                 error.previousFrame,
                                 error.person,
                                 error.track,
                                 error.previousTrack,
                                 false,
                                 {},
                                 0});
    report.switches = session.matches.switches();
    report.idf1Start = session.matches.idf1();
    TW_TRY(workThroughQueue(session));
    report.idf1AfterQueue = session.matches.idf1();
    report.identityErrorsAfterQueue = static_cast<int>(session.matches.identityErrors().size());
    TW_TRY(mendByHand(session));
    report.idf1End = session.matches.idf1();
    summarise(report);
    report.boxesChanged = changedBoxes(*input.tracked, session.state());
    return std::move(report);
}

Result<std::vector<std::optional<bool>>> judgeEvents(const CorrectionInput& input,
                                                     std::span<const review::Event> events,
                                                     const CorrectionOptions& options, const JobContext& job)
{
    CorrectionRun session(input, options, job);
    TW_TRY_ASSIGN(session.truth, CorrectionTruth::create(input, options.minVisibility));
    TW_TRY(session.match());
    std::vector<std::optional<bool>> out;
    for (const review::Event& event : events) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while judging", input.name};
        const Judgement judgement = session.judge().of(event);
        out.push_back(judgement.known ? std::optional(judgement.real) : std::nullopt);
    }
    return out;
}

} // namespace tw::laboratory
