# ctest "formatting": every source of ours is as clang-format 14 writes it.
set(failed "")
file(GLOB_RECURSE files ${SOURCE_DIR}/app/*.h ${SOURCE_DIR}/app/*.cpp ${SOURCE_DIR}/core/*.h ${SOURCE_DIR}/core/*.cpp
     ${SOURCE_DIR}/ui/*.h ${SOURCE_DIR}/ui/*.cpp ${SOURCE_DIR}/tests/*.h ${SOURCE_DIR}/tests/*.cpp)
foreach(path IN LISTS files)
  execute_process(COMMAND ${CLANG_FORMAT} --dry-run --Werror ${path} RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
  if(code)
    file(RELATIVE_PATH name ${SOURCE_DIR} ${path})
    string(APPEND failed "  ${name}\n")
  endif()
endforeach()
if(failed)
  message(FATAL_ERROR "clang-format-14 -i would change:\n${failed}")
endif()
