#include "core/appearance/adaptation.h"

#include "core/math/rng.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tw::appearance {
namespace {

using Matrix = Eigen::MatrixXf;
using Vector = Eigen::VectorXf;

// Embedding and colour as one vector; what is unknown is zero, as far from everyone.
Vector featureOf(const Appearance& appearance, std::size_t embeddingSize)
{
    // what a plain cosine of either is worth beside one of the other
    const LikenessWeights::Both weights = LikenessWeights{}.bothOf(isReidVector(embeddingSize));
    const auto embeddingGain = static_cast<float>(std::sqrt(weights.embedding));
    const auto colourGain = static_cast<float>(std::sqrt(weights.colour));
    Vector out = Vector::Zero(static_cast<Eigen::Index>(embeddingSize + FramePeaks::kColourBytes));
    if (appearance.embedding.size() == embeddingSize)
        for (std::size_t i = 0; i < embeddingSize; ++i)
            out[static_cast<Eigen::Index>(i)] = embeddingGain * appearance.embedding[i];
    if (appearance.colour.empty())
        return out;
    const float length = std::sqrt(
        std::inner_product(appearance.colour.begin(), appearance.colour.end(), appearance.colour.begin(), 0.F));
    if (length > 1e-6F)
        for (std::size_t i = 0; i < appearance.colour.size(); ++i)
            out[static_cast<Eigen::Index>(embeddingSize + i)] = colourGain / length * appearance.colour[i];
    return out;
}

struct Sighting {
    std::size_t piece = 0;
    Vector feature;
    const Appearance* appearance = nullptr;
};

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

bool overlap(FrameRange a, FrameRange b)
{
    return a.first <= b.last && b.first <= a.last;
}

// Sightings of some pieces, with pairs of one person and of two.
struct Lesson {
    std::vector<Sighting> sightings;
    Pairs same, different;

    Lesson(const std::vector<Piece>& pieces, std::span<const std::size_t> chosen, std::size_t embeddingSize,
           const AdaptationOptions& options)
    {
        std::vector<std::pair<std::size_t, std::size_t>> rows; // first sighting of each chosen piece, behind its last
        for (const std::size_t piece : chosen) {
            rows.emplace_back(sightings.size(), sightings.size() + pieces[piece].sightings.size());
            for (const Appearance& appearance : pieces[piece].sightings)
                sightings.push_back({piece, featureOf(appearance, embeddingSize), &appearance});
        }
        math::Rng rng(options.seed);
        for (const auto& [first, end] : rows)
            for (std::size_t a = first; a < end; ++a)
                for (std::size_t b = a + 1; b < end; ++b)
                    same.emplace_back(a, b);
        for (std::size_t i = 0; i < chosen.size(); ++i)
            for (std::size_t j = i + 1; j < chosen.size(); ++j)
                if (overlap(pieces[chosen[i]].frames, pieces[chosen[j]].frames))
                    for (int times = 0; times < 4 && rows[i].first < rows[i].second && rows[j].first < rows[j].second;
                         ++times)
                        different.emplace_back(rows[i].first + rng.below(rows[i].second - rows[i].first),
                                               rows[j].first + rng.below(rows[j].second - rows[j].first));
        for (Pairs* pairs : {&same, &different}) {
            rng.shuffle(std::span(*pairs));
            pairs->resize(std::min(pairs->size(), options.pairs));
        }
    }
    Matrix scatter(const Pairs& pairs) const
    {
        const Eigen::Index size = sightings.front().feature.size();
        Matrix out = Matrix::Zero(size, size);
        for (std::size_t first = 0; first < pairs.size(); first += 256) { // in blocks: a product is faster than updates
            const std::size_t count = std::min<std::size_t>(256, pairs.size() - first);
            Matrix block(size, static_cast<Eigen::Index>(count));
            for (std::size_t i = 0; i < count; ++i)
                block.col(static_cast<Eigen::Index>(i)) =
                    sightings[pairs[first + i].first].feature - sightings[pairs[first + i].second].feature;
            out.noalias() += block * block.transpose();
        }
        return out / static_cast<float>(pairs.size());
    }
};

// Rows are directions, scaled so that sightings of one person spread alike along each.
Matrix discriminant(const Lesson& lesson, const AdaptationOptions& options)
{
    Matrix within = lesson.scatter(lesson.same);
    const Matrix between = lesson.scatter(lesson.different);
    const Eigen::Index size = within.rows();
    const float plain = static_cast<float>(options.shrinkage) * within.trace() / static_cast<float>(size);
    within = (1 - static_cast<float>(options.shrinkage)) * within + plain * Matrix::Identity(size, size);
    const Eigen::GeneralizedSelfAdjointEigenSolver<Matrix> solver(between, within);
    const Eigen::Index rows = std::min<Eigen::Index>(options.dimensions, size);
    return solver.eigenvectors().rightCols(rows).transpose();
}

Vector mapped(const Matrix& matrix, const Vector& feature)
{
    Vector out = matrix * feature;
    const float length = out.norm();
    return length > 1e-6F ? Vector(out / length) : Vector::Zero(out.size());
}

double aucOf(std::vector<double> same, std::vector<double> different)
{
    std::ranges::sort(different);
    double sum = 0;
    for (const double value : same)
        sum += .5 * static_cast<double>((std::ranges::lower_bound(different, value) - different.begin()) +
                                        (std::ranges::upper_bound(different, value) - different.begin()));
    return sum / (static_cast<double>(same.size()) * static_cast<double>(different.size()));
}

template <class Value>
double aucOf(const Lesson& lesson, const Value& value)
{
    std::vector<double> same, different;
    for (const auto& [a, b] : lesson.same)
        same.push_back(value(lesson.sightings[a], lesson.sightings[b]));
    for (const auto& [a, b] : lesson.different)
        different.push_back(value(lesson.sightings[a], lesson.sightings[b]));
    return aucOf(std::move(same), std::move(different));
}

// Linear in the cosines: clipping would make ties.
double plainValue(const Sighting& a, const Sighting& b)
{
    LikenessWeights weights;
    weights.lowest = -1e9;
    weights.highest = 1e9;
    return logLikelihoodRatio(likenessOf(*a.appearance, *b.appearance), weights);
}

std::size_t embeddingSizeOf(const std::vector<Piece>& pieces)
{
    std::size_t out = 0;
    for (const Piece& piece : pieces)
        for (const Appearance& appearance : piece.sightings) {
            if (isReidVector(appearance.embedding.size()))
                return appearance.embedding.size();
            if (out == 0)
                out = appearance.embedding.size();
        }
    return out;
}

// Pieces that teach: two sightings, and another person at the same time.
std::vector<Piece> usefulPieces(std::vector<Piece> pieces, const AdaptationOptions& options)
{
    std::erase_if(pieces, [](const Piece& piece) { return piece.sightings.size() < 2; });
    std::ranges::stable_sort(pieces, std::ranges::greater(), [](const Piece& piece) { return piece.frames.length(); });
    pieces.resize(std::min(pieces.size(), options.pieces));
    std::vector<bool> accompanied(pieces.size(), false);
    for (std::size_t i = 0; i < pieces.size(); ++i)
        for (std::size_t j = i + 1; j < pieces.size(); ++j)
            if (overlap(pieces[i].frames, pieces[j].frames))
                accompanied[i] = accompanied[j] = true;
    std::size_t next = 0;
    std::erase_if(pieces, [&](const Piece&) { return !accompanied[next++]; });
    return pieces;
}

} // namespace

Result<std::optional<Adaptation>> Adaptation::train(std::vector<Piece> given, const AdaptationOptions& options,
                                                    AdaptationCheck& check, const JobContext& job)
{
    check = {};
    const std::vector<Piece> pieces = usefulPieces(std::move(given), options);
    if (pieces.size() < options.fewestPieces)
        return std::optional<Adaptation>{};
    const std::size_t embeddingSize = embeddingSizeOf(pieces);
    std::vector<std::size_t> order(pieces.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    math::Rng rng(options.seed);
    rng.shuffle(std::span(order));
    const std::span<const std::size_t> all(order);
    const std::size_t half = order.size() / 2;
    for (const auto& [taught, heldBack] :
         {std::pair(all.first(half), all.subspan(half)), std::pair(all.subspan(half), all.first(half))}) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while adapting to the video", {}};
        const Lesson lesson(pieces, taught, embeddingSize, options);
        const Lesson exam(pieces, heldBack, embeddingSize, options);
        if (lesson.same.empty() || lesson.different.empty() || exam.same.empty() || exam.different.empty())
            return std::optional<Adaptation>{};
        const Matrix matrix = discriminant(lesson, options);
        check.aucBefore += .5 * aucOf(exam, plainValue);
        check.aucAfter += .5 * aucOf(exam, [&](const Sighting& a, const Sighting& b) {
                              return double(mapped(matrix, a.feature).dot(mapped(matrix, b.feature)));
                          });
    }
    check.kept = 1 - check.aucAfter <= (1 - options.least) * (1 - check.aucBefore);
    if (!check.kept)
        return std::optional<Adaptation>{};
    const Lesson lesson(pieces, all, embeddingSize, options);
    const Matrix matrix = discriminant(lesson, options);
    std::vector<LikenessExample> examples;
    for (const Pairs* pairs : {&lesson.same, &lesson.different})
        for (const auto& [a, b] : *pairs) {
            Likeness likeness;
            likeness.hasColour = true; // of the mapped vectors
            likeness.colour =
                double(mapped(matrix, lesson.sightings[a].feature).dot(mapped(matrix, lesson.sightings[b].feature)));
            examples.push_back({likeness, pairs == &lesson.same});
        }
    Adaptation out;
    out.m_embedding = embeddingSize;
    out.m_size = static_cast<std::size_t>(matrix.rows());
    for (Eigen::Index row = 0; row < matrix.rows(); ++row)
        for (Eigen::Index column = 0; column < matrix.cols(); ++column)
            out.m_matrix.push_back(matrix(row, column));
    out.m_weights = fitLikeness(examples).colourAlone;
    return std::optional(std::move(out));
}

std::vector<float> Adaptation::map(const Appearance& appearance) const
{
    if (!appearance.known())
        return {};
    using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const Eigen::Map<const RowMajor> matrix(m_matrix.data(), static_cast<Eigen::Index>(m_size),
                                            static_cast<Eigen::Index>(m_matrix.size() / m_size));
    const Vector out = mapped(matrix, featureOf(appearance, m_embedding));
    return {out.data(), out.data() + out.size()};
}

double Adaptation::logLikelihoodRatio(std::span<const float> a, std::span<const float> b) const
{
    if (a.empty() || b.empty() || a.size() != b.size())
        return 0;
    const LikenessWeights limits;
    const double cosine = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    return std::clamp(limits.temper * (m_weights.cosine * cosine + m_weights.offset), limits.lowest, limits.highest);
}

} // namespace tw::appearance
