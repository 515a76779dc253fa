#pragma once
// Names of classes and attributes as people read them: those of MOTChallenge translated, the project's own as they are.

#include "core/annotation/document.h"

#include <QString>

#include <vector>

namespace tw::ui {

QString classTitle(ClassId id, const annotation::Vocabulary& vocabulary);
// MOTChallenge's, then the project's own, then others that tracks have.
std::vector<ClassId> classChoices(const annotation::DocumentState& state);

// "yes" and "no", other values as they are.
QString valueTitle(const std::string& value);
// Values that can be chosen, in their order.
std::vector<std::string> valuesOf(const annotation::AttributeKind& kind);
// "carrying: bag"; of a yes-or-no attribute that is true its name alone.
QString statementTitle(const annotation::AttributeSpan& span);

// Everything the track says of an attribute is `value` in all of `frames`.
bool says(const annotation::Track& track, const std::string& name, const std::string& value, FrameRange frames);

} // namespace tw::ui
