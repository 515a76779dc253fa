#pragma once
// What the tests of project files share: a session that is kept by a store, files as bytes, SQL behind the store's
// back.

#include "core/storage/project_store.h"
#include "tests/core/storage/scripted_run.h"

#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace tw::test {

namespace fs = std::filesystem;
using namespace annotation;
using namespace storage;

// A document with its history that is kept by a store.
struct Session {
    Document document;
    History history{document};
    std::unique_ptr<ProjectStore> store;
    Subscription keeping;

    explicit Session(std::unique_ptr<ProjectStore> given, const ProjectContent& content = {})
        : document(content.document), store(std::move(given))
    {
        history.restore(content.steps, content.position);
        keeping = history.observe([this](const Change& change) { store->append(change); });
    }
    bool matches(const ProjectContent& content) const
    {
        return content.notes.empty() && content.damage.empty() && *content.document == document.state() &&
               content.position == history.position() && sameSteps(content.steps, history.steps());
    }
    void play(int first, int last, std::uint64_t seed = 1, bool labels = true)
    {
        ScriptedRun script(history, document, seed, labels);
        for (int i = first; i < last; ++i)
            script.step(i);
    }
};

// SQL on a closed project, behind the store's back.
inline std::string sql(const fs::path& path, const std::string& text)
{
    sqlite3* database = nullptr;
    std::string out;
    if (sqlite3_open(path.c_str(), &database) == SQLITE_OK) {
        const auto row = [](void* to, int n, char** values, char**) {
            for (int i = 0; i < n; ++i)
                *static_cast<std::string*>(to) += values[i] != nullptr ? values[i] : "NULL";
            return 0;
        };
        char* error = nullptr;
        sqlite3_exec(database, text.c_str(), row, &out, &error);
        if (error != nullptr)
            out = error;
        sqlite3_free(error);
    }
    sqlite3_close(database);
    return out;
}

inline std::string bytesOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void put(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// Takes the checksums away again, and more: the tables as older programs made them. Returns what went wrong.
inline std::string makeOlder(const fs::path& path, int format)
{
    const char* tables[] = {"info", "video_index", "setting", "track", "boxes",  "verified",
                            "step", "audit",       "run",     "peaks", "verdict"};
    std::string wrong = sql(path, "DROP TABLE statement; DROP TABLE vocabulary; DROP TABLE note");
    wrong += sql(path, "DELETE FROM total WHERE name IN ('statement', 'vocabulary', 'note')");
    if (format < 5)
        wrong += sql(path, "DROP TABLE picture");
    if (format >= 4)
        return wrong + sql(path, "PRAGMA user_version=" + std::to_string(format));
    for (const char* table : tables)
        for (const char* event : {"_INSERT", "_DELETE"})
            wrong += sql(path, "DROP TRIGGER IF EXISTS " + std::string(table) + event);
    wrong += sql(path, "DROP TABLE total");
    // DROP COLUMN takes a comma in a comment of the schema for the one before the column.
    wrong += sql(path, "CREATE TABLE older (id INTEGER PRIMARY KEY, model TEXT NOT NULL, options TEXT NOT NULL,"
                       " first INTEGER NOT NULL, last INTEGER NOT NULL, next INTEGER NOT NULL, state INTEGER NOT NULL,"
                       " crc INTEGER NOT NULL);"
                       "INSERT INTO older SELECT * FROM run; DROP TABLE run; ALTER TABLE older RENAME TO run");
    for (const char* table : tables)
        wrong += sql(path, "ALTER TABLE " + std::string(table) + " DROP COLUMN crc");
    if (format < 3) // verdicts were no part of the document, and steps had no origin
        wrong += sql(path, "CREATE TABLE event (key TEXT PRIMARY KEY, state TEXT NOT NULL, time_ms INTEGER NOT NULL,"
                           " evidence INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;"
                           "INSERT INTO event SELECT finding, state, number, evidence FROM verdict; DROP TABLE verdict;"
                           "ALTER TABLE step DROP COLUMN origin");
    if (format == 1) // had no audit and did not know what a verdict was based on
        wrong += sql(path, "DROP TABLE audit; ALTER TABLE event DROP COLUMN evidence");
    return wrong + sql(path, "PRAGMA user_version=" + std::to_string(format));
}

} // namespace tw::test
