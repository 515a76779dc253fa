#include "core/training/dataset.h"

#include "core/base/contract.h"
#include "core/training/mot_folder.h"

#include <algorithm>
#include <set>

namespace tw::training {

namespace {

class MemorySource : public DatasetSource
{
public:
    MemorySource(SourceInfo info, std::vector<MemoryFrame> frames,
                 std::function<Result<PicturePtr>(std::size_t)> picture, std::vector<std::int8_t> vectors)
        : m_info(std::move(info)), m_frames(std::move(frames)), m_picture(std::move(picture)),
          m_vectors(std::move(vectors))
    {}
    const SourceInfo& info() const override { return m_info; }
    std::size_t size() const override { return m_frames.size(); }
    std::string pictureName(std::size_t index) const override { return m_frames[index].name; }
    const std::vector<Label>& labels(std::size_t index) const override { return m_frames[index].labels; }
    double seconds(std::size_t index) const override
    {
        return m_frames[index].seconds.value_or(DatasetSource::seconds(index));
    }
    std::span<const std::int8_t> identityVector(std::int32_t row) const override
    {
        const auto rows = static_cast<std::int32_t>(m_vectors.size() / kIdentityVectorSize);
        if (row < 0 || row >= rows)
            return {};
        return std::span(m_vectors).subspan(static_cast<std::size_t>(row) * kIdentityVectorSize, kIdentityVectorSize);
    }
    Result<PicturePtr> picture(std::size_t index) const override { return m_picture(index); }

private:
    SourceInfo m_info;
    std::vector<MemoryFrame> m_frames;
    std::function<Result<PicturePtr>(std::size_t)> m_picture;
    std::vector<std::int8_t> m_vectors;
};

class PartSource : public DatasetSource
{
public:
    PartSource(SourcePtr source, std::size_t first, std::size_t count)
        : m_source(std::move(source)), m_first(first), m_count(count)
    {
        TW_EXPECTS(first + count <= m_source->size());
    }
    const SourceInfo& info() const override { return m_source->info(); }
    std::size_t size() const override { return m_count; }
    std::string pictureName(std::size_t index) const override { return m_source->pictureName(m_first + index); }
    const std::vector<Label>& labels(std::size_t index) const override { return m_source->labels(m_first + index); }
    double seconds(std::size_t index) const override { return m_source->seconds(m_first + index); }
    std::span<const std::int8_t> identityVector(std::int32_t row) const override
    {
        return m_source->identityVector(row);
    }
    Result<PicturePtr> picture(std::size_t index) const override { return m_source->picture(m_first + index); }

private:
    SourcePtr m_source;
    std::size_t m_first;
    std::size_t m_count;
};

class RelabelledSource : public DatasetSource
{
public:
    RelabelledSource(SourcePtr source, std::vector<std::vector<Label>> labels)
        : m_source(std::move(source)), m_labels(std::move(labels))
    {
        TW_EXPECTS(m_labels.size() == m_source->size());
    }
    const SourceInfo& info() const override { return m_source->info(); }
    std::size_t size() const override { return m_source->size(); }
    std::string pictureName(std::size_t index) const override { return m_source->pictureName(index); }
    const std::vector<Label>& labels(std::size_t index) const override { return m_labels[index]; }
    double seconds(std::size_t index) const override { return m_source->seconds(index); }
    std::span<const std::int8_t> identityVector(std::int32_t row) const override
    {
        return m_source->identityVector(row);
    }
    Result<PicturePtr> picture(std::size_t index) const override { return m_source->picture(index); }

private:
    SourcePtr m_source;
    std::vector<std::vector<Label>> m_labels;
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
                           std::function<Result<PicturePtr>(std::size_t)> picture, std::vector<std::int8_t> vectors)
{
    return std::make_shared<MemorySource>(std::move(info), std::move(frames), std::move(picture), std::move(vectors));
}

SourcePtr makePartSource(SourcePtr source, std::size_t first, std::size_t count)
{
    return std::make_shared<PartSource>(std::move(source), first, count);
}

SourcePtr makeRelabelledSource(SourcePtr source, std::vector<std::vector<Label>> labels)
{
    return std::make_shared<RelabelledSource>(std::move(source), std::move(labels));
}

Result<OpenedDataset> openDataset(const std::filesystem::path& path, const DatasetOptions& options)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return openMotFolder(path, options);
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
