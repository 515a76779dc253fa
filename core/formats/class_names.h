#pragma once
// Class numbers and names. Numbers 1..13 are MOTChallenge's; the other classes of COCO are 100 + their place in the
// list of 80 (dog: 116); names that neither knows get numbers from 1000 on and are kept in SequenceInfo::classNames.
// Source: MOTChallenge MOT16/17/20 annotation protocol; COCO 2014 category list.

#include "core/formats/format.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tw::formats {

inline constexpr int kMotClassCount = 13;
constexpr bool isMotClass(ClassId id)
{
    return number(id) >= 1 && number(id) <= kMotClassCount;
}

// "pedestrian", "dog", a custom name, or "class_1007".
std::string className(ClassId id, const ClassNames& custom);
// Case, blanks, '-' and '_' do not matter; "person", "people" and "human" are pedestrians. An unknown name gets a
// new number in `custom`; kInvalid when there are more than 5000 of those.
ClassId classOfName(std::string_view name, ClassNames& custom);

// The same for readers, which ask for few names very often.
class ClassLookup
{
public:
    explicit ClassLookup(ClassNames& custom) : m_custom(custom) {}
    ClassId operator()(std::string_view name);

private:
    ClassNames& m_custom;
    std::map<std::string, ClassId, std::less<>> m_known;
};

// The class of a number of COCO's 91, of which 80 are used (1: person, 90: toothbrush); kInvalid for the others.
ClassId classOfCocoCategory(std::int64_t category);
// Place in COCO's list of 80 (0: person), the class numbers of Ultralytics; and back.
std::optional<int> cocoIndexOf(ClassId id);
std::optional<ClassId> classOfCocoIndex(std::int64_t index);

} // namespace tw::formats
