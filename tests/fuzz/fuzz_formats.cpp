// Every text reader of core/formats under libFuzzer. The first byte chooses the reader, so that files of
// tests/core/formats/data serve as seeds for all of them. What is taken must keep the rules of a document.

#include "core/formats/coco.h"
#include "core/formats/csv.h"
#include "core/formats/cvat.h"
#include "core/formats/darklabel.h"
#include "core/formats/detections.h"
#include "core/formats/dive.h"
#include "core/formats/kitti.h"
#include "core/formats/mot.h"
#include "core/formats/seqinfo.h"
#include "core/formats/sidecar.h"
#include "core/formats/text_rows.h"
#include "core/formats/viame_csv.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace tw;
using namespace tw::formats;

void check(const Imported& imported)
{
    for (const auto& track : imported.tracks) {
        FrameIndex before = -1;
        for (const auto& box : track->boxes) {
            const bool fine = box.frame > before && box.box.valid() && box.score >= 0 && box.score <= 1 &&
                              box.visibility >= 0 && box.visibility <= 1;
            if (!fine)
                std::abort();
            before = box.frame;
        }
        if (number(track->id) < 1 || track->boxes.empty())
            std::abort();
    }
}

void check(const Result<Imported>& imported)
{
    if (imported)
        check(*imported);
}

Result<Imported> readTable(std::string_view text)
{
    LineReader lines(text);
    TextLine first;
    if (!lines.next(first))
        return Imported{};
    TW_TRY_ASSIGN(const CsvColumns columns, csvColumnsFromHeader(first.text));
    return parseCsv(text, columns, {});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    switch (data[0] % 12) {
    case 0: check(parseMot(text, {})); break;
    case 1: static_cast<void>(parseMotRows(text)); break;
    case 2: check(parseCvat(text, {})); break;
    case 3: check(parseCoco(text, {})); break;
    case 4: check(parseDive(text, {})); break;
    case 5: check(parseViameCsv(text, {})); break;
    case 6: check(parseDarkLabel(text, {})); break;
    case 7: check(parseKitti(text, {})); break;
    case 8: check(readTable(text)); break;
    case 9: static_cast<void>(parseSeqinfo(text)); break;
    case 10: static_cast<void>(parseSidecar(text)); break;
    default: static_cast<void>(parseDetectionText(text, {})); static_cast<void>(parseDetectionArray(text, {}));
    }
    return 0;
}
