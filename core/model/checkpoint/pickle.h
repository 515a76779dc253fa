#pragma once
// (private) A restricted reader of Python pickles: a stack machine that can build numbers, text, tuples, lists,
// dictionaries and descriptions of tensors, and nothing else. It never calls anything: the handful of globals that
// weights files name are turned into values here, every other one is refused by name, and so is every other opcode.
//
// Values live in one arena and refer to each other by index, so that cycles and deep nesting cost nothing to destroy.
// Thread: any; a Pickle is a value.
// Source: the opcodes of CPython's pickletools, protocol 2; the object layout of torch.save.

#include "core/base/result.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/model/checkpoint/file_bytes.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tw::model {

using PickleId = std::uint32_t; // index into Pickle::values

struct PickleValue {
    enum class Kind : std::uint8_t {
        None,
        Bool,
        Integer,
        LongInteger,
        Real,
        Text,
        Tuple,
        List,
        Dictionary,
        Global,
        Storage,
        Tensor
    };
    Kind kind = Kind::None;
    std::uint32_t detail = 0; // Storage, Tensor: index into Pickle::storages, Pickle::tensors
    std::int64_t integer = 0; // Bool, Integer
    double real = 0;
    std::string text{};            // Text; Global "module name"; LongInteger: its little-endian bytes
    std::vector<PickleId> items{}; // Tuple, List; Dictionary: key, value, key, value, ...
};

// A persistent id: which block of raw numbers, and which part of it.
struct PickleStorage {
    std::string key;
    ElementType type = ElementType::Float32;
    std::int64_t rootCount = 0;  // elements of the whole block
    std::int64_t viewOffset = 0; // legacy views: first element
    std::int64_t viewCount = 0;  // elements visible from there
};

// torch._utils._rebuild_tensor_v2: a strided look at a storage. Shapes and reach are checked against the storage.
struct PickleTensor {
    std::uint32_t storage = 0;
    std::int64_t offset = 0; // elements, from the start of the view
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> stride;
    std::int64_t elementCount = 0;
};

struct Pickle {
    std::vector<PickleValue> values;
    std::vector<PickleStorage> storages;
    std::vector<PickleTensor> tensors;
    PickleId root = 0;
    std::size_t cost = 0; // values, dimensions and copied items so far, against PickleLimits::cost

    const PickleValue& at(PickleId id) const { return values[id]; }
    // The value of a text key of a dictionary (the last one, as in Python), or null.
    const PickleValue* member(const PickleValue& dictionary, std::string_view key) const;
};

struct PickleLimits {
    std::uint64_t bytes = 64U << 20;
    std::size_t cost = 1'000'000; // a large network with its optimizer needs some 50,000
    std::size_t textBytes = 1U << 20;
    std::size_t keyBytes = 256; // of a storage: copied with each mention, so kept short
    std::size_t dimensions = 32;
};

// A stretch of a file read front to back.
class PickleInput
{
public:
    PickleInput(const FileBytes& file, std::uint64_t begin, std::uint64_t end)
        : m_file(&file), m_next(begin), m_end(end)
    {}

    std::uint64_t position() const { return m_next; } // in the file
    // The next `count` bytes, valid until the next call. Errors: Unreadable at the end.
    Result<std::span<const std::byte>> take(std::size_t count);
    // Up to the next newline, which is removed. Errors: Unreadable when there is none within `limit` bytes.
    Result<std::string_view> takeLine(std::size_t limit);

private:
    Result<void> fill(std::size_t count);

    const FileBytes* m_file;
    std::uint64_t m_next;
    std::uint64_t m_end;
    std::vector<std::byte> m_window;
    std::size_t m_windowAt = 0; // m_window[m_windowAt] is the byte at m_next
};

// Reads one pickle and leaves `input` behind its STOP. Errors: Refused (opcode, global, size), Unreadable (damaged,
// with the byte), Unsupported (a kind of storage).
Result<Pickle> readPickle(PickleInput& input, const PickleLimits& limits = {});

std::string_view toString(PickleValue::Kind kind);

} // namespace tw::model
