#include "ui/panels/attribute_rows.h"

#include "ui/bridge/qt_convert.h"
#include "ui/models/class_titles.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

namespace a = annotation;

AttributeRows::AttributeRows(DocumentView& document, ViewState& view, EditController& edits, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view), m_edits(edits)
{
    setObjectName(QStringLiteral("attributeRows"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    m_title = new QLabel(this);
    m_title->setProperty("heading", true);
    m_title->setWordWrap(true);
    m_form = new QFormLayout;
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(3 * kGrid);
    m_form->setVerticalSpacing(kGrid);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    layout->addWidget(m_title);
    layout->addLayout(m_form);
    connect(&view, &ViewState::rangeChanged, this, &AttributeRows::refresh);
}

void AttributeRows::rebuild(const std::vector<a::AttributeKind>& kinds)
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_fields.clear();
    m_kinds = kinds;
    for (const a::AttributeKind& kind : m_kinds) {
        auto* field = new QComboBox(this);
        field->setObjectName(QStringLiteral("attribute.") + toQt(kind.name));
        field->setAccessibleName(toQt(kind.name));
        field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        field->setMinimumContentsLength(6);
        field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        field->addItem(QStringLiteral("–"));
        for (const std::string& value : valuesOf(kind))
            field->addItem(valueTitle(value), toQt(value));
        auto* label = new ElidedLabel(this);
        label->setFullText(toQt(kind.name));
        m_form->addRow(label, field);
        m_fields.push_back(field);
        connect(field, &QComboBox::activated, this, [this, field, name = toQt(kind.name)](int index) {
            m_edits.setAttribute(m_view.selection(), name, field->itemData(index).toString());
            refresh();
        });
    }
}

void AttributeRows::refresh()
{
    const auto& kinds = m_document.state().vocabulary.attributes;
    if (kinds != m_kinds)
        rebuild(kinds);
    setVisible(!kinds.empty() && !m_view.selection().empty());
    const FrameRange frames = m_edits.labelScope();
    m_title->setText(frames == a::kAllFrames ? tr("Attributes") : tr("Attributes %1").arg(scopeText(frames)));
    for (std::size_t i = 0; i < m_kinds.size(); ++i)
        refreshField(m_kinds[i], *m_fields[i]);
}

// The value in this frame when all selected tracks have the same; empty where they differ.
void AttributeRows::refreshField(const a::AttributeKind& kind, QComboBox& field)
{
    std::optional<std::string> value;
    bool same = true;
    for (const TrackId id : m_view.selection()) {
        const TrackSummaryPtr summary = m_document.find(id);
        if (!summary)
            continue;
        const std::string* said = a::attributeAt(summary->track().attributes, kind.name, m_view.frame());
        const std::string now = said == nullptr ? std::string() : *said;
        same = same && (!value || *value == now);
        value = now;
    }
    field.setCurrentIndex(!same || !value ? -1 : value->empty() ? 0 : field.findData(toQt(*value)));
}

} // namespace tw::ui
