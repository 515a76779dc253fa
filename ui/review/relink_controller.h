#pragma once
// "This settles seven others too": identities solved again under everything a person stated
// (core/review/apply_verdicts.h), on the review's worker. The difference is shown first; Enter carries it out as one
// edit, Esc drops it. After an accepted fix it is looked for unasked, and offered when it would settle more. GUI
// thread.

#include "core/review/session.h"
#include "ui/actions/notice.h"
#include "ui/session.h"

#include <QObject>

#include <optional>

namespace tw::ui {

class ActionRegistry;
class EditController;
class PromptKeys;
class ReviewController;

class RelinkController : public QObject
{
    Q_OBJECT
public:
    struct Links { // all must outlive the controller
        Session& session;
        DocumentView& document;
        ViewState& view;
        EditController& edits;
        ReviewController& review;
        PromptKeys& prompts;
    };
    struct Preview {
        review::FollowUps followUps;
        annotation::Snapshot of;               // what it was found in
        FrameIndex from = 0;                   // what begins earlier keeps its number
        std::optional<review::Event> accepted; // its fix is part of the edit
    };

    explicit RelinkController(const Links& links, QObject* parent = nullptr);

    void bind(ActionRegistry& actions);

    const DocumentView& document() const { return m_links.document; }
    const Preview* preview() const { return m_preview ? &*m_preview : nullptr; }
    bool isWorking() const { return m_wish.has_value() && !m_wish->unasked; }
    int offered() const; // findings that the last fix would settle besides; 0: none

    // From the finding that is looked at with its fix, from the fix before it when that settles more, else from the
    // current frame.
    void settleFromHere();
    void settleAll();
    void apply();
    void drop();

Q_SIGNALS:
    void changed();
    void notice(const tw::ui::Notice& notice);

private:
    struct Wish {
        FrameIndex from = 0;
        std::optional<review::Event> accepted;
        bool unasked = false;
    };

    void want(Wish wish);
    void ask();
    void answered(int serial, const annotation::Snapshot& of, Result<review::FollowUps> found);
    void forget();

    Links m_links;
    std::optional<Preview> m_preview;
    std::optional<Preview> m_offer;
    std::optional<Wish> m_wish; // asked for, not answered
    int m_serial = 0;
    bool m_asked = false; // the wish is on its way
    bool m_applying = false;
};

} // namespace tw::ui
