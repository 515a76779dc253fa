#pragma once
// Whether videos may be decoded on a device of the machine (VAAPI, NVDEC). A device is used for a video only after its
// first pictures came out with the same samples as in software, and sooner; otherwise, and from the first trouble on,
// software decodes. One setting of the process; any thread; holds for what is opened afterwards.

#include <optional>
#include <string_view>

namespace tw::video {

enum class Decoding { Auto, Software };

void setDecoding(Decoding decoding); // at the start: Auto
Decoding decoding();
// "auto", "software"; nothing for other words.
std::optional<Decoding> decodingFromText(std::string_view text);

} // namespace tw::video
