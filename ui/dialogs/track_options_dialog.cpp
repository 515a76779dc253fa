#include "ui/dialogs/track_options_dialog.h"

#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <array>

namespace tw::ui {

namespace {

constexpr int kMultiple = 32; // sides of the network's input
constexpr std::array<QSize, 3> kSizes{QSize(1088, 608), QSize(864, 480), QSize(576, 320)};
constexpr int kDetails = 3; // rows of TrackDetail, above the sizes
constexpr int kNameRole = Qt::UserRole + 1;
constexpr int kRateLength = 30; // characters of the longest row with its rate, so that the dialog keeps its width

QSpinBox* sideBox(QWidget* parent, const QString& name, const QString& accessibleName)
{
    auto* box = new QSpinBox(parent);
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setRange(kMultiple, 4096);
    box->setSingleStep(kMultiple);
    return box;
}

// Adds a row; its name stays when a rate is written behind it.
void addNamed(QComboBox* box, const QString& name, const QVariant& data, int row)
{
    box->insertItem(row, name, data);
    box->setItemData(row, name, kNameRole);
}

QString rateText(double framesPerSecond)
{
    constexpr double kWhole = 10; // from here on tenths say nothing
    return QLocale().toString(framesPerSecond, 'f', framesPerSecond < kWhole ? 1 : 0);
}

int rounded(int side)
{
    return std::max((side + kMultiple / 2) / kMultiple * kMultiple, kMultiple);
}

} // namespace

TrackOptionsDialog::TrackOptionsDialog(const TrackOptions& options, FrameRange range, Prompter& prompter,
                                       NetworkRates& rates, QWidget* parent)
    : QDialog(parent), m_prompter(prompter), m_rates(rates)
{
    setObjectName(QStringLiteral("trackOptions"));
    setWindowTitle(tr("Tracking options"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * kGrid, 5 * kGrid, 5 * kGrid, 4 * kGrid);
    layout->setSpacing(5 * kGrid);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(6 * kGrid);
    form->setVerticalSpacing(2 * kGrid);
    m_model = new QComboBox(this);
    m_model->setObjectName(QStringLiteral("model"));
    m_model->setAccessibleName(tr("Model"));
    m_size = new QComboBox(this);
    m_size->setObjectName(QStringLiteral("networkSize"));
    m_size->setAccessibleName(tr("Input size of the network"));
    m_model->setToolTip(
        tr("Frames per second: of the network alone, measured on this machine when these options open"));
    for (QComboBox* box : {m_model, m_size})
        box->setMinimumContentsLength(kRateLength);
    m_custom = new QWidget(this);
    auto* custom = new QHBoxLayout(m_custom);
    custom->setContentsMargins(0, 0, 0, 0);
    m_width = sideBox(m_custom, QStringLiteral("networkWidth"), tr("Width"));
    m_height = sideBox(m_custom, QStringLiteral("networkHeight"), tr("Height"));
    custom->addWidget(m_width);
    custom->addWidget(new QLabel(QStringLiteral("×"), m_custom));
    custom->addWidget(m_height);
    custom->addStretch(1);
    m_device = new QComboBox(this);
    m_device->setObjectName(QStringLiteral("device"));
    m_device->setAccessibleName(tr("Device"));
    m_deviceText = new QLabel(this);
    m_deviceText->setProperty("secondary", true);
    m_threshold = new QDoubleSpinBox(this);
    m_threshold->setObjectName(QStringLiteral("threshold"));
    m_threshold->setAccessibleName(tr("Minimum score of a person"));
    m_threshold->setRange(0.05, 0.95);
    m_threshold->setSingleStep(0.05);
    m_threshold->setToolTip(tr("Detections below this score become ghosts: shown, not tracked"));
    m_every = new QSpinBox(this);
    m_every->setObjectName(QStringLiteral("every"));
    m_every->setAccessibleName(tr("Run the network on every n-th frame"));
    m_every->setRange(1, 10);
    m_every->setToolTip(tr("Boxes of the frames between are interpolated"));
    m_tracker = new QComboBox(this);
    m_tracker->setObjectName(QStringLiteral("tracker"));
    m_tracker->setAccessibleName(tr("Tracker"));
    m_tracker->addItem(tr("Whole video (offline)"), true);
    m_tracker->addItem(tr("Frame by frame (FairMOT)"), false);
    m_tracker->setToolTip(tr("With the whole video in view, the tracks are solved again when the last frame is there;\n"
                             "boxes you touched stay, and one Undo brings the other tracks back"));
    m_rangeOnly = new QCheckBox(
        range.empty() ? tr("Only the marked range")
                      : tr("Only the marked range, frames %1 to %2").arg(range.first + 1).arg(range.last + 1),
        this);
    m_rangeOnly->setObjectName(QStringLiteral("rangeOnly"));
    m_rangeOnly->setEnabled(!range.empty());
    form->addRow(tr("Model"), m_model);
    form->addRow(tr("Size"), m_size);
    form->addRow({}, m_custom);
    form->addRow(tr("Device"), m_device);
    form->addRow({}, m_deviceText);
    form->addRow(tr("Threshold"), m_threshold);
    form->addRow(tr("Every n-th frame"), m_every);
    form->addRow(tr("Tracker"), m_tracker);
    form->addRow({}, m_rangeOnly);
    layout->addLayout(form);
    layout->addWidget(makeButtons());
    fillModels(options.model);
    fillSizes(options);
    fillDevices(options.device);
    m_threshold->setValue(options.threshold);
    m_every->setValue(options.every);
    m_tracker->setCurrentIndex(options.wholeVideo ? 0 : 1);
    connect(m_size, &QComboBox::currentIndexChanged, this, &TrackOptionsDialog::refresh);
    connect(m_device, &QComboBox::currentIndexChanged, this, &TrackOptionsDialog::refresh);
    connect(m_model, &QComboBox::currentIndexChanged, this, &TrackOptionsDialog::refresh);
    connect(&m_rates, &NetworkRates::changed, this, &TrackOptionsDialog::showRates);
    for (QSpinBox* box : {m_width, m_height})
        connect(box, &QSpinBox::editingFinished, box, [box] { box->setValue(rounded(box->value())); });
    refresh();
}

TrackOptionsDialog::~TrackOptionsDialog()
{
    m_rates.want({});
}

QWidget* TrackOptionsDialog::makeButtons()
{
    auto* buttons = new QDialogButtonBox(this);
    auto* track = primaryButton(tr("Track now"), QStringLiteral("trackNow"), this);
    buttons->addButton(track, QDialogButtonBox::AcceptRole);
    auto* keep = buttons->addButton(tr("Save options"), QDialogButtonBox::ApplyRole);
    keep->setObjectName(QStringLiteral("keepOptions"));
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(track, &QPushButton::clicked, this, [this] {
        Q_EMIT optionsAccepted(options());
        Q_EMIT trackWanted(options());
        accept();
    });
    connect(keep, &QPushButton::clicked, this, [this] {
        Q_EMIT optionsAccepted(options());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void TrackOptionsDialog::fillModels(const QString& chosen)
{
    for (const QString& name : installedModels())
        addNamed(m_model, name, name, m_model->count());
    if (m_model->findData(chosen) < 0)
        addNamed(m_model, modelName(chosen), chosen, m_model->count());
    m_model->setCurrentIndex(m_model->findData(chosen));
    m_model->insertSeparator(m_model->count());
    m_model->addItem(tr("Weights file…"), QString());
    connect(m_model, &QComboBox::activated, this, [this, before = m_model->currentIndex()](int index) mutable {
        if (!m_model->itemData(index).toString().isEmpty()) {
            before = index;
            return;
        }
        m_model->setCurrentIndex(before);
        m_prompter.openFile({tr("Weights"), {}, {tr("Weights (*.pth *.pt *.bin)"), tr("All files (*)")}},
                            [this](const QString& file) {
                                addNamed(m_model, modelName(file), file, 0);
                                m_model->setCurrentIndex(0);
                            });
    });
}

void TrackOptionsDialog::fillSizes(const TrackOptions& options)
{
    for (const QString& detail : {tr("Thorough"), tr("Careful"), tr("Fast")})
        addNamed(m_size, detail, QSize(0, 0), m_size->count());
    m_size->setToolTip(
        tr("Careful finds more small people than Fast and needs about three times as long. Thorough also "
           "looks in the mirror: fewer false people and switches, twice as long again."));
    for (const QSize size : kSizes)
        addNamed(m_size, QStringLiteral("%1 × %2").arg(size.width()).arg(size.height()), size, m_size->count());
    m_size->addItem(tr("Custom"), QSize());
    const int known =
        options.width == 0 ? static_cast<int>(options.detail) : m_size->findData(QSize(options.width, options.height));
    m_size->setCurrentIndex(known >= 0 ? known : m_size->count() - 1);
    m_width->setValue(options.width > 0 ? options.width : kSizes[1].width());
    m_height->setValue(options.height > 0 ? options.height : kSizes[1].height());
}

void TrackOptionsDialog::fillDevices(const QString& chosen)
{
    for (const QString& name : deviceNames())
        m_device->addItem(name == QLatin1String("cpu") ? tr("CPU") : name, name);
    m_device->setCurrentIndex(std::max(m_device->findData(chosen), 0));
}

// "AMD EPYC, 2 threads", "NVIDIA H200".
QString TrackOptionsDialog::deviceText() const
{
    const auto device = model::parseDevice(fromQt(m_device->currentData().toString()));
    if (!device)
        return toQt(device.error().detail);
    const QString name = toQt(model::hardwareName(*device));
    return *device == model::Device() ? tr("%1, %n threads", nullptr, model::usableProcessors()).arg(name) : name;
}

void TrackOptionsDialog::refresh()
{
    m_custom->setVisible(!m_size->currentData().toSize().isValid());
    m_deviceText->setText(deviceText());
    wantRates();
    showRates();
}

TrackOptions TrackOptionsDialog::optionsWith(int modelRow, int sizeRow) const
{
    TrackOptions options;
    options.model = m_model->itemData(modelRow).toString();
    const QSize size = m_size->itemData(sizeRow).toSize();
    options.width = size.isValid() ? size.width() : rounded(m_width->value());
    options.height = size.isValid() ? size.height() : rounded(m_height->value());
    if (sizeRow < kDetails)
        options.detail = static_cast<TrackDetail>(sizeRow);
    options.device = m_device->currentData().toString();
    return options;
}

// What is chosen first, then the other sizes, then the other models.
void TrackOptionsDialog::wantRates()
{
    std::vector<TrackOptions> wishes{optionsWith(m_model->currentIndex(), m_size->currentIndex())};
    for (int row = 0; row < m_size->count(); ++row)
        if (m_size->itemData(row).toSize().isValid())
            wishes.push_back(optionsWith(m_model->currentIndex(), row));
    for (int row = 0; row < m_model->count(); ++row)
        wishes.push_back(optionsWith(row, m_size->currentIndex()));
    std::erase_if(wishes, [](const TrackOptions& options) { return options.model.isEmpty(); });
    m_rates.want(std::move(wishes));
}

void TrackOptionsDialog::showRates()
{
    const auto show = [this](QComboBox* box, int row, const TrackOptions& options) {
        const QString name = box->itemData(row, kNameRole).toString();
        const auto rate = m_rates.rate(options);
        box->setItemText(row, rate ? tr("%1 · %2 frames/s").arg(name, rateText(*rate)) : name);
    };
    for (int row = 0; row < m_size->count(); ++row)
        if (m_size->itemData(row).toSize().isValid())
            show(m_size, row, optionsWith(m_model->currentIndex(), row));
    for (int row = 0; row < m_model->count(); ++row)
        if (!m_model->itemData(row).toString().isEmpty())
            show(m_model, row, optionsWith(row, m_size->currentIndex()));
}

TrackOptions TrackOptionsDialog::options() const
{
    TrackOptions options = optionsWith(m_model->currentIndex(), m_size->currentIndex());
    options.threshold = m_threshold->value();
    options.every = m_every->value();
    options.wholeVideo = m_tracker->currentData().toBool();
    options.rangeOnly = m_rangeOnly->isEnabled() && m_rangeOnly->isChecked();
    return options;
}

} // namespace tw::ui
