#include "core/batch/slurm.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/batch/command.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace tw::batch {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kDefaultTasks = 200;
constexpr int kSlurmArrayMax = 1001; // Slurm's own default of MaxArraySize

int tasksOf(const Plan& plan, const SlurmOptions& options)
{
    const int videos = static_cast<int>(plan.entries.size());
    return std::max(1, options.tasks > 0 ? options.tasks : std::min(videos, kDefaultTasks));
}

std::string quoted(const std::string& text)
{
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string arrayOf(int tasks, int limit)
{
    return "0-" + std::to_string(tasks - 1) + (limit > 0 ? "%" + std::to_string(limit) : "");
}

fs::path scriptPath(const Plan& plan)
{
    return plan.folder / "slurm" / "batch.sbatch";
}

fs::path jobsPath(const Plan& plan)
{
    return plan.folder / "slurm" / "jobs.jsonl";
}

// The waiting and the signals: a worker that is stopped keeps what it has, and what it left is taken up again.
constexpr const char* kScriptEnd = R"(worker=$!
# Preempted, requeued or cancelled: the worker keeps what it has so far.
trap 'kill -TERM "$worker"' TERM
# Two minutes before the time limit: the same, and the task queues again.
again=0
trap 'again=1; kill -TERM "$worker"' USR1
while kill -0 "$worker" 2>/dev/null; do wait "$worker"; done
wait "$worker"
code=$?
if [ "$again" = 1 ] && [ "$code" = 3 ]; then
    scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
fi
# 4: done, some videos failed or need a look; `trackwright-cli batch status` says which
[ "$code" = 4 ] && code=0
exit "$code"
)";

std::vector<SlurmJob> notedJobs(const Plan& plan)
{
    std::vector<SlurmJob> jobs;
    const auto text = readFile(jobsPath(plan));
    std::istringstream lines(text ? *text : std::string());
    for (std::string line; std::getline(lines, line);) {
        const Json json = Json::parse(line, nullptr, false);
        if (json.is_object())
            jobs.push_back({json.value("job", std::string()), json.value("first_shard", 0), json.value("tasks", 0),
                            json.value("shards", 0)});
    }
    return jobs;
}

Result<void> noteJobs(const Plan& plan, const std::vector<SlurmJob>& jobs)
{
    std::string lines;
    for (const SlurmJob& job : jobs)
        lines += Json{{"job", job.id}, {"first_shard", job.firstShard}, {"tasks", job.tasks}, {"shards", job.shards}}
                     .dump() +
                 "\n";
    return writeFileAtomically(jobsPath(plan), lines);
}

// Indices of an array are below it.
int maxArraySize()
{
    const auto said = runCommand({"scontrol", "show", "config"});
    if (!said || said->code != 0)
        return kSlurmArrayMax;
    const auto at = said->out.find("MaxArraySize");
    const auto equals = said->out.find('=', at);
    if (at == std::string::npos || equals == std::string::npos)
        return kSlurmArrayMax;
    const auto end = said->out.find('\n', equals);
    const auto size = toInteger(std::string_view(said->out).substr(equals + 1, end - equals - 1));
    return size && *size > 0 ? static_cast<int>(*size) : kSlurmArrayMax;
}

std::vector<std::string> fieldsOf(const std::string& line)
{
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == '|')
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

const SlurmJob* jobOf(const std::vector<SlurmJob>& jobs, const std::string& id)
{
    const auto it = std::find_if(jobs.begin(), jobs.end(), [&id](const SlurmJob& job) { return job.id == id; });
    return it == jobs.end() ? nullptr : &*it;
}

// "12_3" of a task
void addEnded(SlurmState& out, const std::vector<SlurmJob>& jobs, const std::string& text)
{
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto fields = fieldsOf(line);
        const auto under = fields.front().find('_');
        if (fields.size() < 2 || under == std::string::npos)
            continue;
        const SlurmJob* job = jobOf(jobs, fields.front().substr(0, under));
        const auto task = toInteger(fields.front().substr(under + 1));
        if (job != nullptr && task)
            out.byShard.insert({job->firstShard + static_cast<int>(*task),
                                {fields[1].substr(0, fields[1].find(' ')), {}}}); // "CANCELLED by 0"
    }
}

void addQueued(SlurmState& out, const std::vector<SlurmJob>& jobs, const std::string& text)
{
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto fields = fieldsOf(line);
        if (fields.size() < 4)
            continue;
        const SlurmJob* job = jobOf(jobs, fields[0]);
        const auto task = toInteger(fields[1]);
        if (job != nullptr && task)
            out.byShard.insert({job->firstShard + static_cast<int>(*task),
                                {fields[2], fields[3] == "None" ? std::string() : fields[3]}});
    }
}

} // namespace

Result<void> SlurmOptions::check() const
{
    if (tasks < 0 || arrayLimit < 0 || cpusPerTask < 1 || gpusPerTask < 0)
        return Error{ErrorCode::InvalidArgument, "numbers of tasks, processors and GPUs are not negative", {}};
    for (const std::string* text : {&partition, &account, &qos, &time, &memory})
        if (text->find_first_of(" \n\t") != std::string::npos)
            return Error{ErrorCode::InvalidArgument, "an option of sbatch is one word", *text};
    for (const std::string& line : lines)
        if (!line.starts_with("--") || line.find('\n') != std::string::npos)
            return Error{ErrorCode::InvalidArgument, "an option of sbatch begins with --", line};
    return {};
}

std::string slurmScript(const Plan& plan, const SlurmOptions& options, const fs::path& program)
{
    const int shards = tasksOf(plan, options);
    std::string text = "#!/bin/bash\n"
                       "# The videos of a batch on Slurm. May be edited and submitted again (sbatch " +
                       scriptPath(plan).string() +
                       "):\n# workers take what is not done yet, and two of them never take the same video.\n";
    const auto line = [&text](const std::string& option) { text += "#SBATCH " + option + "\n"; };
    line("--job-name=trackwright");
    line("--array=" + arrayOf(shards, options.arrayLimit));
    line("--cpus-per-task=" + std::to_string(options.cpusPerTask));
    if (options.gpusPerTask > 0)
        line("--gres=gpu:" + std::to_string(options.gpusPerTask));
    const std::pair<const char*, const std::string*> named[] = {{"--partition=", &options.partition},
                                                                {"--account=", &options.account},
                                                                {"--qos=", &options.qos},
                                                                {"--time=", &options.time},
                                                                {"--mem=", &options.memory}};
    for (const auto& [name, value] : named)
        if (!value->empty())
            line(name + *value);
    for (const std::string& further : options.lines)
        line(further);
    line("--output=\"" + (plan.folder / "slurm").string() + "/%A_%a.log\"");
    line("--open-mode=append");
    line("--requeue");
    line("--signal=B:USR1@120");
    text += "\n# Task i is worker i of all; with several arrays the later ones count on from here.\n"
            "shard=$((SLURM_ARRAY_TASK_ID + ${TRACKWRIGHT_FIRST_SHARD:-0}))\n" +
            quoted(program.string()) + " batch --resume --quiet --out " + quoted(plan.folder.string()) +
            " --claim-seconds " + std::to_string(options.claimSeconds) + " --shard \"$shard/" + std::to_string(shards) +
            "\" &\n";
    return text + kScriptEnd;
}

Result<fs::path> writeSlurmScript(const Plan& plan, const SlurmOptions& options, const fs::path& program)
{
    TW_TRY(options.check());
    std::error_code error;
    const fs::path path = scriptPath(plan);
    fs::create_directories(path.parent_path(), error); // writing says what is wrong
    TW_TRY(writeFileAtomically(path, slurmScript(plan, options, program)));
    return path;
}

Result<std::vector<SlurmJob>> submitToSlurm(const Plan& plan, const SlurmOptions& options)
{
    const int shards = tasksOf(plan, options);
    const int chunk = maxArraySize();
    std::vector<SlurmJob> jobs;
    for (int first = 0; first < shards; first += chunk) {
        const int tasks = std::min(chunk, shards - first);
        TW_TRY_ASSIGN(
            const CommandOutput said,
            runCommand({"sbatch", "--parsable", "--array=" + arrayOf(tasks, options.arrayLimit),
                        "--export=ALL,TRACKWRIGHT_FIRST_SHARD=" + std::to_string(first), scriptPath(plan).string()}));
        if (said.code != 0) {
            if (!jobs.empty())
                TW_TRY(noteJobs(plan, jobs));
            return Error{ErrorCode::Io, "sbatch refused the job: " + said.errors, scriptPath(plan).string()};
        }
        const std::string id = said.out.substr(0, said.out.find_first_of(";\n")); // "12;cluster"
        jobs.push_back({id, first, tasks, shards});
    }
    TW_TRY(noteJobs(plan, jobs));
    return jobs;
}

SlurmState slurmState(const Plan& plan)
{
    SlurmState out;
    const std::vector<SlurmJob> jobs = notedJobs(plan);
    if (jobs.empty())
        return out;
    std::string ids;
    for (const SlurmJob& job : jobs)
        ids += (ids.empty() ? "" : ",") + job.id;
    const auto queued =
        runCommand({"squeue", "--noheader", "--array", "--states=all", "--format=%F|%K|%T|%r", "--jobs=" + ids});
    // squeue ends with an error when it has forgotten the jobs; sacct may still know them
    if (queued && queued->code == 0)
        addQueued(out, jobs, queued->out);
    const auto ended = runCommand(
        {"sacct", "--noheader", "--parsable2", "--allocations", "--array", "--format=JobID,State", "--jobs=" + ids});
    if (ended && ended->code == 0)
        addEnded(out, jobs, ended->out);
    if (!queued)
        out.problem = queued.error().message();
    for (const auto& [shard, task] : out.byShard)
        ++out.counts[task.state];
    return out;
}

void addSlurmState(BatchStatus& status, const SlurmState& slurm)
{
    int shards = 0;
    for (const auto& [shard, task] : slurm.byShard)
        shards = std::max(shards, shard + 1);
    for (std::size_t i = 0; shards > 0 && i < status.entries.size(); ++i) {
        EntryStatus& each = status.entries[i];
        const auto it = slurm.byShard.find(static_cast<int>(i % static_cast<std::size_t>(shards)));
        if (each.state != EntryState::Waiting || it == slurm.byShard.end() || it->second.state != "PENDING")
            continue;
        each.text += std::string(each.text.empty() ? "" : "; ") + "queued in Slurm" +
                     (it->second.reason.empty() ? "" : " (" + it->second.reason + ")");
    }
}

std::string slurmText(const SlurmState& slurm)
{
    if (!slurm.problem.empty())
        return "Slurm could not be asked: " + slurm.problem + "\n";
    std::string text;
    for (const auto& [state, count] : slurm.counts)
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + state;
    return text.empty() ? text : "Slurm tasks: " + text + "\n";
}

} // namespace tw::batch
