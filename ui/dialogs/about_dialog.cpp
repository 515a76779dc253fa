#include "ui/dialogs/about_dialog.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

namespace tw::ui {

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Trackwright"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8 * kGrid, 7 * kGrid, 8 * kGrid, 5 * kGrid);
    layout->setSpacing(2 * kGrid);
    auto* picture = new QLabel(this);
    picture->setPixmap(QIcon(QStringLiteral(":/icons/trackwright.svg")).pixmap(64, 64));
    auto* name = new QLabel(QStringLiteral("Trackwright"), this);
    name->setFont(largeFont(font()));
    auto* version = new QLabel(tr("Version %1").arg(QCoreApplication::applicationVersion()), this);
    version->setProperty("secondary", true);
    auto* text = new QLabel(tr("From tracker output to ground truth.\n\nApache License 2.0. Made with Qt, FFmpeg, "
                               "LibTorch, oneDNN, OpenCV, Eigen, "
                               "SQLite, pugixml, nlohmann-json, spdlog."),
                            this);
    text->setWordWrap(true);
    text->setMinimumWidth(360);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    layout->addWidget(picture);
    layout->addWidget(name);
    layout->addWidget(version);
    layout->addWidget(text);
    layout->addSpacing(3 * kGrid);
    layout->addWidget(buttons);
}

} // namespace tw::ui
