# The CUDA build: before find_package(Torch), and a check behind it. See packaging/README.md for what LibTorch may be.
include_guard(GLOBAL)
include(CheckLanguage)

# Which cards the kernels are compiled for. LibTorch's own CMake files would look for a card in this machine otherwise
# (and fail with compilers younger than they are).
set(TW_CUDA_ARCHITECTURES "8.0 8.6 8.9 9.0+PTX" CACHE STRING "Compute capabilities of the CUDA kernels, as TORCH_CUDA_ARCH_LIST takes them")
if(NOT DEFINED TORCH_CUDA_ARCH_LIST)
  set(TORCH_CUDA_ARCH_LIST "${TW_CUDA_ARCHITECTURES}")
endif()

# Without nvcc the deformable convolution consists of LibTorch's operators: slower, and everything else is the same.
check_language(CUDA)
if(CMAKE_CUDA_COMPILER)
  enable_language(CUDA)
else()
  message(WARNING "There is no nvcc: the deformable convolution will be made of LibTorch's own operators")
endif()

# PyPI's wheel puts LibTorch into torch/ and the libraries that it needs into nvidia/*/lib beside it; its shared objects
# find them by relative paths when they run, but the linker has to be told.
set(TW_CUDA_LINK_OPTIONS "")
foreach(prefix IN LISTS CMAKE_PREFIX_PATH)
  file(GLOB folders LIST_DIRECTORIES true ${prefix}/../nvidia/*/lib)
  foreach(folder IN LISTS folders)
    get_filename_component(folder ${folder} ABSOLUTE)
    list(APPEND TW_CUDA_LINK_OPTIONS "LINKER:-rpath-link,${folder}")
  endforeach()
endforeach()

function(tw_cuda_check)
  if(NOT TARGET torch_cuda AND NOT TORCH_CUDA_LIBRARIES)
    message(FATAL_ERROR "TW_CUDA is on, but this LibTorch has no CUDA: set LIBTORCH to one that has (packaging/README.md)")
  endif()
endfunction()
