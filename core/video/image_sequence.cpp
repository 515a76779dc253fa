#include "core/video/image_sequence.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/video/frame_maker.h"
#include "core/video/still_decoder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::video {
namespace {

namespace fs = std::filesystem;

std::string lowerCase(std::string text)
{
    for (char& letter : text) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    return text;
}

bool isPictureName(const fs::path& path)
{
    constexpr std::array kSuffixes = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"};
    if (path.filename().string().starts_with('.')) // "._000001.jpg" is what macOS leaves beside a picture
        return false;
    const std::string suffix = lowerCase(path.extension().string());
    return std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

bool isListName(const fs::path& path)
{
    const std::string suffix = lowerCase(path.extension().string());
    return suffix == ".txt" || suffix == ".lst";
}

bool isDigit(char letter)
{
    return letter >= '0' && letter <= '9';
}

std::string_view trimmed(std::string_view line)
{
    const auto first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

template <class TakeLine>
void forEachLine(std::string_view text, TakeLine takeLine)
{
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        takeLine(trimmed(text.substr(0, end)));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
}

Result<std::vector<fs::path>> picturesIn(const fs::path& folder)
{
    std::error_code code;
    std::vector<fs::path> files;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        std::error_code ignored; // a file that vanished meanwhile is simply not there
        if (isPictureName(it->path()) && it->is_regular_file(ignored))
            files.push_back(it->path());
    }
    if (code)
        return Error{ErrorCode::Io, code.message(), folder.string()};
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
        return naturalLess(a.filename().string(), b.filename().string());
    });
    return files;
}

// The last run of digits of a name: 12 of "seq_000012.jpg".
std::optional<std::int64_t> numberOf(const fs::path& file)
{
    const std::string stem = file.stem().string();
    std::size_t end = stem.size();
    while (end > 0 && !isDigit(stem[end - 1]))
        --end;
    std::size_t begin = end;
    while (begin > 0 && isDigit(stem[begin - 1]))
        --begin;
    return begin == end ? std::nullopt : toInteger(std::string_view(stem).substr(begin, end - begin));
}

} // namespace

struct ImageSequence::Maker {
    FrameMaker maker;
};

ImageSequence::ImageSequence() : m_maker(std::make_unique<Maker>()) {}
ImageSequence::~ImageSequence() = default;

bool naturalLess(std::string_view a, std::string_view b)
{
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[j])) {
            if (a[i] != b[j])
                return a[i] < b[j];
            ++i;
            ++j;
            continue;
        }
        const auto numberAt = [](std::string_view text, std::size_t& at) {
            while (at < text.size() && text[at] == '0')
                ++at;
            const std::size_t begin = at;
            while (at < text.size() && isDigit(text[at]))
                ++at;
            return text.substr(begin, at - begin);
        };
        const std::string_view left = numberAt(a, i);
        const std::string_view right = numberAt(b, j);
        if (left.size() != right.size())
            return left.size() < right.size();
        if (left != right)
            return left < right;
    }
    if (i != a.size() || j != b.size())
        return i == a.size();
    return a < b; // "01" and "1" are the same number but not the same name
}

bool ImageSequence::accepts(const fs::path& path)
{
    std::error_code code;
    return fs::is_directory(path, code) || isPictureName(path) || isListName(path);
}

void ImageSequence::readSequenceInfo(const fs::path& file, fs::path* imageFolder)
{
    constexpr std::uintmax_t kMostBytes = 64 * 1024;
    const auto text = readFile(file, kMostBytes);
    if (!text)
        return;
    forEachLine(*text, [&](std::string_view line) {
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos)
            return;
        const std::string_view key = trimmed(line.substr(0, equals));
        const std::string_view value = trimmed(line.substr(equals + 1));
        if (key == "frameRate") {
            const double rate = toDouble(value).value_or(0);
            if (rate > 0 && rate < 100'000)
                m_info.frameRate = {std::llround(rate * 1000), 1000};
        } else if (key == "imDir" && !value.empty() && imageFolder != nullptr) {
            *imageFolder = file.parent_path() / value;
        }
    });
    if (m_info.frameRate.num % 1000 == 0)
        m_info.frameRate = {m_info.frameRate.num / 1000, 1};
}

Result<void> ImageSequence::findFiles(const fs::path& path)
{
    std::error_code code;
    if (!fs::exists(path, code))
        return Error{ErrorCode::NotFound, "there is no such file or folder", path.string()};
    if (!fs::is_directory(path, code)) {
        if (isListName(path))
            return readList(path);
        m_info.container = "image";
        m_files = {path};
        return {};
    }
    m_info.container = "image folder";
    fs::path folder = path;
    if (fs::exists(path / "seqinfo.ini", code)) {
        folder = path / "img1";
        readSequenceInfo(path / "seqinfo.ini", &folder);
    } else if (fs::is_directory(path / "img1", code)) {
        folder = path / "img1";
    } else {
        readSequenceInfo(fs::absolute(path, code).parent_path() / "seqinfo.ini", nullptr);
    }
    TW_TRY_ASSIGN(m_files, picturesIn(folder));
    if (m_files.empty())
        return Error{ErrorCode::Unreadable, "there are no pictures in this folder (JPEG, PNG, TIFF, BMP, WebP)",
                     folder.string()};
    checkNumbering();
    return {};
}

Result<void> ImageSequence::readList(const fs::path& path)
{
    m_info.container = "image list";
    constexpr std::uintmax_t kMostBytes = 256 << 20;
    TW_TRY_ASSIGN(const std::string text, readFile(path, kMostBytes));
    std::string stranger;
    std::int64_t lineNumber = 0;
    forEachLine(text, [&](std::string_view line) {
        ++lineNumber;
        if (line.empty() || line.front() == '#')
            return;
        if (isPictureName(line))
            m_files.push_back(path.parent_path() / line); // an absolute line replaces the folder
        else if (stranger.empty())
            stranger = "line " + toText(lineNumber) + " is not the path of one: " + std::string(line.substr(0, 80));
    });
    if (!stranger.empty())
        return Error{ErrorCode::Unreadable, "this text is not a list of pictures, one path a line; " + stranger,
                     path.string()};
    if (m_files.empty())
        return Error{ErrorCode::Unreadable, "the list names no picture; it needs one path a line", path.string()};
    const auto absent = std::count_if(m_files.begin(), m_files.end(), [](const fs::path& file) {
        std::error_code code;
        return !fs::exists(file, code);
    });
    if (absent > 0)
        m_info.warnings.push_back(std::to_string(absent) + " of " + std::to_string(m_files.size()) +
                                  " listed pictures do not exist");
    return {};
}

// Pictures of another size than the first cannot be frames of the same video: read() refuses them. Only headers are
// read.
void ImageSequence::noteOtherSizes()
{
    constexpr std::size_t kMostLookedAt = 20'000;
    constexpr std::size_t kNamed = 12;
    if (m_files.size() > kMostLookedAt)
        return;
    std::string named;
    std::size_t others = 0;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        const auto size = stillSize(m_files[i]);
        if (!size || *size == std::pair(m_info.width, m_info.height) || *size == std::pair(m_info.height, m_info.width))
            continue; // turned by EXIF perhaps; what is damaged is told when it is read
        if (others++ < kNamed)
            named += (named.empty() ? "" : ", ") + std::to_string(i + 1);
    }
    if (others > 0)
        m_info.warnings.push_back(std::to_string(others) + " pictures have another size than " +
                                  std::to_string(m_info.width) + "x" + std::to_string(m_info.height) +
                                  " and cannot be read as frames: " + named + (others > kNamed ? ", ..." : ""));
}

// Ground truth counts files, so a hole in their numbers shifts every frame after it: worth telling.
void ImageSequence::checkNumbering()
{
    const auto first = numberOf(m_files.front());
    const auto last = numberOf(m_files.back());
    if (!first || !last)
        return;
    const auto count = static_cast<std::int64_t>(m_files.size());
    if (*last - *first + 1 != count)
        m_info.warnings.push_back("the pictures are numbered " + std::to_string(*first) + " to " +
                                  std::to_string(*last) + " but there are " + std::to_string(count) +
                                  "; frames are counted without the holes");
}

Result<void> ImageSequence::describe()
{
    Error firstError;
    for (const auto& file : m_files) {
        const auto bytes = readFile(file);
        auto picture = bytes ? decodeStill(*bytes) : Result<StillPicture>(bytes.error());
        if (!picture) {
            if (firstError.detail.empty())
                firstError = Error{ErrorCode::Unreadable, picture.error().detail, file.string()};
            continue;
        }
        const bool swap = picture->orientation.swapsSides();
        m_info.width = swap ? picture->frame->height : picture->frame->width;
        m_info.height = swap ? picture->frame->width : picture->frame->height;
        m_info.codec = picture->codec;
        return {};
    }
    return firstError;
}

Result<std::unique_ptr<ImageSequence>> ImageSequence::open(const fs::path& path, const OpenOptions& options)
{
    std::unique_ptr<ImageSequence> sequence(new ImageSequence);
    VideoInfo& info = sequence->m_info;
    info.path = path;
    sequence->m_content = options.content;
    TW_TRY(sequence->findFiles(path));
    TW_TRY(sequence->describe());
    sequence->noteOtherSizes();
    if (!info.frameRate.positive()) {
        info.frameRate = {25, 1};
        info.warnings.push_back("no frame rate is given; 25 frames a second are assumed");
    }
    info.timeBase = {info.frameRate.den, info.frameRate.num};
    info.frameCount = static_cast<FrameIndex>(sequence->m_files.size());
    info.durationSeconds = info.frameCount * info.timeBase.value();
    return sequence;
}

Result<FramePtr> ImageSequence::read(FrameIndex index, std::stop_token stop)
{
    if (index < 0 || index >= frameCount())
        return Error{ErrorCode::NotFound,
                     "frame " + std::to_string(index + 1) + " of " + std::to_string(frameCount()) + " does not exist",
                     m_info.path.string()};
    if (stop.stop_requested())
        return Error{ErrorCode::Cancelled, "cancelled", m_info.path.string()};
    const fs::path& file = m_files[static_cast<std::size_t>(index)];
    const auto unreadable = [&](const Error& error) {
        return Error{error.code == ErrorCode::OutOfMemory ? error.code : ErrorCode::Unreadable,
                     "frame " + std::to_string(index + 1) + " cannot be read: " + error.detail, file.string()};
    };
    const auto bytes = readFile(file);
    if (!bytes)
        return unreadable(bytes.error());
    const auto picture = decodeStill(*bytes);
    if (!picture)
        return unreadable(picture.error());
    const AVFrame& pixels = *picture->frame;
    const bool swap = picture->orientation.swapsSides();
    const int width = swap ? pixels.height : pixels.width;
    const int height = swap ? pixels.width : pixels.height;
    if (width != m_info.width || height != m_info.height)
        return unreadable({ErrorCode::Unreadable,
                           "it has " + std::to_string(width) + "x" + std::to_string(height) +
                               " pixels, the sequence has " + std::to_string(m_info.width) + "x" +
                               std::to_string(m_info.height),
                           {}});
    auto frame = m_maker->maker.make(pixels, index, index, picture->orientation, width, height, m_content);
    if (!frame)
        return unreadable(frame.error());
    return frame;
}

double ImageSequence::seconds(FrameIndex index) const
{
    return index * m_info.timeBase.value();
}

} // namespace tw::video
