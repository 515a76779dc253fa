// Weights files: what torch.save writes is read, what it would not write is refused, and nothing crashes.

#include "checkpoint_bytes.h"

#include "core/base/atomic_file.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/model/checkpoint/file_bytes.h"
#include "core/model/checkpoint/zip_reader.h"
#include "tests/support/plain_sentences.h"

#include <QtTest/QtTest>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <new>
#include <random>

namespace {

// The largest single request to the allocator: a lying size must never get that far.
std::atomic<std::size_t> g_largestRequest{0};

} // namespace

void* operator new(std::size_t size)
{
    std::size_t seen = g_largestRequest.load();
    while (size > seen && !g_largestRequest.compare_exchange_weak(seen, size)) {
    }
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace tw::model {
namespace {

using test::legacyCheckpoint;
using test::PickleText;
using test::rawNumbers;
using test::zipBytes;
using test::zipCheckpoint;

constexpr std::size_t kMegabyte = 1U << 20;

// Qt Test cannot print our enumerations.
template <class Enumeration>
QString named(Enumeration value)
{
    return QString::fromStdString(std::string(toString(value)));
}

template <class T>
std::vector<T> numbersOf(const TensorValue& value)
{
    std::vector<T> out(value.bytes->size() / sizeof(T));
    std::memcpy(out.data(), value.bytes->data(), value.bytes->size());
    return out;
}

NamedTensor makeTensor(const std::string& name, ElementType type, std::vector<std::int64_t> shape,
                       const std::string& raw)
{
    const auto bytes = std::as_bytes(std::span(raw.data(), raw.size()));
    return {name, {type, std::move(shape), std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end())}};
}

// {'epoch': 30, 'state_dict': OrderedDict(a=[[1,2,3],[4,5,6]], module.b=...)}, for either container.
std::string typicalPickle(bool legacy)
{
    const PickleText::Storage first{"FloatStorage", "10", 6, legacy};
    const PickleText::Storage second{"LongStorage", "11", 1, legacy};
    const PickleText::Storage moment{"FloatStorage", "12", 2, legacy};
    PickleText p;
    p.raw("}q\x01(").text("epoch").raw("K\x1e").text("state_dict").orderedDict().raw("(");
    p.text("a").tensor(first, 0, {2, 3}, {3, 1});
    p.text("module.b").tensor(first, 0, {3, 2}, {1, 3}); // the transposed look at the same numbers
    p.text("module_list.c").tensor(first, 2, {2, 1, 1}, {2, 7, 9});
    p.text("counter").tensor(second, 0, {}, {});
    p.raw("u}(").text("_metadata").raw("Nub"); // BUILD with attributes, ignored
    p.text("arch").text("dla").text("rate").real(0.25).text("best").raw("\x88").text("nothing").raw("N");
    p.text("optimizer").raw("}(").text("state").raw("}(").integer(0).raw("}(");
    p.text("exp_avg").tensor(moment, 0, {2}, {1}).raw("uu").text("param_groups").raw("](}(").text("lr").real(0.5);
    return p.raw("ue").raw("uu").stop();
}

const std::string kFirstBlock = rawNumbers<float>({1, 2, 3, 4, 5, 6});
const std::string kSecondBlock = rawNumbers<std::int64_t>({77});
const std::string kMomentBlock = rawNumbers<float>({8, 9});

std::string typicalZip(bool zip64 = false)
{
    return zipCheckpoint(typicalPickle(false), {{"10", kFirstBlock}, {"11", kSecondBlock}, {"12", kMomentBlock}},
                         zip64);
}

std::string typicalLegacy()
{
    return legacyCheckpoint(typicalPickle(true),
                            {{"12", 2, kMomentBlock}, {"10", 6, kFirstBlock}, {"11", 1, kSecondBlock}});
}

// A state_dict with one float tensor of the given look at a storage of `count` elements, of which 6 are there.
std::string oneTensorZip(std::int64_t count, std::int64_t offset, const std::vector<std::int64_t>& shape,
                         const std::vector<std::int64_t>& stride)
{
    PickleText p;
    p.raw("}(").text("w").tensor({"FloatStorage", "0", count}, offset, shape, stride).raw("u");
    return zipCheckpoint(p.stop(), {{"0", kFirstBlock}});
}

std::string picklesAlone(const std::string& body)
{
    return zipCheckpoint("\x80\x02" + body + ".", {});
}

} // namespace

class TestCheckpoint : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    Result<Checkpoint> readBytes(const std::string& bytes, const ReadOptions& options = {}) const
    {
        std::ofstream(path("x.pth"), std::ios::binary) << bytes; // thousands of files: not synced to disk
        return readCheckpoint(path("x.pth"), options);
    }
    void checkTypical(const Result<Checkpoint>& read)
    {
        QVERIFY2(read.has_value(), read ? "" : read.error().message().c_str());
        QCOMPARE(read->epoch.value_or(0), 30);
        QCOMPARE(read->tensors.size(), std::size_t{4});
        QCOMPARE(read->tensors[0].name, std::string("a"));
        QCOMPARE(read->tensors[1].name, std::string("b"));
        QCOMPARE(read->tensors[2].name, std::string("module_list.c"));
        QCOMPARE(numbersOf<float>(read->tensors[0].value), (std::vector<float>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(numbersOf<float>(read->tensors[1].value), (std::vector<float>{1, 4, 2, 5, 3, 6}));
        QCOMPARE(read->tensors[1].value.shape, (std::vector<std::int64_t>{3, 2}));
        QCOMPARE(numbersOf<float>(read->tensors[2].value), (std::vector<float>{3, 5}));
        const NamedTensor* counter = read->find("counter");
        QVERIFY(counter != nullptr);
        QVERIFY(counter->value.shape.empty());
        QCOMPARE(named(counter->value.type), named(ElementType::Int64));
        QCOMPARE(numbersOf<std::int64_t>(counter->value), std::vector<std::int64_t>{77});
        QCOMPARE(read->metadata.at("arch"), std::string("dla"));
        QCOMPARE(read->metadata.at("rate"), std::string("0.25"));
        QCOMPARE(read->metadata.at("best"), std::string("true"));
        QVERIFY(!read->metadata.contains("nothing"));
    }
    void mutate(const std::string& original, unsigned seed, int count);

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void readsZip();
    void readsLegacy();
    void legacyStorageViews();
    void keepsExtraOnDemand();
    void bareStateDict();
    void everyElementType();
    void pythonTwoOrderedDict();
    void roundTrip();
    void writerRefuses();
    void recordsAreAligned();
    void refuses_data();
    void refuses();
    void deepNestingAndCycles();
    void sizesAreCheckedFirst_data();
    void sizesAreCheckedFirst();
    void smallFilesCannotFillMemory();
    void damagedContainers();
    void missingAndForeignFiles();
    void mutatedFilesNeverCrash();
    void halfPrecision();
    void sharedFiles();
};

void TestCheckpoint::readsZip()
{
    checkTypical(readBytes(typicalZip()));
    checkTypical(readBytes(typicalZip(true))); // zip64 fields
    // a zip comment after the end record
    std::string commented = typicalZip();
    commented.replace(commented.size() - 2, 2, std::string("\x05\x00", 2));
    checkTypical(readBytes(commented + "hello"));
}

void TestCheckpoint::readsLegacy()
{
    checkTypical(readBytes(typicalLegacy()));
}

void TestCheckpoint::legacyStorageViews()
{
    PickleText p;
    const PickleText::Storage view{"FloatStorage", "0", 6, true, {2, 3}}; // elements 2, 3, 4 of the block
    p.raw("}(").text("w").tensor(view, 1, {2}, {1}).raw("u");
    const auto read = readBytes(legacyCheckpoint(p.stop(), {{"0", 6, kFirstBlock}}));
    QVERIFY2(read.has_value(), read ? "" : read.error().message().c_str());
    QCOMPARE(numbersOf<float>(read->tensors.at(0).value), (std::vector<float>{4, 5}));

    PickleText outside;
    outside.raw("}(").text("w").tensor({"FloatStorage", "0", 6, true, {4, 3}}, 0, {1}, {1}).raw("u");
    const auto refused = readBytes(legacyCheckpoint(outside.stop(), {{"0", 6, kFirstBlock}}));
    QVERIFY(!refused);
    QCOMPARE(named(refused.error().code), named(ErrorCode::Unreadable));
}

void TestCheckpoint::keepsExtraOnDemand()
{
    const auto plain = readBytes(typicalZip());
    QVERIFY(plain.has_value());
    QVERIFY(plain->extra.empty());
    QVERIFY(!plain->metadata.contains("optimizer/param_groups/0/lr"));

    const auto read = readBytes(typicalZip(), {.keepExtra = true});
    QVERIFY(read.has_value());
    QCOMPARE(read->extra.size(), std::size_t{1});
    QCOMPARE(read->extra[0].name, std::string("optimizer/state/0/exp_avg"));
    QCOMPARE(numbersOf<float>(read->extra[0].value), (std::vector<float>{8, 9}));
    QCOMPARE(read->metadata.at("optimizer/param_groups/0/lr"), std::string("0.5"));
}

void TestCheckpoint::bareStateDict()
{
    const auto read = readBytes(oneTensorZip(6, 0, {6}, {1}));
    QVERIFY(read.has_value());
    QVERIFY(!read->epoch);
    QCOMPARE(read->tensors.size(), std::size_t{1});
    QCOMPARE(numbersOf<float>(read->tensors[0].value), (std::vector<float>{1, 2, 3, 4, 5, 6}));
    // no elements, and a parameter around a tensor
    PickleText p;
    p.raw("}(").text("empty").tensor({"FloatStorage", "0", 0}, 0, {0, 3}, {3, 1});
    p.text("p").global("torch._utils", "_rebuild_parameter").raw("(").tensor({"FloatStorage", "1", 6}, 0, {6}, {1});
    p.raw("\x88").orderedDict().raw("tRu");
    const auto more = readBytes(zipCheckpoint(p.stop(), {{"0", ""}, {"1", kFirstBlock}}));
    QVERIFY2(more.has_value(), more ? "" : more.error().message().c_str());
    QCOMPARE(more->tensors[0].value.shape, (std::vector<std::int64_t>{0, 3}));
    QCOMPARE(more->tensors[0].value.bytes->size(), std::size_t{0});
    QCOMPARE(more->tensors[1].value.elementCount(), 6);
}

void TestCheckpoint::everyElementType()
{
    const std::vector<std::pair<const char*, ElementType>> types = {
        {"FloatStorage", ElementType::Float32}, {"DoubleStorage", ElementType::Float64},
        {"HalfStorage", ElementType::Float16},  {"BFloat16Storage", ElementType::BFloat16},
        {"LongStorage", ElementType::Int64},    {"IntStorage", ElementType::Int32},
        {"ShortStorage", ElementType::Int16},   {"CharStorage", ElementType::Int8},
        {"ByteStorage", ElementType::UInt8},    {"BoolStorage", ElementType::Bool}};
    for (const auto& [name, type] : types) {
        PickleText p;
        p.raw("}(").text("w").tensor({name, "0", 4}, 0, {2, 2}, {1, 2}).raw("u");
        std::string block;
        for (std::size_t i = 0; i < 4 * elementSize(type); ++i) {
            block += static_cast<char>(i + 1);
        }
        const auto read = readBytes(zipCheckpoint(p.stop(), {{"0", block}}));
        QVERIFY2(read.has_value(), name);
        const TensorValue& value = read->tensors.at(0).value;
        QCOMPARE(named(value.type), named(type));
        // transposed: elements 0, 2, 1, 3
        std::string expected;
        for (const std::size_t element : {0, 2, 1, 3}) {
            expected += block.substr(element * elementSize(type), elementSize(type));
        }
        QCOMPARE(std::string(reinterpret_cast<const char*>(value.bytes->data()), value.bytes->size()), expected);
    }
}

void TestCheckpoint::pythonTwoOrderedDict()
{
    PickleText p;
    p.global("collections", "OrderedDict").raw("](](").text("w").tensor({"FloatStorage", "0", 6}, 0, {6}, {1});
    p.raw("ee\x85R");
    const auto read = readBytes(zipCheckpoint(p.stop(), {{"0", kFirstBlock}}));
    QVERIFY2(read.has_value(), read ? "" : read.error().message().c_str());
    QCOMPARE(read->tensors.at(0).name, std::string("w"));
}

void TestCheckpoint::roundTrip()
{
    Checkpoint checkpoint;
    checkpoint.epoch = 70'000;
    checkpoint.metadata = {{"architecture", "lite"}, {"best/MOTA", "61.5"}};
    checkpoint.tensors = {
        makeTensor("a.weight", ElementType::Float32, {2, 1, 3}, kFirstBlock),
        makeTensor("counter", ElementType::Int64, {}, rawNumbers<std::int64_t>({-5})),
        makeTensor("half", ElementType::Float16, {3}, rawNumbers<std::uint16_t>({1, 2, 3})),
        makeTensor("none", ElementType::Float64, {0, 4}, ""),
        makeTensor("mask", ElementType::Bool, {2}, rawNumbers<std::uint8_t>({0, 1})),
    };
    checkpoint.tensors.push_back({"tied", checkpoint.tensors[0].value});
    checkpoint.extra = {makeTensor("optimizer/state/0/exp_avg", ElementType::Float32, {2}, kMomentBlock),
                        makeTensor("optimizer/state/1/exp_avg", ElementType::Float32, {1, 2}, kMomentBlock)};
    const auto written = writeCheckpoint(path("out.pth"), checkpoint);
    QVERIFY2(written.has_value(), written ? "" : written.error().message().c_str());
    const auto read = readCheckpoint(path("out.pth"), {.keepExtra = true});
    QVERIFY2(read.has_value(), read ? "" : read.error().message().c_str());
    QCOMPARE(read->epoch.value_or(0), 70'000);
    QCOMPARE(read->metadata, checkpoint.metadata);
    for (const auto& [ours, theirs] :
         {std::pair{&checkpoint.tensors, &read->tensors}, std::pair{&checkpoint.extra, &read->extra}}) {
        QCOMPARE(ours->size(), theirs->size());
        for (std::size_t i = 0; i < ours->size(); ++i) {
            QCOMPARE((*theirs)[i].name, (*ours)[i].name);
            QCOMPARE(named((*theirs)[i].value.type), named((*ours)[i].value.type));
            QCOMPARE((*theirs)[i].value.shape, (*ours)[i].value.shape);
            QVERIFY(*(*theirs)[i].value.bytes == *(*ours)[i].value.bytes);
        }
    }
    // tied weights stay tied, and equal weights give equal files
    QCOMPARE(read->find("tied")->value.bytes.get(), read->find("a.weight")->value.bytes.get());
    QVERIFY(writeCheckpoint(path("again.pth"), checkpoint).has_value());
    QCOMPARE(*readFile(path("again.pth")), *readFile(path("out.pth")));
}

void TestCheckpoint::writerRefuses()
{
    Checkpoint wrong;
    wrong.tensors = {makeTensor("a", ElementType::Float32, {7}, kFirstBlock)};
    QCOMPARE(named(writeCheckpoint(path("w.pth"), wrong).error().code), named(ErrorCode::InvalidArgument));
    wrong.tensors = {makeTensor("a", ElementType::Float32, {6}, kFirstBlock),
                     makeTensor("a", ElementType::Float32, {6}, kFirstBlock)};
    QCOMPARE(named(writeCheckpoint(path("w.pth"), wrong).error().code), named(ErrorCode::InvalidArgument));
    wrong.tensors.pop_back();
    wrong.metadata = {{"state_dict", "x"}};
    QCOMPARE(named(writeCheckpoint(path("w.pth"), wrong).error().code), named(ErrorCode::InvalidArgument));
    wrong.metadata = {{"a", "x"}, {"a/b", "y"}};
    QCOMPARE(named(writeCheckpoint(path("w.pth"), wrong).error().code), named(ErrorCode::InvalidArgument));
    wrong.metadata.clear();
    QCOMPARE(named(writeCheckpoint(path("absent") / "w.pth", wrong).error().code), named(ErrorCode::NotFound));
    QVERIFY(!std::filesystem::exists(path("w.pth")));
}

void TestCheckpoint::recordsAreAligned()
{
    Checkpoint checkpoint;
    for (int i = 0; i < 5; ++i) {
        checkpoint.tensors.push_back(makeTensor("t" + std::to_string(i), ElementType::UInt8, {i + 1},
                                                std::string(static_cast<std::size_t>(i) + 1, 'x')));
    }
    QVERIFY(writeCheckpoint(path("out.pth"), checkpoint).has_value());
    const auto file = FileBytes::open(path("out.pth"));
    QVERIFY(file.has_value());
    const auto zip = ZipReader::open(*file);
    QVERIFY(zip.has_value());
    QCOMPARE(zip->entries().size(), std::size_t{8}); // data.pkl, byteorder, version, five blocks
    for (const auto& [name, entry] : zip->entries()) {
        const auto offset = zip->dataOffset(entry);
        QVERIFY(offset.has_value());
        QCOMPARE(*offset % 64, std::uint64_t{0});
    }
    QVERIFY(zip->find("archive/version") != nullptr);
}

void TestCheckpoint::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const auto add = [](const char* name, const std::string& bytes, ErrorCode code, const char* words) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(code) << QByteArray(words);
    };
    const auto refused = [&](const char* name, const std::string& body, const char* words) {
        add(name, picklesAlone(body), ErrorCode::Refused, words);
    };
    refused("os.system", "cos\nsystem\nX\x04" + std::string(3, '\0') + "true\x85R", "'os system'");
    refused("posix.system", "cposix\nsystem\n", "'posix system'");
    refused("builtins.eval", "cbuiltins\neval\n", "'builtins eval'");
    refused("builtins.getattr", "c__builtin__\ngetattr\n", "'__builtin__ getattr'");
    refused("other torch function", "ctorch._utils\n_rebuild_qtensor\n", "_rebuild_qtensor");
    refused("torch.load", "ctorch\nload\n", "'torch load'");
    refused("whole class", "cmodels.yolo\nModel\n)\x81", "'models.yolo Model'");
    refused("prefix of a known name", "ccollections\nOrderedDictX\n", "OrderedDictX");
    refused("terminal escape in a name", "c\x1b[2Jevil\nx\n", "'?[2Jevil x'");
    refused("STACK_GLOBAL", "X\x02" + std::string(3, '\0') + "osX\x06" + std::string(3, '\0') + "system\x93",
            "STACK_GLOBAL");
    refused("INST", "(ios\nsystem\n", "INST");
    refused("OBJ", "(o", "OBJ");
    refused("NEWOBJ", "))\x81", "NEWOBJ");
    refused("EXT1", "\x82\x01", "EXT1");
    refused("BINBYTES8", "\x8e", "BINBYTES8");
    refused("FRAME", "\x95", "FRAME");
    refused("no such opcode", "\x1f", "0x1f");
    refused("call of a tuple", "))R", "call of a tuple");
    refused("call of a storage class", "ctorch\nFloatStorage\n)R", "torch FloatStorage");
    refused("foreign persistent id", "(X\x06" + std::string(3, '\0') + "moduleNNNNtQ", "module");
    refused("text of 4 GB", "X\xff\xff\xff\xff", "4294967295");
    add("storage of a foreign class",
        picklesAlone(PickleText()
                         .raw("(")
                         .text("storage")
                         .global("collections", "OrderedDict")
                         .text("0")
                         .text("cpu")
                         .integer(1)
                         .raw("tQ")
                         .bytes.substr(2)),
        ErrorCode::Unsupported, "collections OrderedDict");
    add("BUILD of a tensor list", picklesAlone("]}b"), ErrorCode::Unreadable, "list");
    add("empty stack", picklesAlone("R"), ErrorCode::Unreadable, "empty stack");
    add("pop through a mark", picklesAlone("N(\x85"), ErrorCode::Unreadable, "empty stack");
    add("no mark", picklesAlone("t"), ErrorCode::Unreadable, "MARK");
    add("unset memo", picklesAlone("h\x05"), ErrorCode::Unreadable, "memo 5");
    add("odd items", picklesAlone("}(Nu"), ErrorCode::Unreadable, "without a value");
    add("global without end", picklesAlone("c" + std::string(1000, 'a')), ErrorCode::Unreadable, "end of line");
    add("not a dictionary", picklesAlone("K\x01"), ErrorCode::Unreadable, "integer");
    add("state_dict is a number", picklesAlone(PickleText().raw("}").text("state_dict").raw("K\x01s").bytes.substr(2)),
        ErrorCode::Unreadable, "'state_dict' is a integer");
    add("weight is a text", picklesAlone(PickleText().raw("}").text("w").text("v").raw("s").bytes.substr(2)),
        ErrorCode::Unreadable, "'w' is a text");
    add("name is a number", picklesAlone("}K\x01Ns"), ErrorCode::Unreadable, "integer");
    const std::string twice = PickleText()
                                  .raw("}(")
                                  .text("w")
                                  .tensor({"FloatStorage", "0", 6}, 0, {6}, {1})
                                  .text("module.w")
                                  .tensor({"FloatStorage", "0", 6}, 0, {6}, {1})
                                  .raw("u")
                                  .stop();
    add("a weight twice", zipCheckpoint(twice, {{"0", kFirstBlock}}), ErrorCode::Unreadable, "'w' appears twice");
    add("TorchScript", zipBytes({{"m/constants.pkl", "x"}, {"m/data.pkl", "x"}}), ErrorCode::Unsupported,
        "TorchScript");
    add("big-endian", zipBytes({{"m/byteorder", "big"}, {"m/data.pkl", "\x80\x02}."}}), ErrorCode::Unsupported,
        "big-endian");
    add("compressed", zipBytes({{"m/data.pkl", "xx", 8}}), ErrorCode::Unsupported, "method 8");
    add("encrypted", zipBytes({{"m/data.pkl", "xx", 0, 1}}), ErrorCode::Unsupported, "encrypted");
    add("entry twice", zipBytes({{"m/data.pkl", "x"}, {"m/data.pkl", "x"}}), ErrorCode::Unreadable, "twice");
    add("two pickles", zipBytes({{"m/data.pkl", "x"}, {"n/data.pkl", "x"}}), ErrorCode::Unreadable, "two pickles");
    add("another zip", zipBytes({{"word/document.xml", "x"}}), ErrorCode::Unreadable, "data.pkl");
}

void TestCheckpoint::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, code);
    QFETCH(const QByteArray, words);
    const auto read = readBytes(bytes.toStdString(), {.keepExtra = true, .detailedErrors = true});
    QVERIFY(!read.has_value());
    QVERIFY2(read.error().detail.find(words.toStdString()) != std::string::npos, read.error().detail.c_str());
    QCOMPARE(named(read.error().code), named(static_cast<ErrorCode>(code)));
    QCOMPARE(read.error().where, path("x.pth").string());
}

void TestCheckpoint::deepNestingAndCycles()
{
    // A tuple of a tuple of a tuple ...: no recursion while reading or destroying.
    const std::string deep = ")" + std::string(200'000, '\x85');
    const auto nested = readBytes(picklesAlone(deep));
    QVERIFY(!nested.has_value());
    QCOMPARE(named(nested.error().code), named(ErrorCode::Unreadable));
    PickleText inside;
    inside.raw("}(").text("state_dict").raw("}").text("x").raw(deep).raw("u");
    QCOMPARE(named(readBytes(zipCheckpoint(inside.stop(), {}), {.keepExtra = true}).error().code),
             named(ErrorCode::Refused));

    // A dictionary that is its own state_dict; a list that holds itself.
    PickleText own;
    own.raw("}").put(1).raw("(").text("state_dict").get(1).raw("u");
    QCOMPARE(named(readBytes(zipCheckpoint(own.stop(), {})).error().code), named(ErrorCode::Unreadable));
    PickleText loop;
    loop.raw("}(").text("state_dict").raw("}").text("l").raw("]").put(1).get(1).raw("au");
    QVERIFY(readBytes(zipCheckpoint(loop.stop(), {})).has_value()); // not looked at
    QCOMPARE(named(readBytes(zipCheckpoint(loop.stop(), {}), {.keepExtra = true}).error().code),
             named(ErrorCode::Refused));

    // Ten levels of a list that holds the level below a hundred times: 10^20 parts when walked.
    PickleText bomb;
    bomb.raw("}(").text("state_dict").raw("}").text("0").raw("]").put(0);
    for (int level = 1; level <= 10; ++level) {
        bomb.text(std::to_string(level)).raw("](");
        for (int i = 0; i < 100; ++i) {
            bomb.get(level - 1);
        }
        bomb.raw("e").put(level);
    }
    const auto answer = readBytes(zipCheckpoint(bomb.raw("u").stop(), {}), {.keepExtra = true});
    QVERIFY(!answer.has_value());
    QCOMPARE(named(answer.error().code), named(ErrorCode::Refused));
}

void TestCheckpoint::sizesAreCheckedFirst_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto add = [](const char* name, const std::string& bytes) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    constexpr std::int64_t kHuge = std::int64_t{1} << 40;
    add("huge shape", oneTensorZip(6, 0, {kHuge}, {1}));
    add("product overflows", oneTensorZip(6, 0, {kHuge, kHuge}, {0, 0}));
    add("expanded by stride 0", oneTensorZip(6, 0, {1 << 30}, {0}));
    add("huge stride", oneTensorZip(6, 0, {3}, {INT64_MAX}));
    add("negative stride", oneTensorZip(6, 5, {3}, {-1}));
    add("negative size", oneTensorZip(6, 0, {-3}, {1}));
    add("negative offset", oneTensorZip(6, -1, {3}, {1}));
    add("offset beyond the end", oneTensorZip(6, 6, {1}, {1}));
    add("one too many", oneTensorZip(6, 1, {2, 3}, {3, 1}));
    add("storage larger than the file", oneTensorZip(kHuge, 0, {6}, {1}));
    add("storage larger than its record", oneTensorZip(7, 0, {6}, {1}));
    add("storage smaller than its record", oneTensorZip(5, 0, {5}, {1}));
    add("sizes and strides differ in number", oneTensorZip(6, 0, {2, 3}, {1}));
    add("33 dimensions", oneTensorZip(6, 0, std::vector<std::int64_t>(33, 1), std::vector<std::int64_t>(33, 1)));
    PickleText absent;
    absent.raw("}(").text("w").tensor({"FloatStorage", "9", 6}, 0, {6}, {1}).raw("u");
    add("record missing", zipCheckpoint(absent.stop(), {{"0", kFirstBlock}}));
    PickleText climbing;
    climbing.raw("}(").text("w").tensor({"FloatStorage", "/../../etc/passwd", 6}, 0, {6}, {1}).raw("u");
    add("key is a path", zipCheckpoint(climbing.stop(), {{"0", kFirstBlock}}));
    PickleText two;
    two.raw("}(").text("v").tensor({"FloatStorage", "0", 6}, 0, {6}, {1});
    two.text("w").tensor({"LongStorage", "0", 3}, 0, {3}, {1}).raw("u");
    add("one storage of two types", zipCheckpoint(two.stop(), {{"0", kFirstBlock}}));
    const std::string legacy =
        PickleText().raw("}(").text("w").tensor({"FloatStorage", "0", 6, true}, 0, {6}, {1}).raw("u").stop();
    add("legacy: other count", legacyCheckpoint(legacy, {{"0", 7, kFirstBlock}}));
    add("legacy: huge count", legacyCheckpoint(legacy, {{"0", ~std::uint64_t{0}, kFirstBlock}}));
    add("legacy: block cut off", legacyCheckpoint(legacy, {{"0", 6, kFirstBlock.substr(1)}}));
    add("legacy: no block", legacyCheckpoint(legacy, {}));
    add("legacy: block twice", legacyCheckpoint(legacy, {{"0", 6, kFirstBlock}, {"0", 6, kFirstBlock}}));
    add("legacy: unknown block", legacyCheckpoint(legacy, {{"1", 6, kFirstBlock}}));
}

void TestCheckpoint::sizesAreCheckedFirst()
{
    QFETCH(const QByteArray, bytes);
    const std::string text = bytes.toStdString();
    g_largestRequest = 0;
    const auto read = readBytes(text);
    QVERIFY(!read.has_value());
    QVERIFY2(read.error().code == ErrorCode::Unreadable || read.error().code == ErrorCode::Refused,
             read.error().message().c_str());
    QVERIFY(!read.error().detail.empty());
    QCOMPARE(test::jargonIn(read.error().message()), std::string());
    QVERIFY(g_largestRequest.load() < kMegabyte);
}

void TestCheckpoint::smallFilesCannotFillMemory()
{
    // The limit of the caller
    const auto limited = readBytes(typicalZip(), {.maxBytes = 20, .detailedErrors = true});
    QVERIFY(!limited.has_value());
    QCOMPARE(named(limited.error().code), named(ErrorCode::Refused));
    QVERIFY2(limited.error().detail.find("more than 20 bytes") != std::string::npos, limited.error().detail.c_str());

    // The same list of a thousand pairs copied by ten thousand calls of OrderedDict
    PickleText many;
    many.raw("](](");
    for (int i = 0; i < 1000; ++i) {
        many.raw("NN\x86");
    }
    many.raw("e\x85").put(1);
    many.global("collections", "OrderedDict").put(2).raw(")R");
    for (int i = 0; i < 10'000; ++i) {
        many.get(2).get(1).raw("R");
    }
    const auto refused = readBytes(zipCheckpoint(many.raw("e").stop(), {}));
    QVERIFY(!refused.has_value());
    QCOMPARE(named(refused.error().code), named(ErrorCode::Refused));

    // Megabytes of text beside the weights, each mentioned often
    PickleText texts;
    texts.raw("}(").text("state_dict").raw("}").text("t").text(std::string(100'000, 'x')).put(1);
    for (int i = 0; i < 100; ++i) {
        texts.text("t" + std::to_string(i)).get(1);
    }
    const auto wordy = readBytes(zipCheckpoint(texts.raw("u").stop(), {}));
    QVERIFY(!wordy.has_value());
    QCOMPARE(named(wordy.error().code), named(ErrorCode::Refused));
}

void TestCheckpoint::damagedContainers()
{
    // One bit of the numbers: the checksum tells
    std::string zip = typicalZip();
    zip[zip.find(kFirstBlock) + 3] ^= 0x10;
    const auto flipped = readBytes(zip, {.detailedErrors = true});
    QVERIFY(!flipped.has_value());
    QCOMPARE(named(flipped.error().code), named(ErrorCode::Unreadable));
    QVERIFY2(flipped.error().detail.find("data/10") != std::string::npos, flipped.error().detail.c_str());
    QVERIFY2(flipped.error().detail.find("tensor 'a'") != std::string::npos, flipped.error().detail.c_str());

    // A file that was written without checksums is read
    PickleText p;
    p.raw("}(").text("w").tensor({"FloatStorage", "0", 6}, 0, {6}, {1}).raw("u");
    QVERIFY(
        readBytes(zipBytes({{"m/data.pkl", p.stop(), 0, 0, true}, {"m/data/0", kFirstBlock, 0, 0, true}})).has_value());

    // Every length of a cut-off file
    for (const std::string& whole : {typicalZip(), typicalLegacy()}) {
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto cut = readBytes(whole.substr(0, length));
            QVERIFY2(!cut.has_value(), std::to_string(length).c_str());
            QCOMPARE(named(cut.error().code), named(ErrorCode::Unreadable));
        }
    }
}

void TestCheckpoint::missingAndForeignFiles()
{
    QCOMPARE(named(readCheckpoint(path("absent.pth")).error().code), named(ErrorCode::NotFound));
    QCOMPARE(named(readCheckpoint(std::filesystem::path(m_folder->path().toStdString())).error().code),
             named(ErrorCode::Io));
    QCOMPARE(named(readBytes("").error().code), named(ErrorCode::Unreadable));
    QCOMPARE(named(readBytes("GIF89a, not weights").error().code), named(ErrorCode::Unreadable));
    QCOMPARE(named(readBytes("\x80\x02}.").error().code), named(ErrorCode::Unreadable)); // a pickle of something else
    QCOMPARE(named(readBytes(std::string(257, 'a') + "ustar" + std::string(500, '\0')).error().code),
             named(ErrorCode::Unsupported));
}

// Damage of all kinds, from a fixed seed: an answer every time, and never a large allocation.
void TestCheckpoint::mutate(const std::string& original, unsigned seed, int count)
{
    std::mt19937 random(seed);
    const auto upTo = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n)(random); };
    for (int i = 0; i < count; ++i) {
        std::string bytes = original;
        const std::size_t kind = upTo(5);
        for (std::size_t hits = 1 + upTo(3); hits > 0; --hits) {
            const std::size_t at = upTo(bytes.size() - 9);
            switch (kind) {
            case 0: bytes[at] = static_cast<char>(bytes[at] ^ (1 << upTo(7))); break;
            case 1: bytes[at] = static_cast<char>(upTo(255)); break;
            case 2: bytes.replace(at, 4, std::string(4, '\xff')); break;
            case 3: bytes.erase(at, 1 + upTo(7)); break;
            case 4: bytes.insert(at, bytes.substr(upTo(bytes.size() - 9), 1 + upTo(7))); break;
            default: bytes.resize(std::max<std::size_t>(at, 16)); break;
            }
        }
        g_largestRequest = 0;
        const auto read = readBytes(bytes, {.keepExtra = true});
        QVERIFY2(g_largestRequest.load() < kMegabyte + 16 * original.size(),
                 ("mutation " + std::to_string(i) + " asked for " + std::to_string(g_largestRequest.load())).c_str());
        if (!read) {
            QVERIFY(!read.error().detail.empty());
            QCOMPARE(test::jargonIn(read.error().message()), std::string());
            QVERIFY(read.error().code == ErrorCode::Unreadable || read.error().code == ErrorCode::Refused ||
                    read.error().code == ErrorCode::Unsupported);
            continue;
        }
        for (const NamedTensor& tensor : read->tensors) {
            QCOMPARE(tensor.value.bytes->size(),
                     static_cast<std::size_t>(tensor.value.elementCount()) * elementSize(tensor.value.type));
        }
    }
}

void TestCheckpoint::mutatedFilesNeverCrash()
{
    mutate(typicalZip(), 1, 1500);
    mutate(typicalZip(true), 2, 500);
    mutate(typicalLegacy(), 3, 2000);
}

void TestCheckpoint::halfPrecision()
{
    Checkpoint checkpoint;
    checkpoint.tensors = {makeTensor("w", ElementType::Float32, {3}, rawNumbers<float>({1, -0.5F, 65504})),
                          makeTensor("large", ElementType::Float32, {2}, rawNumbers<float>({1, 70000})),
                          makeTensor("n", ElementType::Int64, {}, rawNumbers<std::int64_t>({3}))};
    const Checkpoint halved = toHalf(checkpoint);
    QCOMPARE(named(halved.tensors[0].value.type), named(ElementType::Float16));
    QCOMPARE(numbersOf<std::uint16_t>(halved.tensors[0].value), (std::vector<std::uint16_t>{0x3C00, 0xB800, 0x7BFF}));
    QCOMPARE(named(halved.tensors[1].value.type), named(ElementType::Float32)); // would become infinity
    QCOMPARE(named(halved.tensors[2].value.type), named(ElementType::Int64));
}

// Files written by PyTorch itself.
void TestCheckpoint::sharedFiles()
{
    const QString shared = qEnvironmentVariable("TW_SHARED");
    const std::filesystem::path folder = std::filesystem::path(shared.toStdString()) / "data" / "init";
    if (shared.isEmpty() || !std::filesystem::exists(folder / "lite_init.pth")) {
        QSKIP("the folder of reference data is not there");
    }
    const auto init = readCheckpoint(folder / "lite_init.pth");
    QVERIFY2(init.has_value(), init ? "" : init.error().message().c_str());
    QCOMPARE(init->tensors.size(), std::size_t{408});
    QCOMPARE(init->epoch.value_or(-1), 0);
    QCOMPARE(init->find("backbone.stem.conv.weight")->value.shape, (std::vector<std::int64_t>{16, 12, 3, 3}));

    const auto reference = readCheckpoint(folder / "lite_reference.pth");
    QVERIFY2(reference.has_value(), reference ? "" : reference.error().message().c_str());
    QCOMPARE(reference->tensors.size(), std::size_t{424});
    std::int64_t parameters = 0;
    for (const NamedTensor& tensor : reference->tensors) {
        const bool statistic = tensor.name.find("running_") != std::string::npos ||
                               tensor.name.find("num_batches_tracked") != std::string::npos;
        parameters += statistic ? 0 : tensor.value.elementCount();
    }
    QCOMPARE(parameters, 744'775);
    // The stem was written channels last: its record, reordered by hand
    const auto file = FileBytes::open(folder / "lite_reference.pth");
    const auto zip = ZipReader::open(*file);
    const ZipEntry* record = zip->find("run0/data/0");
    QVERIFY(record != nullptr);
    std::string raw(record->size, '\0');
    QVERIFY(zip->read(*record, std::as_writable_bytes(std::span(raw.data(), raw.size()))).has_value());
    const std::string_view stem(
        reinterpret_cast<const char*>(reference->find("backbone.stem.conv.weight")->value.bytes->data()), raw.size());
    for (std::size_t out = 0; out < 16; ++out) {
        for (std::size_t in = 0; in < 12; ++in) {
            for (std::size_t tap = 0; tap < 9; ++tap) {
                QCOMPARE(stem.substr(4 * (out * 108 + in * 9 + tap), 4),
                         std::string_view(raw).substr(4 * (out * 108 + tap * 12 + in), 4));
            }
        }
    }

    QVERIFY(writeCheckpoint(path("copy.pth"), *reference).has_value());
    const auto copy = readCheckpoint(path("copy.pth"));
    QVERIFY(copy.has_value());
    QCOMPARE(copy->tensors.size(), reference->tensors.size());
    for (std::size_t i = 0; i < copy->tensors.size(); ++i) {
        QCOMPARE(copy->tensors[i].name, reference->tensors[i].name);
        QCOMPARE(copy->tensors[i].value.shape, reference->tensors[i].value.shape);
        QVERIFY(*copy->tensors[i].value.bytes == *reference->tensors[i].value.bytes);
    }
    // Real bytes, damaged: a tenth of them each time in the directory and the pickle
    const auto bytes = readFile(folder / "lite_reference.pth");
    QVERIFY(bytes.has_value());
    std::mt19937 random(7);
    for (int i = 0; i < 40; ++i) {
        std::string damaged = *bytes;
        const std::size_t where = i % 2 == 0 ? random() % 66'000 : damaged.size() - 1 - random() % 40'000;
        damaged[where] = static_cast<char>(damaged[where] ^ (1 << (random() % 8)));
        g_largestRequest = 0;
        const auto read = readBytes(damaged);
        QVERIFY(g_largestRequest.load() < 17 * bytes->size());
        QVERIFY(read.has_value() || !read.error().detail.empty());
    }
}

} // namespace tw::model

QTEST_GUILESS_MAIN(tw::model::TestCheckpoint)
#include "tst_checkpoint.moc"
