#include "core/formats/class_labels.h"

#include "core/base/number_text.h"
#include "core/formats/text_rows.h"

namespace tw::formats {

namespace fs = std::filesystem;

ClassId ClassLabels::of(std::int64_t position, ClassLookup& classes) const
{
    if (position < 0 || position >= static_cast<std::int64_t>(names.size()))
        return ClassId::kInvalid;
    const std::string& name = names[static_cast<std::size_t>(position)];
    return name.empty() ? ClassId::kInvalid : classes(name);
}

Result<std::optional<ClassLabels>> classLabelsIn(std::span<const fs::path> folders)
{
    constexpr std::int64_t kMostNames = 5000;
    for (const fs::path& folder : folders) {
        for (const char* name : {"labels.txt", "obj.names", "classes.txt"}) {
            std::error_code error;
            if (folder.empty() || !fs::is_regular_file(folder / name, error))
                continue;
            ClassLabels labels;
            labels.file = folder / name;
            TW_TRY_ASSIGN(const std::string text, readTextFile(labels.file));
            LineReader lines(text);
            for (TextLine line; lines.next(line) && line.number <= kMostNames;) {
                labels.names.resize(static_cast<std::size_t>(line.number));
                labels.names.back() = trimmed(line.text);
            }
            return std::optional(std::move(labels));
        }
    }
    return std::optional<ClassLabels>();
}

std::string numbersAndNames(const std::map<std::int64_t, ClassId>& numbers, const ClassNames& custom)
{
    constexpr std::size_t kNamed = 20;
    std::string out;
    std::size_t named = 0;
    for (const auto& [number, id] : numbers) {
        if (named++ == kNamed)
            return out + ", ...";
        out += (out.empty() ? "" : ", ") + toText(number) + " is " + className(id, custom);
    }
    return out;
}

} // namespace tw::formats
