#include "core/model/checkpoint/pickle_calls.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tw::model {
namespace {

using Kind = PickleValue::Kind;

constexpr std::string_view kOrderedDict = "collections OrderedDict";
constexpr std::string_view kRebuildTensor = "torch._utils _rebuild_tensor_v2";
constexpr std::string_view kRebuildParameter = "torch._utils _rebuild_parameter";

constexpr std::pair<std::string_view, ElementType> kStorageClasses[] = {
    {"torch FloatStorage", ElementType::Float32}, {"torch DoubleStorage", ElementType::Float64},
    {"torch HalfStorage", ElementType::Float16},  {"torch BFloat16Storage", ElementType::BFloat16},
    {"torch LongStorage", ElementType::Int64},    {"torch IntStorage", ElementType::Int32},
    {"torch ShortStorage", ElementType::Int16},   {"torch CharStorage", ElementType::Int8},
    {"torch ByteStorage", ElementType::UInt8},    {"torch BoolStorage", ElementType::Bool},
};

Error unreadable(std::string detail)
{
    return Error{ErrorCode::Unreadable, std::move(detail), {}};
}

Error refused(std::string detail)
{
    return Error{ErrorCode::Refused, std::move(detail), {}};
}

Result<std::int64_t> countAt(const Pickle& pickle, const PickleValue& tuple, std::size_t index, std::string_view what)
{
    const PickleValue& value = pickle.at(tuple.items[index]);
    if (value.kind != Kind::Integer || value.integer < 0) {
        return unreadable(std::string(what) + " is not a count");
    }
    return value.integer;
}

Result<std::vector<std::int64_t>> countsAt(const Pickle& pickle, const PickleValue& tuple, std::size_t index,
                                           std::string_view what, const PickleLimits& limits)
{
    const PickleValue& list = pickle.at(tuple.items[index]);
    if (list.kind != Kind::Tuple) {
        return unreadable(std::string(what) + " of a tensor is not a tuple");
    }
    if (list.items.size() > limits.dimensions) {
        return refused("a tensor of " + std::to_string(list.items.size()) + " dimensions");
    }
    std::vector<std::int64_t> counts(list.items.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        TW_TRY_ASSIGN(counts[i], countAt(pickle, list, i, what));
    }
    return counts;
}

// Nothing is allocated for a tensor before this holds: its element count is a number, its last element lies inside.
Result<void> checkReach(PickleTensor& tensor, const PickleStorage& storage)
{
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max() / 16; // times an element size still fits
    std::int64_t count = 1;
    for (const std::int64_t size : tensor.shape) {
        if (size != 0 && count > kMax / size) {
            return refused("a tensor of more than 2^59 elements");
        }
        count *= size;
    }
    tensor.elementCount = count;
    if (count == 0) {
        return {};
    }
    std::int64_t last = tensor.offset;
    bool inside = last < storage.viewCount;
    for (std::size_t i = 0; inside && i < tensor.shape.size(); ++i) {
        const std::int64_t steps = tensor.shape[i] - 1;
        const std::int64_t room = storage.viewCount - 1 - last;
        inside = steps == 0 || tensor.stride[i] <= room / steps;
        last += inside ? steps * tensor.stride[i] : 0;
    }
    if (!inside) {
        return unreadable("a tensor reaches outside its storage '" + printable(storage.key) + "' of " +
                          std::to_string(storage.viewCount) + " elements");
    }
    return {};
}

// (storage, offset, size, stride, requires_grad, hooks[, metadata])
Result<Called> rebuildTensor(Pickle& pickle, const PickleValue& arguments, const PickleLimits& limits)
{
    if (arguments.items.size() < 4 || arguments.items.size() > 7) {
        return unreadable("_rebuild_tensor_v2 with " + std::to_string(arguments.items.size()) + " arguments");
    }
    const PickleValue& storage = pickle.at(arguments.items[0]);
    if (storage.kind != Kind::Storage) {
        return unreadable("a tensor made of a " + std::string(toString(storage.kind)) + " instead of a storage");
    }
    PickleTensor tensor;
    tensor.storage = storage.detail;
    TW_TRY_ASSIGN(tensor.offset, countAt(pickle, arguments, 1, "the offset of a tensor"));
    TW_TRY_ASSIGN(tensor.shape, countsAt(pickle, arguments, 2, "the size", limits));
    TW_TRY_ASSIGN(tensor.stride, countsAt(pickle, arguments, 3, "the stride", limits));
    if (tensor.shape.size() != tensor.stride.size()) {
        return unreadable("a tensor with " + std::to_string(tensor.shape.size()) + " sizes and " +
                          std::to_string(tensor.stride.size()) + " strides");
    }
    TW_TRY(checkReach(tensor, pickle.storages[tensor.storage]));
    pickle.cost += tensor.shape.size();
    pickle.tensors.push_back(std::move(tensor));
    return Called{{.kind = Kind::Tensor, .detail = static_cast<std::uint32_t>(pickle.tensors.size() - 1)}, {}};
}

// Python 2 wrote an OrderedDict with its items as one argument, a list of pairs; Python 3 sets them afterwards.
Result<Called> orderedDict(Pickle& pickle, const PickleValue& arguments)
{
    PickleValue dictionary{.kind = Kind::Dictionary};
    if (arguments.items.empty()) {
        return Called{std::move(dictionary), {}};
    }
    const PickleValue& pairs = pickle.at(arguments.items[0]);
    if (arguments.items.size() != 1 || pairs.kind != Kind::List) {
        return unreadable("an OrderedDict made of something else than a list of pairs");
    }
    // One list may be named by many calls: copies count against the limit, or a small file could fill the memory.
    pickle.cost += pairs.items.size();
    dictionary.items.reserve(2 * pairs.items.size());
    for (const PickleId id : pairs.items) {
        const PickleValue& pair = pickle.at(id);
        if ((pair.kind != Kind::List && pair.kind != Kind::Tuple) || pair.items.size() != 2) {
            return unreadable("an OrderedDict made of something else than a list of pairs");
        }
        dictionary.items.insert(dictionary.items.end(), pair.items.begin(), pair.items.end());
    }
    return Called{std::move(dictionary), {}};
}

// The part of a storage that old files call a view: (key, first element, count), or None.
Result<void> applyView(const Pickle& pickle, const PickleValue& view, PickleStorage& storage)
{
    if (view.kind == Kind::None) {
        return {};
    }
    if (view.kind != Kind::Tuple || view.items.size() != 3) {
        return unreadable("the view of a storage is not a tuple of three");
    }
    TW_TRY_ASSIGN(storage.viewOffset, countAt(pickle, view, 1, "the start of a storage view"));
    TW_TRY_ASSIGN(storage.viewCount, countAt(pickle, view, 2, "the length of a storage view"));
    if (storage.viewOffset > storage.rootCount || storage.viewCount > storage.rootCount - storage.viewOffset) {
        return unreadable("a view reaches outside storage '" + printable(storage.key) + "'");
    }
    return {};
}

} // namespace

bool isKnownGlobal(std::string_view name)
{
    return name == kOrderedDict || name == kRebuildTensor || name == kRebuildParameter ||
           std::any_of(std::begin(kStorageClasses), std::end(kStorageClasses),
                       [name](const auto& storage) { return storage.first == name; });
}

Result<Called> callGlobal(Pickle& pickle, PickleId callee, PickleId arguments, const PickleLimits& limits)
{
    const PickleValue& function = pickle.at(callee);
    const PickleValue& list = pickle.at(arguments);
    if (function.kind != Kind::Global) {
        return refused("a call of a " + std::string(toString(function.kind)));
    }
    if (list.kind != Kind::Tuple) {
        return unreadable("a call whose arguments are a " + std::string(toString(list.kind)));
    }
    if (function.text == kOrderedDict) {
        return orderedDict(pickle, list);
    }
    if (function.text == kRebuildTensor) {
        return rebuildTensor(pickle, list, limits);
    }
    if (function.text == kRebuildParameter) { // (tensor, requires_grad, hooks)
        if (list.items.empty() || pickle.at(list.items[0]).kind != Kind::Tensor) {
            return unreadable("_rebuild_parameter without a tensor");
        }
        return Called{{}, list.items[0]};
    }
    return refused("a call of '" + function.text + "'");
}

Result<PickleStorage> readStorageId(const Pickle& pickle, PickleId id, const PickleLimits& limits)
{
    const PickleValue& tuple = pickle.at(id);
    if (tuple.kind != Kind::Tuple || (tuple.items.size() != 5 && tuple.items.size() != 6)) {
        return unreadable("a persistent id that is not a tuple of 5 or 6");
    }
    const PickleValue& tag = pickle.at(tuple.items[0]);
    if (tag.kind != Kind::Text || tag.text != "storage") {
        return refused("a persistent id of the kind '" + printable(tag.text) + "'");
    }
    const PickleValue& storageClass = pickle.at(tuple.items[1]);
    const auto* const known = std::find_if(std::begin(kStorageClasses), std::end(kStorageClasses),
                                           [&](const auto& entry) { return entry.first == storageClass.text; });
    if (storageClass.kind != Kind::Global || known == std::end(kStorageClasses)) {
        return Error{ErrorCode::Unsupported, "a storage of class '" + printable(storageClass.text) + "'", {}};
    }
    const PickleValue& key = pickle.at(tuple.items[2]);
    if (key.kind != Kind::Text) {
        return unreadable("the key of a storage is a " + std::string(toString(key.kind)));
    }
    if (key.text.size() > limits.keyBytes) {
        return refused("the key of a storage with " + std::to_string(key.text.size()) + " bytes");
    }
    PickleStorage storage;
    storage.key = key.text;
    storage.type = known->second;
    TW_TRY_ASSIGN(storage.rootCount, countAt(pickle, tuple, 4, "the length of storage '" + printable(key.text) + "'"));
    storage.viewCount = storage.rootCount;
    if (tuple.items.size() == 6) {
        TW_TRY(applyView(pickle, pickle.at(tuple.items[5]), storage));
    }
    return storage;
}

std::string printable(std::string_view text)
{
    std::string shown(text.substr(0, 100));
    for (char& c : shown) {
        c = c >= ' ' && c <= '~' ? c : '?';
    }
    return shown;
}

} // namespace tw::model
