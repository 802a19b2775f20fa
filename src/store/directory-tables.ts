/** The directory's tables with their schema version. */

/** As in store/tables.ts: one entry per version, never edited once released. */
export const directoryTables: readonly (readonly string[])[] = [
  [
    `CREATE TABLE people (
      id INTEGER PRIMARY KEY,
      language TEXT NOT NULL,
      name TEXT NOT NULL DEFAULT '',
      current TEXT,
      question TEXT
    )`,
    `CREATE TABLE channels (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      username TEXT,
      kind TEXT NOT NULL,
      cell INTEGER NOT NULL,
      hops INTEGER NOT NULL DEFAULT 0
    )`,
    // The person who registered a channel, and admins who chose it by /use. Telegram confirms the rights each time.
    `CREATE TABLE managers (person INTEGER NOT NULL, channel TEXT NOT NULL, PRIMARY KEY (person, channel)) WITHOUT ROWID`,
    `CREATE TABLE owners (person INTEGER PRIMARY KEY, invited_by INTEGER)`,
    `CREATE TABLE invitations (code TEXT PRIMARY KEY, inviter INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`,
    `CREATE TABLE updates (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0)`,
    // Answers that did not reach Telegram; sent again when it delivers the update again.
    `CREATE TABLE unsent (id INTEGER PRIMARY KEY AUTOINCREMENT, update_id INTEGER NOT NULL, answer TEXT NOT NULL)`,
    `CREATE TABLE memos (id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL, memo TEXT NOT NULL)`,
    `CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
  ],
  [
    `CREATE TABLE logins (
      hash TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      person INTEGER NOT NULL,
      until INTEGER NOT NULL
    ) WITHOUT ROWID`,
  ],
  // The directory's use of the daily quotas.
  [`CREATE TABLE spending (day TEXT PRIMARY KEY, spent TEXT NOT NULL) WITHOUT ROWID`],
  [
    // All that is known of an update is in one row.
    'ALTER TABLE updates ADD COLUMN until INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE updates ADD COLUMN unsent TEXT',
    `UPDATE updates SET until = at + 30000,
       unsent = (SELECT '[' || group_concat(answer) || ']' FROM (SELECT answer FROM unsent WHERE update_id = updates.id ORDER BY id))`,
    'DROP TABLE unsent',
    // See store/journal.ts.
    'CREATE TABLE journal (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, calls TEXT NOT NULL)',
    'CREATE INDEX channels_named ON channels (username COLLATE NOCASE, length(id))',
  ],
  [
    // 1: the front door lists the channel's web page, as its cell said at the last cron.
    'ALTER TABLE channels ADD COLUMN page INTEGER NOT NULL DEFAULT 0',
    'CREATE INDEX channels_with_page ON channels (page) WHERE page = 1',
  ],
  [
    // Readers of channels: see store/readers.ts.
    `CREATE TABLE reader_links (code TEXT PRIMARY KEY, channel TEXT NOT NULL) WITHOUT ROWID`,
    'CREATE INDEX reader_links_of_channel ON reader_links (channel)',
    `CREATE TABLE readers (person INTEGER PRIMARY KEY, cell INTEGER NOT NULL, hops INTEGER NOT NULL DEFAULT 0)`,
    `CREATE TABLE follows (person INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (person, code)) WITHOUT ROWID`,
    'CREATE INDEX follows_of_code ON follows (code)',
    // When a stranger was asked for words: they are forgotten unless they answer.
    'ALTER TABLE people ADD COLUMN asked_at INTEGER',
    'CREATE INDEX people_asked ON people (asked_at) WHERE asked_at IS NOT NULL',
  ],
]
