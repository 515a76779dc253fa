include(${CMAKE_CURRENT_LIST_DIR}/black_box.cmake)
# Many videos: exit codes, the folder, status and report as scripts see them, two programs at once, one that is killed
foreach(i 1 2 3)
  cli(0 demo --out demo${i} --frames 30 --size 320x192 --people 3 --seed ${i})
  file(RENAME ${WORK}/demo${i}/demo.mp4 ${WORK}/demo${i}/clip${i}.mp4)
endforeach()
set(how --size 320x192 --threshold 0.3 --precision fp32)

cli(2 batch)
cli(2 batch demo1)
cli(2 batch demo1 --out b --resume)
cli(1 batch none.mp4 --out b)
cli(1 batch --resume --out b)
cli(1 batch status b)
cli(2 batch demo1 --out b --shard 2/2)
file(REMOVE_RECURSE ${WORK}/b)

# Truth lies beside each video: scores
cli(0 batch demo1 demo2 --out b ${how} --json)
expect_json_lines("${ERR}")
expect_json("${OUT}" 2 done)
foreach(i 1 2)
  foreach(file clip${i}.twp gt/gt.txt seqinfo.ini review.json scores.json picture.jpg result.json)
    expect_file(${WORK}/b/sequences/clip${i}/${file})
  endforeach()
endforeach()
# The same as `track` writes
cli(0 track demo1/clip1.mp4 --out single/gt/gt.txt ${how})
expect_same_file(${WORK}/single/gt/gt.txt ${WORK}/b/sequences/clip1/gt/gt.txt)
# The result folder is what `evaluate` and `review` read
cli(0 evaluate --gt demo1 --result b/sequences/clip1/gt/gt.txt --json)
cli(0 review b/sequences/clip1/clip1.twp --json)

# One more, and a file that is no video: only these are done
file(WRITE ${WORK}/broken.mp4 "this is not a video")
file(WRITE ${WORK}/list.txt "demo3/clip3.mp4\n# the rest of the day\nbroken.mp4\n")
cli(4 batch list.txt --out b ${how} --json)
expect_json("${OUT}" 1 done)
expect_json("${OUT}" 2 up_to_date)
expect_json("${OUT}" 1 failed)
expect_match("${ERR}" "broken: ")
cli(0 batch status b --json)
expect_json("${OUT}" 3 done)
expect_json("${OUT}" 1 failed)
expect_json("${OUT}" ON finished)
expect_json("${OUT}" failed entries 3 state)
cli(0 batch status b)
expect_match("${OUT}" "failed    broken: .*\n4 videos: 3 done, 0 running, 0 waiting, 1 failed")
cli(0 batch status b --watch)
cli(0 batch report b)
expect_match("${OUT}" "clip3 +done +30 ")
file(READ ${WORK}/b/report.csv csv)
expect_match("${csv}" "clip1,done,[^\n]*/clip1.mp4,30,")
file(READ ${WORK}/b/report.html html)
expect_match("${html}" "src=\"sequences/clip2/picture.jpg\"")

# Other options: all of it is outdated; what Slurm would be told
cli(0 batch demo1 demo2 demo3 --out b --size 320x192 --threshold 0.5 --slurm --no-submit --tasks 2 --partition long)
file(READ ${WORK}/b/slurm/batch.sbatch script)
expect_match("${script}" "#SBATCH --array=0-1\n")
expect_match("${script}" "#SBATCH --partition=long\n")
cli(0 batch status b --json)
expect_json("${OUT}" 3 outdated)

# Two programs share the list: each video once, the bytes of a single one
cli(0 batch demo1 demo2 demo3 --out one ${how} --quiet)
cli(0 batch demo1 demo2 demo3 --out two ${how} --slurm --no-submit)
execute_process(COMMAND sh -c "'${CLI}' batch --resume --out two --shard 0/2 --quiet >first.txt 2>&1 & first=$!
                               '${CLI}' batch --resume --out two --shard 1/2 --quiet >second.txt 2>&1; second=$?
                               wait $first; echo $? $second; cat first.txt second.txt >&2"
                WORKING_DIRECTORY ${WORK} OUTPUT_VARIABLE codes ERROR_VARIABLE err)
if(NOT codes STREQUAL "0 0\n")
  message(FATAL_ERROR "two workers: ${codes}\n${err}")
endif()
file(GLOB logs ${WORK}/two/log/*.jsonl)
set(all "")
foreach(log IN LISTS logs)
  file(READ ${log} text)
  string(APPEND all "${text}")
endforeach()
string(REGEX MATCHALL "\"event\":\"done\"" done "${all}")
string(REGEX MATCHALL "was done already" seen "${all}") # by the other one
list(LENGTH done times)
list(LENGTH seen twice)
math(EXPR times "${times} - ${twice}")
expect_equal(${times} 3)
foreach(i 1 2 3)
  expect_same_file(${WORK}/one/sequences/clip${i}/gt/gt.txt ${WORK}/two/sequences/clip${i}/gt/gt.txt)
endforeach()

# Killed without a word in the middle of a long video: the next worker goes on when the claim has expired
cli(0 demo --out long --frames 600 --size 320x192 --people 3 --seed 9)
cli(0 batch long --out whole ${how} --quiet)
cli(0 batch long --out dead ${how} --slurm --no-submit)
execute_process(COMMAND timeout -s KILL 60 sh -c "'${CLI}' batch --resume --out dead --quiet & worker=$!
    until [ -s dead/working/demo/demo.twp-wal ]; do kill -0 $worker || exit 1; done
    sleep 0.1; kill -9 $worker" WORKING_DIRECTORY ${WORK} RESULT_VARIABLE code ERROR_VARIABLE err)
expect_equal("${code}" 0)
expect_no_file(${WORK}/dead/sequences)
cli(0 batch --resume --out dead --json)
expect_json("${OUT}" 1 elsewhere) # still claimed
execute_process(COMMAND sh -c "touch -d '10 minutes ago' dead/claims/demo/*" WORKING_DIRECTORY ${WORK} RESULT_VARIABLE code)
expect_equal("${code}" 0)
cli(0 batch --resume --out dead --json)
expect_json("${OUT}" 1 done)
expect_same_file(${WORK}/whole/sequences/demo/gt/gt.txt ${WORK}/dead/sequences/demo/gt/gt.txt)
file(GLOB left ${WORK}/dead/claims/* ${WORK}/dead/working/*)
expect_equal("${left}" "")
