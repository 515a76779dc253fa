#include "core/formats/detections.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/text_rows.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace tw::formats {
namespace {

constexpr std::size_t kMotColumns = 10;
constexpr std::size_t kMostDetectionColumns = 100'000;

// Rows of numbers become detections, whatever they were read from.
class Builder
{
public:
    Builder(ImportedDetections& out, const ReadHint& hint) : m_out(out), m_length(hint.length) {}

    void add(std::int64_t row, const std::vector<double>& value)
    {
        if (value.size() < 6) {
            problem(row, toText(static_cast<std::int64_t>(value.size())) + " columns, at least 6 expected");
            return;
        }
        const auto frame = integerOf(value[0]);
        Entry entry;
        entry.row = row;
        entry.frame = frame.value_or(-1);
        Detection& detection = entry.detection;
        detection.box = {value[2], value[3], value[4], value[5]};
        const double score = value.size() > 6 ? value[6] : 1;
        detection.score = static_cast<float>(score);
        if (entry.frame < 0 || entry.frame > 2'000'000'000 || !detection.box.valid() || !std::isfinite(score)) {
            problem(row, entry.frame < 0 || entry.frame > 2'000'000'000 ? "the frame is not a frame number"
                                                                        : "the box or its score cannot be");
            return;
        }
        if (value.size() > kMotColumns && !takeEmbedding(row, value, detection))
            return;
        m_entries.push_back(std::move(entry));
    }

    void problem(std::int64_t row, std::string text)
    {
        m_out.issues.push_back({row, std::move(text), Severity::Problem});
    }

    void finish()
    {
        const bool zero = std::any_of(m_entries.begin(), m_entries.end(), [](const Entry& e) { return e.frame == 0; });
        if (zero)
            m_out.issues.push_back({0, "frames are numbered from 0 here; 0 is the first frame", Severity::Note});
        std::size_t without = 0;
        for (Entry& entry : m_entries) {
            const std::int64_t frame = entry.frame - (zero ? 0 : 1);
            if (m_length > 0 && frame >= m_length) {
                problem(entry.row, "frame " + toText(entry.frame) + " is after the last of " +
                                       toText(std::int64_t{m_length}) + " frames");
                continue;
            }
            without += m_out.embeddingSize > 0 && entry.detection.embedding.empty();
            m_out.frames[static_cast<FrameIndex>(frame)].push_back(std::move(entry.detection));
            ++m_out.count;
        }
        if (without > 0)
            problem(0, toText(static_cast<std::int64_t>(without)) + " detections have no embedding, others have one");
        for (auto& [frame, detections] : m_out.frames) {
            std::stable_sort(detections.begin(), detections.end(),
                             [](const Detection& a, const Detection& b) { return a.score > b.score; });
        }
    }

private:
    bool takeEmbedding(std::int64_t row, const std::vector<double>& value, Detection& detection)
    {
        const auto size = static_cast<int>(value.size() - kMotColumns);
        if (m_out.embeddingSize == 0)
            m_out.embeddingSize = size;
        if (size != m_out.embeddingSize) {
            problem(row, "an embedding of " + toText(std::int64_t{size}) + " numbers, " +
                             toText(std::int64_t{m_out.embeddingSize}) + " expected");
            return false;
        }
        double norm = 0;
        for (std::size_t i = kMotColumns; i < value.size(); ++i)
            norm += value[i] * value[i];
        norm = std::sqrt(norm);
        if (!std::isfinite(norm) || norm <= 0) {
            problem(row, "the embedding is zero or not finite");
            return false;
        }
        detection.embedding.reserve(value.size() - kMotColumns);
        for (std::size_t i = kMotColumns; i < value.size(); ++i)
            detection.embedding.push_back(static_cast<float>(value[i] / norm));
        return true;
    }

    struct Entry {
        std::int64_t row = 0;
        std::int64_t frame = 0;
        Detection detection;
    };
    ImportedDetections& m_out;
    FrameIndex m_length = 0;
    std::vector<Entry> m_entries;
};

// What the header of an .npy file says.
struct ArrayHeader {
    std::size_t dataAt = 0;
    std::size_t rows = 0;
    std::size_t columns = 0;
    bool isDouble = false;
};

std::string_view valueAfter(std::string_view header, std::string_view key)
{
    const auto at = header.find(key);
    if (at == std::string_view::npos)
        return {};
    const auto colon = header.find(':', at + key.size());
    return colon == std::string_view::npos ? std::string_view() : trimmed(header.substr(colon + 1));
}

Result<ArrayHeader> parseArrayHeader(std::string_view bytes)
{
    constexpr std::string_view kMagic = "\x93NUMPY";
    const auto damaged = [](const char* what) { return Error{ErrorCode::Unreadable, what, {}}; };
    if (!bytes.starts_with(kMagic) || bytes.size() < 12)
        return damaged("not a NumPy file");
    const int major = static_cast<unsigned char>(bytes[6]);
    std::size_t length = 0;
    const std::size_t lengthBytes = major == 1 ? 2 : 4;
    for (std::size_t i = 0; i < lengthBytes; ++i)
        length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[8 + i])) << (8 * i);
    ArrayHeader header;
    header.dataAt = 8 + lengthBytes + length;
    if (major < 1 || major > 3 || header.dataAt > bytes.size())
        return damaged("the NumPy header is damaged");
    const auto text = bytes.substr(8 + lengthBytes, length);
    const auto type = valueAfter(text, "'descr'");
    if (!type.starts_with("'<f4'") && !type.starts_with("'<f8'"))
        return Error{ErrorCode::Unsupported, "only float32 and float64 arrays can be read", {}};
    header.isDouble = type.starts_with("'<f8'");
    if (!valueAfter(text, "'fortran_order'").starts_with("False"))
        return Error{ErrorCode::Unsupported, "only arrays in C order can be read", {}};
    const auto shape = valueAfter(text, "'shape'");
    const auto comma = shape.find(','), close = shape.find(')');
    if (!shape.starts_with('(') || comma == std::string_view::npos || close == std::string_view::npos || comma > close)
        return damaged("the array is not a table");
    const auto rows = toInteger(shape.substr(1, comma - 1));
    const auto columns = toInteger(shape.substr(comma + 1, close - comma - 1));
    if (!rows || !columns || *rows < 0 || *columns < 1 || *columns > static_cast<std::int64_t>(kMostDetectionColumns))
        return damaged("the array is not a table of two dimensions");
    header.rows = static_cast<std::size_t>(*rows);
    header.columns = static_cast<std::size_t>(*columns);
    const std::size_t rowBytes = header.columns * (header.isDouble ? 8 : 4);
    if (header.rows > (bytes.size() - header.dataAt) / rowBytes)
        return damaged("the file is shorter than its header says");
    return header;
}

Result<ImportedDetections> fromTracks(const std::filesystem::path& path, const Format& format, const ReadHint& hint)
{
    TW_TRY_ASSIGN(Imported imported, format.read(path, hint));
    ImportedDetections out;
    const auto add = [&](FrameIndex frame, const annotation::TrackBox& box, ClassId classId) {
        out.frames[frame].push_back(Detection{box.box, box.score, classId, {}});
        ++out.count;
    };
    for (const auto& [frame, box] : imported.detections)
        add(frame, box, ClassId::kPedestrian);
    for (const auto& track : imported.tracks) {
        for (const auto& box : track->boxes)
            add(box.frame, box, track->classId);
    }
    for (auto& [frame, detections] : out.frames) {
        std::stable_sort(detections.begin(), detections.end(),
                         [](const Detection& a, const Detection& b) { return a.score > b.score; });
    }
    out.info = std::move(imported.info);
    out.issues = std::move(imported.issues);
    return out;
}

bool isMot(const Format& format)
{
    return format.id.starts_with("mot");
}

} // namespace

ImportedDetections parseDetectionText(std::string_view text, const ReadHint& hint)
{
    ImportedDetections out;
    Builder builder(out, hint);
    LineReader lines(text);
    Row row;
    std::vector<double> values;
    for (TextLine line; lines.next(line);) {
        splitRow(line.text, row);
        values.clear();
        bool fine = row.columns.size() <= kMostDetectionColumns;
        for (std::size_t i = 0; fine && i < row.columns.size(); ++i) {
            const auto number = numberAt(row, i);
            fine = number.has_value();
            values.push_back(number.value_or(0));
        }
        if (fine)
            builder.add(line.number, values);
        else
            builder.problem(line.number, "not a row of numbers");
    }
    builder.finish();
    return out;
}

Result<ImportedDetections> parseDetectionArray(std::string_view bytes, const ReadHint& hint)
{
    static_assert(std::endian::native == std::endian::little);
    TW_TRY_ASSIGN(const ArrayHeader header, parseArrayHeader(bytes));
    ImportedDetections out;
    Builder builder(out, hint);
    std::vector<double> values(header.columns);
    const char* at = bytes.data() + header.dataAt;
    for (std::size_t row = 0; row < header.rows; ++row) {
        for (double& value : values) {
            if (header.isDouble) {
                std::memcpy(&value, at, sizeof(double));
                at += sizeof(double);
            } else {
                float single = 0;
                std::memcpy(&single, at, sizeof(float));
                value = static_cast<double>(single);
                at += sizeof(float);
            }
        }
        builder.add(static_cast<std::int64_t>(row + 1), values);
    }
    builder.finish();
    return out;
}

Result<ImportedDetections> readDetections(const std::filesystem::path& path, const ReadHint& hint,
                                          const std::string& formatId)
{
    if (path.extension() == ".npy" && formatId.empty()) {
        TW_TRY_ASSIGN(const std::string bytes, readFile(path));
        auto out = parseDetectionArray(bytes, hint);
        if (!out)
            return Error{out.error().code, out.error().detail, path.string()};
        return out;
    }
    const Format* format = findFormat(formatId);
    if (format == nullptr && !formatId.empty())
        return Error{ErrorCode::InvalidArgument, "no such format: " + formatId, {}};
    if (format == nullptr) {
        TW_TRY_ASSIGN(format, detectFormat(path));
    }
    std::error_code error;
    if (!isMot(*format))
        return fromTracks(path, *format, hint);
    const bool folder = std::filesystem::is_directory(path, error);
    TW_TRY_ASSIGN(const std::string text, readTextFile(folder ? path / "det" / "det.txt" : path));
    return parseDetectionText(text, hint);
}

} // namespace tw::formats
