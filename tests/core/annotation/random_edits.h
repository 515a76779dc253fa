#pragma once
// Edits of every kind, drawn at random around what a document holds: most can be carried out, some must be refused.
// The same seed and the same documents give the same edits. Used by property tests here and by the kill test of
// storage.

#include "core/annotation/document.h"
#include "core/annotation/edits.h"

#include <cstdint>
#include <random>

namespace tw::test {

class RandomEdits
{
public:
    struct Options {
        FrameIndex frames = 60; // small: edits meet each other
        int maxTracks = 14;
        bool refusable = true; // also locked tracks, wrong frames, broken boxes
        bool labels = true;    // also what project files hold since format 6
    };
    explicit RandomEdits(std::uint64_t seed) : RandomEdits(seed, Options{}) {}
    RandomEdits(std::uint64_t seed, Options options) : m_random(seed), m_options(options) {}

    annotation::Edit next(const annotation::DocumentState& state);
    // What a tracker sends: boxes of a few identities in `frames`, some of which are there already.
    annotation::ImportRun batch(const annotation::DocumentState& state, RunId run, FrameRange frames, bool replace);

    int below(int n) { return static_cast<int>(m_random() % static_cast<std::uint64_t>(n)); }
    bool chance(int percent) { return below(100) < percent; }

private:
    annotation::Edit draw(const annotation::DocumentState& state, int kind, int depth);
    TrackId track(const annotation::DocumentState& state);
    std::vector<TrackId> tracks(const annotation::DocumentState& state);
    FrameIndex frame();
    FrameRange range();
    FrameRange rangeOf(const annotation::DocumentState& state, TrackId id);
    Box box();
    int kind();
    annotation::AttributeKind attributeKind();
    annotation::SetAbsent absence(const annotation::DocumentState& state, TrackId id);
    annotation::SetAttribute setAttribute(const annotation::DocumentState& state);
    annotation::Track newTrack(TrackId id, annotation::BoxOrigin origin, FrameRange frames);

    std::mt19937_64 m_random; // the same numbers in every standard library; its distributions are not
    Options m_options;
};

} // namespace tw::test
