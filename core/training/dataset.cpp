#include "core/training/dataset.h"

#include "core/training/mot_folder.h"

#include <algorithm>
#include <set>

namespace tw::training {

namespace {

class MemorySource : public DatasetSource
{
public:
    MemorySource(SourceInfo info, std::vector<MemoryFrame> frames,
                 std::function<Result<PicturePtr>(std::size_t)> picture)
        : m_info(std::move(info)), m_frames(std::move(frames)), m_picture(std::move(picture))
    {}
    const SourceInfo& info() const override { return m_info; }
    std::size_t size() const override { return m_frames.size(); }
    std::string pictureName(std::size_t index) const override { return m_frames[index].name; }
    const std::vector<Label>& labels(std::size_t index) const override { return m_frames[index].labels; }
    Result<PicturePtr> picture(std::size_t index) const override { return m_picture(index); }

private:
    SourceInfo m_info;
    std::vector<MemoryFrame> m_frames;
    std::function<Result<PicturePtr>(std::size_t)> m_picture;
};

} // namespace

std::string_view toString(IdentityKind kind)
{
    switch (kind) {
    case IdentityKind::None: return "none";
    case IdentityKind::PerBox: return "per-box";
    case IdentityKind::Linked: return "linked";
    case IdentityKind::Real: return "real";
    }
    return "none";
}

SourcePtr makeMemorySource(SourceInfo info, std::vector<MemoryFrame> frames,
                           std::function<Result<PicturePtr>(std::size_t)> picture)
{
    return std::make_shared<MemorySource>(std::move(info), std::move(frames), std::move(picture));
}

Result<OpenedDataset> openDataset(const std::filesystem::path& path, Split split)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return openMotFolder(path, split);
    if (std::filesystem::is_regular_file(path, error))
        return openLabelList(path);
    return Error{ErrorCode::NotFound, "no such folder or list", path.string()};
}

DatasetCounts count(const std::vector<SourcePtr>& sources)
{
    DatasetCounts counts;
    for (const SourcePtr& source : sources) {
        std::set<std::int64_t> identities;
        for (std::size_t i = 0; i < source->size(); ++i) {
            for (const Label& label : source->labels(i)) {
                ++(label.ignore ? counts.ignored : counts.boxes);
                if (label.identity >= 0 && !label.ignore)
                    identities.insert(label.identity);
            }
        }
        counts.pictures += source->size();
        counts.identities += identities.size();
    }
    return counts;
}

} // namespace tw::training
