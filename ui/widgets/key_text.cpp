#include "ui/widgets/key_text.h"

#include <QCoreApplication>

namespace tw::ui {

namespace {

const char* const kQtContext = "QShortcut"; // Qt's own texts: not collected with ours

} // namespace

QString keyText(const QKeySequence& keys)
{
    QString text = keys.toString(QKeySequence::NativeText);
    const QString returnKey = QCoreApplication::translate(kQtContext, "Return");
    return text.replace(returnKey, QCoreApplication::translate(kQtContext, "Enter"));
}

} // namespace tw::ui
