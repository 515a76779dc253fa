#pragma once
// What the review came to: errors before, corrected and left, in the units of the evaluation; what was put off; and
// where to go from here. GUI thread.

#include "core/workspace/certificate.h"

#include <QString>
#include <QWidget>

#include <array>
#include <optional>

class QLabel;
class QPushButton;

namespace tw::ui {

class EndPage final : public QWidget
{
    Q_OBJECT
public:
    struct Facts {
        std::optional<workspace::Certificate> certificate; // nothing: findings are still looked for
        bool looking = false;
        int later = 0;     // put off
        int unlikely = 0;  // never asked about
        int looks = 0;     // among these for one error, as expected; 0: not known
        QString filter;    // what was gone through, when not everything
        QString nextVideo; // file name; empty: none
    };
    explicit EndPage(QWidget* parent = nullptr);

    void present(const Facts& facts);
    QString text() const; // all of it, for tests and screen readers

Q_SIGNALS:
    void exportWanted();
    void secondLookWanted();
    void nextVideoWanted();
    void closeWanted();

private:
    static constexpr int kRows = 2, kColumns = 4;
    QWidget* makeFigures();
    QWidget* makeButtons();
    void setRow(int row, const QString& name, const workspace::ErrorCount& count);

    QLabel* m_title;
    QLabel* m_lead;
    QWidget* m_figures;
    std::array<std::array<QLabel*, kColumns>, kRows + 1> m_cells{}; // the first row: headings
    QLabel* m_details;
    QPushButton* m_again;
    QPushButton* m_next;
};

} // namespace tw::ui
