// Built in place of device_torch.cpp when the program is configured without LibTorch.

#include "core/model/device.h"
#include "core/model/device_backend.h"

namespace tw::model {

int cudaDeviceCount()
{
    return 0;
}

std::string whyNoCuda()
{
    return "this program was built without LibTorch";
}

int setInferenceThreads(int n)
{
    return n > 0 ? n : usableProcessors();
}

} // namespace tw::model
