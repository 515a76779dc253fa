// trackwright-cli export PROJECT --out DIR [--certificate]

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "app/cli/track_output.h"
#include "core/base/number_text.h"
#include "core/review/visibility.h"
#include "core/workspace/certificate.h"
#include "core/workspace/review_worker.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

struct Arguments {
    std::string project;
    std::string out;
    std::string format = "mot";
    int decimals = 3;
    bool frameMajor = false;
    bool noHidden = false;
    bool force = false;
    bool certificate = false;
    bool estimateVisibility = false;
};

// With how much of each person can be seen, where it was not stated.
Result<annotation::Snapshot> snapshotOf(const workspace::Workspace& workspace, const Arguments& arguments,
                                        const JobContext& job)
{
    if (!arguments.estimateVisibility)
        return workspace.snapshot();
    TW_TRY_ASSIGN(const auto evidence,
                  review::Evidence::build(workspace.snapshot(), workspace::storedPeaks(workspace.peakReader()), job));
    return review::withVisibility(workspace.snapshot(),
                                  review::estimateVisibility(evidence, workspace::reviewOptions(workspace.video())));
}

// The queue is scored for it: a certificate without a look would say nothing.
Result<std::filesystem::path> certify(const workspace::Workspace& workspace, const std::filesystem::path& exported,
                                      const JobContext& job)
{
    review::ReviewSession session(workspace::storedPeaks(workspace.peakReader()),
                                  workspace::reviewOptions(workspace.video()));
    TW_TRY(session.look(review::reviewInput(workspace.document(), workspace.history()), job));
    return workspace::writeCertificate(workspace::certificateOf(workspace, session.queue(), true), exported);
}

ExitCode runExport(const Arguments& arguments, Console& console)
{
    const auto format = writableFormat(arguments.format);
    if (!format)
        return console.usage(format.error().detail);
    auto project = openProject(arguments.project, console);
    if (!project)
        return console.fail(project.error());
    const workspace::Workspace& workspace = *project->workspace;

    pipeline::ExportRequest request;
    request.formatId = arguments.format;
    request.options.info = workspace.sequenceInfo();
    request.options.decimals = arguments.decimals;
    request.options.frameMajor = arguments.frameMajor;
    request.options.includeHidden = !arguments.noHidden;
    const auto path = exportPath(arguments.out, **format, request.options.info.name);
    if (!path)
        return console.fail(path.error());
    request.path = *path;
    request.inputs = {workspace.saveStatus().path, workspace.video().path, arguments.project};
    request.force = arguments.force;
    const auto snapshot = snapshotOf(workspace, arguments, console.job());
    if (!snapshot)
        return console.fail(snapshot.error());
    const auto report = pipeline::exportTracks(*snapshot, request, console.job());
    if (!report)
        return console.fail(report.error());
    if (arguments.certificate) {
        const auto written = certify(workspace, request.path, console.job());
        if (!written)
            return console.fail(written.error());
        console.note("certificate: " + written->string());
    }
    return showExport(*report, request, console);
}

} // namespace

Run declareExport(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("PROJECT", arguments->project, "Project, or the video beside it")->required();
    app.add_option("--out", arguments->out,
                   "Folder (MOTChallenge: gt/gt.txt, seqinfo.ini, trackwright.json), or a file")
        ->required();
    app.add_option("--format", arguments->format, "One of " + formatNames(true) + "; mot when absent");
    app.add_option("--decimals", arguments->decimals, "Digits after the point; -1: exact")->check(CLI::Range(-1, 12));
    app.add_flag("--frame-major", arguments->frameMajor,
                 "Rows by frame, then id (FairMOT's label scripts need them by id)");
    app.add_flag("--certificate", arguments->certificate,
                 "Also write certificate.json: identity errors still expected, verified frames, model, edits");
    app.add_flag(
        "--estimate-visibility", arguments->estimateVisibility,
        "Fill the visibility of boxes where it was not stated: from who stands in front, and from the network");
    app.add_flag("--no-hidden", arguments->noHidden, "Leave hidden tracks out");
    app.add_flag("--force", arguments->force, "Write over an input or a file of another kind, too");
    return [arguments](Console& console) { return runExport(*arguments, console); };
}

} // namespace tw::cli
