#pragma once
// The studies of the FairMOT paper (IJCV 2021) whose variants are trained: the same budget, data and seeds for each,
// then validated on the same pictures.
//
//   sampling    Table 1   where the identity of a person is read (core/training/identity_sampling.h)
//   balance     Table 2   how the losses of detection and identity are balanced
//   detection   Table 4   detection alone, against detection and identity
//   dimension   Table 6   numbers in an embedding
//
// A run that was interrupted goes on from its state in OUT/runs/VARIANT.SEED. Thread: as training::train().

#include "core/laboratory/study/study.h"
#include "core/training/trainer.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tw::laboratory {

struct TrainingStudyInput {
    std::vector<training::SourcePtr> train, validation;
    std::string dataText;           // for people and as a part of the conditions: names of the folders
    training::TrainOptions options; // of every variant but for what it changes; its minutes or steps are the budget
    std::filesystem::path init;     // weights to begin with; empty: random
    std::filesystem::path out;      // of the study
    training::InputSize validationSize{576, 320};
    int seeds = 1;
    model::Device device;
};

Study samplingStudy(TrainingStudyInput input);
Study balanceStudy(TrainingStudyInput input);
Study detectionStudy(TrainingStudyInput input);
Study dimensionStudy(TrainingStudyInput input);

} // namespace tw::laboratory
