# The functions every CMakeLists of the project is written with.
#   tw_options                       what all targets share: language, warnings, sanitizers
#   tw_add_library(name ...)         one folder, one static library
#   tw_unity(name), tw_alone(files)  units of several files, where TW_UNITY is on; files that share none
#   tw_forbid(name lib...)           stops the configure when lib is in the link closure of name
#   tw_add_test(name ...)            one tst_*.cpp, one executable, one ctest entry
include_guard(GLOBAL)

find_program(TW_CCACHE ccache)
if(TW_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TW_CCACHE})
  # precompiled headers and ccache agree only with these two
  set(ENV{CCACHE_SLOPPINESS} "pch_defines,time_macros,include_file_mtime,include_file_ctime")
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${TW_CCACHE})
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(tw_options INTERFACE)
target_include_directories(tw_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_features(tw_options INTERFACE cxx_std_20)
target_compile_options(tw_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                                            -fvisibility=hidden $<$<BOOL:${TW_WERROR}>:-Werror>)
if(TW_UNITY)
  # both take what another file of the unit says for what this file's headers say
  target_compile_options(tw_options INTERFACE -Wno-shadow -Wno-subobject-linkage)
endif()
target_compile_definitions(tw_options INTERFACE
  QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  QT_NO_CONTEXTLESS_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
  $<$<BOOL:${TW_WITH_TORCH}>:TW_WITH_TORCH=1>)
if(TW_SANITIZE)
  list(JOIN TW_SANITIZE "," tw_sanitizers)
  target_compile_options(tw_options INTERFACE -fsanitize=${tw_sanitizers} -fno-omit-frame-pointer)
  target_link_options(tw_options INTERFACE -fsanitize=${tw_sanitizers})
  if("undefined" IN_LIST TW_SANITIZE)
    target_compile_options(tw_options INTERFACE -fno-sanitize-recover=undefined)
  endif()
  # g++ 12 reports false positives from inlined standard library code under sanitizers
  target_compile_options(tw_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-tsan)
endif()

# tw_unity(target): up to eight files of one folder are one translation unit, so that what they include is read once. CMake
# leaves out files with compile options of their own. Names in anonymous namespaces must differ within a folder.
function(tw_unity target)
  if(NOT TW_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(source MATCHES "\\.cpp$")
      get_filename_component(folder ${source} DIRECTORY)
      string(MAKE_C_IDENTIFIER "in_${folder}" group)
      if(NOT DEFINED ${group})
        set(${group} 0)
      endif()
      math(EXPR unit "${${group}} / 8")
      math(EXPR ${group} "${${group}} + 1")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group}_${unit})
    endif()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# tw_alone(file...): names in their anonymous namespaces are also those of other files of the folder.
function(tw_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# tw_add_library(tw_base HEADERS a.h SOURCES a.cpp PUBLIC tw_x PRIVATE tw_y Foreign::lib)
# Without SOURCES an INTERFACE library. The link line is the module's list of friends.
function(tw_add_library name)
  cmake_parse_arguments(arg "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE" ${ARGN})
  if(arg_SOURCES)
    add_library(${name} STATIC ${arg_SOURCES} ${arg_HEADERS})
    target_link_libraries(${name} PUBLIC tw_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    tw_unity(${name})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE tw_options ${arg_PUBLIC})
  endif()
endfunction()

function(_tw_collect target out)
  set(seen ${${out}})
  if(TARGET ${target} AND NOT target IN_LIST seen)
    list(APPEND seen ${target})
    foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
      get_target_property(libraries ${target} ${property})
      if(libraries)
        foreach(library IN LISTS libraries)
          string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" library "${library}")
          if(TARGET "${library}")
            _tw_collect(${library} seen)
          endif()
        endforeach()
      endif()
    endforeach()
  endif()
  set(${out} ${seen} PARENT_SCOPE)
endfunction()

function(tw_forbid target)
  set(closure "")
  _tw_collect(${target} closure)
  foreach(forbidden IN LISTS ARGN)
    if(forbidden IN_LIST closure)
      message(FATAL_ERROR "${target} must not depend on ${forbidden}")
    endif()
  endforeach()
endfunction()

# tw_add_test(tst_name SOURCES tst_name.cpp LINK tw_x LABELS unit [GUI] [TIMEOUT s])
# Runs with a fixed locale; GUI tests run offscreen. TW_SHARED names the folder of reference data, tests SKIP without it.
function(tw_add_test name)
  cmake_parse_arguments(arg "GUI" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(${name} PRIVATE tw_options Qt6::Test ${arg_LINK})
  add_test(NAME ${name} COMMAND ${name})
  if("threads" IN_LIST arg_LABELS)
    if(NOT TARGET threaded_tests)
      add_custom_target(threaded_tests)
    endif()
    add_dependencies(threaded_tests ${name})
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  set(environment LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen "TW_SHARED=${PROJECT_SOURCE_DIR}/../shared"
                  "TW_SOURCE_DIR=${PROJECT_SOURCE_DIR}" "TW_TEST_OUT=${PROJECT_BINARY_DIR}/test-output"
                  "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/packaging/cmake/tsan.supp"
                  "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/packaging/cmake/lsan.supp")
  # What needs $TW_SHARED (or a network built in) and does not find it is shown as skipped; a failure never is.
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${environment}"
                                          SKIP_REGULAR_EXPRESSION "Totals: [0-9]+ passed, 0 failed, [1-9][0-9]* skipped")
endfunction()
