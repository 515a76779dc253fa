#pragma once
// Plain CSV with a header: the format that holds every property of a box, and, with a column map, the way to read
// anybody's table.
//
// Written: frame,id,left,top,width,height,score,class,visibility,occluded,keyframe,origin,verified,name,color with
// frames 1-based and classes as names.
// Read: the columns are found by their names in any order (kCsvNames in csv.cpp; x1,y1,x2,y2 and xc,yc,w,h work too),
// or by CsvColumns; comma, semicolon or tab; quotes; a decimal comma where semicolons separate. Frames:
// CsvColumns::firstFrame, by default 1, or 0 when a frame 0 occurs. Rounding: pixels and visibility to
// WriteOptions::decimals.

#include "core/formats/format.h"

#include <array>

namespace tw::formats {

// clang-format off
enum class CsvField {
    Frame, Id, Left, Top, Width, Height, Right, Bottom, CenterX, CenterY,
    Score, Class, Visibility, Occluded, Keyframe, Origin, Verified, Name, Color
};
// clang-format on
inline constexpr std::size_t kCsvFieldCount = 19;

// Where the columns are, 0-based; -1: not there.
struct CsvColumns {
    std::array<int, kCsvFieldCount> column;
    int firstFrame = -1; // number of the first frame: 0, 1, or -1 = find out
    bool header = true;  // the first row names the columns

    CsvColumns() { column.fill(-1); }
    int& operator[](CsvField field) { return column[static_cast<std::size_t>(field)]; }
    int operator[](CsvField field) const { return column[static_cast<std::size_t>(field)]; }
    // Errors: InvalidArgument names what is missing (frame, a whole box).
    Result<void> check() const;
};

// From "frame=0,id=2,left=3,top=4,width=5,height=6,first-frame=0,header=no": positions from 0, or names of the header.
// `header` is the first line of the file. Errors: InvalidArgument.
Result<CsvColumns> csvColumnsFromText(std::string_view map, std::string_view header);
// From the names in a header. Errors: InvalidArgument names what is missing.
Result<CsvColumns> csvColumnsFromHeader(std::string_view header);

Result<Imported> parseCsv(std::string_view text, const CsvColumns& columns, const ReadHint& hint);
Result<Imported> readCsv(const std::filesystem::path& path, const ReadHint& hint);
// With a map instead of the header's names.
Result<Imported> readCsvMapped(const std::filesystem::path& path, std::string_view map, const ReadHint& hint);
Result<Written> writeCsv(const std::filesystem::path& path, const annotation::DocumentState& state,
                         const WriteOptions& options);
std::string csvText(const annotation::DocumentState& state, const WriteOptions& options, Written& written);
double recogniseCsv(const std::filesystem::path& path, std::string_view head);

} // namespace tw::formats
