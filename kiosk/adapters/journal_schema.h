#pragma once

#include "shared/sqlite/schema.h"

#include <array>
#include <string_view>

namespace rancak::kiosk {

// `kind` repeats what the line says, for the index that finds the few shift events among half a million others.
inline constexpr std::string_view journal_schema_1 = R"sql(
CREATE TABLE journal (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  id TEXT NOT NULL,
  start_seq INTEGER NOT NULL,   -- the kept chain follows this head; zeros until the oldest events were pruned
  start_hash BLOB NOT NULL
);
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  line TEXT NOT NULL            -- the bytes that are hashed and sent
);
CREATE INDEX event_shift ON event (seq) WHERE kind = 'shift';
CREATE TABLE attachment (
  hash BLOB PRIMARY KEY,
  seq INTEGER NOT NULL,         -- first event of the append that brought it
  sealed BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX attachment_seq ON attachment (seq);
CREATE TABLE pin_try (
  who TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  locked_until INTEGER          -- Unix milliseconds
) WITHOUT ROWID;
)sql";

inline constexpr std::array<std::string_view, 1> journal_steps{journal_schema_1};
inline constexpr sqlite::Schema journal_schema{"rancak-kiosk", journal_steps};

}  // namespace rancak::kiosk
