#include "ui/collection/agreement_dialog.h"

#include "ui/bridge/qt_convert.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTreeView>
#include <QVBoxLayout>

namespace tw::ui {

AgreementDialog::AgreementDialog(const collection::Entry& entry, const collection::Agreement& agreement,
                                 QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("agreementDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Agreement on %1").arg(toQt(entry.name)));
    resize(520, 480);
    const QLocale locale;
    const auto percent = [&locale](double share) { return locale.toString(100 * share, 'f', 1); };
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(2 * kGrid);
    auto* scores = new QLabel(tr("HOTA %1   IDF1 %2").arg(percent(agreement.hota), percent(agreement.idf1)), this);
    scores->setObjectName(QStringLiteral("agreementScores"));
    scores->setFont(largeFont(font()));
    auto* who =
        new QLabel(agreement.differences.empty()
                       ? tr("%1 and %2 agree in every box.").arg(toQt(entry.annotator), toQt(entry.secondAnnotator))
                       : tr("What %2 did differently from %1. Enter goes to the place.")
                             .arg(toQt(entry.annotator), toQt(entry.secondAnnotator)),
                   this);
    who->setProperty("secondary", true);
    who->setWordWrap(true);
    m_model.setErrors(agreement.differences);
    auto* list = new QTreeView(this);
    list->setObjectName(QStringLiteral("agreementList"));
    list->setAccessibleName(tr("Differences"));
    list->setModel(&m_model);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->header()->setStretchLastSection(true);
    connect(list, &QTreeView::activated, this, [this](const QModelIndex& index) {
        const evaluation::TrackingError& error = m_model.row(index.row()).error;
        Q_EMIT placeChosen(error.frame, error.truthId);
    });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    layout->addWidget(scores);
    layout->addWidget(who);
    layout->addWidget(list, 1);
    layout->addWidget(buttons);
}

} // namespace tw::ui
