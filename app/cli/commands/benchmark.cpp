// trackwright-cli benchmark [--model M] [--size WxH] [--precision fp32|bf16|half] [--device D]

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"

namespace tw::cli {
namespace {

ExitCode runBenchmark(Console& console)
{
    return console.fail({ErrorCode::Unavailable, "not built yet", {}});
}

} // namespace

Run declareBenchmark(CLI::App&)
{
    return [](Console& console) { return runBenchmark(console); };
}

} // namespace tw::cli
