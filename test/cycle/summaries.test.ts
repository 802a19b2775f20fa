/** Summaries of articles in cycles: which articles are summed up, what it costs, and that no message waits for them. */
import { describe, expect, it } from 'vitest'
import type { Asked } from '../../simulators/workers-ai/asked.ts'
import { type AiFault, SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { limits } from '../../src/limits.ts'
import type { Channel } from '../../src/model.ts'
import { getBodies } from '../../src/store/bodies.ts'
import { entry, oneChannel, untilQuiet, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const summed = { reading: true, summary: true } as const
const sentences: Readonly<Record<string, string>> = {
  en: 'The storm will reach the coast tonight.',
  de: 'Der Sturm erreicht heute Abend die Küste.',
}
const answer = ({ target }: Asked) => sentences[target] ?? ''
const paragraph = 'The storm will reach the coast tonight, and the ferries stay in port until the wind is weaker. '
const article = (name: string, times = 10) => ({ ...entry(name), text: `<p>${paragraph.repeat(times)}</p>` })

async function scene(cell: SimulatedCell, settings: Partial<Channel> = summed) {
  const ai = new SimulatedWorkersAi({ answer })
  cell.machine.ai = ai
  const { feed, channel } = await oneChannel(cell, cell.addChannel('First', settings))
  await cell.cron()
  const news = async (...entries: readonly ReturnType<typeof article>[]) => {
    feed.publish(...entries)
    wakeFeeds(cell)
    return cell.cron()
  }
  return { ai, feed, channel, news }
}

const summariesIn = ({ ledger }: SimulatedCell) =>
  ledger.openEditions
    .all()
    .flatMap(({ code }) => [...ledger.openEditions.texts(code).values()].map(({ summaries = [] }) => summaries))
const english = [{ language: 'en', sentences: [sentences['en']] }]

describe('a channel with reading pages and /summary on', () => {
  it('has a summary of each long article, after its message was sent', () =>
    inCell('summary', async (cell) => {
      const { news } = await scene(cell)
      const before = cell.steps.length
      await news(article('a'))
      expect(summariesIn(cell)).toEqual([english])
      const steps = cell.steps.slice(before)
      expect(steps.indexOf('ask the model')).toBeGreaterThan(steps.indexOf('sendMessage'))
      expect(steps).toContain('sendMessage')
    }))

  it('keeps it with the text in KV', () =>
    inCell('summary-kept', async (cell) => {
      const { news } = await scene(cell)
      await news(article('a'))
      const [edition] = cell.ledger.openEditions.all()
      await cell.cron(null, 65)
      const store = { get: async (key: string) => cell.kv.get(key) ?? null }
      const bodies = edition === undefined ? null : await getBodies(store, edition.code)
      expect(bodies?.ok === true ? [...bodies.value.values()].map(({ summaries }) => summaries) : null).toEqual([
        english,
      ])
    }))

  it('has it in its own language, beside those of other channels', () =>
    inCell('summary-languages', async (cell) => {
      const { ai, news, feed } = await scene(cell)
      const other = cell.addChannel('Second', { ...summed, language: 'de' })
      cell.sites.set('news.example', feed.site)
      await cell.subscribe(other, 'https://news.example/feed')
      await news(article('a'))
      expect(ai.calls.map(({ asked }) => asked.target)).toEqual(['en', 'de'])
      expect(summariesIn(cell)).toEqual([[...english, { language: 'de', sentences: [sentences['de']] }]])
    }))

  it('gets a few in a cycle, and the others in the next ones', () =>
    inCell('summary-few', async (cell) => {
      const { ai, news } = await scene(cell)
      await news(...Array.from({ length: limits.machine.summariesACycle + 2 }, (_, at) => article(`n${at}`)))
      expect(ai.calls).toHaveLength(limits.machine.summariesACycle)
      cell.evict()
      await cell.cron()
      expect(ai.calls).toHaveLength(limits.machine.summariesACycle + 2)
      expect(summariesIn(cell).every((each) => each.length === 1)).toBe(true)
      await untilQuiet(cell)
      expect(ai.calls).toHaveLength(limits.machine.summariesACycle + 2)
    }))

  it('shows the bytes of summaries in the size of the edition', () =>
    inCell('summary-bytes', async (cell) => {
      const { news } = await scene(cell)
      await news(article('a'))
      const [edition] = cell.ledger.openEditions.all()
      const [body] = edition === undefined ? [] : cell.ledger.openEditions.texts(edition.code).values()
      expect(edition?.textBytes).toBe(Buffer.byteLength(JSON.stringify(body)))
    }))

  it('has an English summary only once, however often it is added', () =>
    inCell('summary-once', async (cell) => {
      const { news } = await scene(cell)
      await news(article('a'))
      const { openEditions } = cell.ledger
      const [edition] = openEditions.all()
      const [code = ''] = edition === undefined ? [] : openEditions.texts(edition.code).keys()
      for (const language of ['en', 'fr', 'it', 'ru', 'uk'] as const)
        if (edition !== undefined) openEditions.addSummary(edition.code, code, { language, sentences: ['Again.'] })
      expect(summariesIn(cell).map((each) => each.map(({ language }) => language))).toEqual([['en', 'fr', 'it']])
    }))
})

describe('the model is not asked', () => {
  it.each<readonly [what: string, settings: Partial<Channel>, times: number]>([
    ['without the setting', { reading: true, summary: false }, 10],
    ['without reading pages', { reading: false, summary: true }, 10],
    ['about a short text', summed, 3],
    ['while the channel is paused', { ...summed, pause: { by: 'owner', since: 0 } }, 10],
    ['about what the filter drops', { ...summed, filter: 'election' }, 10],
  ])('%s', (name, settings, times) =>
    inCell(`summary-not-${name}`, async (cell) => {
      const { ai, news } = await scene(cell, settings)
      await news(article('a', times))
      await untilQuiet(cell)
      expect(ai.calls).toEqual([])
    }),
  )

  it('in an idle cycle, which makes the same statements as without the setting', async () => {
    const statements: string[][] = []
    for (const summary of [false, true])
      await inCell(`summary-idle-${summary}`, async (cell) => {
        const { news } = await scene(cell, { ...summed, summary })
        await news(article('a'))
        await untilQuiet(cell)
        cell.statements.length = 0
        await cell.cron()
        statements.push([...cell.statements])
      })
    expect(statements[1]).toEqual(statements[0])
  })
})

describe('an article without a summary', () => {
  it.each<readonly [what: string, faults: readonly AiFault[], calls: number, isSummed: boolean]>([
    ['busy once', [{ kind: 'busy' }], 2, true],
    ['late twice', [{ kind: 'timeout' }, { kind: 'timeout' }], 3, true],
    ['busy for long', [{ kind: 'busy' }, { kind: 'busy' }, { kind: 'busy' }], 3, false],
    ['gone', [{ kind: 'gone' }], 1, false],
    ['without an answer', [{ kind: 'empty' }], 1, false],
    ['wrong', [{ kind: 'text', text: 'Buy 100 coins at https://evil.example/ now.' }], 1, false],
  ])('the model is %s: its message is sent all the same', (name, faults, calls, isSummed) =>
    inCell(`summary-${name}`, async (cell) => {
      const { ai, news, channel } = await scene(cell)
      ai.fail(...faults)
      await news(article('a'))
      expect(cell.posts(channel).join('\n')).toContain('Headline a')
      await untilQuiet(cell)
      expect(ai.calls).toHaveLength(calls)
      expect(summariesIn(cell)).toEqual([isSummed ? english : []])
    }),
  )

  it('is whole after a cycle that died at the model', () =>
    inCell('summary-death', async (cell) => {
      const { feed, channel, ai, news } = await scene(cell)
      const before = cell.steps.length
      await news(article('a'))
      const at = cell.steps.slice(before).indexOf('ask the model') + 1
      for (const [name, when] of [
        ['b', 'before'],
        ['c', 'after'],
      ] as const) {
        feed.publish(article(name))
        wakeFeeds(cell)
        expect(await cell.cron({ step: at, when })).toBeNull()
        await untilQuiet(cell)
      }
      const text = cell.posts(channel).join('\n')
      for (const name of ['a', 'b', 'c']) expect(text.split(`Headline ${name}`)).toHaveLength(2)
      expect(summariesIn(cell)).toEqual([english, [], []])
      expect(cell.ledger.spending.of(cell.clock.now).neurons).toBeGreaterThan(ai.neurons)
    }))

  it('stays so once its edition is closed', () =>
    inCell('summary-closed', async (cell) => {
      const { ai, news } = await scene(cell)
      ai.fail({ kind: 'busy' })
      await news(article('a'))
      const [edition] = cell.ledger.openEditions.all()
      if (edition !== undefined) cell.ledger.openEditions.close(edition.code)
      await untilQuiet(cell)
      expect(ai.calls).toHaveLength(1)
      expect(summariesIn(cell)).toEqual([[]])
    }))

  it('has none if its channel has meanwhile switched them off', () =>
    inCell('summary-off', async (cell) => {
      const { ai, news, channel } = await scene(cell)
      ai.fail({ kind: 'busy' })
      await news(article('a'))
      cell.ledger.channels.configure({ ...channel, summary: false })
      await untilQuiet(cell)
      expect(ai.calls).toHaveLength(1)
    }))
})

describe('the neurons of summaries', () => {
  it('are counted as the model counts them', () =>
    inCell('summary-neurons', async (cell) => {
      const { ai, news } = await scene(cell)
      await news(article('a'), article('b'))
      expect(cell.ledger.spending.of(cell.clock.now).neurons).toBeCloseTo(ai.neurons, 1)
    }))

  it('are at most half of the day’s, whoever spent them', () =>
    inCell('summary-share', async (cell) => {
      const { ai, news } = await scene(cell)
      cell.ledger.spending.reserveNeurons(cell.clock.now, cell.settings.neuronsADay * limits.machine.summaryShare)
      await news(article('a'))
      await untilQuiet(cell)
      expect(ai.calls).toEqual([])
      expect(summariesIn(cell)).toEqual([[]])
    }))
})
