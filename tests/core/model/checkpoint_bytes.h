#pragma once
// Weights files put together byte by byte, independent of the reader and the writer under test.

#include "core/model/checkpoint/crc32.h"

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tw::test {

inline std::string littleEndianText(std::uint64_t value, int width)
{
    std::string out;
    for (int i = 0; i < width; ++i) {
        out += static_cast<char>((value >> (8 * i)) & 0xFF);
    }
    return out;
}

template <class T>
std::string rawNumbers(std::initializer_list<T> values)
{
    std::string out;
    for (const T value : values) {
        if constexpr (sizeof(T) == 8) {
            out += littleEndianText(std::bit_cast<std::uint64_t>(value), 8);
        } else if constexpr (sizeof(T) == 4) {
            out += littleEndianText(std::bit_cast<std::uint32_t>(value), 4);
        } else {
            out += littleEndianText(static_cast<std::uint64_t>(value), sizeof(T));
        }
    }
    return out;
}

// Opcodes of protocol 2, written out.
class PickleText
{
public:
    std::string bytes = "\x80\x02";

    PickleText& raw(std::string_view text)
    {
        bytes += text;
        return *this;
    }
    PickleText& text(std::string_view text) { return raw("X").raw(littleEndianText(text.size(), 4)).raw(text); }
    PickleText& integer(std::int64_t value)
    {
        if (value >= INT32_MIN && value <= INT32_MAX) {
            return raw("J").raw(littleEndianText(static_cast<std::uint64_t>(value), 4));
        }
        return raw("\x8a\x08").raw(littleEndianText(static_cast<std::uint64_t>(value), 8));
    }
    PickleText& real(double value)
    {
        const std::string little = littleEndianText(std::bit_cast<std::uint64_t>(value), 8);
        return raw("G").raw(std::string(little.rbegin(), little.rend()));
    }
    PickleText& global(std::string_view module, std::string_view name)
    {
        return raw("c").raw(module).raw("\n").raw(name).raw("\n");
    }
    PickleText& put(int memo) { return raw("q").raw(littleEndianText(static_cast<std::uint64_t>(memo), 1)); }
    PickleText& get(int memo) { return raw("h").raw(littleEndianText(static_cast<std::uint64_t>(memo), 1)); }
    PickleText& tuple(const std::vector<std::int64_t>& values)
    {
        raw("(");
        for (const std::int64_t value : values) {
            integer(value);
        }
        return raw("t");
    }
    PickleText& orderedDict() { return global("collections", "OrderedDict").raw(")R"); }

    struct Storage {
        std::string type = "FloatStorage";
        std::string key = "0";
        std::int64_t count = 0;
        // legacy only: a sixth item, None or (key, offset, count)
        bool legacy = false;
        std::vector<std::int64_t> view{};
    };
    PickleText& storage(const Storage& storage)
    {
        raw("(").text("storage").global("torch", storage.type).text(storage.key).text("cpu").integer(storage.count);
        if (storage.legacy && storage.view.empty()) {
            raw("N");
        } else if (storage.legacy) {
            raw("(").text("view").integer(storage.view[0]).integer(storage.view[1]).raw("t");
        }
        return raw("tQ");
    }
    PickleText& tensor(const Storage& from, std::int64_t offset, const std::vector<std::int64_t>& shape,
                       const std::vector<std::int64_t>& stride)
    {
        global("torch._utils", "_rebuild_tensor_v2").raw("(").storage(from).integer(offset);
        return tuple(shape).tuple(stride).raw("\x89").orderedDict().raw("tR");
    }
    std::string stop() { return bytes + "."; }
};

struct ZipRecord {
    std::string name;
    std::string data;
    std::uint16_t method = 0;
    std::uint16_t flags = 0;
    bool withoutChecksum = false;
};

// Local headers, records, directory, end; with `zip64` every 32-bit number says 0xFFFFFFFF and the truth stands in the
// zip64 fields.
inline std::string zipBytes(const std::vector<ZipRecord>& records, bool zip64 = false)
{
    constexpr std::uint64_t kAsk64 = 0xFFFFFFFF;
    std::string out;
    std::string directory;
    for (const ZipRecord& record : records) {
        const std::uint64_t at = out.size();
        const std::uint32_t crc = model::crc32(std::as_bytes(std::span(record.data.data(), record.data.size())));
        const std::string common = littleEndianText(record.flags, 2) + littleEndianText(record.method, 2) +
                                   littleEndianText(0, 4) + littleEndianText(record.withoutChecksum ? 0 : crc, 4);
        const std::uint64_t size = record.data.size();
        out += "PK\x03\x04" + littleEndianText(0, 2) + common + littleEndianText(0, 8) +
               littleEndianText(record.name.size(), 2) + littleEndianText(0, 2) + record.name + record.data;
        const std::string extra = zip64 ? littleEndianText(1, 2) + littleEndianText(24, 2) + littleEndianText(size, 8) +
                                              littleEndianText(size, 8) + littleEndianText(at, 8)
                                        : std::string();
        directory += "PK\x01\x02" + littleEndianText(0, 4) + common + littleEndianText(zip64 ? kAsk64 : size, 4) +
                     littleEndianText(zip64 ? kAsk64 : size, 4) + littleEndianText(record.name.size(), 2) +
                     littleEndianText(extra.size(), 2) + std::string(10, '\0') +
                     littleEndianText(zip64 ? kAsk64 : at, 4) + record.name + extra;
    }
    const std::uint64_t begin = out.size();
    out += directory;
    if (zip64) {
        const std::uint64_t end64 = out.size();
        out += "PK\x06\x06" + littleEndianText(44, 8) + std::string(12, '\0') + littleEndianText(records.size(), 8) +
               littleEndianText(records.size(), 8) + littleEndianText(directory.size(), 8) + littleEndianText(begin, 8);
        out += "PK\x06\x07" + littleEndianText(0, 4) + littleEndianText(end64, 8) + littleEndianText(1, 4);
    }
    out += "PK\x05\x06" + littleEndianText(0, 4) + littleEndianText(zip64 ? 0xFFFF : records.size(), 2) +
           littleEndianText(zip64 ? 0xFFFF : records.size(), 2) +
           littleEndianText(zip64 ? kAsk64 : directory.size(), 4) + littleEndianText(zip64 ? kAsk64 : begin, 4) +
           littleEndianText(0, 2);
    return out;
}

// data.pkl and the blocks data/<key>.
inline std::string zipCheckpoint(const std::string& pickle,
                                 const std::vector<std::pair<std::string, std::string>>& blocks, bool zip64 = false)
{
    std::vector<ZipRecord> records{{"model/data.pkl", pickle}};
    for (const auto& [key, data] : blocks) {
        records.push_back({"model/data/" + key, data});
    }
    records.push_back({"model/version", "3\n"});
    return zipBytes(records, zip64);
}

// The four first pickles of a legacy file are fixed but for the object; then the keys and the blocks.
struct LegacyBlock {
    std::string key;
    std::uint64_t count = 0;
    std::string data;
};
inline std::string legacyCheckpoint(const std::string& pickle, const std::vector<LegacyBlock>& blocks)
{
    std::string out("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19\x2e\x80\x02M\xe9\x03.", 21);
    PickleText system;
    system.raw("}(").text("protocol_version").integer(1001).text("little_endian").raw("\x88");
    out += system.text("type_sizes").raw("}(").text("int").integer(4).raw("uu").stop();
    out += pickle;
    PickleText keys;
    keys.raw("](");
    for (const LegacyBlock& block : blocks) {
        keys.text(block.key);
    }
    out += keys.raw("e").stop();
    for (const LegacyBlock& block : blocks) {
        out += littleEndianText(block.count, 8) + block.data;
    }
    return out;
}

} // namespace tw::test
