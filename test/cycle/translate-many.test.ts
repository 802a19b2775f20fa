/** Translations of many headlines, in several languages, and in channels in trouble. */
import { expect, it } from 'vitest'
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { instant } from '../../src/digest/schedule/instant.ts'
import type { Language } from '../../src/language.ts'
import { limits } from '../../src/limits.ts'
import type { Channel, Schedule } from '../../src/model.ts'
import { entry, FEED, oneChannel, untilQuiet, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const to = (language: Language) => ({ language, withOriginal: false })
const quarter: Schedule = { kind: 'live', gapMinutes: 15 }
const letters = 'abcdefghijklmnopqrstuvwxyz'
/** Names without digits, as `qab.`. */
const names = (count: number) =>
  Array.from({ length: count }, (_, at) => `q${letters.charAt(Math.floor(at / 26))}${letters.charAt(at % 26)}.`)

async function scene(cell: SimulatedCell, settings: Partial<Channel> = {}) {
  const ai = new SimulatedWorkersAi({
    answer: ({ lines, target }) =>
      lines.map((line, at) => `${at + 1}. ${line.replace('Headline', `Titel auf ${target}`)}`).join('\n'),
  })
  cell.machine.ai = ai
  cell.settings.everyMs = 60_000
  const { feed, channel } = await oneChannel(cell, cell.addChannel('First', { translate: to('de'), ...settings }))
  await cell.cron()
  const publish = (...some: readonly string[]) => {
    feed.publish(...some.map(entry))
    wakeFeeds(cell)
  }
  const count = (text: string, of = channel) => cell.posts(of).join('\n').split(text).length - 1
  return { ai, feed, channel, publish, count }
}

it('a digest with a gap whose translation is late is two minutes late, not a whole gap', () =>
  inCell('translate-gap', async (cell) => {
    const { ai, publish, count } = await scene(cell, { schedule: quarter })
    publish('w')
    await cell.cron(null, 20)
    // This one has its translation long before the digest is due.
    publish('x')
    await cell.cron()
    await cell.cron()
    ai.fail({ kind: 'busy' })
    publish('y')
    await cell.cron()
    expect(count('Titel auf de w')).toBe(1)
    expect(count('Titel auf de x')).toBe(0)
    await cell.cron(null, 1)
    expect(count('Titel auf de x')).toBe(1)
    expect(count('Titel auf de y')).toBe(1)
  }))

it('an instant channel keeps the order of headlines, if the first ones wait', () =>
  inCell('translate-order', async (cell) => {
    const { ai, publish, channel } = await scene(cell, { schedule: instant })
    // Two calls, each of 20 headlines at most.
    ai.fail({ kind: 'busy' })
    publish(...names(25))
    await cell.cron()
    expect(cell.posts(channel).join('\n')).not.toContain('Headline q')
    await untilQuiet(cell)
    const text = cell.posts(channel).join('\n')
    const places = names(25).map((name) => text.indexOf(name))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  }))

it('a slow model: what it has translated is kept, and the rest follows with the next cycle', () =>
  inCell('translate-slow', async (cell) => {
    const { ai, publish, count } = await scene(cell, { schedule: quarter })
    cell.trouble.modelMs = limits.machine.cycleMs - 1000
    publish(...names(50))
    await cell.cron()
    expect(ai.calls).toHaveLength(2)
    cell.trouble.modelMs = 1000
    await cell.cron(null, 1)
    expect(ai.calls).toHaveLength(3)
    expect(count('Titel auf de')).toBe(50)
  }))

it('languages share the time of a cycle', () =>
  inCell('translate-languages', async (cell) => {
    const { ai, publish, feed } = await scene(cell)
    cell.trouble.modelMs = limits.machine.cycleMs
    for (const language of ['fr', 'es', 'it', 'pt-br', 'tr'] as const) {
      cell.sites.set('news.example', feed.site)
      await cell.subscribe(cell.addChannel(language, { translate: to(language) }), FEED)
    }
    publish(...names(30))
    await cell.cron()
    expect(ai.calls.length).toBeLessThanOrEqual(6)
  }))

it('of more headlines than a cycle translates, the newest of each channel come first', () =>
  inCell('translate-500', async (cell) => {
    const { publish, count, feed, channel } = await scene(cell, {
      schedule: { kind: 'times', minutes: [0] },
      atMost: 20,
    })
    const { channels } = cell.ledger
    channels.configure({ ...channel, translate: null })
    for (let round = 0; round < 5; round++) {
      publish(...names(120).slice(round * 24, (round + 1) * 24))
      await cell.cron(null, 10)
    }
    cell.sites.set('news.example', feed.site)
    const other = cell.addChannel('Other', { translate: to('fr') })
    await cell.subscribe(other, FEED)
    channels.configure({ ...channel, translate: to('de') })
    publish('z')
    await cell.cron(null, 12 * 60)
    expect(count('Titel auf de')).toBe(20)
    expect(count('Titel auf fr', other)).toBe(1)
  }))

it('the neurons that are left are used, even if they are not enough for all', () =>
  inCell('translate-last-neurons', async (cell) => {
    const { ai, publish, count } = await scene(cell, { schedule: quarter })
    cell.settings.neuronsADay = 25
    publish(...names(60))
    await cell.cron()
    expect(ai.calls.length).toBeGreaterThan(0)
    expect(ai.calls.length).toBeLessThan(3)
    expect(count('Titel auf de')).toBeGreaterThan(0)
    expect(cell.ledger.spending.of(cell.clock.now).neurons).toBeLessThanOrEqual(25)
  }))

it('a channel that cannot be read keeps no other from its translations', () =>
  inCell('translate-broken', async (cell) => {
    const { publish, count, feed } = await scene(cell)
    cell.sites.set('news.example', feed.site)
    const broken = cell.addChannel('Broken', {
      translate: to('fr'),
      timezone: 'Mars/Olympus',
      schedule: { kind: 'every', hours: 1 },
    })
    await cell.subscribe(broken, FEED)
    publish('a')
    await cell.cron()
    expect(count('Titel auf de a')).toBe(1)
  }))

it('a channel that Telegram keeps closed costs no rows for each headline that waits there', () =>
  inCell('translate-closed', async (cell) => {
    const { publish, channel } = await scene(cell)
    cell.world.addFault({
      fault: { kind: 'too-many', retryAfter: 7200 },
      method: 'sendMessage',
      chat: channel.chat,
      times: 1,
    })
    publish('a')
    await cell.cron()
    for (let round = 0; round < 3; round++) {
      publish(...names(60).slice(round * 20, (round + 1) * 20))
      await cell.cron()
    }
    const from = cell.statements.length
    await cell.cron(null, 1)
    expect(cell.statements.slice(from).filter((text) => /FROM pending [\s\S]*ORDER BY id$/u.test(text))).toEqual([])
  }))
