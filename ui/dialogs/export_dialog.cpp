#include "ui/dialogs/export_dialog.h"

#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/models/format_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kShownIssues = 200;

QString issueLine(const formats::Issue& issue)
{
    return issue.line > 0 ? ExportDialog::tr("line %1: %2").arg(issue.line).arg(toQt(issue.text)) : toQt(issue.text);
}

} // namespace

ExportDialog::ExportDialog(Subject subject, JobRunner& jobs, Prompter& prompter, QWidget* parent)
    : QDialog(parent), m_subject(std::move(subject)), m_jobs(jobs), m_prompter(prompter)
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export"));
    setMinimumWidth(560);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * kGrid, 5 * kGrid, 5 * kGrid, 4 * kGrid);
    layout->setSpacing(4 * kGrid);
    auto* form = new QWidget(this);
    makeForm(*form);
    m_result = new QWidget(this);
    makeResult(*m_result);
    m_result->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_export = primaryButton(tr("Export"), QStringLiteral("exportNow"), this);
    buttons->addButton(m_export, QDialogButtonBox::AcceptRole);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    layout->addWidget(form);
    if (m_subject.certificate) {
        auto* certificate = new QWidget(this);
        certificate->setObjectName(QStringLiteral("exportCertificateArea"));
        makeCertificate(*certificate);
        layout->addWidget(certificate);
    }
    layout->addWidget(m_result, 1);
    layout->addWidget(buttons);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    formatChosen();
    // asked by itself Qt stays within two thirds of the screen and cuts long texts
    const int width = std::max(sizeHint().width(), minimumWidth());
    resize(width, layout->totalHeightForWidth(width));
}

void ExportDialog::makeForm(QWidget& area)
{
    auto* form = new QFormLayout(&area);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(6 * kGrid);
    form->setVerticalSpacing(2 * kGrid);
    m_format = new QComboBox(&area);
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_format->setAccessibleName(tr("Format"));
    for (const formats::Format& each : formats::formats()) {
        if (each.canWrite)
            m_format->addItem(formatTitle(each), toQt(each.id));
    }
    m_path = new QLineEdit(&area);
    m_path->setObjectName(QStringLiteral("exportPath"));
    m_path->setAccessibleName(tr("File or folder to write"));
    auto* choose = new QPushButton(tr("Choose…"), &area);
    choose->setObjectName(QStringLiteral("exportBrowse"));
    choose->setAutoDefault(false);
    auto* place = new QHBoxLayout;
    place->setSpacing(2 * kGrid);
    place->addWidget(m_path, 1);
    place->addWidget(choose);
    m_hidden = new QCheckBox(tr("Hidden tracks too"), &area);
    m_hidden->setObjectName(QStringLiteral("exportHidden"));
    m_hidden->setChecked(true);
    m_frameMajor = new QCheckBox(tr("Rows by frame instead of by identity"), &area);
    m_frameMajor->setObjectName(QStringLiteral("exportFrameMajor"));
    m_frameMajor->setToolTip(tr("FairMOT's label script needs rows by identity"));
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("To"), place);
    form->addRow({}, m_hidden);
    form->addRow({}, m_frameMajor);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChosen);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::browse);
}

void ExportDialog::makeCertificate(QWidget& area)
{
    const workspace::Certificate& known = *m_subject.certificate;
    auto* layout = new QVBoxLayout(&area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    m_certify = new QCheckBox(tr("With a certificate beside it"), &area);
    m_certify->setObjectName(QStringLiteral("exportCertificate"));
    m_certify->setChecked(true);
    auto* text = new QLabel(&area);
    text->setObjectName(QStringLiteral("exportCertificateText"));
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setProperty("secondary", true);
    FrameIndex verified = 0;
    for (const FrameRange& range : known.verifiedFrames)
        verified += range.length();
    int edits = 0;
    for (const auto& [kind, count] : known.edits)
        edits += count;
    QStringList lines;
    lines << tr("About %1 identity errors are expected to be left (with 95 % probability %2 to %3), among %4 places "
                "without a verdict.")
                 .arg(QLocale().toString(known.expectedErrors, 'f', 1))
                 .arg(known.errorsLow)
                 .arg(known.errorsHigh)
                 .arg(known.open);
    if (!known.upToDate)
        lines << tr("The last edit has not been looked at yet.");
    lines << tr("Verified by a person: %1 of %2 frames, %3 of %4 boxes. Verdicts: %5 accepted, %6 fine as they were. "
                "Edits: %7.")
                 .arg(verified)
                 .arg(known.frames)
                 .arg(known.verifiedBoxes)
                 .arg(known.boxes)
                 .arg(known.accepted)
                 .arg(known.dismissed)
                 .arg(edits);
    if (!known.model.empty())
        lines << tr("Model: %1.").arg(toQt(known.model));
    text->setText(lines.join(QLatin1Char('\n')));
    layout->addWidget(m_certify);
    layout->addWidget(text);
}

void ExportDialog::makeResult(QWidget& area)
{
    auto* layout = new QVBoxLayout(&area);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* line = new QHBoxLayout;
    m_icon = new QLabel(&area);
    m_verdict = new QLabel(&area);
    m_verdict->setObjectName(QStringLiteral("exportVerdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_verdict, 1);
    m_openFolder = new QPushButton(tr("Open folder"), &area);
    m_openFolder->setObjectName(QStringLiteral("exportOpenFolder"));
    m_openFolder->setAutoDefault(false);
    connect(m_openFolder, &QPushButton::clicked, this, [this] {
        const QFileInfo written(m_path->text());
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(written.isDir() ? written.absoluteFilePath() : written.absolutePath()));
    });
    line->addWidget(m_openFolder, 0, Qt::AlignTop);
    m_details = new QPlainTextEdit(&area);
    m_details->setObjectName(QStringLiteral("exportDetails"));
    m_details->setAccessibleName(tr("Details of the export"));
    m_details->setReadOnly(true);
    m_details->setMinimumHeight(120);
    layout->addLayout(line);
    layout->addWidget(m_details, 1);
}

const formats::Format& ExportDialog::format() const
{
    return *formats::findFormat(fromQt(m_format->currentData().toString()));
}

bool ExportDialog::writesFolder() const
{
    const auto& suffixes = format().suffixes;
    return std::find(suffixes.begin(), suffixes.end(), "/") != suffixes.end();
}

void ExportDialog::formatChosen()
{
    const QString name = toQt(m_subject.info.name);
    QString path = QDir(m_subject.folder).filePath(name);
    if (!writesFolder() && !format().suffixes.empty())
        path += toQt(format().suffixes.front());
    m_path->setText(QDir::toNativeSeparators(path));
    m_frameMajor->setVisible(format().id.rfind("mot", 0) == 0);
    m_result->hide();
}

void ExportDialog::browse()
{
    const auto chosen = [this](const QString& path) { m_path->setText(QDir::toNativeSeparators(path)); };
    if (writesFolder()) {
        m_prompter.chooseFolder({tr("Folder of the sequence"), QFileInfo(m_path->text()).absolutePath(), {}}, chosen);
        return;
    }
    m_prompter.saveFile({tr("Export"), m_path->text(), {formatFilter(format())}}, chosen);
}

void ExportDialog::start()
{
    pipeline::ExportRequest request;
    request.path = pathFromQt(m_path->text());
    request.formatId = format().id;
    request.inputs = m_subject.inputs;
    request.options.info = m_subject.info;
    request.options.frameMajor = m_frameMajor->isVisible() && m_frameMajor->isChecked();
    request.options.includeHidden = m_hidden->isChecked();
    m_export->setEnabled(false);
    m_jobs.start<pipeline::ExportReport>(
        tr("Export %1").arg(QFileInfo(m_path->text()).fileName()),
        [snapshot = m_subject.snapshot, request,
         certificate = m_certify && m_certify->isChecked() ? m_subject.certificate : std::nullopt](
            const JobContext& job) -> Result<pipeline::ExportReport> {
            TW_TRY_ASSIGN(auto report, pipeline::exportTracks(snapshot, request, job));
            if (certificate) {
                TW_TRY_ASSIGN(auto path, workspace::writeCertificate(*certificate, request.path));
                report.written.files.push_back(std::move(path));
            }
            return report;
        },
        this, [this](const Result<pipeline::ExportReport>& result) { finished(result); });
}

void ExportDialog::finished(const Result<pipeline::ExportReport>& result)
{
    m_export->setEnabled(true);
    showResult(result);
    // a dialog does not grow for texts in several lines
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
    if (result)
        Q_EMIT exported(m_path->text(), result->passed());
}

void ExportDialog::showResult(const Result<pipeline::ExportReport>& result)
{
    m_result->show();
    const bool passed = result && result->passed();
    m_openFolder->setVisible(result.has_value());
    m_icon->setPixmap(iconPixmap(passed ? QStringLiteral("check") : QStringLiteral("warning"),
                                 palette().color(passed ? QPalette::Highlight : QPalette::BrightText), 20,
                                 devicePixelRatioF()));
    if (!result) {
        m_verdict->setText(presentError(result.error()));
        m_details->clear();
        return;
    }
    const auto boxes = static_cast<int>(result->boxesReadBack);
    QString verdict = tr("%n boxes of %1 tracks are written.", nullptr, static_cast<int>(result->written.rows))
                          .arg(m_subject.snapshot->tracks.size());
    if (result->checked && passed)
        verdict = tr("Read back and compared: %n boxes of %1 tracks, all as in the project.", nullptr, boxes)
                      .arg(result->tracksReadBack);
    else if (!passed)
        verdict =
            tr("Written, but reading it back found %n problems.", nullptr, static_cast<int>(result->problems.size()));
    m_verdict->setText(verdict);
    QStringList lines;
    for (const auto& file : result->written.files)
        lines << QDir::toNativeSeparators(toQt(file));
    for (const formats::Issue& issue : result->problems) {
        if (lines.size() < kShownIssues)
            lines << issueLine(issue);
    }
    if (!result->written.issues.empty())
        lines << tr("What this format cannot hold:");
    for (const formats::Issue& issue : result->written.issues) {
        if (lines.size() < 2 * kShownIssues)
            lines << issueLine(issue);
    }
    m_details->setPlainText(lines.join(QLatin1Char('\n')));
}

} // namespace tw::ui
