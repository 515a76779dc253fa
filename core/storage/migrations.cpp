#include "core/storage/migrations.h"

#include "core/storage/checked_rows.h"
#include "core/storage/schema.h"

#include <array>

namespace tw::storage {
namespace {

using Step = void (*)(SQLite::Database&);

// kSteps[i] leads from format i + 1 to i + 2. Never changed once a program with it is out.
constexpr std::array<Step, kFormat - 1> kSteps{
    // 1 -> 2: the list of everything that was done; what a verdict was based on
    [](SQLite::Database& database) {
        database.exec(R"sql(
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  time_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  edit TEXT NOT NULL
);
ALTER TABLE event ADD COLUMN evidence INTEGER NOT NULL DEFAULT 0;
)sql");
    },
    // 2 -> 3: verdicts are part of the document; steps know what led to them (0 by hand, 1 a tracker run)
    [](SQLite::Database& database) {
        database.exec(R"sql(
CREATE TABLE verdict (
  finding TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  evidence INTEGER NOT NULL,
  number INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO verdict SELECT key, state, evidence, time_ms FROM event WHERE state <> 'open';
DROP TABLE event;
ALTER TABLE step ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
UPDATE step SET origin = 1 WHERE run <> 0;
)sql");
    },
    // 3 -> 4: checksums
    addChecksums,
    // 4 -> 5: small pictures of people
    [](SQLite::Database& database) { database.exec(kPictureSchema); },
    // 5 -> 6: attributes, absences, classes of the project, notes
    [](SQLite::Database& database) {
        database.exec(kLabelSchema);
        addTotals(database, 6, 6);
    },
    // 6 -> 7: peaks may have vectors of a re-identification network; rows as they were are read as before
    [](SQLite::Database&) {},
};

} // namespace

void migrate(SQLite::Database& database, int format)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (; format < kFormat; ++format)
        kSteps[static_cast<std::size_t>(format) - 1](database);
    database.exec("PRAGMA user_version=" + std::to_string(kFormat));
    transaction.commit();
}

} // namespace tw::storage
