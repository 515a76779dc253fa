# Foreign libraries behind INTERFACE targets: tw_torch tw_ffmpeg tw_opencv tw_sqlite.
# Each is looked for only where a module that is being built needs it.
include_guard(GLOBAL)
find_package(Threads REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)

if(NOT TW_BARE)
  find_package(PkgConfig REQUIRED)
  find_package(spdlog REQUIRED)
  find_package(nlohmann_json 3.11 REQUIRED)
  find_package(pugixml REQUIRED)
  find_package(SQLiteCpp REQUIRED)

  pkg_check_modules(FFMPEG REQUIRED IMPORTED_TARGET libavformat libavcodec libavutil libswscale)
  add_library(tw_ffmpeg INTERFACE)
  target_link_libraries(tw_ffmpeg INTERFACE PkgConfig::FFMPEG)

  add_library(tw_sqlite INTERFACE)
  target_link_libraries(tw_sqlite INTERFACE SQLiteCpp sqlite3)

  # opencv_core and opencv_imgproc only: imgcodecs brings gdal, videoio gstreamer, highgui Qt 5. Debian keeps OpenCV's
  # CMake files in the package that depends on all of them, so the two are looked for by name.
  find_path(TW_OPENCV_INCLUDE opencv2/imgproc.hpp PATH_SUFFIXES opencv4 REQUIRED)
  find_library(TW_OPENCV_CORE opencv_core REQUIRED)
  find_library(TW_OPENCV_IMGPROC opencv_imgproc REQUIRED)
  add_library(tw_opencv INTERFACE)
  target_include_directories(tw_opencv SYSTEM INTERFACE ${TW_OPENCV_INCLUDE})
  target_link_libraries(tw_opencv INTERFACE ${TW_OPENCV_IMGPROC} ${TW_OPENCV_CORE})
endif()

if(TW_WITH_TORCH)
  if(TW_CUDA)
    include(${CMAKE_CURRENT_LIST_DIR}/TwCuda.cmake)
  endif()
  # No version here: Debian's 1.13.1 calls itself 1.13.0. Code checks TORCH_VERSION_MAJOR.
  find_package(Torch REQUIRED)
  if(TORCH_CXX_FLAGS MATCHES "_GLIBCXX_USE_CXX11_ABI=0")
    message(FATAL_ERROR "This LibTorch is built with the old C++ ABI and cannot be linked with Qt and OpenCV; take the cxx11-abi build")
  endif()
  # at::parallel_for is a template: compiled without OpenMP it runs on one thread, silently
  find_package(OpenMP REQUIRED)
  add_library(tw_torch INTERFACE)
  target_link_libraries(tw_torch INTERFACE ${TORCH_LIBRARIES} OpenMP::OpenMP_CXX)
  target_include_directories(tw_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
  if(TW_CUDA)
    tw_cuda_check()
    target_link_options(tw_torch INTERFACE ${TW_CUDA_LINK_OPTIONS})
  endif()
  # Foreign headers: their warnings are not ours
  target_compile_options(tw_torch INTERFACE -Wno-pedantic -Wno-shadow -Wno-unused-parameter)
endif()

if(TW_BUILD_CLI)
  find_package(CLI11 REQUIRED)
endif()
if(TW_BUILD_UI)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Svg)
endif()
if(TW_BUILD_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
endif()
