#pragma once
// Where a network runs.

#include "core/base/result.h"

#include <string>
#include <vector>

namespace tw::model {

struct Device {
    enum class Kind { Cpu, Cuda };
    Kind kind = Kind::Cpu;
    int index = 0;

    std::string name() const; // "cpu", "cuda:0"
    friend bool operator==(const Device&, const Device&) = default;
};

// "cpu", "cuda", "cuda:N", "auto" (the first GPU when there is one). Errors: InvalidArgument; Unavailable says what is
// missing ("this build's LibTorch has no CUDA", "only 1 CUDA device").
Result<Device> parseDevice(const std::string& text);
// What this machine and this build have, the CPU first.
std::vector<Device> availableDevices();
// "AMD EPYC", "NVIDIA H200"; "processor" or "NVIDIA GPU 0" where the system does not say.
std::string hardwareName(const Device& device);
// In English: "AMD EPYC, 2 threads" / "NVIDIA H200".
std::string describe(const Device& device);
// Processors that the affinity mask of the process allows; at least 1.
int usableProcessors();
// Sets the worker threads of LibTorch, from the process's affinity mask when n is 0. Returns the number in force. A
// program that does not call it gets the same on its first Detector::load().
int setInferenceThreads(int n);

} // namespace tw::model
