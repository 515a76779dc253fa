// The framework of studies: cells are measured once, means and spreads are right, pages hold what they should; and the
// figures by height on peaks whose answer is known.

#include "core/annotation/track_colors.h"
#include "core/base/atomic_file.h"
#include "core/laboratory/study/chart.h"
#include "core/laboratory/study/peak_cases.h"
#include "core/laboratory/study/studies.h"
#include "core/laboratory/study/study_page.h"
#include "core/laboratory/study/training_studies.h"
#include "core/video/image_reader.h"

#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <limits>
#include <set>

using namespace tw;
using namespace tw::laboratory;

namespace {

// Variant v in repeat r measures 10 v + r; the second measure is absent in the last variant.
Study countingStudy(int& measured)
{
    Study study;
    study.name = "counting";
    study.title = "Counting <twice>";
    study.source = "none";
    study.conditions = "first";
    study.repeated = "seed";
    study.measures = {{"up", "up", 1, StudyMeasure::Better::Higher}, {"down", "down", 2, StudyMeasure::Better::Lower}};
    study.variants = {{"a", "row a"}, {"b", "row b"}};
    study.repeats = {"1", "2", "3"};
    study.charts = {{"over", "over", "up", "y", {"down"}, {}}, {"loss", "loss", "step", "y", {}, "loss"}};
    study.measure = [&measured](std::size_t variant, std::size_t repeat, const JobContext&) -> Result<CellResult> {
        ++measured;
        CellResult cell;
        cell.values["up"] = 10.0 * double(variant) + double(repeat);
        if (variant == 0)
            cell.values["down"] = 0.5;
        cell.curves["loss"] = {{0, 2}, {1, 1.0 / double(repeat + 1)}};
        return cell;
    };
    return study;
}

// One person of each height, found where `found`, in every frame; embeddings are unit vectors by identity.
PeakCase clipOf(const std::vector<double>& heights, const std::vector<bool>& found, int frames)
{
    PeakCase clip;
    clip.info.name = "made";
    for (int frame = 0; frame < frames; ++frame) {
        std::vector<training::Label> labels;
        FramePeaks peaks;
        peaks.frame = frame;
        peaks.embeddingSize = 4;
        for (std::size_t i = 0; i < heights.size(); ++i) {
            training::Label label;
            label.box = {100.0 * double(i), 10, heights[i] / 2, heights[i]};
            label.identity = static_cast<std::int64_t>(i) + 1;
            labels.push_back(label);
            if (!found[i])
                continue;
            peaks.peaks.push_back({float(label.box.left), 10, float(heights[i] / 2), float(heights[i]), 0.9F});
            for (std::size_t k = 0; k < 4; ++k)
                peaks.embeddings.push_back(halfFromFloat(k == i % 4 ? 1.0F : 0.01F));
        }
        clip.labels.push_back(labels);
        clip.peaks.push_back(peaks);
    }
    return clip;
}

// Two people in three pictures.
training::SourcePtr madeSource(const std::string& set)
{
    std::vector<training::MemoryFrame> frames(3);
    for (std::size_t i = 0; i < frames.size(); ++i)
        for (std::int64_t person = 1; person <= 2; ++person) {
            training::Label label;
            label.box = {10.0 * double(i), 5.0 * double(person), 8, 20};
            label.identity = person;
            frames[i].labels.push_back(label);
        }
    training::SourceInfo info;
    info.name = info.set = set;
    return training::makeMemorySource(info, std::move(frames), [](std::size_t) -> Result<training::PicturePtr> {
        return Error{ErrorCode::NotFound, "no picture", {}};
    });
}

} // namespace

class TestStudy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Weights of the same length and name are told apart by their content.
    void conditionsNameTheWeights()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("small.pth")).toStdString();
        model::DetectorOptions options;
        QVERIFY(writeFileAtomically(file, "1234"));
        const std::string own = networkText(file.string(), options);
        QVERIFY2(own.starts_with("small.pth (weights ") && own.ends_with(") at its own size"), own.c_str());
        QCOMPARE(networkText(file.string(), options), own);
        QVERIFY(writeFileAtomically(file, "1235"));
        const std::string other = networkText(file.string(), options);
        QVERIFY(other != own);
        options.size = {576, 320};
        QVERIFY(networkText(file.string(), options).ends_with(") 576x320"));
        options.levels = 2;
        QVERIFY(networkText(file.string(), options).ends_with(") 576x320, two levels"));
    }

    void spreads()
    {
        QCOMPARE(spreadOf(std::vector<double>{}).count, 0);
        const Spread one = spreadOf(std::vector<double>{4});
        QCOMPARE(one.mean, 4.0);
        QCOMPARE(one.deviation, 0.0);
        const Spread three = spreadOf(std::vector<double>{1, 2, 6});
        QCOMPARE(three.mean, 3.0);
        QVERIFY(std::abs(three.deviation - std::sqrt(7.0)) < 1e-12); // (4 + 1 + 9) / 2
    }

    void cellsAreMeasuredOnce()
    {
        const QTemporaryDir folder;
        const std::filesystem::path out = folder.path().toStdString();
        int measured = 0;
        Study study = countingStudy(measured);
        // stopped in the middle
        std::stop_source stop;
        const JobContext job{stop.get_token(), [&](const Progress& progress) {
                                 if (progress.done == 4)
                                     stop.request_stop();
                             }};
        const auto stopped = runStudy(study, out, job);
        QVERIFY(!stopped);
        QVERIFY(stopped.error().code == ErrorCode::Cancelled);
        QCOMPARE(measured, 4);
        const auto rest = runStudy(study, out);
        QVERIFY(rest);
        QCOMPARE(measured, 6);
        QCOMPARE(rest->kept, 4);
        QCOMPARE(rest->cells[1][2].values.at("up"), 12.0);
        QCOMPARE(rest->cells[1][0].curves.at("loss"), (Curve{{0, 2}, {1, 1}}));
        // a damaged cell is measured again, and so is everything under other conditions
        QVERIFY(writeFileAtomically(out / "cells/counting.a.1.json", "{\"study\": \"coun"));
        QVERIFY(runStudy(study, out));
        QCOMPARE(measured, 7);
        study.conditions = "second";
        QVERIFY(runStudy(study, out));
        QCOMPARE(measured, 13);
    }

    // Jobs that share a folder measure each cell once; the one that finds all of them writes the page.
    void shardsShareTheCells()
    {
        const QTemporaryDir folder;
        const std::filesystem::path out = folder.path().toStdString();
        int measured = 0;
        const Study study = countingStudy(measured); // 6 cells
        constexpr int kJobs = 4;
        int sum = 0;
        for (int shard = 0; shard < kJobs; ++shard) {
            const auto report = runStudy(study, out, {}, {shard, kJobs});
            QVERIFY(report);
            sum += report->measured;
            QCOMPARE(report->measured + report->kept + report->left, 6);
            QCOMPARE(measured, sum);
            QCOMPARE(report->left == 0, shard == kJobs - 1);
            QCOMPARE(std::filesystem::exists(out / "counting.html"), shard == kJobs - 1);
        }
        QCOMPARE(sum, 6);
        QVERIFY(runStudy(study, out, {}, {4, 4}).error().code == ErrorCode::InvalidArgument);
        QVERIFY(runStudy(study, out, {}, {0, 0}).error().code == ErrorCode::InvalidArgument);
    }

    void setsAreAddedOneByOne()
    {
        const std::vector<training::SourcePtr> sources{madeSource("b"), madeSource("a"), madeSource("b"),
                                                       madeSource("c")};
        const std::vector<SetRow> rows = setsOneByOne(sources);
        QCOMPARE(rows.size(), std::size_t{3});
        QCOMPARE(rows[0].added + rows[1].added + rows[2].added, std::string("bac"));
        QVERIFY((rows[0].sources == std::vector<training::SourcePtr>{sources[0], sources[2]}));
        QVERIFY((rows[1].sources == std::vector<training::SourcePtr>{sources[0], sources[2], sources[1]}));
        QCOMPARE(rows[2].sources.size(), sources.size());
        QVERIFY(setsOneByOne({}).empty());
    }

    void singlePicturesHaveNoIdentities()
    {
        const training::SourcePtr source = madeSource("a");
        const auto single = asSinglePictures({source});
        QCOMPARE(single.size(), std::size_t{1});
        QVERIFY(single[0]->info().identities == training::IdentityKind::PerBox && !single[0]->info().video);
        QVERIFY(source->info().identities == training::IdentityKind::Real && source->info().video);
        std::set<std::int64_t> numbers;
        for (std::size_t i = 0; i < source->size(); ++i) {
            QCOMPARE(single[0]->labels(i).size(), source->labels(i).size());
            for (std::size_t k = 0; k < source->labels(i).size(); ++k) {
                QVERIFY(single[0]->labels(i)[k].box == source->labels(i)[k].box);
                numbers.insert(single[0]->labels(i)[k].identity);
            }
        }
        QCOMPARE(numbers.size(), std::size_t{6}); // two people in three pictures
    }

    void aFailingCellKeepsTheOthers()
    {
        const QTemporaryDir folder;
        int measured = 0;
        Study study = countingStudy(measured);
        const auto good = study.measure;
        bool broken = true;
        study.measure = [&](std::size_t variant, std::size_t repeat, const JobContext& job) -> Result<CellResult> {
            if (broken && variant == 1 && repeat == 1)
                return Error{ErrorCode::Io, "no room", "disk"};
            return good(variant, repeat, job);
        };
        const auto failed = runStudy(study, folder.path().toStdString());
        QVERIFY(!failed);
        QVERIFY(failed.error().code == ErrorCode::Io);
        broken = false;
        const auto report = runStudy(study, folder.path().toStdString());
        QVERIFY(report);
        QCOMPARE(report->kept, 3);
        QCOMPARE(measured, 6);
    }

    void tablesAndPages()
    {
        const QTemporaryDir folder;
        const std::filesystem::path out = folder.path().toStdString();
        int measured = 0;
        Study study = countingStudy(measured);
        const auto report = runStudy(study, out);
        QVERIFY(report);
        const std::string table = studyTable(study, *report);
        QVERIFY2(table.find("row b  11.0 +- 1.0             -") != std::string::npos, table.c_str());
        QVERIFY(table.find("row a   1.0 +- 1.0  0.50 +- 0.00") != std::string::npos);
        QVERIFY(table.find("over 3 seeds") != std::string::npos);
        const std::string csv = studyCsv(study, *report);
        QVERIFY(csv.starts_with("variant,seed,seconds,up,down\na,1,"));
        QVERIFY(csv.find("\nb,3,") != std::string::npos && csv.ends_with(",12,\n"));
        const std::string page = studyHtml(study, *report);
        QVERIFY(page.find("Counting &lt;twice&gt;") != std::string::npos);
        QVERIFY(page.find("<td class=\"n best\">11.0 +- 1.0</td>") != std::string::npos);
        QVERIFY(page.find("<td class=\"n best\">0.50 +- 0.00</td>") != std::string::npos);
        for (const char* file :
             {"counting.txt", "counting.csv", "counting.html", "over.svg", "over.png", "loss.svg", "loss.png"})
            QVERIFY(std::filesystem::exists(out / file));
        study.repeats = {"1"};
        const auto one = runStudy(study, out);
        QVERIFY(studyTable(study, *one).find("no spread is known") != std::string::npos);
    }

    void chartsAreXmlWithEveryPoint()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::string svg =
            chartSvg({{"a & b", {{0, 1}, {1, 2}, {2, nan}, {3, 4}}}, {"c", {{0, 0}, {3, 1}}}}, {"title <1>", "x", "y"});
        QXmlStreamReader xml(QString::fromStdString(svg));
        int circles = 0, lines = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            circles += xml.isStartElement() && xml.name() == QLatin1String("circle");
            lines += xml.isStartElement() && xml.name() == QLatin1String("polyline");
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(circles, 5);
        QCOMPARE(lines, 2);
        QVERIFY(chartSvg({}, {"t", "x", "y"}).find("nothing was measured") != std::string::npos);
        QVERIFY(chartSvg({{"flat", {{1, 1}}}}, {"t", "x", "y"}).find("nan") == std::string::npos);
    }

    void roundSteps()
    {
        QCOMPARE(axisSteps(0, 10, 5), (std::vector<double>{0, 2, 4, 6, 8, 10}));
        QCOMPARE(axisSteps(-1, 1, 4), (std::vector<double>{-1, -0.5, 0, 0.5, 1}));
        QVERIFY(axisSteps(1, 1, 4).empty());
    }

    void heightsAreMeasuredApart()
    {
        // 40 is found, 50 is not, 150 is found, 300 is not
        const PeakCase clip = clipOf({40, 50, 150, 300}, {true, false, true, false}, 4);
        const auto small = apOfHeights(clip, 32, 64), middle = apOfHeights(clip, 128, 192),
                   large = apOfHeights(clip, 192, 1e9);
        QVERIFY(small && middle && large);
        QVERIFY(std::abs(*small - 100.0 * 51 / 101) < 1e-6); // half of the people: 51 of 101 recalls
        QVERIFY(std::abs(*middle - 100) < 1e-6);
        QCOMPARE(*large, 0.0);
        QVERIFY(!apOfHeights(clip, 64, 96));
        // a false box counts where its height is, and nowhere else
        PeakCase cluttered = clip;
        for (FramePeaks& peaks : cluttered.peaks) {
            peaks.peaks.insert(peaks.peaks.begin(), {900, 10, 75, 150, 0.95F});
            peaks.embeddings.insert(peaks.embeddings.begin(), 4, halfFromFloat(0.5F));
        }
        QCOMPARE(*apOfHeights(cluttered, 32, 64), *small);
        QVERIFY(*apOfHeights(cluttered, 128, 192) < 60);
    }

    // Cells of 10 pixels; the person stands on those of columns 2 and 3, rows 1 and 2.
    void mapsPointAtPeople()
    {
        model::EmbeddingMap map;
        map.width = 6;
        map.height = 4;
        map.sourceFromGrid = {10, 10, 0, 0};
        std::vector<float> similarity(24, 0.1F);
        const Box box{20, 10, 20, 20};
        similarity[1 * 6 + 3] = 0.9F;
        similarity[3 * 6 + 5] = 0.6F;
        const auto right = mapScore(map, similarity, box);
        QVERIFY(right && right->hit);
        QVERIFY(std::abs(right->inside - 0.9) < 1e-6 && std::abs(right->outside - 0.6) < 1e-6);
        similarity[3 * 6 + 3] = 0.95F; // one row below the box
        QVERIFY(!mapScore(map, similarity, box)->hit);
        QVERIFY(!mapScore(map, similarity, {0, 0, 60, 40}));   // everywhere
        QVERIFY(!mapScore(map, similarity, {100, 0, 20, 20})); // nowhere
    }

    // The bytes of a PNG of twice the size, with something of each line's colour on white.
    void chartsAsPixels()
    {
        const std::vector<ChartLine> lines{{"a", {{0, 0}, {1, 1}}}, {"b", {{0, 1}, {1, 0}}}};
        const auto bytes = chartPng(lines, {"title", "x", "y", 300, 200});
        QVERIFY(bytes);
        const auto image = video::decodeImage(*bytes);
        QVERIFY(image);
        QCOMPARE(image->view.width, 600);
        QCOMPARE(image->view.height, 400);
        for (std::int32_t line = 1; line <= 2; ++line) {
            const annotation::Rgb rgb = annotation::rgbOf(TrackId{line});
            int found = 0;
            for (int y = 0; y < image->view.height; ++y)
                for (int x = 0; x < image->view.width; ++x) {
                    const std::uint8_t* p = image->view.row(y) + std::ptrdiff_t{3} * x;
                    found += p[0] == (rgb & 255) && p[1] == (rgb >> 8 & 255) && p[2] == (rgb >> 16 & 255);
                }
            QVERIFY2(found > 300, qPrintable(QString::number(found))); // the legend's square alone has 400
        }
        QCOMPARE(int(image->view.row(0)[0]), 255);
        QVERIFY(chartPng({}, {"t", "x", "y"}));
    }

    void identitiesByHeight()
    {
        const PeakCase clip = clipOf({40, 50, 150}, {true, true, true}, 5);
        QCOMPARE(*tprOfHeights(clip, 32, 64), 100.0);
        QVERIFY(!tprOfHeights(clip, 128, 192)); // one person: no pair of two
        PeakCase linked = clip;
        linked.info.identities = training::IdentityKind::Linked;
        QVERIFY(!tprOfHeights(linked, 32, 64));
        PeakCase confused = clip;
        for (FramePeaks& peaks : confused.peaks)
            for (auto& half : peaks.embeddings)
                half = halfFromFloat(0.5F); // all people look alike
        QVERIFY(*tprOfHeights(confused, 32, 64) < 100);
    }
};

QTEST_GUILESS_MAIN(TestStudy)
#include "tst_study.moc"
