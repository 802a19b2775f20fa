/** Translated headlines in cycles: what is sent, what it costs, and that no headline is lost, repeated or late for a translation. */
import { describe, expect, it } from 'vitest'
import { type AiFault, SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import type { Translate } from '../../src/look.ts'
import type { Channel } from '../../src/model.ts'
import { entry, oneChannel, toldTo, untilQuiet, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const toGerman: Translate = { language: 'de', withOriginal: false }
/** German for the feed's headlines; others stay as they are. */
const german = new Map([
  ['Headline a', 'Schlagzeile a'],
  ['Headline b', 'Schlagzeile b'],
  ['Headline 7 dead', 'Schlagzeile 8 Tote'],
])

async function scene(cell: SimulatedCell, settings: Partial<Channel> = {}) {
  const ai = new SimulatedWorkersAi({
    answer: ({ lines }) => lines.map((line, at) => `${at + 1}. ${german.get(line) ?? line}`).join('\n'),
  })
  cell.machine.ai = ai
  cell.settings.everyMs = 60_000
  const { feed, channel } = await oneChannel(cell, cell.addChannel('First', { translate: toGerman, ...settings }))
  await cell.cron()
  const news = async (...names: readonly string[]) => {
    feed.publish(...names.map(entry))
    wakeFeeds(cell)
    await cell.cron()
  }
  return { ai, feed, channel, news, posts: () => cell.posts(channel).join('\n') }
}

describe('a channel with /translate', () => {
  it('gets the translation in place of the title', () =>
    inCell('translate', async (cell) => {
      const { news, posts, ai } = await scene(cell)
      await news('a', 'b')
      expect(posts()).toContain('Schlagzeile a')
      expect(posts()).toContain('Schlagzeile b')
      expect(posts()).not.toContain('Headline')
      expect(ai.calls).toHaveLength(1)
    }))

  it('gets the original behind it, if its owner wants both', () =>
    inCell('translate-both', async (cell) => {
      const { news, posts } = await scene(cell, { translate: { ...toGerman, withOriginal: true } })
      await news('a')
      expect(posts()).toMatch(/Schlagzeile a \(Headline a\)/u)
    }))

  it('shares a translation with the other channels that want it in this language', () =>
    inCell('translate-shared', async (cell) => {
      const { news, ai, feed } = await scene(cell)
      const other = cell.addChannel('Second', { translate: toGerman })
      cell.sites.set('news.example', feed.site)
      await cell.subscribe(other, 'https://news.example/feed')
      await news('a')
      expect(cell.posts(other).join()).toContain('Schlagzeile a')
      expect(ai.calls).toHaveLength(1)
    }))

  it.each<readonly [what: string, settings: Partial<Channel>]>([
    ['asks for nothing without the setting', { translate: null }],
    ['asks for nothing in the language of the headlines', { translate: { language: 'en', withOriginal: false } }],
    ['asks for nothing while it is paused', { pause: { by: 'owner', since: 0 } }],
  ])('%s', (name, settings) =>
    inCell(`translate-${name}`, async (cell) => {
      const { news, ai } = await scene(cell, settings)
      await news('about the storm that will reach the coast')
      expect(ai.calls).toEqual([])
    }),
  )

  it('gets the original of a title whose numbers came out differently', () =>
    inCell('translate-numbers', async (cell) => {
      const { news, posts, ai } = await scene(cell)
      await news('7 dead')
      expect(posts()).toContain('Headline 7 dead')
      await untilQuiet(cell)
      expect(ai.calls).toHaveLength(1)
      expect(toldTo(cell).join()).not.toContain('original')
    }))
})

describe('a headline is never later than two minutes', () => {
  it.each<readonly [what: string, fault: AiFault]>([
    ['the model is busy', { kind: 'busy' }],
    ['the model did not answer in time', { kind: 'timeout' }],
  ])('if %s, it waits for the next cycle, and its owner is told once', (name, fault) =>
    inCell(`translate-later-${name}`, async (cell) => {
      const { news, posts, ai } = await scene(cell)
      ai.fail(fault)
      await news('a')
      expect(posts()).not.toContain('Headline a')
      await cell.cron(null, 1)
      expect(posts()).toContain('Schlagzeile a')
      ai.fail(fault)
      await news('b')
      await cell.cron(null, 1)
      expect(toldTo(cell).filter((text) => text.includes('in the original'))).toHaveLength(1)
    }),
  )

  it('if the model stays busy, the original is sent', () =>
    inCell('translate-busy', async (cell) => {
      const { news, posts, ai } = await scene(cell)
      ai.fail({ kind: 'busy' }, { kind: 'busy' }, { kind: 'busy' })
      await news('a')
      await cell.cron(null, 1)
      expect(posts()).not.toContain('Headline a')
      await cell.cron(null, 1)
      expect(posts()).toContain('Headline a')
    }))

  it.each<readonly [what: string, trouble: (cell: SimulatedCell, ai: SimulatedWorkersAi) => void]>([
    ['the day’s neurons are used up', ({ settings }) => Object.assign(settings, { neuronsADay: 0 })],
    ['Cloudflare says that they are', (_, ai) => ai.fail({ kind: 'quota-spent' })],
    ['the model is gone', (_, ai) => ai.fail({ kind: 'gone' })],
    ['the plan does not include the model', (_, ai) => ai.fail({ kind: 'not-on-plan' })],
    ['the answer cannot be read', (_, ai) => ai.fail({ kind: 'html' })],
    ['the answer is empty', (_, ai) => ai.fail({ kind: 'empty' })],
    ['the operator has bound no model', ({ machine }) => Object.assign(machine, { ai: null })],
  ])('if %s, the original is sent at once, and its owner is told', (name, trouble) =>
    inCell(`translate-never-${name}`, async (cell) => {
      const { news, posts, ai } = await scene(cell)
      trouble(cell, ai)
      await news('a')
      expect(posts()).toContain('Headline a')
      await cell.cron(null, 1)
      expect(toldTo(cell).filter((text) => text.includes('in the original'))).toHaveLength(1)
    }),
  )
})

describe('the neurons of a day', () => {
  it('are counted as the model counts them', () =>
    inCell('translate-neurons', async (cell) => {
      const { news, ai } = await scene(cell)
      await news('a', 'b')
      expect(cell.ledger.spending.of(cell.clock.now).neurons).toBeCloseTo(ai.neurons, 1)
    }))

  it('are counted at their most if the cycle dies during the call', () =>
    inCell('translate-neurons-died', async (cell) => {
      const { feed, ai } = await scene(cell)
      feed.publish(entry('a'))
      wakeFeeds(cell)
      const step = cell.steps.length
      await cell.cron()
      const at = cell.steps.slice(step).indexOf('ask the model') + 1
      feed.publish(entry('b'))
      wakeFeeds(cell)
      expect(await cell.cron({ step: at, when: 'after' })).toBeNull()
      expect(cell.ledger.spending.of(cell.clock.now).neurons).toBeGreaterThan(ai.neurons)
    }))
})

it('a cycle that dies at the model sends each headline once', () =>
  inCell('translate-death', async (cell) => {
    const { feed, channel } = await scene(cell)
    const before = cell.steps.length
    feed.publish(entry('a'))
    wakeFeeds(cell)
    await cell.cron()
    const at = cell.steps.slice(before).indexOf('ask the model') + 1
    for (const [name, when] of [
      ['b', 'before'],
      ['c', 'after'],
    ] as const) {
      feed.publish(entry(name))
      wakeFeeds(cell)
      expect(await cell.cron({ step: at, when })).toBeNull()
      await untilQuiet(cell)
    }
    const text = cell.posts(channel).join('\n')
    for (const shown of ['Schlagzeile a', 'Schlagzeile b', 'Headline c']) expect(text.split(shown)).toHaveLength(2)
  }))
