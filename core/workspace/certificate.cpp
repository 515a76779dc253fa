#include "core/workspace/certificate.h"

#include "core/base/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tw::workspace {
namespace {

using Json = nlohmann::ordered_json;

std::size_t countVerified(const annotation::DocumentState& state)
{
    std::size_t out = 0;
    for (const auto& [id, track] : state.tracks)
        for (const annotation::TrackBox& box : track->boxes)
            out += box.verified || std::any_of(state.verifiedFrames.begin(), state.verifiedFrames.end(),
                                               [&](const FrameRange& range) { return range.contains(box.frame); })
                       ? 1
                       : 0;
    return out;
}

// "swap" of a journal line; what cannot be read counts as "other".
std::string kindOf(const std::string& line)
{
    const Json json = Json::parse(line, nullptr, false);
    if (json.is_object())
        if (const auto it = json.find("edit"); it != json.end() && it->is_string())
            return it->get<std::string>();
    return "other";
}

// How many errors of the evaluation one finding stands for.
using Weight = int (*)(review::EventKind);

int switchesIn(review::EventKind kind)
{
    return kind == review::EventKind::Swap ? 2 : review::isIdentityError(kind) ? 1 : 0;
}

int fragmentsIn(review::EventKind kind)
{
    return kind == review::EventKind::Missed || kind == review::EventKind::Fragment ? 1 : 0;
}

ErrorCount countOf(const review::ReviewQueue& queue, Weight weight)
{
    ErrorCount out;
    std::map<int, std::vector<double>> probabilities; // by weight
    for (const review::Event& event : queue.open())
        if (const int each = weight(event.kind); each > 0) {
            probabilities[each].push_back(event.probability);
            out.expected += each * event.probability;
        }
    for (const auto& [each, of] : probabilities) {
        const CountInterval interval = countInterval(of);
        out.low += each * interval.low;
        out.high += each * interval.high;
    }
    for (const review::Verdict& verdict : queue.verdicts())
        if (verdict.state == review::VerdictState::Accepted)
            out.corrected += weight(verdict.kind);
    return out;
}

} // namespace

ErrorCount switchesOf(const review::ReviewQueue& queue)
{
    return countOf(queue, switchesIn);
}

ErrorCount fragmentsOf(const review::ReviewQueue& queue)
{
    return countOf(queue, fragmentsIn);
}

CountInterval countInterval(const std::vector<double>& probabilities, double coverage)
{
    std::vector<double> count{1.0}; // count[k]: probability that k come true
    for (const double p : probabilities) {
        count.push_back(0);
        for (std::size_t k = count.size() - 1; k > 0; --k)
            count[k] = count[k] * (1 - p) + count[k - 1] * p;
        count[0] *= 1 - p;
    }
    const double tail = (1 - coverage) / 2;
    CountInterval out{0, static_cast<int>(count.size()) - 1};
    for (double sum = count[0]; sum < tail && out.low < out.high;)
        sum += count[static_cast<std::size_t>(++out.low)];
    for (double sum = count.back(); sum < tail && out.high > out.low;)
        sum += count[static_cast<std::size_t>(--out.high)];
    return out;
}

Certificate certificateOf(const Workspace& workspace, const review::ReviewQueue& queue, bool upToDate)
{
    Certificate out;
    const annotation::DocumentState& state = *workspace.snapshot();
    out.sequence = workspace.sequenceInfo().name;
    out.frames = workspace.video().frameCount;
    out.tracks = state.tracks.size();
    for (const auto& [id, track] : state.tracks)
        out.boxes += track->boxes.size();
    std::vector<double> probabilities;
    for (const review::Event& event : queue.open())
        if (review::isIdentityError(event.kind))
            probabilities.push_back(event.probability);
    const CountInterval interval = countInterval(probabilities);
    out.expectedErrors = queue.expectedErrors();
    out.errorsLow = interval.low;
    out.errorsHigh = interval.high;
    out.switches = switchesOf(queue);
    out.fragments = fragmentsOf(queue);
    out.open = static_cast<int>(queue.open().size());
    out.accepted = queue.count(review::VerdictState::Accepted);
    out.dismissed = queue.count(review::VerdictState::Dismissed);
    out.upToDate = upToDate;
    out.verifiedFrames = state.verifiedFrames;
    out.verifiedBoxes = countVerified(state);
    out.model = workspace.runStatus().model;
    const auto& steps = workspace.history().steps();
    for (std::size_t i = 0; i < workspace.history().position(); ++i)
        if (steps[i].run == RunId::kInvalid) // the tracker's own step is no edit of a person
            ++out.edits[kindOf(steps[i].edit)];
    return out;
}

static Json jsonOf(const ErrorCount& count)
{
    return {{"corrected", count.corrected}, {"expected", count.expected}, {"interval_95", {count.low, count.high}}};
}

std::string toJson(const Certificate& certificate)
{
    Json ranges = Json::array();
    FrameIndex verified = 0;
    for (const FrameRange& range : certificate.verifiedFrames) {
        ranges.push_back({range.first + 1, range.last + 1});
        verified += range.length();
    }
    int edits = 0;
    for (const auto& [kind, count] : certificate.edits)
        edits += count;
    const Json json = {
        {"certificate", 1},
        {"program", "Trackwright"},
        {"sequence", certificate.sequence},
        {"frames", certificate.frames},
        {"tracks", certificate.tracks},
        {"boxes", certificate.boxes},
        {"identity_errors",
         {{"expected", certificate.expectedErrors},
          {"interval_95", {certificate.errorsLow, certificate.errorsHigh}},
          {"basis", "open findings of the review; errors that no detector suspects are not counted"},
          {"up_to_date", certificate.upToDate}}},
        {"identity_switches", jsonOf(certificate.switches)},
        {"fragments", jsonOf(certificate.fragments)},
        {"review",
         {{"open", certificate.open}, {"accepted", certificate.accepted}, {"dismissed", certificate.dismissed}}},
        {"verified", {{"frames", verified}, {"ranges", ranges}, {"boxes", certificate.verifiedBoxes}}},
        {"model", certificate.model},
        {"edits", {{"total", edits}, {"by_kind", certificate.edits}}}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<std::filesystem::path> writeCertificate(const Certificate& certificate, const std::filesystem::path& exported)
{
    std::error_code error;
    std::filesystem::path path = exported;
    if (std::filesystem::is_directory(exported, error))
        path = std::filesystem::is_directory(exported / "gt", error) ? exported / "gt" / "certificate.json"
                                                                     : exported / "certificate.json";
    else
        path += ".certificate.json";
    TW_TRY(writeFileAtomically(path, toJson(certificate)));
    return path;
}

} // namespace tw::workspace
