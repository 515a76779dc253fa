#pragma once
// (private) The words of edit_text, shared by its reader and its writer.

#include "core/annotation/edits.h"

#include <array>
#include <string_view>
#include <variant>

namespace tw::annotation::text {

// In the order of Edit::Variant.
inline constexpr std::array<std::string_view, std::variant_size_v<Edit::Variant>> kEdits{"set_box",
                                                                                         "delete_boxes",
                                                                                         "delete_tracks",
                                                                                         "create",
                                                                                         "split",
                                                                                         "join",
                                                                                         "swap",
                                                                                         "change_id",
                                                                                         "fill",
                                                                                         "clear_interpolated",
                                                                                         "class",
                                                                                         "visibility",
                                                                                         "occluded",
                                                                                         "keyframe",
                                                                                         "end",
                                                                                         "verified",
                                                                                         "rename",
                                                                                         "color",
                                                                                         "lock",
                                                                                         "hide",
                                                                                         "import",
                                                                                         "verdict",
                                                                                         "define_class",
                                                                                         "define_attribute",
                                                                                         "remove_attribute",
                                                                                         "attribute",
                                                                                         "absent",
                                                                                         "note",
                                                                                         "remove_note",
                                                                                         "compound"};

// In the order of BoxOrigin.
inline constexpr std::array<std::string_view, 4> kOrigins{"interpolated", "tracker", "imported", "manual"};

} // namespace tw::annotation::text
