#pragma once
// The selected track and its box in this frame as exact numbers, all editable. GUI thread.

#include "ui/actions/edit_controller.h"

#include <QWidget>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QStackedLayout;
class QToolButton;

namespace tw::ui {

class AttributeRows;

class InspectorPanel final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the panel.
    InspectorPanel(DocumentView& document, ViewState& view, EditController& edits, QWidget* parent = nullptr);

Q_SIGNALS:
    void colorWanted();
    void newClassWanted();

private:
    QWidget* makeForm();
    void makeTrackRows(QFormLayout& form);
    void makeBoxRows(QFormLayout& form);
    QDoubleSpinBox* numberBox(const QString& name, const QString& accessibleName);
    void refresh();
    void showClass(std::optional<ClassId> id);
    void refreshMany(); // what several selected tracks have in common
    void refreshBox(const annotation::Track& track);
    void applyBox();

    DocumentView& m_document;
    ViewState& m_view;
    EditController& m_edits;
    QStackedLayout* m_pages = nullptr;
    QLabel* m_count = nullptr;
    QFormLayout* m_trackForm = nullptr;
    QSpinBox* m_id = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_class = nullptr;
    std::vector<ClassId> m_classChoices;         // that the list has
    std::map<ClassId, std::string> m_ownClasses; // ... with these names
    AttributeRows* m_attributes = nullptr;
    QToolButton* m_color = nullptr;
    QLabel* m_extent = nullptr;
    QWidget* m_boxArea = nullptr;
    QLabel* m_boxTitle = nullptr;
    std::array<QDoubleSpinBox*, 4> m_box{};
    QDoubleSpinBox* m_visibility = nullptr;
    QLabel* m_origin = nullptr;
    QCheckBox* m_keyframe = nullptr;
    QCheckBox* m_occluded = nullptr;
    bool m_refreshing = false;
};

} // namespace tw::ui
