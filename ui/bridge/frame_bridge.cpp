#include "ui/bridge/frame_bridge.h"

#include <mutex>
#include <optional>
#include <utility>

namespace tw::ui {

// What the decode thread leaves for the GUI thread.
struct FrameBridge::Slot {
    std::mutex mutex;
    std::optional<video::FrameServer::Answer> newest;
    bool posted = false;
};

FrameBridge::FrameBridge(QObject* parent) : QObject(parent), m_slot(std::make_shared<Slot>()) {}

FrameBridge::~FrameBridge()
{
    attach(nullptr);
}

void FrameBridge::attach(video::FrameServer* server)
{
    if (m_server)
        m_server->setOnFrame({}); // none of its calls comes after this
    m_server = server;
    m_slot = std::make_shared<Slot>();
    if (!server)
        return;
    server->setOnFrame([this, slot = m_slot](video::FrameServer::Answer answer) {
        const std::lock_guard lock(slot->mutex);
        slot->newest = std::move(answer);
        if (!std::exchange(slot->posted, true))
            QMetaObject::invokeMethod(this, &FrameBridge::deliver, Qt::QueuedConnection);
    });
}

void FrameBridge::request(FrameIndex frame)
{
    if (m_server)
        m_server->request(frame, ++m_serial);
}

void FrameBridge::deliver()
{
    std::optional<video::FrameServer::Answer> answer;
    {
        const std::lock_guard lock(m_slot->mutex);
        answer = std::exchange(m_slot->newest, std::nullopt);
        m_slot->posted = false;
    }
    if (!answer)
        return;
    // An answer that a newer request has overtaken is shown all the same: during a drag it is the picture that
    // moves.
    if (answer->frame)
        Q_EMIT frameReady(*answer->frame);
    else if (answer->frame.error().code != ErrorCode::Cancelled && answer->serial == m_serial)
        Q_EMIT frameFailed(answer->index, answer->frame.error());
}

} // namespace tw::ui
