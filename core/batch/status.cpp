#include "core/batch/status.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace tw::batch {
namespace {

using Json = nlohmann::json;

struct Working {
    std::string text;
    double share = 0; // 0..1 of the claims' work
    bool alive = false;
};

// "node7:4711 at 120 of 340"
Working workingOf(const ClaimFolder::Seen& claim)
{
    Working out;
    out.alive = !claim.expired;
    out.text = claim.note.worker;
    const Json note = Json::parse(claim.note.text, nullptr, false);
    if (note.is_object() && note.value("total", 0) > 0) {
        const auto done = note.value("done", std::int64_t{0});
        const auto total = note.value("total", std::int64_t{0});
        out.text += " at frame " + std::to_string(done) + " of " + std::to_string(total);
        out.share = static_cast<double>(done) / static_cast<double>(total);
    }
    if (claim.expired)
        out.text +=
            "; not heard of for " + std::to_string(std::llround(claim.ageSeconds)) + " s, another worker may take it";
    return out;
}

// By video; the parts of one come together.
std::unordered_map<std::string, Working> workingOn(const std::vector<ClaimFolder::Seen>& claims)
{
    std::unordered_map<std::string, Working> out;
    for (const ClaimFolder::Seen& claim : claims) {
        const auto mark = claim.name.find('#');
        Working one = workingOf(claim);
        if (mark != std::string::npos)
            one.text = "part " + std::to_string(std::stoi("0" + claim.name.substr(mark + 1)) + 1) + ": " + one.text;
        Working& all = out[claim.name.substr(0, mark)];
        all.text += (all.text.empty() ? "" : "; ") + one.text;
        all.alive |= one.alive;
        all.share = std::max(all.share, one.share);
    }
    return out;
}

EntryStatus statusOf(const Plan& plan, const Entry& entry, const Records& records,
                     const std::unordered_map<std::string, Working>& working)
{
    EntryStatus status;
    status.entry = &entry;
    const auto record = records.find(entry.name);
    if (record != records.end())
        status.result = record->second.result;
    if (const auto it = working.find(entry.name); it != working.end()) {
        status.state = it->second.alive ? EntryState::Running : EntryState::Waiting;
        status.text = it->second.text;
        return status;
    }
    if (record == records.end())
        return status;
    const Record& known = record->second;
    switch (known.last.kind) {
    case Event::Kind::Done:
        status.state = known.result->optionsKey == plan.optionsKey ? EntryState::Done : EntryState::Outdated;
        if (status.state == EntryState::Outdated)
            status.text = "was made with other options or another model";
        break;
    case Event::Kind::Failed:
        status.state = EntryState::Failed;
        status.text = known.last.text;
        break;
    case Event::Kind::Started: status.text = "its worker ended without a word; it goes on from there"; break;
    case Event::Kind::Stopped: status.text = known.last.text.empty() ? "was stopped; it goes on from there" : ""; break;
    case Event::Kind::PartDone: break;
    }
    if (status.state == EntryState::Waiting && known.partsDone > 0)
        status.text = std::to_string(known.partsDone) + " parts are done";
    return status;
}

void count(BatchStatus& out, EntryState state)
{
    switch (state) {
    case EntryState::Waiting: ++out.waiting; break;
    case EntryState::Running: ++out.running; break;
    case EntryState::Done: ++out.done; break;
    case EntryState::Outdated: ++out.outdated; break;
    case EntryState::Failed: ++out.failed; break;
    }
}

// Videos that wait take as long as those that are done took on average.
void estimate(BatchStatus& out, const std::unordered_map<std::string, Working>& working)
{
    double frames = 0;
    double seconds = 0;
    int measured = 0;
    for (const EntryStatus& each : out.entries)
        if (each.result && each.state == EntryState::Done) {
            frames += static_cast<double>(each.result->frames);
            seconds += each.result->seconds;
            ++measured;
        }
    if (measured == 0 || seconds <= 0)
        return;
    out.framesPerSecond = frames / seconds;
    double left = out.waiting + out.outdated;
    for (const auto& [name, one] : working)
        left += one.alive ? 1 - one.share : 0;
    if (left == 0)
        out.secondsLeft = 0;
    else if (out.workers > 0)
        out.secondsLeft = left * seconds / measured / out.workers;
}

} // namespace

std::string_view toString(EntryState state)
{
    constexpr std::array<std::string_view, 5> kNames = {"waiting", "running", "done", "outdated", "failed"};
    return kNames[static_cast<std::size_t>(state)];
}

Result<BatchStatus> statusOf(const Plan& plan, std::chrono::milliseconds expiry)
{
    BatchStatus out;
    TW_TRY_ASSIGN(const Records records, readLogs(plan.logs(), &out.unreadableLines));
    TW_TRY_ASSIGN(const auto claims, ClaimFolder(plan.claims(), {}, expiry).list());
    const auto working = workingOn(claims);
    std::set<std::string> alive;
    for (const ClaimFolder::Seen& claim : claims)
        if (!claim.expired)
            alive.insert(claim.note.worker);
    out.workers = static_cast<int>(alive.size());
    out.entries.reserve(plan.entries.size());
    for (const Entry& entry : plan.entries) {
        out.entries.push_back(statusOf(plan, entry, records, working));
        count(out, out.entries.back().state);
    }
    estimate(out, working);
    return out;
}

} // namespace tw::batch
