#include "core/model/decode.h"

#include "core/base/contract.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tw::model {

namespace {

// The reference's torch.nn.functional.normalize
constexpr double kSmallestLength = 1e-12;

Error notFinite(const char* head)
{
    return Error{ErrorCode::Unreadable,
                 std::string("the network's ") + head +
                     " holds values that are not finite; the weights are damaged or too large for this precision",
                 {}};
}

float sigmoid(float logit)
{
    return 1.0F / (1.0F + std::exp(-logit));
}

// Probabilities of one class, framed by zeros so that every cell has eight neighbours. Cells that cannot exceed the
// threshold are left at zero: they neither become peaks nor suppress one.
class FramedScores
{
public:
    FramedScores(int width, int height)
        : m_stride(static_cast<std::size_t>(width) + 2), m_scores(m_stride * (static_cast<std::size_t>(height) + 2))
    {}

    // False when a logit is not finite.
    bool fill(const HeatMap& heat, int classIndex, float minScore)
    {
        std::fill(m_scores.begin(), m_scores.end(), 0.0F);
        const float cutoff = logitBelow(minScore);
        bool finite = true;
        for (int y = 0; y < heat.height; ++y) {
            const float* logits = heat.row(classIndex, y);
            float* out = row(y) + 1;
            for (int x = 0; x < heat.width; ++x) {
                finite = finite && std::isfinite(logits[x]);
                if (logits[x] > cutoff)
                    out[x] = sigmoid(logits[x]);
            }
        }
        return finite;
    }

    float at(int x, int y) const { return row(y)[x + 1]; }

    bool isPeak(int x, int y) const
    {
        const float score = at(x, y);
        for (int dy = -1; dy <= 1; ++dy) {
            const float* cell = row(y + dy) + x;
            if (cell[0] > score || cell[1] > score || cell[2] > score)
                return false;
        }
        return true;
    }

private:
    float* row(int y) { return m_scores.data() + (static_cast<std::size_t>(y) + 1) * m_stride; }
    const float* row(int y) const { return m_scores.data() + static_cast<std::size_t>(y + 1) * m_stride; }

    // A logit safely below the one of this score: rounding must not lose a cell.
    static float logitBelow(float score)
    {
        if (score <= 0)
            return -std::numeric_limits<float>::infinity();
        if (score >= 1)
            return std::numeric_limits<float>::max();
        const double logit = std::log(static_cast<double>(score) / (1 - static_cast<double>(score)));
        return static_cast<float>(logit - 0.01 - 1e-3 * std::abs(logit));
    }

    std::size_t m_stride;
    std::vector<float> m_scores;
};

struct GridBox {
    float left;
    float top;
    float right;
    float bottom;
};

// Single precision throughout, as in the reference.
GridBox gridBox(const Peak& peak, const HeadValues& heads, std::size_t index)
{
    const float* offset = heads.offset.data() + 2 * index;
    const float* size = heads.size.data() + static_cast<std::size_t>(heads.sizeChannels) * index;
    const float x = static_cast<float>(peak.cell.x) + offset[0];
    const float y = static_cast<float>(peak.cell.y) + offset[1];
    if (heads.sizeChannels == 2)
        return {x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2};
    return {x - size[0], y - size[1], x + size[2], y + size[3]};
}

// Products in double, corners and extent in single precision: what the reference hands to its tracker.
Box sourceBox(const GridBox& grid, const SourceFromGrid& map)
{
    const auto left = static_cast<float>(map.x(grid.left));
    const auto top = static_cast<float>(map.y(grid.top));
    const auto right = static_cast<float>(map.x(grid.right));
    const auto bottom = static_cast<float>(map.y(grid.bottom));
    return {left, top, right - left, bottom - top};
}

bool isFinite(const GridBox& box)
{
    return std::isfinite(box.left) && std::isfinite(box.top) && std::isfinite(box.right) && std::isfinite(box.bottom);
}

} // namespace

bool comesBefore(const Peak& a, const Peak& b)
{
    if (a.score != b.score)
        return a.score > b.score;
    if (a.classIndex != b.classIndex)
        return a.classIndex < b.classIndex;
    return a.cell.y != b.cell.y ? a.cell.y < b.cell.y : a.cell.x < b.cell.x;
}

Error heatMapNotFinite()
{
    return notFinite("heat map");
}

Result<std::vector<Peak>> findPeaks(const HeatMap& heat, int topK, float minScore)
{
    TW_EXPECTS(heat.logits != nullptr && topK > 0);
    std::vector<Peak> peaks;
    FramedScores scores(heat.width, heat.height);
    for (int c = 0; c < heat.classes; ++c) {
        if (!scores.fill(heat, c, minScore))
            return heatMapNotFinite();
        for (int y = 0; y < heat.height; ++y) {
            for (int x = 0; x < heat.width; ++x) {
                if (scores.at(x, y) > minScore && scores.isPeak(x, y))
                    peaks.push_back({{x, y}, c, scores.at(x, y)});
            }
        }
    }
    const std::size_t kept = std::min(peaks.size(), static_cast<std::size_t>(topK));
    std::partial_sort(peaks.begin(), peaks.begin() + static_cast<std::ptrdiff_t>(kept), peaks.end(), comesBefore);
    peaks.resize(kept);
    return peaks;
}

Result<void> decodeCells(const HeatMap& heat, const HeadValues& heads, const SourceFromGrid& sourceFromGrid,
                         std::vector<float>& scores, std::vector<Box>& boxes)
{
    const std::size_t cells = static_cast<std::size_t>(heat.width) * static_cast<std::size_t>(heat.height);
    TW_EXPECTS(heat.logits != nullptr && heads.offset.size() == 2 * cells);
    scores.assign(cells, 0.0F);
    boxes.resize(cells);
    for (int c = 0; c < heat.classes; ++c) {
        const float* logits = heat.row(c, 0);
        for (std::size_t i = 0; i < cells; ++i) {
            if (!std::isfinite(logits[i]))
                return notFinite("heat map");
            scores[i] = std::max(scores[i], sigmoid(logits[i]));
        }
    }
    Peak peak;
    for (std::size_t i = 0; i < cells; ++i) {
        peak.cell = {static_cast<int>(i % static_cast<std::size_t>(heat.width)),
                     static_cast<int>(i / static_cast<std::size_t>(heat.width))};
        const GridBox box = gridBox(peak, heads, i);
        if (!isFinite(box))
            return notFinite("size or offset head");
        boxes[i] = sourceBox(box, sourceFromGrid);
    }
    return {};
}

bool normalise(std::span<float> embedding)
{
    double squares = 0;
    for (const float value : embedding)
        squares += static_cast<double>(value) * value;
    if (!std::isfinite(squares))
        return false;
    const double length = std::max(std::sqrt(squares), kSmallestLength);
    for (float& value : embedding)
        value = static_cast<float>(value / length);
    return true;
}

Result<std::vector<Detection>> decodePeaks(std::span<const Peak> peaks, const HeadValues& heads,
                                           const SourceFromGrid& sourceFromGrid)
{
    TW_EXPECTS(heads.sizeChannels == 2 || heads.sizeChannels == 4);
    const auto embeddingSize = static_cast<std::size_t>(heads.embeddingSize);
    TW_EXPECTS(heads.size.size() == peaks.size() * static_cast<std::size_t>(heads.sizeChannels) &&
               heads.offset.size() == peaks.size() * 2 && heads.identity.size() == peaks.size() * embeddingSize);
    std::vector<Detection> detections;
    detections.reserve(peaks.size());
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        const GridBox box = gridBox(peaks[i], heads, i);
        if (!isFinite(box))
            return notFinite("size or offset head");
        Detection detection;
        detection.box = sourceBox(box, sourceFromGrid);
        detection.score = peaks[i].score;
        detection.classId = static_cast<ClassId>(peaks[i].classIndex + 1);
        const float* row = heads.identity.data() + i * embeddingSize;
        detection.embedding.assign(row, row + embeddingSize);
        if (!normalise(detection.embedding))
            return notFinite("identity head");
        if (detection.box.valid())
            detections.push_back(std::move(detection));
    }
    return detections;
}

} // namespace tw::model
