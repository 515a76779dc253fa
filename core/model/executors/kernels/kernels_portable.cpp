// The kernels for any processor. See kernels_impl.h.

#include "core/model/executors/kernels/tables.h"

namespace tw::model::kernels {
namespace {

#include "core/model/executors/kernels/vec_portable.h"

#include "core/model/executors/kernels/kernels_impl.h"

#include "core/model/executors/kernels/winograd_impl.h"

} // namespace

const Table<float>& portableFloats()
{
    static const Table<float> table = withWinograd(makeTable<FloatStorage>("portable"));
    return table;
}

} // namespace tw::model::kernels
