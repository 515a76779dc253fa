#pragma once
// (private) Rows with checksums. Every table has a column `crc`, the CRC-32C of the other columns of its row, and a row
// in `total` with the number of rows and the sum of their checksums, kept by triggers: a changed row and a missing row
// are both found. Files of formats 1 to 3 have neither.

#include "core/storage/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tw::storage {

// Adds row_crc(...) to a connection.
void addRowCrc(SQLite::Database& database);
// PRAGMA user_version
int formatOf(SQLite::Database& database);

const Table& tableOf(std::string_view name);
// "INSERT OR REPLACE INTO boxes (key, data, crc) VALUES (?1, ?2, row_crc(?1, ?2))"
std::string insertSql(std::string_view table);
// Counts the rows of the tables that came with these formats and begins to keep the totals. For new and converted
// files.
void addTotals(SQLite::Database& database, int sinceFirst = 1, int sinceLast = kFormat);
// A column `crc` in every table of an older format.
void addChecksums(SQLite::Database& database);

// The rows of a table, each from the file, or from a backup where the file's is damaged and the backup has the row with
// the same checksum. Throws SQLite::Exception; call inside guarded().
class CheckedRows
{
public:
    struct Source {
        SQLite::Database& database;
        int format = kFormat;
        SQLite::Database* backup = nullptr; // null: none
    };
    // `rest`: WHERE and ORDER BY.
    CheckedRows(const Source& source, std::string_view table, const std::string& rest = {});

    bool next();
    // The row does not fit its checksum and the backup has no other: its columns mean nothing.
    bool damaged() const { return m_damaged; }
    // By the position in the table.
    SQLite::Column column(int i) { return m_mended ? m_mended->getColumn(i) : m_query.getColumn(i); }
    // After the last row of a table that was read as a whole: rows that should be there and are not. Negative: more
    // than there should be. None: the total itself is damaged.
    std::optional<std::int64_t> missing() const;
    std::int64_t mended() const { return m_mendedRows; }

private:
    void mend();

    Source m_source;
    const Table& m_table;
    SQLite::Statement m_query;
    std::optional<SQLite::Statement> m_mended;
    bool m_damaged = false;
    std::int64_t m_rows = 0;
    std::int64_t m_sum = 0;
    std::int64_t m_mendedRows = 0;
};

} // namespace tw::storage
