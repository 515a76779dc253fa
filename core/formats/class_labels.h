#pragma once
// Names of class numbers in a file beside the tracks, one name a line: labels.txt of CVAT's MOT export (numbers from
// 1), obj.names and classes.txt of YOLO tools (numbers from 0).

#include "core/formats/class_names.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tw::formats {

struct ClassLabels {
    std::filesystem::path file;
    std::vector<std::string> names; // by position; empty where a line is blank

    // The class of a number; kInvalid when the file has no name for it.
    ClassId of(std::int64_t position, ClassLookup& classes) const;
};

// The first of the files above in the first of the folders that has one. Errors: those of reading it.
Result<std::optional<ClassLabels>> classLabelsIn(std::span<const std::filesystem::path> folders);

// "3 is car, 7 is static_person": what numbers became, for notes.
std::string numbersAndNames(const std::map<std::int64_t, ClassId>& numbers, const ClassNames& custom);

} // namespace tw::formats
