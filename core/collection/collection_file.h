#pragma once
// The file of a collection (.twc): plain JSON beside the projects, with paths relative to it where there is a way.
//
// Several people and programs may have one collection open on a shared folder: every change reads the newest file under
// a lock, changes it and replaces it in one rename, so that two changes at the same moment are both kept. Any thread.

#include "core/collection/collection.h"

#include <functional>

namespace tw::collection {

// Errors: NotFound, Io, Unreadable (what and where), Unsupported (a newer version), Refused (larger than 512 MiB).
Result<Collection> readCollection(const std::filesystem::path& file);

// What a file holds, for tests and for writing. `folder`: paths become relative to it. Errors: InvalidArgument (a text
// that is not UTF-8).
Result<std::string> toJson(const Collection& collection, const std::filesystem::path& folder);
Result<Collection> fromJson(std::string_view text, const std::filesystem::path& folder);

// A new file. Errors: Conflict (there is one), Io.
Result<void> createCollection(const std::filesystem::path& file, const Collection& collection = {});

// `change` sees the newest state and is called once; when it fails nothing is written. Returns what was written.
// Errors: those of reading, writing and of `change`; Conflict (locked by another program for ten seconds).
using Change = std::function<Result<void>(Collection&)>;
Result<Collection> changeCollection(const std::filesystem::path& file, const Change& change);

// The file of what a person opens: a .twc, or the folder of a batch, whose collection is DIR/collection.twc. That one
// is made when it is absent, and brought up to date with the batch: new videos, what was tracked since.
// Errors: those of above and of the batch; NotFound (a folder without a batch).
Result<std::filesystem::path> collectionFileOf(const std::filesystem::path& path);
// Whether a path is one of the two.
bool isCollection(const std::filesystem::path& path);

} // namespace tw::collection
