#pragma once
// (private) Kept pictures as rows. A damaged one is treated as missing: it is read from the video again.
//
// Every function throws SQLite::Exception; call inside guarded(), the writing ones inside a transaction.

#include "core/storage/kept_picture.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace tw::storage {

void writePictures(SQLite::Database& database, const KeptPictures& pictures);
// Of a frame; empty for files of formats without pictures.
std::vector<KeptPicture> readPictures(SQLite::Database& database, FrameIndex frame);
// Of all of them, by frame. Reads the index of the table, not the pictures.
std::vector<PicturePlace> readPicturePlaces(SQLite::Database& database);
// Every sound row of one file into another.
void copyPictures(SQLite::Database& from, SQLite::Database& to);

} // namespace tw::storage
