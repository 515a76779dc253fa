// The losses against stored numbers of the published program, and against values worked out by hand.

#include "core/model/networks/heads.h"
#include "core/training/anchor_loss.h"
#include "core/training/losses.h"
#include "core/training/replica.h"
#include "core/training/targets.h"
#include "tests/support/hashed.h"

#include <torch/torch.h>

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>
#include <fstream>

using namespace tw;
using namespace tw::training;
using torch::Tensor;

namespace {

using Json = nlohmann::json;

// scale * (u - shift)
Tensor hashedTensor(std::uint32_t k, const std::vector<std::int64_t>& shape, double scale, double shift)
{
    Tensor tensor = torch::empty(shape);
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        tensor.data_ptr<float>()[i] =
            static_cast<float>(scale * (test::hashed(k, static_cast<std::uint32_t>(i)) - shift));
    return tensor;
}

// What the network's maps hold at the people of the stored targets.
struct GoldenCase {
    ChunkOutputs outputs;
    ChunkTargets targets;
    Tensor weight, bias;
};

GoldenCase goldenCase(const Json& g)
{
    const std::int64_t height = g["out_h"], width = g["out_w"], dim = g["reid_dim"], rows = g["nID"];
    GoldenCase c;
    c.targets.heat = torch::zeros({2, 1, height, width});
    std::vector<std::int64_t> cells, ids;
    std::vector<float> sizes, offsets;
    for (std::int64_t b = 0; b < 2; ++b) {
        const auto picture = static_cast<std::size_t>(b);
        for (const Json& cell : g["hm_nonzero"][picture])
            c.targets.heat[b][0][cell[0].get<std::int64_t>()][cell[1].get<std::int64_t>()] = cell[2].get<float>();
        const Json& t = g["targets"][picture];
        for (std::size_t i = 0; i < t["reg_mask"].size(); ++i) {
            if (t["reg_mask"][i].get<int>() == 0)
                continue;
            cells.push_back(b * height * width + t["ind"][i].get<std::int64_t>());
            ids.push_back(t["ids"][i].get<std::int64_t>());
            for (std::size_t k = 0; k < 4; ++k)
                sizes.push_back(t["wh"][i][k].get<float>());
            for (std::size_t k = 0; k < 2; ++k)
                offsets.push_back(t["reg"][i][k].get<float>());
        }
    }
    const auto people = static_cast<std::int64_t>(cells.size());
    c.targets.trust = torch::zeros({2, 1, height, width}, torch::kUInt8);
    c.targets.certainty = c.targets.heat.eq(1).to(torch::kFloat32);
    c.targets.cells = torch::tensor(cells);
    c.targets.sizes = torch::tensor(sizes).view({people, 4});
    c.targets.offsets = torch::tensor(offsets).view({people, 2});
    c.targets.identities = c.targets.classes = torch::tensor(ids);
    c.targets.sources = c.targets.pictures = torch::zeros({people}, torch::kInt64);
    c.targets.real = torch::ones({people}, torch::kBool);
    const auto gather = [&](const Tensor& map) {
        return map.permute({0, 2, 3, 1}).reshape({-1, map.size(1)}).index_select(0, c.targets.cells);
    };
    c.outputs.heat = hashedTensor(3000001, {2, 1, height, width}, 6, 0.7);
    c.outputs.sizes = gather(hashedTensor(3000002, {2, 4, height, width}, 8, 0));
    c.outputs.offsets = gather(hashedTensor(3000003, {2, 2, height, width}, 1, 0));
    c.outputs.embedding = gather(hashedTensor(3000004, {2, dim, height, width}, 1, 0.5));
    c.weight = hashedTensor(3000005, {rows, dim}, 0.5, 0.5);
    c.bias = hashedTensor(3000006, {rows}, 0.2, 0.5);
    return c;
}

// People given by identity, source, picture and whether their identities are real.
// Labels that are certain.
double plainHeatLoss(const Tensor& logits, const Tensor& heat, const Tensor& trust, double trustNegativesBelow)
{
    return heatLoss(logits, heat, trust, heat.eq(1).to(torch::kFloat32), trustNegativesBelow).item<double>();
}

// Rows of length 1 whose numbers are drawn anew from (k, row, column).
Tensor unitRows(std::uint32_t k, std::int64_t rows, std::int64_t columns)
{
    return torch::nn::functional::normalize(hashedTensor(k, {rows, columns}, 2, 0.5),
                                            torch::nn::functional::NormalizeFuncOptions().dim(1));
}

ChunkTargets people(const std::vector<std::int64_t>& ids, const std::vector<std::int64_t>& sources,
                    const std::vector<std::int64_t>& pictures, bool real)
{
    ChunkTargets targets;
    targets.identities = torch::tensor(ids);
    targets.sources = torch::tensor(sources);
    targets.pictures = torch::tensor(pictures);
    targets.real = torch::full({static_cast<std::int64_t>(ids.size())}, real, torch::kBool);
    return targets;
}

#define CLOSE(actual, expected, tolerance)                                                                             \
    QVERIFY2(std::abs((actual) - (expected)) <= (tolerance),                                                           \
             qPrintable(QString::number(actual) + QLatin1String(" is not ") + QString::number(expected)))

} // namespace

class TestLosses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void golden();
    void heatByHand();
    void heatOfUnlabelledPeople();
    void clutterByHand();
    void noPeopleAtAll();
    void giou();
    void contrastivePairs();
    void unknownPairsAreNeither();
    void othersOfTheSameSizeWeighMore();
    void doubtfulCentre();
    void distillation();
    void relations();
    void decorrelation();
    void scale();
    void patchesEqualTheDenseHead();
    void anchorsAndPeople();
    void anchorTerms();
};

void TestLosses::golden()
{
    std::ifstream file(qEnvironmentVariable("TW_SHARED").toStdString() + "/golden/fairmot_train.json");
    if (!file)
        QSKIP("stored numbers not found: set TW_SHARED");
    const Json g = Json::parse(file);
    const Json& expected = g["loss"];
    const GoldenCase c = goldenCase(g);
    CLOSE(plainHeatLoss(c.outputs.heat, c.targets.heat, c.targets.trust, 0), expected["hm"].get<double>(), 1e-3);
    CLOSE(meanL1(c.outputs.sizes, c.targets.sizes).item<double>(), expected["wh"].get<double>(), 1e-5);
    CLOSE(meanL1(c.outputs.offsets, c.targets.offsets).item<double>(), expected["off"].get<double>(), 1e-5);
    CLOSE(embeddingScale(g["nID"]), g["emb_scale"].get<double>(), 1e-9);
    CLOSE(classifierLoss(c.outputs.embedding, c.targets.classes, c.weight, c.bias).item<double>(),
          expected["id"].get<double>(), 1e-5);
    LossOptions options;
    LossModule module(g["nID"], g["reid_dim"], options);
    {
        const torch::NoGradGuard guard;
        module.weight.copy_(c.weight);
        module.bias.copy_(c.bias);
    }
    CLOSE(module.combine(c.outputs, c.targets).values.total, expected["total_uncertainty"].get<double>(), 2e-3);
    options.balance = "fixed";
    LossModule fixed(g["nID"], g["reid_dim"], options);
    {
        const torch::NoGradGuard guard;
        fixed.weight.copy_(c.weight);
        fixed.bias.copy_(c.bias);
    }
    CLOSE(fixed.combine(c.outputs, c.targets).values.total, expected["total_fix"].get<double>(), 1e-3);
}

// Two cells at probability one half: a centre and background.
void TestLosses::heatByHand()
{
    const Tensor logits = torch::zeros({1, 1, 1, 2});
    const Tensor heat = torch::tensor({1.0F, 0.0F}).view({1, 1, 1, 2});
    const Tensor trust = torch::zeros({1, 1, 1, 2}, torch::kUInt8);
    const double half = std::log(2.0) * 0.25;
    CLOSE(plainHeatLoss(logits, heat, trust, 0), 2 * half, 1e-6);
}

// In a source that leaves people out, background does not count; with a threshold it does where the network is sure.
void TestLosses::heatOfUnlabelledPeople()
{
    const Tensor logits = torch::tensor({0.0F, 0.0F, -3.0F}).view({1, 1, 1, 3});
    const Tensor heat = torch::tensor({1.0F, 0.0F, 0.0F}).view({1, 1, 1, 3});
    const Tensor trust = torch::tensor({0, 1, 1}, torch::kUInt8).view({1, 1, 1, 3});
    const double half = std::log(2.0) * 0.25;
    const double low = 1 / (1 + std::exp(3.0));
    CLOSE(plainHeatLoss(logits, heat, trust, 0), half, 1e-6);
    CLOSE(plainHeatLoss(logits, heat, trust, 0.25), half - std::log(1 - low) * low * low, 1e-6);
    const Tensor ignored = torch::full_like(trust, 2);
    CLOSE(plainHeatLoss(logits, heat, ignored, 0.9), half, 1e-6); // the centre itself always counts
}

// Peaks at probability 0.8, 0.6, 0.5 and 0.2: the first lies in a Gaussian, the others count from the highest on. Their
// neighbours, what does not count and what is too low to be a detection do not.
void TestLosses::clutterByHand()
{
    const auto logit = [](double p) { return static_cast<float>(std::log(p / (1 - p))); };
    Tensor logits = torch::full({1, 1, 3, 12}, logit(0.05));
    Tensor heat = torch::zeros({1, 1, 3, 12});
    Tensor trust = torch::zeros({1, 1, 3, 12}, torch::kUInt8);
    const auto put = [&](int column, double p) { logits[0][0][1][column] = logit(p); };
    put(1, 0.8);
    heat[0][0][1][1] = 0.3F;
    put(4, 0.6);
    put(5, 0.55); // not a peak: its neighbour is higher
    put(8, 0.5);
    put(10, 0.2);
    logits.requires_grad_();
    CLOSE(clutterLoss(logits, heat, trust, 1).item<double>(), -std::log(0.4), 1e-5);
    CLOSE(clutterLoss(logits, heat, trust, 2).item<double>(), -(std::log(0.4) + std::log(0.5)) / 2, 1e-5);
    const Tensor all = clutterLoss(logits, heat, trust, 50); // more than the picture has
    CLOSE(all.item<double>(), -(std::log(0.4) + std::log(0.5) + std::log(0.8)) / 50, 1e-5);
    all.backward();
    QVERIFY(logits.grad()[0][0][1][4].item<double>() > 0);
    QCOMPARE(logits.grad()[0][0][1][1].item<double>(), 0.0);
    QCOMPARE(logits.grad()[0][0][1][5].item<double>(), 0.0);
    for (const int other : {1, 2}) { // Unsure, Ignored
        trust[0][0][1][4] = other;
        CLOSE(clutterLoss(logits, heat, trust, 1).item<double>(), -std::log(0.5), 1e-5);
    }
}

// Every part is 0 or finite and has gradients; nothing divides by the number of people.
void TestLosses::noPeopleAtAll()
{
    ChunkTargets targets = people({}, {}, {}, true);
    targets.classes = torch::empty({0}, torch::kInt64);
    targets.heat = torch::zeros({1, 1, 4, 4});
    targets.trust = torch::zeros({1, 1, 4, 4}, torch::kUInt8);
    targets.certainty = torch::zeros({1, 1, 4, 4});
    targets.vectors = torch::empty({0, 256});
    targets.sizes = torch::empty({0, 4});
    targets.offsets = torch::empty({0, 2});
    targets.identities = torch::empty({0}, torch::kInt64);
    targets.sources = targets.pictures = targets.identities;
    targets.real = torch::empty({0}, torch::kBool);
    ChunkOutputs outputs;
    outputs.heat = torch::zeros({1, 1, 4, 4}).requires_grad_();
    outputs.sizes = torch::empty({0, 4}).requires_grad_();
    outputs.offsets = torch::empty({0, 2}).requires_grad_();
    outputs.embedding = torch::empty({0, 8}).requires_grad_();
    LossOptions options;
    options.giouWeight = 1;
    options.contrastiveWeight = 1;
    options.clutterWeight = 1;
    options.sameSizeWeight = 2;
    options.distillWeight = options.relationWeight = options.decorrelationWeight = 1;
    LossModule module(11, 8, options);
    const LossModule::Combined combined = module.combine(outputs, targets);
    QVERIFY(std::isfinite(combined.values.total));
    QCOMPARE(combined.values.identity, 0.0);
    combined.total.backward();
    QVERIFY(outputs.heat.grad().defined());
}

void TestLosses::giou()
{
    const Tensor box = torch::tensor({1.0F, 2.0F, 1.0F, 2.0F}).view({1, 4});
    CLOSE(giouLoss(box, box).item<double>(), 0.0, 1e-5);
    // half as wide: intersection 4, union 8, hull 8
    const Tensor narrow = torch::tensor({0.0F, 2.0F, 1.0F, 2.0F}).view({1, 4});
    CLOSE(giouLoss(narrow, box).item<double>(), 0.5, 1e-5);
    QCOMPARE(giouLoss(torch::empty({0, 4}), torch::empty({0, 4})).item<double>(), 0.0);
}

void TestLosses::contrastivePairs()
{
    const Tensor good = torch::tensor({1.0F, 0.0F, 1.0F, 0.0F, 0.0F, 1.0F, 0.0F, 1.0F}).view({4, 2});
    const Tensor bad = torch::tensor({1.0F, 0.0F, 0.0F, 1.0F, 1.0F, 0.0F, 0.0F, 1.0F}).view({4, 2});
    const ChunkTargets targets = people({5, 5, 6, 6}, {0, 0, 0, 0}, {1, 2, 1, 2}, true);
    QVERIFY(contrastiveLoss(good, targets, 0.1).item<double>() < 0.01);
    QVERIFY(contrastiveLoss(bad, targets, 0.1).item<double>() > 5);
    // No person occurs twice, none has an identity
    QCOMPARE(contrastiveLoss(good, people({1, 2, 3, 4}, {0, 0, 0, 0}, {0, 0, 0, 0}, true), 0.1).item<double>(), 0.0);
    QCOMPARE(contrastiveLoss(good, people({-1, -1, -1, -1}, {0, 0, 0, 0}, {0, 0, 0, 0}, true), 0.1).item<double>(),
             0.0);
}

// Two numbers of different pictures of one source may be one person unless its identities are real.
void TestLosses::unknownPairsAreNeither()
{
    const Tensor alike = torch::tensor({1.0F, 0.0F, 1.0F, 0.0F, 1.0F, 0.0F}).view({3, 2});
    // 7 in pictures 1 and 2, 8 in picture 3: not known to differ, so there is no negative
    QCOMPARE(contrastiveLoss(alike, people({7, 7, 8}, {0, 0, 0}, {1, 2, 3}, false), 0.1).item<double>(), 0.0);
    QVERIFY(contrastiveLoss(alike, people({7, 7, 8}, {0, 0, 0}, {1, 2, 3}, true), 0.1).item<double>() > 0.6);
    QVERIFY(contrastiveLoss(alike, people({7, 7, 8}, {0, 0, 1}, {1, 2, 3}, false), 0.1).item<double>() > 0.6);
    QVERIFY(contrastiveLoss(alike, people({7, 7, 8}, {0, 0, 0}, {1, 2, 2}, false), 0.1).item<double>() > 0.6);
}

// One other person at a right angle: log(1 + w exp(-1 / temperature)) for each of the pair, w by the heights.
void TestLosses::othersOfTheSameSizeWeighMore()
{
    const Tensor embedding = torch::tensor({1.0F, 0.0F, 1.0F, 0.0F, 0.0F, 1.0F}).view({3, 2});
    ChunkTargets targets = people({5, 5, 6}, {0, 0, 0}, {1, 2, 2}, true);
    const auto loss = [&](float height, double weight) {
        targets.sizes =
            torch::tensor({1.0F, 5.0F, 1.0F, 5.0F, 1.0F, 6.0F, 1.0F, 6.0F, 1.0F, height / 2, 1.0F, height / 2})
                .view({3, 4});
        return contrastiveLoss(embedding, targets, 1, weight).item<double>();
    };
    const auto expected = [](double first, double second) {
        return (std::log(1 + first * std::exp(-1)) + std::log(1 + second * std::exp(-1))) / 2;
    };
    CLOSE(loss(11, 1), expected(1, 1), 1e-5);
    CLOSE(loss(11, 3), expected(3, 3), 1e-5); // 10 and 12 differ from 11 by less than a quarter
    CLOSE(loss(14, 3), expected(1, 3), 1e-5); // 10 does not
    CLOSE(loss(40, 3), expected(1, 1), 1e-5);
}

// A centre that is certain by 0.8 loses nothing where the network says what minimises the two-sided term, and more on
// either side.
void TestLosses::doubtfulCentre()
{
    const Tensor heat = torch::ones({1, 1, 1, 1}), trust = torch::zeros({1, 1, 1, 1}, torch::kUInt8);
    const Tensor certainty = torch::full({1, 1, 1, 1}, 0.8F);
    const auto loss = [&](double p) {
        const Tensor logits = torch::full({1, 1, 1, 1}, static_cast<float>(std::log(p / (1 - p))));
        return heatLoss(logits, heat, trust, certainty, 0).item<double>();
    };
    for (const double p : {0.3, 0.7, 0.95})
        CLOSE(loss(p), -0.8 * (1 - p) * (1 - p) * std::log(p) - 0.2 * p * p * std::log(1 - p), 1e-5);
    QVERIFY(loss(0.7) < loss(0.5) && loss(0.7) < loss(0.99));
}

// Vectors that are a linear map of the embeddings are learnt to nothing; people without a vector do not matter.
void TestLosses::distillation()
{
    const Tensor embedding = unitRows(1, 6, 8);
    const Tensor projection = torch::zeros({256, 8});
    projection.slice(0, 0, 8).copy_(torch::eye(8));
    Tensor vectors = torch::zeros({6, 256});
    vectors.slice(1, 0, 8).copy_(embedding);
    CLOSE(distillationLoss(embedding * 3, projection, vectors).item<double>(), 0.0, 1e-6);
    vectors[0].mul_(-1);
    CLOSE(distillationLoss(embedding, projection, vectors).item<double>(), 2.0 / 6, 1e-6);
    vectors[0].zero_();
    CLOSE(distillationLoss(embedding, projection, vectors).item<double>(), 0.0, 1e-6);
    QCOMPARE(distillationLoss(embedding, projection, torch::zeros({6, 256})).item<double>(), 0.0);
}

void TestLosses::relations()
{
    // cosines 0 by the embedding, 0.6 by the vectors; the third has no vector
    const Tensor embedding = torch::tensor({1.0F, 0.0F, 0.0F, 2.0F, 5.0F, 5.0F}).view({3, 2});
    Tensor vectors = torch::zeros({3, 256});
    vectors[0][0] = 1;
    vectors[1][0] = 0.6F;
    vectors[1][1] = 0.8F;
    CLOSE(relationLoss(embedding, vectors).item<double>(), 0.36, 1e-6);
    vectors[1].zero_();
    QCOMPARE(relationLoss(embedding, vectors).item<double>(), 0.0); // no pair
    const Tensor turned = torch::matmul(unitRows(2, 5, 256), std::get<0>(torch::linalg_qr(torch::randn({256, 256}))));
    CLOSE(relationLoss(unitRows(2, 5, 256), turned).item<double>(), 0.0, 1e-6); // only relations count
}

void TestLosses::decorrelation()
{
    // +-e1, +-e2 in the plane: uncorrelated; variance 2 * 2/3 of each number
    const Tensor spread = torch::tensor({1.0F, 0.0F, -1.0F, 0.0F, 0.0F, 1.0F, 0.0F, -1.0F}).view({4, 2});
    CLOSE(decorrelationLoss(spread).item<double>(), 0.0, 1e-5);
    // +-(1,1)/sqrt2: variance 4/3 each, covariance 4/3; twice its square over two numbers
    const Tensor line = torch::tensor({1.0F, 1.0F, -1.0F, -1.0F, 1.0F, 1.0F, -1.0F, -1.0F}).view({4, 2});
    CLOSE(decorrelationLoss(line).item<double>(), 16.0 / 9, 1e-4);
    // all alike: deviation 0.01 by the epsilon
    CLOSE(decorrelationLoss(torch::ones({5, 2})).item<double>(), 0.99, 1e-4);
    QCOMPARE(decorrelationLoss(torch::ones({2, 2})).item<double>(), 0.0);
}

void TestLosses::scale()
{
    CLOSE(embeddingScale(14455), 13.546, 5e-4);
    QCOMPARE(embeddingScale(2), 1.0); // ln(1) would silence the embedding
    QCOMPARE(embeddingScale(0), 1.0);
}

// Gathered neighbourhoods, corners of the map included, give what the whole map gives.
void TestLosses::anchorsAndPeople()
{
    const Tensor people = torch::tensor({{0.0F, 0.0F, 10.0F, 30.0F}, {100.0F, 0.0F, 110.0F, 30.0F}});
    const Tensor anchors = torch::tensor({{0.0F, 0.0F, 10.0F, 30.0F},      // the first person: 1
                                          {0.0F, 0.0F, 10.0F, 13.5F},      // 0.45 of them: does not count
                                          {5.0F, 15.0F, 15.0F, 45.0F},     // 75 of 525: background
                                          {100.0F, 0.0F, 110.0F, 9.0F},    // 0.3 of the second, but their best
                                          {200.0F, 0.0F, 210.0F, 30.0F}}); // no person
    const Tensor iou = overlaps(anchors, people);
    QVERIFY(std::abs(iou[1][0].item<double>() - 0.45) < 1e-6);
    QVERIFY(std::abs(iou[2][0].item<double>() - 75.0 / 525) < 1e-6);
    QCOMPARE(iou[4].sum().item<double>(), 0.0);
    const Tensor expected = torch::tensor({std::int64_t{0}, kNotCounted, kBackground, std::int64_t{1}, kBackground});
    QVERIFY(torch::equal(assignAnchors(anchors, people), expected));
    QVERIFY(torch::equal(assignAnchors(anchors, torch::zeros({0, 4})), torch::full({5}, kBackground, torch::kInt64)));
}

// Two pictures of 96 x 64 with a person each; all logits 0, all boxes right.
void TestLosses::anchorTerms()
{
    constexpr std::int64_t kHeight = 64, kWidth = 96;
    ChunkTargets targets;
    targets.heat = torch::zeros({2, 1, 16, 24});
    targets.trust = torch::zeros({2, 1, 16, 24}, torch::kUInt8);
    targets.cells = torch::tensor({std::int64_t{8 * 24 + 5}, std::int64_t{16 * 24 + 7 * 24 + 15}});
    targets.offsets = torch::tensor({{0.5F, 0.25F}, {0.0F, 0.5F}});
    targets.sizes = torch::tensor({{1.5F, 4.0F, 1.5F, 4.0F}, {2.0F, 6.0F, 2.0F, 6.0F}});
    const Tensor people = 4 * torch::tensor({{4.0F, 4.25F, 7.0F, 12.25F}, {13.0F, 1.5F, 17.0F, 13.5F}});
    std::array<model::AnchorNetwork::ScaleMaps, 3> maps;
    std::int64_t foreground = 0, background = 0;
    std::vector<Tensor> ofScales;
    for (std::size_t s = 0; s < 3; ++s)
        ofScales.push_back(model::anchorBoxes(s, kHeight, kWidth));
    Tensor expected; // embeddings
    std::vector<Tensor> assigned;
    for (std::int64_t picture = 0; picture < 2; ++picture) {
        assigned.push_back(assignAnchors(torch::cat(ofScales), people.slice(0, picture, picture + 1)));
        foreground += assigned.back().eq(0).sum().item<std::int64_t>();
        background += assigned.back().eq(kBackground).sum().item<std::int64_t>();
    }
    QVERIFY(foreground >= 2 && background > 100);
    for (std::size_t s = 0; s < 3; ++s) {
        const std::int64_t h = kHeight / model::kAnchorStrides[s], w = kWidth / model::kAnchorStrides[s];
        maps[s].confidence = torch::zeros({2, 4, h, w}).requires_grad_();
        maps[s].identity = torch::rand({2, 8, h, w}).requires_grad_();
        maps[s].features = torch::zeros({2, 3, h, w});
        std::vector<Tensor> shifts;
        for (std::int64_t picture = 0; picture < 2; ++picture)
            shifts.push_back(model::shiftsTo(ofScales[s], people.slice(0, picture, picture + 1).expand_as(ofScales[s]))
                                 .t()
                                 .reshape({4, 4, h, w}));
        maps[s].shifts = torch::stack(shifts).requires_grad_();
    }
    const ChunkOutputs right = anchorOutputs(maps, targets, kHeight, kWidth, 0.3);
    const double each = 0.25 * std::log(2.0);
    QVERIFY(std::abs(right.heatTerm.item<double>() -
                     each * static_cast<double>(foreground + background) / static_cast<double>(foreground)) < 1e-3);
    QVERIFY(right.sizeTerm.item<double>() < 1e-8);
    QCOMPARE(right.embedding.size(0), foreground);
    QCOMPARE(right.people.size(0), foreground);
    QCOMPARE(right.people.eq(0).sum().item<std::int64_t>(), assigned[0].eq(0).sum().item<std::int64_t>());
    // the first row is that of the first foreground anchor
    std::int64_t first = assigned[0].eq(0).nonzero()[0].item<std::int64_t>();
    std::size_t scale = 0;
    for (; first >= ofScales[scale].size(0); ++scale)
        first -= ofScales[scale].size(0);
    const Tensor identity = maps[scale].identity[0].flatten(1);
    QVERIFY(torch::allclose(right.embedding[0], identity.select(1, first % identity.size(1))));
    // smooth L1: half a square below 1
    {
        const torch::NoGradGuard guard;
        for (auto& map : maps)
            map.shifts += 0.2;
    }
    QVERIFY(std::abs(anchorOutputs(maps, targets, kHeight, kWidth, 0.3).sizeTerm.item<double>() - 0.02) < 1e-5);
    // regions that do not count, and places where people may be missing while the network says more than 0.3
    for (const CellTrust trust : {CellTrust::Ignored, CellTrust::Unsure}) {
        targets.trust.fill_(static_cast<int>(trust));
        const ChunkOutputs ignored = anchorOutputs(maps, targets, kHeight, kWidth, 0.3);
        QVERIFY(std::abs(ignored.heatTerm.item<double>() - each) < 1e-5);
    }
    QVERIFY(anchorOutputs(maps, targets, kHeight, kWidth, 0.6).heatTerm.item<double>() > each + 0.1);
    (right.heatTerm + right.sizeTerm + right.embedding.sum()).backward();
    for (const auto& map : maps)
        for (const Tensor& tensor : {map.confidence, map.shifts, map.identity})
            QVERIFY(tensor.grad().defined() && tensor.grad().isfinite().all().item<bool>());
    // no person at all
    targets.cells = torch::zeros({0}, torch::kInt64);
    targets.offsets = torch::zeros({0, 2});
    targets.sizes = torch::zeros({0, 4});
    const ChunkOutputs none = anchorOutputs(maps, targets, kHeight, kWidth, 0.6);
    QCOMPARE(none.embedding.size(0), std::int64_t{0});
    QVERIFY(std::isfinite(none.heatTerm.item<double>()) && none.sizeTerm.item<double>() == 0);
}

void TestLosses::patchesEqualTheDenseHead()
{
    torch::manual_seed(1);
    const Tensor features = torch::randn({2, 5, 6, 7});
    const Tensor weight = torch::randn({3, 5, 3, 3});
    const Tensor dense = torch::conv2d(features, weight, {}, 1, 1);
    const std::vector<std::int64_t> cells{0, 6, 20, 41, 42, 83};
    const Tensor patches = model::gatherPatches(features, torch::tensor(cells));
    const Tensor sparse = torch::linear(patches.flatten(1), weight.flatten(1));
    const Tensor expected = dense.permute({0, 2, 3, 1}).reshape({-1, 3}).index_select(0, torch::tensor(cells));
    CLOSE((sparse - expected).abs().max().item<double>(), 0.0, 1e-4);
}

QTEST_GUILESS_MAIN(TestLosses)
#include "tst_losses.moc"
