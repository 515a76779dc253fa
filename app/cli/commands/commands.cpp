#include "app/cli/commands/commands.h"

namespace tw::cli {

const std::vector<Command>& commands()
{
    static const std::vector<Command> all = {
        {"info", "What a video, project, track file or weights file is", declareInfo},
        {"track", "Track a video and write the tracks", declareTrack},
        {"batch", "Track many videos, on one machine or a Slurm cluster", declareBatch},
        {"collection", "Videos, who annotates them, comments, second review", declareCollection},
        {"measure", "Fill in colours and camera motion of a project's peaks", declareMeasure},
        {"import", "Take the tracks of a file into a project", declareImport},
        {"export", "Write the tracks of a project, and check the file", declareExport},
        {"dataset", "Write training data: split, images, labels", declareDataset},
        {"edit", "Apply edits to a project, undo, redo", declareEdit},
        {"labels", "Classes, attributes, absences and notes of a project", declareLabels},
        {"review", "Where the tracks are probably wrong, why, and the fix", declareReview},
        {"relink", "Solve the identities again, under what was verified", declareRelink},
        {"render", "The video with its tracks drawn over it, as a video", declareRender},
        {"repair", "Write a damaged project anew, without what is damaged", declareRepair},
        {"identity", "Identities: people, gaps, weak detections", declareIdentity},
        {"checkpoint", "What a weights file holds and which network it fits", declareCheckpoint},
        {"convert", "Convert a track file to another format", declareConvert},
        {"evaluate", "HOTA, CLEAR and Identity scores of a result", declareEvaluate},
        {"train", "Train a network", declareTrain},
        {"train-reid", "Train the re-identification network", declareTrainReid},
        {"tune", "Choose options of offline tracking by the frames that were verified", declareTune},
        {"select", "Choose the weights of a training run that track videos best", declareSelect},
        {"validate", "Measure a network on labelled sequences", declareValidate},
        {"study", "A table of the FairMOT paper, measured on data of your own", declareStudy},
        {"benchmark", "Time every stage on this machine", declareBenchmark},
        {"completion", "Completion for a shell, or the manual page", declareCompletion},
        {"demo", "Draw a clip of walking people with its ground truth", declareDemo},
    };
    return all;
}

} // namespace tw::cli
