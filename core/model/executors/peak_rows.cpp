#include "core/model/executors/peak_rows.h"

#include "core/base/contract.h"

#include <algorithm>
#include <numeric>

namespace tw::model {

Result<PeakValues> readPeakRows(std::span<const float> rows, const PeakRowLayout& layout, float minScore)
{
    TW_EXPECTS(static_cast<std::int64_t>(rows.size()) == layout.floats());
    if (rows.front() != 1)
        return heatMapNotFinite();
    const auto columns = static_cast<std::size_t>(layout.columns());
    std::vector<Peak> peaks;
    std::vector<const float*> sources;
    for (int i = 1; i <= layout.topK; ++i) {
        const float* row = rows.data() + static_cast<std::size_t>(i) * columns;
        if (!(row[0] > minScore))
            continue;
        peaks.push_back({{static_cast<int>(row[2]), static_cast<int>(row[3])}, static_cast<int>(row[1]), row[0]});
        sources.push_back(row);
    }
    // a device's selection may leave equal scores in any order
    std::vector<std::size_t> order(peaks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&peaks](std::size_t a, std::size_t b) { return comesBefore(peaks[a], peaks[b]); });
    PeakValues found;
    found.heads.sizeChannels = layout.sizeChannels;
    found.heads.embeddingSize = layout.embeddingSize;
    for (const std::size_t i : order) {
        const float* row = sources[i];
        found.peaks.push_back(peaks[i]);
        const auto append = [row](std::vector<float>& to, int begin, int end) {
            to.insert(to.end(), row + begin, row + end);
        };
        append(found.heads.size, PeakRowLayout::kSize, layout.offset());
        append(found.heads.offset, layout.offset(), layout.identity());
        append(found.heads.identity, layout.identity(), layout.columns());
    }
    return found;
}

} // namespace tw::model
