#include "ui/bridge/gui_poster.h"

#include <QMetaObject>

#include <utility>

namespace tw::ui {

GuiPoster::Post GuiPoster::renew()
{
    m_open = std::make_shared<bool>(true);
    return [receiver = m_receiver, weak = std::weak_ptr(m_open)](std::function<void()> function) {
        QMetaObject::invokeMethod(
            receiver,
            [weak, function = std::move(function)] {
                if (weak.lock())
                    function();
            },
            Qt::QueuedConnection);
    };
}

} // namespace tw::ui
