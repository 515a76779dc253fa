#pragma once
// Model, size, device, threshold and step of the tracker. Every field has a sensible value: the dialog is never needed.
// Beside models and sizes stands how many frames a second the network reaches with them, once that is measured. GUI
// thread.

#include "ui/bridge/prompter.h"
#include "ui/dialogs/network_rates.h"
#include "ui/dialogs/track_options.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace tw::ui {

class TrackOptionsDialog final : public QDialog
{
    Q_OBJECT
public:
    // `range`: frames marked on the timeline, may be empty. `prompter` and `rates` must outlive the dialog.
    TrackOptionsDialog(const TrackOptions& options, FrameRange range, Prompter& prompter, NetworkRates& rates,
                       QWidget* parent = nullptr);
    ~TrackOptionsDialog() override;

    TrackOptions options() const;

Q_SIGNALS:
    void trackWanted(const tw::ui::TrackOptions& options);
    void optionsAccepted(const tw::ui::TrackOptions& options);

private:
    void fillModels(const QString& chosen);
    void fillSizes(const TrackOptions& options);
    void fillDevices(const QString& chosen);
    QWidget* makeButtons();
    QString deviceText() const;
    void refresh();
    // The options with another row of the lists of models and sizes.
    TrackOptions optionsWith(int modelRow, int sizeRow) const;
    void wantRates();
    void showRates();

    Prompter& m_prompter;
    NetworkRates& m_rates;
    QComboBox* m_model = nullptr;
    QComboBox* m_size = nullptr;
    QSpinBox* m_width = nullptr;
    QSpinBox* m_height = nullptr;
    QWidget* m_custom = nullptr;
    QComboBox* m_device = nullptr;
    QLabel* m_deviceText = nullptr;
    QDoubleSpinBox* m_threshold = nullptr;
    QSpinBox* m_every = nullptr;
    QComboBox* m_tracker = nullptr;
    QCheckBox* m_rangeOnly = nullptr;
};

} // namespace tw::ui
