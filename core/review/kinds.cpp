#include "core/review/kinds.h"

#include "core/base/contract.h"

#include <array>

namespace tw::review {

// Each in its file in detectors/.
TrackDetector findJumps, findFalseTracks, findMissed, findBorder, findDrift, findLowConfidence, findMerges, findMixed;
ContactDetector findSwaps, findDuplicates;

namespace {

// Keystroke-level model: one key after a look (0.28 + 1.35), longer where rows of the strip must be compared.
constexpr double kGlance = 1.7;
constexpr double kCompare = 2.2;
constexpr double kInspect = 2.6;
constexpr double kFollow = 4.0;
// Without a finding: playing the place, naming both tracks, correcting (the correction benchmark's costs by hand).
constexpr double kExchangeByHand = 14, kJoinByHand = 10, kCutByHand = 10, kRemoveByHand = 6, kAddByHand = 12;

constexpr std::array<std::string_view, 8> kSwap{"appearance",    "motion", "few_similarities", "path", "passing",
                                                "no_similarity", "runs",   "unequal"};
constexpr std::array<std::string_view, 10> kFragment{"likeness", "margin", "distance",   "gap_seconds", "not_embedded",
                                                     "covered",  "woven",  "not_chosen", "runs",        "rivals"};
constexpr std::array<std::string_view, 2> kJump{"leap", "unlike"};
constexpr std::array<std::string_view, 5> kDuplicate{"overlap", "frames", "share", "likeness", "one_peak"};
constexpr std::array<std::string_view, 7> kFalseTrack{"score",   "life",    "travelled", "unlike",
                                                      "cut_off", "covered", "gaps"};
constexpr std::array<std::string_view, 4> kMissed{"support", "score", "seconds", "step"};
constexpr std::array<std::string_view, 1> kBorder{"score"};
constexpr std::array<std::string_view, 2> kDrift{"likeness", "frames"};
constexpr std::array<std::string_view, 1> kLowConfidence{"seconds"};
constexpr std::array<std::string_view, 2> kMerge{"density", "frames"};
constexpr std::array<std::string_view, 6> kMixed{"runs", "unlike", "split", "leap", "gap_seconds", "not_embedded"};

const std::array<KindInfo, kEventKinds>& table()
{
    using enum EventKind;
    // clang-format off
    static const std::array<KindInfo, kEventKinds> kTable{{
        {Swap, "swap", Remedy::Exchange, true, kCompare, kExchangeByHand, StripLayout::Crossing,
         EventGroup::ExchangedPeople, PictureLayout::Exchange, kSwap,
         {{2.0, 1.2, -0.6, 1.5, 0.5, 0.0, 2.0, -1.0}, -2.2}, nullptr, findSwaps},
        {Fragment, "fragment", Remedy::Join, true, kCompare, kJoinByHand, StripLayout::Ends,
         EventGroup::OnePersonTwoTracks, PictureLayout::Pieces, kFragment,
         {{2.5, 1.0, -1.6, -0.15, -0.5, -0.5, 0.5, -1.0, 2.0, -0.5}, 0.8}, nullptr, nullptr},
        {Reentry, "reentry", Remedy::Join, true, kCompare, kJoinByHand, StripLayout::Ends,
         EventGroup::OnePersonTwoTracks, PictureLayout::Pieces, kFragment,
         {{2.5, 1.0, -1.6, -0.15, -0.5, -0.5, 0.5, -1.0, 2.0, -1.0}, 0.8}, nullptr, nullptr},
        {Jump, "jump", Remedy::Cut, false, kGlance, kCutByHand, StripLayout::Around,
         EventGroup::ExchangedPeople, PictureLayout::Cut, kJump,
         {{2.5, 1.5}, -2.0}, findJumps, nullptr},
        {Duplicate, "duplicate", Remedy::Remove, false, kGlance, kRemoveByHand, StripLayout::Stretch,
         EventGroup::NotAPerson, PictureLayout::Both, kDuplicate,
         {{6.0, 0.08, 1.0, 6.0, 2.0}, -1.5}, nullptr, findDuplicates},
        {FalseTrack, "false_track", Remedy::Remove, false, kGlance, kRemoveByHand, StripLayout::Stretch,
         EventGroup::NotAPerson, PictureLayout::Single, kFalseTrack,
         {{-9.0, -1.4, -0.8, 3.0, -0.5, 1.0, 0.5}, 2.5}, findFalseTracks, nullptr},
        {Missed, "missed", Remedy::Add, false, kInspect, kAddByHand, StripLayout::Around,
         EventGroup::MissedStretch, PictureLayout::Gap, kMissed,
         {{3.5, 2.0, -0.5, -1.0}, -1.0}, findMissed, nullptr},
        {Border, "border", Remedy::Extend, false, kFollow, kAddByHand, StripLayout::Around,
         EventGroup::MissedStretch, PictureLayout::Single, kBorder,
         {{1.5}, -1.2}, findBorder, nullptr},
        {Drift, "drift", Remedy::Add, false, kInspect, kAddByHand, StripLayout::Stretch,
         EventGroup::InaccurateBox, PictureLayout::Single, kDrift,
         {{5.0, 0.1}, -2.5}, findDrift, nullptr},
        {LowConfidence, "low_confidence", Remedy::Remove, false, kGlance, kRemoveByHand, StripLayout::Stretch,
         EventGroup::NotAPerson, PictureLayout::Single, kLowConfidence,
         {{0.5}, -1.5}, findLowConfidence, nullptr},
        {Merge, "merge", Remedy::Add, false, kInspect, kAddByHand, StripLayout::Stretch,
         EventGroup::InaccurateBox, PictureLayout::Single, kMerge,
         {{2.0, 0.05}, -2.0}, findMerges, nullptr},
        {Mixed, "mixed", Remedy::Cut, false, kCompare, kCutByHand, StripLayout::Around,
         EventGroup::ExchangedPeople, PictureLayout::Cut, kMixed,
         {{2.0, 2.0, 2.0, 0.6, 0.3, -0.3}, -2.5}, findMixed, nullptr},
    }};
    // clang-format on
    return kTable;
}

} // namespace

const KindInfo& infoOf(EventKind kind)
{
    const KindInfo& info = table()[static_cast<std::size_t>(kind)];
    TW_ENSURES(info.kind == kind && info.prior.weights.size() == info.features.size());
    return info;
}

std::span<const KindInfo> allKinds()
{
    return table();
}

} // namespace tw::review
