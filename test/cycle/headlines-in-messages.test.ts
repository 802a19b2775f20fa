/** Headlines of messages that are under way while an upgrade, or a move of the channel, changes their rows: each is sent once. */
import * as v from 'valibot'
import { expect, it, vi } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { packChannel, receiveChannel } from '../../src/cell/transfer-channel.ts'
import { channelId, chatIdSchema } from '../../src/model.ts'
import type { Row } from '../../src/store/channel-transfers.ts'
import type { Database } from '../../src/store/database.ts'
import { restoreSnapshot, type Snapshot, takeSnapshot } from '../../src/store/snapshot.ts'
import { cellTables } from '../../src/store/tables.ts'
import { counts, entry, FEED, oneChannel, untilQuiet, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'
import { transferDeps } from './transfer-deps.ts'

type Rows = readonly Row[]

/** The tables of the version whose headlines named their messages. */
const versionBefore = cellTables.findIndex((step) => step.some((each) => each.includes('ADD COLUMN headlines')))

/**
 * Headlines and messages as that version stored them. It left headlines of a message behind whose channel got another id while the
 * message was being sent.
 */
function asBefore({ pending, messages }: { readonly pending: Rows; readonly messages: Rows }) {
  const holds = ({ headlines }: Row, id: unknown) => JSON.parse(String(headlines)).includes(id)
  const sent = messages.find((message) => message['state'] === 'sent')
  const named = pending.map(({ withdrawn, ...row }): Row => {
    const holder = messages.find((message) => message['state'] !== 'sent' && holds(message, row['id']))
    return { ...row, message: withdrawn === 1 ? 0 : (holder?.['id'] ?? null) }
  })
  const leftBehind = (named[0] === undefined ? [] : [named[0]]).map((row) => {
    const headline = JSON.stringify({ ...JSON.parse(String(row['headline'])), title: 'Headline first' })
    return { ...row, id: 100, headline, message: sent?.['id'] ?? null }
  })
  return {
    pending: [...named, ...leftBehind],
    messages: messages.map((row) => without(row, 'headlines', 'digest', 'cursors', 'buttons', 'instead')),
  }
}

/** A row without the columns that the version lacks. */
function without(row: Rows[number], ...columns: readonly string[]) {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)))
}

const tableOf = (name: string, rows: Rows) => ({
  name,
  columns: Object.keys(rows[0] ?? {}),
  rows: rows.map((row) => Object.values(row)),
})

function snapshotBefore(cell: SimulatedCell): Snapshot {
  const { version: _, tables } = takeSnapshot(cell)
  const rowsOf = (name: string): Rows =>
    tables.flatMap((table) =>
      table.name === name
        ? table.rows.map((row) => Object.fromEntries(row.map((value, at) => [table.columns[at] ?? '', value])))
        : [],
    )
  const before = asBefore({ pending: rowsOf('pending'), messages: rowsOf('messages') })
  const later = cellTables.slice(versionBefore).flat()
  const isNew = (table: string, column = '') =>
    later.some((each) => each.startsWith(`ALTER TABLE ${table} ADD COLUMN ${column} `))
  const others = tables
    .filter(({ name }) => !(name in before) && !later.some((each) => each.startsWith(`CREATE TABLE ${name} (`)))
    .map(({ name, columns, rows }) => {
      const without = <Value>(values: readonly Value[]) => values.filter((_, at) => !isNew(name, columns[at]))
      return { name, columns: without(columns), rows: rows.map(without) }
    })
  const changed = Object.entries(before).map(([name, rows]) => tableOf(name, rows))
  return { version: versionBefore, tables: [...others, ...changed] }
}

/** A channel with a message whose answer was lost, a retracted headline, and one that waits. */
async function underWay(cell: SimulatedCell) {
  const scene = await oneChannel(cell)
  const { feed, channel } = scene
  feed.publish(entry('first'))
  await cell.cron()
  cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', chat: channel.chat, times: 1 })
  feed.publish(entry('lost1'), entry('lost2'))
  wakeFeeds(cell)
  await cell.cron()
  feed.publish(entry('retracted'), entry('waiting'))
  wakeFeeds(cell)
  cell.world.addFault({ fault: { kind: 'server-error', status: 502, effect: false }, chat: channel.chat })
  await cell.cron()
  const retracted = cell.ledger.deliveries.pending(channel.id).find(({ headline }) => /retracted/u.test(headline.title))
  expect(cell.ledger.deliveries.withdraw(channel.id, retracted?.headline.code ?? '')).toHaveLength(1)
  cell.world.clearFaults()
  return scene
}

const names = ['first', 'lost1', 'lost2', 'retracted', 'waiting']

it('nothing is repeated after an upgrade from the version whose headlines named their messages', () =>
  inCell('headlines upgrade', async (cell) => {
    const { channel } = await underWay(cell)
    const database: Database = { sql: cell.sql, transaction: (work) => work() }
    expect(restoreSnapshot(database, cellTables, snapshotBefore(cell), () => {}).ok).toBe(true)
    cell.evict()
    await untilQuiet(cell)
    expect(counts(cell.posts(channel), names)).toEqual([1, 1, 1, 0, 1])
  }))

it('nothing is repeated when such a channel was on its way to another cell', () =>
  inCell('headlines transfer', async (cell) => {
    const { channel } = await underWay(cell)
    const { ledger, clock } = cell
    const deps = transferDeps(cell)
    expect(await packChannel(deps, channel.id, 1)).toBe(true)
    const [parcel] = ledger.transfers.all()
    if (parcel === undefined) throw new Error('the channel is not on its way')
    const transfer = { ...parcel.transfer, ...asBefore(parcel.transfer) }
    ledger.transfers.remove(channel.id)
    expect(await receiveChannel(deps, transfer, clock.now)).toBe(true)
    await untilQuiet(cell)
    expect(counts(cell.posts(channel), names)).toEqual([1, 1, 1, 0, 1])
  }))

it('a channel takes the headlines of a message along when its group becomes a supergroup where others wait', () =>
  inCell('headlines supergroup', async (cell) => {
    const { channel } = await underWay(cell)
    const { ledger } = cell
    const other = { ...channel, id: cell.addChannel('New').id }
    const [message] = ledger.messages.unsent()
    const [pending] = ledger.deliveries.pending(channel.id)
    if (message === undefined || pending === undefined) throw new Error('nothing is under way')
    const { id: _, ...headline } = pending.headline
    for (const title of ['x', 'y'])
      ledger.deliveries.addPending(other.id, pending.edition, { ...headline, title }, 0, false)
    ledger.channels.move(channel.id, other)
    const titles = () => ledger.deliveries.pending(other.id).map((each) => each.headline.title)
    expect(titles()).toEqual(['x', 'y', 'Headline waiting'])
    ledger.messages.markSent({ ...message, channel: other.id }, 5, cell.clock.now)
    expect(titles()).toEqual(['x', 'y', 'Headline waiting'])
    expect(cell.sql.exec('SELECT count(*) AS rows FROM pending').toArray()).toEqual([{ rows: 4 }])
  }))

it('nothing is repeated when the update about a new supergroup comes before the answer to a message', () =>
  inCell('headlines moved while sending', async (cell) => {
    const { ledger, world } = cell
    const group = world.addGroup({ title: 'Club', creator: 1001 })
    world.addBot({ chat: group.id, by: 1001 })
    const channel = cell.addChannel('Club', { kind: 'group' }, group.id)
    const feed = testFeed('News', [entry('old')])
    cell.sites.set('news.example', feed.site)
    await cell.subscribe(channel, FEED)
    feed.publish(entry('a'))
    const handle = world.handle.bind(world)
    let supergroup = group
    vi.spyOn(world, 'handle').mockImplementation(async (request) => {
      const answer = await handle(request)
      if (supergroup === group && request.url.endsWith('/sendMessage')) {
        supergroup = world.upgradeGroup(group.id, 1001)
        const chat = v.parse(chatIdSchema, supergroup.id)
        ledger.channels.move(channel.id, { ...channel, id: channelId(chat, null), chat, kind: 'supergroup' })
      }
      return answer
    })
    await untilQuiet(cell)
    const texts = [group, supergroup].flatMap(({ id }) => world.messages(id).map(({ text }) => text))
    expect(counts(texts, ['a'])).toEqual([1])
    feed.publish(entry('b'))
    wakeFeeds(cell)
    await untilQuiet(cell)
    const later = world.messages(supergroup.id).map(({ text }) => text)
    expect(counts(later, ['a', 'b'])).toEqual([0, 1])
  }))
