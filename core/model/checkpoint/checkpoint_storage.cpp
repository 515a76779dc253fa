#include "core/model/checkpoint/checkpoint_storage.h"

#include "core/model/checkpoint/pickle_calls.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tw::model {
namespace {

using Kind = PickleValue::Kind;

constexpr std::string_view kZipMagic = "PK\x03\x04";
constexpr std::uint8_t kLegacyMagic[] = {0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19};
constexpr std::int64_t kLegacyProtocol = 1001;
constexpr std::string_view kPickleName = "data.pkl";

Error unreadable(std::string detail)
{
    return Error{ErrorCode::Unreadable, std::move(detail), {}};
}

Error unsupported(std::string detail)
{
    return Error{ErrorCode::Unsupported, std::move(detail), {}};
}

std::uint64_t byteCount(const PickleStorage& storage)
{
    return static_cast<std::uint64_t>(storage.rootCount) * elementSize(storage.type);
}

// The one folder of the archive that holds the pickle, with its slash.
Result<std::string> findFolder(const ZipReader& zip)
{
    std::string folder;
    for (const auto& [name, entry] : zip.entries()) {
        const std::size_t slash = name.find('/');
        if (slash == std::string::npos || name.find('/', slash + 1) != std::string::npos) {
            continue;
        }
        if (name.substr(slash + 1) == "constants.pkl") {
            return unsupported("a TorchScript program; save its state_dict with torch.save instead");
        }
        if (name.substr(slash + 1) != kPickleName) {
            continue;
        }
        if (!folder.empty()) {
            return unreadable("two pickles in one archive: '" + printable(folder) + "' and '" + printable(name) + "'");
        }
        folder = name.substr(0, slash + 1);
    }
    if (folder.empty()) {
        return unreadable("a zip file without data.pkl: not written by torch.save");
    }
    return folder;
}

Result<void> checkByteOrder(const ZipReader& zip, const std::string& folder)
{
    const ZipEntry* entry = zip.find(folder + "byteorder");
    if (entry == nullptr) {
        return {};
    }
    std::array<std::byte, 6> text{};
    if (entry->size == text.size()) {
        TW_TRY(zip.read(*entry, text));
        if (std::string_view(reinterpret_cast<const char*>(text.data()), text.size()) == "little") {
            return {};
        }
    }
    return unsupported("a file of a big-endian machine");
}

Result<void> checkLegacyHead(PickleInput& input)
{
    const PickleLimits small{.bytes = 4096, .cost = 256, .textBytes = 256};
    TW_TRY_ASSIGN(const Pickle magic, readPickle(input, small));
    const PickleValue& number = magic.at(magic.root);
    const std::string_view expected(reinterpret_cast<const char*>(kLegacyMagic), sizeof kLegacyMagic);
    if (number.kind != Kind::LongInteger || number.text != expected) {
        return unreadable("a pickle, but not one of torch.save");
    }
    TW_TRY_ASSIGN(const Pickle protocol, readPickle(input, small));
    const PickleValue& version = protocol.at(protocol.root);
    if (version.kind != Kind::Integer || version.integer != kLegacyProtocol) {
        return unsupported("a legacy file of another protocol than 1001");
    }
    TW_TRY_ASSIGN(const Pickle system, readPickle(input, small));
    const PickleValue* little = system.member(system.at(system.root), "little_endian");
    if (little != nullptr && little->kind == Kind::Bool && little->integer == 0) {
        return unsupported("a file of a big-endian machine");
    }
    return {};
}

} // namespace

Result<CheckpointContainer> CheckpointContainer::open(const FileBytes& file)
{
    CheckpointContainer container(file);
    std::array<std::byte, 265> head{};
    const std::size_t length = std::min<std::uint64_t>(head.size(), file.size());
    TW_TRY(file.readAt(0, std::span(head).first(length)));
    const std::string_view text(reinterpret_cast<const char*>(head.data()), length);
    if (text.starts_with(kZipMagic)) {
        TW_TRY(container.openZip());
    } else if (text.starts_with("\x80\x02")) {
        TW_TRY(container.openLegacy());
    } else if (length > 262 && text.substr(257, 5) == "ustar") {
        return unsupported("the tar format of PyTorch before 0.2");
    } else {
        return unreadable(length == 0 ? "the file is empty" : "not a file of torch.save (neither zip nor pickle)");
    }
    TW_TRY(container.checkStorages());
    return container;
}

Result<void> CheckpointContainer::openZip()
{
    TW_TRY_ASSIGN(m_zip, ZipReader::open(*m_file));
    TW_TRY_ASSIGN(m_folder, findFolder(*m_zip));
    TW_TRY(checkByteOrder(*m_zip, m_folder));
    const ZipEntry& entry = *m_zip->find(m_folder + std::string(kPickleName));
    if (entry.size > PickleLimits{}.bytes) {
        return Error{ErrorCode::Refused, "a pickle of " + std::to_string(entry.size) + " bytes", {}};
    }
    {
        std::vector<std::byte> whole(
            entry.size); // only for its checksum: bit errors are told apart from foreign content
        TW_TRY(m_zip->read(entry, whole));
    }
    TW_TRY_ASSIGN(const std::uint64_t begin, m_zip->dataOffset(entry));
    PickleInput input(*m_file, begin, begin + entry.size);
    TW_TRY_ASSIGN(m_pickle, readPickle(input));
    return {};
}

Result<void> CheckpointContainer::openLegacy()
{
    PickleInput input(*m_file, 0, m_file->size());
    TW_TRY(checkLegacyHead(input));
    TW_TRY_ASSIGN(m_pickle, readPickle(input));
    TW_TRY_ASSIGN(const Pickle keys, readPickle(input));
    return placeLegacyBlocks(keys, input.position());
}

// After the pickles: for each key in the order of the list an 8-byte count of elements, then the elements.
Result<void> CheckpointContainer::placeLegacyBlocks(const Pickle& keys, std::uint64_t at)
{
    const PickleValue& list = keys.at(keys.root);
    if (list.kind != Kind::List) {
        return unreadable("the storage keys of a legacy file are not a list");
    }
    std::map<std::string_view, const PickleStorage*> known;
    for (const PickleStorage& storage : m_pickle.storages) {
        known.emplace(storage.key, &storage);
    }
    for (const PickleId id : list.items) {
        const PickleValue& key = keys.at(id);
        const auto found = known.find(key.text);
        if (key.kind != Kind::Text || found == known.end()) {
            return unreadable("a storage '" + printable(key.text) + "' that no tensor uses");
        }
        const PickleStorage& storage = *found->second;
        std::array<std::byte, 8> count{};
        TW_TRY(m_file->readAt(at, count));
        at += count.size();
        if (littleEndian(count, 0, 8) != static_cast<std::uint64_t>(storage.rootCount)) {
            return unreadable("storage '" + printable(key.text) + "' has " + std::to_string(littleEndian(count, 0, 8)) +
                              " elements, its tensors say " + std::to_string(storage.rootCount));
        }
        if (byteCount(storage) > m_file->size() - at) {
            return unreadable("storage '" + printable(key.text) + "' is cut off at byte " +
                              std::to_string(m_file->size()));
        }
        if (!m_places.emplace(key.text, Place{at, byteCount(storage)}).second) {
            return unreadable("storage '" + printable(key.text) + "' appears twice");
        }
        at += byteCount(storage);
    }
    return {};
}

// Each key has one type and one length, and all blocks together cannot be larger than the file.
Result<void> CheckpointContainer::checkStorages() const
{
    std::map<std::string_view, const PickleStorage*> seen;
    std::uint64_t room = m_file->size();
    for (const PickleStorage& storage : m_pickle.storages) {
        const auto [at, isNew] = seen.emplace(storage.key, &storage);
        if (!isNew) {
            if (at->second->type != storage.type || at->second->rootCount != storage.rootCount) {
                return unreadable("storage '" + printable(storage.key) + "' is described in two ways");
            }
            continue;
        }
        const std::uint64_t count = static_cast<std::uint64_t>(storage.rootCount);
        if (count > room / elementSize(storage.type)) {
            return unreadable("storage '" + printable(storage.key) + "' of " + std::to_string(count) + " " +
                              std::string(toString(storage.type)) + " is larger than what the file has left");
        }
        room -= byteCount(storage);
    }
    return {};
}

Result<std::vector<std::byte>> CheckpointContainer::readBlock(const PickleStorage& storage) const
{
    const std::string key = printable(storage.key);
    if (!m_zip) {
        const auto place = m_places.find(storage.key);
        if (place == m_places.end()) {
            return unreadable("storage '" + key + "' is not in the file");
        }
        std::vector<std::byte> bytes(place->second.bytes);
        TW_TRY(m_file->readAt(place->second.offset, bytes));
        return bytes;
    }
    const ZipEntry* entry = m_zip->find(m_folder + "data/" + storage.key);
    if (entry == nullptr) {
        return unreadable("zip entry 'data/" + key + "' is not in the file");
    }
    if (entry->size != byteCount(storage)) {
        return unreadable("zip entry 'data/" + key + "' has " + std::to_string(entry->size) +
                          " bytes, its tensors say " + std::to_string(byteCount(storage)));
    }
    std::vector<std::byte> bytes(entry->size);
    TW_TRY(m_zip->read(*entry, bytes));
    return bytes;
}

Result<SharedBytes> CheckpointContainer::block(const PickleStorage& storage)
{
    const auto found = m_blocks.find(storage.key);
    if (found != m_blocks.end()) {
        return found->second;
    }
    TW_TRY_ASSIGN(auto bytes, readBlock(storage));
    auto shared = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
    m_blocks.emplace(storage.key, shared);
    return shared;
}

} // namespace tw::model
