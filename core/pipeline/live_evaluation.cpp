#include "core/pipeline/live_evaluation.h"

#include "core/evaluation/summary.h"

#include <algorithm>
#include <utility>

namespace tw::pipeline {
namespace {

using annotation::BoxOrigin;
using annotation::DocumentState;
using annotation::Snapshot;
using annotation::Track;
using annotation::TrackBox;
using evaluation::FrameTable;
using evaluation::ResultBox;
using evaluation::TruthBox;

std::size_t at(FrameIndex frame)
{
    return static_cast<std::size_t>(frame);
}

template <class T>
std::vector<std::vector<T>> framesOf(const FrameTable<T>& table)
{
    std::vector<std::vector<T>> frames(at(table.frameCount()));
    for (FrameIndex f = 0; f < table.frameCount(); ++f)
        frames[at(f)].assign(table.frame(f).begin(), table.frame(f).end());
    return frames;
}

template <class T>
Result<FrameTable<T>> tableOf(const std::vector<std::vector<T>>& frames)
{
    std::vector<std::pair<FrameIndex, T>> items;
    for (std::size_t f = 0; f < frames.size(); ++f)
        for (const T& box : frames[f])
            items.emplace_back(static_cast<FrameIndex>(f), box);
    return FrameTable<T>::build(static_cast<FrameIndex>(frames.size()), items);
}

void fill(TruthBox& out, const Track& track, const TrackBox& box)
{
    out = {track.id, box.box, track.classId, box.score != 0};
}

void fill(ResultBox& out, const Track& track, const TrackBox& box)
{
    out = {track.id, box.box, track.classId, box.score};
}

// Puts, replaces or takes away the box of one identity; the list stays by identity.
template <class T>
void enter(std::vector<T>& boxes, TrackId id, const Track* track, const TrackBox* box)
{
    auto there = std::lower_bound(boxes.begin(), boxes.end(), id,
                                  [](const T& entry, TrackId wanted) { return entry.id < wanted; });
    const bool found = there != boxes.end() && there->id == id;
    if (box == nullptr) {
        if (found)
            boxes.erase(there);
        return;
    }
    if (!found)
        there = boxes.insert(there, T{});
    fill(*there, *track, *box);
}

// What evaluation sees of a box.
bool sameForScores(const TrackBox& a, const TrackBox& b)
{
    return a.box == b.box && a.score == b.score;
}

} // namespace

Result<LiveEvaluation> LiveEvaluation::create(LiveEvaluationRequest request, Snapshot document, const JobContext& job)
{
    LiveEvaluation out;
    if (request.truth.empty() && request.result.empty())
        return Error{ErrorCode::InvalidArgument, "ground truth and result are the same tracks", request.name};
    out.m_live = request.truth.empty() ? LiveSide::Truth : request.result.empty() ? LiveSide::Result : LiveSide::None;
    out.m_request = std::move(request);
    out.m_document = document ? std::move(document) : std::make_shared<const DocumentState>();
    const auto readSide = [&](const std::filesystem::path& path, std::optional<EvaluationSide>& side) -> Result<void> {
        if (path.empty())
            return {};
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while reading", {}};
        TW_TRY_ASSIGN(side, EvaluationSide::read(path, out.m_issues));
        return {};
    };
    TW_TRY(readSide(out.m_request.truth, out.m_truthSide));
    TW_TRY(readSide(out.m_request.result, out.m_resultSide));
    TW_TRY(readSide(out.m_request.other, out.m_otherSide));
    if (out.m_request.otherDocument != nullptr)
        out.m_otherSide = EvaluationSide::of(out.m_request.otherDocument, out.m_request.frames);
    TW_TRY(out.rebuild());
    return out;
}

Result<void> LiveEvaluation::rebuild()
{
    const EvaluationSide document = EvaluationSide::of(m_document, m_request.frames);
    const EvaluationSide truth = m_truthSide.value_or(document);
    const EvaluationSide result = m_resultSide.value_or(document);
    TW_TRY_ASSIGN(evaluation::SequenceInput input, sequenceInput(m_request.name, truth, result));
    if (m_otherSide) {
        // The length of the video is not given: the longest of the three counts.
        TW_TRY_ASSIGN(const evaluation::SequenceInput other, sequenceInput(m_request.name, truth, *m_otherSide));
        if (other.truth.frameCount() > input.truth.frameCount()) {
            TW_TRY_ASSIGN(input, sequenceInput(m_request.name, truth, result, other.truth.frameCount()));
        }
    }
    TW_TRY_ASSIGN(m_evaluator, evaluation::IncrementalEvaluator::create(input, m_request.benchmark));
    m_truth = framesOf(input.truth);
    m_result = framesOf(input.result);
    m_framesUpdated = m_truth.size();
    m_stale = false;
    return {};
}

std::vector<LiveEvaluation::Change> LiveEvaluation::changesSince(const DocumentState& before) const
{
    std::vector<Change> changes;
    const auto compare = [&](TrackId id, const Track* a, const Track* b) {
        const auto firstOf = [](const Track* track) { return track ? track->boxes.data() : nullptr; };
        const auto countOf = [](const Track* track) { return track ? track->boxes.size() : 0; };
        const TrackBox* i = firstOf(a);
        const TrackBox* const endA = i + countOf(a);
        const TrackBox* j = firstOf(b);
        const TrackBox* const endB = j + countOf(b);
        const bool sameClass = a != nullptr && b != nullptr && a->classId == b->classId;
        while (i != endA || j != endB) {
            if (j == endB || (i != endA && i->frame < j->frame)) {
                changes.push_back({i->frame, id, b, nullptr});
                ++i;
            } else if (i == endA || j->frame < i->frame) {
                changes.push_back({j->frame, id, b, j});
                ++j;
            } else {
                if (!sameClass || !sameForScores(*i, *j))
                    changes.push_back({j->frame, id, b, j});
                ++i;
                ++j;
            }
        }
    };
    // Tracks that an edit did not touch are shared by both states: a comparison of pointers.
    auto old = before.tracks.begin();
    auto now = m_document->tracks.begin();
    while (old != before.tracks.end() || now != m_document->tracks.end()) {
        if (now == m_document->tracks.end() || (old != before.tracks.end() && old->first < now->first)) {
            compare(old->first, old->second.get(), nullptr);
            ++old;
        } else if (old == before.tracks.end() || now->first < old->first) {
            compare(now->first, nullptr, now->second.get());
            ++now;
        } else {
            if (old->second != now->second)
                compare(now->first, old->second.get(), now->second.get());
            ++old;
            ++now;
        }
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.frame < b.frame; });
    return changes;
}

Result<void> LiveEvaluation::apply(FrameIndex frame, const Change* first, const Change* last)
{
    if (frame >= frameCount())
        return Error{ErrorCode::InvalidArgument,
                     "frame " + std::to_string(frame + 1) + " is after the last of " + std::to_string(frameCount()) +
                         " frames",
                     m_request.name};
    if (m_live == LiveSide::Truth) {
        for (const Change* change = first; change != last; ++change)
            enter(m_truth[at(frame)], change->id, change->track, change->box);
        return m_evaluator->setTruth(frame, m_truth[at(frame)]);
    }
    for (const Change* change = first; change != last; ++change)
        enter(m_result[at(frame)], change->id, change->track, change->box);
    return m_evaluator->setResult(frame, m_result[at(frame)]);
}

Result<void> LiveEvaluation::update(Snapshot document)
{
    m_framesUpdated = 0;
    if (m_live == LiveSide::None || document == nullptr || (document == m_document && !m_stale))
        return {};
    const Snapshot before = std::exchange(m_document, std::move(document));
    // Without a length from file or video the document itself decides how many frames there are.
    if (m_stale || m_request.frames == 0)
        return rebuild();
    const std::vector<Change> changes = changesSince(*before);
    for (std::size_t i = 0; i < changes.size();) {
        std::size_t end = i;
        while (end < changes.size() && changes[end].frame == changes[i].frame)
            ++end;
        const auto applied = apply(changes[i].frame, changes.data() + i, changes.data() + end);
        if (!applied) {
            m_stale = true;
            return applied;
        }
        ++m_framesUpdated;
        i = end;
    }
    return {};
}

Result<evaluation::SequenceInput> LiveEvaluation::inputNow() const
{
    evaluation::SequenceInput input;
    input.name = m_request.name;
    TW_TRY_ASSIGN(input.truth, tableOf(m_truth));
    TW_TRY_ASSIGN(input.result, tableOf(m_result));
    return input;
}

void LiveEvaluation::addMissed(const std::vector<evaluation::TrackingError>& errors, LiveEvaluationReport& report) const
{
    for (const evaluation::TrackingError& error : errors) {
        if (error.kind != evaluation::ErrorKind::Miss || error.frame < 0 ||
            static_cast<std::size_t>(error.frame) >= m_truth.size())
            continue;
        const auto& boxes = m_truth[static_cast<std::size_t>(error.frame)];
        const auto box = std::find_if(boxes.begin(), boxes.end(),
                                      [&](const evaluation::TruthBox& truth) { return truth.id == error.truthId; });
        if (box != boxes.end())
            report.missed.emplace(std::pair(error.frame, error.truthId), box->box);
    }
}

Result<LiveEvaluationReport> LiveEvaluation::report()
{
    LiveEvaluationReport out;
    out.scores = m_evaluator->scores();
    out.errors = m_evaluator->errors();
    addMissed(out.errors.errors, out);
    if (!m_otherSide)
        return out;
    const EvaluationSide document = EvaluationSide::of(m_document, m_request.frames);
    TW_TRY_ASSIGN(const evaluation::SequenceInput other,
                  sequenceInput(m_request.name, m_truthSide.value_or(document), *m_otherSide, frameCount()));
    TW_TRY_ASSIGN(const evaluation::SequenceData data, evaluation::prepare(other, m_request.benchmark));
    out.otherScores = evaluation::scoreAll(data);
    TW_TRY_ASSIGN(const evaluation::SequenceInput input, inputNow());
    TW_TRY_ASSIGN(out.difference, evaluation::compareRuns(input, other, m_request.benchmark));
    addMissed(out.difference.onlyFirst, out);
    addMissed(out.difference.onlySecond, out);
    return out;
}

} // namespace tw::pipeline
