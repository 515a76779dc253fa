#include "core/model/checkpoint/pickle.h"

#include "core/model/checkpoint/pickle_calls.h"
#include "core/model/checkpoint/pickle_opcodes.h"

#include <bit>
#include <unordered_map>

namespace tw::model {
namespace {

namespace op = pickle_opcode;
using Kind = PickleValue::Kind;

constexpr std::size_t kMaxNameBytes = 256; // "module\nname\n" of a global

// CPython's machine, reduced: one stack, one stack of marks, one memo.
class Machine
{
public:
    Machine(PickleInput& input, const PickleLimits& limits)
        : m_input(input), m_limits(limits), m_begin(input.position())
    {}

    Result<Pickle> run()
    {
        for (;;) {
            m_at = m_input.position();
            if (m_at - m_begin > m_limits.bytes) {
                return refused("a pickle of more than " + std::to_string(m_limits.bytes) + " bytes");
            }
            TW_TRY_ASSIGN(const auto opcode, number(1));
            if (opcode == op::kStop) {
                TW_TRY_ASSIGN(m_pickle.root, pop());
                return std::move(m_pickle);
            }
            TW_TRY(step(static_cast<std::uint8_t>(opcode)));
        }
    }

private:
    Error unreadable(std::string detail) const
    {
        return Error{ErrorCode::Unreadable, std::move(detail) + " at byte " + std::to_string(m_at), {}};
    }
    Error refused(std::string detail) const
    {
        return Error{ErrorCode::Refused, std::move(detail) + " at byte " + std::to_string(m_at), {}};
    }

    Result<void> step(std::uint8_t opcode)
    {
        switch (opcode) {
        case op::kProto: return protocol();
        case op::kMark: m_marks.push_back(m_stack.size()); return {};
        case op::kNone: return push({.kind = Kind::None});
        case op::kNewTrue: return push({.kind = Kind::Bool, .integer = 1});
        case op::kNewFalse: return push({.kind = Kind::Bool});
        case op::kBinInt1: return integer(1);
        case op::kBinInt2: return integer(2);
        case op::kBinInt: return integer(4);
        case op::kLong1: return longInteger();
        case op::kBinFloat: return real();
        case op::kBinUnicode: return text();
        case op::kGlobal: return global();
        case op::kEmptyTuple: return push({.kind = Kind::Tuple});
        case op::kEmptyList: return push({.kind = Kind::List});
        case op::kEmptyDict: return push({.kind = Kind::Dictionary});
        case op::kTuple1: return tuple(1);
        case op::kTuple2: return tuple(2);
        case op::kTuple3: return tuple(3);
        case op::kTuple: return tupleFromMark();
        case op::kAppend: return append();
        case op::kAppends: return appendFromMark();
        case op::kSetItem: return setItem();
        case op::kSetItems: return setItemsFromMark();
        case op::kBinPut: return put(1);
        case op::kLongBinPut: return put(4);
        case op::kBinGet: return get(1);
        case op::kLongBinGet: return get(4);
        case op::kReduce: return reduce();
        case op::kBuild: return build();
        case op::kBinPersId: return persistentId();
        default: return refused("pickle opcode " + op::name(opcode));
        }
    }

    Result<std::uint64_t> number(std::size_t width)
    {
        TW_TRY_ASSIGN(const auto bytes, m_input.take(width));
        return littleEndian(bytes, 0, width);
    }

    Result<void> push(PickleValue value)
    {
        if (++m_pickle.cost > m_limits.cost) {
            return refused("a pickle of more than " + std::to_string(m_limits.cost) + " values");
        }
        m_stack.push_back(static_cast<PickleId>(m_pickle.values.size()));
        m_pickle.values.push_back(std::move(value));
        return {};
    }

    // Values above the newest mark only: an opcode must not reach through it.
    Result<PickleId> pop()
    {
        const std::size_t floor = m_marks.empty() ? 0 : m_marks.back();
        if (m_stack.size() <= floor) {
            return unreadable("the pickle takes a value from an empty stack");
        }
        const PickleId id = m_stack.back();
        m_stack.pop_back();
        return id;
    }

    Result<std::vector<PickleId>> popMark()
    {
        if (m_marks.empty()) {
            return unreadable("the pickle has no MARK");
        }
        const auto from = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
        m_marks.pop_back();
        std::vector<PickleId> items(from, m_stack.end());
        m_stack.erase(from, m_stack.end());
        return items;
    }

    // The container on top of the stack that the next items go into.
    Result<PickleValue*> top(Kind kind)
    {
        const std::size_t floor = m_marks.empty() ? 0 : m_marks.back();
        if (m_stack.size() <= floor) {
            return unreadable("the pickle fills a container that is not there");
        }
        PickleValue& value = m_pickle.values[m_stack.back()];
        if (value.kind != kind) {
            return unreadable("the pickle puts items into a " + std::string(toString(value.kind)));
        }
        return &value;
    }

    Result<void> protocol()
    {
        TW_TRY_ASSIGN(const auto version, number(1));
        if (version > 5) {
            return unreadable("pickle protocol " + std::to_string(version));
        }
        return {}; // what matters is which opcodes follow
    }

    Result<void> integer(std::size_t width)
    {
        TW_TRY_ASSIGN(const auto bits, number(width));
        // only the four-byte form is signed
        const std::int64_t value = width == 4 ? static_cast<std::int32_t>(bits) : static_cast<std::int64_t>(bits);
        return push({.kind = Kind::Integer, .integer = value});
    }

    Result<void> longInteger()
    {
        TW_TRY_ASSIGN(const auto length, number(1));
        TW_TRY_ASSIGN(const auto bytes, m_input.take(length));
        if (length > 8) {
            return push({.kind = Kind::LongInteger,
                         .text = std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size())});
        }
        std::uint64_t value = littleEndian(bytes, 0, length);
        if (length > 0 && length < 8 && (value >> (8 * length - 1)) != 0) {
            value |= ~std::uint64_t{0} << (8 * length); // two's complement of fewer bytes
        }
        return push({.kind = Kind::Integer, .integer = static_cast<std::int64_t>(value)});
    }

    Result<void> real()
    {
        TW_TRY_ASSIGN(const auto bytes, m_input.take(8));
        std::uint64_t bits = 0; // the one big-endian number of the format
        for (const std::byte byte : bytes) {
            bits = (bits << 8) | std::to_integer<std::uint64_t>(byte);
        }
        return push({.kind = Kind::Real, .real = std::bit_cast<double>(bits)});
    }

    Result<void> text()
    {
        TW_TRY_ASSIGN(const auto length, number(4));
        if (length > m_limits.textBytes) {
            return refused("a text of " + std::to_string(length) + " bytes");
        }
        TW_TRY_ASSIGN(const auto bytes, m_input.take(length));
        return push(
            {.kind = Kind::Text, .text = std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size())});
    }

    Result<void> global()
    {
        TW_TRY_ASSIGN(const auto module, m_input.takeLine(kMaxNameBytes));
        std::string name(module);
        TW_TRY_ASSIGN(const auto member, m_input.takeLine(kMaxNameBytes));
        name += ' ';
        name += member;
        if (!isKnownGlobal(name)) {
            return refused("the global '" + printable(name) + "'");
        }
        return push({.kind = Kind::Global, .text = std::move(name)});
    }

    Result<void> tuple(std::size_t count)
    {
        std::vector<PickleId> items(count);
        for (std::size_t i = count; i-- > 0;) {
            TW_TRY_ASSIGN(items[i], pop());
        }
        return push({.kind = Kind::Tuple, .items = std::move(items)});
    }

    Result<void> tupleFromMark()
    {
        TW_TRY_ASSIGN(auto items, popMark());
        return push({.kind = Kind::Tuple, .items = std::move(items)});
    }

    Result<void> append()
    {
        TW_TRY_ASSIGN(const PickleId item, pop());
        TW_TRY_ASSIGN(PickleValue* const list, top(Kind::List));
        list->items.push_back(item);
        return {};
    }

    Result<void> appendFromMark()
    {
        TW_TRY_ASSIGN(const auto items, popMark());
        TW_TRY_ASSIGN(PickleValue* const list, top(Kind::List));
        list->items.insert(list->items.end(), items.begin(), items.end());
        return {};
    }

    Result<void> setItem()
    {
        TW_TRY_ASSIGN(const PickleId value, pop());
        TW_TRY_ASSIGN(const PickleId key, pop());
        TW_TRY_ASSIGN(PickleValue* const dictionary, top(Kind::Dictionary));
        dictionary->items.push_back(key);
        dictionary->items.push_back(value);
        return {};
    }

    Result<void> setItemsFromMark()
    {
        TW_TRY_ASSIGN(const auto items, popMark());
        if (items.size() % 2 != 0) {
            return unreadable("the pickle sets a key without a value");
        }
        TW_TRY_ASSIGN(PickleValue* const dictionary, top(Kind::Dictionary));
        dictionary->items.insert(dictionary->items.end(), items.begin(), items.end());
        return {};
    }

    Result<void> put(std::size_t width)
    {
        TW_TRY_ASSIGN(const auto index, number(width));
        if (m_stack.empty()) {
            return unreadable("the pickle remembers a value that is not there");
        }
        m_memo[static_cast<std::uint32_t>(index)] = m_stack.back();
        return {};
    }

    Result<void> get(std::size_t width)
    {
        TW_TRY_ASSIGN(const auto index, number(width));
        const auto found = m_memo.find(static_cast<std::uint32_t>(index));
        if (found == m_memo.end()) {
            return unreadable("the pickle asks for memo " + std::to_string(index) + ", which was never set");
        }
        m_stack.push_back(found->second);
        return {};
    }

    Result<void> reduce()
    {
        TW_TRY_ASSIGN(const PickleId arguments, pop());
        TW_TRY_ASSIGN(const PickleId callee, pop());
        auto made = callGlobal(m_pickle, callee, arguments, m_limits);
        if (!made) {
            return Error{made.error().code, made.error().detail + " at byte " + std::to_string(m_at), {}};
        }
        if (made->existing) { // a parameter is its tensor
            m_stack.push_back(*made->existing);
            return {};
        }
        return push(std::move(made->value));
    }

    // Attributes of an object, here the `_metadata` of an OrderedDict: of no use, and nothing else may carry any.
    Result<void> build()
    {
        TW_TRY(pop());
        TW_TRY(top(Kind::Dictionary));
        return {};
    }

    Result<void> persistentId()
    {
        TW_TRY_ASSIGN(const PickleId id, pop());
        auto storage = readStorageId(m_pickle, id, m_limits);
        if (!storage) {
            return Error{storage.error().code, storage.error().detail + " at byte " + std::to_string(m_at), {}};
        }
        m_pickle.storages.push_back(*std::move(storage));
        return push({.kind = Kind::Storage, .detail = static_cast<std::uint32_t>(m_pickle.storages.size() - 1)});
    }

    PickleInput& m_input;
    const PickleLimits& m_limits;
    std::uint64_t m_begin;
    std::uint64_t m_at = 0; // byte of the opcode being carried out
    Pickle m_pickle;
    std::vector<PickleId> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint32_t, PickleId> m_memo;
};

} // namespace

const PickleValue* Pickle::member(const PickleValue& dictionary, std::string_view key) const
{
    for (std::size_t i = dictionary.items.size(); i >= 2; i -= 2) {
        const PickleValue& name = at(dictionary.items[i - 2]);
        if (name.kind == Kind::Text && name.text == key) {
            return &at(dictionary.items[i - 1]);
        }
    }
    return nullptr;
}

Result<Pickle> readPickle(PickleInput& input, const PickleLimits& limits)
{
    return Machine(input, limits).run();
}

std::string_view toString(Kind kind)
{
    switch (kind) {
    case Kind::None: return "None";
    case Kind::Bool: return "bool";
    case Kind::Integer: return "integer";
    case Kind::LongInteger: return "long integer";
    case Kind::Real: return "float";
    case Kind::Text: return "text";
    case Kind::Tuple: return "tuple";
    case Kind::List: return "list";
    case Kind::Dictionary: return "dictionary";
    case Kind::Global: return "global";
    case Kind::Storage: return "storage";
    case Kind::Tensor: return "tensor";
    }
    TW_UNREACHABLE();
}

} // namespace tw::model
