#pragma once
// How the command ends when no module can go on: no memory, no thread, no file descriptor left, in whatever thread, and
// before main() too (libraries ask for memory while they are loaded). Nothing more is written; what was saved is whole.

namespace tw::cli {

// Says what is lacking and ends with ExitCode::Failed; a broken contract aborts and leaves a crash report. Is the
// program's terminate handler from before the first library is initialised.
[[noreturn]] void endWithASentence();

} // namespace tw::cli
