include(${CMAKE_CURRENT_LIST_DIR}/black_box.cmake)
# To every format, byte by byte, and back
foreach(pair cvat:xml coco:json dive:json viame:csv darklabel:txt kitti:txt csv:csv mot-result:txt mot15:txt mot-det:txt)
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 format)
  list(GET pair 1 suffix)
  set(name mot_gt_as_${format}.${suffix})
  cli(0 convert ${DATA}/mot_gt.txt ${name} --to ${format} --size 640x480 --rate 29.97 --frames 5 --name clip)
  expect_match("${OUT}" "read back: ")
  expect_same_file(${WORK}/${name} ${SOURCE}/golden/${name})
endforeach()
foreach(lossless coco.json dive.json viame.csv csv.csv)
  cli(0 convert mot_gt_as_${lossless} back.txt --decimals -1)
  expect_same_file(${WORK}/back.txt ${DATA}/mot_gt.txt)
endforeach()

# The suffix of B gives the format, a folder a whole sequence
cli(0 convert ${DATA}/mot_gt.txt by_suffix.xml --name clip --size 640x480 --frames 5)
expect_same_file(${WORK}/by_suffix.xml ${SOURCE}/golden/mot_gt_as_cvat.xml)
cli(0 convert ${DATA}/mot_gt.txt sequence --size 640x480 --rate 25 --frames 5 --decimals -1)
expect_same_file(${WORK}/sequence/gt/gt.txt ${DATA}/mot_gt.txt)
file(READ ${WORK}/sequence/seqinfo.ini ini)
expect_equal("${ini}" "[Sequence]\nname=sequence\nimDir=img1\nframeRate=25\nseqLength=5\nimWidth=640\nimHeight=480\nimExt=.jpg\n")
expect_file(${WORK}/sequence/trackwright.json)

# Lines that cannot be taken are listed with their numbers, and the exit code says so
cli(4 convert ${DATA}/mot_bad_lines.txt bad.csv --from mot)
foreach(line 1 3 4 5 6 7 8 9 10 11 12 14)
  expect_match("${ERR}" "problem: [^\n]*mot_bad_lines.txt, line ${line}: ")
endforeach()
cli(4 convert ${DATA}/mot_bad_lines.txt bad.csv --from mot --json)
expect_json_lines("${ERR}")
expect_json("${OUT}" 3 boxes)
expect_json("${OUT}" ON check_passed)

# What a format cannot hold is said, and is no failure
cli(0 convert ${DATA}/mot_gt.txt out.txt --to darklabel)
expect_match("${ERR}" "note: out.txt: this format does not hold visibilities \\(3\\)")

# A table with a map
file(WRITE ${WORK}/t.csv "7;10,5;20;30;40;0\n7;11,5;20;30;40;1\n")
cli(0 convert t.csv t.txt --columns "frame=5,id=0,left=1,top=2,width=3,height=4,header=no,first-frame=0")
file(READ ${WORK}/t.txt text)
expect_equal("${text}" "1,7,10.5,20,30,40,1,1,1\n2,7,11.5,20,30,40,1,1,1\n")
cli(1 convert t.csv t.txt --columns "frame=5")

# Nothing is left behind by what fails
file(WRITE ${WORK}/old.txt "old")
cli(1 convert ${DATA}/README.md old.txt)
file(READ ${WORK}/old.txt text)
expect_equal("${text}" "old")
cli(1 convert ${DATA}/mot_gt.txt /proc/nowhere/x.txt)
