#include "core/model/device.h"

#include <QTest>

#include <sched.h>
#include <unistd.h>

#include <string>
#include <vector>

using namespace tw;
using namespace tw::model;

class TestDevice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names();
    void parses();
    void absentDevicesAreNamed();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void cpuIsAlwaysThere();
    void theEnvironmentIsLeftAlone();
    void threadsFollowTheAffinityMask();
};

void TestDevice::names()
{
    QCOMPARE(Device().name(), std::string("cpu"));
    QCOMPARE((Device{Device::Kind::Cuda, 3}.name()), std::string("cuda:3"));
}

void TestDevice::parses()
{
    QVERIFY(*parseDevice("cpu") == Device());
    const auto chosen = parseDevice("auto");
    QVERIFY(chosen);
    QCOMPARE(chosen->kind == Device::Kind::Cuda, availableDevices().size() > 1);
    for (const Device& device : availableDevices())
        QVERIFY(*parseDevice(device.name()) == device);
}

void TestDevice::absentDevicesAreNamed()
{
    const auto absent = parseDevice("cuda:" + std::to_string(availableDevices().size() - 1));
    QVERIFY(!absent);
    QVERIFY(absent.error().code == ErrorCode::Unavailable);
    QVERIFY(absent.error().detail.find("CUDA") != std::string::npos ||
            absent.error().detail.find("LibTorch") != std::string::npos);
}

void TestDevice::nonsenseIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "gpu", "cuda:", "cuda:-1", "cuda:one", "cuda:99999999999999999999", "cuda:1.5", "CPU"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestDevice::nonsenseIsRefused()
{
    QFETCH(QString, text);
    const auto device = parseDevice(text.toStdString());
    QVERIFY(!device);
    QVERIFY(device.error().code == ErrorCode::InvalidArgument);
}

void TestDevice::cpuIsAlwaysThere()
{
    QVERIFY(availableDevices().front() == Device());
    QVERIFY(describe(Device()).starts_with(hardwareName(Device()) + ", " + std::to_string(usableProcessors())));
    QVERIFY(!hardwareName(Device()).empty());
    QVERIFY(!hardwareName({Device::Kind::Cuda, 0}).empty());
}

// Other threads read the environment at any time, and setenv() frees what they read.
void TestDevice::theEnvironmentIsLeftAlone()
{
    const auto variables = [] {
        std::vector<std::string> all;
        for (char** variable = environ; *variable != nullptr; ++variable)
            all.emplace_back(*variable);
        return all;
    };
    const std::vector<std::string> before = variables();
    QVERIFY(!before.empty());
    setInferenceThreads(2);
    QCOMPARE(variables(), before);
}

void TestDevice::threadsFollowTheAffinityMask()
{
    QCOMPARE(setInferenceThreads(3), 3);
    cpu_set_t mask;
    CPU_ZERO(&mask);
    QCOMPARE(sched_getaffinity(0, sizeof mask, &mask), 0);
    QCOMPARE(setInferenceThreads(0), CPU_COUNT(&mask));
    cpu_set_t one;
    CPU_ZERO(&one);
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        if (CPU_ISSET(cpu, &mask)) {
            CPU_SET(cpu, &one);
            break;
        }
    }
    QCOMPARE(sched_setaffinity(0, sizeof one, &one), 0);
    QCOMPARE(setInferenceThreads(0), 1);
    QCOMPARE(sched_setaffinity(0, sizeof mask, &mask), 0);
}

QTEST_GUILESS_MAIN(TestDevice)
#include "tst_device.moc"
