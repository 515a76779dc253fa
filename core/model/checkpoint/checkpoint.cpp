#include "core/model/checkpoint/checkpoint.h"

#include "core/base/log.h"
#include "core/base/number_text.h"
#include "core/base/peaks.h"
#include "core/model/checkpoint/checkpoint_storage.h"
#include "core/model/checkpoint/pickle_calls.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <set>
#include <string_view>

namespace tw::model {
namespace {

using Kind = PickleValue::Kind;

constexpr std::string_view kModulePrefix = "module."; // what DataParallel puts before every name
constexpr std::size_t kMaxNameBytes = 1024;
constexpr std::size_t kMaxMetadataBytes = 1U << 20;
constexpr std::size_t kMaxDepth = 16;
constexpr std::size_t kMaxVisited = 200'000;
// Views may overlap, so tensors can legitimately need more than the file has; never by this much.
constexpr std::uint64_t kMaxGrowth = 16;
constexpr double kLargestHalf = 65504;

Error unreadable(std::string detail)
{
    return Error{ErrorCode::Unreadable, std::move(detail), {}};
}

struct Planned {
    std::string name;
    const PickleTensor* tensor = nullptr;
};

// Walks the object, decides what is read, checks the sum of the sizes, then reads.
class Assembly
{
public:
    Assembly(CheckpointContainer& container, const ReadOptions& options)
        : m_container(container), m_pickle(container.pickle()), m_options(options)
    {}

    Result<Checkpoint> run(std::uint64_t fileSize)
    {
        TW_TRY(plan());
        TW_TRY(checkSizes(fileSize));
        TW_TRY(readAll(m_weights, m_checkpoint.tensors));
        TW_TRY(readAll(m_extra, m_checkpoint.extra));
        return std::move(m_checkpoint);
    }

private:
    Result<void> plan()
    {
        const PickleValue& root = m_pickle.at(m_pickle.root);
        if (root.kind != Kind::Dictionary) {
            return unreadable("the file holds a " + std::string(toString(root.kind)) +
                              " where a dictionary of tensors was expected");
        }
        if (m_pickle.member(root, "state_dict") == nullptr) {
            return planWeights(root); // the bare dictionary of tensors, as torch.save(model.state_dict()) writes it
        }
        for (std::size_t i = 0; i < root.items.size(); i += 2) {
            const PickleValue& key = m_pickle.at(root.items[i]);
            const PickleValue& value = m_pickle.at(root.items[i + 1]);
            if (key.kind == Kind::Text && key.text == "state_dict") {
                if (value.kind != Kind::Dictionary) {
                    return unreadable("'state_dict' is a " + std::string(toString(value.kind)));
                }
                TW_TRY(planWeights(value));
            } else if (key.kind == Kind::Text && key.text == "epoch" && value.kind == Kind::Integer) {
                m_checkpoint.epoch = value.integer;
            } else {
                TW_TRY_ASSIGN(const std::string name, memberName({}, key));
                TW_TRY(planOther(name, value, 0));
            }
        }
        return {};
    }

    Result<void> planWeights(const PickleValue& dictionary)
    {
        std::set<std::string_view> names;
        for (std::size_t i = 0; i < dictionary.items.size(); i += 2) {
            const PickleValue& key = m_pickle.at(dictionary.items[i]);
            const PickleValue& value = m_pickle.at(dictionary.items[i + 1]);
            if (key.kind != Kind::Text) {
                return unreadable("a weight whose name is a " + std::string(toString(key.kind)));
            }
            if (value.kind != Kind::Tensor) {
                return unreadable("the weight '" + printable(key.text) + "' is a " + std::string(toString(value.kind)));
            }
            std::string_view name = key.text;
            if (name.starts_with(kModulePrefix)) {
                name.remove_prefix(kModulePrefix.size());
            }
            if (name.size() > kMaxNameBytes) {
                return Error{ErrorCode::Refused, "a weight's name of " + std::to_string(name.size()) + " bytes", {}};
            }
            if (!names.insert(name).second) {
                return unreadable("the weight '" + printable(name) + "' appears twice");
            }
            m_weights.push_back({std::string(name), &m_pickle.tensors[value.detail]});
        }
        return {};
    }

    // Everything beside the weights. Text and numbers of the top level are metadata; the rest only on demand.
    Result<void> planOther(const std::string& name, const PickleValue& value, std::size_t depth)
    {
        if (++m_visited > kMaxVisited || depth > kMaxDepth) {
            return Error{
                ErrorCode::Refused, "'" + printable(name) + "' is nested too deeply or has too many parts", {}};
        }
        if (depth > 0 && !m_options.keepExtra) {
            return {};
        }
        if (value.kind == Kind::Tensor) {
            if (m_options.keepExtra) {
                m_extra.push_back({name, &m_pickle.tensors[value.detail]});
            }
            return {};
        }
        const bool pairs = value.kind == Kind::Dictionary;
        if (pairs || value.kind == Kind::List || value.kind == Kind::Tuple) {
            for (std::size_t i = 0; i < value.items.size(); i += pairs ? 2 : 1) {
                const PickleValue index{.kind = Kind::Integer, .integer = static_cast<std::int64_t>(i)};
                TW_TRY_ASSIGN(const std::string inner, memberName(name, pairs ? m_pickle.at(value.items[i]) : index));
                TW_TRY(planOther(inner, m_pickle.at(value.items[pairs ? i + 1 : i]), depth + 1));
            }
            return {};
        }
        return keepMetadata(name, value);
    }

    Result<void> keepMetadata(const std::string& name, const PickleValue& value)
    {
        std::string text;
        switch (value.kind) {
        case Kind::Text: text = value.text; break;
        case Kind::Integer: text = toText(value.integer); break;
        case Kind::Real: text = toText(value.real); break;
        case Kind::Bool: text = value.integer != 0 ? "true" : "false"; break;
        default: return {}; // None and the like say nothing
        }
        m_metadataBytes += name.size() + text.size();
        if (m_metadataBytes > kMaxMetadataBytes) {
            return Error{ErrorCode::Refused, "more than a megabyte of text beside the weights", {}};
        }
        m_checkpoint.metadata[name] = std::move(text);
        return {};
    }

    Result<std::string> memberName(const std::string& parent, const PickleValue& key) const
    {
        std::string name = parent.empty() ? "" : parent + "/";
        switch (key.kind) {
        case Kind::Text: name += key.text; break;
        case Kind::Integer: name += toText(key.integer); break;
        default: return unreadable("a key of the kind " + std::string(toString(key.kind)));
        }
        if (name.size() > kMaxNameBytes) {
            return Error{ErrorCode::Refused, "a name of " + std::to_string(name.size()) + " bytes", {}};
        }
        return name;
    }

    // True when the tensor is its whole storage in order: then the bytes are shared instead of copied.
    bool isWhole(const PickleTensor& tensor) const
    {
        const PickleStorage& storage = m_pickle.storages[tensor.storage];
        if (storage.viewOffset + tensor.offset != 0 || tensor.elementCount != storage.rootCount) {
            return false;
        }
        std::int64_t expected = 1;
        for (std::size_t i = tensor.shape.size(); i-- > 0;) {
            if (tensor.shape[i] != 1 && tensor.stride[i] != expected) {
                return false;
            }
            expected *= tensor.shape[i];
        }
        return true;
    }

    Result<void> checkSizes(std::uint64_t fileSize) const
    {
        const std::uint64_t limit = std::min(m_options.maxBytes, kMaxGrowth * fileSize);
        std::uint64_t total = 0;
        std::set<std::string_view> blocks;
        for (const auto* list : {&m_weights, &m_extra}) {
            for (const Planned& planned : *list) {
                const PickleStorage& storage = m_pickle.storages[planned.tensor->storage];
                const std::uint64_t size = elementSize(storage.type);
                // both factors were checked, and each block lies inside the file: the sums cannot overflow
                if (blocks.insert(storage.key).second) {
                    total += static_cast<std::uint64_t>(storage.rootCount) * size;
                }
                if (!isWhole(*planned.tensor)) {
                    const auto dense = static_cast<std::uint64_t>(planned.tensor->elementCount) * size;
                    total = dense > limit - std::min(limit, total) ? limit + 1 : total + dense;
                }
                if (total > limit) {
                    return Error{ErrorCode::Refused,
                                 "the tensors up to '" + printable(planned.name) + "' need more than " +
                                     std::to_string(limit) + " bytes",
                                 {}};
                }
            }
        }
        return {};
    }

    Result<void> readAll(const std::vector<Planned>& planned, std::vector<NamedTensor>& out)
    {
        out.reserve(planned.size());
        for (const Planned& item : planned) {
            auto value = readTensor(*item.tensor);
            if (!value) {
                return Error{value.error().code, value.error().detail + " (tensor '" + printable(item.name) + "')", {}};
            }
            out.push_back({item.name, *std::move(value)});
        }
        return {};
    }

    Result<TensorValue> readTensor(const PickleTensor& tensor)
    {
        const PickleStorage& storage = m_pickle.storages[tensor.storage];
        TW_TRY_ASSIGN(const SharedBytes block, m_container.block(storage));
        TensorValue value{storage.type, tensor.shape, block};
        if (!isWhole(tensor)) {
            value.bytes = dense(tensor, *block, storage);
        }
        return value;
    }

    static SharedBytes dense(const PickleTensor& tensor, const std::vector<std::byte>& block,
                             const PickleStorage& storage)
    {
        const std::size_t size = elementSize(storage.type);
        std::vector<std::byte> out(static_cast<std::size_t>(tensor.elementCount) * size);
        std::vector<std::int64_t> index(tensor.shape.size(), 0);
        std::int64_t from = storage.viewOffset + tensor.offset;
        for (std::size_t to = 0; to < out.size(); to += size) {
            std::memcpy(out.data() + to, block.data() + static_cast<std::size_t>(from) * size, size);
            for (std::size_t d = index.size(); d-- > 0;) { // the next index in row-major order
                from += tensor.stride[d];
                if (++index[d] < tensor.shape[d]) {
                    break;
                }
                from -= tensor.stride[d] * tensor.shape[d];
                index[d] = 0;
            }
        }
        return std::make_shared<const std::vector<std::byte>>(std::move(out));
    }

    CheckpointContainer& m_container;
    const Pickle& m_pickle;
    const ReadOptions& m_options;
    Checkpoint m_checkpoint;
    std::vector<Planned> m_weights;
    std::vector<Planned> m_extra;
    std::size_t m_visited = 0;
    std::size_t m_metadataBytes = 0;
};

Result<Checkpoint> readOpened(const FileBytes& file, const ReadOptions& options)
{
    TW_TRY_ASSIGN(CheckpointContainer container, CheckpointContainer::open(file));
    return Assembly(container, options).run(file.size());
}

double realAt(const TensorValue& value, std::size_t index)
{
    if (value.type == ElementType::Float64) {
        double number = 0;
        std::memcpy(&number, value.bytes->data() + index * sizeof number, sizeof number);
        return number;
    }
    if (value.type == ElementType::Float32) {
        float number = 0;
        std::memcpy(&number, value.bytes->data() + index * sizeof number, sizeof number);
        return number;
    }
    std::uint16_t bits = 0;
    std::memcpy(&bits, value.bytes->data() + index * sizeof bits, sizeof bits);
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); // bfloat16 is the upper half of a float
}

} // namespace

std::size_t elementSize(ElementType type)
{
    switch (type) {
    case ElementType::Float64:
    case ElementType::Int64: return 8;
    case ElementType::Float32:
    case ElementType::Int32: return 4;
    case ElementType::Float16:
    case ElementType::BFloat16:
    case ElementType::Int16: return 2;
    case ElementType::Int8:
    case ElementType::UInt8:
    case ElementType::Bool: return 1;
    }
    TW_UNREACHABLE();
}

std::string_view toString(ElementType type)
{
    switch (type) {
    case ElementType::Float32: return "float32";
    case ElementType::Float64: return "float64";
    case ElementType::Float16: return "float16";
    case ElementType::BFloat16: return "bfloat16";
    case ElementType::Int64: return "int64";
    case ElementType::Int32: return "int32";
    case ElementType::Int16: return "int16";
    case ElementType::Int8: return "int8";
    case ElementType::UInt8: return "uint8";
    case ElementType::Bool: return "bool";
    }
    TW_UNREACHABLE();
}

std::int64_t TensorValue::elementCount() const
{
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        count *= size;
    }
    return count;
}

const NamedTensor* Checkpoint::find(const std::string& name) const
{
    const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const auto& t) { return t.name == name; });
    return found == tensors.end() ? nullptr : &*found;
}

namespace {

// What a person can do about a file that is not read. What exactly is wrong inside it stands in the log: it is of use
// to the author of the file only.
std::string sentenceFor(const Error& error, const FileBytes& file)
{
    std::array<std::byte, 512> first{};
    const std::size_t count = std::min<std::uint64_t>(first.size(), file.size());
    if (!file.readAt(0, std::span(first).first(count)))
        return "the file cannot be read";
    std::string_view begin(reinterpret_cast<const char*>(first.data()), count);
    if (begin.empty())
        return "the file is empty; copy or download it again";
    if (begin.starts_with("version https://git-lfs"))
        return "this is a placeholder of Git LFS, not the weights; fetch them with `git lfs pull`";
    begin.remove_prefix(std::min(begin.find_first_not_of(" \t\r\n"), begin.size()));
    if (begin.starts_with('<'))
        return "this is a web page, not a weights file; download the file itself";
    if (error.code == ErrorCode::Refused)
        return "reading it could run foreign code or take more memory than weights need, so it is refused; save the "
               "weights alone (torch.save of a state_dict)";
    if (error.code == ErrorCode::Unsupported)
        return "the weights are stored in a way that is not read; save them again with torch.save of a state_dict";
    const bool archive = begin.starts_with("PK") || begin.starts_with("\x80\x02");
    return archive ? "the weights file is damaged or cut off; copy or download it again"
                   : "this is not a weights file of PyTorch (.pth, made by torch.save)";
}

} // namespace

Result<Checkpoint> readCheckpoint(const std::filesystem::path& path, const ReadOptions& options)
{
    TW_TRY_ASSIGN(const FileBytes file, FileBytes::open(path));
    auto checkpoint = readOpened(file, options);
    if (!checkpoint) {
        log::info("model", path.string() + ": " + checkpoint.error().detail);
        const std::string detail =
            options.detailedErrors ? checkpoint.error().detail : sentenceFor(checkpoint.error(), file);
        return Error{checkpoint.error().code, detail, path.string()};
    }
    return checkpoint;
}

// A tensor with a value that half precision cannot hold stays as it is: infinity in a weight would be no shipping.
Checkpoint toHalf(const Checkpoint& checkpoint)
{
    Checkpoint halved = checkpoint;
    for (NamedTensor& tensor : halved.tensors) {
        const TensorValue& value = tensor.value;
        if (value.type != ElementType::Float32 && value.type != ElementType::Float64 &&
            value.type != ElementType::BFloat16) {
            continue;
        }
        const auto count = static_cast<std::size_t>(value.elementCount());
        std::vector<std::byte> bytes(2 * count);
        bool fits = true;
        for (std::size_t i = 0; i < count && fits; ++i) {
            const double number = realAt(value, i);
            fits = !std::isfinite(number) || std::abs(number) <= kLargestHalf;
            const std::uint16_t half = halfFromFloat(static_cast<float>(number));
            std::memcpy(bytes.data() + 2 * i, &half, sizeof half);
        }
        if (fits) {
            tensor.value = {ElementType::Float16, value.shape,
                            std::make_shared<const std::vector<std::byte>>(std::move(bytes))};
        }
    }
    return halved;
}

} // namespace tw::model
