#include "core/storage/checked_rows.h"

#include "core/base/contract.h"
#include "core/base/crc32c.h"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace tw::storage {
namespace {

// Over type and content of every value, so that 1 and "1", and ("ab", "c") and ("a", "bc") differ.
std::uint32_t withValue(std::uint32_t crc, int type, std::int64_t number, std::string_view bytes)
{
    char head[1 + sizeof(std::int64_t)];
    head[0] = static_cast<char>(type);
    std::memcpy(head + 1, &number, sizeof number);
    return crc32c(bytes, crc32c({head, sizeof head}, crc));
}

std::string_view view(const void* data, int size)
{
    return data == nullptr ? std::string_view()
                           : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

std::uint32_t withValue(std::uint32_t crc, sqlite3_value* value)
{
    const int type = sqlite3_value_type(value);
    switch (type) {
    case SQLITE_INTEGER: return withValue(crc, type, sqlite3_value_int64(value), {});
    case SQLITE_FLOAT: return withValue(crc, type, std::bit_cast<std::int64_t>(sqlite3_value_double(value)), {});
    case SQLITE_NULL: return withValue(crc, type, 0, {});
    default: break;
    }
    const void* data =
        type == SQLITE_TEXT ? static_cast<const void*>(sqlite3_value_text(value)) : sqlite3_value_blob(value);
    const int size = sqlite3_value_bytes(value);
    return withValue(crc, type, size, view(data, size));
}

void rowCrc(sqlite3_context* context, int count, sqlite3_value** values)
{
    std::uint32_t crc = 0;
    for (int i = 0; i < count; ++i)
        crc = withValue(crc, values[i]);
    sqlite3_result_int64(context, crc);
}

// The same of a row that was read; as a part of its query it would make SQLite copy every value twice.
std::uint32_t crcOf(SQLite::Statement& row, int columns)
{
    std::uint32_t crc = 0;
    for (int i = 0; i < columns; ++i) {
        const SQLite::Column value = row.getColumn(i);
        const int type = value.getType();
        if (type == SQLITE_INTEGER)
            crc = withValue(crc, type, value.getInt64(), {});
        else if (type == SQLITE_FLOAT)
            crc = withValue(crc, type, std::bit_cast<std::int64_t>(value.getDouble()), {});
        else if (type == SQLITE_NULL)
            crc = withValue(crc, type, 0, {});
        else // text is stored as UTF-8, its bytes are those of a blob
            crc = withValue(crc, type, value.getBytes(), view(value.getBlob(), value.getBytes()));
    }
    return crc;
}

int columnCount(const Table& table)
{
    return static_cast<int>(std::count(table.columns.begin(), table.columns.end(), ',')) + 1;
}

// The same columns of a file that was not converted; see migrations.cpp.
std::string olderSelect(const Table& table, int format, const std::string& rest)
{
    std::string columns(table.columns);
    if (format < 3 && table.name == "verdict")
        return std::string("SELECT key, state, ") + (format == 1 ? "0" : "evidence") +
               ", time_ms, 0 FROM event WHERE state <> 'open'";
    if (format < 3 && table.name == "step")
        columns.replace(columns.rfind("origin"), 6, "run <> 0");
    return "SELECT " + columns + ", 0 FROM " + std::string(table.name) + " " + rest;
}

std::string selectSql(const Table& table, int format, const std::string& rest)
{
    if (format < kFirstChecked)
        return olderSelect(table, format, rest);
    const std::string columns(table.columns);
    return "SELECT " + columns + ", crc FROM " + std::string(table.name) + " " + rest;
}

} // namespace

void addRowCrc(SQLite::Database& database)
{
    database.createFunction("row_crc", -1, true, nullptr, rowCrc);
}

int formatOf(SQLite::Database& database)
{
    return database.execAndGet("PRAGMA user_version").getInt();
}

const Table& tableOf(std::string_view name)
{
    const auto found =
        std::find_if(kTables.begin(), kTables.end(), [name](const Table& table) { return table.name == name; });
    TW_EXPECTS(found != kTables.end());
    return *found;
}

std::string insertSql(std::string_view name)
{
    const Table& table = tableOf(name);
    std::string values;
    for (int i = 1; i <= columnCount(table); ++i)
        values += (i == 1 ? "?" : ", ?") + std::to_string(i);
    return "INSERT OR REPLACE INTO " + std::string(name) + " (" + std::string(table.columns) + ", crc) VALUES (" +
           values + ", row_crc(" + values + "))";
}

void addTotals(SQLite::Database& database, int sinceFirst, int sinceLast)
{
    for (const Table& table : kTables) {
        if (!table.totalled || table.since < sinceFirst || table.since > sinceLast)
            continue;
        const std::string name(table.name);
        database.exec("INSERT INTO total SELECT '" + name + "', count(*), ifnull(sum(crc), 0), count(*) * " +
                      std::to_string(kTotalGuard) + " + ifnull(sum(crc), 0) FROM " + name);
        const auto trigger = [&](const char* event, const char* row, const char* sign) {
            const std::string sum = std::string(sign) + " " + row + ".crc";
            const std::string guard = std::string(sign) + " " + std::to_string(kTotalGuard) + " " + sum;
            database.exec("CREATE TRIGGER " + name + "_" + event + " AFTER " + event + " ON " + name +
                          " BEGIN UPDATE total SET rows = rows " + sign + " 1, sum = sum " + sum + ", guard = guard " +
                          guard + " WHERE name = '" + name + "'; END");
        };
        trigger("INSERT", "new", "+");
        trigger("DELETE", "old", "-");
    }
}

void addChecksums(SQLite::Database& database)
{
    database.exec(kTotalSchema);
    for (const Table& table : kTables) {
        if (table.since > kFirstChecked)
            continue;
        const std::string name(table.name);
        database.exec("ALTER TABLE " + name + " ADD COLUMN crc INTEGER NOT NULL DEFAULT 0");
        database.exec("UPDATE " + name + " SET crc = row_crc(" + std::string(table.columns) + ")");
    }
    addTotals(database, 1, kFirstChecked);
}

CheckedRows::CheckedRows(const Source& source, std::string_view table, const std::string& rest)
    : m_source(source), m_table(tableOf(table)), m_query(source.database, selectSql(m_table, source.format, rest))
{}

bool CheckedRows::next()
{
    m_mended.reset();
    m_damaged = false;
    if (!m_query.executeStep())
        return false;
    const int columns = columnCount(m_table);
    const std::int64_t stored = m_query.getColumn(columns).getInt64();
    ++m_rows;
    m_sum += stored;
    if (m_source.format < kFirstChecked || stored == std::int64_t{crcOf(m_query, columns)})
        return true;
    m_damaged = true;
    mend();
    return true;
}

void CheckedRows::mend()
{
    if (m_source.backup == nullptr || formatOf(*m_source.backup) < m_table.since)
        return;
    const std::string columns(m_table.columns);
    m_mended.emplace(*m_source.backup, "SELECT " + columns + " FROM " + std::string(m_table.name) +
                                           " WHERE crc = ? AND row_crc(" + columns + ") = crc");
    m_mended->bind(1, m_query.getColumn(columnCount(m_table)).getInt64());
    if (m_mended->executeStep()) {
        m_damaged = false;
        ++m_mendedRows;
    } else {
        m_mended.reset();
    }
}

std::optional<std::int64_t> CheckedRows::missing() const
{
    if (m_source.format < kFirstChecked || !m_table.totalled)
        return 0;
    SQLite::Statement total(m_source.database, "SELECT rows, sum, guard FROM total WHERE name = ?");
    total.bind(1, std::string(m_table.name));
    if (!total.executeStep())
        return std::nullopt;
    const std::int64_t rows = total.getColumn(0).getInt64();
    const std::int64_t sum = total.getColumn(1).getInt64();
    if (total.getColumn(2).getInt64() != rows * kTotalGuard + sum)
        return std::nullopt;
    // As many rows as there should be with another sum: a row came twice, or a checksum was changed with its row.
    return rows != m_rows ? rows - m_rows : m_sum != sum ? std::optional<std::int64_t>() : 0;
}

} // namespace tw::storage
