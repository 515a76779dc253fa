// The reference program's decoding of hashed maps against ours: indices, boxes, embeddings.

#include "core/model/decode.h"
#include "tests/support/hashed.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>
#include <cstdint>
#include <fstream>

using namespace tw;
using namespace tw::model;
using nlohmann::json;

namespace {

std::vector<float> hashedMap(std::uint32_t k, std::size_t count, double scale, double shift)
{
    std::vector<float> out(count);
    for (std::size_t i = 0; i < count; ++i)
        out[i] = static_cast<float>((test::hashed(k, static_cast<std::uint32_t>(i)) - shift) * scale);
    return out;
}

// `channels` x cells, read at the peaks.
std::vector<float> gather(const std::vector<float>& map, int channels, int width, const std::vector<Peak>& peaks)
{
    const std::size_t area = map.size() / static_cast<std::size_t>(channels);
    std::vector<float> out;
    for (const Peak& peak : peaks)
        for (int c = 0; c < channels; ++c)
            out.push_back(map[static_cast<std::size_t>(c) * area + peak.cell.y * width + peak.cell.x]);
    return out;
}

} // namespace

class TestDecodeParity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void peaks();
    void detections();

private:
    json m_golden;
    int m_width = 0;
    std::vector<Peak> m_peaks;
};

void TestDecodeParity::initTestCase()
{
    std::ifstream in(qgetenv("TW_SHARED").toStdString() + "/golden/fairmot_tracker.json");
    if (!in)
        QSKIP("reference data not found: set TW_SHARED");
    m_golden = json::parse(in).at("decode");
    const int height = m_golden.at("out_h");
    m_width = m_golden.at("out_w");
    const auto area = static_cast<std::size_t>(height * m_width);
    const std::vector<float> logits = hashedMap(2'000'001, area, 8, 0.5);
    const auto found = findPeaks({logits.data(), 1, height, m_width}, m_golden.at("K"), 0);
    QVERIFY(found);
    m_peaks = *found;
}

void TestDecodeParity::peaks()
{
    std::vector<int> indices;
    for (const Peak& peak : m_peaks)
        indices.push_back(peak.cell.y * m_width + peak.cell.x);
    QCOMPARE(indices, m_golden.at("inds").get<std::vector<int>>());
}

void TestDecodeParity::detections()
{
    constexpr int kEmbedding = 16;
    const std::size_t area = static_cast<std::size_t>(m_golden.at("out_h").get<int>() * m_width);
    HeadValues heads;
    heads.sizeChannels = 4;
    heads.embeddingSize = kEmbedding;
    heads.size = gather(hashedMap(2'000'002, 4 * area, 6, 0), 4, m_width, m_peaks);
    heads.offset = gather(hashedMap(2'000'003, 2 * area, 1, 0), 2, m_width, m_peaks);
    heads.identity = gather(hashedMap(2'000'004, kEmbedding * area, 1, 0.5), kEmbedding, m_width, m_peaks);

    const auto onGrid = decodePeaks(m_peaks, heads, SourceFromGrid());
    const NetworkSize network{4 * m_width, 4 * m_golden.at("out_h").get<int>()};
    const auto inImage = decodePeaks(
        m_peaks, heads, SourceFromGrid::of(m_golden.at("img_w").get<int>(), m_golden.at("img_h").get<int>(), network));
    QVERIFY(onGrid && inImage);
    QCOMPARE(inImage->size(), m_golden.at("dets_image_xyxy_score").size());
    double worst = 0;
    const auto compare = [&](const Detection& ours, const json& theirs) {
        worst = std::max({worst, std::abs(ours.box.left - theirs[0].get<double>()),
                          std::abs(ours.box.top - theirs[1].get<double>()),
                          std::abs(ours.box.right() - theirs[2].get<double>()),
                          std::abs(ours.box.bottom() - theirs[3].get<double>())});
        QVERIFY(std::abs(ours.score - theirs[4].get<double>()) < 2e-7);
    };
    for (std::size_t i = 0; i < inImage->size(); ++i)
        compare((*onGrid)[i], m_golden.at("dets_grid_xyxy_score_cls")[i]);
    QVERIFY2(worst < 4e-6, QByteArray::number(worst).constData());
    for (std::size_t i = 0; i < inImage->size(); ++i)
        compare((*inImage)[i], m_golden.at("dets_image_xyxy_score")[i]);
    // single-precision corners of up to 700 pixels: one unit in the last place is 6e-5
    QVERIFY2(worst < 7e-5, QByteArray::number(worst).constData());
    const auto compareEmbedding = [](const std::vector<float>& ours, const json& theirs) {
        QCOMPARE(ours.size(), theirs.size());
        for (std::size_t c = 0; c < ours.size(); ++c)
            QVERIFY(std::abs(ours[c] - theirs[c].get<double>()) < 1e-6);
    };
    compareEmbedding(inImage->front().embedding, m_golden.at("emb_first"));
    compareEmbedding(inImage->back().embedding, m_golden.at("emb_last"));
}

QTEST_GUILESS_MAIN(TestDecodeParity)
#include "tst_decode_parity.moc"
