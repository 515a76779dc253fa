#pragma once
// Detections of another detector, to be tracked instead of the network's.
//   text    MOTChallenge rows "frame,id,left,top,width,height,confidence[,x,y,z[,embedding...]]". The id and columns 8
//           to 10 are not looked at; from the eleventh on all columns are one embedding, of one length in a file.
//   .npy    NumPy arrays of the same columns, float32 or float64, C order, little endian: DeepSORT's feature files.
//   others  every format of the registry that can be read; boxes with identities are used without them.
// Frames as in the file's format; embeddings are scaled to unit length as the tracker expects.
//
// Source: MOTChallenge det.txt; DeepSORT generate_detections; NumPy format specification 1.0 to 3.0.

#include "core/base/detection.h"
#include "core/formats/format.h"

#include <map>

namespace tw::formats {

struct ImportedDetections {
    std::map<FrameIndex, std::vector<Detection>> frames; // best score first
    int embeddingSize = 0;                               // 0: none
    std::size_t count = 0;
    SequenceInfo info;
    std::vector<Issue> issues;
};

// `formatId` empty: by content. Errors: those of the format; Unreadable, Unsupported for .npy.
Result<ImportedDetections> readDetections(const std::filesystem::path& path, const ReadHint& hint = {},
                                          const std::string& formatId = {});
ImportedDetections parseDetectionText(std::string_view text, const ReadHint& hint);
Result<ImportedDetections> parseDetectionArray(std::string_view bytes, const ReadHint& hint);

} // namespace tw::formats
