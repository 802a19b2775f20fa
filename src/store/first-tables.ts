/** The cell's tables as the first version created them. Released, so it is never edited: src/store/tables.ts has what came later. */

export const firstTables: readonly string[] = [
  `CREATE TABLE channels (
    id TEXT PRIMARY KEY,
    config TEXT NOT NULL,
    schedule_since INTEGER NOT NULL,
    last_digest_at INTEGER,
    last_message INTEGER,
    not_before INTEGER NOT NULL DEFAULT 0,
    lockout TEXT,
    expired INTEGER NOT NULL DEFAULT 0,
    expired_told_at INTEGER NOT NULL DEFAULT 0,
    hops INTEGER NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    hash TEXT,
    validators_from TEXT,
    whole_at INTEGER NOT NULL,
    rhythm TEXT NOT NULL,
    asked TEXT NOT NULL,
    moved_to TEXT,
    moved_times INTEGER NOT NULL DEFAULT 0,
    marks TEXT NOT NULL DEFAULT '',
    unmarks TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    problem TEXT,
    retry_at INTEGER,
    told INTEGER NOT NULL DEFAULT 0,
    alone INTEGER NOT NULL DEFAULT 0,
    fresh INTEGER NOT NULL DEFAULT 0
  )`,
  // Partial indexes of few rows, so that no query scans every feed.
  'CREATE INDEX feeds_moved ON feeds (id) WHERE moved_times >= 3',
  "CREATE INDEX feeds_unmarked ON feeds (id) WHERE unmarks <> ''",
  `CREATE TABLE subscriptions (
    channel TEXT NOT NULL,
    feed INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    filter TEXT NOT NULL DEFAULT '',
    added_at INTEGER NOT NULL,
    baseline TEXT NOT NULL DEFAULT '',
    newest TEXT,
    removed_at INTEGER,
    PRIMARY KEY (channel, feed)
  )`,
  "CREATE INDEX subscriptions_new ON subscriptions (channel, feed) WHERE baseline <> ''",
  `CREATE TABLE open_cycle (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    code TEXT NOT NULL,
    items TEXT NOT NULL,
    edition_put INTEGER NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE wanted (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    item TEXT NOT NULL
  )`,
  `CREATE TABLE pending (
    channel TEXT NOT NULL,
    id INTEGER NOT NULL,
    edition TEXT NOT NULL,
    headline TEXT NOT NULL,
    at INTEGER NOT NULL,
    urgent INTEGER NOT NULL DEFAULT 0,
    message INTEGER,
    PRIMARY KEY (channel, id)
  ) WITHOUT ROWID`,
  'CREATE INDEX pending_urgent ON pending (channel) WHERE urgent = 1',
  `CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    html TEXT NOT NULL,
    plain TEXT NOT NULL,
    silent INTEGER NOT NULL,
    contents TEXT NOT NULL DEFAULT '[]',
    preview TEXT,
    form TEXT NOT NULL DEFAULT 'html',
    state TEXT NOT NULL DEFAULT 'ready',
    at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    probed INTEGER NOT NULL DEFAULT 0,
    telegram_id INTEGER
  )`,
  `CREATE TABLE gaps (
    channel TEXT NOT NULL,
    feed TEXT NOT NULL,
    source TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    at INTEGER NOT NULL,
    told INTEGER NOT NULL DEFAULT 0,
    message INTEGER,
    PRIMARY KEY (channel, feed)
  ) WITHOUT ROWID`,
  `CREATE INDEX messages_unsent ON messages (id) WHERE state IN ('ready', 'sending')`,
  `CREATE TABLE parcels (
    channel TEXT NOT NULL,
    at INTEGER NOT NULL,
    destination INTEGER NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (channel, at)
  ) WITHOUT ROWID`,
  `CREATE TABLE arrived (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID`,
  // One row for a channel's items of a cycle, as rows cost.
  `CREATE TABLE outcomes (
    channel TEXT NOT NULL,
    at INTEGER NOT NULL,
    part INTEGER NOT NULL,
    stories TEXT NOT NULL,
    outcomes TEXT NOT NULL,
    PRIMARY KEY (channel, at, part)
  ) WITHOUT ROWID`,
  `CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL,
    language TEXT NOT NULL,
    notice TEXT NOT NULL
  )`,
  `CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    chat INTEGER NOT NULL,
    message INTEGER NOT NULL,
    language TEXT NOT NULL,
    feeds TEXT NOT NULL,
    told TEXT NOT NULL DEFAULT ''
  )`,
  `CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE spending (day TEXT PRIMARY KEY, spent TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE stored (until TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID`,
]
