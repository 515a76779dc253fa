#pragma once
// Frames from the decode thread to the GUI thread, the newest only: a burst of answers costs one event. GUI thread,
// except for what it hands to the frame server.

#include "core/video/frame_server.h"

#include <QObject>

#include <cstdint>
#include <memory>

namespace tw::ui {

class FrameBridge : public QObject
{
    Q_OBJECT
public:
    explicit FrameBridge(QObject* parent = nullptr);
    ~FrameBridge() override;

    // Null: no video. The server must outlive the bridge or be replaced.
    void attach(video::FrameServer* server);
    void request(FrameIndex frame);

Q_SIGNALS:
    void frameReady(const tw::video::FramePtr& frame);
    void frameFailed(tw::FrameIndex frame, const tw::Error& error);

private:
    struct Slot;
    void deliver();

    video::FrameServer* m_server = nullptr;
    std::shared_ptr<Slot> m_slot;
    std::uint64_t m_serial = 0;
};

} // namespace tw::ui
