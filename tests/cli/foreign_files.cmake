# What other tools mean by their files, and damaged pictures, through the commands: exit codes and what is said.
include(${CMAKE_CURRENT_LIST_DIR}/black_box.cmake)
cli(0 demo --out base --size 64x48 --frames 12 --people 1 --seed 3)

# Made for another video: a problem with an offer; scaled, converted, or taken as it is
file(WRITE ${WORK}/big/gt/gt.txt "1,1,90,30,30,45,1,1,1\n2,1,93,30,30,45,1,1,1\n")
file(WRITE ${WORK}/big/seqinfo.ini
     "[Sequence]\nname=big\nimDir=img1\nframeRate=10\nseqLength=600\nimWidth=192\nimHeight=144\nimExt=.jpg\n")
cli(4 convert big as_it_is.csv --video base/demo.mp4)
expect_match("${ERR}" "problem: big: the boxes are made for pictures of 192x144, the video has 64x48")
expect_match("${ERR}" "problem: big: the frames are counted at 10 a second, the video has 25")
expect_match("${ERR}" "--scale auto .*--fps auto ")
cli(0 convert big fitted.txt --video base/demo.mp4 --scale auto --fps auto)
file(READ ${WORK}/fitted.txt text)
expect_match("${text}" "^1,1,30,10,10,15,1,1,1\n")
expect_match("${text}" "\n4,1,31,10,10,15,1,1,1\n$") # the second frame at 10 a second is the fourth at 25
cli(0 convert big none.txt --video base/demo.mp4 --scale none --fps none)
cli(4 import base/demo.mp4 big)
cli(0 export base/demo.twp --out taken.txt)
file(READ ${WORK}/taken.txt text)
expect_match("${text}" "^1,1,90,30,30,45,")

# Several videos: one is taken by name, the others are named
file(WRITE ${WORK}/two.json [[{"images":[{"id":1,"file_name":"cam1/000001.jpg","width":64,"height":48},
  {"id":2,"file_name":"cam2/000001.jpg","width":64,"height":48}],"categories":[{"id":1,"name":"person"}],
  "annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,3,4],"track_id":1},
  {"id":2,"image_id":2,"category_id":1,"bbox":[5,2,3,4],"track_id":2}]}]])
cli(4 convert two.json two.txt)
expect_match("${ERR}" "only 'cam1' is taken, not 'cam2'")
expect_match("${ERR}" "--sequence NAME")
cli(0 convert two.json two.txt --sequence cam2)
file(READ ${WORK}/two.txt text)
expect_equal("${text}" "1,2,5,2,3,4,1,1,1\n")

# Large ids
file(WRITE ${WORK}/ids.txt "1,3000000000,10,20,30,40,1,1,1\n1,9007199254740993,50,20,30,40,1,1,1\n")
cli(4 convert ids.txt out.csv)
expect_match("${ERR}" "id 9007199254740993 is larger than")
cli(0 import base/demo.mp4 ids.txt --new-ids)
expect_match("${ERR}" "id 9007199254740993 becomes 2")

# Not a file of tracks
file(WRITE ${WORK}/empty.txt "")
cli(1 convert empty.txt out.csv)
expect_match("${ERR}" "^error: empty.txt: the file is empty")
cli(1 convert base/demo.mp4 out.csv)
expect_match("${ERR}" "this is a video, not a file of tracks")
cli(0 convert empty.txt out.csv --from mot)
file(WRITE ${WORK}/blank.txt "  \n\n ")
cli(1 convert blank.txt out.csv)
expect_match("${ERR}" "^error: blank.txt: the file is empty")
file(WRITE ${WORK}/numbers.json "{\"tracks\":[1,2]}")
cli(4 convert numbers.json out.csv)
expect_match("${ERR}" "entry 2 of \"tracks\" is not a track")

# Frames that cannot be read: left out of a data set with their labels, listed, 4
file(MAKE_DIRECTORY ${WORK}/pictures)
cli(0 dataset base/demo.mp4 --out whole --val 0 --images jpg)
file(GLOB pictures ${WORK}/whole/images/trackwright-train/*/img1/*.jpg)
list(LENGTH pictures count)
expect_equal("${count}" "12")
file(COPY ${pictures} DESTINATION ${WORK}/pictures)
execute_process(COMMAND head -c 400 ${WORK}/pictures/000005.jpg OUTPUT_FILE ${WORK}/cut)
file(RENAME ${WORK}/cut ${WORK}/pictures/000005.jpg)
file(WRITE ${WORK}/pictures/000007.jpg "")
file(WRITE ${WORK}/pictures/._000001.jpg "Mac OS X")
cli(0 --json info pictures)
expect_json("${OUT}" "12" frames)
set(rows "")
foreach(frame RANGE 1 12)
  string(APPEND rows "${frame},1,${frame},5,10,20,1,1,1\n")
endforeach()
file(WRITE ${WORK}/twelve.txt "${rows}")
cli(0 import pictures twelve.txt)
cli(4 dataset pictures.twp --out set --val 0 --images png)
expect_match("${ERR}" "frame 5 and its boxes are left out: [^\n]*000005.jpg")
expect_match("${ERR}" "frame 7 and its boxes are left out: [^\n]*000007.jpg")
file(GLOB left ${WORK}/set/images/trackwright-train/*/img1/*.png)
list(LENGTH left count)
expect_equal("${count}" "10")
file(READ ${WORK}/set/images/trackwright-train/pictures/gt/gt.txt text)
expect_match("${text}" "\n4,1,4,5,[^\n]+\n5,1,6,5,[^\n]+\n6,1,8,5,") # each box beside its own picture
