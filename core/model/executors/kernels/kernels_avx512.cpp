// The kernels for AVX-512. See kernels_impl.h.

#include "core/model/executors/kernels/tables.h"

#include <immintrin.h>

namespace tw::model::kernels {
namespace {

#include "core/model/executors/kernels/vec_avx512.h"

#include "core/model/executors/kernels/kernels_impl.h"

#include "core/model/executors/kernels/winograd_impl.h"

} // namespace

const Table<float>& avx512Floats()
{
    static const Table<float> table = withWinograd(makeTable<FloatStorage>("AVX-512"));
    return table;
}

} // namespace tw::model::kernels
