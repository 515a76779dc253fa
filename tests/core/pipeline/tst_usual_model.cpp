// Which model is taken where none is named.

#include "core/pipeline/usual_model.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tw;

class TestUsualModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { qputenv("TRACKWRIGHT_MODELS", m_before); }
    void isTheLargerOneWhereItIsInstalled();

private:
    QByteArray m_before = qgetenv("TRACKWRIGHT_MODELS");
};

void TestUsualModel::isTheLargerOneWhereItIsInstalled()
{
    const QTemporaryDir folder;
    qputenv("TRACKWRIGHT_MODELS", folder.path().toLocal8Bit());
    QVERIFY(QFile(folder.filePath(QStringLiteral("standard.pth"))).open(QIODevice::WriteOnly));
    QCOMPARE(pipeline::usualModel(), std::string("standard"));
}

QTEST_GUILESS_MAIN(TestUsualModel)
#include "tst_usual_model.moc"
