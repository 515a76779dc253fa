#pragma once
// (private) From the format of an older program to the present one, a step for each format, all in one transaction.

#include "core/base/result.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace tw::storage {

// Throws SQLite::Exception; call inside guarded(). `format` is the one found, 1 <= format < kFormat.
void migrate(SQLite::Database& database, int format);

} // namespace tw::storage
