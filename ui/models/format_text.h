#pragma once
// What a file format is called in the window: its proper name, with the rest in the language of the window.

#include "core/formats/format.h"

#include <QString>

namespace tw::ui {

QString formatTitle(const formats::Format& format);
// Its line in a file dialog; empty: it is a folder.
QString formatFilter(const formats::Format& format);

} // namespace tw::ui
