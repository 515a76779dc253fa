#pragma once
// A key as it is called everywhere in the window: Qt's native text, but the large key is Enter in every place and not
// Return in some. GUI thread.

#include <QKeySequence>
#include <QString>

namespace tw::ui {

QString keyText(const QKeySequence& keys);

} // namespace tw::ui
