/** Lives that share one cell, and thus most of a cycle's cost. The same seed gives the same life. */

import { ObjectStorage } from '../../../simulators/cloudflare/sqlite.ts'
import type { Database } from '../../../src/store/database.ts'
import { migrate } from '../../../src/store/migrate.ts'
import { simulatedCell } from '../../cycle/simulated-cell.ts'
import { type Random, randomFrom } from '../../torture/random.ts'
import { ADDED_AT } from '../habit.ts'
import { Life } from './life.ts'
import { addTally, type Tally } from './life-counts.ts'

/** Seeds 1 to 40 share a block, then 41 to 80, and so on. */
export const SEEDS_A_BLOCK = 40
/** A digest has room for all items of ten feeds. */
const FEEDS_A_CHANNEL = 10
const STEPS = { least: 30, most: 60 } as const
/** Final steps, in which nothing happens and nothing may be sent. */
const QUIET_STEPS = 3
const HOUR = 60 * 60_000
const CRON = 5 * 60_000

export interface LifeResult {
  readonly seed: number
  readonly kind: string
  readonly byHabit: Readonly<Record<string, Tally>>
}

export const blockOf = (seed: number): number => Math.floor((seed - 1) / SEEDS_A_BLOCK)

/**
 * Runs a block.
 * @param trace prints the life of one seed
 */
export async function liveBlock(
  block: number,
  trace: { readonly seed: number; readonly tell: (line: string) => void } | null = null,
): Promise<readonly LifeResult[]> {
  const storage = new ObjectStorage().open({ check: () => {}, write: (_, effect) => effect() })
  // Node types its rows wider than Durable Objects do.
  const database = { sql: storage.sql, transaction: storage.transactionSync } as unknown as Database
  migrate(database)
  const cell = simulatedCell(database)
  const random = randomFrom(block + 1)
  const lives = Array.from({ length: SEEDS_A_BLOCK }, (_, at) => new Life(block * SEEDS_A_BLOCK + at + 1))
  const channels = []
  for (const [at, life] of lives.entries()) {
    if (at % FEEDS_A_CHANNEL === 0) channels.push(cell.addChannel(`Channel ${at}`, { stories: false }))
    cell.sites.set(life.host, (request) => life.answer(request, cell.clock.now))
    const channel = channels.at(-1)
    if (channel !== undefined) await cell.subscribe(channel, life.url)
  }
  const posted = channels.map(() => 0)
  const print = (life: Life, lines: () => readonly string[]) => {
    if (trace?.seed === life.seed) for (const line of lines()) trace.tell(line)
  }
  for (const life of lives) print(life, () => [life.shape, ...life.story()])
  const steps = random.whole(STEPS.least, STEPS.most)
  let hours = 0
  for (let step = 1; step <= steps + QUIET_STEPS; step += 1) {
    hours += hoursToNext(random)
    for (const life of lives) {
      life.proceed(hours, step > steps)
      print(life, () => [`${new Date(ADDED_AT + hours * HOUR).toISOString()}, step ${step}`, ...life.story()])
    }
    cell.clock.now = ADDED_AT + hours * HOUR - CRON
    await cell.cron()
    const tokens = new Map<string, string[]>()
    for (const [at, channel] of channels.entries()) {
      const posts = cell.posts(channel)
      for (const post of posts.slice(posted[at]))
        for (const [seed, token] of tokensIn(post)) tokens.set(seed, [...(tokens.get(seed) ?? []), token])
      posted[at] = posts.length
    }
    for (const life of lives) {
      const sent = tokens.get(`s${life.seed}`) ?? []
      const wrong = life.sent(sent)
      print(life, () => [`  sent: ${sent.join(', ') || 'nothing'}`, ...wrong.map((words) => `  ✗ ${words}`)])
    }
  }
  return lives.map(({ seed, kind, counts }) => {
    counts.close()
    return { seed, kind, byHabit: Object.fromEntries(counts.byHabit) }
  })
}

/** Hours until the next step. Feeds are polled at least every half hour, unless they are silent for months. */
function hoursToNext(random: Random): number {
  return random.pick([0.5, 0.5, 1, 1, 1, 2, 3, 6, 12, random.pick([24, 24, 3 * 24, 10 * 24, 30 * 24])])
}

function tokensIn(post: string): readonly (readonly [seed: string, token: string])[] {
  return [...post.toLowerCase().matchAll(/\b(s\d+)p\d+\b/gu)].map(([token, seed = '']) => [seed, token])
}

/** The counts of all lives together. */
export function sumOf(results: readonly LifeResult[]): Tally & { readonly byHabit: Readonly<Record<string, Tally>> } {
  const all: Tally = { items: 0, lost: 0, repeated: 0 }
  const byHabit: Record<string, Tally> = {}
  for (const { byHabit: own } of results) {
    for (const [habit, tally] of Object.entries(own)) {
      byHabit[habit] ??= { items: 0, lost: 0, repeated: 0 }
      addTally(byHabit[habit], tally)
      addTally(all, tally)
    }
  }
  return { ...all, byHabit }
}
