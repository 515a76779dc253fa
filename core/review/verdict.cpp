#include "core/review/verdict.h"

#include "core/base/number_text.h"
#include "core/math/iou.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

namespace tw::review {
namespace {

constexpr std::array<std::string_view, 4> kNames{"open", "accepted", "dismissed", "later"};
constexpr double kSamePlaceIou = 0.4;
constexpr double kClearlyStronger = 1.0; // in logits: the odds are 2.7 times higher
constexpr double kLogitShift = 1000;
constexpr double kLogitScale = 1000;

std::string textOf(const Box& box)
{
    const auto whole = [](double value) { return std::to_string(std::llround(value)); };
    return whole(box.left) + "," + whole(box.top) + "," + whole(box.width) + "," + whole(box.height);
}

std::vector<std::string_view> split(std::string_view text, char at)
{
    std::vector<std::string_view> out;
    while (true) {
        const auto end = text.find(at);
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return out;
        text.remove_prefix(end + 1);
    }
}

std::optional<Box> boxOf(std::string_view text)
{
    const auto parts = split(text, ',');
    if (parts.size() != 4)
        return std::nullopt;
    std::array<double, 4> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = toInteger(parts[i]);
        if (!value)
            return std::nullopt;
        values[i] = static_cast<double>(*value);
    }
    return Box{values[0], values[1], values[2], values[3]};
}

bool samePlace(const Box& a, const Box& b)
{
    return (a.width <= 0 && b.width <= 0) || math::iou(a, b) >= kSamePlaceIou;
}

} // namespace

std::string_view toString(VerdictState state)
{
    return kNames[static_cast<std::size_t>(state)];
}

std::optional<VerdictState> verdictState(std::string_view name)
{
    const auto it = std::find(kNames.begin(), kNames.end(), name);
    if (it == kNames.end())
        return std::nullopt;
    return static_cast<VerdictState>(it - kNames.begin());
}

Verdict verdictOn(const Event& event, VerdictState state)
{
    return {event.kind, event.frame, event.placeA, event.placeB, state, event.logit};
}

std::string keyOf(const Verdict& verdict)
{
    std::string out =
        std::string(toString(verdict.kind)) + ":" + std::to_string(verdict.frame) + ":" + textOf(verdict.placeA);
    if (verdict.placeB.width > 0)
        out += ":" + textOf(verdict.placeB);
    return out;
}

std::optional<Verdict> verdictFromKey(std::string_view key)
{
    const auto parts = split(key, ':');
    if (parts.size() != 3 && parts.size() != 4)
        return std::nullopt;
    const auto kind = eventKind(parts[0]);
    const auto frame = toInteger(parts[1]);
    const auto a = boxOf(parts[2]);
    const auto b = parts.size() == 4 ? boxOf(parts[3]) : std::optional(Box{});
    if (!kind || !frame || *frame < 0 || *frame > annotation::kLastFrame || !a || !b)
        return std::nullopt;
    Verdict out;
    out.kind = *kind;
    out.frame = static_cast<FrameIndex>(*frame);
    out.placeA = *a;
    out.placeB = *b;
    return out;
}

annotation::Edit editOf(const Verdict& verdict)
{
    return annotation::SetVerdict{keyOf(verdict), std::string(toString(verdict.state)), packedLogit(verdict.logit)};
}

annotation::Edit acceptanceOf(const Event& event, bool split)
{
    const annotation::Edit accepted = editOf(verdictOn(event, VerdictState::Accepted));
    if (!split)
        return accepted;
    Verdict halves = verdictOn(event, VerdictState::Dismissed);
    halves.kind = EventKind::Fragment;
    halves.placeB = halves.placeA; // both stand at the cut
    return annotation::Compound{{}, {accepted, editOf(halves)}};
}

std::vector<Verdict> verdictsOf(const annotation::DocumentState& state)
{
    std::vector<std::pair<std::int64_t, Verdict>> found;
    for (const auto& [key, mark] : state.verdicts) {
        auto verdict = verdictFromKey(key);
        const auto given = verdictState(mark.state);
        if (!verdict || !given)
            continue;
        verdict->state = *given;
        verdict->logit = unpackedLogit(mark.evidence);
        found.emplace_back(mark.order, *verdict);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Verdict> out;
    for (auto& [order, verdict] : found)
        out.push_back(verdict);
    return out;
}

bool sameFinding(const Verdict& a, const Verdict& b, FrameIndex frames)
{
    if (a.kind != b.kind || std::abs(a.frame - b.frame) > frames)
        return false;
    return (samePlace(a.placeA, b.placeA) && samePlace(a.placeB, b.placeB)) ||
           (b.placeB.width > 0 && samePlace(a.placeA, b.placeB) && samePlace(a.placeB, b.placeA));
}

bool holds(const Verdict& verdict, const Event& event)
{
    return event.logit <= verdict.logit + kClearlyStronger;
}

std::uint64_t packedLogit(double logit)
{
    const double cut = std::clamp(logit, -kLogitShift, kLogitShift);
    return static_cast<std::uint64_t>(std::llround((cut + kLogitShift) * kLogitScale));
}

double unpackedLogit(std::uint64_t packed)
{
    return static_cast<double>(packed) / kLogitScale - kLogitShift;
}

} // namespace tw::review
