#pragma once
// Folders with one text file a frame and boxes as centre and size divided by the image size.
//   labels_with_ids  "class id xc yc w h", 000001.txt ...                  JDE and FairMOT training; id -1: none
//   ultralytics      "class xc yc w h [confidence] [id]", NAME_1.txt ...   yolo track save_txt=True
// Both need the image size: from the hint, or from a seqinfo.ini beside, above or in the sister folder images/.
//
// Frames: the number that ends the file name, 1-based unless a file 0 exists.
// Classes: labels_with_ids knows class 0 only; tracks of other classes are written too and noted. ultralytics has
// COCO's class numbers. Its sixth column is a confidence when some value of the folder has a fraction and all lie in
// 0..1, else an id. Rounding: WriteOptions::decimals + 3 digits of the share, which is 0.0015 px at 2000 px for 3
// decimals.
//
// Writing makes a file for each frame of the video, also for empty ones (FairMOT's loader opens them all), and leaves
// other files alone; label files of earlier, longer exports are listed as problems. Single files are atomic.
//
// Source: FairMOT gen_labels_*; Towards-Realtime-MOT data format; Ultralytics results.save_txt.

#include "core/formats/format.h"

namespace tw::formats {

Result<Imported> readLabelsWithIds(const std::filesystem::path& folder, const ReadHint& hint);
Result<Written> writeLabelsWithIds(const std::filesystem::path& folder, const annotation::DocumentState& state,
                                   const WriteOptions& options);
double recogniseLabelsWithIds(const std::filesystem::path& path, std::string_view head);

Result<Imported> readUltralytics(const std::filesystem::path& folder, const ReadHint& hint);
Result<Written> writeUltralytics(const std::filesystem::path& folder, const annotation::DocumentState& state,
                                 const WriteOptions& options);
double recogniseUltralytics(const std::filesystem::path& path, std::string_view head);

} // namespace tw::formats
