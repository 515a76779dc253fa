// The kernels for bfloat16 on AVX-512 with its dot products of pairs. See kernels_impl.h.

#include "core/model/executors/kernels/tables.h"

#include <immintrin.h>

namespace tw::model::kernels {
namespace {

#include "core/model/executors/kernels/vec_avx512.h"

#include "core/model/executors/kernels/kernels_impl.h"

#include "core/model/executors/kernels/bf16_avx512.h"

} // namespace

const Table<Bf16>& avx512Bf16()
{
    static const Table<Bf16> table = makeTable<Bf16Storage>("AVX-512 BF16");
    return table;
}

} // namespace tw::model::kernels
