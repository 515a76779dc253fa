#pragma once
// (private) Folders in MOTChallenge's layout and JDE's labels_with_ids lists as dataset sources.

#include "core/training/dataset.h"

namespace tw::training {

Result<OpenedDataset> openMotFolder(const std::filesystem::path& folder, const DatasetOptions& options);
Result<OpenedDataset> openLabelList(const std::filesystem::path& list);

} // namespace tw::training
