#pragma once
// A button for an action that shows its key, so that people learn the keys by looking. Follows rebinding.

#include <QAction>
#include <QToolButton>

namespace tw::ui {

class KeyButton final : public QToolButton
{
    Q_OBJECT
public:
    // `label`: short text; empty: the action's own.
    KeyButton(QAction& action, const QString& label, QWidget* parent = nullptr);

    void setLabel(const QString& label);
    QString label() const { return m_label; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString keyText() const;

    QAction& m_action;
    QString m_label;
};

} // namespace tw::ui
