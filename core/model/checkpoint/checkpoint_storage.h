#pragma once
// (private) The two containers torch.save has had, seen alike: one pickle that describes tensors, and blocks of raw
// numbers that it names by key.
//
// Thread: one at a time. Source: PyTorch's serialisation formats; spec in core/model/README.md.

#include "core/base/result.h"
#include "core/model/checkpoint/pickle.h"
#include "core/model/checkpoint/zip_reader.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tw::model {

using SharedBytes = std::shared_ptr<const std::vector<std::byte>>;

class CheckpointContainer
{
public:
    // Finds out the format by the first bytes. Errors: Unreadable, Refused, Unsupported, Io.
    static Result<CheckpointContainer> open(const FileBytes& file);

    const Pickle& pickle() const { return m_pickle; }
    // The whole block, read once. Errors: Unreadable (missing, other length than the pickle says, damaged).
    Result<SharedBytes> block(const PickleStorage& storage);

private:
    struct Place {
        std::uint64_t offset = 0; // legacy: of the data in the file
        std::uint64_t bytes = 0;
    };

    explicit CheckpointContainer(const FileBytes& file) : m_file(&file) {}
    Result<void> openZip();
    Result<void> openLegacy();
    Result<void> checkStorages() const;
    Result<void> placeLegacyBlocks(const Pickle& keys, std::uint64_t at);
    Result<std::vector<std::byte>> readBlock(const PickleStorage& storage) const;

    const FileBytes* m_file;
    std::optional<ZipReader> m_zip;
    std::string m_folder;                  // zip: "archive/"
    std::map<std::string, Place> m_places; // legacy: by key
    Pickle m_pickle;
    std::map<std::string, SharedBytes> m_blocks;
};

} // namespace tw::model
