#include "ui/widgets/key_text.h"

#include <QCoreApplication>

namespace tw::ui {

QString keyText(const QKeySequence& keys)
{
    QString text = keys.toString(QKeySequence::NativeText);
    // in the language of Qt's own texts
    const QString returnKey = QCoreApplication::translate("QShortcut", "Return");
    return text.replace(returnKey, QCoreApplication::translate("QShortcut", "Enter"));
}

} // namespace tw::ui
