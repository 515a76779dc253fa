// The kernels for bfloat16 on processors with a tile unit: convolutions over tiles, the rest on AVX-512.

#include "core/model/executors/kernels/tables.h"

#include <immintrin.h>

namespace tw::model::kernels {
namespace {

#include "core/model/executors/kernels/vec_avx512.h"

#include "core/model/executors/kernels/kernels_impl.h"

#include "core/model/executors/kernels/bf16_avx512.h"

#include "core/model/executors/kernels/tile_conv_impl.h"

#include "core/model/executors/kernels/tiles_amx.h"

} // namespace

const Table<Bf16>& amxBf16()
{
    static const Table<Bf16> table = withTiles<Bf16Storage, AmxTiles>(makeTable<Bf16Storage>("AMX BF16"));
    return table;
}

} // namespace tw::model::kernels
