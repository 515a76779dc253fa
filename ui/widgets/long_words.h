#pragma once
// Labels break lines between words only: a long path or file name would be cut at their edge.

#include <QString>

namespace tw::ui {

// The same text with invisible places to break inside of words that are longer than a short line.
QString withBreaks(const QString& text);

} // namespace tw::ui
