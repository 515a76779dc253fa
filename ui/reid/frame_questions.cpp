#include "ui/reid/frame_questions.h"

#include <utility>

namespace tw::ui {

FrameQuestions::FrameQuestions(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::opened, this, &FrameQuestions::close); // also of a video that was located again
    connect(&session, &Session::aboutToClose, this, &FrameQuestions::close);
    connect(&session, &Session::runChanged, this, [this] { m_stale = true; });
}

FrameQuestions::~FrameQuestions() = default;

void FrameQuestions::close()
{
    m_line.close();
    m_worker.reset();
    m_dense = {};
    m_denseRun = RunId::kInvalid;
}

void FrameQuestions::setDenseSource(workspace::DenseSource source)
{
    m_given = std::move(source);
    close();
}

workspace::DenseSource FrameQuestions::denseSource()
{
    if (m_given)
        return m_given;
    workspace::Workspace& workspace = *m_session.workspace();
    const auto request = workspace.newestRequest();
    if (!request || !workspace.videoProblem().empty())
        return {};
    if (!m_dense || m_denseRun != workspace.runStatus().id) {
        m_dense = workspace::denseFrames(workspace.frameOpener(), *request);
        m_denseRun = workspace.runStatus().id;
    }
    return m_dense;
}

workspace::ReidWorker* FrameQuestions::worker()
{
    if (!m_session.isOpen())
        return nullptr;
    if (m_worker && !m_stale)
        return m_worker.get();
    m_stale = false;
    m_worker.reset();
    workspace::ReidWorker::Callbacks callbacks;
    callbacks.answered = [this](const Result<workspace::WhoAnswer>& answer) {
        if (answer)
            Q_EMIT answered(*answer);
        else
            Q_EMIT askFailed(answer.error());
    };
    callbacks.mapped = [this](const Result<workspace::SimilarityMap>& map) {
        if (map)
            Q_EMIT mapped(*map);
        else
            Q_EMIT mapFailed(map.error());
    };
    m_worker = std::make_unique<workspace::ReidWorker>(m_session.workspace()->peakReader(), denseSource(),
                                                       m_line.renew(), std::move(callbacks));
    return m_worker.get();
}

void FrameQuestions::ask(workspace::WhoQuestion question)
{
    if (workspace::ReidWorker* to = worker())
        to->ask(std::move(question));
}

void FrameQuestions::map(workspace::MapQuestion question)
{
    if (workspace::ReidWorker* to = worker())
        to->map(std::move(question));
}

void FrameQuestions::cancelAsk()
{
    if (m_worker)
        m_worker->cancelAsk();
}

void FrameQuestions::cancelMap()
{
    if (m_worker)
        m_worker->cancelMap();
}

} // namespace tw::ui
