# ctest "install": installs into an empty folder far from the build tree, moves it, and uses what is there.
# Run: cmake -DBUILD_DIR=... -DGUI=1 -DAPP_ID=... -DBIN_DIR=bin -DDATA_DIR=share -DDOC_DIR=... -P CheckInstall.cmake
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND mktemp -d OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(prefix ${folder}/moved)

function(give_up text)
  file(REMOVE_RECURSE ${folder})
  message(FATAL_ERROR "${text}")
endfunction()

# Runs a command with nothing of this environment that could help it to find anything.
function(run)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=TRACKWRIGHT_MODELS QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
                          HOME=${folder} XDG_CONFIG_HOME=${folder} ${ARGV}
                  WORKING_DIRECTORY ${folder} RESULT_VARIABLE code OUTPUT_VARIABLE text ERROR_VARIABLE errors)
  if(NOT code EQUAL 0)
    give_up("${ARGV}: ${code}\n${text}${errors}")
  endif()
  set(text "${text}" PARENT_SCOPE)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${folder}/first)
file(RENAME ${folder}/first ${prefix})

set(expected ${BIN_DIR}/trackwright-cli ${DATA_DIR}/trackwright/models/lite.pth ${DATA_DIR}/trackwright/models/lite.md
    ${DATA_DIR}/trackwright/models/standard.pth ${DATA_DIR}/trackwright/models/standard.md
    ${DATA_DIR}/trackwright/models/reid.pth ${DATA_DIR}/trackwright/models/reid.md
    ${DOC_DIR}/LICENSE ${DATA_DIR}/bash-completion/completions/trackwright-cli
    ${DATA_DIR}/zsh/vendor-completions/_trackwright-cli ${DATA_DIR}/fish/vendor_completions.d/trackwright-cli.fish
    ${DATA_DIR}/man/man1/trackwright-cli.1.gz)
if(GUI)
  list(APPEND expected ${BIN_DIR}/trackwright ${DATA_DIR}/applications/${APP_ID}.desktop
       ${DATA_DIR}/metainfo/${APP_ID}.metainfo.xml ${DATA_DIR}/mime/packages/${APP_ID}.xml
       ${DATA_DIR}/icons/hicolor/scalable/apps/${APP_ID}.svg ${DATA_DIR}/man/man1/trackwright.1.gz)
endif()
foreach(file IN LISTS expected)
  if(NOT EXISTS ${prefix}/${file})
    give_up("${file} was not installed")
  endif()
endforeach()

# What was installed is what the program prints.
run(${prefix}/${BIN_DIR}/trackwright-cli completion bash)
file(READ ${prefix}/${DATA_DIR}/bash-completion/completions/trackwright-cli installed)
if(NOT installed STREQUAL text OR NOT text MATCHES "complete -F")
  give_up("the bash completion is not that of the program")
endif()
run(gzip -dc ${prefix}/${DATA_DIR}/man/man1/trackwright-cli.1.gz)
if(NOT text MATCHES "^\\.TH ")
  give_up("trackwright-cli.1.gz is no manual page")
endif()

# The command line finds the model that was moved with it: two frames are tracked.
run(${prefix}/${BIN_DIR}/trackwright-cli demo --out ${folder}/demo --frames 12 --size 320x192)
run(${prefix}/${BIN_DIR}/trackwright-cli track ${folder}/demo/demo.mp4 --out ${folder}/gt.txt --frames 1:2)
if(NOT EXISTS ${folder}/gt.txt)
  give_up("no gt.txt was written")
endif()

if(GUI)
  # neither needs a display
  set(no_display --unset=DISPLAY --unset=WAYLAND_DISPLAY --unset=QT_QPA_PLATFORM)
  run(${no_display} ${prefix}/${BIN_DIR}/trackwright --version)
  if(NOT text MATCHES "^Trackwright [0-9]+\\.[0-9]+\\.[0-9]+\n$")
    give_up("trackwright --version says: ${text}")
  endif()
  run(${no_display} ${prefix}/${BIN_DIR}/trackwright --help)
  if(NOT text MATCHES "--version")
    give_up("trackwright --help says: ${text}")
  endif()
  run(gzip -dc ${prefix}/${DATA_DIR}/man/man1/trackwright.1.gz)
  if(NOT text MATCHES "^\\.TH trackwright 1 .*version.*\\\\fIfile")
    give_up("trackwright.1.gz is not the manual page of the window:\n${text}")
  endif()
  # without one the window says so, which is no crash
  execute_process(COMMAND ${CMAKE_COMMAND} -E env ${no_display} XDG_STATE_HOME=${folder}/state ${prefix}/${BIN_DIR}/trackwright
                  RESULT_VARIABLE code ERROR_VARIABLE errors)
  file(GLOB reports ${folder}/state/trackwright/crashes/*)
  if(NOT code EQUAL 1 OR NOT errors MATCHES "display" OR reports)
    give_up("trackwright without a display: ${code}\n${errors}")
  endif()
  file(READ ${prefix}/${DATA_DIR}/applications/${APP_ID}.desktop desktop)
  if(NOT desktop MATCHES "Exec=trackwright %f" OR NOT desktop MATCHES "Icon=${APP_ID}\n")
    give_up("the desktop file starts something else:\n${desktop}")
  endif()
  if(APPSTREAMCLI)
    run(${APPSTREAMCLI} validate --no-net ${prefix}/${DATA_DIR}/metainfo/${APP_ID}.metainfo.xml)
  endif()
endif()
file(REMOVE_RECURSE ${folder})
message(STATUS "what is installed works")
