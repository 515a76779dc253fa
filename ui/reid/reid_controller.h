#pragma once
// "Who is this?": waits for a place or takes the box of the selected person, has its look compared with all tracks, and
// carries out what is chosen as one edit of the usual kind. The question itself is a pending command of EditController,
// so that numbers, Enter and Esc mean what they always mean. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "ui/actions/edit_controller.h"
#include "ui/actions/notice.h"
#include "ui/bridge/crop_images.h"
#include "ui/reid/frame_questions.h"

#include <QImage>
#include <QPointF>

#include <cstdint>
#include <optional>
#include <vector>

namespace tw::ui {

class ReidController : public QObject
{
    Q_OBJECT
public:
    struct Links { // all must outlive the controller
        Session& session;
        DocumentView& document;
        ViewState& view;
        EditController& edits;
        FrameQuestions& questions;
    };
    enum class Scope { FromHere, Range, ThisBox, Whole };
    enum class State { Off, Picking, Looking, Answered };

    explicit ReidController(const Links& links, QObject* parent = nullptr);
    ~ReidController() override;

    // The key: begins a question; with an answer on screen it changes the scope; while a place is waited for it ends.
    void toggle();
    // A click: about the smallest box there, or about the place itself.
    void askAbout(FrameIndex frame, QPointF source);

    State state() const;
    const DocumentView& document() const { return m_links.document; }
    const workspace::WhoAnswer* answer() const { return m_answer ? &*m_answer : nullptr; }
    std::uint64_t answerNumber() const { return m_answerNumber; } // another one for every answer
    // Numbered 1-9, the most alike first.
    const std::vector<review::Candidate>& choices() const { return m_choices; }
    // The most alike of those who are another person in this frame: shown, not to be chosen.
    const std::vector<review::Candidate>& elsewhere() const { return m_elsewhere; }
    // How much the person looks like the track they belong to, by its boxes before the frame. Null: it begins here.
    const review::Candidate* itself() const { return m_itself ? &*m_itself : nullptr; }
    Scope scope() const { return m_scope; }
    FrameRange scopeFrames() const;
    QImage crop(FrameIndex frame, const Box& box) const { return m_crops.image(frame, box); } // null: not there yet
    QPointF place() const { return m_place; } // source pixels, of what is asked about

    void choose(TrackId id);

Q_SIGNALS:
    void changed(); // state, answer, scope or crops
    void notice(const tw::ui::Notice& notice);

private:
    void ask(TrackId track, QPointF place);
    void answered(const workspace::WhoAnswer& answer);
    void failed(const Error& error);
    void pendingChanged();
    bool isAFragment() const;
    void offer();
    void readCrops();

    Links m_links;
    std::optional<workspace::WhoAnswer> m_answer;
    std::vector<review::Candidate> m_choices;
    std::vector<review::Candidate> m_elsewhere;
    std::optional<review::Candidate> m_itself;
    CropImages m_crops;
    QPointF m_place;
    Scope m_scope = Scope::FromHere;
    std::uint64_t m_answerNumber = 0;
    bool m_looking = false;
};

} // namespace tw::ui
