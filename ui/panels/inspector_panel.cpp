#include "ui/panels/inspector_panel.h"

#include "ui/bridge/qt_convert.h"
#include "ui/models/class_titles.h"
#include "ui/panels/attribute_rows.h"
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kFieldWidth = 64; // at least; wider as the panel allows

QString originText(const annotation::TrackBox& box)
{
    using annotation::BoxOrigin;
    const QString score = QLocale().toString(static_cast<double>(box.score), 'f', 2);
    switch (box.origin) {
    case BoxOrigin::Interpolated: return InspectorPanel::tr("interpolated");
    case BoxOrigin::Tracker: return InspectorPanel::tr("tracker, score %1").arg(score);
    case BoxOrigin::Imported: return InspectorPanel::tr("imported, score %1").arg(score);
    case BoxOrigin::Manual: break;
    }
    return InspectorPanel::tr("drawn by hand");
}

} // namespace

InspectorPanel::InspectorPanel(DocumentView& document, ViewState& view, EditController& edits, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view), m_edits(edits)
{
    setObjectName(QStringLiteral("inspectorPanel"));
    m_pages = new QStackedLayout(this);
    auto* hint = new QLabel(tr("Select a person to see the exact numbers."), this);
    hint->setProperty("secondary", true);
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignCenter);
    hint->setMargin(4 * kGrid);
    m_pages->addWidget(hint);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeForm());
    m_pages->addWidget(scroll);
    connect(&document, &DocumentView::changed, this, &InspectorPanel::refresh);
    connect(&document, &DocumentView::wasReset, this, &InspectorPanel::refresh);
    connect(&view, &ViewState::frameChanged, this, &InspectorPanel::refresh);
    connect(&view, &ViewState::selectionChanged, this, &InspectorPanel::refresh);
    refresh();
}

QWidget* InspectorPanel::makeForm()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(3 * kGrid, 3 * kGrid, 3 * kGrid, 3 * kGrid);
    layout->setSpacing(3 * kGrid);
    const auto makeForms = [](QWidget* parent) {
        auto* form = new QFormLayout(parent);
        form->setContentsMargins(0, 0, 0, 0);
        form->setHorizontalSpacing(3 * kGrid);
        form->setVerticalSpacing(kGrid);
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        return form;
    };
    auto* trackArea = new QWidget(page);
    makeTrackRows(*makeForms(trackArea));
    m_boxTitle = new QLabel(page);
    m_boxTitle->setProperty("heading", true);
    m_boxTitle->setWordWrap(true);
    m_boxArea = new QWidget(page);
    makeBoxRows(*makeForms(m_boxArea));
    layout->addWidget(trackArea);
    m_attributes = new AttributeRows(m_document, m_view, m_edits, page);
    layout->addWidget(m_attributes);
    layout->addWidget(m_boxTitle);
    layout->addWidget(m_boxArea);
    layout->addStretch(1);
    return page;
}

void InspectorPanel::makeTrackRows(QFormLayout& form)
{
    m_id = new QSpinBox(this);
    m_id->setObjectName(QStringLiteral("inspectorId"));
    m_id->setAccessibleName(tr("Number of the track"));
    m_id->setRange(1, 99999999);
    m_id->setKeyboardTracking(false);
    m_id->setMinimumWidth(kFieldWidth);
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("inspectorName"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("no name"));
    m_class = new QComboBox(this);
    m_class->setObjectName(QStringLiteral("inspectorClass"));
    m_class->setAccessibleName(tr("Class"));
    m_class->setMinimumWidth(kFieldWidth);
    m_class->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_color = new QToolButton(this);
    m_color->setObjectName(QStringLiteral("inspectorColor"));
    m_color->setAccessibleName(tr("Colour"));
    m_extent = new QLabel(this);
    m_extent->setObjectName(QStringLiteral("inspectorExtent"));
    m_extent->setWordWrap(true);
    m_count = new QLabel(this);
    m_count->setObjectName(QStringLiteral("inspectorCount"));
    m_count->setProperty("heading", true);
    m_trackForm = &form;
    form.addRow(m_count);
    form.addRow(tr("Number"), m_id);
    form.addRow(tr("Name"), m_name);
    form.addRow(tr("Class"), m_class);
    form.addRow(tr("Colour"), m_color);
    form.addRow(tr("Frames"), m_extent);
    connect(m_id, &QSpinBox::valueChanged, this, [this](int value) {
        if (!m_refreshing)
            m_edits.changeId(m_view.primary(), TrackId{value});
        refresh();
    });
    connect(m_name, &QLineEdit::editingFinished, this,
            [this] { m_edits.rename(m_view.primary(), m_name->text().trimmed()); });
    connect(m_class, &QComboBox::activated, this, [this](int index) {
        const QVariant id = m_class->itemData(index);
        if (id.isValid())
            m_edits.setClass(m_view.selection(), ClassId{id.toInt()});
        else
            Q_EMIT newClassWanted();
        refresh();
    });
    connect(m_color, &QToolButton::clicked, this, &InspectorPanel::colorWanted);
}

QDoubleSpinBox* InspectorPanel::numberBox(const QString& name, const QString& accessibleName)
{
    auto* box = new QDoubleSpinBox(this);
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setDecimals(2);
    box->setKeyboardTracking(false);
    box->setMinimumWidth(kFieldWidth);
    box->setRange(-100000, 100000);
    return box;
}

void InspectorPanel::makeBoxRows(QFormLayout& form)
{
    const std::array<QString, 4> names{QStringLiteral("inspectorLeft"), QStringLiteral("inspectorTop"),
                                       QStringLiteral("inspectorWidth"), QStringLiteral("inspectorHeight")};
    const std::array<QString, 4> labels{tr("Left"), tr("Top"), tr("Width"), tr("Height")};
    for (std::size_t i = 0; i < m_box.size(); ++i) {
        m_box[i] = numberBox(names[i], labels[i]);
        m_box[i]->setSuffix(tr(" px"));
        if (i >= 2)
            m_box[i]->setMinimum(1);
        form.addRow(labels[i], m_box[i]);
        connect(m_box[i], &QDoubleSpinBox::valueChanged, this, &InspectorPanel::applyBox);
    }
    m_visibility = numberBox(QStringLiteral("inspectorVisibility"), tr("Visibility"));
    m_visibility->setRange(0, 1);
    m_visibility->setSingleStep(0.1);
    m_origin = new QLabel(this);
    m_keyframe = new QCheckBox(tr("Keyframe"), this);
    m_keyframe->setObjectName(QStringLiteral("inspectorKeyframe"));
    m_occluded = new QCheckBox(tr("Occluded"), this);
    m_occluded->setObjectName(QStringLiteral("inspectorOccluded"));
    form.addRow(tr("Visibility"), m_visibility);
    form.addRow(tr("Origin"), m_origin);
    form.addRow({}, m_keyframe);
    form.addRow({}, m_occluded);
    connect(m_visibility, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        if (!m_refreshing)
            m_edits.setVisibility(m_view.range().empty() ? FrameRange{m_view.frame(), m_view.frame()} : m_view.range(),
                                  value);
    });
    connect(m_keyframe, &QCheckBox::clicked, &m_edits, &EditController::toggleKeyframe);
    connect(m_occluded, &QCheckBox::clicked, &m_edits, &EditController::toggleOccluded);
}

void InspectorPanel::refresh()
{
    const TrackSummaryPtr summary = m_document.find(m_view.primary());
    m_pages->setCurrentIndex(summary ? 1 : 0);
    m_attributes->refresh();
    if (!summary || m_refreshing)
        return;
    m_refreshing = true;
    const bool many = m_view.selection().size() > 1;
    m_count->setVisible(many);
    for (QWidget* field : {static_cast<QWidget*>(m_id), static_cast<QWidget*>(m_name)}) {
        field->setVisible(!many);
        m_trackForm->labelForField(field)->setVisible(!many);
    }
    if (many) {
        refreshMany();
        m_refreshing = false;
        return;
    }
    const annotation::Track& track = summary->track();
    m_id->setValue(number(track.id));
    if (!m_name->hasFocus())
        m_name->setText(toQt(track.name));
    showClass(track.classId);
    m_color->setIcon(QIcon(swatchPixmap(m_document.colorOf(track.id), 16, devicePixelRatioF())));
    m_extent->setText(tr("%1 to %2, %n boxes", nullptr, static_cast<int>(summary->boxCount()))
                          .arg(track.firstFrame() + 1)
                          .arg(track.lastFrame() + 1));
    refreshBox(track);
    m_refreshing = false;
}

// None: the selected tracks have different ones.
void InspectorPanel::showClass(std::optional<ClassId> id)
{
    const annotation::DocumentState& state = m_document.state();
    const std::vector<ClassId> choices = classChoices(state);
    if (choices != m_classChoices || state.vocabulary.classes != m_ownClasses) {
        m_classChoices = choices;
        m_ownClasses = state.vocabulary.classes;
        m_class->clear();
        for (const ClassId choice : choices)
            m_class->addItem(classTitle(choice, state.vocabulary), number(choice));
        m_class->insertSeparator(m_class->count());
        m_class->addItem(tr("New class…"));
    }
    m_class->setCurrentIndex(id ? m_class->findData(number(*id)) : -1);
}

void InspectorPanel::refreshMany()
{
    const std::vector<TrackId>& ids = m_view.selection();
    FrameRange frames{m_view.frameCount(), -1};
    int boxes = 0;
    bool oneClass = true;
    const ClassId classId = m_document.find(ids.back())->track().classId;
    for (const TrackId id : ids) {
        const TrackSummaryPtr summary = m_document.find(id);
        if (!summary)
            continue;
        frames.first = std::min(frames.first, summary->track().firstFrame());
        frames.last = std::max(frames.last, summary->track().lastFrame());
        boxes += static_cast<int>(summary->boxCount());
        oneClass = oneClass && summary->track().classId == classId;
    }
    m_count->setText(tr("%n tracks selected", nullptr, static_cast<int>(ids.size())));
    showClass(oneClass ? std::optional(classId) : std::nullopt);
    m_color->setIcon(QIcon(swatchPixmap(m_document.colorOf(ids.back()), 16, devicePixelRatioF())));
    m_extent->setText(tr("%1 to %2, %n boxes", nullptr, boxes).arg(frames.first + 1).arg(frames.last + 1));
    m_boxTitle->setText(tr("Class, colour and the keys act on all of them."));
    m_boxArea->setVisible(false);
}

void InspectorPanel::refreshBox(const annotation::Track& track)
{
    const annotation::TrackBox* box = track.at(m_view.frame());
    m_boxArea->setVisible(box != nullptr);
    m_boxArea->setEnabled(!track.locked);
    m_boxTitle->setText(box ? tr("Box in frame %1").arg(m_view.frame() + 1)
                            : tr("Not in frame %1").arg(m_view.frame() + 1));
    if (!box)
        return;
    const std::array<double, 4> values{box->box.left, box->box.top, box->box.width, box->box.height};
    for (std::size_t i = 0; i < m_box.size(); ++i)
        m_box[i]->setValue(values[i]);
    m_visibility->setValue(static_cast<double>(box->visibility));
    m_origin->setText(originText(*box));
    m_keyframe->setChecked(box->keyframe);
    m_occluded->setChecked(box->occluded);
}

// One field changed: the others keep the value of the document, which may be finer than two decimals.
void InspectorPanel::applyBox()
{
    const annotation::TrackBox* present = m_document.boxAt(m_view.primary(), m_view.frame());
    if (m_refreshing || !present)
        return;
    Box box = present->box;
    const std::array<double*, 4> fields{&box.left, &box.top, &box.width, &box.height};
    for (std::size_t i = 0; i < m_box.size(); ++i) {
        if (sender() == m_box[i])
            *fields[i] = m_box[i]->value();
    }
    m_edits.setBox(m_view.primary(), m_view.frame(), box);
}

} // namespace tw::ui
