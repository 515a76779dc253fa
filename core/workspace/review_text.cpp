#include "core/workspace/review_text.h"

#include "core/annotation/edit_text.h"

#include <nlohmann/json.hpp>

namespace tw::workspace {
namespace {

using Json = nlohmann::ordered_json;

Json jsonOf(const review::Event& event)
{
    Json tracks = Json::array({number(event.a)});
    if (event.b != TrackId::kInvalid)
        tracks.push_back(number(event.b));
    Json out = {{"key", event.key},
                {"frame", event.frame + 1},
                {"kind", std::string(review::toString(event.kind))},
                {"tracks", std::move(tracks)},
                {"probability", event.probability},
                {"wrong_boxes", event.errors},
                {"reason", event.reason}};
    if (event.fix) {
        out["fix"] = annotation::describe(*event.fix);
        out["edit"] = Json::parse(annotation::toJsonLine(*event.fix), nullptr, false);
    }
    return out;
}

// Reasons and names may hold any bytes.
std::string textOf(const Json& json, int indent)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string toJson(const review::Event& event)
{
    return textOf(jsonOf(event), -1);
}

std::string reviewJson(const review::ReviewQueue& queue)
{
    Json events = Json::array();
    for (const review::Event& event : queue.open())
        events.push_back(jsonOf(event));
    return textOf({{"open", events.size()},
                   {"expected_identity_errors", queue.expectedErrors()},
                   {"expected_identity_errors_deviation", queue.expectedErrorsDeviation()},
                   {"events", std::move(events)}},
                  2) +
           "\n";
}

} // namespace tw::workspace
