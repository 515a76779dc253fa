// Folders and lists of pictures as a FrameSource.

#include "core/video/image_sequence.h"
#include "core/video/image_writer.h"
#include "tests/support/synthetic_video.h"

#include <QtTest/QTest>

#include <QtCore/QTemporaryDir>

#include <fstream>

using namespace tw;
using namespace tw::video;

namespace fs = std::filesystem;

class TestImageSequence : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path root() const { return m_folder->path().toStdString(); }
    static void put(const fs::path& path, int number, int width = 96, int height = 64)
    {
        fs::create_directories(path.parent_path());
        QVERIFY(writeImage(path, test::numberPicture(number, width, height).view(), 95).has_value());
    }
    static int numberIn(FrameSource& source, FrameIndex index)
    {
        const auto frame = source.read(index);
        return frame ? test::readNumber((*frame)->image) : -2;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void hiddenFilesAreNoFrames()
    {
        for (int i = 0; i < 3; ++i)
            put(root() / "f" / ("00000" + std::to_string(i + 1) + ".jpg"), i);
        std::ofstream(root() / "f" / "._000001.jpg") << "Mac OS X";
        std::ofstream(root() / "f" / ".DS_Store") << "Bud1";
        std::ofstream(root() / "f" / "Thumbs.db") << "db";
        const auto source = openSource(root() / "f");
        QVERIFY(source.has_value());
        QCOMPARE((*source)->frameCount(), 3);
        QCOMPARE(numberIn(**source, 0), 0);
    }

    void picturesOfOtherSizesAreNamed()
    {
        put(root() / "f" / "000001.jpg", 1);
        put(root() / "f" / "000002.png", 2, 64, 64);
        put(root() / "f" / "000003.jpg", 3, 128, 64);
        put(root() / "f" / "000004.jpg", 4);
        const auto source = openSource(root() / "f");
        QVERIFY(source.has_value());
        const auto& warnings = (*source)->info().warnings;
        QVERIFY(std::any_of(warnings.begin(), warnings.end(), [](const std::string& text) {
            return text.find("2 pictures have another size than 96x64") != std::string::npos &&
                   text.find("2, 3") != std::string::npos;
        }));
        QVERIFY(!(*source)->read(2).has_value() && (*source)->read(3).has_value());
    }

    // A decoder fills what is missing with grey; that must never be taken for a frame.
    void cutOffPicturesAreErrorsOfTheirFrames()
    {
        put(root() / "f" / "000001.jpg", 1, 256, 192);
        put(root() / "f" / "000002.jpg", 2, 256, 192);
        put(root() / "f" / "000003.png", 3, 256, 192);
        std::string whole;
        for (const char* name : {"000002.jpg", "000003.png"}) {
            std::ifstream file(root() / "f" / name, std::ios::binary);
            whole.assign(std::istreambuf_iterator<char>(file), {});
            for (const double share : {0.3, 0.5, 0.9}) {
                std::ofstream(root() / "f" / name, std::ios::binary)
                    .write(whole.data(), static_cast<std::streamsize>(share * static_cast<double>(whole.size())));
                const auto source = openSource(root() / "f");
                QVERIFY(source.has_value());
                const FrameIndex damaged = name == std::string("000002.jpg") ? 1 : 2;
                const auto frame = (*source)->read(damaged);
                QVERIFY2(!frame, qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(share)));
                QVERIFY(frame.error().code == ErrorCode::Unreadable);
                QVERIFY((*source)->read(0).has_value());
            }
            std::ofstream(root() / "f" / name, std::ios::binary)
                .write(whole.data(), static_cast<std::streamsize>(whole.size()));
        }
    }

    void motSequence()
    {
        for (int i = 0; i < 12; ++i)
            put(root() / "MOT-01" / "img1" /
                    (std::string("0000") + (i + 1 < 10 ? "0" : "") + std::to_string(i + 1) + ".jpg"),
                i);
        std::ofstream(root() / "MOT-01" / "seqinfo.ini")
            << "[Sequence]\nname=MOT-01\nimDir=img1\nframeRate=14\nseqLength=12\nimWidth=96\nimHeight=64\nimExt=.jpg\n";
        for (const char* name : {"MOT-01", "MOT-01/img1"}) { // the sequence or its pictures: the same
            const auto source = openSource(root() / name);
            QVERIFY2(source.has_value(), source ? "" : source.error().message().c_str());
            QCOMPARE((*source)->frameCount(), 12);
            QCOMPARE((*source)->info().frameRate, (FrameRate{14, 1}));
            QCOMPARE((*source)->info().width, 96);
            QVERIFY((*source)->info().warnings.empty());
            QVERIFY((*source)->index() == nullptr);
            for (const FrameIndex i : {0, 11, 5, 4, 6})
                QCOMPARE(numberIn(**source, i), i);
            QVERIFY(std::abs((*source)->seconds(7) - 0.5) < 1e-9);
        }
    }

    void naturalOrder()
    {
        QVERIFY(naturalLess("frame9.png", "frame10.png"));
        QVERIFY(!naturalLess("frame10.png", "frame9.png"));
        QVERIFY(naturalLess("a1b9", "a1b10"));
        QVERIFY(naturalLess("a", "b"));
        QVERIFY(naturalLess("a", "a1"));
        QVERIFY(naturalLess("01", "1") != naturalLess("1", "01"));
        QVERIFY(!naturalLess("x12", "x12"));
        for (int i = 0; i < 12; ++i)
            put(root() / ("frame" + std::to_string(i) + ".png"), i);
        const auto source = openSource(root());
        QVERIFY(source.has_value());
        for (int i = 0; i < 12; ++i)
            QCOMPARE(numberIn(**source, i), i);
    }

    void holesAreTold()
    {
        put(root() / "img1" / "000001.jpg", 0);
        put(root() / "img1" / "000002.jpg", 1);
        put(root() / "img1" / "000005.jpg", 4);
        const auto source = openSource(root());
        QVERIFY(source.has_value());
        QCOMPARE((*source)->frameCount(), 3);
        const auto& warnings = (*source)->info().warnings;
        QVERIFY(std::any_of(warnings.begin(), warnings.end(),
                            [](const auto& text) { return text.find("1 to 5") != std::string::npos; }));
        QCOMPARE(numberIn(**source, 2), 4);
    }

    void lists()
    {
        put(root() / "a" / "x.jpg", 7);
        put(root() / "b" / "y.png", 8);
        std::ofstream(root() / "list.txt") << "# pictures\r\n b/y.png \r\n\n"
                                           << (root() / "a" / "x.jpg").string() << "\nb/y.png\n";
        const auto source = openSource(root() / "list.txt");
        QVERIFY2(source.has_value(), source ? "" : source.error().message().c_str());
        QCOMPARE((*source)->frameCount(), 3);
        QCOMPARE(numberIn(**source, 0), 8);
        QCOMPARE(numberIn(**source, 1), 7);
        QCOMPARE(numberIn(**source, 2), 8);
        std::ofstream(root() / "notes.txt") << "buy milk\n";
        const auto notes = openSource(root() / "notes.txt");
        QVERIFY(!notes && notes.error().code == ErrorCode::Unreadable);
        std::ofstream(root() / "empty.txt") << "\n";
        QVERIFY(!openSource(root() / "empty.txt").has_value());
    }

    void badPicturesAreNamedAndTheRestStays()
    {
        for (int i = 0; i < 5; ++i)
            put(root() / ("000" + std::to_string(i + 1) + ".jpg"), i);
        std::ofstream(root() / "0001.jpg") << "broken"; // even the first
        put(root() / "0004.jpg", 3, 128, 64);
        const auto source = openSource(root());
        QVERIFY(source.has_value());
        fs::remove(root() / "0005.jpg"); // vanishes after it was opened
        QCOMPARE((*source)->frameCount(), 5);
        for (const FrameIndex bad : {0, 3, 4}) {
            const auto frame = (*source)->read(bad);
            QVERIFY(!frame && frame.error().code == ErrorCode::Unreadable);
            QVERIFY(frame.error().message().find("000" + std::to_string(bad + 1) + ".jpg") != std::string::npos);
            QVERIFY(frame.error().message().find("frame " + std::to_string(bad + 1)) != std::string::npos);
        }
        QCOMPARE(numberIn(**source, 1), 1);
        QCOMPARE(numberIn(**source, 2), 2);
    }

    void onePicture()
    {
        put(root() / "one.png", 21);
        const auto source = openSource(root() / "one.png");
        QVERIFY(source.has_value());
        QCOMPARE((*source)->frameCount(), 1);
        QCOMPARE(numberIn(**source, 0), 21);
        QVERIFY(!(*source)->read(1).has_value());
        const auto none = openSource(root() / "none.png");
        QVERIFY(!none && none.error().code == ErrorCode::NotFound);
    }

    void nothingThere()
    {
        fs::create_directories(root() / "empty");
        const auto source = openSource(root() / "empty");
        QVERIFY(!source && source.error().code == ErrorCode::Unreadable);
        std::ofstream(root() / "empty" / "a.jpg") << "x";
        const auto broken = openSource(root() / "empty");
        QVERIFY(!broken && broken.error().code == ErrorCode::Unreadable);
    }

    void planesOfPictures()
    {
        put(root() / "p.jpg", 3);
        OpenOptions options;
        options.content = FrameContent::Planes;
        const auto source = openSource(root() / "p.jpg", options);
        QVERIFY(source.has_value());
        const auto frame = (*source)->read(0);
        QVERIFY(frame.has_value());
        QVERIFY((*frame)->planes.layout != Planes::Layout::None);
        QVERIFY((*frame)->planes.fullRange);
    }
};

QTEST_GUILESS_MAIN(TestImageSequence)
#include "tst_image_sequence.moc"
