#include "app/cli/console.h"

#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <unistd.h>

namespace tw::cli {

using Json = nlohmann::ordered_json;

namespace {

std::string oneLine(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Control characters would move the cursor or change the terminal: names and paths of files may hold them.
std::string shown(std::string_view text, bool keepLines)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        const bool line = byte == '\n' || byte == '\t';
        if (c1)
            ++i;
        if (c1 || byte == 0x7F || (byte < 0x20 && !(line && keepLines)))
            out += "\xEF\xBF\xBD"; // U+FFFD
        else
            out += text[i];
    }
    return out;
}

} // namespace

Console::Console(bool json, bool quiet, std::stop_token stop)
    : m_json(json), m_stop(std::move(stop)), m_progress(ProgressLine::styleFor(json, quiet))
{}

JobContext Console::job()
{
    return {m_stop, [this](const Progress& progress) { m_progress.report(progress); }};
}

void Console::print(std::string_view given)
{
    m_progress.clear();
    const std::string safe = ::isatty(STDOUT_FILENO) != 0 ? shown(given, true) : std::string();
    const std::string_view text = safe.empty() ? given : std::string_view(safe);
    m_broken |= std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0;
}

void Console::printJson(const Json& json)
{
    print(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

void Console::say(const char* severity, const std::string& text, const std::string& where, std::int64_t line)
{
    if (m_json) {
        Json out = {{"event", "issue"}, {"severity", severity}, {"text", text}};
        if (!where.empty())
            out["where"] = where;
        if (line > 0)
            out["line"] = line;
        m_progress.writeLine(oneLine(out));
        return;
    }
    std::string place = where;
    if (line > 0)
        place += (place.empty() ? "line " : ", line ") + toText(line);
    m_progress.writeLine(shown(std::string(severity) + ": " + (place.empty() ? "" : place + ": ") + text, false));
}

void Console::note(const std::string& text)
{
    say("note", text, {}, 0);
}

void Console::problem(const std::string& text)
{
    m_problems = true;
    say("problem", text, {}, 0);
}

void Console::list(const std::vector<formats::Issue>& issues, const std::string& where)
{
    for (const formats::Issue& issue : issues) {
        const bool problem = issue.severity == formats::Severity::Problem;
        m_problems |= problem;
        say(problem ? "problem" : "note", issue.text, where, issue.line);
    }
}

ExitCode Console::fail(const Error& error)
{
    m_progress.clear();
    if (m_json)
        m_progress.writeLine(oneLine(Json{{"event", "error"},
                                          {"code", std::string(toString(error.code))},
                                          {"detail", error.detail},
                                          {"where", error.where}}));
    else
        m_progress.writeLine(shown("error: " + error.message(), false));
    return error.code == ErrorCode::Cancelled ? ExitCode::Cancelled : ExitCode::Failed;
}

ExitCode Console::usage(const std::string& text)
{
    if (m_json)
        m_progress.writeLine(oneLine(Json{{"event", "error"}, {"code", "Usage"}, {"detail", text}}));
    else
        m_progress.writeLine(shown("error: " + text, false));
    return ExitCode::Usage;
}

ExitCode Console::done()
{
    m_progress.clear();
    if (m_broken)
        return fail({ErrorCode::Io, "the result could not be written to standard output", {}});
    return m_problems ? ExitCode::DoneWithIssues : ExitCode::Done;
}

} // namespace tw::cli
