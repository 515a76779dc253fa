#include "ui/models/association_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace tw::ui {

namespace {

QString counted(const char* text, int count)
{
    return QCoreApplication::translate("Association", text, nullptr, count);
}

} // namespace

QString associationText(const pipeline::AssociationCounts& counts)
{
    QString text = counted(QT_TRANSLATE_N_NOOP("Association", "%n tracks became %1"), counts.before)
                       .arg(QLocale().toString(counts.after));
    QStringList reasons;
    if (counts.notPeople > 0)
        reasons += counted(QT_TRANSLATE_N_NOOP("Association", "%n were not people"), counts.notPeople);
    if (counts.pieces > 0)
        reasons += counted(QT_TRANSLATE_N_NOOP("Association", "%n were pieces of another"), counts.pieces);
    if (counts.fresh > 0)
        reasons += counted(QT_TRANSLATE_N_NOOP("Association", "%n are new"), counts.fresh);
    if (reasons.isEmpty())
        return text;
    return QCoreApplication::translate("Association", "%1: %2", "tracks became, reasons")
        .arg(text, reasons.join(QCoreApplication::translate("Association", ", ", "between reasons")));
}

} // namespace tw::ui
