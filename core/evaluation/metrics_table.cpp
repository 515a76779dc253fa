#include "core/evaluation/metrics_table.h"

#include <algorithm>
#include <array>

namespace tw::evaluation {
namespace {

using S = const Scores&;
using enum MetricKind;

constexpr bool kMain = true;
constexpr bool kLower = true; // lower is better

constexpr std::array kMetrics{
    Metric{"HOTA", Percent, kMain, false, [](S s) { return mean(s.hota.hota); }, "Detection and association, balanced"},
    Metric{"DetA", Percent, kMain, false, [](S s) { return mean(s.hota.detA); }, "Detection accuracy"},
    Metric{"AssA", Percent, kMain, false, [](S s) { return mean(s.hota.assA); }, "Association accuracy"},
    Metric{"DetRe", Percent, false, false, [](S s) { return mean(s.hota.detRe); }, "Detection recall"},
    Metric{"DetPr", Percent, false, false, [](S s) { return mean(s.hota.detPr); }, "Detection precision"},
    Metric{"AssRe", Percent, false, false, [](S s) { return mean(s.hota.assRe); }, "Association recall"},
    Metric{"AssPr", Percent, false, false, [](S s) { return mean(s.hota.assPr); }, "Association precision"},
    Metric{"LocA", Percent, kMain, false, [](S s) { return mean(s.hota.locA); }, "Mean IoU of matches"},
    Metric{"OWTA", Percent, false, false, [](S s) { return mean(s.hota.owta); }, "HOTA without false positives"},
    Metric{"HOTA(0)", Percent, false, false, [](S s) { return s.hota.hota0; }, "HOTA at the lowest alpha"},
    Metric{"LocA(0)", Percent, false, false, [](S s) { return s.hota.locA0; }, "LocA at the lowest alpha"},
    Metric{"HOTALocA(0)", Percent, false, false, [](S s) { return s.hota.hotaLocA0; }, "HOTA(0) times LocA(0)"},
    Metric{"MOTA", Percent, kMain, false, [](S s) { return s.clear.mota; }, "1 - errors per ground-truth box"},
    Metric{"MOTP", Percent, kMain, false, [](S s) { return s.clear.motp; }, "Mean IoU of CLEAR's matches"},
    Metric{"MODA", Percent, false, false, [](S s) { return s.clear.moda; }, "MOTA without switches"},
    Metric{"MOTAL", Percent, false, false, [](S s) { return s.clear.motal; }, "MOTA with the logarithm of switches"},
    Metric{"sMOTA", Percent, false, false, [](S s) { return s.clear.smota; }, "MOTA weighted by IoU"},
    Metric{"Recall", Percent, false, false, [](S s) { return s.clear.recall; }, "Share of ground truth found"},
    Metric{"Precision", Percent, false, false, [](S s) { return s.clear.precision; },
           "Share of results that are right"},
    Metric{"F1", Percent, false, false, [](S s) { return s.clear.f1; }, "Harmonic mean of recall and precision"},
    Metric{"FAR", Real, false, kLower, [](S s) { return s.clear.fpPerFrame; }, "False positives per frame"},
    Metric{"IDF1", Percent, kMain, false, [](S s) { return s.identity.idf1; }, "Boxes with the right identity"},
    Metric{"IDP", Percent, kMain, false, [](S s) { return s.identity.idp; }, "Identity precision"},
    Metric{"IDR", Percent, kMain, false, [](S s) { return s.identity.idr; }, "Identity recall"},
    Metric{"IDSW", Count, kMain, kLower, [](S s) { return static_cast<double>(s.clear.switches); },
           "Identity switches"},
    Metric{"MT", Count, kMain, false, [](S s) { return static_cast<double>(s.clear.mostlyTracked); },
           "People tracked for more than 80 % of their life"},
    Metric{"PT", Count, kMain, false, [](S s) { return static_cast<double>(s.clear.partlyTracked); },
           "People tracked for 20 to 80 % of their life"},
    Metric{"ML", Count, kMain, kLower, [](S s) { return static_cast<double>(s.clear.mostlyLost); },
           "People tracked for less than 20 % of their life"},
    Metric{"MTR", Percent, false, false, [](S s) { return s.clear.mostlyTrackedShare; }, "MT as a share of people"},
    Metric{"PTR", Percent, false, false, [](S s) { return s.clear.partlyTrackedShare; }, "PT as a share of people"},
    Metric{"MLR", Percent, false, kLower, [](S s) { return s.clear.mostlyLostShare; }, "ML as a share of people"},
    Metric{"Frag", Count, kMain, kLower, [](S s) { return static_cast<double>(s.clear.fragments); },
           "Times a person is found again after a miss"},
    Metric{"TP", Count, false, false, [](S s) { return static_cast<double>(s.clear.tp); }, "Matched boxes"},
    Metric{"FP", Count, kMain, kLower, [](S s) { return static_cast<double>(s.clear.fp); }, "Results without a person"},
    Metric{"FN", Count, kMain, kLower, [](S s) { return static_cast<double>(s.clear.fn); }, "Missed boxes"},
    Metric{"IDTP", Count, false, false, [](S s) { return static_cast<double>(s.identity.tp); }, "Right identities"},
    Metric{"IDFP", Count, false, kLower, [](S s) { return static_cast<double>(s.identity.fp); },
           "Results without the right identity"},
    Metric{"IDFN", Count, false, kLower, [](S s) { return static_cast<double>(s.identity.fn); },
           "Ground truth without the right identity"},
    Metric{"Dets", Count, false, false, [](S s) { return static_cast<double>(s.count.resultBoxes); }, "Result boxes"},
    Metric{"GT_Dets", Count, false, false, [](S s) { return static_cast<double>(s.count.truthBoxes); },
           "Ground-truth boxes"},
    Metric{"IDs", Count, false, false, [](S s) { return static_cast<double>(s.count.resultIds); }, "Result identities"},
    Metric{"GT_IDs", Count, false, false, [](S s) { return static_cast<double>(s.count.truthIds); },
           "Ground-truth identities"},
    Metric{"Frames", Count, false, false, [](S s) { return static_cast<double>(s.count.frames); }, "Frames"},
};

constexpr std::array kCurves{
    AlphaCurve{"HOTA", &HotaScores::hota},   AlphaCurve{"DetA", &HotaScores::detA},
    AlphaCurve{"AssA", &HotaScores::assA},   AlphaCurve{"DetRe", &HotaScores::detRe},
    AlphaCurve{"DetPr", &HotaScores::detPr}, AlphaCurve{"AssRe", &HotaScores::assRe},
    AlphaCurve{"AssPr", &HotaScores::assPr}, AlphaCurve{"LocA", &HotaScores::locA},
    AlphaCurve{"OWTA", &HotaScores::owta},
};

} // namespace

std::span<const Metric> metrics()
{
    return kMetrics;
}

const Metric* findMetric(std::string_view name)
{
    const auto found =
        std::find_if(kMetrics.begin(), kMetrics.end(), [&](const Metric& metric) { return metric.name == name; });
    return found == kMetrics.end() ? nullptr : &*found;
}

std::span<const AlphaCurve> alphaCurves()
{
    return kCurves;
}

} // namespace tw::evaluation
