#include "core/evaluation/preprocessing.h"

#include "core/base/number_text.h"
#include "core/math/iou.h"

#include <algorithm>
#include <array>
#include <limits>

namespace tw::evaluation {
namespace {

// Classes of MOTChallenge.
constexpr std::int32_t kPersonOnVehicle = 2;
constexpr std::int32_t kNonMotorisedVehicle = 6;
constexpr std::int32_t kStaticPerson = 7;
constexpr std::int32_t kDistractor = 8;
constexpr std::int32_t kReflection = 12;
constexpr std::int32_t kLastClass = 13;

// IoU from which a result is excused by a distractor. The epsilon is the evaluation kit's and part of the definition.
constexpr double kDistractorIou = 0.5 - std::numeric_limits<double>::epsilon();

struct BenchmarkName {
    Benchmark benchmark;
    std::string_view name;
};
constexpr std::array kNames{BenchmarkName{Benchmark::None, "none"}, BenchmarkName{Benchmark::Mot15, "MOT15"},
                            BenchmarkName{Benchmark::Mot16, "MOT16"}, BenchmarkName{Benchmark::Mot17, "MOT17"},
                            BenchmarkName{Benchmark::Mot20, "MOT20"}};

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isDistractor(ClassId classId, Benchmark benchmark)
{
    switch (number(classId)) {
    case kPersonOnVehicle:
    case kStaticPerson:
    case kDistractor:
    case kReflection: return true;
    case kNonMotorisedVehicle: return benchmark == Benchmark::Mot20;
    default: return false;
    }
}

bool hasClasses(Benchmark benchmark)
{
    return benchmark == Benchmark::Mot16 || benchmark == Benchmark::Mot17 || benchmark == Benchmark::Mot20;
}

bool finite(const Box& box)
{
    return std::isfinite(box.left) && std::isfinite(box.top) && std::isfinite(box.width) && std::isfinite(box.height);
}

Error badBox(const char* side, TrackId id, std::string what)
{
    return Error{ErrorCode::InvalidArgument, std::move(what),
                 std::string(side) + " id " + toText(std::int64_t{number(id)})};
}

} // namespace

std::optional<Benchmark> benchmarkFrom(std::string_view name)
{
    for (const BenchmarkName& entry : kNames)
        if (std::equal(name.begin(), name.end(), entry.name.begin(), entry.name.end(),
                       [](char a, char b) { return lower(a) == lower(b); }))
            return entry.benchmark;
    return std::nullopt;
}

std::string_view toString(Benchmark benchmark)
{
    return std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.benchmark == benchmark; })
        ->name;
}

Preprocessor::Preprocessor(Benchmark benchmark, std::optional<ClassId> onlyClass)
    : m_benchmark(benchmark), m_onlyClass(benchmark == Benchmark::None ? onlyClass : std::nullopt)
{}

bool Preprocessor::seenBefore(Seen& seen, TrackId id) const
{
    const auto index = static_cast<std::size_t>(seen.numbers.numberOf(id));
    if (index >= seen.last.size())
        seen.last.resize(index + 1, 0);
    return std::exchange(seen.last[index], m_calls) == m_calls;
}

Result<void> Preprocessor::check(std::span<const TruthBox> truth, std::span<const ResultBox> result)
{
    ++m_calls;
    for (const TruthBox& box : truth) {
        if (!finite(box.box))
            return badBox("ground truth", box.id, "box is not finite");
        if ((!m_onlyClass || box.classId == *m_onlyClass) && seenBefore(m_seenTruth, box.id))
            return badBox("ground truth", box.id, "occurs more than once in the frame");
        const std::int32_t classNumber = number(box.classId);
        if (hasClasses(m_benchmark) && (classNumber < 1 || classNumber > kLastClass))
            return badBox("ground truth", box.id,
                          "class " + toText(std::int64_t{classNumber}) + " does not exist in this benchmark");
    }
    for (const ResultBox& box : result) {
        if (!finite(box.box))
            return badBox("result", box.id, "box is not finite");
        if ((!m_onlyClass || box.classId == *m_onlyClass) && seenBefore(m_seenResult, box.id))
            return badBox("result", box.id, "occurs more than once in the frame");
        if (m_benchmark != Benchmark::None && number(box.classId) > number(ClassId::kPedestrian))
            return badBox("result", box.id, "the benchmark is for pedestrians only (class 1)");
    }
    return {};
}

// Results are sorted by their left edge, so that each truth meets only those that can reach it.
void Preprocessor::findOverlaps(std::span<const TruthBox> truth, std::span<const ResultBox> result)
{
    m_overlaps.clear();
    m_edges.clear();
    double widest = 0;
    for (std::size_t j = 0; j < result.size(); ++j) {
        const math::Corners c = math::cornersOf(result[j].box);
        if (c.right <= c.left || c.bottom <= c.top || (m_onlyClass && result[j].classId != *m_onlyClass))
            continue;
        m_edges.push_back({c, c.area(), static_cast<std::int32_t>(j)});
        widest = std::max(widest, c.right - c.left);
    }
    std::sort(m_edges.begin(), m_edges.end(),
              [](const Edges& a, const Edges& b) { return a.corners.left < b.corners.left; });
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (m_onlyClass && truth[i].classId != *m_onlyClass)
            continue;
        const math::Corners row = math::cornersOf(truth[i].box);
        const double area = row.area();
        // a little early, against rounding of right = left + width
        const double from = row.left - widest * (1 + 1e-9) - 1e-9;
        auto column = std::lower_bound(m_edges.begin(), m_edges.end(), from,
                                       [](const Edges& edges, double left) { return edges.corners.left < left; });
        const std::size_t firstOfRow = m_overlaps.size();
        for (; column != m_edges.end() && column->corners.left < row.right; ++column) {
            if (column->corners.right <= row.left || column->corners.top >= row.bottom ||
                column->corners.bottom <= row.top)
                continue;
            const double similarity = math::iou(row, area, column->corners, column->area);
            if (similarity > 0)
                m_overlaps.push_back({static_cast<std::int32_t>(i), column->position, 0, similarity});
        }
        std::sort(m_overlaps.begin() + static_cast<std::ptrdiff_t>(firstOfRow), m_overlaps.end(),
                  [](const Overlap& a, const Overlap& b) { return a.result < b.result; });
    }
}

void Preprocessor::dropDistracted(std::span<const TruthBox> truth, std::span<const ResultBox> result)
{
    if (std::none_of(truth.begin(), truth.end(),
                     [this](const TruthBox& box) { return isDistractor(box.classId, m_benchmark); }))
        return;
    m_scores.clear();
    for (const Overlap& overlap : m_overlaps)
        if (overlap.similarity >= kDistractorIou)
            m_scores.push_back({overlap.truth, overlap.result, overlap.similarity});
    for (const std::int32_t index :
         m_matcher.match(static_cast<std::int32_t>(truth.size()), static_cast<std::int32_t>(result.size()), m_scores))
        if (isDistractor(truth[static_cast<std::size_t>(m_scores[index].row)].classId, m_benchmark))
            m_keepResult[static_cast<std::size_t>(m_scores[index].column)] = 0;
}

Result<void> Preprocessor::prepare(std::span<const TruthBox> truth, std::span<const ResultBox> result,
                                   PreparedFrame& out)
{
    TW_TRY(check(truth, result));
    findOverlaps(truth, result);
    m_keepResult.assign(result.size(), 1);
    if (hasClasses(m_benchmark))
        dropDistracted(truth, result);

    out.truthIds.clear();
    out.truthPositions.clear();
    out.resultIds.clear();
    out.resultPositions.clear();
    out.overlaps.clear();
    m_newTruth.assign(truth.size(), -1);
    m_newResult.assign(result.size(), -1);
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const bool wanted = hasClasses(m_benchmark) ? truth[i].classId == ClassId::kPedestrian
                                                    : !m_onlyClass || truth[i].classId == *m_onlyClass;
        if (!wanted || !truth[i].counted)
            continue;
        m_newTruth[i] = static_cast<std::int32_t>(out.truthIds.size());
        out.truthIds.push_back(truth[i].id);
        out.truthPositions.push_back(static_cast<std::int32_t>(i));
    }
    for (std::size_t j = 0; j < result.size(); ++j) {
        if (!m_keepResult[j] || (m_onlyClass && result[j].classId != *m_onlyClass))
            continue;
        m_newResult[j] = static_cast<std::int32_t>(out.resultIds.size());
        out.resultIds.push_back(result[j].id);
        out.resultPositions.push_back(static_cast<std::int32_t>(j));
    }
    for (const Overlap& overlap : m_overlaps) {
        const std::int32_t i = m_newTruth[static_cast<std::size_t>(overlap.truth)];
        const std::int32_t j = m_newResult[static_cast<std::size_t>(overlap.result)];
        if (i >= 0 && j >= 0)
            out.overlaps.push_back({i, j, 0, overlap.similarity});
    }
    return {};
}

Result<SequenceData> prepare(const SequenceInput& input, Benchmark benchmark, std::optional<ClassId> onlyClass)
{
    if (input.truth.frameCount() != input.result.frameCount())
        return Error{ErrorCode::InvalidArgument,
                     "ground truth has " + toText(std::int64_t{input.truth.frameCount()}) + " frames, the result " +
                         toText(std::int64_t{input.result.frameCount()}),
                     input.name};
    SequenceData data(input.name);
    Preprocessor preprocessor(benchmark, onlyClass);
    PreparedFrame frame;
    for (FrameIndex f = 0; f < input.truth.frameCount(); ++f) {
        if (auto prepared = preprocessor.prepare(input.truth.frame(f), input.result.frame(f), frame); !prepared) {
            Error error = std::move(prepared).error();
            error.where = input.name + ", frame number " + toText(std::int64_t{f} + 1) + ", " + error.where;
            return error;
        }
        TW_TRY(data.addFrame(frame.truthIds, frame.resultIds, frame.overlaps));
    }
    return data;
}

} // namespace tw::evaluation
