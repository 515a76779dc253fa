#include "core/workspace/offline_job.h"

#include "core/base/thread_priority.h"

#include <utility>

namespace tw::workspace {

OfflineJob::OfflineJob(pipeline::OfflineRequest request, const Post& post, Done done)
    : m_document(request.document), m_self(std::make_shared<Done>(std::move(done)))
{
    m_worker = std::jthread(
        [request = std::move(request), post, weak = std::weak_ptr<Done>(m_self)](const std::stop_token& stop) {
            giveWay();
            auto outcome =
                std::make_shared<Result<pipeline::OfflineOutcome>>(pipeline::associateOffline(request, {stop, {}}));
            post([weak, outcome] {
                if (const auto self = weak.lock())
                    (*self)(std::move(*outcome));
            });
        });
}

} // namespace tw::workspace
