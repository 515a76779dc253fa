#pragma once
// (private) The tables of a project file, format 7. Older formats are brought here by migrations.cpp.
//
// track and boxes hold the document as it is now; step holds what undo and redo need on top of that (journal.h); audit
// is the list of everything that was done, including what was undone and dropped later.

#include <array>
#include <cstdint>
#include <string_view>

namespace tw::storage {

inline constexpr int kApplicationId = 0x54577031; // "TWp1": tells a project from any other SQLite file
inline constexpr int kFormat = 7;                 // PRAGMA user_version
inline constexpr int kFirstChecked = 4;           // rows have checksums from this format on

inline constexpr const char* kSchema = R"sql(
-- single values: video, picture, position in the history, next free track number
CREATE TABLE info (key TEXT PRIMARY KEY, value, crc INTEGER NOT NULL) WITHOUT ROWID;
-- bytes of video::VideoIndex, one row at most
CREATE TABLE video_index (number INTEGER PRIMARY KEY, data BLOB NOT NULL, crc INTEGER NOT NULL);
-- what the programs want to remember with a project
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE track (
  id INTEGER PRIMARY KEY,
  class INTEGER NOT NULL,
  name TEXT NOT NULL,
  color INTEGER,            -- 0xRRGGBB, NULL: the fixed colour of the number
  locked INTEGER NOT NULL,
  hidden INTEGER NOT NULL,
  run INTEGER NOT NULL,     -- 0: none
  crc INTEGER NOT NULL
);
-- key = track * 2^24 + frame / 256; frames from 0; the bytes are described in box_blob.cpp
CREATE TABLE boxes (key INTEGER PRIMARY KEY, data BLOB NOT NULL, crc INTEGER NOT NULL);
-- ranges of frames in which a person said that everything is right
CREATE TABLE verified (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, crc INTEGER NOT NULL);

-- the history, from 0; steps before info.position are done, the others can be redone
CREATE TABLE step (
  number INTEGER PRIMARY KEY,
  id INTEGER NOT NULL,
  label TEXT NOT NULL,
  edit TEXT NOT NULL,       -- JSON, see core/annotation/edit_text.h
  run INTEGER NOT NULL,
  next_before INTEGER NOT NULL,
  next_after INTEGER NOT NULL,
  record BLOB NOT NULL,
  origin INTEGER NOT NULL,  -- annotation::Origin
  crc INTEGER NOT NULL
);
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  time_ms INTEGER NOT NULL, -- since 1970, UTC
  kind TEXT NOT NULL,       -- run, merged, undone, redone
  label TEXT NOT NULL,
  edit TEXT NOT NULL,
  crc INTEGER NOT NULL      -- without the number
);

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  model TEXT NOT NULL,
  options TEXT NOT NULL,    -- JSON
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  next INTEGER NOT NULL,
  state INTEGER NOT NULL,   -- 0 unfinished, 1 finished, 2 failed
  crc INTEGER NOT NULL
);
-- what the network saw; chunk = frame / 64; of two parts with the same frame the later one counts
CREATE TABLE peaks (
  run INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  part INTEGER NOT NULL,
  data BLOB NOT NULL,
  crc INTEGER NOT NULL,
  PRIMARY KEY (run, chunk, part)
);
-- a person's decisions about review findings; of two the larger number is the later one
CREATE TABLE verdict (
  finding TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  evidence INTEGER NOT NULL,
  number INTEGER NOT NULL,
  crc INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

// Small pictures of people (kept_picture.h); a cache
inline constexpr const char* kPictureSchema = R"sql(
CREATE TABLE picture (
  frame INTEGER NOT NULL,
  left REAL NOT NULL,       -- the part of the frame that it shows, source pixels
  top REAL NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  data BLOB NOT NULL,       -- JPEG
  crc INTEGER NOT NULL
);
CREATE INDEX picture_place ON picture (frame, left, top, width, height);
)sql";

// What a person says beside boxes (label_blob.h)
inline constexpr const char* kLabelSchema = R"sql(
-- attributes and absences of a track; no row: none
CREATE TABLE statement (track INTEGER PRIMARY KEY, data BLOB NOT NULL, crc INTEGER NOT NULL);
-- classes and attributes that the project knows, one row at most
CREATE TABLE vocabulary (number INTEGER PRIMARY KEY, data BLOB NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  track INTEGER NOT NULL,   -- 0: on the frame
  frame INTEGER NOT NULL,   -- from 0
  text TEXT NOT NULL,       -- empty: a bookmark
  crc INTEGER NOT NULL
);
)sql";

// Of each table that is read as a whole: its rows and the sum of their checksums; guard = rows * kTotalGuard + sum.
inline constexpr std::int64_t kTotalGuard = 1000003;
inline constexpr const char* kTotalSchema = R"sql(
CREATE TABLE total (
  name TEXT PRIMARY KEY,
  rows INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  guard INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

// What the checksum of a row covers, in this order.
struct Table {
    std::string_view name;
    std::string_view columns;
    bool totalled = true; // false: parts of it are read on demand
    int since = 1;        // the first format that has it under this name, checksums aside
};
inline constexpr std::array kTables{
    Table{"info", "key, value"},
    Table{"video_index", "number, data"},
    Table{"setting", "key, value"},
    Table{"track", "id, class, name, color, locked, hidden, run"},
    Table{"boxes", "key, data"},
    Table{"verified", "first, last"},
    Table{"step", "number, id, label, edit, run, next_before, next_after, record, origin"},
    Table{"audit", "time_ms, kind, label, edit", false},
    Table{"run", "id, model, options, first, last, next, state"},
    Table{"peaks", "run, chunk, part, data", false},
    Table{"verdict", "finding, state, evidence, number"},
    Table{"picture", "frame, left, top, width, height, data", false, 5},
    Table{"statement", "track, data", true, 6},
    Table{"vocabulary", "number, data", true, 6},
    Table{"note", "id, track, frame, text", true, 6},
};

} // namespace tw::storage
