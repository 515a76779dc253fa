#include "app/cli/last_words.h"

#include "app/cli/console.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>
#include <unistd.h>

namespace tw::cli {
namespace {

// Without memory of its own: there may be none.
void say(const char* text, std::size_t length)
{
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text, length);
}

void say(const char* text)
{
    say(text, std::strlen(text));
}

void listen(int, char**, char**)
{
    std::set_terminate(endWithASentence);
}

// The only code of a program that runs before its shared libraries are initialised.
[[gnu::section(".preinit_array"), gnu::used]] void (*const first)(int, char**, char**) = listen;

} // namespace

void endWithASentence()
{
    const auto current = std::current_exception();
    if (!current)
        std::abort(); // a fault of the program: the crash report tells where
    try {
        std::rethrow_exception(current);
    } catch (const std::bad_alloc&) {
        say("error: there is not enough memory for this; close other programs, raise the limit (ulimit -v), or work on "
            "a part (--frames, --size)\n");
    } catch (const std::system_error& error) {
        say("error: the system refused (");
        say(std::strerror(error.code().value()));
        say("); more threads or open files are needed (ulimit -u, -n)\n");
    } catch (const std::exception& error) {
        // Of a library's text only the first line: what follows is its call stack.
        const char* what = error.what();
        say("error: the command cannot go on; more memory, threads or open files may help (ulimit -v, -u, -n), "
            "otherwise "
            "please report it (");
        say(what, std::strcspn(what, "\n"));
        say(")\n");
    } catch (...) {
        say("error: something that is not known\n");
    }
    std::_Exit(static_cast<int>(ExitCode::Failed));
}

} // namespace tw::cli
