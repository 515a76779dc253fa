#pragma once
// What the association of the whole video made of the tracks, in the language of the window.

#include "core/pipeline/association_counts.h"

#include <QString>

namespace tw::ui {

// "9 tracks became 6: 3 were not people"
QString associationText(const pipeline::AssociationCounts& counts);

} // namespace tw::ui
