#include "core/review/adaptation.h"

#include "core/math/iou.h"
#include "core/review/calibration.h"
#include "core/review/relink.h"

#include <algorithm>
#include <cmath>

namespace tw::review {
namespace {

constexpr double kShiftSpread = 0.7; // how far the bias of a kind is off on a video, in logits
constexpr int kSteps = 20;
constexpr std::size_t kLeastPairs = 4;
constexpr double kTrust = 20; // pairs that count as much as "all dimensions alike"
constexpr double kSameBoxIou = 0.5;
constexpr FrameIndex kReach = 40; // frames on the side of a sighting that show the same person
constexpr int kSamples = 12;

double shiftFor(EventKind kind, std::span<const Verdict> verdicts)
{
    double shift = 0;
    for (int step = 0; step < kSteps; ++step) { // Newton; the penalised likelihood is concave
        double slope = -shift / (kShiftSpread * kShiftSpread);
        double curvature = -1 / (kShiftSpread * kShiftSpread);
        for (const Verdict& verdict : verdicts) {
            const bool accepted = verdict.state == VerdictState::Accepted;
            if (verdict.kind != kind || (!accepted && verdict.state != VerdictState::Dismissed))
                continue;
            const double p = probabilityOf(verdict.logit + shift);
            slope += (accepted ? 1 : 0) - p;
            curvature -= p * (1 - p);
        }
        shift = std::clamp(shift - slope / curvature, -kMaxShift, kMaxShift);
    }
    return shift;
}

const TrackEvidence* trackUnder(const Evidence& evidence, const Sighting& sighting)
{
    const TrackEvidence* out = nullptr;
    double best = kSameBoxIou;
    for (const SeenBox& seen : evidence.at(sighting.frame))
        if (const double overlap = math::iou(seen.box, sighting.box); overlap >= best) {
            best = overlap;
            out = evidence.find(seen.id);
        }
    return out;
}

} // namespace

Adaptation adaptationFrom(std::span<const Verdict> verdicts)
{
    Adaptation out;
    for (std::size_t kind = 0; kind < out.shift.size(); ++kind)
        out.shift[kind] = shiftFor(static_cast<EventKind>(kind), verdicts);
    return out;
}

std::vector<LookPair> lookPairs(const Evidence& evidence, const Constraints& constraints)
{
    std::vector<LookPair> out;
    const auto add = [&](const std::vector<SightingPair>& pairs, bool same) {
        for (const SightingPair& pair : pairs) {
            const bool inOrder = pair.a.frame <= pair.b.frame;
            const Sighting& first = inOrder ? pair.a : pair.b;
            const Sighting& second = inOrder ? pair.b : pair.a;
            const TrackEvidence* before = trackUnder(evidence, first);
            const TrackEvidence* after = trackUnder(evidence, second);
            if (before == nullptr || after == nullptr)
                continue;
            const Appearance a = evidence.before(*before, first.frame, kReach, kSamples);
            const Appearance b = evidence.after(*after, second.frame, kReach, kSamples);
            if (a.known() && b.known() && a.mean.size() == b.mean.size())
                out.push_back({a.mean, b.mean, same});
        }
    };
    add(constraints.must, true);
    add(constraints.cannot, false);
    // Two must-links at one place (an exchange that was judged) are two people: what is apart is known as well.
    const auto& must = constraints.must;
    for (std::size_t i = 0; i + 1 < must.size(); ++i)
        if (std::abs(must[i].a.frame - must[i + 1].a.frame) <= kReach &&
            math::iou(must[i].a.box, must[i + 1].a.box) < kSameBoxIou) {
            const TrackEvidence* a = trackUnder(evidence, must[i].a);
            const TrackEvidence* b = trackUnder(evidence, must[i + 1].a);
            if (a == nullptr || b == nullptr || a == b)
                continue;
            const Appearance x = evidence.before(*a, must[i].a.frame, kReach, kSamples);
            const Appearance y = evidence.before(*b, must[i + 1].a.frame, kReach, kSamples);
            if (x.known() && y.known() && x.mean.size() == y.mean.size())
                out.push_back({x.mean, y.mean, false});
        }
    return out;
}

std::vector<float> metricFrom(std::span<const LookPair> pairs)
{
    if (pairs.empty())
        return {};
    const std::size_t length = pairs.front().a.size();
    std::vector<double> within(length, 0.0), between(length, 0.0);
    std::size_t same = 0, different = 0;
    for (const LookPair& pair : pairs) {
        if (pair.a.size() != length || pair.b.size() != length)
            return {};
        (pair.same ? same : different) += 1;
        auto& sum = pair.same ? within : between;
        for (std::size_t d = 0; d < length; ++d)
            sum[d] += (double(pair.a[d]) - double(pair.b[d])) * (double(pair.a[d]) - double(pair.b[d]));
    }
    if (same < kLeastPairs || different < kLeastPairs)
        return {};
    double usual = 0; // of the squared differences: what is added to both sides, so that small ones decide nothing
    for (std::size_t d = 0; d < length; ++d) {
        within[d] /= static_cast<double>(same);
        between[d] /= static_cast<double>(different);
        usual += (within[d] + between[d]) / (2 * static_cast<double>(length));
    }
    if (!(usual > 0))
        return {};
    std::vector<double> weights(length);
    double sum = 0;
    for (std::size_t d = 0; d < length; ++d)
        sum += weights[d] = (between[d] + usual) / (within[d] + usual);
    const double trust =
        static_cast<double>(std::min(same, different)) / (static_cast<double>(std::min(same, different)) + kTrust);
    std::vector<float> out(length);
    for (std::size_t d = 0; d < length; ++d) {
        const double weight = 1 + trust * (weights[d] * static_cast<double>(length) / sum - 1);
        out[d] = static_cast<float>(std::clamp(weight, kMinMetric, kMaxMetric));
    }
    return out;
}

} // namespace tw::review
