#pragma once
// (private) One function for each command, each in the file of its name.

#include "app/cli/console.h"

namespace tw::cli {

Run declareInfo(CLI::App& app);
Run declareStudy(CLI::App& app);
Run declareTrack(CLI::App& app);
Run declareBatch(CLI::App& app);
Run declareCollection(CLI::App& app);
Run declareMeasure(CLI::App& app);
Run declareImport(CLI::App& app);
Run declareExport(CLI::App& app);
Run declareDataset(CLI::App& app);
Run declareEdit(CLI::App& app);
Run declareLabels(CLI::App& app);
Run declareReview(CLI::App& app);
Run declareCheckpoint(CLI::App& app);
Run declareCompletion(CLI::App& app);
Run declareConvert(CLI::App& app);
Run declareEvaluate(CLI::App& app);
Run declareTrain(CLI::App& app);
Run declareTrainReid(CLI::App& app);
Run declareTune(CLI::App& app);
Run declareSelect(CLI::App& app);
Run declareValidate(CLI::App& app);
Run declareBenchmark(CLI::App& app);
Run declareRelink(CLI::App& app);
Run declareRender(CLI::App& app);
Run declareRepair(CLI::App& app);
Run declareIdentity(CLI::App& app);
Run declareDemo(CLI::App& app);

} // namespace tw::cli
