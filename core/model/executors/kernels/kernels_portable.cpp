// The kernels for any processor. See kernels_impl.h.

#include "core/model/executors/kernels/tables.h"

namespace tw::model::kernels {
namespace {

#include "core/model/executors/kernels/vec_portable.h"

#include "core/model/executors/kernels/kernels_impl.h"

#include "core/model/executors/kernels/winograd_impl.h"

#include "core/model/executors/kernels/bf16_portable.h"

#include "core/model/executors/kernels/tile_conv_impl.h"

#include "core/model/executors/kernels/tiles_portable.h"

} // namespace

const Table<float>& portableFloats()
{
    static const Table<float> table = withWinograd(makeTable<FloatStorage>("portable"));
    return table;
}

const Table<Bf16>& portableTiles()
{
    static const Table<Bf16> table =
        withTiles<PortableBf16Storage, PortableTiles>(makeTable<PortableBf16Storage>("portable tiles"));
    return table;
}

} // namespace tw::model::kernels
