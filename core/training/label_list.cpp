#include "core/training/mot_folder.h"

namespace tw::training {

Result<OpenedDataset> openLabelList(const std::filesystem::path& list)
{
    return Error{ErrorCode::Unsupported, "labels_with_ids lists are not read yet", list.string()};
}

} // namespace tw::training
