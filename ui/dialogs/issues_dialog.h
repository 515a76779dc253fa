#pragma once
// A list of lines that a reader could not take, in words. Shown beside the window, blocks nothing.

#include <QDialog>
#include <QStringList>

namespace tw::ui {

class IssuesDialog final : public QDialog
{
    Q_OBJECT
public:
    IssuesDialog(const QString& title, const QString& summary, const QStringList& lines, QWidget* parent = nullptr);
};

} // namespace tw::ui
