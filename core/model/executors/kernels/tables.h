#pragma once
// (private to the kernels) The tables that the translation units for each instruction set make. Only dispatch.cpp may
// call these functions: they run on processors that have the instructions, and nowhere else.

#include "core/model/executors/kernels/kernels.h"

namespace tw::model::kernels {

const Table<float>& avx512Floats();
const Table<Bf16>& avx512Bf16();
const Table<Bf16>& amxBf16();
const Table<float>& avx2Floats();
const Table<float>& portableFloats();
// For tests of the convolution over tiles on any processor.
const Table<Bf16>& portableTiles();

} // namespace tw::model::kernels
