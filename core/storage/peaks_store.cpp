#include "core/storage/peaks_store.h"

#include "core/storage/bytes.h"
#include "core/storage/checked_rows.h"
#include "core/storage/database.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tw::storage {
namespace {

constexpr int kPeakChunkBits = 6;
// A tracker that sends frame by frame leaves a part for each: from here on they become one.
constexpr std::int64_t kMostParts = 16;
constexpr std::uint8_t kVersion = 3;
constexpr std::uint8_t kWithoutReid = 2;         // the version before: no vectors of a re-identification network
constexpr std::uint8_t kWithoutMeasurements = 1; // before that: peaks and embeddings only

// What a frame has beside peaks and embeddings.
constexpr std::uint8_t kHasColours = 1;
constexpr std::uint8_t kHasMoving = 2;
constexpr std::uint8_t kHasMotion = 4;
constexpr std::uint8_t kHasReid = 8;         // the network has seen the frame
constexpr std::uint8_t kHasReidVectors = 16; // of some peaks

static_assert(std::is_trivially_copyable_v<Peak> && sizeof(Peak) == 24);

// Most of a histogram is empty: a bit for each byte of eight, then those that are not zero.
void writeSparse(ByteWriter& out, std::span<const std::uint8_t> bytes)
{
    for (std::size_t i = 0; i < bytes.size(); i += 8) {
        const auto eight = bytes.subspan(i, 8);
        unsigned there = 0;
        for (std::size_t j = 0; j < 8; ++j)
            there |= unsigned{eight[j] != 0} << j;
        out.raw(static_cast<std::uint8_t>(there));
        for (const std::uint8_t byte : eight)
            if (byte != 0)
                out.raw(byte);
    }
}

void readSparse(ByteReader& in, std::span<std::uint8_t> bytes)
{
    for (std::size_t i = 0; i < bytes.size() && !in.failed(); i += 8) {
        const auto there = in.raw<std::uint8_t>();
        for (std::size_t j = 0; j < 8; ++j)
            bytes[i + j] = (there >> j & 1U) != 0 ? in.raw<std::uint8_t>() : std::uint8_t{0};
    }
}
static_assert(FramePeaks::kColourBytes % 8 == 0);

bool hasReidVector(const FramePeaks& peaks, std::size_t peak)
{
    return std::ranges::any_of(peaks.reidVector(peak), [](std::int8_t value) { return value != 0; });
}

// The number of the peaks that have a vector, each one's distance from the one before, and the vectors.
void writeReid(ByteWriter& out, const FramePeaks& peaks)
{
    std::vector<std::size_t> measured;
    for (std::size_t i = 0; i < peaks.peaks.size(); ++i)
        if (hasReidVector(peaks, i))
            measured.push_back(i);
    out.count(measured.size());
    std::size_t before = 0;
    for (const std::size_t peak : measured) {
        out.count(peak - before);
        out.rawAll(peaks.reidVector(peak));
        before = peak;
    }
}

bool readReid(ByteReader& in, FramePeaks& peaks)
{
    peaks.reid.assign(peaks.peaks.size() * FramePeaks::kReidNumbers, 0);
    std::size_t peak = 0;
    for (std::size_t n = in.countOf(FramePeaks::kReidNumbers); n > 0; --n) {
        peak += static_cast<std::size_t>(in.count());
        const std::string_view bytes = in.take(FramePeaks::kReidNumbers);
        if (in.failed() || peak >= peaks.peaks.size())
            return false;
        std::memcpy(peaks.reid.data() + peak * FramePeaks::kReidNumbers, bytes.data(), bytes.size());
    }
    return true;
}

void writeMeasurements(ByteWriter& out, const FramePeaks& peaks)
{
    const bool colours = !peaks.peaks.empty() && peaks.colours.size() == peaks.peaks.size() * FramePeaks::kColourBytes;
    const bool moving = !peaks.peaks.empty() && peaks.moving.size() == peaks.peaks.size();
    const bool vectors = !peaks.peaks.empty() && peaks.reid.size() == peaks.peaks.size() * FramePeaks::kReidNumbers;
    out.raw(static_cast<std::uint8_t>((colours ? kHasColours : 0) | (moving ? kHasMoving : 0) |
                                      (peaks.motionKnown ? kHasMotion : 0) | (peaks.reidWeights != 0 ? kHasReid : 0) |
                                      (vectors && peaks.reidWeights != 0 ? kHasReidVectors : 0)));
    out.count(static_cast<std::uint64_t>(peaks.colourVersion));
    if (colours)
        writeSparse(out, peaks.colours);
    if (moving)
        out.rawAll(std::span(peaks.moving));
    if (peaks.motionKnown)
        out.raw(peaks.sourceFromPrevious);
    if (peaks.reidWeights == 0)
        return;
    out.raw(peaks.reidWeights);
    if (vectors)
        writeReid(out, peaks);
}

std::string toBytes(PeaksByFrame::const_iterator first, PeaksByFrame::const_iterator last)
{
    std::string bytes;
    ByteWriter out(bytes);
    out.raw(kVersion);
    out.count(static_cast<std::uint64_t>(std::distance(first, last)));
    for (; first != last; ++first) {
        const FramePeaks& peaks = *first->second;
        out.raw(peaks.frame);
        out.count(static_cast<std::uint64_t>(peaks.embeddingSize));
        out.count(peaks.peaks.size());
        out.rawAll(std::span(peaks.peaks));
        out.rawAll(std::span(peaks.embeddings));
        writeMeasurements(out, peaks);
    }
    return bytes;
}

template <class T>
bool readAll(ByteReader& in, std::vector<T>& out, std::size_t n)
{
    if (n > in.left() / sizeof(T)) {
        in.fail();
        return false;
    }
    const std::string_view bytes = in.take(n * sizeof(T));
    out.resize(n);
    if (n > 0)
        std::memcpy(out.data(), bytes.data(), bytes.size());
    return true;
}

bool readMeasurements(ByteReader& in, FramePeaks& peaks, std::uint8_t rowVersion)
{
    const auto has = in.raw<std::uint8_t>();
    const std::uint64_t version = in.count();
    const int known = rowVersion == kWithoutReid ? kHasReid - 1 : 2 * kHasReidVectors - 1;
    if (version > 65535 || has > known)
        return false;
    peaks.colourVersion = static_cast<int>(version);
    if ((has & kHasColours) != 0) {
        const std::size_t size = peaks.peaks.size() * FramePeaks::kColourBytes;
        if (size / 8 > in.left())
            return false;
        peaks.colours.resize(size);
        readSparse(in, peaks.colours);
    }
    if ((has & kHasMoving) != 0 && !readAll(in, peaks.moving, peaks.peaks.size()))
        return false;
    peaks.motionKnown = (has & kHasMotion) != 0;
    if (peaks.motionKnown)
        peaks.sourceFromPrevious = in.raw<std::array<float, 6>>();
    if ((has & kHasReid) != 0)
        peaks.reidWeights = in.raw<std::uint32_t>();
    if ((has & kHasReidVectors) != 0 && ((has & kHasReid) == 0 || !readReid(in, peaks)))
        return false;
    return !in.failed();
}

// Frames of the row that are in `range` and not in `out` yet.
bool fromBytes(std::string_view bytes, FrameRange range, PeaksByFrame& out)
{
    ByteReader in(bytes);
    const auto version = in.raw<std::uint8_t>();
    if (version < kWithoutMeasurements || version > kVersion)
        return false;
    for (std::uint64_t n = in.count(); n > 0 && !in.failed(); --n) {
        auto peaks = std::make_shared<FramePeaks>();
        peaks->frame = in.raw<FrameIndex>();
        const std::uint64_t embeddingSize = in.count();
        const std::size_t count = in.countOf(sizeof(Peak));
        if (embeddingSize > 65536 || !readAll(in, peaks->peaks, count) ||
            !readAll(in, peaks->embeddings, count * static_cast<std::size_t>(embeddingSize)))
            return false;
        peaks->embeddingSize = static_cast<int>(embeddingSize);
        if (version != kWithoutMeasurements && !readMeasurements(in, *peaks, version))
            return false;
        if (range.contains(peaks->frame))
            out.emplace(peaks->frame, std::move(peaks));
    }
    return !in.failed() && in.atEnd();
}

std::string_view bytesOf(const SQLite::Column& column)
{
    return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

void insert(SQLite::Database& database, RunId run, FrameIndex chunk, std::int64_t part, const std::string& bytes)
{
    SQLite::Statement statement(database, insertSql("peaks"));
    statement.bind(1, number(run));
    statement.bind(2, chunk);
    statement.bind(3, part);
    statement.bindNoCopy(4, bytes.data(), static_cast<int>(bytes.size()));
    statement.exec();
}

std::int64_t nextPart(SQLite::Database& database, RunId run, FrameIndex chunk)
{
    SQLite::Statement statement(database, "SELECT coalesce(max(part) + 1, 0) FROM peaks WHERE run = ? AND chunk = ?");
    statement.bind(1, number(run));
    statement.bind(2, chunk);
    statement.executeStep();
    return statement.getColumn(0).getInt64();
}

void removeChunk(SQLite::Database& database, RunId run, FrameIndex chunk)
{
    SQLite::Statement statement(database, "DELETE FROM peaks WHERE run = ? AND chunk = ?");
    statement.bind(1, number(run));
    statement.bind(2, chunk);
    statement.exec();
}

} // namespace

void writePeaks(SQLite::Database& database, RunId run, const PeaksByFrame& peaks)
{
    for (auto first = peaks.begin(); first != peaks.end();) {
        const FrameIndex chunk = first->first >> kPeakChunkBits;
        const FrameRange frames{chunk << kPeakChunkBits, (chunk << kPeakChunkBits) | ((1 << kPeakChunkBits) - 1)};
        const auto last = peaks.upper_bound(frames.last);
        std::int64_t part = nextPart(database, run, chunk);
        PeaksByFrame whole;
        const bool merges = part + 1 >= kMostParts;
        if (merges) {
            whole.insert(first, last); // the new ones count
            // What cannot be read stays where it is: reading it later says so.
            if (readPeaks(database, {}, run, frames, whole)) {
                removeChunk(database, run, chunk);
                part = 0;
            }
        }
        insert(database, run, chunk, part,
               part == 0 && merges ? toBytes(whole.begin(), whole.end()) : toBytes(first, last));
        first = last;
    }
}

Result<void> readPeaks(SQLite::Database& database, const std::filesystem::path& file, RunId run, FrameRange range,
                       PeaksByFrame& out)
{
    const std::string where = "WHERE run = " + std::to_string(number(run)) + " AND chunk BETWEEN " +
                              std::to_string(range.first >> kPeakChunkBits) + " AND " +
                              std::to_string(range.last >> kPeakChunkBits) + " ORDER BY chunk, part DESC";
    CheckedRows rows({database, formatOf(database), nullptr}, "peaks", where);
    while (rows.next()) {
        const SQLite::Column data = rows.column(3);
        if (!rows.damaged() && fromBytes(bytesOf(data), range, out))
            continue;
        const std::int64_t first = rows.column(1).getInt64() << kPeakChunkBits;
        return Error{ErrorCode::Unreadable,
                     "is damaged: what run " + std::to_string(number(run)) + " saw in frames " +
                         std::to_string(first + 1) + " to " + std::to_string(first + (1 << kPeakChunkBits)),
                     file.string()};
    }
    return {};
}

Result<void> copyPeaks(SQLite::Database& from, const std::filesystem::path& fromFile, SQLite::Database& to,
                       const std::filesystem::path& toFile)
{
    // One guard for each file: the error has to name the right one.
    return guarded(fromFile, [&]() -> Result<void> {
        CheckedRows rows({from, formatOf(from), nullptr}, "peaks", "ORDER BY run, chunk, part");
        while (rows.next()) {
            if (rows.damaged())
                continue; // reading it says so; a copy must not make it look sound
            TW_TRY(guarded(toFile, [&]() -> Result<void> {
                const SQLite::Column data = rows.column(3);
                SQLite::Statement statement(to, insertSql("peaks"));
                statement.bind(1, rows.column(0).getInt64());
                statement.bind(2, rows.column(1).getInt64());
                statement.bind(3, rows.column(2).getInt64());
                statement.bindNoCopy(4, data.getBlob(), data.getBytes());
                statement.exec();
                return {};
            }));
        }
        return {};
    });
}

} // namespace tw::storage
