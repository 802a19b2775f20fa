/** A channel moves to another cell while the memory of its feeds is missing: nothing is repeated, and the move happens. */
import { expect, it } from 'vitest'
import { packChannel, receiveChannel } from '../../src/cell/transfer-channel.ts'
import { limits } from '../../src/limits.ts'
import type { ChannelTransfer } from '../../src/store/channel-transfers.ts'
import { anHourLater, counts, entry, oneChannel, untilQuiet } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const seenOf = (bot: number) => `{"schema":3,"bot":${bot},"version":9,"feeds":[\n["https://other.example/feed",""]\n]}`

const deps = ({ ledger, identity, kv, memory }: SimulatedCell) => ({
  cell: 0,
  ledger,
  memory: memory(),
  settings: { botId: identity.bot },
  store: { get: async (key: string) => kv.get(key) ?? null, put: async () => {} },
  stopwatch: { within: <Value>(work: Promise<Value>) => work },
})

/** A cell whose channel was sent `a`. */
async function withNews(cell: SimulatedCell) {
  const scene = await oneChannel(cell)
  scene.feed.publish(entry('a'))
  await anHourLater(cell)
  return scene
}

it('a channel waits in its cell while KV holds another bot’s memory', () =>
  inCell('stays', async (cell) => {
    const { channel } = await withNews(cell)
    const own = cell.kv.get('seen:0') ?? ''
    cell.kv.set('seen:0', seenOf(7))
    expect(await packChannel(deps(cell), channel.id, 1)).toBe(false)
    expect(cell.ledger.channels.get(channel.id)).not.toBeNull()
    cell.kv.set('seen:0', own)
    expect(await packChannel(deps(cell), channel.id, 1)).toBe(true)
  }))

it.each([
  ['that was forgotten', ({ kv }: SimulatedCell) => void kv.set('seen:0', seenOf(4242))],
  [
    'that begins anew',
    ({ ledger, clock, kv }: SimulatedCell) => {
      kv.clear()
      ledger.startOver([1], clock.now)
    },
  ],
])('a channel with a feed %s moves to another cell, and nothing is repeated', async (name, forget) => {
  for (const has of ['the feed', 'another feed']) {
    let transfer: ChannelTransfer | undefined
    await inCell(`from-${name}-${has}`, async (cell) => {
      const { channel } = await withNews(cell)
      forget(cell)
      expect(await packChannel(deps(cell), channel.id, 1)).toBe(true)
      transfer = cell.ledger.transfers.all()[0]?.transfer
    })
    await inCell(`to-${name}-${has}`, async (cell) => {
      const arriving = cell.addChannel('Arriving')
      const { feed, channel } = await withNews(cell)
      if (has === 'another feed') cell.sql.exec("UPDATE feeds SET url = 'https://news.example/feed?other'")
      expect(transfer?.channel).toBe(arriving.id)
      if (transfer !== undefined) expect(await receiveChannel(deps(cell), transfer, cell.clock.now)).toBe(true)
      await untilQuiet(cell)
      feed.publish(entry('b'))
      await untilQuiet(cell)
      expect(counts(cell.posts(arriving), ['old', 'a', 'b'])).toEqual([0, 0, 1])
      expect(counts(cell.posts(channel), ['old', 'a', 'b'])).toEqual([0, 1, 1])
    })
  }
})

it.each([0, 1])('no character is lost where a transfer is cut into parts, after %i more units', (more) =>
  inCell(`characters-${more}`, async (cell) => {
    const { channel } = await oneChannel(cell)
    const title = `${'x'.repeat(more)}${'😀'.repeat(limits.store.transferPartUnits / 2)}`
    cell.ledger.channels.configure({ ...channel, title })
    expect(await packChannel(deps(cell), channel.id, 1)).toBe(true)
    const [packed] = cell.ledger.transfers.all()
    expect(JSON.parse(String(packed?.transfer.state['config'])).title === title).toBe(true)
  }),
)
