#pragma once
// (private) Labelled picture files as a dataset source.

#include "core/training/dataset.h"

#include <filesystem>
#include <utility>
#include <vector>

namespace tw::training {

struct LabelledFile {
    std::filesystem::path file;
    std::vector<Label> labels;
};

class FileSource : public DatasetSource
{
public:
    FileSource(SourceInfo info, std::vector<LabelledFile> files) : m_info(std::move(info)), m_files(std::move(files)) {}
    const SourceInfo& info() const override { return m_info; }
    std::size_t size() const override { return m_files.size(); }
    std::string pictureName(std::size_t index) const override { return m_files[index].file.string(); }
    const std::vector<Label>& labels(std::size_t index) const override { return m_files[index].labels; }
    Result<PicturePtr> picture(std::size_t index) const override { return readPicture(m_files[index].file); }

private:
    SourceInfo m_info;
    std::vector<LabelledFile> m_files;
};

} // namespace tw::training
