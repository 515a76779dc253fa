#include "core/model/detector.h"

#include "core/base/log.h"
#include "core/model/model_file.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string_view>

namespace tw::model {

namespace {

namespace fs = std::filesystem;

// A program in a build tree stands a few folders below the one that CMake configured.
constexpr int kBuildDepth = 6;

fs::path programFolder()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path() : program.parent_path();
}

// The source tree of the build that the program stands in; empty for an installed one. CMake notes it in its cache, so
// that no path of the building machine needs to be compiled into the program.
fs::path sourceTree(fs::path folder)
{
    constexpr std::string_view kKey = "CMAKE_HOME_DIRECTORY:INTERNAL=";
    for (int i = 0; i < kBuildDepth && folder.has_relative_path(); ++i, folder = folder.parent_path()) {
        std::ifstream cache(folder / "CMakeCache.txt");
        for (std::string line; std::getline(cache, line);) {
            if (line.starts_with(kKey))
                return line.substr(kKey.size());
        }
    }
    return {};
}

std::vector<fs::path> modelFolders()
{
    std::vector<fs::path> folders;
    if (const char* named = std::getenv("TRACKWRIGHT_MODELS"); named != nullptr && *named != '\0')
        folders.emplace_back(named);
    if (const fs::path program = programFolder(); !program.empty()) {
        folders.push_back((program / "../share/trackwright/models").lexically_normal());
        static const fs::path source = sourceTree(program);
        if (!source.empty())
            folders.push_back(source / "resources/models");
    }
    return folders;
}

bool isPlainName(const std::string& name)
{
    return !name.empty() && name.find_first_of("/\\") == std::string::npos && name != "." && name != "..";
}

} // namespace

Result<fs::path> findInstalledModel(const std::string& name)
{
    if (!isPlainName(name))
        return Error{ErrorCode::InvalidArgument, "the name of a model has no slashes", name};
    std::string places;
    for (const fs::path& folder : modelFolders()) {
        const fs::path file = folder / (name + ".pth");
        std::error_code error;
        if (fs::is_regular_file(file, error))
            return file;
        places += (places.empty() ? "" : ", ") + folder.string();
    }
    return Error{ErrorCode::NotFound, "no weights of this name are installed; looked in " + places, name};
}

Result<fs::path> modelFile(const std::string& model)
{
    const fs::path path(model);
    std::error_code error;
    if (path.has_parent_path() || path.has_extension() || fs::is_regular_file(path, error))
        return path;
    return findInstalledModel(model);
}

} // namespace tw::model
