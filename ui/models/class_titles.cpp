#include "ui/models/class_titles.h"

#include "core/formats/class_names.h"
#include "ui/bridge/qt_convert.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tw::ui {

namespace {

// The classes of MOTChallenge, by number from 1.
constexpr std::array kMotClasses{QT_TRANSLATE_NOOP("Classes", "Pedestrian"),
                                 QT_TRANSLATE_NOOP("Classes", "Person on vehicle"),
                                 QT_TRANSLATE_NOOP("Classes", "Car"),
                                 QT_TRANSLATE_NOOP("Classes", "Bicycle"),
                                 QT_TRANSLATE_NOOP("Classes", "Motorbike"),
                                 QT_TRANSLATE_NOOP("Classes", "Vehicle without motor"),
                                 QT_TRANSLATE_NOOP("Classes", "Static person"),
                                 QT_TRANSLATE_NOOP("Classes", "Distractor"),
                                 QT_TRANSLATE_NOOP("Classes", "Occluder"),
                                 QT_TRANSLATE_NOOP("Classes", "Occluder on the ground"),
                                 QT_TRANSLATE_NOOP("Classes", "Occluder, full"),
                                 QT_TRANSLATE_NOOP("Classes", "Reflection"),
                                 QT_TRANSLATE_NOOP("Classes", "Crowd")};
static_assert(kMotClasses.size() == formats::kMotClassCount);

} // namespace

QString classTitle(ClassId id, const annotation::Vocabulary& vocabulary)
{
    if (formats::isMotClass(id))
        return QCoreApplication::translate("Classes", kMotClasses[static_cast<std::size_t>(number(id)) - 1]);
    return toQt(formats::className(id, vocabulary.classes));
}

std::vector<ClassId> classChoices(const annotation::DocumentState& state)
{
    std::vector<ClassId> out;
    for (int id = 1; id <= formats::kMotClassCount; ++id)
        out.push_back(ClassId{id});
    for (const auto& [id, name] : state.vocabulary.classes)
        out.push_back(id);
    std::vector<ClassId> others;
    for (const auto& [id, track] : state.tracks)
        if (std::find(out.begin(), out.end(), track->classId) == out.end())
            others.push_back(track->classId);
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
    out.insert(out.end(), others.begin(), others.end());
    return out;
}

QString valueTitle(const std::string& value)
{
    if (value == annotation::kYes)
        return QCoreApplication::translate("Classes", "yes");
    return value == annotation::kNo ? QCoreApplication::translate("Classes", "no") : toQt(value);
}

std::vector<std::string> valuesOf(const annotation::AttributeKind& kind)
{
    return kind.isYesNo() ? std::vector<std::string>{annotation::kYes, annotation::kNo} : kind.values;
}

QString statementTitle(const annotation::AttributeSpan& span)
{
    return span.value == annotation::kYes ? toQt(span.name)
                                          : QStringLiteral("%1: %2").arg(toQt(span.name), valueTitle(span.value));
}

bool says(const annotation::Track& track, const std::string& name, const std::string& value, FrameRange frames)
{
    return std::any_of(track.attributes.begin(), track.attributes.end(), [&](const annotation::AttributeSpan& span) {
        return span.name == name && span.value == value && span.frames.first <= frames.first &&
               span.frames.last >= frames.last;
    });
}

} // namespace tw::ui
