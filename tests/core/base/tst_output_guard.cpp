// What must not be written over.

#include "core/base/output_guard.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <fstream>
#include <vector>

using namespace tw;

class TestOutputGuard : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path file(const char* name, const std::string& bytes = {}) const
    {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / name;
        if (!bytes.empty())
            std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path;
    }

private Q_SLOTS:
    void inputsByIdentity()
    {
        const auto video = file("v.mp4", std::string("\0\0\0\x18"
                                                     "ftyp",
                                                     8));
        const auto project = file("p.twp", "SQLite format 3 and more");
        const auto log = file("p.twp-wal", "log");
        std::filesystem::create_symlink(video, file("soft.txt"));
        std::filesystem::create_hard_link(video, file("hard.txt"));
        const std::vector<std::filesystem::path> inputs{video, project};
        for (const auto& out : {video, project, log, file("soft.txt"), file("hard.txt"), file("x/../v.mp4")})
            QVERIFY2(out == file("x/../v.mp4") || !checkOutput(out, OutputKind::Text, inputs), out.c_str());
        std::filesystem::create_directory(file("x"));
        QVERIFY(!checkOutput(file("x/../v.mp4"), OutputKind::Text, inputs));
        QVERIFY(checkOutput(file("new.txt"), OutputKind::Text, inputs));
        QVERIFY(checkOutput(file("old.txt", "1,1,10,10,20,40,1,1,1\n"), OutputKind::Text, inputs));
        QVERIFY(checkOutput("/dev/null", OutputKind::Text, inputs));
    }

    void otherKinds()
    {
        const auto other = file("other.mp4", std::string("\0\0\0\x18"
                                                         "ftyp",
                                                         8));
        const auto text = file("notes.txt", "words");
        const auto weights = file("w.pth", "PK\x03\x04");
        const auto project = file("q.twp", "SQLite format 3 and more");
        QVERIFY(!checkOutput(other, OutputKind::Text, {}));
        QVERIFY(!checkOutput(project, OutputKind::Text, {}));
        QVERIFY(!checkOutput(project, OutputKind::Video, {}));
        QVERIFY(!checkOutput(text, OutputKind::Weights, {}));
        QVERIFY(!checkOutput(text, OutputKind::Video, {}));
        QVERIFY(checkOutput(text, OutputKind::Text, {}));
        QVERIFY(checkOutput(weights, OutputKind::Weights, {}));
        QVERIFY(checkOutput(other, OutputKind::Video, {}));
    }
};

QTEST_APPLESS_MAIN(TestOutputGuard)
#include "tst_output_guard.moc"
