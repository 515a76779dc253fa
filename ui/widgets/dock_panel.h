#pragma once
// A dock with a slim title. Docks that share a place as tabs show no title of their own: the tab has it.

#include <QDockWidget>

namespace tw::ui {

class DockPanel final : public QDockWidget
{
    Q_OBJECT
public:
    // `name` is the object name that the saved layout knows the dock by.
    DockPanel(const QString& name, const QString& title, QWidget* content, QWidget* parent);

    // False: no title at all while docked (the timeline has its own row of controls).
    void setTitled(bool titled);

protected:
    bool event(QEvent* event) override;

private:
    void refreshTitle();

    QWidget* m_title;
    QWidget* m_noTitle;
    bool m_titled = true;
};

} // namespace tw::ui
