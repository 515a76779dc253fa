// The kernels for AVX2. See kernels_impl.h.

#include "core/model/executors/kernels/tables.h"

#include <immintrin.h>

namespace tw::model::kernels {
namespace {

#include "core/model/executors/kernels/vec_avx2.h"

#include "core/model/executors/kernels/kernels_impl.h"

#include "core/model/executors/kernels/winograd_impl.h"

} // namespace

const Table<float>& avx2Floats()
{
    static const Table<float> table = withWinograd(makeTable<FloatStorage>("AVX2"));
    return table;
}

} // namespace tw::model::kernels
