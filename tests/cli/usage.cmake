include(${CMAKE_CURRENT_LIST_DIR}/black_box.cmake)
cli(0 --version)
expect_match("${OUT}" "^[0-9]+\\.[0-9]+\\.[0-9]+\n$")
cli(0 --help)
foreach(command info track import export dataset edit review relink render checkpoint convert evaluate train validate study benchmark demo)
  expect_match("${OUT}" "\n  ${command} ")
endforeach()
expect_equal("${ERR}" "")
cli(0 track --help)
foreach(option out format project model size device frames resume)
  expect_match("${OUT}" "--${option}")
endforeach()

# Wrong arguments: 2, nothing on stdout
foreach(arguments "" "nonsense" "info;a;b" "track;a.mp4" "track;a.mp4;--out;x;--size;100x100"
                  "track;a.mp4;--out;x;--frames;5:3" "track;a.mp4;--out;x;--frames;0:3" "track;a.mp4;--out;x;--format;nothing"
                  "track;a.mp4;--out;x;--tracker;taste" "track;a.mp4;--out;x;--tracker-option;taste=1" "track;a.mp4;--out;x;--precision;fp5" "edit;p.twp"
                  "edit;p.twp;--undo;1;--redo;1" "convert;a;b;--to;nothing" "evaluate;--gt;a;--result;b;--benchmark;MOT99"
                  "train;--data;d;--out;r;--minutes;5;--epochs;3" "info;x;--colour" "review" "review;p.twp;--video;v.mp4" "review;--video;v.mp4" "review;p.twp;--kind;dance"
                  "review;p.twp;--apply;1;--accept-above;0.5" "review;--video;v.mp4;--tracks;t.txt;--apply;1")
  cli(2 ${arguments})
  expect_equal("${OUT}" "")
  expect_match("${ERR}" "^error: [^\n]+\n$")
endforeach()
cli(2)
expect_match("${ERR}" "no command is named; `trackwright-cli --help` lists the commands")
cli(2 track a.mp4 --colour --json)
expect_json("${ERR}" "Usage" code)
expect_match("${ERR}" "`trackwright-cli track --help`")

# Failures of the world: 1, one line on stderr
cli(1 info nowhere.mp4)
expect_equal("${OUT}" "")
expect_match("${ERR}" "^error: nowhere.mp4: there is no such file or folder\n$")
cli(1 track nowhere.mp4 --out x.txt)
cli(1 export nowhere.twp --out x)
cli(1 edit nowhere.twp --undo 1)
cli(1 checkpoint nowhere.pth)
cli(1 evaluate --gt nowhere --result nowhere)
cli(1 --json info nowhere.mp4)
expect_json("${ERR}" error event)
expect_json("${ERR}" "not found" code)
cli(1 info nowhere.mp4 --json)
expect_json("${ERR}" "nowhere.mp4" where)
