#include "core/formats/labelled_frames.h"

#include "core/base/number_text.h"
#include "core/formats/text_rows.h"

#include <limits>
#include <string>

namespace tw::formats {

Result<std::set<FrameIndex>> readLabelledFrames(const std::filesystem::path& file)
{
    TW_TRY_ASSIGN(const std::string text, readTextFile(file));
    std::set<FrameIndex> frames;
    LineReader lines(text);
    for (TextLine line; lines.next(line);) {
        const auto number = toInteger(line.text);
        if (!number || *number < 1 || *number > std::numeric_limits<FrameIndex>::max())
            return Error{ErrorCode::Unreadable, "not a frame number: \"" + std::string(trimmed(line.text)) + "\"",
                         file.string() + ":" + toText(line.number)};
        frames.insert(static_cast<FrameIndex>(*number - 1));
    }
    return frames;
}

} // namespace tw::formats
