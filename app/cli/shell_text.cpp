#include "app/cli/shell_text.h"

#include <algorithm>
#include <vector>

namespace tw::cli {
namespace {

struct OptionText {
    std::vector<std::string> names; // "--out", "-h"; empty for an argument by position
    std::string positional;
    std::string description;
    std::string type; // of the value; empty: a switch
    std::vector<std::string> choices;
    bool required = false;
};

struct CommandText {
    std::string name, summary;
    std::vector<OptionText> options;
    std::vector<std::string> commands; // of the command: "status" of batch
};

// "TEXT:{jpg,png,none}" -> jpg, png, none
std::vector<std::string> choicesOf(const std::string& type)
{
    std::vector<std::string> out;
    const auto begin = type.find('{');
    const auto end = type.find('}', begin);
    if (begin == std::string::npos || end == std::string::npos)
        return out;
    for (std::size_t at = begin + 1; at <= end;) {
        const auto comma = std::min(type.find(',', at), end);
        out.push_back(type.substr(at, comma - at));
        at = comma + 1;
    }
    return out;
}

void collect(const CLI::App& app, CommandText& command)
{
    for (const CLI::Option* option : app.get_options()) {
        OptionText text;
        for (const std::string& name : option->get_lnames())
            text.names.push_back("--" + name);
        for (const std::string& name : option->get_snames())
            text.names.push_back("-" + name);
        if (text.names.empty())
            text.positional = option->get_name();
        text.description = option->get_description();
        text.type = option->get_items_expected_max() > 0 ? option->get_type_name() : std::string();
        text.choices = choicesOf(text.type);
        text.required = option->get_required();
        command.options.push_back(std::move(text));
    }
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (sub->get_name().empty()) // a group of options
            collect(*sub, command);
        else
            command.commands.push_back(sub->get_name());
    }
}

CommandText textOf(const CLI::App& app)
{
    CommandText out;
    out.name = app.get_name();
    out.summary = app.get_description();
    collect(app, out);
    return out;
}

std::vector<CommandText> commandsOf(const CLI::App& app)
{
    std::vector<CommandText> out;
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (!sub->get_name().empty())
            out.push_back(textOf(*sub));
    }
    return out;
}

std::string joined(const std::vector<std::string>& texts, const std::string& between)
{
    std::string out;
    for (const std::string& text : texts)
        out += (out.empty() ? std::string() : between) + text;
    return out;
}

// In single quotes of a POSIX shell or of zsh.
std::string quoted(const std::string& text)
{
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

// Of a description that stands in brackets of zsh's _arguments.
std::string zshEscaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\')
            out += '\\';
        out += c;
    }
    return out;
}

std::string fishQuoted(const std::string& text)
{
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + "'";
}

// A line that begins with a point is a request of roff, and minus signs are hyphens.
std::string roff(const std::string& text)
{
    std::string out;
    for (const char c : text)
        out += c == '-' ? std::string("\\-") : c == '\\' ? std::string("\\e") : std::string(1, c);
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string manualOptions(const CommandText& command)
{
    std::string out;
    for (const OptionText& option : command.options) {
        const std::string value = option.type.empty() ? std::string() : option.type.substr(0, option.type.find(':'));
        out += ".TP\n";
        if (option.names.empty())
            out += "\\fI" + roff(option.positional) + "\\fR";
        else
            out += "\\fB" + roff(joined(option.names, ", ")) + "\\fR" +
                   (value.empty() ? std::string() : " \\fI" + roff(value) + "\\fR");
        out += "\n" + roff(option.description) + (option.required ? " (required)" : "") + "\n";
        if (!option.choices.empty())
            out += "One of " + roff(joined(option.choices, ", ")) + ".\n";
    }
    return out;
}

} // namespace

std::string bashCompletion(const CLI::App& app)
{
    std::vector<std::string> names, cases, values;
    for (const CommandText& command : commandsOf(app)) {
        names.push_back(command.name);
        std::vector<std::string> options;
        for (const OptionText& option : command.options) {
            options.insert(options.end(), option.names.begin(), option.names.end());
            if (!option.choices.empty())
                values.push_back("        " + command.name + ":" + joined(option.names, "|" + command.name + ":") +
                                 ") COMPREPLY=($(compgen -W \"" + joined(option.choices, " ") +
                                 "\" -- \"$current\")); return ;;\n");
        }
        cases.push_back("        " + command.name + ") options=\"" + joined(options, " ") + "\" words=\"" +
                        joined(command.commands, " ") + "\" ;;\n");
    }
    const CommandText root = textOf(app);
    std::vector<std::string> common;
    for (const OptionText& option : root.options)
        common.insert(common.end(), option.names.begin(), option.names.end());
    const std::string name = app.get_name();
    return "# bash completion of " + name + "; source it, or put it into /usr/share/bash-completion/completions\n" +
           "_trackwright_cli()\n{\n" +
           "    local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"\" "
           "options=\"\" words=\"\" word\n" +
           "    local commands=\"" + joined(names, " ") + "\"\n" +
           "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n" +
           "        case \" $commands \" in *\" $word \"*) command=\"$word\"; break ;; esac\n    done\n" +
           "    if [ -z \"$command\" ]; then\n" + "        COMPREPLY=($(compgen -W \"$commands " + joined(common, " ") +
           "\" -- \"$current\"))\n        return\n    fi\n" + "    case \"$command:$previous\" in\n" +
           joined(values, "") + "    esac\n    case \"$command\" in\n" + joined(cases, "") + "    esac\n" +
           "    case \"$current\" in\n" + "        -*) COMPREPLY=($(compgen -W \"$options " + joined(common, " ") +
           "\" -- \"$current\")) ;;\n" +
           "        *) compopt -o default 2>/dev/null; COMPREPLY=($(compgen -W \"$words\" -- \"$current\")) ;;\n    "
           "esac\n}\n" +
           "complete -F _trackwright_cli " + name + "\n";
}

std::string zshCompletion(const CLI::App& app)
{
    std::string commands, cases;
    for (const CommandText& command : commandsOf(app)) {
        commands += "        " + quoted(command.name + ":" + command.summary) + "\n";
        cases += "        " + command.name + ")\n            _arguments";
        for (const OptionText& option : command.options) {
            for (const std::string& name : option.names) {
                const std::string value = option.type.empty()      ? std::string()
                                          : option.choices.empty() ? std::string(":value:_files")
                                                                   : ":value:(" + joined(option.choices, " ") + ")";
                cases += " \\\n                " + quoted(name + "[" + zshEscaped(option.description) + "]" + value);
            }
        }
        cases += " \\\n                '*:file:_files' ;;\n";
    }
    return "#compdef " + app.get_name() + "\n_trackwright_cli()\n{\n    local -a commands\n    commands=(\n" +
           commands +
           "    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n" +
           "    local command=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $command in\n" + cases +
           "    esac\n}\n_trackwright_cli \"$@\"\n";
}

std::string fishCompletion(const CLI::App& app)
{
    const std::string start = "complete -c " + app.get_name();
    std::string out;
    for (const CommandText& command : commandsOf(app)) {
        out += start + " -n __fish_use_subcommand -f -a " + command.name + " -d " + fishQuoted(command.summary) + "\n";
        const std::string here = start + " -n '__fish_seen_subcommand_from " + command.name + "'";
        for (const OptionText& option : command.options) {
            if (option.names.empty())
                continue;
            out += here;
            for (const std::string& name : option.names)
                out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (!option.choices.empty())
                out += " -x -a " + fishQuoted(joined(option.choices, " "));
            else if (!option.type.empty())
                out += " -r";
            out += " -d " + fishQuoted(option.description) + "\n";
        }
    }
    return out;
}

std::string manualPage(const CLI::App& app, const std::string& version)
{
    const std::string name = app.get_name();
    std::string out = ".TH " + name + " 1 \"\" \"Trackwright " + version + "\"\n.SH NAME\n" + roff(name) + " \\- " +
                      roff(app.get_description()) + "\n.SH SYNOPSIS\n\\fB" + roff(name) +
                      "\\fR \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n.SH OPTIONS\n" + manualOptions(textOf(app)) +
                      ".SH COMMANDS\n";
    for (const CommandText& command : commandsOf(app))
        out += ".SS " + roff(command.name) + "\n" + roff(command.summary) + ".\n" + manualOptions(command);
    return out + ".SH EXIT STATUS\n0 done, 1 failed, 2 wrong arguments, 3 cancelled, 4 done with issues (see standard "
                 "error).\n"
                 ".SH NOTES\nFrames are numbered from 1.\n";
}

} // namespace tw::cli
