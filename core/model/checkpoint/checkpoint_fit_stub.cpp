// Built in place of checkpoint_fit.cpp when the program is configured without LibTorch.

#include "core/model/checkpoint/checkpoint_fit.h"

namespace tw::model {

Result<CheckpointFit> fitCheckpoint(const Checkpoint&)
{
    return Error{ErrorCode::Unavailable, "this program was built without LibTorch and knows no networks", {}};
}

Result<CheckpointFit> fitCheckpoint(const Checkpoint& checkpoint, const std::string&)
{
    return fitCheckpoint(checkpoint);
}

} // namespace tw::model
