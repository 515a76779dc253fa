# Studies: tables from stored peaks, each cell measured once, pages written, wrong arguments in sentences.
include(${CMAKE_CURRENT_LIST_DIR}/black_box.cmake)
set(MODEL ${SOURCE}/../../resources/models/lite.pth)
cli(0 study association --drawn 2 --drawn-frames 10 --model ${MODEL} --size 320x192 --out a --json)
expect_json("${OUT}" 14 measured)
expect_json("${OUT}" 0 kept)
expect_json("${OUT}" 2 rows all idf1 count)
foreach(file association.txt association.csv association.html peaks/drawn-12-1.twp cells/association.offline.drawn-12-2.json)
  expect_file(${WORK}/a/${file})
endforeach()
# Nothing is measured twice; one cell that is lost is measured from the stored peaks
file(SHA256 ${WORK}/a/peaks/drawn-12-2.twp before)
file(REMOVE ${WORK}/a/cells/association.iou.drawn-12-2.json)
cli(0 study association --drawn 2 --drawn-frames 10 --model ${MODEL} --size 320x192 --out a)
expect_match("${ERR}" "1 cells measured, 13 kept")
expect_match("${OUT}" "appearance, Kalman +[0-9]")
file(SHA256 ${WORK}/a/peaks/drawn-12-2.twp after)
expect_equal("${before}" "${after}")
# The same peaks serve another table
cli(0 study scale --drawn 2 --drawn-frames 10 --model ${MODEL} --size 320x192 --out a --json)
expect_json("${OUT}" 12 measured)

cli(2 study)
cli(2 study nothing --out x)
cli(2 study association --out x)
cli(1 study association --drawn 1 --drawn-frames 4 --model nowhere.pth --out x)

