#include "app/gui/application.h"

#include "core/base/crash_report.h"

int main(int argc, char** argv)
{
    tw::installCrashReports(tw::crashFolder(), "trackwright", TW_VERSION);
    return tw::app::Application(argc, argv).run();
}
