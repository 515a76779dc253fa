// An export is read back and compared; a format that cannot be written, or a place that cannot, is an error.
#include "core/pipeline/export_tracks.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tw;
using namespace tw::pipeline;
namespace a = tw::annotation;

namespace {

a::Snapshot someTracks()
{
    auto state = std::make_shared<a::DocumentState>();
    for (int id = 1; id <= 3; ++id) {
        a::Track track;
        track.id = TrackId{id};
        for (FrameIndex frame = 5 * id; frame < 40; ++frame) {
            a::TrackBox box;
            box.frame = frame;
            box.box = {10.25 * id + frame, -3.5, 20.125, 60};
            track.boxes.push_back(box);
        }
        state->tracks[track.id] = std::make_shared<const a::Track>(track);
    }
    state->nextId = TrackId{4};
    return state;
}

ExportRequest requestFor(const QString& path, const std::string& format)
{
    ExportRequest request;
    request.path = path.toStdString();
    request.formatId = format;
    request.options.info.name = "street";
    request.options.info.frameRate = {25, 1};
    request.options.info.length = 40;
    request.options.info.width = 640;
    request.options.info.height = 360;
    return request;
}

} // namespace

class TestExportTracks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWritableFormatPassesItsCheck_data();
    void everyWritableFormatPassesItsCheck();
    void motFolderIsComplete();
    void unknownFormatIsRefused();
    void placeThatCannotBeWritten();
    void stopsWhenAsked();
};

void TestExportTracks::everyWritableFormatPassesItsCheck_data()
{
    QTest::addColumn<QString>("format");
    for (const formats::Format& format : formats::formats()) {
        if (format.canWrite)
            QTest::newRow(format.id.c_str()) << QString::fromStdString(format.id);
    }
}

void TestExportTracks::everyWritableFormatPassesItsCheck()
{
    QFETCH(QString, format);
    QTemporaryDir folder;
    const formats::Format* known = formats::findFormat(format.toStdString());
    QString path = folder.filePath(QStringLiteral("street"));
    if (!known->suffixes.empty() && known->suffixes.front() != "/")
        path += QString::fromStdString(known->suffixes.front());
    const auto report = exportTracks(someTracks(), requestFor(path, known->id));
    QVERIFY2(report.has_value(), report ? "" : report.error().message().c_str());
    QCOMPARE(report->written.rows, std::size_t{35 + 30 + 25});
    QVERIFY2(report->passed(), report->problems.empty() ? "" : report->problems.front().text.c_str());
    QVERIFY(report->checked || !known->canRead);
}

void TestExportTracks::motFolderIsComplete()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("street"));
    const auto report = exportTracks(someTracks(), requestFor(path, "mot"));
    QVERIFY(report.has_value());
    QVERIFY(report->checked);
    QCOMPARE(report->tracksReadBack, std::size_t{3});
    QCOMPARE(report->boxesReadBack, std::size_t{90});
    QVERIFY(report->largestDeviationPx < 0.001);
    QVERIFY(QFile::exists(path + QStringLiteral("/gt/gt.txt")));
    QVERIFY(QFile::exists(path + QStringLiteral("/seqinfo.ini")));
}

void TestExportTracks::unknownFormatIsRefused()
{
    QTemporaryDir folder;
    const auto report = exportTracks(someTracks(), requestFor(folder.filePath(QStringLiteral("x")), "no such"));
    QVERIFY(!report);
    QVERIFY(report.error().code == ErrorCode::InvalidArgument);
}

void TestExportTracks::placeThatCannotBeWritten()
{
    const auto report = exportTracks(someTracks(), requestFor(QStringLiteral("/proc/nowhere/gt.txt"), "mot"));
    QVERIFY(!report);
}

void TestExportTracks::stopsWhenAsked()
{
    QTemporaryDir folder;
    std::stop_source stop;
    stop.request_stop();
    JobContext job;
    job.stop = stop.get_token();
    const auto report = exportTracks(someTracks(), requestFor(folder.filePath(QStringLiteral("x.txt")), "mot"), job);
    QVERIFY(!report);
    QVERIFY(report.error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestExportTracks)
#include "tst_export_tracks.moc"
