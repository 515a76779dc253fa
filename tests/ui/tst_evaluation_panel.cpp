// The evaluation panel in the real window: finds the ground truth, follows edits, leads to errors, compares two runs.
#include "window_driver.h"

#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/panels/error_strip.h"
#include "ui/panels/evaluation_panel.h"
#include "ui/widgets/alpha_plot.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace tw;
using namespace tw::ui;
using namespace tw::test;
namespace a = tw::annotation;
namespace ev = tw::evaluation;

namespace {

constexpr int kPeople = 4;
constexpr FrameIndex kFrames = 60;

ev::TrackingError errorAt(FrameIndex frame, ev::ErrorKind kind, int truth, int result, int previous = -1)
{
    ev::TrackingError error;
    error.frame = frame;
    error.kind = kind;
    error.truthId = TrackId{truth};
    error.resultId = TrackId{result};
    error.previousResultId = TrackId{previous};
    return error;
}

// WCAG's relative luminance and contrast.
double luminance(const QColor& color)
{
    const auto part = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class TestEvaluationPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qApp, ThemeChoice::Dark);
        m_clip = makeClip(pathFromQt(m_shared.path()), kPeople, kFrames);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QFile::copy(toQt(m_clip.video), path("street.mp4")));
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("gt")));
        writeTracks(pathFromQt(path("gt/gt.txt")), m_clip.truth, m_clip);
        m_driver = std::make_unique<WindowDriver>(m_folder->path());
    }
    void cleanup()
    {
        m_driver.reset();
        m_folder.reset();
    }

    void errorsOfNeighbouringFramesAreOneRow()
    {
        ErrorListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        using enum ev::ErrorKind;
        model.setErrors({errorAt(3, Miss, 1, -1), errorAt(3, Miss, 2, -1), errorAt(4, FalsePositive, -1, 9),
                         errorAt(4, Miss, 1, -1), errorAt(5, Switch, 2, 8, 7), errorAt(6, Miss, 1, -1),
                         errorAt(7, Fragment, 1, 5, 5)});
        QCOMPARE(model.rowCount(), 6);
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, ErrorListModel::kFrame), QStringLiteral("4–5"));
        QCOMPARE(text(0, ErrorListModel::kWho), QStringLiteral("person 1"));
        QCOMPARE(text(2, ErrorListModel::kWho), QStringLiteral("9 on the background"));
        QCOMPARE(text(3, ErrorListModel::kWho), QStringLiteral("person 2: 7 → 8"));
        QCOMPARE(text(4, ErrorListModel::kFrame), QStringLiteral("7")); // frame 6 lay between: a new row
        QCOMPARE(model.count(Miss), 4);
        QCOMPARE(model.find(errorAt(4, Miss, 1, -1)), 0);
        QCOMPARE(model.find(errorAt(9, Miss, 1, -1)), -1);
        model.setShown(Miss, false);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(0, ErrorListModel::kWho), QStringLiteral("9 on the background"));
        QCOMPARE(model.count(Miss), 4);
    }
    void coloursCanBeToldFromTheBackground()
    {
        for (const QPalette& palette : {darkPalette(), lightPalette()}) {
            for (int kind = 0; kind < kErrorKinds; ++kind)
                QVERIFY(contrast(errorColor(static_cast<ev::ErrorKind>(kind), palette),
                                 palette.color(QPalette::Base)) >= 3);
        }
    }
    void isOpenedByItsActionAndFindsTheGroundTruth()
    {
        QVERIFY(m_driver->open(path("street.mp4")));
        auto* dock = m_driver->window().findChild<QDockWidget*>(QStringLiteral("evaluationDock"));
        QVERIFY(!dock->isVisible());
        QVERIFY(!panel().report());
        m_driver->key(Qt::Key_6, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(panel().isVisible());
        QTRY_VERIFY(panel().report());
        QCOMPARE(part<QComboBox>("evaluation.truth")->currentText(), QStringLiteral("gt/gt.txt"));
        QCOMPARE(panel().report()->scores.clear.fn, std::int64_t{kPeople * kFrames}); // no one is tracked yet
    }
    void followsEveryEdit()
    {
        openTracked(m_clip.truth);
        QCOMPARE(score("HOTA"), QStringLiteral("100.00"));
        QCOMPARE(score("IDSW"), QStringLiteral("0"));
        QVERIFY(m_driver->session().run(a::SwapTracks{TrackId{1}, TrackId{2}, a::fromHere(30)}));
        QTRY_COMPARE(score("IDSW"), QStringLiteral("2"));
        QVERIFY(part<QLabel>("evaluation.status")->text().contains(QStringLiteral("30 of them")));
        QVERIFY(m_driver->session().run(a::DeleteTracks{{TrackId{4}}}));
        QTRY_COMPARE(score("FN"), QString::number(kFrames));
        m_driver->key(Qt::Key_Z, Qt::ControlModifier);
        m_driver->key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(score("HOTA"), QStringLiteral("100.00"));
        QCOMPARE(score("FN"), QStringLiteral("0"));
        QVERIFY(m_driver->session().isOpen());
    }
    void doesNothingWhileHidden()
    {
        openTracked(m_clip.truth);
        m_driver->key(Qt::Key_6, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(!panel().isVisible());
        const auto* before = panel().report();
        QVERIFY(m_driver->session().run(a::DeleteTracks{{TrackId{4}}}));
        QTest::qWait(100);
        QCOMPARE(panel().report(), before);
        m_driver->key(Qt::Key_6, Qt::ControlModifier | Qt::AltModifier);
        QTRY_COMPARE(score("FN"), QString::number(kFrames));
    }
    void anErrorLeadsToItsFrameAndTracks()
    {
        openTracked(swapped());
        part<QTabWidget>("evaluation.pages")->setCurrentIndex(2);
        auto* list = part<QAbstractItemView>("evaluation.errors");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        m_driver->screenshot(QStringLiteral("evaluation-errors"));
        m_driver->view().setFrame(0);
        m_driver->view().select(TrackId::kInvalid);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 1)).center());
        QCOMPARE(m_driver->view().frame(), 40);
        QVERIFY((m_driver->view().selection() == std::vector{TrackId{1}, TrackId{2}}));

        // by keys: the next row, then what is right there away
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY((m_driver->view().selection() == std::vector{TrackId{2}, TrackId{1}}));
        auto* switches = part<QToolButton>("evaluation.kind2");
        QCOMPARE(switches->text(), QStringLiteral("IDSW 2"));
        switches->click();
        QCOMPARE(list->model()->rowCount(), 0);
    }
    void aMissedPersonIsDrawnWhereTheTruthHasThem()
    {
        openTracked(m_clip.truth);
        QVERIFY(m_driver->session().run(a::DeleteBoxes{TrackId{3}, {20, 24}}));
        QTRY_COMPARE(score("FN"), QStringLiteral("5"));
        part<QTabWidget>("evaluation.pages")->setCurrentIndex(2);
        auto* list = part<QAbstractItemView>("evaluation.errors");
        QTRY_VERIFY(list->model()->rowCount() > 0);
        int row = 0;
        while (!list->model()->index(row, 2).data().toString().startsWith(QStringLiteral("person 3")) ||
               list->model()->index(row, 0).data().toString() != QStringLiteral("21–25"))
            QVERIFY(++row < list->model()->rowCount());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(row, 1)).center());
        QCOMPARE(m_driver->view().frame(), 20);
        auto* canvas = part<VideoCanvas>("videoCanvas");
        QVERIFY(canvas->mark());
        QCOMPARE(canvas->mark()->frame, 20);
        const Box truth = m_clip.truth[2].at(20)->box;
        QVERIFY(std::abs(canvas->mark()->box.left - truth.left) < 0.01 &&
                std::abs(canvas->mark()->box.height - truth.height) < 0.01); // as written in the file
        QVERIFY(canvas->mark()->label.contains(QLatin1Char('3')));
        QTRY_COMPARE_WITH_TIMEOUT(canvas->shownFrame(), 20, 30000);
        m_driver->screenshot(QStringLiteral("evaluation-missed"));
        // dashed in amber around the place
        const QRectF rect = canvas->viewport().widgetFromSource(toQt(truth));
        const QImage picture = canvas->grab().toImage();
        int amber = 0;
        for (int x = static_cast<int>(rect.left()); x < static_cast<int>(rect.right()); ++x) {
            const QColor pixel = picture.pixelColor(x, qRound(rect.top()));
            amber += pixel.red() > 200 && pixel.green() > 130 && pixel.blue() < 110 ? 1 : 0;
        }
        QVERIFY2(amber > rect.width() / 3, qPrintable(QString::number(amber)));
        m_driver->view().setFrame(21); // the next seek
        QVERIFY(!canvas->mark());
    }
    void theStripSeeks()
    {
        openTracked(swapped());
        part<QTabWidget>("evaluation.pages")->setCurrentIndex(2);
        auto* strip = part<ErrorStrip>("evaluation.strip");
        m_driver->view().setFrame(0);
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(strip->width() / 2 + 2, 10));
        QCOMPARE(m_driver->view().frame(), kFrames / 2);
        strip->setFocus();
        QTest::keyClick(strip, Qt::Key_Down);
        QCOMPARE(m_driver->view().frame(), 40);
        QTest::keyClick(strip, Qt::Key_Down); // the only frame with errors
        QCOMPARE(m_driver->view().frame(), 40);
        QVERIFY(strip->accessibleDescription().contains(QStringLiteral("1")));
    }
    void thePlotReadsOffOneAlpha()
    {
        openTracked(swapped());
        part<QTabWidget>("evaluation.pages")->setCurrentIndex(1);
        auto* plot = part<AlphaPlot>("evaluation.plot");
        QVERIFY(plot->accessibleDescription().contains(QStringLiteral("HOTA 0.05: ")));
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Up);
        QCOMPARE(plot->alpha(), 0);
        QTest::keyClick(plot, Qt::Key_Up);
        QCOMPARE(plot->alpha(), 1);
        m_driver->screenshot(QStringLiteral("evaluation-alpha"));
        QTest::keyClick(plot, Qt::Key_Down);
        QTest::keyClick(plot, Qt::Key_Down);
        QCOMPARE(plot->alpha(), -1);
    }
    void twoRunsSideBySide()
    {
        openTracked(swapped());
        QCOMPARE(table()->model()->columnCount(), 2);
        QVERIFY(part<QComboBox>("evaluation.which")->isHidden());
        // another tracker: no swap, but it never saw the last person
        std::vector<a::Track> other = m_clip.truth;
        other.pop_back();
        writeTracks(pathFromQt(path("other.txt")), other, m_clip);
        m_driver->prompter().nextPath = path("other.txt");
        choose("evaluation.other", QStringLiteral("Choose a file…"));
        QTRY_COMPARE(table()->model()->columnCount(), 4);
        QCOMPARE(part<QComboBox>("evaluation.other")->currentText(), QStringLiteral("other.txt"));
        QCOMPARE(score("FN", 1), QStringLiteral("0"));
        QCOMPARE(score("FN", 2), QString::number(kFrames));
        QCOMPARE(score("FN", 3), QStringLiteral("−%1").arg(kFrames));
        QCOMPARE(score("IDSW", 3), QStringLiteral("+2"));
        part<QTabWidget>("evaluation.pages")->setCurrentIndex(2);
        auto* list = part<QAbstractItemView>("evaluation.errors");
        choose("evaluation.which", QStringLiteral("Only in the other"));
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(list->model()->index(0, 2).data().toString(), QStringLiteral("person %1").arg(kPeople));
        choose("evaluation.which", QStringLiteral("Only in the result"));
        QCOMPARE(list->model()->rowCount(), 2);
        part<QTabWidget>("evaluation.pages")->setCurrentIndex(0);
        m_driver->screenshot(QStringLiteral("evaluation-two-runs"));

        // what was edited since the project was opened
        choose("evaluation.other", QStringLiteral("This project as it was opened"));
        QTRY_COMPARE(score("FN", 2), QString::number(kPeople * kFrames)); // it was empty then
    }
    void theProjectCanBeTheGroundTruth()
    {
        openTracked(m_clip.truth);
        writeTracks(pathFromQt(path("result.txt")), swapped(), m_clip);
        choose("evaluation.truth", QStringLiteral("This project's tracks"));
        QTRY_VERIFY(part<QLabel>("evaluation.status")->text().contains(QStringLiteral("same tracks")));
        QCOMPARE(score("HOTA"), QStringLiteral("–"));
        m_driver->prompter().nextPath = path("result.txt");
        choose("evaluation.result", QStringLiteral("Choose a file…"));
        QTRY_COMPARE(score("IDSW"), QStringLiteral("2"));
        QVERIFY(m_driver->session().run(a::DeleteTracks{{TrackId{4}}}));
        QTRY_COMPARE(score("FP"), QString::number(kFrames));
    }
    void rulesOfABenchmark()
    {
        openTracked(m_clip.truth);
        choose("evaluation.rules", QStringLiteral("MOT17"));
        QTRY_VERIFY(!panel().isBusy());
        QCOMPARE(score("HOTA"), QStringLiteral("100.00"));
    }
    void copiesFigures()
    {
        openTracked(swapped());
        part<QToolButton>("evaluation.csv")->click();
        const QString csv = QGuiApplication::clipboard()->text();
        QVERIFY(csv.startsWith(QStringLiteral("run,HOTA,")));
        QCOMPARE(csv.count(QLatin1Char('\n')), 2);
        QVERIFY(csv.contains(QStringLiteral("street")));
        part<QToolButton>("evaluation.latex")->click();
        const QString latex = QGuiApplication::clipboard()->text();
        QVERIFY(latex.startsWith(QStringLiteral("\\begin{tabular}")));
        QVERIFY(latex.contains(score("HOTA")));
        QVERIFY(m_driver->toast().contains(QStringLiteral("LaTeX")));
    }
    void saysWhatIsWrongWithAFile()
    {
        openTracked(m_clip.truth);
        std::ofstream(pathFromQt(path("gt/gt.txt")), std::ios::app) << "1,nonsense\n";
        part<QToolButton>("evaluation.again")->click();
        const QString line = QStringLiteral("line %1").arg(kPeople * kFrames + 1);
        QTRY_VERIFY(part<QLabel>("evaluation.status")->text().contains(line));
        QCOMPARE(score("HOTA"), QStringLiteral("–"));
        QVERIFY(!part<QToolButton>("evaluation.csv")->isEnabled());
        // and it works again when the file does
        writeTracks(pathFromQt(path("gt/gt.txt")), m_clip.truth, m_clip);
        part<QToolButton>("evaluation.again")->click();
        QTRY_COMPARE(score("HOTA"), QStringLiteral("100.00"));
    }
    void forgetsAClosedProject()
    {
        openTracked(swapped());
        m_driver->session().close();
        QVERIFY(!panel().report());
        QTest::qWait(50);
        QVERIFY(m_driver->open(path("street.mp4")));
        QTRY_COMPARE(score("IDSW"), QStringLiteral("2"));
    }
    void looksRightInBothThemes()
    {
        openTracked(swapped());
        m_driver->screenshot(QStringLiteral("evaluation-dark"));
        applyTheme(*qApp, ThemeChoice::Light);
        m_driver->screenshot(QStringLiteral("evaluation-light"));
        applyTheme(*qApp, ThemeChoice::Dark);
        QVERIFY(part<QAbstractItemView>("evaluation.scores")->model()->rowCount() == 15);
    }

private:
    QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    EvaluationPanel& panel() { return *part<EvaluationPanel>("evaluationPanel"); }
    template <class T>
    T* part(const char* name)
    {
        return m_driver->window().findChild<T*>(QLatin1String(name));
    }
    QAbstractItemView* table() { return part<QAbstractItemView>("evaluation.scores"); }
    QString score(const char* metric, int column = 1)
    {
        const QAbstractItemModel& model = *table()->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == QLatin1String(metric))
                return model.index(row, column).data().toString();
        }
        return {};
    }
    void choose(const char* box, const QString& text)
    {
        auto* combo = part<QComboBox>(box);
        const int index = combo->findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    }
    // 1 and 2 exchanged from frame 40 on.
    std::vector<a::Track> swapped() const
    {
        std::vector<a::Track> tracks = m_clip.truth;
        for (std::size_t frame = 40; frame < tracks[0].boxes.size(); ++frame)
            std::swap(tracks[0].boxes[frame], tracks[1].boxes[frame]);
        return tracks;
    }
    // The clip with these tracks and the panel, evaluated.
    void openTracked(const std::vector<a::Track>& tracks)
    {
        QVERIFY(m_driver->open(path("street.mp4")));
        writeTracks(pathFromQt(path("tracks.txt")), tracks, m_clip);
        QVERIFY(m_driver->session().workspace()->importTracks(pathFromQt(path("tracks.txt"))));
        m_driver->key(Qt::Key_6, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(panel().report() && !panel().isBusy());
        QCOMPARE(panel().report()->scores.count.resultBoxes, std::int64_t(kFrames) * std::int64_t(tracks.size()));
    }

    QTemporaryDir m_shared;
    Clip m_clip;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowDriver> m_driver;
};

QTEST_MAIN(TestEvaluationPanel)
#include "tst_evaluation_panel.moc"
