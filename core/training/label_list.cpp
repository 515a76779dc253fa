#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/training/mot_folder.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

namespace tw::training {

namespace {

namespace fs = std::filesystem;

struct PictureSize {
    int width = 0;
    int height = 0;
};

std::uint32_t bigEndian(const std::string& bytes, std::size_t at, std::size_t count)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = (value << 8) | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}

// From the frame header; nothing for a JPEG that may be turned by its EXIF data.
std::optional<PictureSize> jpegSize(const std::string& bytes)
{
    if (bytes.size() < 4 || bigEndian(bytes, 0, 2) != 0xFFD8)
        return std::nullopt;
    for (std::size_t at = 2; at + 9 < bytes.size();) {
        const std::uint32_t marker = bigEndian(bytes, at, 2);
        if ((marker & 0xFF00U) != 0xFF00U)
            return std::nullopt;
        if (marker == 0xFFE1)
            return std::nullopt;
        const bool frame =
            marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
        if (frame)
            return PictureSize{static_cast<int>(bigEndian(bytes, at + 7, 2)),
                               static_cast<int>(bigEndian(bytes, at + 5, 2))};
        at += 2 + bigEndian(bytes, at + 2, 2);
    }
    return std::nullopt;
}

std::optional<PictureSize> pngSize(const std::string& bytes)
{
    if (bytes.size() < 24 || bytes.compare(0, 8, "\x89PNG\r\n\x1a\n", 8) != 0)
        return std::nullopt;
    return PictureSize{static_cast<int>(bigEndian(bytes, 16, 4)), static_cast<int>(bigEndian(bytes, 20, 4))};
}

// The boxes of a list are shares of the picture's size, which only the picture knows. Its first bytes are enough nearly
// always.
Result<PictureSize> sizeOf(const fs::path& path)
{
    constexpr std::size_t kHead = 65536;
    std::string head(kHead, '\0');
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorCode::NotFound, "no such picture", path.string()};
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    if (const auto size = jpegSize(head))
        return *size;
    if (const auto size = pngSize(head))
        return *size;
    TW_TRY_ASSIGN(const PicturePtr picture, readPicture(path));
    return PictureSize{picture->width, picture->height};
}

// As published: every "images" of the path becomes "labels_with_ids", the suffix .txt.
fs::path labelPath(const fs::path& picture)
{
    static const std::string kFrom = "images", kTo = "labels_with_ids";
    std::string text = picture.string();
    for (std::size_t at = text.find(kFrom); at != std::string::npos; at = text.find(kFrom, at + kTo.size()))
        text.replace(at, kFrom.size(), kTo);
    return fs::path(text).replace_extension(".txt");
}

// class id xc yc w h, shares of the picture's size; nothing when it is something else. `person` is class 0.
std::optional<Label> readRow(const std::string& line, const PictureSize& size, bool& person)
{
    std::array<double, 6> v{};
    std::size_t count = 0;
    for (std::size_t at = line.find_first_not_of(" \t\r"); at != std::string::npos;) {
        const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
        const std::optional<double> value = toDouble(std::string_view(line).substr(at, end - at));
        if (!value || count >= v.size())
            return std::nullopt;
        v[count++] = *value;
        at = line.find_first_not_of(" \t\r", end);
    }
    if (count != v.size())
        return std::nullopt;
    person = v[0] == 0;
    Label label;
    label.identity = v[1] < 0 ? -1 : static_cast<std::int64_t>(v[1]);
    label.box = {(v[2] - v[4] / 2) * size.width, (v[3] - v[5] / 2) * size.height, v[4] * size.width,
                 v[5] * size.height};
    return label.box.valid() ? std::optional(label) : std::nullopt;
}

Result<std::vector<Label>> readLabels(const fs::path& picture, std::vector<std::string>& issues)
{
    std::vector<Label> labels;
    const fs::path path = labelPath(picture);
    std::error_code error;
    if (!fs::exists(path, error)) {
        issues.push_back(path.string() + ": no label file; the picture counts as empty");
        return labels;
    }
    TW_TRY_ASSIGN(const PictureSize size, sizeOf(picture));
    std::ifstream file(path);
    std::string line;
    for (std::int64_t number = 1; std::getline(file, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        bool person = true;
        const std::optional<Label> label = readRow(line, size, person);
        if (!label)
            issues.push_back(path.string() + ":" + toText(number) + ": not class id xc yc w h");
        else if (person)
            labels.push_back(*label);
    }
    return labels;
}

} // namespace

Result<OpenedDataset> openLabelList(const fs::path& list)
{
    OpenedDataset opened;
    std::ifstream file(list);
    if (!file)
        return Error{ErrorCode::NotFound, "the list cannot be opened", list.string()};
    std::vector<MemoryFrame> frames;
    std::vector<fs::path> files;
    std::string line;
    while (std::getline(file, line)) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.pop_back();
        if (line.empty())
            continue;
        files.push_back(fs::path(line).is_absolute() ? fs::path(line) : list.parent_path() / line);
        MemoryFrame frame{.name = files.back().string()};
        TW_TRY_ASSIGN(frame.labels, readLabels(files.back(), opened.issues));
        frames.push_back(std::move(frame));
    }
    if (frames.empty())
        return Error{ErrorCode::NotFound, "the list names no picture", list.string()};
    SourceInfo info;
    info.name = info.set = list.stem().string();
    info.video = false;
    opened.sources.push_back(
        makeMemorySource(std::move(info), std::move(frames),
                         [files = std::move(files)](std::size_t index) { return readPicture(files[index]); }));
    return opened;
}

} // namespace tw::training
