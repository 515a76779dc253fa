include(${CMAKE_CURRENT_LIST_DIR}/black_box.cmake)
# The tracker on somebody else's detections; no network needed
cli(0 demo --out clip --frames 60 --size 320x192 --people 3 --seed 5)
cli(0 convert clip/gt/gt.txt det.txt --to mot-det)
cli(0 track clip/demo.mp4 --detections det.txt --out result.txt --format mot-result --no-filter --json)
expect_json_lines("${ERR}")
expect_json("${OUT}" 60 frames)
expect_json("${OUT}" ON export check_passed)
expect_no_file(${WORK}/result.txt.unfinished.twp)
file(STRINGS ${WORK}/result.txt rows)
foreach(row ${rows})
  expect_match("${row}" "^[0-9]+,[0-9]+,-?[0-9.]+,-?[0-9.]+,[0-9.]+,[0-9.]+,[0-9.]+,-1,-1,-1$")
endforeach()

cli(0 evaluate --gt clip --result result.txt --json)
string(JSON mota GET "${OUT}" sequences clip MOTA)
if(mota LESS 60)
  message(FATAL_ERROR "MOTA ${mota} on the detections of the truth itself")
endif()

# gt.txt in its folder gets the files beside it; a part of the frames only
cli(0 track clip/demo.mp4 --detections det.txt --out part/gt/gt.txt --frames 11:20)
file(STRINGS ${WORK}/part/gt/gt.txt rows)
foreach(row ${rows})
  expect_match("${row}" "^(11|12|13|14|15|16|17|18|19|20),[0-9]+,.*,1,1,1$")
endforeach()
expect_file(${WORK}/part/seqinfo.ini)

# Standard output holds the rows and nothing else
cli(0 track clip/demo.mp4 --detections det.txt --out - --format mot --quiet)
expect_match("${OUT}" "^1,1,[^\n]+,1,1,1\n")
cli(2 track clip/demo.mp4 --detections det.txt --out - --format cvat)

# Into a project, and again: the second run makes room for itself
cli(0 track clip/demo.mp4 --detections det.txt --project kept.twp)
cli(0 export kept.twp --out a)
cli(0 track clip/demo.mp4 --detections det.txt --project kept.twp)
cli(0 info kept.twp --json)
expect_json("${OUT}" 2 edits)
cli(0 export kept.twp --out b)
file(STRINGS ${WORK}/a/gt/gt.txt first)
file(STRINGS ${WORK}/b/gt/gt.txt second)
list(LENGTH first n)
list(LENGTH second m)
expect_equal(${n} ${m})

# Options of the tracker reach it: without appearance and overlap it refuses
cli(2 track clip/demo.mp4 --detections det.txt --out x.txt --tracker fairmot --tracker-option useIou=false --tracker-option useEmbedding=false)
cli(0 track clip/demo.mp4 --detections det.txt --out x.txt --tracker fairmot --tracker-option trackBuffer=5)
cli(1 track clip/demo.mp4 --detections det.txt --out x.txt --resume)
expect_match("${ERR}" "nothing to resume")
