#pragma once
// What the parts found: a line of the table for each kind of trial, and the trials that went wrong in words.

#include "tests/robustness/runner.h"

#include <map>
#include <string>
#include <vector>

namespace tw::robustness {

struct Line {
    int trials = 0;
    int crashes = 0;
    int hangs = 0;
    int silent = 0;  // ended well with another result than a sound run has
    int unclear = 0; // failed without a sentence, or with one of a library
};

class Tally
{
public:
    // Counts the trial. False when the program itself failed in it (crash or hang): nothing more is to be compared.
    bool count(const std::string& kind, const Outcome& outcome, const std::string& trial)
    {
        Line& line = m_lines[kind];
        ++line.trials;
        if (outcome.hung) {
            ++line.hangs;
            m_notes.push_back(kind + ": hung: " + trial);
        } else if (outcome.crashed()) {
            ++line.crashes;
            m_notes.push_back(kind + ": signal " + std::to_string(outcome.signal) + ": " + trial + ": " +
                              outcome.err.substr(0, 200));
        } else if (!outcome.killed && !outcome.succeeded() && !outcome.isClear()) {
            ++line.unclear;
            m_notes.push_back(kind + ": unclear: " + trial + ": " + outcome.err.substr(0, 200));
        }
        return !outcome.hung && !outcome.crashed();
    }
    void silent(const std::string& kind, const std::string& trial)
    {
        ++m_lines[kind].silent;
        m_notes.push_back(kind + ": silently different: " + trial);
    }
    void skip(const std::string& kind, const std::string& why) { m_notes.push_back("SKIP " + kind + ": " + why); }

    const std::map<std::string, Line>& lines() const { return m_lines; }
    const std::vector<std::string>& notes() const { return m_notes; }
    bool passed() const
    {
        for (const auto& [kind, line] : m_lines)
            if (line.crashes + line.hangs + line.silent > 0)
                return false;
        return true;
    }

private:
    std::map<std::string, Line> m_lines;
    std::vector<std::string> m_notes;
};

} // namespace tw::robustness
