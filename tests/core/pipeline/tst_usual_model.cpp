// Which model is taken where none is named.

#include "core/model/detector.h"
#include "core/pipeline/usual_model.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sched.h>

using namespace tw;
using model::Device;
using pipeline::usualModel;

namespace {

const std::string kSmall = "lite";
const std::string kLarge = "standard";

} // namespace

class TestUsualModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { qputenv("TRACKWRIGHT_MODELS", m_before); }
    void followsDeviceAndProcessors();

private:
    QTemporaryDir m_folder;
    QByteArray m_before = qgetenv("TRACKWRIGHT_MODELS");
};

void TestUsualModel::initTestCase()
{
    qputenv("TRACKWRIGHT_MODELS", m_folder.path().toLocal8Bit());
    QVERIFY(QFile(m_folder.filePath(QStringLiteral("standard.pth"))).open(QIODevice::WriteOnly));
}

void TestUsualModel::followsDeviceAndProcessors()
{
    QCOMPARE(usualModel(Device::Kind::Cuda), kLarge);
    QCOMPARE(usualModel(Device::Kind::Cpu), model::usableProcessors() >= 8 ? kLarge : kSmall);
    cpu_set_t all, one;
    QCOMPARE(sched_getaffinity(0, sizeof all, &all), 0);
    CPU_ZERO(&one);
    for (int i = 0; CPU_COUNT(&one) == 0; ++i)
        if (CPU_ISSET(i, &all))
            CPU_SET(i, &one);
    QCOMPARE(sched_setaffinity(0, sizeof one, &one), 0);
    const std::string alone = usualModel(Device::Kind::Cpu);
    QCOMPARE(sched_setaffinity(0, sizeof all, &all), 0);
    QCOMPARE(alone, kSmall);
}

QTEST_GUILESS_MAIN(TestUsualModel)
#include "tst_usual_model.moc"
