/** The cell's tables, with their schema versions. */
import { withWiderRecords } from './first-records.ts'

/** When the cycle of an earlier version's open edition began. */
const openedAt = "json_extract(items, '$.at')"

/**
 * One entry per schema version, applied in order. A released entry is never edited: a change is a new entry.
 * Times are epoch ms. docs/storage.md says what writes and deletes each row.
 */
export const cellTables: readonly (readonly string[])[] = [
  [
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
  ],
  [
    // Texts of the edition that is open, until it is in KV.
    'CREATE TABLE open_bodies (position INTEGER PRIMARY KEY, body TEXT NOT NULL)',
    // Texts of the items shown when a feed was added, in their order.
    `CREATE TABLE newest_bodies (
      channel TEXT NOT NULL,
      feed INTEGER NOT NULL,
      bodies TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (channel, feed)
    ) WITHOUT ROWID`,
  ],
  [
    'CREATE INDEX feeds_failing ON feeds (id) WHERE failures > 0',
    `INSERT INTO facts (key, value)
     SELECT 'last-cycle', json_object('endedAt', json(value), 'summary', NULL) FROM facts WHERE key = 'heartbeat'`,
    "DELETE FROM facts WHERE key IN ('heartbeat', 'problems')",
    // See store/journal.ts.
    'CREATE TABLE journal (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, calls TEXT NOT NULL)',
  ],
  // Items of open cycles have the codes of their short links, and editions are named by slots instead of seconds.
  [`DELETE FROM facts WHERE key = 'edition-second'`],
  [
    // Every cycle reads which feeds are used. The rows are long, and have `removed_at` at their end.
    'CREATE INDEX subscriptions_used ON subscriptions (feed) WHERE removed_at IS NULL',
  ],
  [
    // A record of an item has 37 digits instead of 24: see first-records.ts.
    `UPDATE feeds SET marks = ${withWiderRecords('marks')} WHERE marks <> ''`,
    `UPDATE feeds SET unmarks = ${withWiderRecords('unmarks')} WHERE unmarks <> ''`,
    `UPDATE subscriptions SET baseline = ${withWiderRecords('baseline')} WHERE baseline <> ''`,
    `CREATE TABLE recognised (
      feed INTEGER NOT NULL,
      at INTEGER NOT NULL,
      items TEXT NOT NULL,
      PRIMARY KEY (feed, at)
    ) WITHOUT ROWID`,
  ],
  [
    'ALTER TABLE feeds ADD COLUMN site TEXT',
    // Sealed user name, password and request headers.
    'ALTER TABLE feeds ADD COLUMN credentials TEXT',
    // JSON: how items are found on a page that is no feed.
    'ALTER TABLE feeds ADD COLUMN page_rule TEXT',
    // The owners know that only the beginning of the document is read.
    'ALTER TABLE feeds ADD COLUMN cut_notified INTEGER NOT NULL DEFAULT 0',
    // JSON: entries of the list that were not added.
    'ALTER TABLE imports ADD COLUMN left_out TEXT',
    // Hosts that refused requests: see HostPace.
    `CREATE TABLE hosts (
      host TEXT PRIMARY KEY,
      spacing INTEGER NOT NULL,
      too_short INTEGER NOT NULL,
      not_before INTEGER NOT NULL,
      strikes INTEGER NOT NULL,
      suspect INTEGER,
      refused_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
  ],
  [
    // Editions of about an hour, which are put into KV when they are closed.
    `CREATE TABLE editions (
      code TEXT PRIMARY KEY,
      opened_at INTEGER NOT NULL,
      lines TEXT NOT NULL DEFAULT '',
      items INTEGER NOT NULL DEFAULT 0,
      bytes INTEGER NOT NULL DEFAULT 0,
      text_bytes INTEGER NOT NULL DEFAULT 0,
      closed INTEGER NOT NULL DEFAULT 0,
      put_at INTEGER
    )`,
    `CREATE TABLE edition_texts (
      edition TEXT NOT NULL,
      code TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (edition, code)
    ) WITHOUT ROWID`,
    // The edition of a cycle that an earlier version opened. Its texts go by position where its items have no codes.
    `INSERT INTO editions (code, opened_at, lines, closed, put_at)
      SELECT code, ${openedAt}, (SELECT group_concat(value, ',' || char(10)) FROM json_each(items, '$.items')), 1,
        iif(edition_put = 1, ${openedAt}, NULL)
      FROM open_cycle WHERE iif(json_valid(items), json_array_length(items, '$.items'), 0) > 0`,
    `INSERT INTO edition_texts (edition, code, body)
      SELECT code, coalesce(json_extract(items, '$.items[' || position || '].code'), position), body
      FROM open_cycle JOIN open_bodies WHERE json_valid(items)`,
    'DROP TABLE open_cycle',
    'DROP TABLE open_bodies',
  ],
  [
    // Subscriptions of feeds at WebSub hubs: see hub-subscriptions.ts.
    `CREATE TABLE hub_subscriptions (
      nonce TEXT PRIMARY KEY,
      feed INTEGER NOT NULL,
      hubs TEXT NOT NULL,
      topic TEXT NOT NULL,
      hub TEXT NOT NULL,
      callback TEXT,
      since INTEGER NOT NULL,
      leaving INTEGER NOT NULL DEFAULT 0,
      asked_at INTEGER,
      lease_until INTEGER,
      next_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      trusted INTEGER NOT NULL DEFAULT 0,
      owed INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID`,
    // Documents that hubs delivered, in base64, until they are read. The first part has the rest.
    `CREATE TABLE pushes (
      id INTEGER NOT NULL,
      part INTEGER NOT NULL,
      feed INTEGER NOT NULL,
      at INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      hash TEXT NOT NULL,
      content_type TEXT,
      body TEXT NOT NULL,
      PRIMARY KEY (id, part)
    ) WITHOUT ROWID`,
  ],
  [
    // A message names its headlines, instead of each headline its message: one row less to write for each.
    `ALTER TABLE messages ADD COLUMN headlines TEXT NOT NULL DEFAULT '[]'`,
    `UPDATE messages SET headlines =
      (SELECT json_group_array(id) FROM pending WHERE pending.channel = messages.channel AND message = messages.id)
      WHERE state IN ('ready', 'sending')`,
    // Headlines and gaps of a sent message were left behind if its channel got another id meanwhile.
    `DELETE FROM pending WHERE message <> 0 AND message NOT IN
      (SELECT id FROM messages WHERE state IN ('ready', 'sending'))`,
    `UPDATE gaps SET told = 1, message = NULL WHERE message NOT IN
      (SELECT id FROM messages WHERE state IN ('ready', 'sending'))`,
    'ALTER TABLE pending ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0',
    'UPDATE pending SET withdrawn = 1 WHERE message = 0',
    'ALTER TABLE pending DROP COLUMN message',
    // An index is written again for each row whose column its condition names, and states change more often than receipts.
    'DROP INDEX messages_unsent',
    'CREATE INDEX messages_unsent ON messages (id) WHERE telegram_id IS NULL',
  ],
  [
    // What public channels got, for their pages: a row for each channel and UTC day, and more if it is full. See posts.ts.
    `CREATE TABLE posts (
      channel TEXT NOT NULL,
      day INTEGER NOT NULL,
      part INTEGER NOT NULL,
      tag INTEGER NOT NULL,
      parts TEXT NOT NULL,
      PRIMARY KEY (channel, day, part)
    ) WITHOUT ROWID`,
    // Written once for each row, as appending changes none of its columns.
    'CREATE INDEX posts_tag ON posts (tag, day)',
    // JSON: the digest that the message belongs to. Null: its channel has no posts, or an earlier version composed it.
    'ALTER TABLE messages ADD COLUMN digest TEXT',
    // Retracted headlines, by the codes of their short links.
    `CREATE TABLE retracted (
      channel TEXT NOT NULL,
      code TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (channel, code)
    ) WITHOUT ROWID`,
  ],
]
