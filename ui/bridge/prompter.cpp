#include "ui/bridge/prompter.h"

#include <QColorDialog>
#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace tw::ui {

namespace {

void askForPath(QWidget& window, const FileQuestion& question, QFileDialog::FileMode mode,
                QFileDialog::AcceptMode accept, std::function<void(QString)> answer)
{
    auto* dialog = new QFileDialog(&window, question.title, question.folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    dialog->setAcceptMode(accept);
    if (mode == QFileDialog::Directory)
        dialog->setOption(QFileDialog::ShowDirsOnly, false);
    if (!question.filters.isEmpty())
        dialog->setNameFilters(question.filters);
    dialog->setDefaultSuffix(question.suffix); // before it looks whether there is such a file
    if (accept == QFileDialog::AcceptSave && !question.folder.isEmpty())
        dialog->selectFile(question.folder);
    QObject::connect(dialog, &QFileDialog::fileSelected, &window, std::move(answer));
    dialog->open();
}

} // namespace

void DialogPrompter::openFile(const FileQuestion& question, std::function<void(QString)> answer)
{
    askForPath(m_window, question, QFileDialog::ExistingFile, QFileDialog::AcceptOpen, std::move(answer));
}

void DialogPrompter::saveFile(const FileQuestion& question, std::function<void(QString)> answer)
{
    askForPath(m_window, question, QFileDialog::AnyFile, QFileDialog::AcceptSave, std::move(answer));
}

void DialogPrompter::chooseFolder(const FileQuestion& question, std::function<void(QString)> answer)
{
    askForPath(m_window, question, QFileDialog::Directory, QFileDialog::AcceptOpen, std::move(answer));
}

void DialogPrompter::chooseColor(const QColor& now, std::function<void(QColor)> answer)
{
    auto* dialog = new QColorDialog(now, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QColorDialog::colorSelected, &m_window, std::move(answer));
    dialog->open();
}

void DialogPrompter::enterText(const QString& title, const QString& label, const QString& now,
                               std::function<void(QString)> answer)
{
    auto* dialog = new QInputDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextValue(now);
    QObject::connect(dialog, &QInputDialog::textValueSelected, &m_window, std::move(answer));
    dialog->open();
}

void DialogPrompter::confirm(const QString& title, const QString& text, const QString& accept,
                             std::function<void()> answer)
{
    auto* box = new QMessageBox(QMessageBox::Warning, title, text, QMessageBox::Cancel, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QAbstractButton* yes = box->addButton(accept, QMessageBox::DestructiveRole);
    QObject::connect(yes, &QAbstractButton::clicked, &m_window, std::move(answer));
    box->open();
}

void DialogPrompter::choose(const QString& title, const QString& text, const QStringList& offers,
                            std::function<void(int)> answer)
{
    // Few offers are buttons; a long list (the videos of a file) is a list.
    constexpr int kMostButtons = 4;
    if (offers.size() > kMostButtons) {
        auto* dialog = new QInputDialog(&m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(title);
        dialog->setLabelText(text);
        dialog->setComboBoxItems(offers);
        QObject::connect(dialog, &QInputDialog::textValueSelected, &m_window,
                         [offers, answer = std::move(answer)](const QString& chosen) {
                             answer(static_cast<int>(offers.indexOf(chosen)));
                         });
        dialog->open();
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::Cancel, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < offers.size(); ++i) {
        const QAbstractButton* button = box->addButton(offers[i], QMessageBox::AcceptRole);
        QObject::connect(button, &QAbstractButton::clicked, &m_window, [answer, i] { answer(i); });
    }
    box->open();
}

} // namespace tw::ui
