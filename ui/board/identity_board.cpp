#include "ui/board/identity_board.h"

#include "core/review/apply_verdicts.h"
#include "core/workspace/review_worker.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/review/review_controller.h"

#include <algorithm>
#include <utility>

namespace tw::ui {

IdentityBoard::IdentityBoard(const Links& links, QObject* parent) : QObject(parent), m_links(links)
{
    connect(&m_faces, &CropImages::arrived, this, &IdentityBoard::facesChanged);
    connect(&links.review, &ReviewController::scored, this, &IdentityBoard::look);
    connect(&links.review, &ReviewController::workerGone, this, &IdentityBoard::forget);
}

IdentityBoard::~IdentityBoard() = default;

void IdentityBoard::setShown(bool shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    if (!shown) {
        m_faces.close();
        return;
    }
    look();
}

void IdentityBoard::forget()
{
    m_rows.clear();
    m_unchecked.clear();
    m_faces.clear();
    m_looking = false;
    Q_EMIT changed();
}

void IdentityBoard::look()
{
    if (!m_shown || !m_links.session.isOpen())
        return;
    if (!m_faces.isOpen())
        m_faces.open(*m_links.session.workspace());
    // before the findings of an edit are there, the evidence is that of the document before it: scored() comes
    m_looking = m_links.review.ask([this](const review::ReviewSession& session, const JobContext& job) {
        auto groups = std::make_shared<Result<std::vector<review::PersonGroup>>>(session.people({}, job));
        // the worker is joined before the board goes
        return [this, groups, of = session.evidence().snapshot()] { found(of, std::move(*groups)); };
    });
    Q_EMIT changed();
}

void IdentityBoard::found(const annotation::Snapshot& of, Result<std::vector<review::PersonGroup>> groups)
{
    if (!m_links.session.isOpen() || of != m_links.session.workspace()->snapshot())
        return; // edited meanwhile: the next one is on its way
    m_looking = false;
    if (groups) {
        m_rows = *std::move(groups);
    } else if (groups.error().code != ErrorCode::Cancelled) {
        Q_EMIT notice({presentError(groups.error()), Notice::Kind::Problem, false});
    }
    Q_EMIT changed();
}

QColor IdentityBoard::colorOf(const review::Fragment& fragment) const
{
    return m_links.review.document().colorOf(fragment.track);
}

QImage IdentityBoard::face(const review::Fragment& fragment) const
{
    return m_faces.image(fragment.faceFrame, fragment.face);
}

void IdentityBoard::wantFaces(int firstRow, int lastRow)
{
    std::vector<workspace::CropWish> wishes;
    for (int row = std::max(firstRow, 0); row <= std::min(lastRow, static_cast<int>(m_rows.size()) - 1); ++row)
        for (const review::Fragment& fragment : m_rows[static_cast<std::size_t>(row)].fragments)
            if (fragment.face.valid() && !m_faces.contains(fragment.faceFrame, fragment.face))
                wishes.push_back({fragment.faceFrame, fragment.face});
    if (!wishes.empty())
        m_faces.read(std::move(wishes));
}

const review::Fragment* IdentityBoard::at(int row, int column) const
{
    if (row < 0 || row >= static_cast<int>(m_rows.size()))
        return nullptr;
    const auto& fragments = m_rows[static_cast<std::size_t>(row)].fragments;
    return column >= 0 && column < static_cast<int>(fragments.size()) ? &fragments[static_cast<std::size_t>(column)]
                                                                      : nullptr;
}

int IdentityBoard::checkedIn(int row) const
{
    if (!at(row, 0))
        return 0;
    const auto& fragments = m_rows[static_cast<std::size_t>(row)].fragments;
    return static_cast<int>(std::count_if(fragments.begin(), fragments.end(),
                                          [this](const review::Fragment& fragment) { return isChecked(fragment); }));
}

void IdentityBoard::toggle(int row, int column)
{
    const review::Fragment* fragment = at(row, column);
    if (!fragment)
        return;
    if (m_unchecked.erase(fragment->track) == 0)
        m_unchecked.insert(fragment->track);
    Q_EMIT changed();
}

void IdentityBoard::lookAt(int row, int column)
{
    if (const review::Fragment* fragment = at(row, column)) {
        m_links.view.setFrame(fragment->faceFrame);
        m_links.view.select(fragment->track);
    }
}

bool IdentityBoard::join(int row)
{
    if (!at(row, 0) || !m_links.session.isOpen())
        return false;
    std::vector<TrackId> tracks;
    for (const review::Fragment& fragment : m_rows[static_cast<std::size_t>(row)].fragments)
        if (isChecked(fragment))
            tracks.push_back(fragment.track);
    workspace::Workspace& workspace = *m_links.session.workspace();
    const review::ReviewOptions options = workspace::reviewOptions(workspace.video());
    const auto edit = review::joinAll(workspace.document().state(), tracks, options.frames(options.gapSeconds));
    if (!edit) {
        Q_EMIT notice({tr("Joining needs at least two fragments: check another one."), Notice::Kind::Info, false});
        return false;
    }
    if (const auto done = m_links.session.run(*edit); !done) {
        Q_EMIT notice({presentError(done.error()), Notice::Kind::Problem, false});
        return false;
    }
    m_rows.erase(m_rows.begin() + row); // the next looks come with the evidence of the edit
    Q_EMIT notice({toQt(annotation::describe(*edit)), Notice::Kind::Done, true});
    Q_EMIT changed();
    return true;
}

} // namespace tw::ui
