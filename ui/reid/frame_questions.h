#pragma once
// Questions about a frame, from the window to the worker that answers them (core/workspace/reid_worker.h). Makes the
// worker when the first question comes, and anew when another run has other peaks or another network. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/workspace/reid_worker.h"
#include "ui/bridge/gui_poster.h"
#include "ui/session.h"

#include <memory>

namespace tw::ui {

class FrameQuestions : public QObject
{
    Q_OBJECT
public:
    explicit FrameQuestions(Session& session, QObject* parent = nullptr);
    ~FrameQuestions() override;

    // Nothing happens while nothing is open.
    void ask(workspace::WhoQuestion question);
    void map(workspace::MapQuestion question);
    void cancelAsk();
    void cancelMap();
    // Instead of the network of the newest run; for tests. Empty: that network again.
    void setDenseSource(workspace::DenseSource source);

Q_SIGNALS:
    void answered(const tw::workspace::WhoAnswer& answer);
    void askFailed(const tw::Error& error);
    void mapped(const tw::workspace::SimilarityMap& map);
    void mapFailed(const tw::Error& error);

private:
    workspace::ReidWorker* worker();
    workspace::DenseSource denseSource();
    void close();

    Session& m_session;
    workspace::DenseSource m_given;
    workspace::DenseSource m_dense; // keeps the network while the run is the same
    RunId m_denseRun = RunId::kInvalid;
    GuiPoster m_line{this}; // of the worker
    std::unique_ptr<workspace::ReidWorker> m_worker;
    bool m_stale = false; // there may be other peaks
};

} // namespace tw::ui
