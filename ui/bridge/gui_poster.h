#pragma once
// The way of a worker's functions into the thread of a QObject: posted there one after another, and none of them runs
// any more once the line is renewed, closed or gone. The worker is joined before `receiver` goes. GUI thread, except
// for what make() hands out.

#include <QObject>

#include <functional>
#include <memory>

namespace tw::ui {

class GuiPoster
{
public:
    using Post = std::function<void(std::function<void()>)>; // any thread

    explicit GuiPoster(QObject* receiver) : m_receiver(receiver) {}

    // For the next worker; what an earlier one posted goes nowhere.
    Post renew();
    void close() { m_open.reset(); }

private:
    QObject* m_receiver;
    std::shared_ptr<bool> m_open;
};

} // namespace tw::ui
