#include "ui/bridge/crash_offer.h"

#include "core/base/crash_report.h"
#include "ui/bridge/qt_convert.h"

#include <QCoreApplication>

namespace tw::ui {

bool offerCrashReport(const std::filesystem::path& folder, Prompter& prompter,
                      std::function<void(const QString& file)> open)
{
    const auto report = takeNewCrashReport(folder);
    if (!report)
        return false;
    const QString file = toQt(*report);
    prompter.confirm(QCoreApplication::translate("Application", "Trackwright crashed the last time"),
                     QCoreApplication::translate("Application", "A report was written to %1. It stays on this "
                                                                "machine. Your projects were saved as you worked.")
                         .arg(file),
                     QCoreApplication::translate("Application", "Open Report"),
                     [open = std::move(open), file] { open(file); });
    return true;
}

} // namespace tw::ui
