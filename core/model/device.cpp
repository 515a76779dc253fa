#include "core/model/device.h"

#include "core/base/number_text.h"
#include "core/model/device_backend.h"

#include <sched.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <thread>

namespace tw::model {

namespace {

constexpr std::int64_t kLastIndex = 1023;

// "model name : AMD EPYC" -> "AMD EPYC" for the first line that begins with `key`; empty when there is none.
std::string valueOf(const std::filesystem::path& file, std::string_view key)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const std::size_t colon = line.find(':');
        if (!line.starts_with(key) || colon == std::string::npos)
            continue;
        const std::size_t first = line.find_first_not_of(" \t", colon + 1);
        return first == std::string::npos ? std::string() : line.substr(first);
    }
    return {};
}

// The driver lists its cards in an order of its own, so a name is certain only when all cards are of one kind.
std::string gpuModel()
{
    std::string model;
    std::error_code error;
    const std::filesystem::directory_iterator cards("/proc/driver/nvidia/gpus", error);
    if (error)
        return {};
    for (const auto& card : cards) {
        const std::string name = valueOf(card.path() / "information", "Model");
        if (!model.empty() && name != model)
            return {};
        model = name;
    }
    return model;
}

Error unavailable(const std::string& text, std::string why)
{
    return Error{ErrorCode::Unavailable, std::move(why), text};
}

Result<Device> parseCuda(const std::string& text)
{
    int index = 0;
    if (text != "cuda") {
        const auto number = toInteger(std::string_view(text).substr(5));
        if (!number || *number < 0 || *number > kLastIndex)
            return Error{ErrorCode::InvalidArgument, "a device is cpu, cuda, cuda:N or auto", text};
        index = static_cast<int>(*number);
    }
    const int count = cudaDeviceCount();
    if (count == 0)
        return unavailable(text, whyNoCuda());
    if (index >= count)
        return unavailable(text, "only " + std::to_string(count) + (count == 1 ? " CUDA device" : " CUDA devices"));
    return Device{Device::Kind::Cuda, index};
}

} // namespace

std::string Device::name() const
{
    return kind == Kind::Cpu ? "cpu" : "cuda:" + std::to_string(index);
}

Result<Device> parseDevice(const std::string& text)
{
    if (text == "cpu")
        return Device{};
    if (text == "auto")
        return cudaDeviceCount() > 0 ? Device{Device::Kind::Cuda, 0} : Device{};
    if (text == "cuda" || text.starts_with("cuda:"))
        return parseCuda(text);
    return Error{ErrorCode::InvalidArgument, "a device is cpu, cuda, cuda:N or auto", text};
}

std::vector<Device> availableDevices()
{
    std::vector<Device> devices{Device{}};
    for (int i = 0; i < cudaDeviceCount(); ++i)
        devices.push_back({Device::Kind::Cuda, i});
    return devices;
}

int usableProcessors()
{
    cpu_set_t mask;
    CPU_ZERO(&mask);
    // Fails on machines with more than 1024 processors, where the mask is longer
    if (sched_getaffinity(0, sizeof mask, &mask) == 0)
        return std::max(1, CPU_COUNT(&mask));
    return std::max(1U, std::thread::hardware_concurrency());
}

std::string hardwareName(const Device& device)
{
    const bool gpu = device.kind == Device::Kind::Cuda;
    const std::string model = gpu ? gpuModel() : valueOf("/proc/cpuinfo", "model name");
    if (!model.empty())
        return model;
    return gpu ? "NVIDIA GPU " + std::to_string(device.index) : "processor";
}

std::string describe(const Device& device)
{
    const std::string name = hardwareName(device);
    if (device.kind == Device::Kind::Cuda)
        return name;
    const int threads = usableProcessors();
    return name + ", " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
}

} // namespace tw::model
