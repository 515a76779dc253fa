#pragma once
// Core errors as sentences for people. Core keeps technical English; the sentence is translated from the code and the
// technical part stays visible behind it, because it names the file, frame or track.

#include "core/base/error.h"

#include <QString>

namespace tw::ui {

// "The file cannot be read." or the like.
QString sentenceFor(ErrorCode code);
// The sentence, then what exactly happened.
QString presentError(const Error& error);

} // namespace tw::ui
