#pragma once
// Version, licence and what the program is made of.

#include <QDialog>

namespace tw::ui {

class AboutDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace tw::ui
