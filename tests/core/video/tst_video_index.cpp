// VideoIndex as a value: bytes and back, damage, where decoding starts; file stamps.

#include "core/video/frame_source.h" // with video_index.h; moc cannot read <compare> as the first standard header

#include <QtTest/QTest>

#include <QtCore/QTemporaryDir>

#include <fstream>

using namespace tw;
using namespace tw::video;

namespace {

// Two open groups: I0 P3 B1 B2 | I6 B4 B5 P7 as stored; numbers are display positions.
VideoIndex openGroups()
{
    VideoIndex index;
    constexpr FrameIndex kShown[] = {0, 3, 1, 2, 6, 4, 5, 7};
    index.frames.resize(8);
    for (std::int32_t i = 0; i < 8; ++i) {
        VideoIndex::Packet packet;
        packet.frame = kShown[i];
        packet.pts = 100 + 10 * kShown[i];
        packet.dts = 80 + 10 * i;
        packet.position = 1000 * i;
        packet.bytes = 500 + i;
        packet.key = i == 0 || i == 4;
        index.packets.push_back(packet);
        index.frames[static_cast<std::size_t>(kShown[i])] = {packet.pts, i};
    }
    index.timeBase = {1, 90000};
    index.stream = 1;
    index.demuxerVersion = 3873636;
    index.file = {123456789012, -77, 0xFEDCBA9876543210ULL};
    index.warnings = {"one", "the file ends in the middle of a frame"};
    return index;
}

} // namespace

class TestVideoIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAndBack()
    {
        VideoIndex index = openGroups();
        index.packets.push_back({VideoIndex::kNoTime, VideoIndex::kNoTime, -1, 2000000000, false, kNoFrame});
        const std::string bytes = index.toBytes();
        const auto back = VideoIndex::fromBytes(bytes);
        QVERIFY(back.has_value());
        QVERIFY(*back == index);
        // an hour at 25 frames a second stays small
        VideoIndex hour;
        for (std::int32_t i = 0; i < 90000; ++i) {
            hour.packets.push_back({i * 3600, i * 3600 - 7200, i * std::int64_t{7919}, 7900, i % 250 == 0, i});
            hour.frames.push_back({i * 3600, i});
        }
        const std::string large = hour.toBytes();
        QVERIFY(large.size() < 90000 * 16);
        const auto same = VideoIndex::fromBytes(large);
        QVERIFY(same.has_value() && *same == hour);
    }

    void damagedBytesAreRefused()
    {
        const std::string bytes = openGroups().toBytes();
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            const auto cut = VideoIndex::fromBytes(std::string_view(bytes).substr(0, length));
            QVERIFY(!cut && cut.error().code == ErrorCode::Unreadable);
        }
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            for (const int bit : {1, 0x10, 0x80}) {
                std::string changed = bytes;
                changed[at] = static_cast<char>(changed[at] ^ bit);
                QVERIFY(!VideoIndex::fromBytes(changed).has_value());
            }
        }
        QVERIFY(!VideoIndex::fromBytes(bytes + "x").has_value());
    }

    void decodingStartsBeforeLeadingPictures()
    {
        const VideoIndex index = openGroups();
        for (const FrameIndex frame : {0, 1, 2, 3})
            QCOMPARE(index.startPacketFor(frame), 0);
        // 4 and 5 come after the key frame in the file but are shown before it
        QCOMPARE(index.startPacketFor(4), 0);
        QCOMPARE(index.startPacketFor(5), 0);
        QCOMPARE(index.startPacketFor(6), 4);
        QCOMPARE(index.startPacketFor(7), 4);
        QCOMPARE(index.firstFrameFrom(4), 6);
        QCOMPARE(index.keyPacketBefore(4), 0);
        QCOMPARE(index.keyPacketBefore(0), 0);
    }

    void hiddenKeyFramesCanBeStarted()
    {
        // an edit list cut the key frame and the next frame away
        VideoIndex index;
        for (std::int32_t i = 0; i < 6; ++i)
            index.packets.push_back({10 * i, 10 * i, 100 * i, 10, i == 0 || i == 2, i < 4 ? kNoFrame : i - 4});
        index.frames = {{40, 4}, {50, 5}};
        QCOMPARE(index.startPacketFor(0), 2);
        QCOMPARE(index.firstFrameFrom(2), 0);
    }

    void stamps()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "file.bin";
        QVERIFY(!stampOf(path).has_value());
        std::string bytes(300000, 'a');
        std::ofstream(path, std::ios::binary) << bytes;
        const auto first = stampOf(path);
        QVERIFY(first.has_value());
        QCOMPARE(first->bytes, std::uint64_t{300000});
        const auto other = path.parent_path() / "copy.bin";
        std::filesystem::copy_file(path, other);
        QVERIFY(stampOf(other)->sameContent(*first));
        for (const std::size_t at : {std::size_t{0}, std::size_t{65535}, std::size_t{299999}}) {
            std::string changed = bytes;
            changed[at] = 'b';
            std::ofstream(other, std::ios::binary) << changed;
            QVERIFY(!stampOf(other)->sameContent(*first));
        }
        std::ofstream(other, std::ios::binary) << bytes << 'a';
        QVERIFY(!stampOf(other)->sameContent(*first));
    }
};

QTEST_GUILESS_MAIN(TestVideoIndex)
#include "tst_video_index.moc"
