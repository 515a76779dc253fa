#pragma once
// The attributes of the selected tracks, one field each, with what they say in this frame; a choice acts on the marked
// range, else on the whole tracks. GUI thread.

#include "ui/actions/edit_controller.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;

namespace tw::ui {

class AttributeRows final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the widget.
    AttributeRows(DocumentView& document, ViewState& view, EditController& edits, QWidget* parent = nullptr);

    void refresh();

private:
    void rebuild(const std::vector<annotation::AttributeKind>& kinds);
    void refreshField(const annotation::AttributeKind& kind, QComboBox& field);

    DocumentView& m_document;
    ViewState& m_view;
    EditController& m_edits;
    QLabel* m_title = nullptr;
    QFormLayout* m_form = nullptr;
    std::vector<annotation::AttributeKind> m_kinds; // that the fields are for
    std::vector<QComboBox*> m_fields;
};

} // namespace tw::ui
