// Between weights files and networks: names, shapes, types, and what is said about those that do not fit.

#include "core/model/networks/weights.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest/QtTest>

namespace tw::model {

class TestWeights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savedWeightsLoadCompletely();
    void valuesArrive();
    void reportsWhatDoesNotFit();
    void halfPrecisionFiles();
    void recognisesArchitectures_data();
    void recognisesArchitectures();
    void keysAreThePublishedOnes_data();
    void keysAreThePublishedOnes();
    void sharedFiles();
};

namespace {

std::shared_ptr<Network> make(const std::string& architecture, const HeadOptions& heads = {})
{
    auto network = createNetwork(architecture, heads);
    return network ? *network : nullptr;
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t size : shape)
        text += (text.empty() ? "" : "x") + std::to_string(size);
    return shape.empty() ? "scalar" : text;
}

// Registration puts numbers of values, not of allocations: two networks of one architecture differ everywhere.
float firstValue(const Checkpoint& checkpoint, const std::string& name)
{
    float value = 0;
    std::memcpy(&value, checkpoint.find(name)->value.bytes->data(), sizeof value);
    return value;
}

} // namespace

void TestWeights::savedWeightsLoadCompletely()
{
    const auto a = make("lite");
    const auto b = make("lite");
    QVERIFY(a && b);
    const Checkpoint saved = saveWeights(*a);
    QVERIFY(firstValue(saved, "backbone.stem.conv.weight") != firstValue(saveWeights(*b), "backbone.stem.conv.weight"));
    const LoadReport report = loadWeights(*b, saved);
    QVERIFY(report.complete());
    QVERIFY(report.unknown.empty());
    QCOMPARE(report.loaded, saved.tensors.size());
    const Checkpoint again = saveWeights(*b);
    QCOMPARE(again.tensors.size(), saved.tensors.size());
    for (std::size_t i = 0; i < saved.tensors.size(); ++i) {
        QCOMPARE(again.tensors[i].name, saved.tensors[i].name);
        QVERIFY(*again.tensors[i].value.bytes == *saved.tensors[i].value.bytes);
    }
}

void TestWeights::valuesArrive()
{
    // every type of a file becomes the same type of torch, and comes back
    for (const ElementType type :
         {ElementType::Float32, ElementType::Float64, ElementType::Float16, ElementType::BFloat16, ElementType::Int64,
          ElementType::Int32, ElementType::Int16, ElementType::Int8, ElementType::UInt8, ElementType::Bool}) {
        std::vector<std::byte> bytes(6 * elementSize(type));
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::byte>(type == ElementType::Bool ? i % 2 : i);
        const TensorValue value{type, {2, 3}, std::make_shared<const std::vector<std::byte>>(bytes)};
        const torch::Tensor tensor = toTorch(value);
        QCOMPARE(tensor.sizes().vec(), (std::vector<std::int64_t>{2, 3}));
        const TensorValue back = fromTorch(tensor);
        QVERIFY(back.type == type);
        QVERIFY(*back.bytes == *value.bytes);
        // a transposed tensor arrives dense
        const TensorValue transposed = fromTorch(tensor.t());
        QCOMPARE(transposed.shape, (std::vector<std::int64_t>{3, 2}));
        QVERIFY(std::equal(transposed.bytes->begin() + static_cast<std::ptrdiff_t>(elementSize(type)),
                           transposed.bytes->begin() + static_cast<std::ptrdiff_t>(2 * elementSize(type)),
                           value.bytes->begin() + static_cast<std::ptrdiff_t>(3 * elementSize(type))));
    }
    const TensorValue scalar = fromTorch(torch::scalar_tensor(7, torch::kInt64));
    QVERIFY(scalar.shape.empty());
    QCOMPARE(toTorch(scalar).item<std::int64_t>(), 7);
}

void TestWeights::reportsWhatDoesNotFit()
{
    const auto source = make("lite");
    Checkpoint file = saveWeights(*source);
    // one renamed, one of another shape, one counter gone
    file.tensors[0].name = "backbone.stem.convolution.weight";
    for (NamedTensor& tensor : file.tensors) {
        if (tensor.name == "hm.2.weight")
            tensor.value = fromTorch(torch::zeros({80, 64, 1, 1}));
    }
    std::erase_if(file.tensors, [](const NamedTensor& t) { return t.name == "backbone.stem.bn.num_batches_tracked"; });

    const auto target = make("lite");
    const Checkpoint before = saveWeights(*target);
    const LoadReport report = loadWeights(*target, file);
    QCOMPARE(report.missing, std::vector<std::string>{"backbone.stem.conv.weight"});
    QCOMPARE(report.unknown, std::vector<std::string>{"backbone.stem.convolution.weight"});
    QCOMPARE(report.misshaped.size(), std::size_t{1});
    QCOMPARE(report.misshaped[0].name, std::string("hm.2.weight"));
    QCOMPARE(report.misshaped[0].inFile, (std::vector<std::int64_t>{80, 64, 1, 1}));
    QCOMPARE(report.misshaped[0].inNetwork, (std::vector<std::int64_t>{1, 64, 1, 1}));
    QVERIFY(!report.complete());
    QCOMPARE(report.loaded, file.tensors.size() - 2);
    const std::string text = report.text();
    for (const char* words : {"backbone.stem.conv.weight", "backbone.stem.convolution.weight",
                              "hm.2.weight: [80, 64, 1, 1] in the file, [1, 64, 1, 1] in the network"})
        QVERIFY2(text.find(words) != std::string::npos, text.c_str());
    // what did not fit keeps the network's own value
    QCOMPARE(firstValue(saveWeights(*target), "hm.2.weight"), firstValue(before, "hm.2.weight"));
}

void TestWeights::halfPrecisionFiles()
{
    const auto source = make("lite");
    const Checkpoint full = saveWeights(*source);
    const auto target = make("lite");
    const LoadReport report = loadWeights(*target, toHalf(full));
    QVERIFY(report.complete());
    const float expected =
        toTorch(full.find("id.0.weight")->value).to(torch::kFloat16).to(torch::kFloat32).flatten()[0].item<float>();
    QCOMPARE(firstValue(saveWeights(*target), "id.0.weight"), expected);
}

void TestWeights::recognisesArchitectures_data()
{
    QTest::addColumn<QByteArray>("architecture");
    for (const std::string& name : architectureNames())
        QTest::newRow(name.c_str()) << QByteArray::fromStdString(name);
}

void TestWeights::recognisesArchitectures()
{
    QFETCH(const QByteArray, architecture);
    const bool anchors = architecture == "jde_lite"; // of people only, each with a whole box
    const int classes = anchors ? 1 : 2;
    const int sizeChannels = anchors ? 4 : 2;
    const auto network =
        make(architecture.toStdString(), {.classes = classes, .sizeChannels = sizeChannels, .embedding = 48});
    QVERIFY(network != nullptr);
    const auto recognised = recogniseArchitecture(saveWeights(*network));
    QVERIFY2(recognised.has_value(), recognised ? "" : recognised.error().message().c_str());
    QCOMPARE(recognised->architecture, architecture.toStdString());
    QCOMPARE(recognised->heads.classes, classes);
    QCOMPARE(recognised->heads.sizeChannels, sizeChannels);
    QCOMPARE(recognised->heads.embedding, 48);

    Checkpoint foreign;
    QVERIFY(!recogniseArchitecture(foreign).has_value());
    foreign.tensors.push_back({"encoder.layer.0.weight", fromTorch(torch::zeros({1}))});
    const auto unknown = recogniseArchitecture(foreign);
    QVERIFY(!unknown.has_value());
    QVERIFY(unknown.error().code == ErrorCode::Unsupported);
    QVERIFY(unknown.error().detail.find("encoder.layer.0.weight") != std::string::npos);
}

// The lists of keys, shapes and order of the published program, where the folder of reference data is there.
void TestWeights::keysAreThePublishedOnes_data()
{
    // ours; tst_networks compares them with lists in data/
    const std::set<std::string> own{"lite", "standard", "jde_lite", "hardnet_85", "regnetydcn_40", "regnetyfpndcn_40"};
    QTest::addColumn<QByteArray>("architecture");
    for (const std::string& name : architectureNames())
        if (!own.contains(name))
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(name);
}

void TestWeights::keysAreThePublishedOnes()
{
    QFETCH(const QByteArray, architecture);
    const QString shared = qEnvironmentVariable("TW_SHARED");
    QFile list(shared + QLatin1String("/spec/keys/") + QString::fromLatin1(architecture) + QLatin1String(".txt"));
    if (shared.isEmpty() || !list.open(QIODevice::ReadOnly))
        QSKIP("no list of keys for this architecture");
    const bool yolo = architecture == "yolo";
    const auto network = make(architecture.toStdString(), {.embedding = yolo ? 64 : 128});
    const Checkpoint saved = saveWeights(*network);
    std::size_t at = 0;
    while (!list.atEnd()) {
        const QList<QByteArray> fields = list.readLine().trimmed().split('\t');
        if (fields.size() < 3)
            continue;
        // the classifier of ImageNet is in the program, but not in every published file
        while (at < saved.tensors.size() && saved.tensors[at].name.starts_with("base.fc.") &&
               !fields[0].startsWith("base.fc."))
            ++at;
        QVERIFY2(at < saved.tensors.size(), fields[0].constData());
        QCOMPARE(QByteArray::fromStdString(saved.tensors[at].name), fields[0]);
        QCOMPARE(QByteArray::fromStdString(shapeText(saved.tensors[at].value.shape)), fields[1]);
        QCOMPARE(QByteArray(toString(saved.tensors[at].value.type).data()), fields[2]);
        ++at;
    }
    QCOMPARE(at, saved.tensors.size());
}

void TestWeights::sharedFiles()
{
    const QString shared = qEnvironmentVariable("TW_SHARED");
    const std::filesystem::path folder = std::filesystem::path(shared.toStdString()) / "data" / "init";
    if (shared.isEmpty() || !std::filesystem::exists(folder / "lite_init.pth"))
        QSKIP("the folder of reference data is not there");
    const auto reference = readCheckpoint(folder / "lite_reference.pth");
    QVERIFY(reference.has_value());
    const auto recognised = recogniseArchitecture(*reference);
    QVERIFY(recognised.has_value());
    QCOMPARE(recognised->architecture, std::string("lite"));
    QCOMPARE(recognised->heads.embedding, 64);
    const auto network = make("lite", recognised->heads);
    const LoadReport report = loadWeights(*network, *reference);
    QVERIFY2(report.complete() && report.unknown.empty(), report.text().c_str());

    const auto init = readCheckpoint(folder / "lite_init.pth");
    QVERIFY(init.has_value());
    QCOMPARE(recogniseArchitecture(*init)->architecture, std::string("lite"));
    const LoadReport initReport = loadWeights(*network, *init);
    QCOMPARE(initReport.missing.size(), std::size_t{16}); // the heads
    QVERIFY(initReport.misshaped.empty() && initReport.unknown.empty());
}

} // namespace tw::model

QTEST_GUILESS_MAIN(tw::model::TestWeights)
#include "tst_weights.moc"
