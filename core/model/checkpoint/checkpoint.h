#pragma once
// Weights files: reading what torch.save wrote (zip and legacy), writing what PyTorch reads. No Python, no code
// execution: a restricted unpickler knows the few opcodes and globals that tensors need and refuses everything else by
// name.
//
// Torch-free. Thread: any; a Checkpoint is a value.
// Source: PyTorch's serialisation formats (zip since 1.6, legacy before), described in core/model/README.md.

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tw::model {

enum class ElementType : std::uint8_t { Float32, Float64, Float16, BFloat16, Int64, Int32, Int16, Int8, UInt8, Bool };
std::size_t elementSize(ElementType type);
std::string_view toString(ElementType type);

// A dense, row-major (C order) tensor; strided ones in a file are made dense while reading.
struct TensorValue {
    ElementType type = ElementType::Float32;
    std::vector<std::int64_t> shape;                     // empty: a scalar
    std::shared_ptr<const std::vector<std::byte>> bytes; // little endian, elementCount() * elementSize(type)

    std::int64_t elementCount() const;
};

struct NamedTensor {
    std::string name; // state_dict key; a leading "module." (not "module_list") is removed
    TensorValue value;
};

struct Checkpoint {
    std::vector<NamedTensor> tensors; // state_dict, in file order
    std::optional<std::int64_t> epoch;
    std::map<std::string, std::string> metadata; // further text and number entries of the top dictionary
    std::vector<NamedTensor> extra; // tensors of other top-level entries, "optimizer/..." (trainer's own files)

    const NamedTensor* find(const std::string& name) const;
};

struct ReadOptions {
    std::uint64_t maxBytes = 4ULL << 30; // of all tensors together, checked before anything is allocated
    bool keepExtra = false;              // false: optimizer and the like are skipped, not read
    bool detailedErrors = false;         // for authors of such files: the entry, byte or opcode instead of what to do
};

// Errors: NotFound, Io; Unreadable (damaged, or another kind of file); Refused (a global, opcode or size that a weights
// file has no business with); Unsupported (a kind of storage). They say what to do; where in the file stands in the
// log.
Result<Checkpoint> readCheckpoint(const std::filesystem::path& path, const ReadOptions& options = {});

// Zip format of torch.save: torch.load reads it as {'epoch', 'state_dict', ...metadata, ...extra}. Atomic.
Result<void> writeCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint);

// Copy with every floating tensor as half precision (shipping) .
Checkpoint toHalf(const Checkpoint& checkpoint);

} // namespace tw::model
