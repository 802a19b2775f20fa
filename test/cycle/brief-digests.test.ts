/** Briefings in cycles: what stands above a digest, what it costs, and that no digest is lost, repeated or late for one. */
import { describe, expect, it } from 'vitest'
import { type AiFault, SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { usualLook } from '../../src/look.ts'
import type { Channel, Schedule } from '../../src/model.ts'
import { counts, entry, oneChannel, toldTo, untilQuiet, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const hourly: Schedule = { kind: 'every', hours: 1 }
const sentences = ['The first headline is here. [1]', 'Two headlines follow it. [2][3]']

async function scene(cell: SimulatedCell, settings: Partial<Channel> = {}, answer = sentences) {
  const ai = new SimulatedWorkersAi({ answer: () => answer.join('\n') })
  cell.machine.ai = ai
  const { feed, channel } = await oneChannel(
    cell,
    cell.addChannel('First', { schedule: hourly, briefing: true, ...settings }),
  )
  await cell.cron()
  const news = async (...names: readonly string[]) => {
    feed.publish(...names.map(entry))
    wakeFeeds(cell)
    await cell.cron(null, 60)
  }
  return { ai, feed, channel, news, posts: () => cell.posts(channel).join('\n') }
}

describe('a digest at a set time', () => {
  it('begins with a briefing of its headlines, the newest first', () =>
    inCell('briefing', async (cell) => {
      const { news, posts, ai, channel } = await scene(cell)
      await news('a', 'b', 'c')
      expect(posts()).toMatch(
        /🤖 In short\nThe first headline is here\. \[1\]\nTwo headlines follow it\. \[2\] \[3\]\n\nNews\n•/u,
      )
      expect(ai.calls.map(({ asked: { task, lines, target } }) => [task, lines, target])).toEqual([
        ['news', ['Headline c', 'Headline b', 'Headline a'], 'en'],
      ])
      expect(counts(cell.posts(channel), ['a', 'b', 'c'])).toEqual([1, 1, 1])
    }))

  it.each<readonly [what: string, settings: Partial<Channel>]>([
    ['the setting is off', { briefing: usualLook.briefing }],
    ['the channel gets headlines as they come', { schedule: { kind: 'live', gapMinutes: null } }],
    ['it has only two headlines', { filter: '"Headline a" OR "Headline b"' }],
    ['it shows at most two headlines', { atMost: 2 }],
    ['its channel is paused', { pause: { by: 'owner', since: 0 } }],
  ])('has none, and the model is not asked, if %s', (name, settings) =>
    inCell(`briefing-${name}`, async (cell) => {
      const { news, posts, ai } = await scene(cell, settings)
      await news('a', 'b', 'c')
      await untilQuiet(cell)
      expect(posts()).not.toContain('🤖')
      expect(ai.calls).toEqual([])
      expect(toldTo(cell).join()).not.toContain('briefing')
    }),
  )

  it.each<readonly [what: string, trouble: (cell: SimulatedCell, ai: SimulatedWorkersAi) => void]>([
    ['the day’s neurons are used up', ({ settings }) => Object.assign(settings, { neuronsADay: 0 })],
    ['the operator has bound no model', ({ machine }) => Object.assign(machine, { ai: null })],
    ...(['quota-spent', 'busy', 'timeout', 'gone', 'not-on-plan', 'html', 'empty'] as const).map(
      (kind): readonly [string, (cell: SimulatedCell, ai: SimulatedWorkersAi) => void] => {
        const fault: AiFault = { kind }
        return [`the model’s answer is ${kind}`, (_, ai) => ai.fail(fault)]
      },
    ),
    ['no sentence cites a headline', (_, ai) => ai.fail({ kind: 'text', text: 'Nothing is cited here.' })],
  ])('is sent at once without it if %s, and its owner is told once', (name, trouble) =>
    inCell(`briefing-never-${name}`, async (cell) => {
      const { news, ai, channel } = await scene(cell)
      trouble(cell, ai)
      await news('a', 'b', 'c')
      expect(cell.posts(channel).join('\n')).not.toContain('🤖')
      expect(counts(cell.posts(channel), ['a', 'b', 'c'])).toEqual([1, 1, 1])
      trouble(cell, ai)
      await news('d', 'e', 'f')
      await cell.cron(null, 1)
      expect(counts(cell.posts(channel), ['d', 'e', 'f'])).toEqual([1, 1, 1])
      expect(toldTo(cell).filter((text) => text.includes('sent without a briefing'))).toHaveLength(1)
    }),
  )

  it.each(['cards', 'rich'] as const)('has the briefing first with the layout %s, and each headline once', (layout) =>
    inCell(`briefing-${layout}`, async (cell) => {
      const { news, channel } = await scene(cell, { layout })
      await news('a', 'b', 'c')
      await untilQuiet(cell)
      const posts = cell.posts(channel)
      expect(posts).toHaveLength(layout === 'cards' ? 4 : 1)
      expect(posts[0]).toContain('The first headline is here. [1]')
      expect(counts(posts, ['a', 'b', 'c'])).toEqual([1, 1, 1])
    }),
  )

  it('is briefed with the translations that it shows', () =>
    inCell('briefing-translated', async (cell) => {
      const { news, ai } = await scene(cell, { translate: { language: 'de', withOriginal: false } })
      ai.fail({ kind: 'text', text: '1. Schlagzeile a\n2. Schlagzeile b\n3. Schlagzeile c' })
      await news('a', 'b', 'c')
      expect(ai.calls.at(-1)?.asked).toMatchObject({
        task: 'news',
        lines: ['Schlagzeile c', 'Schlagzeile b', 'Schlagzeile a'],
      })
    }))
})

it('neurons are counted as the model counts them', () =>
  inCell('briefing-neurons', async (cell) => {
    const { news, ai } = await scene(cell)
    await news('a', 'b', 'c')
    expect(ai.neurons).toBeGreaterThan(0)
    expect(cell.ledger.spending.of(cell.clock.now).neurons).toBeCloseTo(ai.neurons, 1)
  }))

it('digests of several channels are briefed side by side, and one that fails keeps no other from it', () =>
  inCell('briefing-many', async (cell) => {
    const { news, ai, feed } = await scene(cell)
    cell.sites.set('news.example', feed.site)
    const others = Array.from({ length: 6 }, (_, at) =>
      cell.addChannel(`Other ${at}`, { schedule: hourly, briefing: true }),
    )
    for (const other of others) await cell.subscribe(other, 'https://news.example/feed')
    ai.fail({ kind: 'busy' })
    await news('a', 'b', 'c')
    await untilQuiet(cell)
    const briefed = others.filter((each) => cell.posts(each).join().includes('🤖'))
    expect(briefed.length).toBeGreaterThanOrEqual(5)
    for (const each of others) expect(counts(cell.posts(each), ['a', 'b', 'c'])).toEqual([1, 1, 1])
  }))

it.each(['before', 'after'] as const)('a cycle that dies %s the model’s answer sends each headline once', (when) =>
  inCell(`briefing-death-${when}`, async (cell) => {
    const { feed, channel, news, ai } = await scene(cell)
    const before = cell.steps.length
    await news('a', 'b', 'c')
    const at = cell.steps.slice(before).indexOf('ask the model') + 1
    expect(at).toBeGreaterThan(0)
    feed.publish(...['d', 'e', 'f'].map(entry))
    wakeFeeds(cell)
    expect(await cell.cron({ step: at, when }, 60)).toBeNull()
    await untilQuiet(cell)
    expect(counts(cell.posts(channel), ['a', 'b', 'c', 'd', 'e', 'f'])).toEqual([1, 1, 1, 1, 1, 1])
    expect(cell.posts(channel).at(-1)).toContain('🤖 In short')
    expect(cell.ledger.spending.of(cell.clock.now).neurons).toBeGreaterThanOrEqual(ai.neurons - 0.1)
  }),
)

it('a headline that is withdrawn while the model writes takes its sentence with it', () =>
  inCell('briefing-withdrawn', async (cell) => {
    const { news, posts, ai, channel } = await scene(cell)
    const { run } = ai
    ai.run = (...call) => {
      const [oldest] = cell.ledger.deliveries.pending(channel.id)
      if (oldest !== undefined) cell.ledger.deliveries.withdraw(channel.id, oldest.headline.code)
      return run.apply(ai, call)
    }
    await news('a', 'b', 'c')
    expect(posts()).not.toContain('Headline a')
    expect(posts()).toContain('The first headline is here. [1]')
    expect(posts()).not.toContain('Two headlines')
  }))
