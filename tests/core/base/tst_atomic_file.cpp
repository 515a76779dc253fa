// Files that are the old one or the whole new one: also on a full disk, in a folder that cannot be written, and when
// the writer gives up.

#include "core/base/atomic_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tw;

namespace {

// As long as it lives, no file of this process grows beyond `bytes`: a full disk for one.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = std::signal(SIGXFSZ, SIG_IGN); // write() fails instead of killing us
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

} // namespace

class TestAtomicFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void writesAndReplaces()
    {
        QVERIFY(writeFileAtomically(path("a.txt"), "first"));
        QVERIFY(writeFileAtomically(path("a.txt"), std::string_view("sec\0nd", 6)));
        QCOMPARE(*readFile(path("a.txt")), std::string("sec\0nd", 6));
        QCOMPARE(filesInFolder(), 1);
        QVERIFY(writeFileAtomically(path("empty"), ""));
        QCOMPARE(readFile(path("empty"))->size(), std::size_t{0});
    }

    void largeFilesArePutTogether()
    {
        auto file = AtomicFile::create(path("big"));
        QVERIFY(file);
        const std::string block(100000, 'x');
        for (int k = 0; k < 30; ++k)
            QVERIFY(file->append(block));
        QVERIFY(std::filesystem::exists(file->temporaryPath()));
        QVERIFY(!std::filesystem::exists(path("big")));
        QVERIFY(file->commit());
        QCOMPARE(readFile(path("big"))->size(), std::size_t{3000000});
        QCOMPARE(filesInFolder(), 1);
    }

    void abandonedFilesLeaveNoTrace()
    {
        QVERIFY(writeFileAtomically(path("a"), "old"));
        {
            auto file = AtomicFile::create(path("a"));
            QVERIFY(file && file->append("half of the n"));
            AtomicFile moved = *std::move(file); // the trace moves along
        }
        QCOMPARE(*readFile(path("a")), std::string("old"));
        QCOMPARE(filesInFolder(), 1);
    }

    void fullDiskKeepsTheOldFile()
    {
        QVERIFY(writeFileAtomically(path("a"), "old"));
        Result<void> result = Error{};
        {
            const FileSizeLimit full(4096);
            result = writeFileAtomically(path("a"), std::string(100000, 'n'));
        }
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::Io);
        QVERIFY(result.error().where.find("a") != std::string::npos);
        QVERIFY(!result.error().detail.empty());
        QCOMPARE(*readFile(path("a")), std::string("old"));
        QCOMPARE(filesInFolder(), 1);
    }

    void foldersThatAreNotThere()
    {
        QVERIFY(writeFileAtomically(path("none") / "a", "x").error().code == ErrorCode::NotFound);
        QVERIFY(readFile(path("none")).error().code == ErrorCode::NotFound);
        QVERIFY(readFile(m_folder->path().toStdString()).error().code == ErrorCode::Io);
        // a folder where the file should be
        std::filesystem::create_directory(path("taken"));
        QVERIFY(!writeFileAtomically(path("taken"), "x"));
        QCOMPARE(filesInFolder(), 1);
    }

    void readOnlyFolder()
    {
        if (::geteuid() == 0)
            QSKIP("the superuser may write everywhere");
        ::chmod(m_folder->path().toUtf8().constData(), 0500);
        const auto result = writeFileAtomically(path("a"), "x");
        ::chmod(m_folder->path().toUtf8().constData(), 0700);
        QVERIFY(!result && result.error().code == ErrorCode::Io);
    }

    void tooLargeToRead()
    {
        QVERIFY(writeFileAtomically(path("a"), "0123456789"));
        QVERIFY(readFile(path("a"), 10));
        QVERIFY(readFile(path("a"), 9).error().code == ErrorCode::Refused);
        // files that do not tell their size
        QVERIFY(readFile("/dev/zero", 100000).error().code == ErrorCode::Refused);
    }

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    int filesInFolder() const
    {
        int count = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(m_folder->path().toStdString()))
            ++count;
        return count;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
