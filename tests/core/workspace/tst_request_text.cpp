// Options of a run as they are stored with it: there and back, and runs of older programs.

#include "core/workspace/request_text.h"

#include <QTest>

using namespace tw;
using namespace tw::workspace;

class TestRequestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack()
    {
        pipeline::TrackRequest request;
        request.model = "dla_34";
        request.every = 3;
        request.detector.size = {864, 480};
        request.detector.levels = 2;
        request.detector.mirror = model::Mirror::On;
        request.detector.precision = model::Precision::BFloat16;
        request.detector.threshold = .35F;
        request.wholeVideo = false;
        request.filter.maxAspect = 3;
        const std::string text = toJson(request, Existing::UntrackedFrames);
        const auto read = requestFromJson(text);
        QVERIFY2(read, read ? "" : read.error().message().c_str());
        QVERIFY(toJson(*read, Existing::UntrackedFrames) == text);
        QCOMPARE(read->model, request.model);
        QCOMPARE(read->every, 3);
        QVERIFY(read->detector.size == request.detector.size);
        QCOMPARE(read->detector.levels, 2);
        QVERIFY(read->detector.mirror == model::Mirror::On);
        QVERIFY(read->detector.precision == model::Precision::BFloat16);
        QVERIFY(!read->wholeVideo);
        QVERIFY(existingFromJson(text) == Existing::UntrackedFrames);
    }

    // They go on as they were begun: the image once where levels are not named, never in the mirror.
    void olderRuns()
    {
        const auto first = requestFromJson(R"({"model": "lite"})");
        QVERIFY(first);
        QCOMPARE(first->detector.levels, 1);
        QVERIFY(first->detector.mirror == model::Mirror::Off);
        const auto later = requestFromJson(R"({"model": "lite", "levels": 0})");
        QVERIFY(later);
        QCOMPARE(later->detector.levels, 0);
        QVERIFY(later->detector.mirror == model::Mirror::Off);
    }

    void damagedTexts()
    {
        for (const char* text : {"", "[", R"({"every": "often"})", R"({"mirror": "yes"})"})
            QVERIFY2(!requestFromJson(text), text);
        const auto clamped = requestFromJson(R"({"mirror": 77})");
        QVERIFY(clamped && clamped->detector.mirror == model::Mirror::On);
    }
};

QTEST_APPLESS_MAIN(TestRequestText)
#include "tst_request_text.moc"
