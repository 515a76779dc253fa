#include "ui/review/stage/end_page.h"

#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace tw::ui {

namespace {

constexpr int kEndWidth = 640;

// "0.6", "12"
QString figure(double value)
{
    return QLocale().toString(value, 'f', value < 10 && std::abs(value - std::round(value)) > 0.05 ? 1 : 0);
}

} // namespace

EndPage::EndPage(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::ClickFocus); // holds the keys of the window; Tab goes to the buttons
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(4 * kGrid);
    layout->addStretch(2);
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("stageEndTitle"));
    m_title->setFont(largeFont(font()));
    m_title->setAlignment(Qt::AlignCenter);
    m_lead = new QLabel(this);
    m_lead->setObjectName(QStringLiteral("stageEndText"));
    m_lead->setProperty("secondary", true);
    m_lead->setAlignment(Qt::AlignCenter);
    m_lead->setWordWrap(true);
    m_figures = makeFigures();
    m_details = new QLabel(this);
    m_details->setObjectName(QStringLiteral("stageEndDetails"));
    m_details->setProperty("secondary", true);
    m_details->setAlignment(Qt::AlignCenter);
    m_details->setWordWrap(true);
    layout->addWidget(m_title);
    layout->addWidget(m_lead);
    layout->addWidget(m_figures, 0, Qt::AlignHCenter);
    layout->addWidget(m_details);
    layout->addWidget(makeButtons());
    layout->addStretch(3);
}

QWidget* EndPage::makeFigures()
{
    auto* box = new QFrame(this);
    box->setObjectName(QStringLiteral("stageEndFigures"));
    box->setProperty("card", true);
    box->setFixedWidth(kEndWidth);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(5 * kGrid, 4 * kGrid, 5 * kGrid, 4 * kGrid);
    grid->setHorizontalSpacing(6 * kGrid);
    grid->setVerticalSpacing(3 * kGrid);
    for (int row = 0; row <= kRows; ++row)
        for (int column = 0; column < kColumns; ++column) {
            auto* cell = new QLabel(box);
            cell->setAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            cell->setProperty(row == 0 || column == 0 ? "secondary" : "heading", true);
            grid->addWidget(cell, row, column);
            m_cells[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = cell;
        }
    grid->setColumnStretch(0, 1);
    m_cells[0][1]->setText(tr("Before"));
    m_cells[0][2]->setText(tr("Corrected"));
    m_cells[0][3]->setText(tr("Expected to be left"));
    m_cells[1][0]->setToolTip(tr("IDSW of the evaluation: a person goes on under another number"));
    m_cells[2][0]->setToolTip(tr("Frag of the evaluation: a person is not followed for a while"));
    return box;
}

QWidget* EndPage::makeButtons()
{
    auto* area = new QWidget(this);
    auto* buttons = new QHBoxLayout(area);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(2 * kGrid);
    buttons->addStretch(1);
    QPushButton* exporting = primaryButton(tr("Export ground truth…"), QStringLiteral("stageExport"), area);
    m_again = new QPushButton(area);
    m_again->setObjectName(QStringLiteral("stageAgain"));
    m_again->setAccessibleName(tr("Second look"));
    m_again->setToolTip(tr("The findings that were put off, and the unlikely ones"));
    m_next = new QPushButton(tr("Next video"), area);
    m_next->setObjectName(QStringLiteral("stageNextVideo"));
    auto* editor = new QPushButton(tr("Editor"), area);
    editor->setObjectName(QStringLiteral("stageEditor"));
    for (QPushButton* button : {exporting, m_again, m_next, editor}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    connect(exporting, &QPushButton::clicked, this, &EndPage::exportWanted);
    connect(m_again, &QPushButton::clicked, this, &EndPage::secondLookWanted);
    connect(m_next, &QPushButton::clicked, this, &EndPage::nextVideoWanted);
    connect(editor, &QPushButton::clicked, this, &EndPage::closeWanted);
    return area;
}

void EndPage::setRow(int row, const QString& name, const workspace::ErrorCount& count)
{
    auto& cells = m_cells[static_cast<std::size_t>(row)];
    cells[0]->setText(name);
    cells[1]->setText(tr("about %1").arg(figure(count.corrected + count.expected)));
    cells[2]->setText(QLocale().toString(count.corrected));
    cells[3]->setText(count.high == 0 ? figure(count.expected)
                                      : tr("%1  (%2 to %3)")
                                            .arg(figure(count.expected))
                                            .arg(QLocale().toString(count.low), QLocale().toString(count.high)));
    cells[3]->setToolTip(tr("With 95 % probability, as far as the detectors see errors"));
}

void EndPage::present(const Facts& facts)
{
    const bool known = facts.certificate && !facts.looking;
    m_figures->setVisible(known);
    m_details->setVisible(known);
    m_again->setEnabled(facts.later + facts.unlikely > 0);
    m_again->setText(facts.later > 0 ? tr("Second look (%1)").arg(QLocale().toString(facts.later)) : tr("Second look"));
    m_next->setVisible(!facts.nextVideo.isEmpty());
    m_next->setToolTip(facts.nextVideo);
    if (!known) {
        m_title->setText(tr("Looking for findings…"));
        m_lead->clear();
        return;
    }
    const workspace::Certificate& result = *facts.certificate;
    const int verdicts = result.accepted + result.dismissed;
    m_title->setText(verdicts > 0 ? tr("Nothing worth checking is left") : tr("Nothing looks suspicious"));
    QStringList lead{tr("%n findings checked", nullptr, verdicts) + QStringLiteral(": ") +
                     tr("%1 corrected, %2 kept.").arg(result.accepted).arg(result.dismissed)};
    if (!facts.filter.isEmpty())
        lead << tr("Only with the filter: %1.").arg(facts.filter);
    m_lead->setText(lead.join(QLatin1Char('\n')));
    setRow(1, tr("Identity switches"), result.switches);
    setRow(2, tr("Fragments"), result.fragments);
    QStringList details;
    if (facts.later > 0)
        details << tr("%n findings were put off.", nullptr, facts.later);
    if (facts.unlikely > 0 && facts.looks > 0)
        details << tr("%n unlikely findings were not asked about: about one error in %1 looks.", nullptr,
                      facts.unlikely)
                       .arg(QLocale().toString(facts.looks));
    else if (facts.unlikely > 0)
        details << tr("%n unlikely findings were not asked about.", nullptr, facts.unlikely);
    details << tr("%n tracks", nullptr, static_cast<int>(result.tracks)) + QStringLiteral(", ") +
                   tr("%n boxes", nullptr, static_cast<int>(result.boxes)) + QStringLiteral(", ") +
                   tr("%n frames", nullptr, static_cast<int>(result.frames)) + QLatin1Char('.');
    m_details->setText(details.join(QLatin1Char('\n')));
}

QString EndPage::text() const
{
    QStringList all{m_title->text(), m_lead->text()};
    for (const auto& row : m_cells)
        for (const QLabel* cell : row)
            all << cell->text();
    all << m_details->text();
    return all.join(QLatin1Char('\n'));
}

} // namespace tw::ui
