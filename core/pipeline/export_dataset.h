#pragma once
// Projects -> a folder for trainers and evaluators (formats/dataset_export.h), with the frames of their videos as
// pictures. Window and CLI alike. Any thread; decoding and encoding happen on the calling one.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/formats/dataset_export.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace tw::pipeline {

enum class DatasetImages { None, Jpeg, Png };

struct DatasetPart {
    annotation::Snapshot document;
    formats::SequenceInfo info;
    std::filesystem::path video; // where the frames come from
};

struct DatasetRequest {
    std::filesystem::path folder;
    std::vector<DatasetPart> parts;
    formats::DatasetOptions options; // imageExtension follows `images`
    DatasetImages images = DatasetImages::Jpeg;
    int jpegQuality = 95;   // 1..100; from 95 on without chroma subsampling
    bool exhaustive = true; // false: some people carry no box, training does not punish finding them
};

// Errors: those of opening the videos and of formats::exportDataset().
Result<formats::DatasetReport> exportDataset(DatasetRequest request, const JobContext& job = {});

} // namespace tw::pipeline
