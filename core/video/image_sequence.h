#pragma once
// Pictures in files as a FrameSource: a MOTChallenge sequence (folder with seqinfo.ini and img1/), any folder of
// pictures in natural order of their names, a text file with one path per line, one single picture.
// Belongs to one thread.

#include "core/video/frame_source.h"

#include <memory>
#include <vector>

namespace tw::video {

class ImageSequence final : public FrameSource
{
public:
    // A folder, a picture by its suffix, or a .txt / .lst file. Looks at the name and the file type only.
    static bool accepts(const std::filesystem::path& path);
    // Errors: NotFound, Unreadable (no pictures, none of them readable), Io.
    static Result<std::unique_ptr<ImageSequence>> open(const std::filesystem::path& path, const OpenOptions& options);
    ~ImageSequence() override;

    const VideoInfo& info() const override { return m_info; }
    // Unreadable also when the picture has another size than the first.
    Result<FramePtr> read(FrameIndex index, std::stop_token stop) override;
    double seconds(FrameIndex index) const override;

    const std::vector<std::filesystem::path>& files() const { return m_files; }

private:
    ImageSequence();
    Result<void> findFiles(const std::filesystem::path& path);
    Result<void> readList(const std::filesystem::path& path);
    void readSequenceInfo(const std::filesystem::path& file, std::filesystem::path* imageFolder);
    Result<void> describe();
    void checkNumbering();
    void noteOtherSizes();

    VideoInfo m_info;
    std::vector<std::filesystem::path> m_files;
    FrameContent m_content = FrameContent::Image;
    struct Maker;
    std::unique_ptr<Maker> m_maker;
};

// "frame9" before "frame10": digits compare as numbers. For names in any code that lists pictures.
bool naturalLess(std::string_view a, std::string_view b);

} // namespace tw::video
