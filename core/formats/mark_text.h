#pragma once
// Names of BoxOrigin and of colours in files that hold them (DIVE, CSV, the sidecar).

#include "core/annotation/track.h"

#include <optional>
#include <string>
#include <string_view>

namespace tw::formats {

std::string_view originText(annotation::BoxOrigin origin);
std::optional<annotation::BoxOrigin> originOf(std::string_view text);
// "#rrggbb"
std::string colorText(std::uint32_t color);
std::optional<std::uint32_t> colorOf(std::string_view text);

} // namespace tw::formats
