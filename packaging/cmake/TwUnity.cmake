# Several files as one translation unit (TW_UNITY): what a folder's files include is read once for all of them. For
# builds from the start, as packaging/run makes them; after an edit a large unit takes longer than a small file.
#
# Files of a folder share a unit unless names in their anonymous namespaces collide: those of TW_UNITY_ALONE stay alone.
include_guard(GLOBAL)
set(TW_UNITY_ALONE
  core/annotation/edit_text_read.cpp
  core/evaluation/clear.cpp
  core/formats/cvat.cpp core/formats/csv.cpp core/formats/kitti.cpp core/formats/viame_csv.cpp core/formats/dive.cpp
  core/formats/sidecar.cpp
  core/pipeline/live_evaluation.cpp core/pipeline/train_model.cpp core/pipeline/evaluate.cpp
  core/review/adaptation.cpp core/review/ridge.cpp core/review/tint.cpp core/review/who.cpp core/review/cluster.cpp
  core/review/verdict.cpp core/review/guard.cpp core/review/relink/settle.cpp
  core/storage/content_read.cpp
  core/video/video_scan.cpp core/video/preview_store.cpp
  ui/canvas/tools/ask_tool.cpp ui/dialogs/export_dialog.cpp ui/dialogs/train_dialog.cpp
)

# tw_unity(target size): units of up to `size` files of one folder each.
function(tw_unity target size)
  if(NOT TW_UNITY OR NOT TARGET ${target})
    return()
  endif()
  get_target_property(folder ${target} SOURCE_DIR)
  get_target_property(sources ${target} SOURCES)
  file(RELATIVE_PATH module ${PROJECT_SOURCE_DIR} ${folder})
  foreach(source IN LISTS sources)
    get_filename_component(path ${source} ABSOLUTE BASE_DIR ${folder})
    file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${path})
    get_source_file_property(options ${path} TARGET_DIRECTORY ${target} COMPILE_OPTIONS)
    if(NOT name MATCHES "\\.cpp$" OR name IN_LIST TW_UNITY_ALONE OR options)
      continue()
    endif()
    get_filename_component(group ${name} DIRECTORY)
    string(MAKE_C_IDENTIFIER ${group} group)
    if(NOT DEFINED count_${group})
      set(count_${group} 0)
    endif()
    math(EXPR unit "${count_${group}} / ${size}")
    math(EXPR count_${group} "${count_${group}} + 1")
    set_source_files_properties(${path} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group}_${unit})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# tw_unity_files(target unit file...): these files, named from the target's folder, as one unit.
function(tw_unity_files target unit)
  if(NOT TW_UNITY OR NOT TARGET ${target})
    return()
  endif()
  get_target_property(folder ${target} SOURCE_DIR)
  foreach(source IN LISTS ARGN)
    set_source_files_properties(${folder}/${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${unit})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# LibTorch's headers take 12 of the 13 seconds of each of these
if(TW_WITH_TORCH)
  tw_unity_files(tw_model networks networks/deform_conv.cpp networks/dla.cpp networks/heads.cpp networks/layers.cpp
                 networks/lite.cpp networks/neck.cpp networks/registry.cpp networks/residual.cpp
                 networks/trainable_silu.cpp networks/weights.cpp)
  tw_unity_files(tw_model executors executors/device_letterbox.cpp executors/eager.cpp executors/executor.cpp
                 executors/peak_reader.cpp executors/streamed.cpp)
endif()
foreach(module annotation evaluation pipeline review storage workspace batch)
  tw_unity(tw_${module} 6)
endforeach()
tw_unity(tw_ui 8)
