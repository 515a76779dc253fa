#include "ui/actions/prompt_keys.h"

#include "core/base/contract.h"
#include "ui/actions/action_registry.h"

#include <algorithm>

namespace tw::ui {

void PromptKeys::add(PromptLevel level, Prompt prompt)
{
    TW_EXPECTS(prompt.isOpen);
    const auto at = std::ranges::lower_bound(m_entries, level, {}, [](const Entry& entry) { return entry.level; });
    TW_EXPECTS(at == m_entries.end() || at->level != level);
    m_entries.insert(at, Entry{level, std::move(prompt)});
}

void PromptKeys::bind(ActionRegistry& actions)
{
    actions.on("edit.accept", this, [this] { accept(); });
    actions.on("edit.acceptNoFill", this, [this] { acceptOtherwise(); });
    actions.on("edit.cancel", this, [this] { cancel(); });
}

const PromptKeys::Entry* PromptKeys::taker(Answer answer) const
{
    const auto found = std::ranges::find_if(
        m_entries, [answer](const Entry& entry) { return entry.prompt.*answer && entry.prompt.isOpen(); });
    return found == m_entries.end() ? nullptr : &*found;
}

void PromptKeys::press(Answer answer) const
{
    if (const Entry* entry = taker(answer))
        (entry->prompt.*answer)();
}

void PromptKeys::cancel()
{
    press(&Prompt::cancel);
    Q_EMIT cancelPressed();
}

std::optional<PromptLevel> PromptKeys::accepting() const
{
    const Entry* entry = taker(&Prompt::accept);
    return entry ? std::optional(entry->level) : std::nullopt;
}

} // namespace tw::ui
