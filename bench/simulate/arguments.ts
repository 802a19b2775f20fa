/** Reads the command line of `npm run simulate`. */
import { parseArgs } from 'node:util'
import { wordsOf } from '../../scripts/terminal.ts'
import { err, ok, type Result } from '../../src/result.ts'

export interface SimulateArguments {
  readonly json: boolean
  readonly feeds: number
  readonly channels: number
  readonly days: number
  readonly cells: number
  readonly plan: 'free' | 'paid'
  readonly seed: number
  readonly storiesADay: number
  readonly cronMinutes: number
  /** Whether to look for the largest number of feeds that still passes. */
  readonly largest: boolean
}

export const usage = `Usage: npm run simulate -- [--feeds N] [--channels N] [--days N] [--cells N] [--plan free|paid] [--stories N] [--cron MINUTES]
                           [--seed N] [--no-largest] [--json]

Runs the real Worker on a virtual clock over synthetic feeds, and prints what each day cost, how late news came, what was lost or
repeated, and whether every quota of the plan held.
  --feeds N       so many feeds (500) in so many --channels (20), for so many --days (7)
  --cells N       over so many cells (1); more than one belong on the paid plan
  --plan PLAN     free or paid (free)
  --stories N     published on the mean day by all of them (three a feed)
  --cron MINUTES  between two cycles (5)
  --seed N        another town of publishers (1)
  --no-largest    do not look for the largest number of feeds that still passes
  --json          figures for programs`

const numbers = { feeds: 500, channels: 20, days: 7, cells: 1, seed: 1, cron: 5 } as const

/** Fails with what is wrong, in words. */
export function simulateArguments(words: readonly string[]): Result<SimulateArguments, string> {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        feeds: text,
        channels: text,
        days: text,
        cells: text,
        seed: text,
        cron: text,
        stories: text,
        plan: text,
        json: flag,
        'no-largest': flag,
      },
    })
    const number = (name: keyof typeof numbers | 'stories', fallback: number) => {
      const value = values[name] ?? String(fallback)
      if (!/^[1-9]\d{0,5}$/u.test(value)) throw new Error(`--${name} wants a whole number above 0.`)
      return Number(value)
    }
    const plan = values.plan ?? 'free'
    if (plan !== 'free' && plan !== 'paid') return err('--plan is free or paid.')
    const feeds = number('feeds', numbers.feeds)
    return ok({
      json: values.json,
      feeds,
      channels: number('channels', numbers.channels),
      days: number('days', numbers.days),
      cells: number('cells', numbers.cells),
      plan,
      seed: number('seed', numbers.seed),
      storiesADay: number('stories', 3 * feeds),
      cronMinutes: number('cron', numbers.cron),
      largest: !values['no-largest'] && !values.json && plan === 'free',
    })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
