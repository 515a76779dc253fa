// Claims: exactly one of many, whoever dies meanwhile. Processes race for the same names, some are killed in the
// middle. Old claims are made old by setting their time, so that nothing waits.

#include "core/batch/claims.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <map>
#include <numeric>
#include <random>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tw;
using namespace tw::batch;
namespace fs = std::filesystem;

namespace {

constexpr auto kExpiry = std::chrono::minutes(2);

// As if the owner had not been heard of for ten minutes.
void age(const fs::path& folder, const std::string& name)
{
    for (const fs::directory_entry& file : fs::directory_iterator(folder / name)) {
        timespec times[2] = {};
        times[0].tv_nsec = UTIME_OMIT;
        ::clock_gettime(CLOCK_REALTIME, &times[1]);
        times[1].tv_sec -= 600;
        QCOMPARE(::utimensat(AT_FDCWD, file.path().c_str(), times, 0), 0);
    }
}

void appendLine(const fs::path& file, const std::string& line)
{
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
    const std::string text = line + "\n";
    if (::write(descriptor, text.data(), text.size()) < 0)
        ::_exit(7);
    ::close(descriptor);
}

std::map<std::string, int> linesOf(const fs::path& file)
{
    std::map<std::string, int> out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        ++out[line];
    return out;
}

// Takes whatever it can get; with `mortal` it kills itself once in a while while it holds a claim.
[[noreturn]] void workerProcess(const fs::path& folder, int names, unsigned seed, bool mortal)
{
    std::mt19937 random(seed);
    const ClaimFolder claims(folder / "claims", "worker" + std::to_string(::getpid()), kExpiry);
    std::vector<int> order(static_cast<std::size_t>(names));
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    for (const int i : order) {
        const std::string name = "video" + std::to_string(i);
        if (fs::exists(folder / (name + ".done")))
            continue;
        auto claim = claims.acquire(name);
        if (!claim)
            ::_exit(8);
        if (!*claim || fs::exists(folder / (name + ".done")))
            continue;
        // No other worker holds it now: this file is there only while a worker does
        const fs::path alone = folder / (name + ".alone");
        const int mark = ::open(alone.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0666);
        if (mark < 0)
            ::_exit(9);
        ::close(mark);
        if (mortal && random() % 4 == 0) {
            fs::remove(alone); // the dead hold nothing
            ::kill(::getpid(), SIGKILL);
        }
        appendLine(folder / "work.log", name);
        fs::remove(alone);
        appendLine(folder / (name + ".done"), "done");
    }
    ::_exit(0);
}

} // namespace

class TestClaims : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::path(m_folder->path().toStdString());
    }

    void oneOfTwo()
    {
        const ClaimFolder a(m_path / "claims", "a", kExpiry);
        const ClaimFolder b(m_path / "claims", "b", kExpiry);
        auto first = a.acquire("street");
        QVERIFY(first && *first);
        QVERIFY((*first)->held());
        auto second = b.acquire("street");
        QVERIFY(second && !*second);
        auto other = b.acquire("plaza");
        QVERIFY(other && *other);
        (*first)->release();
        auto third = b.acquire("street");
        QVERIFY(third && *third);
        third->reset(); // the destructor releases, too
        QVERIFY(!fs::exists(m_path / "claims" / "street"));
    }

    void noteAndAgeAreListed()
    {
        const ClaimFolder claims(m_path / "claims", "node7:1", kExpiry);
        QVERIFY(claims.list() && claims.list()->empty());
        auto claim = claims.acquire("street");
        QVERIFY((*claim)->renew("{\"done\":3}\nnot a second line"));
        auto seen = *claims.list();
        QCOMPARE(seen.size(), std::size_t{1});
        QCOMPARE(seen[0].name, std::string("street"));
        QCOMPARE(seen[0].note.worker, std::string("node7:1"));
        QCOMPARE(seen[0].note.text, std::string("{\"done\":3} not a second line"));
        QVERIFY(!seen[0].expired);
        QVERIFY((*claim)->renew("x")); // shorter than the one before: nothing of that is left
        QCOMPARE((*claims.list())[0].note.text, std::string("x"));
        age(m_path / "claims", "street");
        seen = *claims.list();
        QVERIFY(seen[0].expired);
        QVERIFY(seen[0].ageSeconds > 500);
    }

    void expiredIsTakenOverAndItsOwnerNotices()
    {
        const ClaimFolder a(m_path / "claims", "a", kExpiry);
        const ClaimFolder b(m_path / "claims", "b", kExpiry);
        auto first = a.acquire("street");
        age(m_path / "claims", "street");
        auto second = b.acquire("street");
        QVERIFY(second && *second);
        QVERIFY(!(*first)->held());
        QVERIFY(!(*first)->renew("still here"));
        QVERIFY((*second)->held());
        (*first)->release(); // of what it does not hold any more: the other one's stays
        QVERIFY((*second)->held());
        QCOMPARE((*b.list())[0].note.worker, std::string("b"));
        auto third = a.acquire("street");
        QVERIFY(third && !*third);
    }

    void renewedIsNotTakenOver()
    {
        const ClaimFolder a(m_path / "claims", "a", kExpiry);
        auto first = a.acquire("street");
        age(m_path / "claims", "street");
        QVERIFY((*first)->renew("alive"));
        auto second = a.acquire("street");
        QVERIFY(second && !*second);
    }

    void leftoversAreCleaned()
    {
        const ClaimFolder claims(m_path / "claims", "a", std::chrono::milliseconds(1));
        QVERIFY(fs::create_directories(m_path / "claims" / ".new-0123"));
        QVERIFY(claims.list()->empty());
        QTRY_VERIFY((claims.clean(), !fs::exists(m_path / "claims" / ".new-0123")));
    }

    void unwritableFolderIsAnError()
    {
        std::ofstream(m_path / "file") << "x";
        const ClaimFolder claims(m_path / "file" / "claims", "a", kExpiry);
        QVERIFY(!claims.acquire("street"));
    }

    // Six processes, forty videos; those that are killed are replaced, as a cluster would do.
    void processesThatDie()
    {
        constexpr int kNames = 40;
        unsigned seed = 1;
        int deaths = 0;
        std::map<pid_t, unsigned> living;
        const auto start = [&] {
            const unsigned own = seed++;
            const pid_t child = ::fork();
            if (child == 0)
                workerProcess(m_path, kNames, own, own <= 24);
            living[child] = own;
        };
        for (int i = 0; i < 6; ++i)
            start();
        while (!living.empty()) {
            int status = 0;
            const pid_t ended = ::waitpid(-1, &status, 0);
            living.erase(ended);
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                continue;
            }
            QCOMPARE(WTERMSIG(status), SIGKILL);
            ++deaths;
            const std::string dead = "worker" + std::to_string(ended);
            const auto claims = ClaimFolder(m_path / "claims", "test", kExpiry).list();
            for (const auto& seen : *claims)
                if (seen.note.worker == dead)
                    age(m_path / "claims", seen.name);
            start();
        }
        // whatever the last ones saw as taken is done by one that cannot die
        if (const pid_t last = ::fork(); last == 0)
            workerProcess(m_path, kNames, 1000, false);
        else
            ::waitpid(last, nullptr, 0);
        QVERIFY2(deaths > 3, "the test is about workers that die");
        const auto work = linesOf(m_path / "work.log");
        QCOMPARE(work.size(), std::size_t{kNames});
        for (const auto& [name, times] : work)
            QVERIFY2(times == 1, name.c_str());
        QVERIFY(ClaimFolder(m_path / "claims", "test", kExpiry).list()->empty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

QTEST_GUILESS_MAIN(TestClaims)
#include "tst_claims.moc"
