#pragma once
// How far two annotations of one video agree: HOTA, IDF1, and what differs; a row leads to its place. GUI thread.

#include <QDialog> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/collection/projects.h"
#include "ui/models/error_list_model.h"

namespace tw::ui {

class AgreementDialog final : public QDialog
{
    Q_OBJECT
public:
    AgreementDialog(const collection::Entry& entry, const collection::Agreement& agreement, QWidget* parent = nullptr);

Q_SIGNALS:
    void placeChosen(tw::FrameIndex frame, tw::TrackId track); // of the first annotation

private:
    ErrorListModel m_model;
};

} // namespace tw::ui
