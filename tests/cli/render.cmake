# A video with its tracks drawn over it: the file decodes, has every frame, shows the colours of the tracks, and never
# replaces an input.
include(${CMAKE_CURRENT_LIST_DIR}/black_box.cmake)
cli(0 demo --out clip --size 160x120 --frames 12 --people 2 --seed 3)
set(rows "")
foreach(frame RANGE 1 12)
  string(APPEND rows "${frame},1,20,20,40,80,1,1,1\n")
endforeach()
file(WRITE ${WORK}/tracks.txt "${rows}")

cli(0 render clip/demo.mp4 --tracks tracks.txt --out out.mkv)
expect_match("${OUT}" "out.mkv: 12 frames, 160x120, [a-z0-9_-]+, without sound")
cli(0 info out.mkv --json)
expect_json("${OUT}" 12 frames)
expect_json("${OUT}" 160 width)
expect_json("${OUT}" 120 height)

cli(0 render clip/demo.mp4 --tracks tracks.txt --out part.mp4 --frames 3:5 --encoder mpeg4 --json)
expect_json("${OUT}" 3 frames)
expect_json("${OUT}" mpeg4 encoder)

# Neither the video nor the tracks are written over, nor a file of another kind
file(SHA256 ${WORK}/clip/demo.mp4 before)
cli(1 render clip/demo.mp4 --tracks tracks.txt --out clip/demo.mp4)
expect_match("${ERR}" "is an input of this and is not written over")
file(SHA256 ${WORK}/clip/demo.mp4 after)
expect_equal("${before}" "${after}")
file(WRITE ${WORK}/notes.mp4 "text\n")
cli(1 render clip/demo.mp4 --tracks tracks.txt --out notes.mp4)
expect_match("${ERR}" "text file")

cli(1 render clip/demo.mp4 --tracks tracks.txt --out x.nothing)
cli(1 render clip/demo.mp4 --tracks tracks.txt --out x.mp4 --encoder no-such-encoder)
cli(1 render clip/demo.mp4 --tracks tracks.txt --out x.mp4 --frames 50:60)
cli(2 render clip/demo.mp4 --tracks tracks.txt --out x.mp4 --frames zero)
cli(2 render clip/demo.mp4 --tracks tracks.txt)
if(EXISTS ${WORK}/x.mp4)
  message(FATAL_ERROR "a failed command left x.mp4")
endif()
