// The job of a team, driven as people do it: twelve videos are dropped on the window and tracked in the background, two
// annotators correct them, one video is sent back, everything is accepted and exported. With TW_TEST_OUT set it leaves
// pictures of both themes, two sizes and German.

#ifndef Q_MOC_RUN // moc of Qt 6.4 stumbles over the concepts of the standard library here
#include "core/base/atomic_file.h"
#include "core/collection/collection_file.h"
#include "core/video/scene_clip.h"
#include "tests/ui/window_driver.h"
#include "ui/bridge/qt_convert.h"
#include "ui/collection/agreement_dialog.h"
#include "ui/collection/collection_tools.h"
#endif

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QTreeView>

#include <algorithm>

using namespace tw;
using namespace tw::test;
using namespace tw::ui;
using collection::State;
namespace fs = std::filesystem;

namespace {

constexpr int kVideos = 12;
constexpr FrameIndex kFrames = 12;
constexpr int kWaitMs = 240'000; // tracking on a busy machine

std::string nameOf(int video)
{
    return (video < 9 ? "cam0" : "cam") + std::to_string(video + 1);
}

void drawVideos(const fs::path& folder)
{
    for (int i = 0; i < kVideos; ++i) {
        video::SceneOptions options = video::SceneOptions::varied(static_cast<std::uint64_t>(i + 1), 320, 192, kFrames);
        options.people = 3 + i % 3;
        const auto written = video::writeScene(video::DrawnScene(options), folder / (nameOf(i) + ".mp4"));
        QVERIFY2(written, written ? "" : written.error().message().c_str());
    }
}

} // namespace

class TestCollectionWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
#ifndef TW_WITH_TORCH
        QSKIP("built without the network");
#endif
        m_path = fs::canonical(m_folder.path().toStdString());
        fs::create_directories(m_path / "videos");
        drawVideos(m_path / "videos");
        QSettings settings(m_folder.path() + QStringLiteral("/settings.ini"), QSettings::IniFormat);
        TrackOptions options;
        options.width = 320;
        options.height = 192;
        options.threshold = 0.3;
        options.save(settings);
        settings.sync();
        m_driver = std::make_unique<WindowDriver>(m_folder.path());
    }

    void videosAreDroppedAndTracked()
    {
        m_driver->prompter().nextPath = m_folder.path() + QStringLiteral("/day.twc");
        QMimeData data;
        QList<QUrl> urls;
        for (int i = 0; i < kVideos; ++i)
            urls << QUrl::fromLocalFile(toQt(m_path / "videos" / (nameOf(i) + ".mp4")));
        data.setUrls(urls);
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&m_driver->window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&m_driver->window(), &drop);
        QTRY_COMPARE_WITH_TIMEOUT(entries().size(), std::size_t{kVideos}, kWaitMs);
        QVERIFY(tools().isShown());
        QCOMPARE(list()->model()->rowCount(), kVideos);

        // The same videos again change nothing
        QDropEvent again({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&tools().page(), &again);
        click("collection.trackButton");
        QVERIFY(controller().isTracking());
        QVERIFY(find<QLabel>("collectionTracking")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(entryOf(1).state == State::Tracked, kWaitMs);
        picture("collection_tracking", {1280, 720});
        QTRY_VERIFY_WITH_TIMEOUT(!controller().isTracking() && count(State::Tracked) == kVideos, kWaitMs);
        QCOMPARE(entries().size(), std::size_t{kVideos});
        std::int64_t tracks = 0;
        for (const auto& entry : entries()) {
            QCOMPARE(entry.figures->frames, kFrames);
            tracks += entry.figures->tracks;
        }
        QVERIFY(tracks > kVideos); // people were found
        QVERIFY(!button("collection.trackButton")->isEnabled());
    }

    // Anna takes the first half, Ben the other one; each corrects something, goes on by key and submits.
    void twoPeopleAnnotate()
    {
        for (const QString& person : {QStringLiteral("anna"), QStringLiteral("ben")}) {
            become(person);
            const int first = person == QLatin1String("anna") ? 0 : kVideos / 2;
            tools().page().choose(entryOf(first).fingerprint);
            click("collection.openButton");
            for (int i = first; i < first + kVideos / 2; ++i) {
                const std::string wanted = entryOf(i).fingerprint;
                QTRY_VERIFY_WITH_TIMEOUT(current() == wanted, kWaitMs);
                QVERIFY(!tools().isShown());
                correctSomething();
                QTRY_VERIFY_WITH_TIMEOUT(entryOf(i).state == State::InReview, kWaitMs);
                QCOMPARE(toQt(entryOf(i).annotator), person);
                trigger("collection.submit");
                QTRY_VERIFY_WITH_TIMEOUT(entryOf(i).state == State::Reviewed, kWaitMs);
                if (i + 1 < first + kVideos / 2)
                    m_driver->key(Qt::Key_PageDown, Qt::ControlModifier);
            }
        }
        // what is open is the last one; the first one is six back
        m_driver->key(Qt::Key_PageUp, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(current() == entryOf(kVideos - 2).fingerprint, kWaitMs);
        trigger("collection.show");
        QVERIFY(tools().isShown());
    }

    void commentsLeadToTheirPlace()
    {
        become(QStringLiteral("ben"));
        tools().page().choose(entryOf(0).fingerprint);
        click("collection.openButton");
        QTRY_VERIFY_WITH_TIMEOUT(current() == entryOf(0).fingerprint, kWaitMs);
        m_driver->view().setFrame(7);
        m_driver->key(Qt::Key_M, Qt::ControlModifier); // to the comments of this video
        QVERIFY(tools().isShown());
        QVERIFY(!m_driver->window().menuBar()->cornerWidget()->isVisible()); // it is about the video behind the page
        QVERIFY(find<QLabel>("noComments")->isVisible());
        QVERIFY(find<QLabel>("noComments")->text().contains(QStringLiteral("No comments")));
        // keys of the video behind the page do nothing
        const std::size_t tracks = m_driver->state().tracks.size();
        if (tracks > 0) {
            m_driver->view().select(m_driver->state().tracks.begin()->first);
            list()->setFocus();
            QTest::keyClick(list(), Qt::Key_Delete);
            QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(m_driver->state().tracks.size(), tracks);
            m_driver->view().select(TrackId::kInvalid);
            tools().page().details().writeComment();
        }
        auto* text = find<QLineEdit>("commentText");
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClicks(text, QStringLiteral("@anna is this one person?"));
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(entryOf(0).unresolved(), 1, kWaitMs);
        QCOMPARE(entryOf(0).comments[0].frame, 7);

        become(QStringLiteral("anna"));
        trigger("collection.show"); // back to the video
        m_driver->view().setFrame(0);
        trigger("collection.show");
        auto* comments = find<QListWidget>("comments");
        QCOMPARE(comments->count(), 1);
        QVERIFY(comments->item(0)->font().weight() > QFont::Normal); // it is for her
        comments->setCurrentRow(0);
        comments->setFocus();
        QTest::keyClick(comments, Qt::Key_Return);
        QTRY_COMPARE(m_driver->view().frame(), 7);
        QVERIFY(!tools().isShown());
        trigger("collection.show");
        find<QListWidget>("comments")->setCurrentRow(0);
        click("resolveComment");
        QTRY_COMPARE_WITH_TIMEOUT(entryOf(0).unresolved(), 0, kWaitMs);
        QCOMPARE(toQt(entryOf(0).comments[0].resolvedBy), QStringLiteral("anna"));
        QVERIFY(find<QLabel>("noComments")->text().contains(QStringLiteral("resolved")));
        QVERIFY(!find<QPushButton>("resolveComment")->isVisible());
    }

    // Ben does not agree that it is resolved; then it is.
    void aCommentIsReopened()
    {
        become(QStringLiteral("ben"));
        tools().page().choose(entryOf(0).fingerprint);
        auto* comments = find<QListWidget>("comments");
        QVERIFY(!comments->isVisible());
        find<QCheckBox>("showResolved")->setChecked(true);
        QVERIFY(comments->isVisible());
        QCOMPARE(comments->count(), 1);
        QVERIFY(comments->item(0)->text().contains(QStringLiteral("resolved by anna")));
        comments->setCurrentRow(0);
        QCOMPARE(button("resolveComment")->text(), QStringLiteral("Reopen comment"));
        click("resolveComment");
        QTRY_COMPARE_WITH_TIMEOUT(entryOf(0).unresolved(), 1, kWaitMs);
        QVERIFY(entryOf(0).comments[0].resolvedBy.empty());
        QCOMPARE(button("resolveComment")->text(), QStringLiteral("Resolve comment"));
        click("resolveComment");
        QTRY_COMPARE_WITH_TIMEOUT(entryOf(0).unresolved(), 0, kWaitMs);
        QCOMPARE(toQt(entryOf(0).comments[0].resolvedBy), QStringLiteral("ben"));
        find<QCheckBox>("showResolved")->setChecked(false);
    }

    // Each looks at the work of the other; Ben sends one back, Anna mends it, Ben accepts.
    void secondReview()
    {
        become(QStringLiteral("ben"));
        tools().page().choose(entryOf(kVideos - 1).fingerprint);
        QVERIFY(!button("collection.acceptButton")->isEnabled()); // his own
        tools().page().choose(entryOf(1).fingerprint);
        m_driver->prompter().nextText = QStringLiteral("the person at the left is missing");
        click("collection.sendBackButton");
        QTRY_VERIFY_WITH_TIMEOUT(entryOf(1).state == State::NeedsWork, kWaitMs);
        QTRY_VERIFY(find<QLabel>("videoVerdicts")->text().contains(QStringLiteral("the person at the left")));
        m_driver->window().setTheme(ThemeChoice::Dark);
        picture("collection_sent_back", {1280, 720});

        become(QStringLiteral("anna"));
        tools().page().choose(entryOf(1).fingerprint);
        click("collection.openButton");
        QTRY_VERIFY_WITH_TIMEOUT(current() == entryOf(1).fingerprint, kWaitMs);
        m_driver->key(Qt::Key_Z, Qt::ControlModifier); // takes the deletion back
        QTRY_VERIFY_WITH_TIMEOUT(entryOf(1).state == State::InReview, kWaitMs);
        trigger("collection.submit");
        QTRY_VERIFY_WITH_TIMEOUT(entryOf(1).state == State::Reviewed, kWaitMs);
        trigger("collection.show");

        for (int i = 0; i < kVideos; ++i) {
            become(i < kVideos / 2 ? QStringLiteral("ben") : QStringLiteral("anna"));
            tools().page().choose(entryOf(i).fingerprint);
            click("collection.acceptButton");
            QTRY_VERIFY_WITH_TIMEOUT(entryOf(i).state == State::Accepted, kWaitMs);
        }
        QCOMPARE(entryOf(1).verdicts.size(), std::size_t{2});
        // the file says the same as the window
        const auto stored = collection::readCollection(controller().file());
        QVERIFY(stored);
        QVERIFY(*stored == controller().content());
    }

    // A thumbnail keeps pixels of its own, chosen or not.
    void thumbnailsAreOfTheVideos()
    {
        for (int i = 0; i < kVideos; ++i) {
            const auto read = collection::thumbnailOf(entryOf(i).video, 192, {});
            QVERIFY(read);
            const QImage wanted(read->pixels.data(), read->width, read->height, QImage::Format_RGB32);
            QTRY_VERIFY_WITH_TIMEOUT(!controller().thumbnail(entryOf(i).fingerprint).isNull(), kWaitMs);
            const QIcon icon = controller().thumbnail(entryOf(i).fingerprint);
            for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected})
                QCOMPARE(icon.pixmap(wanted.size(), mode).toImage().convertToFormat(QImage::Format_RGB32), wanted);
        }
    }

    void aFileThatCannotBeReadLeavesWhatIsOpen()
    {
        const fs::path before = controller().file();
        const fs::path damaged = m_path / "damaged.twc";
        QVERIFY(writeFileAtomically(damaged, "{\"videos\": 3"));
        QSignalSpy told(&controller(), &CollectionController::notice);
        controller().open(toQt(damaged));
        QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), kWaitMs);
        QVERIFY(controller().isOpen());
        QVERIFY(controller().file() == before);
        QCOMPARE(controller().content().entries.size(), std::size_t(kVideos));
    }

    void filterAndOrder()
    {
        auto* filter = find<QLineEdit>("collectionFilter");
        filter->setText(QStringLiteral("cam1"));
        QCOMPARE(list()->model()->rowCount(), 3);
        filter->setText(QStringLiteral("one person")); // of the comment
        QCOMPARE(list()->model()->rowCount(), 1);
        filter->clear();
        auto* state = find<QComboBox>("collectionState");
        state->setCurrentIndex(state->findData(static_cast<int>(State::NeedsWork)));
        QCOMPARE(list()->model()->rowCount(), 0);
        state->setCurrentIndex(0);
        auto* people = find<QComboBox>("collectionAnnotator");
        people->setCurrentIndex(people->findData(QStringLiteral("ben")));
        QCOMPARE(list()->model()->rowCount(), kVideos / 2);
        people->setCurrentIndex(0);
        list()->sortByColumn(CollectionModel::kTracks, Qt::DescendingOrder);
        const auto shown = tools().page().shown();
        QCOMPARE(shown.size(), std::size_t{kVideos});
        for (std::size_t i = 1; i < shown.size(); ++i)
            QVERIFY(controller().find(shown[i - 1])->figures->tracks >= controller().find(shown[i])->figures->tracks);
        list()->sortByColumn(CollectionModel::kVideo, Qt::AscendingOrder);
        tools().page().choose(entryOf(0).fingerprint);
        find<QCheckBox>("showResolved")->setChecked(true);
        QCOMPARE(find<QListWidget>("comments")->count(), 1);
        // In a narrow window the names keep their room, and figures give way
        picture("collection_dark_1000", {1000, 700});
        QCOMPARE(m_driver->window().width(), 1000);
        QVERIFY(list()->isColumnHidden(CollectionModel::kFrames));
        QVERIFY(!list()->isColumnHidden(CollectionModel::kState));
        QVERIFY(list()->columnWidth(CollectionModel::kVideo) > 150);
        picture("collection_dark_1280", {1280, 720});
        picture("collection_dark_1600", {1600, 1000});
        QVERIFY(!list()->isColumnHidden(CollectionModel::kFrames));
        m_driver->window().setTheme(ThemeChoice::Light);
        picture("collection_light_1600", {1600, 1000});
        picture("collection_light_1280", {1280, 720});
        m_driver->window().setTheme(ThemeChoice::Dark);
    }

    void exportAndAgreement()
    {
        m_driver->prompter().nextPath = m_folder.path() + QStringLiteral("/gt");
        click("collection.exportButton");
        for (int i = 0; i < kVideos; ++i)
            QTRY_VERIFY_WITH_TIMEOUT(fs::exists(m_path / "gt" / nameOf(i) / "gt" / "gt.txt"), kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(notice().contains(QStringLiteral("12 videos exported")), kWaitMs);

        // what was exported against the project: the same; with a person left out: not
        const int video = mostTracks();
        const fs::path gt = m_path / "gt" / nameOf(video) / "gt" / "gt.txt";
        closeVideo();
        tools().page().choose(entryOf(video).fingerprint);
        m_driver->prompter().nextPath = toQt(gt);
        m_driver->prompter().nextText = QStringLiteral("carla");
        trigger("collection.second");
        QTRY_COMPARE_WITH_TIMEOUT(toQt(entryOf(video).secondAnnotator), QStringLiteral("carla"), kWaitMs);
        agree(QStringLiteral("100"), 0, {});
        QFile file(toQt(gt));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray fewer;
        const QByteArray all = file.readAll();
        const QByteArray firstId = all.split('\n')[0].split(',')[1];
        for (const QByteArray& row : all.split('\n'))
            if (!row.isEmpty() && row.split(',')[1] != firstId)
                fewer += row + '\n';
        file.close();
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(fewer);
        file.close();
        agree({}, 1, QStringLiteral("collection_agreement"));

        // the same while the video is open
        click("collection.openButton");
        QTRY_VERIFY_WITH_TIMEOUT(current() == entryOf(video).fingerprint, kWaitMs);
        QVERIFY(m_driver->window().menuBar()->cornerWidget()->isVisible());
        agree({}, 1, {});
        closeVideo();
    }

    // A video and its project are moved by hand and found again with the menu entry; nothing that was stated is lost.
    void movedFilesAreRelinked()
    {
        tools().page().choose(entryOf(0).fingerprint);
        const collection::Entry before = entryOf(2);
        const fs::path elsewhere = m_path / "elsewhere" / "deep";
        fs::create_directories(elsewhere);
        fs::rename(before.video, elsewhere / "renamed.mp4");
        fs::rename(before.project, elsewhere / before.project.filename());
        m_driver->prompter().nextPath = toQt(m_path / "elsewhere");
        trigger("collection.relink");
        QTRY_VERIFY_WITH_TIMEOUT(notice().contains(QStringLiteral("2 files found")), kWaitMs);
        const auto now = controller().content().find(before.fingerprint);
        QVERIFY(now);
        QVERIFY((*now)->video == elsewhere / "renamed.mp4");
        QVERIFY((*now)->project == elsewhere / before.project.filename());
        QVERIFY((*now)->state == before.state);
        QVERIFY((*now)->verdicts == before.verdicts);
        QCOMPARE((*now)->figures->tracks, before.figures->tracks);
        tools().page().choose(before.fingerprint);
        click("collection.openButton");
        QTRY_VERIFY_WITH_TIMEOUT(current() == before.fingerprint, kWaitMs);
        QVERIFY(m_driver->session().workspace()->saveStatus().path == (*now)->project);
        closeVideo();
    }

    void inGerman()
    {
        QTranslator german;
        if (!german.load(QStringLiteral("trackwright_de"), QStringLiteral(TW_TRANSLATIONS)))
            QSKIP("built without translations");
        QCoreApplication::installTranslator(&german);
        m_driver->reopenWindow();
        m_driver->window().open(m_folder.path() + QStringLiteral("/day.twc"));
        QTRY_COMPARE_WITH_TIMEOUT(entries().size(), std::size_t{kVideos}, kWaitMs);
        QVERIFY(tools().isShown());
        tools().page().choose(entryOf(1).fingerprint);
        QCOMPARE(list()->model()->index(0, CollectionModel::kState).data().toString(), QStringLiteral("Angenommen"));
        picture("collection_german_1280", {1280, 720});
        for (auto* each : tools().page().findChildren<QPushButton*>())
            if (each->isVisible())
                QVERIFY2(each->width() >= each->sizeHint().width(), qPrintable(each->text()));
        QCoreApplication::removeTranslator(&german);
    }

    void cleanupTestCase()
    {
        m_driver.reset();
    }

private:
    CollectionTools& tools()
    {
        return m_driver->window().collections();
    }
    CollectionController& controller()
    {
        return tools().controller();
    }
    const std::vector<collection::Entry>& entries()
    {
        return controller().content().entries;
    }
    const collection::Entry& entryOf(int video)
    {
        const auto entry = controller().content().find(nameOf(video));
        if (!entry)
            qFatal("%s is not there", nameOf(video).c_str());
        return **entry;
    }
    std::string current()
    {
        const collection::Entry* entry = controller().current();
        return entry == nullptr || m_driver->session().isOpening() ? std::string() : entry->fingerprint;
    }
    int count(State state)
    {
        return collection::totalsOf(controller().content()).ofState[static_cast<std::size_t>(state)];
    }
    template <class T>
    T* find(const char* name)
    {
        T* widget = m_driver->window().findChild<T*>(QString::fromLatin1(name));
        if (widget == nullptr)
            qFatal("there is no %s", name);
        return widget;
    }
    QTreeView* list()
    {
        return find<QTreeView>("collectionList");
    }
    QPushButton* button(const char* name)
    {
        return find<QPushButton>(name);
    }
    QString notice()
    {
        return find<QLabel>("collectionNotice")->toolTip() + find<QLabel>("collectionNotice")->text();
    }
    void click(const char* name)
    {
        QVERIFY2(button(name)->isVisible() && button(name)->isEnabled(), name);
        QTest::mouseClick(button(name), Qt::LeftButton);
    }
    void trigger(const char* id)
    {
        QAction* action = m_driver->window().actionRegistry().action(id);
        QVERIFY2(action->isEnabled(), id);
        action->trigger();
    }
    void become(const QString& person)
    {
        if (!tools().isShown())
            trigger("collection.show");
        auto* name = find<QLineEdit>("collectionPerson");
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, person);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(controller().person(), person);
        list()->setFocus();
    }
    // Deletes a track where there is one, else draws a person.
    void correctSomething()
    {
        if (m_driver->state().tracks.empty()) {
            m_driver->key(Qt::Key_N);
            m_driver->dragCanvas({40, 40}, {80, 140});
            return;
        }
        m_driver->view().select(m_driver->state().tracks.rbegin()->first);
        m_driver->key(Qt::Key_Delete);
    }
    int mostTracks()
    {
        int best = 0;
        for (int i = 0; i < kVideos; ++i)
            if (entryOf(i).figures->tracks > entryOf(best).figures->tracks)
                best = i;
        return best;
    }
    void closeVideo()
    {
        m_driver->session().close();
        QTRY_VERIFY_WITH_TIMEOUT(tools().isShown(), kWaitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!collection::isOutdated(entryOf(kVideos - 1)) && allFresh(), kWaitMs);
    }
    bool allFresh()
    {
        return std::none_of(entries().begin(), entries().end(), collection::isOutdated);
    }
    // Opens the comparison of the chosen video: its HOTA begins so (empty: is less), it has at least so many rows.
    void agree(const QString& hota, int rows, const QString& name)
    {
        trigger("collection.agreement");
        AgreementDialog* dialog = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((dialog = m_driver->window().findChild<AgreementDialog*>()) != nullptr, kWaitMs);
        const QString scores = dialog->findChild<QLabel*>(QStringLiteral("agreementScores"))->text();
        const auto* differences = dialog->findChild<QTreeView*>(QStringLiteral("agreementList"));
        if (rows == 0) {
            QVERIFY2(scores.contains(QStringLiteral("HOTA ") + hota), qPrintable(scores));
            QCOMPARE(differences->model()->rowCount(), 0);
        } else {
            QVERIFY2(!scores.contains(QStringLiteral("HOTA 100")), qPrintable(scores));
            QVERIFY(differences->model()->rowCount() >= rows);
        }
        if (!name.isEmpty())
            m_driver->screenshot(name, dialog);
        dialog->close();
        QTRY_VERIFY(m_driver->window().findChild<AgreementDialog*>() == nullptr);
    }
    void picture(const char* name, QSize size)
    {
        m_driver->window().resize(size);
        QTest::qWait(50); // laid out and painted
        m_driver->screenshot(QString::fromLatin1(name));
    }

    QTemporaryDir m_folder;
    fs::path m_path;
    std::unique_ptr<WindowDriver> m_driver;
};

QTEST_MAIN(TestCollectionWindow)
#include "tst_collection_window.moc"
