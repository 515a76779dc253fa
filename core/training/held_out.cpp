#include "core/training/held_out.h"

#include <algorithm>
#include <cmath>

namespace tw::training {

namespace {

Error noSequence(const std::string& option, const std::string& name)
{
    return {ErrorCode::InvalidArgument, "no training sequence has this name", option + "." + name};
}

} // namespace

Result<void> holdOut(const TrainOptions& options, std::vector<SourcePtr>& train, std::vector<SourcePtr>& validation)
{
    for (const std::string& name : options.leaveOut)
        if (std::erase_if(train, [&](const SourcePtr& source) { return source->info().name == name; }) == 0)
            return noSequence("leaveOut", name);
    for (const auto& [name, share] : options.heldOut) {
        const auto source = std::find_if(train.begin(), train.end(),
                                         [&](const SourcePtr& candidate) { return candidate->info().name == name; });
        if (source == train.end())
            return noSequence("heldOut", name);
        const std::size_t size = (*source)->size();
        const auto kept = std::min(size, static_cast<std::size_t>(std::lround(static_cast<double>(size) * share)));
        if (kept == 0)
            continue;
        validation.push_back(makePartSource(*source, size - kept, kept));
        if (kept == size)
            train.erase(source);
        else
            *source = makePartSource(*source, 0, size - kept);
    }
    return {};
}

} // namespace tw::training
