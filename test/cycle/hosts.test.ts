/** A host that refuses requests: its other feeds wait, and are neither failing nor asked. */
import { expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { counts, entry, toldTo } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const CYCLES_A_DAY = 288

/** A channel with some feeds of one host. `refusal`: what the host answers instead, until it is set to null. */
async function oneHost(cell: SimulatedCell, count: number) {
  const channel = cell.addChannel('First')
  const feeds = Array.from({ length: count }, (_, n) => testFeed(`Feed ${n}`, [entry(`old${n}`)]))
  const requests: string[] = []
  const host = { refusal: null as (() => Response) | null }
  cell.sites.set('news.example', (request) => {
    const { pathname } = new URL(request.url)
    requests.push(pathname)
    return host.refusal?.() ?? feeds[Number(pathname.slice(1))]?.site(request) ?? new Response(null, { status: 404 })
  })
  for (const n of feeds.keys()) await cell.subscribe(channel, `https://news.example/${n}`)
  requests.length = 0
  return { channel, feeds, requests, host }
}

const failing = (cell: SimulatedCell) => cell.ledger.feeds.used().filter(({ failures }) => failures > 0)

it.each([429, 503])('%i with a time holds for all feeds of the host', (status) =>
  inCell(`holds-${status}`, async (cell) => {
    const { channel, feeds, requests, host } = await oneHost(cell, 4)
    host.refusal = () => new Response(null, { status, headers: { 'retry-after': '1500' } })
    await cell.cron()
    expect(requests).toHaveLength(1)
    host.refusal = null
    for (const [n, feed] of feeds.entries()) feed.publish(entry(`new${n}`))
    for (let cycle = 0; cycle < 4; cycle += 1) await cell.cron()
    expect(requests).toHaveLength(1)
    expect(failing(cell)).toHaveLength(1)
    await cell.cron()
    expect(requests.toSorted()).toEqual(['/0', '/0', '/1', '/2', '/3'])
    expect(counts(cell.posts(channel), ['new0', 'new1', 'new2', 'new3'])).toEqual([1, 1, 1, 1])
    expect([failing(cell), toldTo(cell)]).toEqual([[], []])
  }),
)

it('a feed that was refused after others were answered is not failing', () =>
  inCell('refused-later', async (cell) => {
    const { requests, host } = await oneHost(cell, 4)
    host.refusal = () => {
      if (requests.length === 3) return new Response(null, { status: 429 })
      return new Response(null, { status: 404 })
    }
    await cell.cron()
    expect(requests).toHaveLength(3)
    expect(failing(cell).map(({ problem }) => problem)).toEqual(new Array(2).fill({ kind: 'http-status', status: 404 }))
    expect(cell.ledger.hosts.all()).toMatchObject([{ host: 'news.example', spacingMs: 30_000, strikes: 0 }])
  }))

it('the owner of a feed that its host refuses for a whole day gets one notice, and one when it works again', () =>
  inCell('refused-a-day', async (cell) => {
    const { requests, host } = await oneHost(cell, 1)
    host.refusal = () => new Response(null, { status: 429 })
    for (let cycle = 0; cycle < CYCLES_A_DAY; cycle += 1) await cell.cron()
    expect(toldTo(cell)).toEqual([])
    for (let cycle = 0; cycle < 14; cycle += 1) await cell.cron()
    expect(toldTo(cell)).toEqual([expect.stringContaining('whole day')])
    expect(requests.length).toBeLessThan(32)
    host.refusal = null
    for (let cycle = 0; cycle < 14; cycle += 1) await cell.cron()
    expect(toldTo(cell).slice(1)).toEqual([expect.stringContaining('I can read')])
    expect(failing(cell)).toEqual([])
  }))

it('a host that refuses nothing has no row, and one that refused something is forgotten after a week', () =>
  inCell('forgotten', async (cell) => {
    const { host } = await oneHost(cell, 3)
    await cell.cron()
    expect(cell.ledger.hosts.all()).toEqual([])
    host.refusal = () => new Response(null, { status: 429 })
    await cell.cron()
    expect(cell.ledger.hosts.all()).toHaveLength(1)
    cell.ledger.prune(cell.clock.now + 8 * 24 * 60 * 60 * 1000)
    expect(cell.ledger.hosts.all()).toEqual([])
  }))
