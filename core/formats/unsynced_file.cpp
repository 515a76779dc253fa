#include "core/formats/unsynced_file.h"

#include "core/base/atomic_file.h"

#include <fstream>

namespace tw::formats {

namespace fs = std::filesystem;

Result<void> replaceFileUnsynced(const fs::path& path, std::string_view bytes)
{
    std::error_code error;
    if (fs::file_size(path, error) == bytes.size() && !error) {
        const auto old = readFile(path);
        if (old && *old == bytes)
            return {};
    }
    fs::path temporary = path;
    temporary += ".part";
    {
        std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) {
            fs::remove(temporary, error);
            return Error{ErrorCode::Io, "cannot be written", path.string()};
        }
    }
    fs::rename(temporary, path, error);
    if (error)
        return Error{ErrorCode::Io, "cannot be written: " + error.message(), path.string()};
    return {};
}

Result<void> makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return Error{ErrorCode::Io, "the folder cannot be made: " + error.message(), folder.string()};
    return {};
}

} // namespace tw::formats
