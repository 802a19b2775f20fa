/** Translations of headlines that live on: corrected titles, what `/why` says, and words that find them. */
import { describe, expect, it } from 'vitest'
import { type AiFault, SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { retract, unretract } from '../../src/cell/retract.ts'
import { why } from '../../src/cell/why.ts'
import type { Channel } from '../../src/model.ts'
import { atOnce } from '../../src/store/journal.ts'
import { telegramCaller } from '../../src/telegram/client.ts'
import { entry, oneChannel, untilQuiet, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

/** German for the feed's headlines; others stay as they are. */
const german = new Map([
  ['Headline a', 'Schlagzeile a'],
  ['Headline b', 'Schlagzeile b'],
  ['Bread is dearer', 'Brot ist teurer'],
  ['Bread is cheaper', 'Brot ist billiger'],
])
const renamed = (name: string, title: string) => ({ ...entry(name), title })

async function scene(cell: SimulatedCell, withOriginal = false, settings: Partial<Channel> = {}) {
  const ai = new SimulatedWorkersAi({
    answer: ({ lines }) => lines.map((line, at) => `${at + 1}. ${german.get(line) ?? line}`).join('\n'),
  })
  cell.machine.ai = ai
  cell.settings.everyMs = 60_000
  const translate = { language: 'de', withOriginal } as const
  const { feed, channel } = await oneChannel(cell, cell.addChannel('First', { translate, ...settings }))
  await cell.cron()
  const poll = async (minutes = 5) => {
    wakeFeeds(cell)
    await cell.cron(null, minutes)
  }
  const post = () => cell.posts(channel).at(-1) ?? ''
  const send = async (...names: readonly string[]) => {
    feed.publish(...names.map(entry))
    await poll()
  }
  const edit = async (title: string) => {
    feed.edit(renamed('a', title))
    await poll()
  }
  const whyOf = (text: string) => why(cell.ledger, channel.id, text, cell.clock.now, 0)
  return { ai, feed, channel, poll, post, send, edit, whyOf }
}

describe('a corrected headline of a channel that translates', () => {
  it('gets the translation of its new title', () =>
    inCell('translated-correction', async (cell) => {
      const { send, edit, post, whyOf, ai } = await scene(cell)
      await send('a', 'b')
      await edit('Bread is dearer')
      expect(post()).toBe('News\n• Brot ist teurer\n• Schlagzeile b')
      expect(ai.calls).toHaveLength(2)
      await edit('Bread is cheaper')
      expect(post()).toBe('News\n• Brot ist billiger\n• Schlagzeile b')
      expect(whyOf('Bread is cheaper')[0]?.translation).toEqual({
        kind: 'translated',
        language: 'de',
        title: 'Brot ist billiger',
      })
      expect(cell.ledger.corrections.all()).toEqual([])
    }))

  it('gets both parts, if its owner wants both', () =>
    inCell('translated-correction-both', async (cell) => {
      const { send, edit, post } = await scene(cell, true)
      await send('a', 'b')
      expect(post()).toContain('• Schlagzeile a (Headline a)')
      await edit('Bread is dearer')
      expect(post()).toBe('News\n• Brot ist teurer (Bread is dearer)\n• Schlagzeile b (Headline b)')
    }))

  it('gets the new title alone where the model changes nothing', () =>
    inCell('translated-correction-same', async (cell) => {
      const { send, edit, post } = await scene(cell, true)
      await send('a', 'b')
      await edit('Tagesschau')
      expect(post()).toBe('News\n• Tagesschau\n• Schlagzeile b (Headline b)')
    }))

  it('gets the translation even if it was sent in the original', () =>
    inCell('translated-correction-later', async (cell) => {
      const { ai, send, edit, post } = await scene(cell, true)
      ai.fail({ kind: 'html' })
      await send('a')
      expect(post()).toBe('News\n• Headline a')
      await edit('Bread is dearer')
      expect(post()).toBe('News\n• Brot ist teurer (Bread is dearer)')
    }))

  it('whose title is that of its post again gets its translation again', () =>
    inCell('translated-correction-undone', async (cell) => {
      const { send, edit, post, whyOf } = await scene(cell)
      await send('a', 'b')
      cell.world.addFault({ fault: { kind: 'too-many', retryAfter: 400 }, method: 'editMessageText', times: 1 })
      await edit('Bread is dearer')
      expect(cell.ledger.corrections.all()).toHaveLength(1)
      expect(post()).toContain('Schlagzeile a')
      await edit('Headline a')
      expect(cell.ledger.corrections.all()).toEqual([])
      expect(post()).toBe('News\n• Schlagzeile a\n• Schlagzeile b')
      expect(whyOf('Headline a')[0]?.translation).toMatchObject({ title: 'Schlagzeile a' })
    }))

  it('waits for its translation no longer than two minutes', () =>
    inCell('translated-correction-waits', async (cell) => {
      const { ai, feed, send, post, poll, whyOf } = await scene(cell)
      await send('a', 'b')
      ai.fail({ kind: 'busy' }, { kind: 'busy' }, { kind: 'busy' })
      feed.edit(renamed('a', 'Bread is dearer'))
      await poll()
      for (const shown of ['Schlagzeile a', 'Bread is dearer']) {
        await cell.cron(null, 1)
        expect(post()).toBe(`News\n• ${shown}\n• Schlagzeile b`)
      }
      expect(whyOf('Bread is dearer')[0]?.translation).toEqual({ kind: 'original', problem: 'busy' })
    }))

  it.each<readonly [what: string, fault: AiFault, problem: string]>([
    ['the quota is spent', { kind: 'quota-spent' }, 'quota-spent'],
    ['the answer cannot be read', { kind: 'html' }, 'bad-answer'],
  ])('gets the new title at once if %s', (name, fault, problem) =>
    inCell(`translated-correction-${name}`, async (cell) => {
      const { ai, send, edit, post, whyOf } = await scene(cell, true)
      await send('a', 'b')
      ai.fail(fault)
      await edit('Bread is dearer')
      expect(post()).toBe('News\n• Bread is dearer\n• Schlagzeile b (Headline b)')
      expect(whyOf('Bread is dearer')[0]?.translation).toEqual({ kind: 'original', problem })
    }),
  )

  it('is edited once, at whichever call of the model a cycle dies', () =>
    inCell('translated-correction-death', async (cell) => {
      const { feed, send, edit, post } = await scene(cell)
      await send('a', 'b')
      const before = cell.steps.length
      await edit('Bread is dearer')
      const at = cell.steps.slice(before).indexOf('ask the model') + 1
      expect(at).toBeGreaterThan(0)
      for (const [title, when] of [
        ['Bread is cheaper', 'before'],
        ['Bread is dearer', 'after'],
      ] as const) {
        feed.edit(renamed('a', title))
        wakeFeeds(cell)
        expect(await cell.cron({ step: at, when })).toBeNull()
        await untilQuiet(cell)
        expect(post()).toBe(`News\n• ${german.get(title)}\n• Schlagzeile b`)
        expect(cell.ledger.corrections.all()).toEqual([])
      }
    }))

  it('that was taken back comes back with the translation of its new title', () =>
    inCell('translated-correction-back', async (cell) => {
      const { send, edit, post, channel, poll } = await scene(cell)
      await send('a', 'b')
      const { ledger, clock } = cell
      const fetch = (url: string, init: RequestInit) => cell.world.handle(new Request(url, init))
      const telegram = telegramCaller({ token: '4242:simulated', root: 'http://telegram.test', fetch })
      const deps = { ledger, telegram, finish: atOnce, now: clock.now }
      const answer = await retract(deps, channel.id, 'Schlagzeile a', false)
      expect(answer.kind).toBe('struck')
      await edit('Bread is dearer')
      expect(await unretract(deps, channel.id, answer.kind === 'struck' ? answer.code : '')).toBe(true)
      await poll()
      expect(post()).toBe('News\n• Brot ist teurer\n• Schlagzeile b')
    }))
})

describe('/why', () => {
  it.each<readonly [what: string, trouble: (cell: SimulatedCell, ai: SimulatedWorkersAi) => void, problem: string]>([
    ['the day’s neurons are used up', ({ settings }) => Object.assign(settings, { neuronsADay: 0 }), 'quota-spent'],
    ['the answer cannot be read', (_, ai) => ai.fail({ kind: 'html' }), 'bad-answer'],
  ])('says that a headline was sent in the original because %s', (name, trouble, problem) =>
    inCell(`why-original-${name}`, async (cell) => {
      const { ai, send, whyOf } = await scene(cell)
      trouble(cell, ai)
      await send('a')
      expect(whyOf('Headline a')[0]?.translation).toEqual({ kind: 'original', problem })
    }),
  )

  it('says nothing of a translation that was sent before it was switched on, or that nobody wants', () =>
    inCell('why-untranslated', async (cell) => {
      const { send, whyOf } = await scene(cell, false, { translate: null })
      await send('a')
      expect(whyOf('Headline a')[0]?.translation).toBeNull()
    }))

  it.each(['Schlagzeile a', 'schlagzeile', 'Headline a'])('finds a translated headline by %j', (text) =>
    inCell(`why-finds-${text}`, async (cell) => {
      const { send, whyOf } = await scene(cell)
      await send('a')
      expect(whyOf(text).map(({ title }) => title)).toContain('Headline a')
    }),
  )
})

it('translations are stored with the outcomes of their items', () =>
  inCell('translated-outcomes', async (cell) => {
    const { send, channel } = await scene(cell)
    await send('a', 'b')
    const stored = cell.ledger.outcomes.of(channel.id).map(({ translation }) => translation)
    expect(stored).toContainEqual({ language: 'de', text: 'Schlagzeile a' })
    expect(stored).toContainEqual({ language: 'de', text: 'Schlagzeile b' })
  }))
