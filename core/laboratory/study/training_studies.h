#pragma once
// The studies of the FairMOT paper (IJCV 2021) whose variants are trained: the same budget, data and seeds for each,
// then validated on the same pictures.
//
//   sampling    Table 1   where the identity of a person is read (core/model/networks/identity_sampling.h)
//   balance     Table 2   how the losses of detection and identity are balanced
//   backbones   Table 3   the networks of the registry, from random weights
//   detection   Table 4   detection alone, against detection and identity
//   dimension   Table 6   numbers in an embedding
//   single      Table 8   labelled identities, against single pictures whose boxes are all different people, and both
//   sets        Table 11  the sets of the data added one by one
//   anchors     sec. 2    centres, against anchors with the identity read there (JDE), on the same trunk
//   recipe      -         the recipe of `lite`, and the same without each of its parts
//
// `backbones` without a budget measures what networks cost, without training (costStudy()).
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
Study singlePictureStudy(TrainingStudyInput input);
Study setsStudy(TrainingStudyInput input);
Study backboneStudy(TrainingStudyInput input);
Study anchorStudy(TrainingStudyInput input);
Study recipeStudy(TrainingStudyInput input);

// Parameters and arithmetic of every network at one input size.
Study costStudy(const training::InputSize& size);

// The same pictures and boxes, but every box is a person of its own and no picture follows another: what the paper
// learns from data without identities.
std::vector<training::SourcePtr> asSinglePictures(const std::vector<training::SourcePtr>& sources);
// The sources of the first set, of the first two, ... of all, in the order in which the sets occur.
struct SetRow {
    std::string added; // name of the last set
    std::vector<training::SourcePtr> sources;
};
std::vector<SetRow> setsOneByOne(const std::vector<training::SourcePtr>& sources);

} // namespace tw::laboratory
