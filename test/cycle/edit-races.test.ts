/** A command and a cycle that edit one message at the same time: neither undoes the other. */
import { expect, it } from 'vitest'
import { retract } from '../../src/cell/retract.ts'
import { correctPosts } from '../../src/cycle/correct-posts.ts'
import type { MeteredDeps } from '../../src/cycle/metered-deps.ts'
import { ok } from '../../src/result.ts'
import { atOnce } from '../../src/store/journal.ts'
import type { CallTelegram } from '../../src/telegram/client.ts'
import { Pace } from '../../src/telegram/pace.ts'
import { entry, oneChannel } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

/** A Telegram that does something during the first edit, and the text that it was given last. */
function busyTelegram(during: () => Promise<unknown>) {
  const texts: string[] = []
  const telegram: CallTelegram = async (_, parameters) => {
    texts.push('text' in parameters ? String(parameters.text) : '')
    if (texts.length === 1) await during()
    return ok({ message_id: 1 })
  }
  return {
    telegram,
    last: () =>
      texts
        .at(-1)
        ?.replace(/<a [^>]*>/gu, '')
        .replaceAll('</a>', ''),
  }
}

/** What a step of the cycle needs of its dependencies. */
function cycleDeps({ ledger }: SimulatedCell, telegram: CallTelegram): MeteredDeps {
  const stopwatch = { elapsed: () => 0, sleep: async () => {} }
  const bounds = { callsLeft: () => 20, wallMs: 60_000, telegramSilent: () => false }
  return { ledger, telegram, stopwatch, words: () => ({ untitled: '' }), ...bounds } as unknown as MeteredDeps
}

const both = '<b>News</b>\n• <s>Headline a</s>\n• Milk'

it.each(['a correction', 'a retraction'])('during %s, the other one is not lost', (first) =>
  inCell(`edit-races-${first.slice(2)}`, async (cell) => {
    const { feed, channel } = await oneChannel(cell)
    feed.publish(entry('a'), entry('b'))
    await cell.cron()
    const { ledger, clock } = cell
    const [b] = ledger.outcomes.of(channel.id).filter(({ title }) => title === 'Headline b')
    const code = b?.code ?? ''
    ledger.corrections.add({ channel: channel.id, code, was: 'Headline b', title: 'Milk', at: clock.now })
    const deps = (telegram: CallTelegram) => ({ ledger, telegram, finish: atOnce, now: clock.now })
    const quiet: CallTelegram = async () => ok({ message_id: 1 })
    const strike = (telegram: CallTelegram) => retract(deps(telegram), channel.id, 'Headline a', false)
    const correct = (telegram: CallTelegram) =>
      correctPosts(cycleDeps(cell, telegram), new Pace(), new Set(), clock.now)
    const [one, other] = first === 'a correction' ? [correct, strike] : [strike, correct]
    const { telegram, last } = busyTelegram(() => other(quiet))
    await one(telegram)
    expect(last()).toBe(both)
    const stored = ledger.messages.messageWith(channel.id, code)
    expect(stored?.html.replace(/<a [^>]*>/gu, '').replaceAll('</a>', '')).toBe(last())
    expect(ledger.corrections.all()).toEqual([])
  }),
)
