#include "core/batch/command.h"

#include <cerrno>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tw::batch {
namespace {

struct Pipe {
    int ends[2] = {-1, -1};
    Pipe() { opened = ::pipe2(ends, O_CLOEXEC) == 0; }
    ~Pipe()
    {
        closeEnd(0);
        closeEnd(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void closeEnd(int which)
    {
        if (ends[which] >= 0)
            ::close(ends[which]);
        ends[which] = -1;
    }
    std::string readAll() const
    {
        std::string text;
        char bytes[4096];
        for (;;) {
            const ssize_t got = ::read(ends[0], bytes, sizeof bytes);
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                return text;
            text.append(bytes, static_cast<std::size_t>(got));
        }
    }
    bool opened = false;
};

} // namespace

Result<CommandOutput> runCommand(const std::vector<std::string>& words)
{
    Pipe out;
    Pipe errors;
    if (!out.opened || !errors.opened)
        return Error{ErrorCode::Io, std::string("no pipe can be made: ") + std::strerror(errno), words.front()};
    std::vector<char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, out.ends[1], 1);
    ::posix_spawn_file_actions_adddup2(&actions, errors.ends[1], 2);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, words.front().c_str(), &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        return Error{failed == ENOENT ? ErrorCode::Unavailable : ErrorCode::Io,
                     failed == ENOENT ? "this program is not installed here" : std::strerror(failed), words.front()};
    out.closeEnd(1);
    errors.closeEnd(1);
    CommandOutput result;
    std::jthread other([&] { result.errors = errors.readAll(); });
    result.out = out.readAll();
    other.join();
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    while (!result.errors.empty() && result.errors.back() == '\n')
        result.errors.pop_back();
    return result;
}

} // namespace tw::batch
