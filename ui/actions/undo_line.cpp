#include "ui/actions/undo_line.h"

#include "ui/bridge/qt_convert.h"

#include <algorithm>
#include <utility>

namespace tw::ui {

namespace {

constexpr std::size_t kMostWords = 1000;

} // namespace

UndoLine::UndoLine(Session& session, EditController& edits, QObject* parent)
    : QObject(parent), m_session(session), m_edits(edits)
{
    connect(&session, &Session::historyChanged, this, &UndoLine::historyChanged);
    const auto forget = [this] {
        m_said.clear();
        m_takenBack.clear();
        m_position = history() ? history()->position() : 0;
        Q_EMIT changed();
    };
    connect(&session, &Session::opened, this, forget);
    connect(&session, &Session::closed, this, forget);
}

const annotation::History* UndoLine::history() const
{
    return m_session.isOpen() ? &m_session.workspace()->history() : nullptr;
}

bool UndoLine::wordIsNext(const std::vector<Said>& words) const
{
    return history() && !words.empty() && words.back().position == history()->position();
}

bool UndoLine::canUndo() const
{
    return wordIsNext(m_said) || (history() && history()->canUndo());
}

bool UndoLine::canRedo() const
{
    return wordIsNext(m_takenBack) || (history() && history()->canRedo());
}

QString UndoLine::undoText() const
{
    if (wordIsNext(m_said))
        return m_said.back().word.text;
    return history() && history()->canUndo() ? toQt(history()->steps()[history()->position() - 1].label) : QString();
}

QString UndoLine::redoText() const
{
    if (wordIsNext(m_takenBack))
        return m_takenBack.back().word.text;
    return history() && history()->canRedo() ? toQt(history()->steps()[history()->position()].label) : QString();
}

void UndoLine::said(Word word)
{
    if (!history())
        return;
    if (m_said.size() >= kMostWords)
        m_said.erase(m_said.begin());
    m_said.push_back({std::move(word), history()->position()});
    m_takenBack.clear();
    Q_EMIT changed();
}

void UndoLine::undo()
{
    if (wordIsNext(m_said)) {
        takeBackWord();
        return;
    }
    m_busy = true;
    m_edits.undo();
    m_busy = false;
}

void UndoLine::redo()
{
    if (!wordIsNext(m_takenBack)) {
        m_busy = true;
        m_edits.redo();
        m_busy = false;
        return;
    }
    Said said = std::move(m_takenBack.back());
    m_takenBack.pop_back();
    const auto again = said.word.sayAgain;
    m_said.push_back(std::move(said));
    again();
    Q_EMIT changed();
}

bool UndoLine::takeBackWord()
{
    if (m_said.empty() || !history())
        return false;
    Said said = std::move(m_said.back());
    m_said.pop_back();
    const auto takeBack = said.word.takeBack;
    m_takenBack.push_back(std::move(said));
    takeBack();
    Q_EMIT changed();
    return true;
}

void UndoLine::historyChanged()
{
    const annotation::History* steps = history();
    if (!steps)
        return;
    // A new edit: what was undone is gone, and words between steps that are gone lie before it.
    if (!m_busy && !steps->canRedo() && steps->position() > m_position) {
        m_takenBack.clear();
        for (Said& said : m_said)
            said.position = std::min(said.position, steps->position() - 1);
    }
    m_position = steps->position();
    Q_EMIT changed();
}

} // namespace tw::ui
