/** The cell's tables, with their schema versions. */
import { withWiderRecords } from './first-records.ts'
import { firstTables } from './first-tables.ts'

/** When the cycle of an earlier version's open edition began. */
const openedAt = "json_extract(items, '$.at')"

/**
 * One entry per schema version, applied in order. A released entry is never edited: a change is a new entry.
 * Times are epoch ms. docs/storage.md says what writes and deletes each row.
 */
export const cellTables: readonly (readonly string[])[] = [
  firstTables,
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
  [
    // JSON: the channels that a reader's selection takes headlines from: see follows.ts. Null: it is an ordinary channel.
    'ALTER TABLE channels ADD COLUMN follows TEXT',
    // Headlines of channels that have a link for readers: a row for each channel and hour. See channel-news.ts.
    `CREATE TABLE channel_news (
      channel TEXT NOT NULL,
      at INTEGER NOT NULL,
      headlines TEXT NOT NULL,
      PRIMARY KEY (channel, at)
    ) WITHOUT ROWID`,
    // JSON: for each channel of a selection, by its code for readers, the time of the last headline before this digest.
    'ALTER TABLE messages ADD COLUMN cursors TEXT',
    // JSON: buttons with links under a message. Null: none.
    'ALTER TABLE messages ADD COLUMN buttons TEXT',
    // JSON: the ordinary messages that replace a rich one, if Telegram refuses it. Null: it is not rich, or was sent.
    'ALTER TABLE messages ADD COLUMN instead TEXT',
    // The owner knows that Telegram refuses the channel's rich messages.
    'ALTER TABLE channels ADD COLUMN rich_refused INTEGER NOT NULL DEFAULT 0',
    // What a channel got on each UTC day: see channel-days.ts.
    `CREATE TABLE channel_days (
      channel TEXT NOT NULL,
      day INTEGER NOT NULL,
      messages INTEGER,
      headlines INTEGER NOT NULL DEFAULT 0,
      sent TEXT NOT NULL DEFAULT '[]',
      links TEXT NOT NULL DEFAULT '[]',
      feeds TEXT NOT NULL DEFAULT '[]',
      reactions TEXT NOT NULL DEFAULT '[]',
      PRIMARY KEY (channel, day)
    ) WITHOUT ROWID`,
    // Titles that sent headlines are to get: see corrections.ts.
    `CREATE TABLE corrections (
      channel TEXT NOT NULL,
      code TEXT NOT NULL,
      was TEXT NOT NULL,
      title TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (channel, code)
    ) WITHOUT ROWID`,
    // Items that left their feeds soon after their publication: see missing-items.ts.
    `CREATE TABLE missing_items (
      feed INTEGER NOT NULL,
      item TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (feed, item)
    ) WITHOUT ROWID`,
    // A group became a supergroup, where ids begin again: earlier messages have an id above a later one's.
    `UPDATE messages SET telegram_id = NULL
      WHERE state = 'sent' AND channel IN (SELECT id FROM channels WHERE json_extract(config, '$.kind') = 'supergroup') AND
      (telegram_id > (SELECT coalesce(last_message, 0) FROM channels WHERE channels.id = messages.channel) OR EXISTS
        (SELECT 1 FROM messages AS later WHERE later.channel = messages.channel AND later.id > messages.id
          AND later.telegram_id <= messages.telegram_id))`,
  ],
  [
    // The day and the problems of the language model that the owner knows of: `2026-01-05 busy quota-spent`. Null: none.
    'ALTER TABLE channels ADD COLUMN machine_told TEXT',
  ],
]
