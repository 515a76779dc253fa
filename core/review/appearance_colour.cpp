#include "core/review/appearance_colour.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace tw::review {
namespace {

constexpr std::size_t kMostSamples = 4096;
constexpr double kReach = 1.6; // standard deviations

// The first and last frame of each piece lie on multiples of its length, whatever the track.
FrameIndex chunkOf(FrameIndex frame, FrameIndex length)
{
    return frame / length;
}

float middleOf(float a, float b, float c)
{
    return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

} // namespace

ColourBasis colourBasisOf(const Evidence& evidence)
{
    std::vector<std::span<const float>> rows;
    int dim = 0;
    for (const auto& [id, track] : evidence.tracks())
        for (std::size_t i = 0; i < track.track->boxes.size(); ++i)
            if (track.clean(i) && (dim == 0 || track.dim == dim)) {
                dim = track.dim;
                rows.push_back(track.feature(i));
            }
    ColourBasis out;
    if (dim < 3 || rows.size() < 2)
        return out;
    const std::size_t count = std::min(rows.size(), kMostSamples);
    Eigen::MatrixXd samples(static_cast<Eigen::Index>(count), dim);
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = rows[i * rows.size() / count];
        for (int j = 0; j < dim; ++j)
            samples(static_cast<Eigen::Index>(i), j) = double(row[static_cast<std::size_t>(j)]);
    }
    const Eigen::RowVectorXd mean = samples.colwise().mean();
    samples.rowwise() -= mean;
    const Eigen::MatrixXd covariance = samples.transpose() * samples / double(count);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
    if (solver.info() != Eigen::Success)
        return out;
    out.mean.resize(static_cast<std::size_t>(dim));
    for (int j = 0; j < dim; ++j)
        out.mean[static_cast<std::size_t>(j)] = static_cast<float>(mean(j));
    for (int axis = 0; axis < 3; ++axis) {
        Eigen::VectorXd direction = solver.eigenvectors().col(dim - 1 - axis);
        // an axis has no sign of its own: the largest part points up
        Eigen::Index largest = 0;
        direction.cwiseAbs().maxCoeff(&largest);
        if (direction(largest) < 0)
            direction = -direction;
        auto& values = out.axes[static_cast<std::size_t>(axis)];
        values.resize(static_cast<std::size_t>(dim));
        for (int j = 0; j < dim; ++j)
            values[static_cast<std::size_t>(j)] = static_cast<float>(direction(j));
        const double variance = std::max(solver.eigenvalues()(dim - 1 - axis), 0.0);
        out.reach[static_cast<std::size_t>(axis)] = static_cast<float>(kReach * std::sqrt(variance));
    }
    return out;
}

std::vector<ColourChunk> coloursOf(const TrackEvidence& track, const ColourBasis& basis, FrameIndex chunkFrames)
{
    std::vector<ColourChunk> out;
    const auto& boxes = track.track->boxes;
    if (!basis.known() || boxes.empty() || track.dim != static_cast<int>(basis.mean.size()))
        return out;
    const FrameIndex length = std::max(chunkFrames, FrameIndex{1});
    for (std::size_t i = 0; i < boxes.size();) {
        const FrameIndex chunk = chunkOf(boxes[i].frame, length);
        ColourChunk piece;
        piece.frames.first = boxes[i].frame;
        std::array<double, 3> sum{};
        int samples = 0;
        for (; i < boxes.size() && chunkOf(boxes[i].frame, length) == chunk; ++i) {
            piece.frames.last = boxes[i].frame;
            if (!track.clean(i))
                continue;
            ++samples;
            const auto feature = track.feature(i);
            for (std::size_t axis = 0; axis < 3; ++axis)
                for (std::size_t j = 0; j < feature.size(); ++j)
                    sum[axis] += double(basis.axes[axis][j]) * double(feature[j] - basis.mean[j]);
        }
        if (samples == 0) {
            if (!out.empty())
                out.back().frames.last = piece.frames.last;
            continue;
        }
        for (std::size_t axis = 0; axis < 3; ++axis)
            piece.at[axis] = basis.reach[axis] > 0
                                 ? std::clamp(static_cast<float>(sum[axis] / samples) / basis.reach[axis], -1.0F, 1.0F)
                                 : 0.0F;
        if (out.empty())
            piece.frames.first = boxes.front().frame;
        out.push_back(piece);
    }
    // single pieces that fall out are noise; an edge between two people stays where it is
    const std::vector<ColourChunk> raw = out;
    for (std::size_t i = 1; i + 1 < out.size(); ++i)
        for (std::size_t axis = 0; axis < 3; ++axis)
            out[i].at[axis] = middleOf(raw[i - 1].at[axis], raw[i].at[axis], raw[i + 1].at[axis]);
    return out;
}

} // namespace tw::review
