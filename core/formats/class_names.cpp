#include "core/formats/class_names.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>

namespace tw::formats {
namespace {

constexpr int kFirstCoco = 100;
constexpr int kFirstCustom = 1000;
constexpr std::size_t kMostCustom = 5000;

constexpr std::array<std::string_view, kMotClassCount> kMotNames = {
    "pedestrian",      "person_on_vehicle", "car",        "bicycle",  "motorbike",
    "non_mot_vehicle", "static_person",     "distractor", "occluder", "occluder_on_ground",
    "occluder_full",   "reflection",        "crowd"};

constexpr std::array<std::string_view, 80> kCocoNames = {
    "person",         "bicycle",    "car",           "motorcycle",    "airplane",     "bus",           "train",
    "truck",          "boat",       "traffic light", "fire hydrant",  "stop sign",    "parking meter", "bench",
    "bird",           "cat",        "dog",           "horse",         "sheep",        "cow",           "elephant",
    "bear",           "zebra",      "giraffe",       "backpack",      "umbrella",     "handbag",       "tie",
    "suitcase",       "frisbee",    "skis",          "snowboard",     "sports ball",  "kite",          "baseball bat",
    "baseball glove", "skateboard", "surfboard",     "tennis racket", "bottle",       "wine glass",    "cup",
    "fork",           "knife",      "spoon",         "bowl",          "banana",       "apple",         "sandwich",
    "orange",         "broccoli",   "carrot",        "hot dog",       "pizza",        "donut",         "cake",
    "chair",          "couch",      "potted plant",  "bed",           "dining table", "toilet",        "tv",
    "laptop",         "mouse",      "remote",        "keyboard",      "cell phone",   "microwave",     "oven",
    "toaster",        "sink",       "refrigerator",  "book",          "clock",        "vase",          "scissors",
    "teddy bear",     "hair drier", "toothbrush"};

// The four COCO classes that MOTChallenge numbers too.
constexpr std::array<ClassId, 4> kCocoInMot = {ClassId{1}, ClassId{4}, ClassId{3}, ClassId{5}};

std::string plain(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c == ' ' || c == '-' || c == '_' || c == '\t')
            continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

std::optional<int> numberBehindName(std::string_view name)
{
    constexpr std::string_view kPrefix = "class_";
    if (!name.starts_with(kPrefix))
        return std::nullopt;
    const auto value = toInteger(name.substr(kPrefix.size()));
    if (!value || *value < 1 || *value > 1'000'000)
        return std::nullopt;
    return static_cast<int>(*value);
}

} // namespace

std::string className(ClassId id, const ClassNames& custom)
{
    if (const auto found = custom.find(id); found != custom.end())
        return found->second;
    if (isMotClass(id))
        return std::string(kMotNames[static_cast<std::size_t>(number(id) - 1)]);
    if (const auto index = cocoIndexOf(id))
        return std::string(kCocoNames[static_cast<std::size_t>(*index)]);
    return "class_" + toText(std::int64_t{number(id)});
}

ClassId classOfName(std::string_view name, ClassNames& custom)
{
    for (const auto& [id, known] : custom) {
        if (known == name)
            return id;
    }
    const std::string wanted = plain(name);
    for (const std::string_view person : {"person", "people", "human", "pedestrians", "persons"}) {
        if (wanted == person)
            return ClassId::kPedestrian;
    }
    for (std::size_t i = 0; i < kMotNames.size(); ++i) {
        if (wanted == plain(kMotNames[i]))
            return ClassId{static_cast<std::int32_t>(i + 1)};
    }
    for (std::size_t i = 0; i < kCocoNames.size(); ++i) {
        if (wanted == plain(kCocoNames[i]))
            return *classOfCocoIndex(static_cast<std::int64_t>(i));
    }
    if (const auto value = numberBehindName(name); value && !custom.contains(ClassId{*value}))
        return ClassId{*value};
    if (custom.size() >= kMostCustom)
        return ClassId::kInvalid;
    std::int32_t next = kFirstCustom;
    for (const auto& [id, known] : custom)
        next = std::max(next, number(id) + 1);
    custom.emplace(ClassId{next}, std::string(name));
    return ClassId{next};
}

ClassId ClassLookup::operator()(std::string_view name)
{
    if (const auto found = m_known.find(name); found != m_known.end())
        return found->second;
    const ClassId id = classOfName(name, m_custom);
    if (id != ClassId::kInvalid)
        m_known.emplace(std::string(name), id);
    return id;
}

std::optional<int> cocoIndexOf(ClassId id)
{
    const auto inMot = std::find(kCocoInMot.begin(), kCocoInMot.end(), id);
    if (inMot != kCocoInMot.end())
        return static_cast<int>(inMot - kCocoInMot.begin());
    const int index = number(id) - kFirstCoco;
    if (index >= static_cast<int>(kCocoInMot.size()) && index < static_cast<int>(kCocoNames.size()))
        return index;
    return std::nullopt;
}

std::optional<ClassId> classOfCocoIndex(std::int64_t index)
{
    if (index < 0 || index >= static_cast<std::int64_t>(kCocoNames.size()))
        return std::nullopt;
    if (index < static_cast<std::int64_t>(kCocoInMot.size()))
        return kCocoInMot[static_cast<std::size_t>(index)];
    return ClassId{static_cast<std::int32_t>(kFirstCoco + index)};
}

ClassId classOfCocoCategory(std::int64_t category)
{
    constexpr std::array<std::int64_t, 10> kUnused = {12, 26, 29, 30, 45, 66, 68, 69, 71, 83};
    if (category < 1 || category > 90 || std::find(kUnused.begin(), kUnused.end(), category) != kUnused.end())
        return ClassId::kInvalid;
    const auto before = std::count_if(kUnused.begin(), kUnused.end(), [=](std::int64_t id) { return id < category; });
    return classOfCocoIndex(category - 1 - before).value_or(ClassId::kInvalid);
}

} // namespace tw::formats
