#pragma once
// A clip of known people drawn with QPainter, and a project on it that holds tracks and what a network would have seen,
// as if a run had just ended. Failures end the test.

#include "core/annotation/document.h"
#include "core/base/peaks.h"
#include "tests/support/synthetic_scene.h"

#include <QString>

#include <filesystem>
#include <vector>

namespace tw::test {

// Each a rounded body in a colour of their own and a head, 25 frames a second.
void drawClip(const std::filesystem::path& path, const KnownTracks& truth, int width, int height);

// clip.twp in `folder`, its run covering the whole clip. Returns its path.
QString makeProject(const QString& folder, const std::filesystem::path& clip, int width, int height,
                    const annotation::Document& document, std::vector<FramePeaks> peaks);

} // namespace tw::test
