#include "core/base/output_guard.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

namespace tw {
namespace {

namespace fs = std::filesystem;

constexpr std::array kBesideProject{"", "-wal", "-shm", "-journal"};

bool isSame(const fs::path& a, const fs::path& b)
{
    std::error_code error;
    if (fs::equivalent(a, b, error) && !error)
        return true;
    // One that is still to be made has no identity.
    return fs::absolute(a, error).lexically_normal() == fs::absolute(b, error).lexically_normal();
}

bool isInput(const fs::path& out, const fs::path& input)
{
    return std::any_of(kBesideProject.begin(), kBesideProject.end(),
                       [&](const char* suffix) { return isSame(out, input.string() + suffix); });
}

// By the first bytes, as far as it takes to tell what would be lost. Null: a file of the wanted kind, or an empty one.
const char* otherKind(const fs::path& out, OutputKind kind)
{
    std::array<char, 4096> buffer{};
    std::ifstream in(out, std::ios::binary);
    in.read(buffer.data(), buffer.size());
    const std::string_view head(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (head.empty())
        return nullptr;
    if (head.starts_with("SQLite format 3"))
        return "a project or another database";
    if (kind == OutputKind::Weights)
        return head.starts_with("PK") ? nullptr : "no weights file";
    const bool binary = head.find('\0') != std::string_view::npos;
    if (kind == OutputKind::Video)
        return binary ? nullptr : "a text file";
    return binary ? "no text file" : nullptr;
}

} // namespace

Result<void> checkOutput(const fs::path& out, OutputKind kind, std::span<const fs::path> inputs)
{
    for (const fs::path& input : inputs)
        if (!input.empty() && isInput(out, input))
            return Error{ErrorCode::Refused, "is an input of this and is not written over", out.string()};
    std::error_code error;
    if (!fs::is_regular_file(out, error))
        return {}; // nothing there, a folder, or a device
    if (const char* what = otherKind(out, kind))
        return Error{ErrorCode::Refused, std::string("is ") + what + " and is not written over", out.string()};
    return {};
}

} // namespace tw
