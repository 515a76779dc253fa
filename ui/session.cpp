#include "ui/session.h"

#include "ui/bridge/qt_convert.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

namespace tw::ui {

// The way from the workspace's threads to the GUI thread. A workspace is opened on a worker: until the GUI thread has
// taken it over, posted functions wait here, because they belong to the owner and the worker is still building.
class Session::Gate : public std::enable_shared_from_this<Session::Gate>
{
public:
    explicit Gate(QObject* context) : m_context(context) {}

    void post(std::function<void()> function)
    {
        const std::lock_guard lock(m_mutex);
        if (m_shut)
            return; // also when the session is gone
        if (!m_open)
            m_waiting.push_back(std::move(function));
        else
            deliver(std::move(function));
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        for (auto& function : std::exchange(m_waiting, {}))
            deliver(std::move(function));
    }
    // GUI thread: nothing runs from now on.
    void shut()
    {
        const std::lock_guard lock(m_mutex);
        m_shut = true;
        m_waiting.clear();
    }

private:
    void deliver(std::function<void()> function)
    {
        QMetaObject::invokeMethod(
            m_context,
            [self = shared_from_this(), function = std::move(function)] {
                if (!self->m_shut)
                    function();
            },
            Qt::QueuedConnection);
    }

    QObject* m_context;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_waiting;
    bool m_open = false;
    std::atomic<bool> m_shut = false;
};

namespace {

// Scrubbing and playing have ended after this long without another frame.
constexpr std::chrono::milliseconds kRest{500};

} // namespace

Session::Session(JobRunner& jobs, DocumentView& document, ViewState& view, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_document(document), m_view(view),
      m_threads(std::make_shared<pipeline::ThreadShare>())
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, [this] { m_threads->limit(0); });
    connect(&m_view, &ViewState::frameChanged, this, &Session::makeRoom);
}

// Scrubbing and playing change the frame again and again; the picture needs a processor then.
void Session::makeRoom()
{
    if (!m_makesRoom)
        return;
    m_threads->limit(std::max(1, m_threads->all() - 1));
    m_rest.start();
}

Session::~Session()
{
    close();
}

void Session::open(const std::filesystem::path& path)
{
    if (m_openJob != 0)
        m_jobs.cancel(m_openJob);
    const QString name = toQt(path.filename().empty() ? path.parent_path().filename() : path.filename());
    const auto gate = std::make_shared<Gate>(this);
    // Shared, because std::function wants copies; the worker fills it, the GUI thread empties it.
    using Opened = std::shared_ptr<std::unique_ptr<workspace::Workspace>>;
    const auto work = [path, gate, threads = m_threads, previews = m_previews,
                       closed = m_closed](const JobContext& job) -> Result<Opened> {
        // It may be the one that is being finished.
        while (closed.valid() && closed.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready)
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "opening was cancelled", path.string()};
        workspace::Workspace::Options options;
        options.post = [gate](std::function<void()> function) { gate->post(std::move(function)); };
        options.threads = threads;
        options.previews = previews;
        TW_TRY_ASSIGN(auto opened, workspace::Workspace::open(path, std::move(options), job));
        return std::make_shared<std::unique_ptr<workspace::Workspace>>(std::move(opened));
    };
    auto serial = std::make_shared<int>(0);
    const auto done = [this, path, gate, serial](Result<Opened> result) {
        if (*serial != m_openJob)
            return; // another one was asked for meanwhile
        m_openJob = 0;
        Q_EMIT openingChanged({});
        if (!result) {
            Q_EMIT openFailed(toQt(path), result.error());
            return;
        }
        close();
        m_gate = gate;
        take(std::move(**result));
        gate->open();
    };
    m_openJob = m_jobs.start<Opened>(tr("Open %1").arg(name), work, this, done);
    *serial = m_openJob;
    Q_EMIT openingChanged(name);
}

void Session::take(std::unique_ptr<workspace::Workspace> workspace)
{
    m_workspace = std::move(workspace);
    m_documentSubscription = m_workspace->observeDocument([this](const annotation::Change& change) {
        m_document.apply(*change.set, m_workspace->snapshot());
        Q_EMIT historyChanged();
    });
    m_runSubscription =
        m_workspace->observeRun([this](const workspace::RunStatus& status) { Q_EMIT runChanged(status); });
    m_savingSubscription =
        m_workspace->observeSaving([this](const workspace::SaveStatus& status) { Q_EMIT savingChanged(status); });
    announce();
}

void Session::announce()
{
    const FrameIndex frames = m_workspace->video().frameCount;
    m_view.reset(frames);
    m_document.reset(m_workspace->snapshot(), frames);
    Q_EMIT opened();
    Q_EMIT historyChanged();
    Q_EMIT runChanged(m_workspace->runStatus());
    Q_EMIT savingChanged(m_workspace->saveStatus());
}

void Session::close()
{
    if (!m_workspace)
        return;
    Q_EMIT aboutToClose();
    m_documentSubscription.reset();
    m_runSubscription.reset();
    m_savingSubscription.reset();
    m_gate->shut();
    m_gate.reset();
    finish(std::move(m_workspace));
    m_view.reset(0);
    m_document.reset(std::make_shared<const annotation::DocumentState>(), 0);
    Q_EMIT closed();
}

// Waits for the network to finish its frame and for the disk: on a thread of its own, and in the list of jobs.
void Session::finish(std::unique_ptr<workspace::Workspace> workspace)
{
    const std::filesystem::path project = workspace->saveStatus().path;
    const QString name = toQt((project.empty() ? workspace->video().path : project).filename());
    const auto done = std::make_shared<std::promise<void>>();
    m_closed = done->get_future().share();
    const auto left = std::make_shared<std::unique_ptr<workspace::Workspace>>(std::move(workspace));
    m_jobs.start<bool>(
        tr("Finish %1").arg(name),
        [left, done, readers = std::exchange(m_readers, {})](const JobContext&) -> Result<bool> {
            (*left)->flush(); // before the tracker is waited for: edits first
            for (const auto& reader : readers)
                reader.wait();
            left->reset();
            done->set_value();
            return true;
        },
        this, [](const Result<bool>&) {});
}

QString Session::title() const
{
    if (!m_workspace)
        return {};
    const std::filesystem::path project = m_workspace->saveStatus().path;
    return toQt((project.empty() ? m_workspace->video().path : project).filename());
}

void Session::relinkVideo(const std::filesystem::path& path)
{
    if (!m_workspace)
        return;
    using Opened = std::shared_ptr<workspace::Workspace::OpenedVideo>;
    m_jobs.start<Opened>(tr("Open %1").arg(toQt(path.filename())), m_workspace->videoOpener(path), this,
                         [this, gate = std::weak_ptr(m_gate)](Result<Opened> opened) {
                             if (gate.expired())
                                 return; // another project is open now
                             if (!opened) {
                                 if (opened.error().code != ErrorCode::Cancelled)
                                     Q_EMIT relinkFailed(opened.error());
                                 return;
                             }
                             Q_EMIT aboutToClose(); // whoever holds the old frame server lets go
                             m_workspace->linkVideo(*std::move(opened));
                             announce();
                         });
}

Result<annotation::ChangeSet> Session::run(const annotation::Edit& edit, annotation::Origin origin)
{
    if (!m_workspace)
        return Error{ErrorCode::Unavailable, "nothing is open", {}};
    return m_workspace->run(edit, origin);
}

} // namespace tw::ui
