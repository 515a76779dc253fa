// When a device may decode a video, and what happens when it fails. The devices are stand-ins: they decode in software
// and then do what the test wants.

#include "core/video/device_decoder.h"
#include "core/video/video_reader.h"
#include "tests/support/synthetic_video.h"

#include <QtTest/QTest>

#include <QtCore/QTemporaryDir>

#include <random>

using namespace tw;
using namespace tw::video;

namespace {

constexpr int kFrames = 60;
constexpr int kNever = 1 << 30;

// What a stand-in does, by the number of pictures it has given since it was opened.
struct Behaviour {
    int wrongFrom = kNever;  // one sample is off by one
    int lostFrom = kNever;   // no picture comes any more, and it says so
    int silentFrom = kNever; // no picture comes any more
    bool opens = true;
    double seconds = 1; // of the trial; software takes 10
};

struct Log {
    int opened = 0;
    int given = 0;
};

class StandIn final : public Decoder
{
public:
    static Result<std::unique_ptr<Decoder>> open(const AVStream& stream, Behaviour behaviour, std::shared_ptr<Log> log)
    {
        if (!behaviour.opens)
            return Error{ErrorCode::Unavailable, "the stand-in does not start", {}};
        std::unique_ptr<StandIn> decoder(new StandIn(behaviour, std::move(log)));
        TW_TRY(decoder->prepare(stream, 1));
        TW_TRY(decoder->start());
        ++decoder->m_log->opened;
        return std::unique_ptr<Decoder>(std::move(decoder));
    }
    bool receive(AVFrame& picture) override
    {
        if (lost() || !Decoder::receive(picture))
            return false;
        const int number = m_given++;
        if (number >= m_behaviour.silentFrom || lost())
            return false;
        ++m_log->given;
        if (number >= m_behaviour.wrongFrom) {
            if (av_frame_make_writable(&picture) < 0)
                return false;
            picture.data[2][(picture.height / 2 - 1) * picture.linesize[2] + picture.width / 2 - 1] ^= 1;
        }
        return true;
    }
    bool lost() const override { return m_given > m_behaviour.lostFrom; }

private:
    StandIn(Behaviour behaviour, std::shared_ptr<Log> log) : m_behaviour(behaviour), m_log(std::move(log)) {}

    Behaviour m_behaviour;
    std::shared_ptr<Log> m_log;
    int m_given = 0;
};

// A machine with these devices, in this order.
struct Machine {
    std::shared_ptr<Log> log = std::make_shared<Log>();
    DecodeDevices devices;

    explicit Machine(std::vector<Behaviour> behaviours)
    {
        devices.list = [behaviours, log = log](const AVStream&) {
            std::vector<DecodeDevice> list;
            for (std::size_t i = 0; i < behaviours.size(); ++i)
                list.push_back(
                    {"stand-in " + std::to_string(i + 1), [behaviour = behaviours[i], log](const AVStream& stream) {
                         return StandIn::open(stream, behaviour, log);
                     }});
            return list;
        };
        // is asked before and after software, before and after the device
        devices.seconds = [behaviours, call = std::make_shared<std::size_t>(0)] {
            const std::size_t now = (*call)++;
            const double device = behaviours[std::min(now / 4, behaviours.size() - 1)].seconds;
            const double times[] = {0, 10, 10, 10 + device};
            return times[now % 4];
        };
    }
};

// Bytes of the samples, without padding.
std::string samplesOf(const Frame& frame)
{
    std::string out;
    const Planes& planes = frame.planes;
    for (int plane = 0; plane < 3; ++plane)
        for (int y = 0; y < (plane == 0 ? planes.height : planes.height / 2); ++y)
            out.append(reinterpret_cast<const char*>(planes.data[plane] + y * planes.stride[plane]),
                       static_cast<std::size_t>(plane == 0 ? planes.width : planes.width / 2));
    return out;
}

} // namespace

class TestDeviceDecoder : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_clip;
    std::vector<std::string> m_samples; // of every frame, by software

    std::unique_ptr<VideoReader> open(const Machine& machine)
    {
        OpenOptions options;
        options.content = FrameContent::Planes;
        auto reader = VideoReader::open(m_clip, options, {}, &machine.devices);
        return reader ? *std::move(reader) : nullptr;
    }
    // The reader gives the samples of software for frames in order and at random places.
    void everyFrameIsRight(VideoReader& reader)
    {
        std::mt19937 random(3);
        for (int i = 0; i < 2 * kFrames; ++i) {
            const FrameIndex index = i < kFrames ? i : static_cast<FrameIndex>(random() % kFrames);
            const auto frame = reader.read(index, {});
            QVERIFY2(frame.has_value(), frame ? "" : frame.error().message().c_str());
            QCOMPARE((*frame)->index, index);
            QVERIFY(samplesOf(**frame) == m_samples[static_cast<std::size_t>(index)]);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_clip = std::filesystem::path(m_folder.path().toStdString()) / "clip.mp4";
        VideoWriterOptions options;
        options.width = 192;
        options.height = 128;
        options.encoder = "mpeg4";
        options.keyFrameDistance = 20;
        options.bFrames = 2;
        QVERIFY(test::writeNumberedVideo(m_clip, options, kFrames).has_value());
        OpenOptions open;
        open.content = FrameContent::Planes;
        const auto source = openSource(m_clip, open);
        for (FrameIndex i = 0; i < kFrames; ++i)
            m_samples.push_back(samplesOf(**(*source)->read(i)));
        QVERIFY(m_samples[0] != m_samples[1]);
    }

    void aRightAndFasterDeviceDecodes()
    {
        const Machine machine({Behaviour{}});
        const auto reader = open(machine);
        QVERIFY(reader != nullptr);
        QCOMPARE(reader->decodedBy(), std::string("stand-in 1"));
        const int before = machine.log->given;
        everyFrameIsRight(*reader);
        QVERIFY(machine.log->given >= before + kFrames);
        QCOMPARE(reader->decodedBy(), std::string("stand-in 1"));
    }

    void oneWrongSampleIsEnough()
    {
        Behaviour wrong;
        wrong.wrongFrom = 9; // not the first picture
        const Machine machine({wrong});
        const auto reader = open(machine);
        QCOMPARE(reader->decodedBy(), std::string("software"));
        everyFrameIsRight(*reader);
    }

    void missingPicturesAndErrorsInTheTrial()
    {
        for (int Behaviour::*trouble : {&Behaviour::lostFrom, &Behaviour::silentFrom}) {
            Behaviour bad;
            bad.*trouble = 5;
            const auto reader = open(Machine({bad}));
            QCOMPARE(reader->decodedBy(), std::string("software"));
            everyFrameIsRight(*reader);
        }
        Behaviour absent;
        absent.opens = false;
        QCOMPARE(open(Machine({absent}))->decodedBy(), std::string("software"));
    }

    void aSlowDeviceIsNotUsed()
    {
        Behaviour slow;
        slow.seconds = 10;
        const auto reader = open(Machine({slow}));
        QCOMPARE(reader->decodedBy(), std::string("software"));
        everyFrameIsRight(*reader);
    }

    void theNextDeviceGetsItsChance()
    {
        Behaviour wrong;
        wrong.wrongFrom = 0;
        const auto reader = open(Machine({wrong, Behaviour{}}));
        QCOMPARE(reader->decodedBy(), std::string("stand-in 2"));
        everyFrameIsRight(*reader);
    }

    // At any picture after the trial: no frame is wrong or missing.
    void aDeviceThatIsLostOnTheWay()
    {
        for (int Behaviour::*trouble : {&Behaviour::lostFrom, &Behaviour::silentFrom}) {
            for (const int after : {16, 17, 25, 36, 41, 60}) {
                Behaviour bad;
                bad.*trouble = after;
                const Machine machine({bad});
                const auto reader = open(machine);
                QCOMPARE(reader->decodedBy(), std::string("stand-in 1"));
                everyFrameIsRight(*reader);
                QCOMPARE(reader->decodedBy(), std::string("software"));
            }
        }
    }

    // Whatever devices this machine has, frames are those of software.
    void thisMachine()
    {
        OpenOptions options;
        options.content = FrameContent::Planes;
        const auto reader = VideoReader::open(m_clip, options, {});
        QVERIFY(reader.has_value());
        qInfo("decoded by %s", (*reader)->decodedBy().c_str());
        everyFrameIsRight(**reader);
    }

    void planarTwins()
    {
        std::mt19937 random(7);
        struct Case {
            AVPixelFormat given, planar;
            int shift; // of the given samples
        };
        for (const Case& one :
             {Case{AV_PIX_FMT_NV12, AV_PIX_FMT_YUV420P, 0}, Case{AV_PIX_FMT_NV16, AV_PIX_FMT_YUV422P, 0},
              Case{AV_PIX_FMT_P010LE, AV_PIX_FMT_YUV420P10LE, 6}}) {
            for (const auto& [width, height] : {std::pair(64, 32), std::pair(37, 23)}) {
                AvFramePtr given(av_frame_alloc());
                given->format = one.given;
                given->width = width;
                given->height = height;
                given->pts = 42;
                given->color_range = AVCOL_RANGE_JPEG;
                QVERIFY(av_frame_get_buffer(given.get(), 0) == 0);
                const bool wide = one.shift != 0;
                const bool halfRows = one.given != AV_PIX_FMT_NV16;
                const int columns = (width + 1) / 2, rows = halfRows ? (height + 1) / 2 : height;
                std::vector<std::vector<int>> samples(3);
                const auto put = [&](int plane, int y, int at, int component) {
                    const int value = static_cast<int>(random() % (wide ? 1024 : 256));
                    samples[static_cast<std::size_t>(component)].push_back(value);
                    std::uint8_t* row = given->data[plane] + y * given->linesize[plane];
                    if (wide)
                        reinterpret_cast<std::uint16_t*>(row)[at] = static_cast<std::uint16_t>(value << one.shift);
                    else
                        row[at] = static_cast<std::uint8_t>(value);
                };
                for (int y = 0; y < height; ++y)
                    for (int x = 0; x < width; ++x)
                        put(0, y, x, 0);
                for (int y = 0; y < rows; ++y)
                    for (int x = 0; x < columns; ++x) {
                        put(1, y, 2 * x, 1);
                        put(1, y, 2 * x + 1, 2);
                    }
                const auto twin = planarTwin(*given);
                QVERIFY(twin.has_value());
                const AVFrame& planar = **twin;
                QCOMPARE(planar.format, static_cast<int>(one.planar));
                QVERIFY(planar.width == width && planar.height == height && planar.pts == 42);
                QVERIFY(planar.color_range == AVCOL_RANGE_JPEG);
                for (int plane = 0; plane < 3; ++plane) {
                    std::size_t at = 0;
                    for (int y = 0; y < (plane == 0 ? height : rows); ++y)
                        for (int x = 0; x < (plane == 0 ? width : columns); ++x) {
                            const std::uint8_t* row = planar.data[plane] + y * planar.linesize[plane];
                            const int value = wide ? reinterpret_cast<const std::uint16_t*>(row)[x] : row[x];
                            QCOMPARE(value, samples[static_cast<std::size_t>(plane)][at++]);
                        }
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestDeviceDecoder)
#include "tst_device_decoder.moc"
