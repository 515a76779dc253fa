#include "app/gui/application.h"
#include "app/gui/command_line.h"

#include "core/base/crash_report.h"

int main(int argc, char** argv)
{
    tw::installCrashReports(tw::crashFolder(), "trackwright", TW_VERSION);
    if (const auto code = tw::app::answerWithoutWindow(argc, argv))
        return *code;
    return tw::app::Application(argc, argv).run();
}
