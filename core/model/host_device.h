#pragma once
// (private to model) Functions that nvcc compiles for cards and every compiler for processors: the arithmetic of our
// kernels, so that it is tested where there is no card.

#ifdef __CUDACC__
#define TW_DEVICE __host__ __device__
#else
#define TW_DEVICE
#endif
