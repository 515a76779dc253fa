#pragma once
// The open collection of the window: its file, its newest content, and everything that is done to it. Files are read
// and written on jobs, one change after the other; videos are tracked in the background, one at a time. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/collection/collection_file.h"
#include "core/collection/projects.h"
#include "ui/actions/notice.h"
#include "ui/bridge/job_runner.h"
#include "ui/session.h"

#include <QIcon>
#include <QSettings>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tw::ui {

class CollectionController final : public QObject
{
    Q_OBJECT
public:
    struct Context { // all must outlive it
        Session& session;
        JobRunner& jobs;
        QSettings& settings;
        std::function<pipeline::TrackRequest()> request; // how videos are tracked
    };
    explicit CollectionController(Context context, QObject* parent = nullptr);

    bool isOpen() const { return !m_file.empty(); }
    const std::filesystem::path& file() const { return m_file; }
    QString name() const;
    QString folder() const;
    const collection::Collection& content() const { return m_content; }
    const collection::Entry* find(const std::string& fingerprint) const; // null: none
    // The entry whose project is open in the window; null: none.
    const collection::Entry* current() const;

    // The name that changes are made under; the login name at first.
    QString person() const;
    void setPerson(const QString& name);

    void open(const QString& path); // a .twc or the folder of a batch
    void create(const QString& file, const QStringList& videos = {});
    void close();
    void addVideos(const QStringList& paths);
    // In the order of the calls; `done` is told to the person when it worked.
    void change(collection::Change what, const QString& done = {});
    // The same for one entry.
    void changeEntry(const std::string& fingerprint, std::function<Result<void>(collection::Entry&)> what,
                     const QString& done = {});

    void openVideo(const std::string& fingerprint);
    // Goes there when the video is open.
    void openPlace(const std::string& fingerprint, FrameIndex frame, TrackId track);
    void trackAll(); // what is untracked
    void stopTracking();
    bool isTracking() const { return m_trackJob != 0; }
    // "Tracking clip3, 2 of 12"; empty: nothing.
    QString trackingText() const;
    void exportAll(const QString& folder, const std::vector<std::string>& fingerprints);
    void relink(const QString& folder);
    void refreshFigures(); // of projects that changed
    void compare(const std::string& fingerprint, std::function<void(Result<collection::Agreement>)> done);
    QIcon thumbnail(const std::string& fingerprint) const; // null: not there yet

Q_SIGNALS:
    void opened();
    void closed();
    void changed();
    void thumbnailArrived(const QString& fingerprint);
    void trackingChanged();
    void placeWanted(tw::FrameIndex frame, tw::TrackId track); // in the video that is open
    void notice(const tw::ui::Notice& notice);

private:
    void show(std::filesystem::path file, collection::Collection content);
    void take(const collection::Collection& content);
    void startChange();
    void trackNext();
    void trackEnded(const collection::Entry& entry, const Result<collection::Figures>& figures);
    void refreshNext();
    void refreshSoon();
    void readThumbnails();
    void watchEdits();
    std::optional<collection::OpenTracks> openTracks(const collection::Entry& entry) const; // null: not in the window
    void problem(const Error& error, const QString& what = {});

    struct Wish {
        collection::Change what;
        QString done;
    };
    struct Place {
        std::string fingerprint;
        FrameIndex frame = kNoFrame;
        TrackId track = TrackId::kInvalid;
    };

    Context m_in;
    std::filesystem::path m_file;
    collection::Collection m_content;
    std::deque<Wish> m_wishes;
    bool m_changing = false;
    std::vector<std::string> m_toTrack; // fingerprints, the next one last
    int m_trackTotal = 0;
    int m_trackJob = 0;
    std::string m_tracking; // fingerprint
    int m_refreshJob = 0;
    std::string m_refreshing;
    std::set<std::string> m_unreadable; // projects that could not be summarized; not tried again until reopened
    std::string m_openNext;             // opened when its summary job has let it go
    Place m_place;                      // where to go once its video is open
    QTimer m_refreshTimer;
    std::map<std::string, QIcon> m_thumbnails;
    bool m_readingThumbnail = false;
    std::size_t m_historyAtOpen = 0;
    bool m_begun = false; // this session's first edit was told
};

} // namespace tw::ui
