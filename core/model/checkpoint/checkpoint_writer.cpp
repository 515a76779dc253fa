// The zip form of torch.save: archive/data.pkl, archive/byteorder, archive/data/<n>, archive/version. Records are
// stored, their data begin at multiples of 64 bytes (PyTorch maps files into memory and wants them aligned).

#include "core/base/atomic_file.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/model/checkpoint/crc32.h"
#include "core/model/checkpoint/pickle_opcodes.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <span>

namespace tw::model {
namespace {

namespace op = pickle_opcode;

constexpr std::string_view kFolder = "archive/";
constexpr std::size_t kAlignment = 64;
constexpr std::uint64_t kMaxFileBytes = 0xFFFFFFFFU; // without zip64
constexpr std::uint8_t kMemoOrderedDict = 0;
constexpr std::uint8_t kMemoRebuild = 1;

std::string_view storageClass(ElementType type)
{
    switch (type) {
    case ElementType::Float32: return "FloatStorage";
    case ElementType::Float64: return "DoubleStorage";
    case ElementType::Float16: return "HalfStorage";
    case ElementType::BFloat16: return "BFloat16Storage";
    case ElementType::Int64: return "LongStorage";
    case ElementType::Int32: return "IntStorage";
    case ElementType::Int16: return "ShortStorage";
    case ElementType::Int8: return "CharStorage";
    case ElementType::UInt8: return "ByteStorage";
    case ElementType::Bool: return "BoolStorage";
    }
    TW_UNREACHABLE();
}

void appendLittleEndian(std::string& out, std::uint64_t value, std::size_t width)
{
    for (std::size_t i = 0; i < width; ++i) {
        out += static_cast<char>((value >> (8 * i)) & 0xFFU);
    }
}

// Writes protocol 2 with the opcodes that the reader knows.
class PickleWriter
{
public:
    PickleWriter()
    {
        code(op::kProto);
        m_out += '\x02';
    }

    void code(std::uint8_t opcode) { m_out += static_cast<char>(opcode); }

    void text(std::string_view text)
    {
        code(op::kBinUnicode);
        appendLittleEndian(m_out, text.size(), 4);
        m_out += text;
    }

    void integer(std::int64_t value)
    {
        if (value >= 0 && value < 0x100) {
            code(op::kBinInt1);
            appendLittleEndian(m_out, static_cast<std::uint64_t>(value), 1);
        } else if (value >= std::numeric_limits<std::int32_t>::min() &&
                   value <= std::numeric_limits<std::int32_t>::max()) {
            code(op::kBinInt);
            appendLittleEndian(m_out, static_cast<std::uint64_t>(value), 4);
        } else {
            code(op::kLong1);
            m_out += '\x08';
            appendLittleEndian(m_out, static_cast<std::uint64_t>(value), 8);
        }
    }

    void counts(const std::vector<std::int64_t>& values)
    {
        code(op::kMark);
        for (const std::int64_t value : values) {
            integer(value);
        }
        code(op::kTuple);
    }

    void orderedDict()
    {
        sharedGlobal("collections", "OrderedDict", kMemoOrderedDict);
        code(op::kEmptyTuple);
        code(op::kReduce);
    }

    // A dense tensor whose numbers are the record data/<key>.
    void tensor(const TensorValue& value, const std::string& key)
    {
        std::vector<std::int64_t> stride(value.shape.size(), 1);
        for (std::size_t i = stride.size(); i-- > 1;) {
            stride[i - 1] = stride[i] * std::max<std::int64_t>(value.shape[i], 1);
        }
        sharedGlobal("torch._utils", "_rebuild_tensor_v2", kMemoRebuild);
        code(op::kMark);
        code(op::kMark);
        text("storage");
        sharedGlobal("torch", storageClass(value.type), static_cast<std::uint8_t>(2 + static_cast<int>(value.type)));
        text(key);
        text("cpu");
        integer(value.elementCount());
        code(op::kTuple);
        code(op::kBinPersId);
        integer(0);
        counts(value.shape);
        counts(stride);
        code(op::kNewFalse);
        orderedDict();
        code(op::kTuple);
        code(op::kReduce);
    }

    std::string finish() &&
    {
        code(op::kStop);
        return std::move(m_out);
    }

private:
    void sharedGlobal(std::string_view module, std::string_view name, std::uint8_t memo)
    {
        if (!m_known.insert(memo).second) {
            code(op::kBinGet);
            m_out += static_cast<char>(memo);
            return;
        }
        code(op::kGlobal);
        m_out += module;
        m_out += '\n';
        m_out += name;
        m_out += '\n';
        code(op::kBinPut);
        m_out += static_cast<char>(memo);
    }

    std::string m_out;
    std::set<std::uint8_t> m_known;
};

// Blocks of numbers: tensors that share their bytes share the record, as tied weights do in PyTorch.
struct Blocks {
    std::map<std::pair<const void*, ElementType>, std::string> keys;
    std::vector<const std::vector<std::byte>*> records;

    std::string keyOf(const TensorValue& value)
    {
        const auto [at, isNew] = keys.emplace(std::pair{static_cast<const void*>(value.bytes.get()), value.type},
                                              std::to_string(records.size()));
        if (isNew) {
            records.push_back(value.bytes.get());
        }
        return at->second;
    }
};

// "optimizer/state/0" becomes nested dictionaries, the inverse of how the reader joins names.
struct Branch {
    std::vector<std::pair<std::string, Branch>> members;
    const TensorValue* tensor = nullptr;
    const std::string* text = nullptr;

    Branch& member(std::string_view name)
    {
        const auto found = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == name; });
        return found != members.end() ? found->second : members.emplace_back(std::string(name), Branch{}).second;
    }
};

Result<Branch*> place(Branch& root, std::string_view path)
{
    Branch* branch = &root;
    for (;;) {
        const std::size_t slash = path.find('/');
        branch = &branch->member(path.substr(0, slash));
        if (branch->tensor != nullptr || branch->text != nullptr) {
            return Error{ErrorCode::InvalidArgument, "the name is given twice", std::string(path)};
        }
        if (slash == std::string_view::npos) {
            break;
        }
        path.remove_prefix(slash + 1);
    }
    if (!branch->members.empty()) {
        return Error{ErrorCode::InvalidArgument, "the name is given twice", std::string(path)};
    }
    return branch;
}

void writeMembers(PickleWriter& out, const Branch& branch, Blocks& blocks)
{
    for (const auto& [name, member] : branch.members) {
        out.text(name);
        if (member.tensor != nullptr) {
            out.tensor(*member.tensor, blocks.keyOf(*member.tensor));
        } else if (member.text != nullptr) {
            out.text(*member.text);
        } else {
            out.code(op::kEmptyDict);
            out.code(op::kMark);
            writeMembers(out, member, blocks);
            out.code(op::kSetItems);
        }
    }
}

Result<void> checkTensors(const std::vector<NamedTensor>& tensors)
{
    std::set<std::string_view> names;
    for (const NamedTensor& tensor : tensors) {
        const TensorValue& value = tensor.value;
        const bool negative = std::any_of(value.shape.begin(), value.shape.end(), [](auto size) { return size < 0; });
        if (negative || !value.bytes ||
            value.bytes->size() != static_cast<std::size_t>(value.elementCount()) * elementSize(value.type)) {
            return Error{ErrorCode::InvalidArgument, "shape and bytes disagree", tensor.name};
        }
        if (!names.insert(tensor.name).second) {
            return Error{ErrorCode::InvalidArgument, "the name is given twice", tensor.name};
        }
    }
    return {};
}

Result<std::string> makePickle(const Checkpoint& checkpoint, Blocks& blocks)
{
    Branch others;
    for (const auto& [name, text] : checkpoint.metadata) {
        TW_TRY_ASSIGN(Branch* const branch, place(others, name));
        branch->text = &text;
    }
    for (const NamedTensor& tensor : checkpoint.extra) {
        TW_TRY_ASSIGN(Branch* const branch, place(others, tensor.name));
        branch->tensor = &tensor.value;
    }
    for (const auto& member : others.members) {
        if (member.first == "epoch" || member.first == "state_dict") {
            return Error{ErrorCode::InvalidArgument, "the name has a meaning of its own", member.first};
        }
    }
    PickleWriter out;
    out.code(op::kEmptyDict);
    out.code(op::kMark);
    if (checkpoint.epoch) {
        out.text("epoch");
        out.integer(*checkpoint.epoch);
    }
    out.text("state_dict");
    out.orderedDict();
    out.code(op::kMark);
    for (const NamedTensor& tensor : checkpoint.tensors) {
        out.text(tensor.name);
        out.tensor(tensor.value, blocks.keyOf(tensor.value));
    }
    out.code(op::kSetItems);
    writeMembers(out, others, blocks);
    out.code(op::kSetItems);
    return std::move(out).finish();
}

// Stored records one after another, then the directory.
class ZipWriter
{
public:
    explicit ZipWriter(AtomicFile& file) : m_file(file) {}

    Result<void> add(std::string_view name, std::span<const std::byte> data)
    {
        const std::string full = std::string(kFolder) + std::string(name);
        if (m_at + data.size() + 4096 > kMaxFileBytes) {
            return Error{ErrorCode::Unsupported, "weights of more than 4 GiB", full};
        }
        const std::uint32_t crc = crc32(data);
        const std::uint64_t begin = m_at;
        std::string head;
        appendLittleEndian(head, 0x04034b50, 4);
        appendCommon(head, crc, data.size(), full);
        // PyTorch's own padding: an extra field "FB" full of Z
        const std::uint64_t unpadded = begin + head.size() + 2 + full.size() + 4;
        const std::size_t padding = (kAlignment - unpadded % kAlignment) % kAlignment;
        appendLittleEndian(head, padding + 4, 2);
        head += full;
        head += "FB";
        appendLittleEndian(head, padding, 2);
        head.append(padding, 'Z');
        TW_TRY(append(head));
        TW_TRY(append({reinterpret_cast<const char*>(data.data()), data.size()}));
        appendLittleEndian(m_directory, 0x02014b50, 4);
        appendLittleEndian(m_directory, 0, 2); // made by: version 0, MS-DOS attributes
        appendCommon(m_directory, crc, data.size(), full);
        m_directory.append(2 + 2 + 2 + 2 + 4, '\0'); // no extra field, comment, disk, attributes
        appendLittleEndian(m_directory, begin, 4);
        m_directory += full;
        ++m_count;
        return {};
    }

    Result<void> finish()
    {
        if (m_count >= 0xFFFF) {
            return Error{ErrorCode::Unsupported, "more than 65,534 records", {}};
        }
        const std::uint64_t begin = m_at;
        TW_TRY(append(m_directory));
        std::string end;
        appendLittleEndian(end, 0x06054b50, 4);
        appendLittleEndian(end, 0, 4); // this disk, the directory's disk
        appendLittleEndian(end, m_count, 2);
        appendLittleEndian(end, m_count, 2);
        appendLittleEndian(end, m_directory.size(), 4);
        appendLittleEndian(end, begin, 4);
        appendLittleEndian(end, 0, 2); // no comment
        return append(end);
    }

private:
    // version needed ... length of the name: the same fields in a local header and in the directory
    static void appendCommon(std::string& out, std::uint32_t crc, std::size_t size, const std::string& name)
    {
        appendLittleEndian(out, 0, 2);      // version needed
        appendLittleEndian(out, 0x0800, 2); // names are UTF-8
        appendLittleEndian(out, 0, 2);      // stored
        appendLittleEndian(out, 0, 4);      // no time: equal weights give equal files
        appendLittleEndian(out, crc, 4);
        appendLittleEndian(out, size, 4);
        appendLittleEndian(out, size, 4);
        appendLittleEndian(out, name.size(), 2);
    }

    Result<void> append(std::string_view bytes)
    {
        m_at += bytes.size();
        return m_file.append(bytes);
    }

    AtomicFile& m_file;
    std::uint64_t m_at = 0;
    std::string m_directory;
    std::uint64_t m_count = 0;
};

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

} // namespace

Result<void> writeCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint)
{
    TW_TRY(checkTensors(checkpoint.tensors));
    TW_TRY(checkTensors(checkpoint.extra));
    Blocks blocks;
    TW_TRY_ASSIGN(const std::string pickle, makePickle(checkpoint, blocks));
    TW_TRY_ASSIGN(AtomicFile file, AtomicFile::create(path));
    ZipWriter zip(file);
    TW_TRY(zip.add("data.pkl", bytesOf(pickle)));
    TW_TRY(zip.add("byteorder", bytesOf("little")));
    for (std::size_t i = 0; i < blocks.records.size(); ++i) {
        TW_TRY(zip.add("data/" + std::to_string(i), *blocks.records[i]));
    }
    TW_TRY(zip.add("version", bytesOf("3\n")));
    TW_TRY(zip.finish());
    return file.commit();
}

} // namespace tw::model
