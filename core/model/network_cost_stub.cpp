// Built in place of network_cost.cpp when the program is configured without LibTorch.

#include "core/model/network_cost.h"

namespace tw::model {

std::vector<std::string> networkNames()
{
    return {};
}

Result<NetworkCost> networkCost(const std::string& architecture, const NetworkSize&)
{
    return Error{ErrorCode::Unavailable, "this program was built without LibTorch and knows no networks", architecture};
}

} // namespace tw::model
