#pragma once
// The text of a file as UTF-8, whatever it was written in. UTF-16 is recognised by its byte order mark or by its zero
// bytes; other encodings are read when they are named (iconv's names: EUC-KR, SHIFT_JIS, GB18030, WINDOWS-1252), and
// named as likely ones when the bytes are no UTF-8. Bytes that are no text become U+FFFD and are listed.

#include "core/formats/format.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tw::formats {

struct SourceText {
    std::string text;
    std::vector<Issue> issues;
};

// `encoding` empty: UTF-8 or UTF-16, by the bytes. Errors: Unreadable (zero bytes, or bytes that the named encoding
// does not have, with the line), InvalidArgument (no such encoding).
Result<SourceText> decodeText(std::string bytes, const std::string& encoding = {});
// Errors: also those of readFile.
Result<SourceText> readSourceText(const std::filesystem::path& path, const std::string& encoding = {});

// Reads a file and parses it. The issues of the text stand with those of the parser; errors name the file.
using ParseText = std::function<Result<Imported>(std::string_view text)>;
Result<Imported> readTracksText(const std::filesystem::path& path, const ReadHint& hint, const ParseText& parse);

} // namespace tw::formats
