#pragma once
// Import of a file of tracks into the open project: reads it on a worker, asks what only a person can decide (which of
// several videos, tracks made for another picture size or rate, numbers that are taken), and enters it as one undoable
// step. GUI thread.

#include "core/formats/read_tracks.h"
#include "ui/actions/notice.h"
#include "ui/bridge/prompter.h"
#include "ui/session.h"

#include <memory>

class QWidget;

namespace tw::ui {

class JobRunner;

class TrackImport final : public QObject
{
    Q_OBJECT
public:
    // All must outlive it.
    TrackImport(Session& session, JobRunner& jobs, Prompter& prompter, QWidget& window);
    void start(const QString& path);

Q_SIGNALS:
    void groundTruthWanted(const QString& path); // the file shall be compared with, not entered
    void notice(const tw::ui::Notice& notice);

private:
    // One file on its way in, with what was answered so far.
    struct Import {
        QString path, name;
        formats::ReadRequest request;
        bool videoChosen = false;
    };
    using ImportPtr = std::shared_ptr<Import>;
    using ReadPtr = std::shared_ptr<const formats::ReadTracks>;

    void read(const ImportPtr& import);
    void arrived(const ImportPtr& import, const Result<formats::ReadTracks>& result);
    bool askForVideo(const ImportPtr& import, const formats::ReadTracks& read);
    bool askForFit(const ImportPtr& import, const formats::ReadTracks& read);
    void askForNumbers(const ImportPtr& import, const ReadPtr& read);
    void askWhatGivesWay(const ImportPtr& import, const ReadPtr& read, const std::vector<TrackId>& taken);
    void entered(const QString& name, const formats::Imported& imported, const Result<annotation::ChangeSet>& changed);
    void showIssues(const QString& name, const std::vector<formats::Issue>& issues);

    Session& m_session;
    JobRunner& m_jobs;
    Prompter& m_prompter;
    QWidget& m_window;
};

} // namespace tw::ui
