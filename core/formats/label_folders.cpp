#include "core/formats/label_folders.h"

#include "core/base/number_text.h"
#include "core/formats/class_labels.h"
#include "core/formats/image_names.h"
#include "core/formats/seqinfo.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/unsynced_file.h"
#include "core/formats/written_tracks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::formats {
namespace {

namespace fs = std::filesystem;
using annotation::TrackBox;

enum class Kind { WithIds, Ultralytics };

struct LabelFile {
    std::int64_t number = 0; // as in the name
    fs::path path;
};

bool isDigits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool named(const fs::path& path, Kind kind)
{
    const std::string stem = path.stem().string();
    if (path.extension() != ".txt" || stem.starts_with('.')) // "._000001.txt" is what macOS leaves beside a file
        return false;
    if (kind == Kind::WithIds)
        return isDigits(stem);
    const auto underscore = stem.find_last_of('_');
    return underscore != std::string::npos && isDigits(stem.substr(underscore + 1));
}

Result<std::vector<LabelFile>> labelFiles(const fs::path& folder, Kind kind)
{
    std::vector<LabelFile> files;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const auto number = named(it->path(), kind) ? trailingNumber(it->path().filename().string()) : std::nullopt;
        if (number)
            files.push_back({*number, it->path()});
    }
    if (error)
        return Error{ErrorCode::Io, error.message(), folder.string()};
    std::sort(files.begin(), files.end(), [](const LabelFile& a, const LabelFile& b) {
        return a.number != b.number ? a.number < b.number : a.path < b.path;
    });
    return files;
}

// .../labels_with_ids/train/SEQ/img1 -> .../images/train/SEQ
fs::path sisterOf(const fs::path& folder)
{
    std::string text = folder.generic_string();
    constexpr std::string_view kLabels = "labels_with_ids";
    const auto at = text.find(kLabels);
    if (at == std::string::npos)
        return {};
    text.replace(at, kLabels.size(), "images");
    return fs::path(text);
}

// What is known about the images: the hint first, then a seqinfo.ini nearby.
SequenceInfo knownInfo(const fs::path& folder, const ReadHint& hint)
{
    SequenceInfo info = hint;
    const fs::path sister = sisterOf(folder);
    for (const fs::path& place : {folder, folder.parent_path(), sister, sister.parent_path()}) {
        std::error_code error;
        if (place.empty() || !fs::is_regular_file(place / "seqinfo.ini", error))
            continue;
        const auto found = readSeqinfo(place / "seqinfo.ini");
        if (!found)
            continue; // the hint may still do; a folder without either is an error below
        if (hint.width <= 0 || hint.height <= 0) {
            info.width = found->width;
            info.height = found->height;
        }
        if (!info.frameRate.positive())
            info.frameRate = found->frameRate;
        if (info.name.empty())
            info.name = found->name;
        if (info.length <= 0)
            info.length = found->length;
        break;
    }
    return info;
}

struct LabelRow {
    std::string file;
    std::int64_t line = 0;
    std::int64_t frame = 0;
    std::size_t count = 0;
    double value[7] = {0, 0, 0, 0, 0, 0, 0};
};

Result<std::vector<LabelRow>> readRows(const std::vector<LabelFile>& files, Kind kind, TrackBuilder& builder)
{
    const std::size_t fewest = kind == Kind::WithIds ? 6 : 5;
    const std::size_t most = kind == Kind::WithIds ? 6 : 7;
    std::vector<LabelRow> rows;
    Row columns;
    for (const LabelFile& file : files) {
        TW_TRY_ASSIGN(const std::string text, readTextFile(file.path));
        LineReader lines(text);
        for (TextLine line; lines.next(line);) {
            splitRow(line.text, columns);
            LabelRow row;
            row.file = file.path.filename().string();
            row.line = line.number;
            row.frame = file.number;
            row.count = columns.columns.size();
            bool fine = row.count >= fewest && row.count <= most;
            for (std::size_t i = 0; fine && i < row.count; ++i) {
                const auto number = numberAt(columns, i);
                fine = number.has_value();
                row.value[i] = number.value_or(0);
            }
            if (fine)
                rows.push_back(std::move(row));
            else
                builder.refuse(line.number,
                               row.file + ": not " +
                                   (kind == Kind::WithIds ? "'class id xc yc w h'" : "'class xc yc w h ...'"));
        }
    }
    return rows;
}

Box boxOf(const double* share, const SequenceInfo& info)
{
    const double width = share[2] * info.width, height = share[3] * info.height;
    return {share[0] * info.width - width / 2, share[1] * info.height - height / 2, width, height};
}

void addRow(const LabelRow& row, std::int64_t id, double score, ClassId classId, const double* share,
            const SequenceInfo& info, TrackBuilder& builder)
{
    TrackBox box;
    box.origin = annotation::BoxOrigin::Imported;
    box.score = static_cast<float>(score);
    box.box = boxOf(share, info);
    if (box.box.valid())
        builder.add(row.line, row.frame, id, classId, box);
    else
        builder.refuse(row.line, row.file + ": the box is empty or not finite");
}

void takeWithIds(const std::vector<LabelRow>& rows, const SequenceInfo& info, TrackBuilder& builder)
{
    std::int64_t otherClasses = 0;
    for (const LabelRow& row : rows) {
        const auto id = integerOf(row.value[1]);
        if (!id) {
            builder.refuse(row.line, row.file + ": the id is not an integer");
            continue;
        }
        otherClasses += row.value[0] != 0;
        addRow(row, *id, 1, ClassId::kPedestrian, row.value + 2, info, builder);
    }
    if (otherClasses > 0)
        builder.note(toText(otherClasses) + " rows have another class than 0; read as pedestrians");
}

// Class numbers from 0: COCO's, or places in a list of names that lies beside the files.
ClassId classOf(const LabelRow& row, const ClassLabels* labels, ClassLookup& classes)
{
    const auto number = integerOf(row.value[0]);
    if (!number)
        return ClassId::kInvalid;
    return labels != nullptr ? labels->of(*number, classes) : classOfCocoIndex(*number).value_or(ClassId::kInvalid);
}

void takeUltralytics(const std::vector<LabelRow>& rows, const ClassLabels* labels, SequenceInfo& info,
                     TrackBuilder& builder)
{
    ClassLookup classes(info.classNames);
    std::map<std::int64_t, ClassId> numbers;
    const bool sixthIsScore = [&] {
        bool fraction = false;
        for (const LabelRow& row : rows) {
            if (row.count != 6)
                continue;
            if (row.value[5] < 0 || row.value[5] > 1)
                return false;
            fraction |= row.value[5] != std::floor(row.value[5]);
        }
        return fraction;
    }();
    for (const LabelRow& row : rows) {
        const ClassId classId = classOf(row, labels, classes);
        const bool hasId = row.count == 7 || (row.count == 6 && !sixthIsScore);
        const auto id = hasId ? integerOf(row.value[row.count - 1]) : std::int64_t{-1};
        const bool hasScore = row.count == 7 || (row.count == 6 && sixthIsScore);
        if (classId == ClassId::kInvalid) {
            builder.refuse(row.line, row.file + ": " + toText(row.value[0]) + " is not the number of a class in " +
                                         (labels != nullptr ? labels->file.filename().string() : "COCO"));
        } else if (!id) {
            builder.refuse(row.line, row.file + ": the id is not an integer");
        } else {
            numbers[*integerOf(row.value[0])] = classId;
            addRow(row, *id, hasScore ? row.value[5] : 1, classId, row.value + 1, info, builder);
        }
    }
    const std::string became = numbersAndNames(numbers, info.classNames);
    if (labels != nullptr)
        builder.note("classes are named by " + labels->file.filename().string() + ": " + became);
    else if (!numbers.empty() && numbers.rbegin()->first > 0)
        builder.note("class numbers are read as COCO's: " + became);
}

Result<Imported> readFolder(const fs::path& folder, const ReadHint& hint, Kind kind)
{
    TW_TRY_ASSIGN(const auto files, labelFiles(folder, kind));
    if (files.empty())
        return Error{ErrorCode::NotFound, "no label files in this folder", folder.string()};
    const SequenceInfo info = knownInfo(folder, hint);
    if (info.width <= 0 || info.height <= 0)
        return Error{ErrorCode::InvalidArgument,
                     "the boxes are shares of the picture, whose size is not known; name it, or the video",
                     folder.string()};
    Imported out;
    out.info = info;
    TrackBuilder builder(out, hint);
    TW_TRY_ASSIGN(const auto rows, readRows(files, kind, builder));
    const std::array places = {folder, folder.parent_path()};
    TW_TRY_ASSIGN(const auto labels, classLabelsIn(places));
    if (kind == Kind::WithIds)
        takeWithIds(rows, info, builder);
    else
        takeUltralytics(rows, labels ? &*labels : nullptr, out.info, builder);
    builder.finish(files.front().number == 0 ? FrameBase::Zero : FrameBase::One);
    return out;
}

// --- writing --------------------------------------------------------------------------------------------------------

void appendShare(std::string& out, const Box& box, const SequenceInfo& info, int decimals)
{
    const int digits = decimals < 0 ? -1 : decimals + 3;
    const double share[4] = {box.centerX() / info.width, box.centerY() / info.height, box.width / info.width,
                             box.height / info.height};
    appendPixel(out, share[0], digits);
    out += ' ';
    appendPixel(out, share[1], digits);
    out += ' ';
    appendSide(out, share[2], digits);
    out += ' ';
    appendSide(out, share[3], digits);
}

Result<void> listLeftOvers(const fs::path& folder, Kind kind, FrameIndex length, Written& written)
{
    TW_TRY_ASSIGN(const auto files, labelFiles(folder, kind));
    for (const LabelFile& file : files) {
        if (file.number < 1 || file.number > length)
            written.issues.push_back(
                {0, file.path.filename().string() + " is left from something else in this folder"});
    }
    return {};
}

std::string frameFileName(Kind kind, const SequenceInfo& info, FrameIndex frame)
{
    if (kind == Kind::WithIds)
        return imageName(frame, ".txt");
    return (info.name.empty() ? std::string("frame") : info.name) + "_" + toText(std::int64_t{frame} + 1) + ".txt";
}

Result<Written> writeFolder(const fs::path& folder, const annotation::DocumentState& state, const WriteOptions& options,
                            Kind kind)
{
    const SequenceInfo& info = options.info;
    if (info.width <= 0 || info.height <= 0)
        return Error{ErrorCode::InvalidArgument,
                     "the boxes are written as shares of the picture, whose size is not known; name it, or the video",
                     folder.string()};
    Written written;
    noteLosses(state, findFormat(kind == Kind::WithIds ? "labels_with_ids" : "ultralytics")->holds, options,
               written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    TW_TRY_ASSIGN(const FrameIndex length, framesToWrite(tracks));
    TW_TRY(makeFolder(folder));
    const auto boxes = tracks.boxes(true);
    std::size_t next = 0;
    std::int64_t unnamed = 0;
    for (FrameIndex frame = 0; frame < length; ++frame) {
        std::string text;
        for (; next < boxes.size() && boxes[next].box->frame == frame; ++next) {
            const auto index = kind == Kind::WithIds ? std::optional<int>(0) : cocoIndexOf(boxes[next].track->classId);
            unnamed += !index;
            if (!index)
                continue;
            text += toText(std::int64_t{*index}) + " ";
            const std::string id = toText(std::int64_t{number(boxes[next].track->id)});
            if (kind == Kind::WithIds)
                text += id + " ";
            appendShare(text, boxes[next].box->box, info, options.decimals);
            if (kind == Kind::Ultralytics) {
                text += ' ';
                appendNumber(text, boxes[next].box->score, -1);
                text += " " + id;
            }
            text += '\n';
            ++written.rows;
        }
        const fs::path file = folder / frameFileName(kind, info, frame);
        TW_TRY(replaceFileUnsynced(file, text));
        written.files.push_back(file);
    }
    if (unnamed > 0)
        written.issues.push_back({0, toText(unnamed) + " boxes have no class of COCO and are not written"});
    TW_TRY(listLeftOvers(folder, kind, length, written));
    return written;
}

double recogniseFolder(const fs::path& path, Kind kind)
{
    std::error_code error;
    if (!fs::is_directory(path, error))
        return 0;
    const auto files = labelFiles(path, kind);
    if (!files || files->empty())
        return 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(files->size(), 50); ++i) {
        const auto text = readTextFile((*files)[i].path);
        if (!text)
            continue;
        LineReader lines(*text);
        Row row;
        TextLine line;
        if (!lines.next(line))
            continue; // an empty frame
        splitRow(line.text, row);
        const bool fits = kind == Kind::WithIds ? row.columns.size() == 6 && integerAt(row, 1)
                                                : row.columns.size() >= 5 && row.columns.size() <= 7;
        return fits && numberAt(row, 0) ? 0.9 : 0;
    }
    return 0.3;
}

} // namespace

Result<Imported> readLabelsWithIds(const fs::path& folder, const ReadHint& hint)
{
    return readFolder(folder, hint, Kind::WithIds);
}

Result<Written> writeLabelsWithIds(const fs::path& folder, const annotation::DocumentState& state,
                                   const WriteOptions& options)
{
    return writeFolder(folder, state, options, Kind::WithIds);
}

double recogniseLabelsWithIds(const fs::path& path, std::string_view)
{
    return recogniseFolder(path, Kind::WithIds);
}

Result<Imported> readUltralytics(const fs::path& folder, const ReadHint& hint)
{
    return readFolder(folder, hint, Kind::Ultralytics);
}

Result<Written> writeUltralytics(const fs::path& folder, const annotation::DocumentState& state,
                                 const WriteOptions& options)
{
    return writeFolder(folder, state, options, Kind::Ultralytics);
}

double recogniseUltralytics(const fs::path& path, std::string_view)
{
    return recogniseFolder(path, Kind::Ultralytics);
}

} // namespace tw::formats
