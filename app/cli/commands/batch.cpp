// trackwright-cli batch INPUT... --out DIR [how to track, as `track`] [--part-frames N]
// trackwright-cli batch --resume --out DIR [--shard I/N] [--threads N]
// trackwright-cli batch INPUT... --out DIR --slurm [--partition P] [--time T] [--tasks N] [--array-limit N] [--gpus N]
// trackwright-cli batch status DIR [--all] [--watch]
// trackwright-cli batch report DIR [--csv FILE] [--html FILE]

#include "app/cli/commands/commands.h"
#include "app/cli/console.h"
#include "app/cli/track_options.h"
#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/batch/report.h"
#include "core/batch/slurm.h"
#include "core/batch/worker.h"

#include <nlohmann/json.hpp>

#include <condition_variable>
#include <cstdlib>
#include <mutex>

namespace tw::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct Arguments {
    std::vector<std::string> inputs;
    std::string out;
    TrackOptions network;
    FrameIndex partFrames = batch::BatchOptions().partFrames;
    bool resume = false;
    std::string shard = "0/1";
    bool onlyShard = false;
    bool replaceCorrected = false;
    int threads = 0;
    int expirySeconds = 120;
    bool slurm = false;
    bool noSubmit = false;
    batch::SlurmOptions cluster;
    // status and report
    std::string folder;
    bool all = false;
    bool watch = false;
    std::string csv;
    std::string html;
};

// --- the plan ----------------------------------------------------------------------------------------------------

// The videos of an earlier call stay; the options are those of this one.
Result<batch::Plan> extendedPlan(const Arguments& arguments)
{
    batch::Plan plan;
    std::error_code error;
    plan.folder = fs::absolute(arguments.out, error).lexically_normal();
    TW_TRY_ASSIGN(const auto videos, batch::findVideos(arguments.inputs));
    const batch::ClaimFolder claims(plan.claims(), batch::workerName(), std::chrono::minutes(1));
    TW_TRY_ASSIGN(const auto writing, claims.acquire("#plan"));
    if (!writing)
        return Error{ErrorCode::Conflict, "another command is extending this batch; try again in a minute",
                     arguments.out};
    auto known = batch::readPlan(plan.folder);
    if (known) {
        plan.entries = std::move(known->entries);
        plan.fanOut = known->fanOut;
    } else if (known.error().code != ErrorCode::NotFound) {
        return std::move(known).error();
    }
    auto more = batch::entriesFor(videos, plan.entries);
    if (!known)
        plan.fanOut = more.size() > batch::kFlatEntries;
    std::move(more.begin(), more.end(), std::back_inserter(plan.entries));
    TW_TRY_ASSIGN(plan.options.request, requestOf(arguments.network));
    plan.options.device = arguments.network.device;
    plan.options.partFrames = arguments.partFrames;
    TW_TRY(plan.options.check());
    TW_TRY_ASSIGN(plan.optionsKey, batch::optionsKeyOf(plan.options));
    TW_TRY(batch::writePlan(plan));
    return plan;
}

Result<std::pair<int, int>> shardOf(const std::string& text)
{
    const auto slash = text.find('/');
    const auto shard = toInteger(text.substr(0, slash));
    const auto shards = slash == std::string::npos ? std::nullopt : toInteger(text.substr(slash + 1));
    if (!shard || !shards || *shards < 1 || *shard < 0 || *shard >= *shards)
        return Error{ErrorCode::InvalidArgument, "--shard I/N with 0 <= I < N, not '" + text + "'", {}};
    return std::pair(static_cast<int>(*shard), static_cast<int>(*shards));
}

// Slurm says how many processors a task has; not every cluster binds the process to them.
int threadsOf(const Arguments& arguments)
{
    if (arguments.threads > 0)
        return arguments.threads;
    const char* allotted = std::getenv("SLURM_CPUS_PER_TASK");
    return allotted == nullptr ? 0 : static_cast<int>(toInteger(allotted).value_or(0));
}

// --- working -----------------------------------------------------------------------------------------------------

std::string sentenceOf(const batch::WorkerEvent& event)
{
    const std::string& name = event.entry->name;
    switch (event.kind) {
    case batch::WorkerEvent::Kind::Started: return name + (event.text.empty() ? "" : ", " + event.text) + ": started";
    case batch::WorkerEvent::Kind::Measured: return name + ", " + event.text + ": done";
    case batch::WorkerEvent::Kind::Stopped: return name + ": " + event.text;
    case batch::WorkerEvent::Kind::Done:
        return name + ": " + toText(event.result->frames) + " frames, " + toText(event.result->tracks) + " tracks, " +
               toText(event.result->seconds, 1) + " s";
    default: return name + ": " + event.text;
    }
}

void show(const batch::WorkerReport& report, Console& console)
{
    if (console.json()) {
        console.printJson(Json{{"done", report.done},
                               {"failed", report.failed},
                               {"up_to_date", report.upToDate},
                               {"corrected_by_hand", report.kept},
                               {"elsewhere", report.elsewhere},
                               {"stopped", report.stopped}});
        return;
    }
    std::string text = toText(std::int64_t{report.done}) + " done, " + toText(std::int64_t{report.upToDate}) +
                       " were up to date, " + toText(std::int64_t{report.failed}) + " failed";
    if (report.kept > 0)
        text += ", " + toText(std::int64_t{report.kept}) + " left as they were corrected by hand";
    if (report.elsewhere > 0)
        text += ", " + toText(std::int64_t{report.elsewhere}) + " with other workers";
    console.print(text + "\n");
}

ExitCode workOn(const batch::Plan& plan, const Arguments& arguments, Console& console)
{
    batch::WorkerOptions options;
    const auto shard = shardOf(arguments.shard);
    if (!shard)
        return console.usage(shard.error().detail);
    std::tie(options.shard, options.shards) = *shard;
    options.help = !arguments.onlyShard;
    options.replaceCorrected = arguments.replaceCorrected;
    options.claimExpiry = std::chrono::seconds(arguments.expirySeconds);
    const auto device = model::parseDevice(plan.options.device);
    if (!device)
        return console.fail(device.error());
    options.machine.device = *device;
    options.machine.threads = threadsOf(arguments);
    model::setInferenceThreads(options.machine.threads);
    const auto report = batch::work(plan, options, console.job(), [&console](const batch::WorkerEvent& event) {
        const bool bad = event.kind == batch::WorkerEvent::Kind::Failed || event.kind == batch::WorkerEvent::Kind::Kept;
        if (bad)
            console.problem(sentenceOf(event));
        else
            console.note(sentenceOf(event));
    });
    if (!report)
        return console.fail(report.error());
    show(*report, console);
    return report->stopped ? ExitCode::Cancelled : console.done();
}

ExitCode submit(const batch::Plan& plan, const batch::SlurmOptions& cluster, bool scriptOnly, Console& console)
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const auto script = batch::writeSlurmScript(plan, cluster, program);
    if (!script)
        return console.fail(script.error());
    Json jobs = Json::array();
    std::string text = "wrote " + script->string() + "\n";
    if (!scriptOnly) {
        const auto submitted = batch::submitToSlurm(plan, cluster);
        if (!submitted)
            return console.fail(submitted.error());
        for (const batch::SlurmJob& job : *submitted) {
            jobs.push_back(job.id);
            text += "submitted job " + job.id + ", " + toText(std::int64_t{job.tasks}) + " tasks\n";
        }
        text += "`trackwright-cli batch status " + plan.folder.string() + " --watch` shows how far it is\n";
    }
    if (console.json())
        console.printJson(
            Json{{"videos", plan.entries.size()}, {"script", script->string()}, {"jobs", std::move(jobs)}});
    else
        console.print(text);
    return console.done();
}

ExitCode runBatch(const Arguments& arguments, Console& console)
{
    if (arguments.out.empty())
        return console.usage("--out DIR is needed");
    if (arguments.resume != arguments.inputs.empty())
        return console.usage("videos to track, or --resume for those the batch has already");
    const auto plan = arguments.resume ? batch::readPlan(arguments.out) : extendedPlan(arguments);
    if (!plan)
        return plan.error().code == ErrorCode::InvalidArgument ? console.usage(plan.error().message())
                                                               : console.fail(plan.error());
    if (!arguments.slurm)
        return workOn(*plan, arguments, console);
    batch::SlurmOptions cluster = arguments.cluster;
    cluster.claimSeconds = arguments.expirySeconds;
    return submit(*plan, cluster, arguments.noSubmit, console);
}

// --- looking -----------------------------------------------------------------------------------------------------

Result<batch::BatchStatus> statusOf(const batch::Plan& plan, std::string& slurm, const Arguments& arguments)
{
    TW_TRY_ASSIGN(batch::BatchStatus status, batch::statusOf(plan, std::chrono::seconds(arguments.expirySeconds)));
    const batch::SlurmState cluster = batch::slurmState(plan);
    batch::addSlurmState(status, cluster);
    slurm = batch::slurmText(cluster);
    return status;
}

ExitCode runStatus(const Arguments& arguments, Console& console)
{
    constexpr auto kPeriod = std::chrono::seconds(2);
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    const std::stop_token stop = console.job().stop;
    for (;;) {
        const auto plan = batch::readPlan(arguments.folder); // which may be extended meanwhile
        if (!plan)
            return console.fail(plan.error());
        std::string slurm;
        const auto status = statusOf(*plan, slurm, arguments);
        if (!status)
            return console.fail(status.error());
        if (console.json())
            console.print(batch::statusJson(*status));
        else
            console.print(batch::statusText(*status, arguments.all) + slurm);
        if (!arguments.watch || status->finished())
            return console.done();
        changed.wait_for(lock, stop, kPeriod, [] { return false; });
        if (stop.stop_requested())
            return ExitCode::Cancelled;
    }
}

ExitCode runReport(const Arguments& arguments, Console& console)
{
    const auto plan = batch::readPlan(arguments.folder);
    if (!plan)
        return console.fail(plan.error());
    const auto status = batch::statusOf(*plan);
    if (!status)
        return console.fail(status.error());
    const fs::path html = arguments.html.empty() ? plan->folder / "report.html" : fs::path(arguments.html);
    const fs::path csv = arguments.csv.empty() ? plan->folder / "report.csv" : fs::path(arguments.csv);
    if (const auto written = writeFileAtomically(csv, batch::reportCsv(*status)); !written)
        return console.fail(written.error());
    if (const auto written = writeFileAtomically(html, batch::reportHtml(*plan, *status)); !written)
        return console.fail(written.error());
    if (console.json()) {
        console.print(batch::statusJson(*status));
    } else {
        console.print(batch::reportText(*status));
        console.note("tables: " + csv.string() + ", " + html.string());
    }
    return console.done();
}

void declareSlurm(CLI::App& app, Arguments& arguments)
{
    app.add_flag("--slurm", arguments.slurm, "Do not work here: write an array script for Slurm and submit it");
    app.add_flag("--no-submit", arguments.noSubmit, "With --slurm: write the script only");
    app.add_option("--partition", arguments.cluster.partition, "With --slurm: partition");
    app.add_option("--account", arguments.cluster.account, "With --slurm: account");
    app.add_option("--qos", arguments.cluster.qos, "With --slurm: quality of service");
    app.add_option("--time", arguments.cluster.time,
                   "With --slurm: limit of a task, which goes on in the next one when it is reached");
    app.add_option("--mem", arguments.cluster.memory, "With --slurm: memory of a task");
    app.add_option("--cpus", arguments.cluster.cpusPerTask, "With --slurm: processors of a task")
        ->check(CLI::PositiveNumber);
    app.add_option("--gpus", arguments.cluster.gpusPerTask, "With --slurm: GPUs of a task")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--tasks", arguments.cluster.tasks, "With --slurm: tasks of the array; one a video when absent")
        ->check(CLI::PositiveNumber);
    app.add_option("--array-limit", arguments.cluster.arrayLimit, "With --slurm: so many tasks at the same time")
        ->check(CLI::PositiveNumber);
    app.add_option("--sbatch", arguments.cluster.lines, "With --slurm: another option of sbatch, \"--constraint=x\"")
        ->take_all();
}

} // namespace

Run declareBatch(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("INPUT", arguments->inputs, "Videos, folders of them, quoted globs, or list files (.txt)");
    app.add_option("--out", arguments->out, "Folder of the batch: results in sequences/NAME");
    app.add_flag("--resume", arguments->resume, "Go on with the batch in --out, as it was begun; a worker of it");
    app.add_option("--shard", arguments->shard, "I/N: of N workers this is number I, from 0 on");
    app.add_flag("--only-shard", arguments->onlyShard, "Do not help the other workers afterwards");
    app.add_option("--part-frames", arguments->partFrames,
                   "Videos twice as long are measured in parts of so many frames, by several workers; 0: never")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--threads", arguments->threads, "Processors to use; what Slurm allots, or all, when absent")
        ->check(CLI::PositiveNumber);
    app.add_option("--claim-seconds", arguments->expirySeconds, "A worker silent for so long is taken to be dead")
        ->check(CLI::Range(2, 86400));
    app.add_flag("--replace-corrected", arguments->replaceCorrected,
                 "Track outdated videos again even if a person corrected their results");
    addTrackOptions(app, arguments->network);
    declareSlurm(app, *arguments);

    CLI::App* status = app.add_subcommand("status", "What is waiting, running, done, failed");
    status->add_option("DIR", arguments->folder, "Folder of the batch")->required();
    status->add_flag("--all", arguments->all, "Also the videos that are simply done or waiting");
    status->add_flag("--watch", arguments->watch, "Again every two seconds until all is done");
    CLI::App* report = app.add_subcommand("report", "A table of all results, as text, CSV and a page with pictures");
    report->add_option("DIR", arguments->folder, "Folder of the batch")->required();
    report->add_option("--csv", arguments->csv, "DIR/report.csv when absent");
    report->add_option("--html", arguments->html, "DIR/report.html when absent; pictures are linked from there");
    app.require_subcommand(0, 1);
    return [arguments, status, report](Console& console) {
        if (status->parsed())
            return runStatus(*arguments, console);
        return report->parsed() ? runReport(*arguments, console) : runBatch(*arguments, console);
    };
}

} // namespace tw::cli
