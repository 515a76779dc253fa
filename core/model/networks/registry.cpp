#include "core/model/networks/dla.h"
#include "core/model/networks/hardnet.h"
#include "core/model/networks/hrnet.h"
#include "core/model/networks/jde.h"
#include "core/model/networks/lite.h"
#include "core/model/networks/network.h"
#include "core/model/networks/regnet.h"
#include "core/model/networks/resnet.h"
#include "core/model/networks/yolo.h"
#include "core/model/torch_guard.h"

#include <array>
#include <exception>

namespace tw::model {

namespace {

struct Entry {
    const char* name;
    std::shared_ptr<Network> (*make)(const HeadOptions&);
};

constexpr std::array kArchitectures{
    Entry{"lite", makeLite},
    Entry{"standard", makeStandard},
    Entry{"dla_34", makeDla34},
    Entry{"dlaconv_34", makeDlaConv34},
    Entry{"resdcn_18", makeResDcn18},
    Entry{"resdcn_34", makeResDcn34},
    Entry{"resdcn_50", makeResDcn50},
    Entry{"resfpndcn_18", makeResFpnDcn18},
    Entry{"resfpndcn_34", makeResFpnDcn34},
    Entry{"regnetydcn_40", makeRegNetYDcn40},
    Entry{"regnetyfpndcn_40", makeRegNetYFpnDcn40},
    Entry{"hardnet_85", makeHarDNet85},
    Entry{"jde_lite", makeJdeLite},
    Entry{"hrnet_18", makeHrnet18},
    Entry{"hrnet_32", makeHrnet32},
    Entry{"yolo", makeYolo},
};

Result<void> check(const HeadOptions& heads)
{
    if (heads.classes < 1)
        return Error{ErrorCode::InvalidArgument, "a network needs at least one class", {}};
    if (heads.sizeChannels != 2 && heads.sizeChannels != 4)
        return Error{ErrorCode::InvalidArgument, "the size head has 2 or 4 channels", {}};
    if (heads.embedding < 0)
        return Error{ErrorCode::InvalidArgument, "the embedding has a negative size", {}};
    return {};
}

} // namespace

std::vector<std::string> architectureNames()
{
    std::vector<std::string> names;
    for (const Entry& entry : kArchitectures)
        names.emplace_back(entry.name);
    return names;
}

Result<std::shared_ptr<Network>> createNetwork(const std::string& architecture, const HeadOptions& heads)
{
    TW_TRY(check(heads));
    std::string known;
    for (const Entry& entry : kArchitectures) {
        if (architecture == entry.name) {
            try {
                return entry.make(heads);
            } catch (const std::exception& e) { // out of memory, or a LibTorch that lacks an operator
                return torchError(e, architecture.c_str());
            }
        }
        known += (known.empty() ? "" : ", ") + std::string(entry.name);
    }
    return Error{ErrorCode::NotFound, "no such architecture; known are " + known, architecture};
}

} // namespace tw::model
