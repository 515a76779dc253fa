#include "tests/core/storage/scripted_run.h"

#include "tests/core/annotation/random_edits.h"

#include <algorithm>

namespace tw::test {

using namespace tw::annotation;

namespace {

bool sameTrack(const TrackPtr& a, const TrackPtr& b)
{
    return a == b || (a && b && *a == *b);
}

} // namespace

ScriptedRun::ScriptedRun(History& history, const Document& document, std::uint64_t seed, bool labels)
    : m_history(history), m_document(document), m_seed(seed), m_labels(labels)
{
    m_history.setMergeWindow(std::chrono::milliseconds(-1)); // nothing may depend on the clock
}

void ScriptedRun::step(int index)
{
    RandomEdits::Options options;
    options.labels = m_labels;
    RandomEdits random(m_seed + static_cast<std::uint64_t>(index) * 7919, options);
    const DocumentState& state = m_document.state();
    const int what = random.below(100);
    if (what < 12) {
        for (int n = random.below(4); n > 0; --n)
            (void)m_history.undo();
    } else if (what < 20) {
        for (int n = random.below(4); n > 0; --n)
            (void)m_history.redo();
    } else if (what < 40) {
        const RunId run{1 + index / 40};
        const FrameIndex first = (index * 3) % 60;
        const ImportRun batch = random.batch(state, run, {first, first + 3}, random.chance(30));
        const auto open = m_history.resumeGrowing(run);
        if (open) {
            (void)m_history.grow(*open, batch);
            m_history.endGrowing(*open);
        } else if (open.error().code == ErrorCode::NotFound) {
            if (const auto begun = m_history.beginGrowing(batch))
                m_history.endGrowing(*begun);
        }
    } else {
        (void)m_history.run(random.next(state));
    }
}

std::vector<FramePeaks> ScriptedRun::peaksOf(int index)
{
    RandomEdits random(static_cast<std::uint64_t>(index) + 5);
    FramePeaks out;
    out.frame = index;
    out.embeddingSize = 8;
    for (int n = random.below(5); n > 0; --n) {
        out.peaks.push_back({static_cast<float>(random.below(1000)), 1, 2, 3, 0.5F, ClassId{1}});
        for (int i = 0; i < out.embeddingSize; ++i)
            out.embeddings.push_back(halfFromFloat(static_cast<float>(random.below(100)) / 100.0F));
    }
    if (index % 3 != 0 && !out.peaks.empty()) {
        out.colourVersion = 1 + index % 2;
        out.colours.resize(out.peaks.size() * FramePeaks::kColourBytes);
        for (std::uint8_t& byte : out.colours)
            byte = static_cast<std::uint8_t>(random.below(4) == 0 ? random.below(256) : 0);
    }
    if (index % 4 != 0)
        for (std::size_t i = 0; i < out.peaks.size(); ++i)
            out.moving.push_back(static_cast<std::uint16_t>(random.below(65536)));
    if (index % 3 != 1) {
        out.reidWeights = 1 + static_cast<std::uint32_t>(random.below(1U << 31));
        if (index % 2 == 0 && !out.peaks.empty()) // of some of the peaks
            out.reid.resize(out.peaks.size() * FramePeaks::kReidNumbers);
        for (std::size_t i = 0; i < out.reid.size(); i += FramePeaks::kReidNumbers)
            for (std::size_t j = 0; j < FramePeaks::kReidNumbers && (i / FramePeaks::kReidNumbers) % 3 != 0; ++j)
                out.reid[i + j] = static_cast<std::int8_t>(random.below(255));
    }
    out.motionKnown = index % 5 != 0;
    if (out.motionKnown)
        for (float& value : out.sourceFromPrevious)
            value = static_cast<float>(random.below(1000)) / 7.0F;
    return {out};
}

bool sameSteps(const std::vector<ChangeSet>& a, const std::vector<ChangeSet>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ChangeSet& x, const ChangeSet& y) {
        const bool sameVerified =
            x.verified.has_value() == y.verified.has_value() &&
            (!x.verified || (x.verified->before == y.verified->before && x.verified->after == y.verified->after));
        const bool sameVocabulary = x.vocabulary.has_value() == y.vocabulary.has_value() &&
                                    (!x.vocabulary || (x.vocabulary->before == y.vocabulary->before &&
                                                       x.vocabulary->after == y.vocabulary->after));
        return x.label == y.label && x.edit == y.edit && x.run == y.run && x.nextIdBefore == y.nextIdBefore &&
               x.nextIdAfter == y.nextIdAfter && sameVerified && x.verdicts == y.verdicts && x.notes == y.notes &&
               sameVocabulary &&
               std::equal(x.tracks.begin(), x.tracks.end(), y.tracks.begin(), y.tracks.end(),
                          [](const TrackDelta& p, const TrackDelta& q) {
                              return p.id == q.id && sameTrack(p.before, q.before) && sameTrack(p.after, q.after);
                          });
    });
}

bool samePeaks(const FramePeaks& a, const FramePeaks& b)
{
    const auto same = [](const Peak& p, const Peak& q) {
        return p.left == q.left && p.top == q.top && p.width == q.width && p.height == q.height && p.score == q.score &&
               p.classId == q.classId;
    };
    return a.frame == b.frame && a.embeddingSize == b.embeddingSize && a.embeddings == b.embeddings &&
           a.colourVersion == b.colourVersion && a.colours == b.colours && a.moving == b.moving &&
           a.reidWeights == b.reidWeights && a.reid == b.reid && a.motionKnown == b.motionKnown &&
           a.sourceFromPrevious == b.sourceFromPrevious &&
           std::equal(a.peaks.begin(), a.peaks.end(), b.peaks.begin(), b.peaks.end(), same);
}

} // namespace tw::test
