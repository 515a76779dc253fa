#include "core/training/detection_scores.h"

#include "core/math/iou.h"

#include <algorithm>
#include <cmath>

namespace tw::training {

namespace {

constexpr double kIou = 0.5;
constexpr std::size_t kMaxEmbeddings = 4000; // 8 million pairs are enough for a rate; beyond, every n-th is taken

// Share of the box that lies in the region.
double coveredBy(const Box& box, const Box& region)
{
    const double width = std::min(box.right(), region.right()) - std::max(box.left, region.left);
    const double height = std::min(box.bottom(), region.bottom()) - std::max(box.top, region.top);
    return width > 0 && height > 0 && box.area() > 0 ? width * height / box.area() : 0;
}

} // namespace

void DetectionScores::add(std::span<const Detection> detections, std::span<const Label> labels)
{
    std::vector<const Detection*> order;
    for (const Detection& detection : detections)
        order.push_back(&detection);
    std::stable_sort(order.begin(), order.end(),
                     [](const Detection* a, const Detection* b) { return a->score > b->score; });
    std::vector<const Label*> people;
    for (const Label& label : labels)
        if (!label.ignore)
            people.push_back(&label);
    std::vector<bool> taken(people.size(), false);
    std::vector<Hit> hits;
    for (const Detection* detection : order) {
        // As published: only the best overlapping person is asked, a second hit on it is an error.
        double best = kIou;
        std::size_t index = people.size();
        for (std::size_t i = 0; i < people.size(); ++i)
            if (const double iou = math::iou(detection->box, people[i]->box); iou > best) {
                best = iou;
                index = i;
            }
        if (index < people.size()) {
            hits.push_back({detection->score, !taken[index]});
            taken[index] = true;
            continue;
        }
        const bool ignored = std::any_of(labels.begin(), labels.end(), [&](const Label& label) {
            return label.ignore && coveredBy(detection->box, label.box) > kIou;
        });
        if (!ignored)
            hits.push_back({detection->score, false});
    }
    m_people += people.size();
    m_hits.insert(m_hits.end(), hits.begin(), hits.end());
    if (!people.empty()) {
        m_pictureSum += area(std::move(hits), people.size());
        ++m_pictures;
    }
}

double DetectionScores::area(std::vector<Hit> hits, std::size_t people)
{
    if (people == 0)
        return 0;
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
    std::vector<double> precision, recall;
    std::size_t correct = 0;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        correct += hits[i].correct ? 1 : 0;
        precision.push_back(static_cast<double>(correct) / static_cast<double>(i + 1));
        recall.push_back(static_cast<double>(correct) / static_cast<double>(people));
    }
    for (std::size_t i = precision.size(); i > 1; --i)
        precision[i - 2] = std::max(precision[i - 2], precision[i - 1]);
    double area = 0, before = 0;
    for (std::size_t i = 0; i < precision.size(); ++i) {
        area += (recall[i] - before) * precision[i];
        before = recall[i];
    }
    return area;
}

double DetectionScores::ap50() const
{
    return area(m_hits, m_people);
}

double DetectionScores::ap50Picture() const
{
    return m_pictures == 0 ? 0 : m_pictureSum / static_cast<double>(m_pictures);
}

std::optional<double> acceptRate(std::span<const LabelledEmbedding> embeddings, bool real, double far)
{
    std::vector<const LabelledEmbedding*> used;
    const std::size_t stride = embeddings.size() / kMaxEmbeddings + 1;
    for (std::size_t i = 0; i < embeddings.size(); i += stride)
        used.push_back(&embeddings[i]);
    std::vector<float> same, different;
    for (std::size_t i = 0; i < used.size(); ++i) {
        for (std::size_t j = i + 1; j < used.size(); ++j) {
            const bool equal = used[i]->identity == used[j]->identity;
            if (!equal && !real && used[i]->picture != used[j]->picture)
                continue;
            float dot = 0;
            for (std::size_t k = 0; k < used[i]->unit.size(); ++k)
                dot += used[i]->unit[k] * used[j]->unit[k];
            (equal ? same : different).push_back(dot);
        }
    }
    if (same.empty() || different.empty())
        return std::nullopt;
    std::sort(different.begin(), different.end(), std::greater<>());
    // Interpolated between the two accept rates around `far`, as on the published ROC curve.
    const double position = far * static_cast<double>(different.size());
    const auto index = std::min(static_cast<std::size_t>(position), different.size() - 1);
    const float threshold = different[index];
    const auto passed = std::count_if(same.begin(), same.end(), [&](float value) { return value > threshold; });
    return static_cast<double>(passed) / static_cast<double>(same.size());
}

} // namespace tw::training
