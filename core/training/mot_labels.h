#pragma once
// (private) The label files of one sequence: gt.txt and what may lie beside it, see openDataset(). Any thread.

#include "core/training/dataset.h"

#include <map>
#include <set>

namespace tw::training {

struct SequenceFile { // seqinfo.ini
    double frameRate = 30;
    std::string video;       // file name; empty: img1/
    std::int64_t length = 0; // frames of the video; 0: not said
};
SequenceFile readSequenceFile(const std::filesystem::path& seqinfo);

struct SequenceLabels {
    std::map<std::int64_t, std::vector<Label>> frames; // by number from 1, as in the file
    std::vector<std::int8_t> vectors;                  // rows of kIdentityVectorSize numbers
};

// `pictures`: numbers of the frames that exist. `firstPixel`: coordinate of the upper-left pixel in gt.txt. Lines that
// cannot be taken are `issues`.
// Errors: Io, NotFound (gt.txt); Unreadable (reid.i8 of another length than reid.txt says).
Result<SequenceLabels> readSequenceLabels(const std::filesystem::path& folder, const std::set<std::int64_t>& pictures,
                                          double firstPixel, bool completed, std::vector<std::string>& issues);

} // namespace tw::training
