/** Options and figures of the measuring commands. */
import { describe, expect, it } from 'vitest'
import { attribute, moduleAt } from '../../bench/bench-cycle/attribute.ts'
import { commands } from '../../bench/commands.ts'
import { habitLines, passes } from '../../bench/habits/verdict.ts'
import { delayLines } from '../../bench/simulate/delays.ts'
import { judge } from '../../bench/simulate/verdict.ts'
import type { Delay, Route, Wait } from '../simulation/arrivals.ts'

describe('options', () => {
  const { torture, habits, simulate, mutate } = commands

  it.each([
    ['none', [], { json: false, seeds: 10_000, from: 1, seed: null }],
    ['some', ['--seeds', '50', '--from=7', '--json'], { json: true, seeds: 50, from: 7, seed: null }],
    ['a replay', ['--seed', '12'], { json: false, seeds: 10_000, from: 1, seed: 12 }],
  ])('of torture: %s', (_, args, value) => {
    expect(torture.parse(args)).toEqual({ ok: true, value })
  })

  it.each([
    ['none', [], { json: false, seeds: 10_000, seed: null }],
    ['some', ['--seeds', '200', '--json'], { json: true, seeds: 200, seed: null }],
    ['one life', ['--seed=12'], { json: false, seeds: 10_000, seed: 12 }],
  ])('of habits: %s', (_, args, value) => {
    expect(habits.parse(args)).toEqual({ ok: true, value })
  })

  it.each([
    ['torture', ['--seeds', 'many'], '--seeds needs a whole number.'],
    ['torture', ['--sed', '3'], "Unknown option '--sed'"],
    ['torture:runtime', ['--kills', 'all'], '--kills needs a whole number.'],
    ['habits', ['--seed', '0'], '--seed needs a whole number above 0.'],
    ['habits', ['more'], "Unexpected argument 'more'"],
    ['simulate', ['--feeds', '0'], '--feeds needs a whole number above 0.'],
    ['simulate', ['--plan', 'gold'], '--plan is free or paid.'],
    ['mutate', ['--room', 'kitchen'], '--room is one of cycle,'],
  ] as const)('of %s that are invalid are refused with the reason', (name, args, problem) => {
    expect(commands[name].parse(args)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) })
  })

  it('of simulate have the promised defaults', () => {
    const value = { feeds: 500, channels: 20, days: 7, storiesADay: 1500, plan: 'free', cells: 1, largest: true }
    expect(simulate.parse([])).toMatchObject({ ok: true, value })
    expect(simulate.parse(['--json'])).toMatchObject({ ok: true, value: { largest: false } })
  })

  it('can be repeated', () => {
    expect(mutate.parse(['--room', 'cycle', '--room', 'story'])).toMatchObject({ value: { room: ['cycle', 'story'] } })
  })

  it('are printed with their values and defaults', () => {
    expect(habits.usage).toMatch(/^Usage: npm run habits -- \[options\]\n/u)
    expect(habits.usage).toMatch(/^ {2}--seeds N {4}number of lives \(10000\)$/mu)
    expect(commands.stories.usage).toMatch(/-- \[FILE\.\.\.\] \[options\]\n[\s\S]*^ {2}FILE {6}JSON Lines/mu)
  })
})

describe('lives', () => {
  const of = (items: number, lost: number, repeated: number) => ({ items, lost, repeated })

  it.each([
    ['when nothing is lost or repeated', of(5000, 0, 0), true],
    ['when one item in a thousand is repeated', of(5000, 0, 5), true],
    ['not when more are', of(5000, 0, 6), false],
    ['not when one is lost', of(5000, 1, 0), false],
  ])('pass %s', (_, all, isPassed) => {
    expect(passes({ ...all, byHabit: {} })).toBe(isPassed)
  })

  it('are listed with the worst habit first', () => {
    const byHabit = { 'a plain feed': of(90, 0, 0), 'session ids': of(9, 2, 1), 'a ticker': of(99, 0, 0) }
    const lines = habitLines({ ...of(198, 2, 1), byHabit })
    expect(lines.map((line) => line.replaceAll(/ {2,}/gu, ' ').trim())).toEqual([
      'items lost repeated',
      'session ids 9 2 1',
      'a ticker 99 0 0',
      'a plain feed 90 0 0',
      'all 198 2 1',
    ])
  })
})

const delay = (route: Route, minutes: number, wait: Wait = 'first'): Delay => ({ route, wait, ms: minutes * 60_000 })

describe('a simulation passes', () => {
  const day = {
    kvReads: 288,
    kvWrites: 570,
    kvLists: 0,
    kvDeletes: 0,
    objectRequests: 576,
    objectGbSeconds: 700,
    objectRowsWritten: 20_000,
    objectRowsRead: 900_000,
    messages: 700,
    stories: 1500,
    feedReads: 30_000,
  }
  const good = {
    days: [day],
    invocation: { external: { most: 30, mean: 9 }, internal: { most: 3, mean: 1 } },
    delays: [
      delay('pushed', 0.15),
      delay('pushed', 1, 'gathered'),
      delay('polled', 5),
      delay('limited', 8),
      delay('polled', 14, 'gathered'),
      delay('polled', 30),
    ],
    lost: [],
    missed: ['y'],
    repeated: [],
    kvUnits: 1_000_000,
    sizes: [],
    problems: {},
    hubs: { subscribed: 2, delivered: 2, refused: 0, violations: [] },
    cycleMs: 1,
  }

  it.each([
    ['within all quotas', good, 'free', true],
    ['not when something is lost', { ...good, lost: ['x'] }, 'free', false],
    ['not when a thousandth of a day is missed', { ...good, missed: ['x', 'y'] }, 'free', false],
    ['not when something is repeated', { ...good, repeated: ['x'] }, 'free', false],
    ['not when one day writes too much', { ...good, days: [day, { ...day, kvWrites: 1001 }] }, 'free', false],
    [
      'not when one invocation makes too many requests',
      { ...good, invocation: { ...good.invocation, external: { most: 51, mean: 9 } } },
      'free',
      false,
    ],
    [
      'not when news is late',
      { ...good, delays: good.delays.map((each) => ({ ...each, ms: each.ms * 2 })) },
      'free',
      false,
    ],
    ['on the paid plan, which has no daily quotas', { ...good, days: [{ ...day, kvWrites: 9e9 }] }, 'paid', true],
  ] as const)('%s', (_, result, plan, pass) => {
    expect(judge(result, plan).pass).toBe(pass)
  })

  it('by targets that a run need not meet', () => {
    const { targets, pass } = judge(good, 'free')
    expect(pass).toBe(true)
    expect(targets.flatMap(({ what, worst, most }) => (worst > most ? what : []))).toEqual([
      'Minutes without a gap, median',
      'Minutes without a gap, 95 %',
      'KV writes a day',
    ])
    expect(judge(good, 'free', 1000).targets.map(({ most }) => most)).toEqual([3, 15, 10, 100, 2_000_000, 60_000, 8000])
  })

  it('by its worst day', () => {
    expect(judge({ ...good, days: [day, { ...day, messages: 900 }] }, 'free').worstDay).toEqual({
      ...day,
      messages: 900,
    })
    const { delayMinutes, promptMinutes, pushedSeconds } = judge(good, 'free')
    expect(delayMinutes).toEqual({ median: 8, p95: 30, p99: 30 })
    expect(promptMinutes).toEqual({ median: 8, p95: 30, p99: 30 })
    expect(pushedSeconds).toBe(9)
  })

  it('by how the news came and what it waited for', () => {
    expect(delayLines(good.delays)).toEqual([
      'channels with a gap, after a pause, 67 %: median 8 min, 95 % within 30, 99 % within 30',
      '  pushed, 17 %: median 9 s, 95 % within 9 s, all within 9 s',
      '  polled, 33 %: median 30 min, 95 % within 30, 99 % within 30',
      '  polled as rarely as the publisher asks, 17 %: median 8 min, 95 % within 8, 99 % within 8',
      'channels with a gap, published within it, 33 %: median 14 min, 95 % within 14, 99 % within 14',
      '  pushed, 17 %: median 60 s, 95 % within 60 s, all within 60 s',
      '  polled, 17 %: median 14 min, 95 % within 14, 99 % within 14',
    ])
  })
})

describe('a profile', () => {
  const source = [
    '// src/feed/read-feed.ts',
    'function readFeed() {}',
    '// src/store/feeds.ts',
    'function dueFeeds() {}',
    '// src/cycle.ts',
    'function runCycle() {}',
    '// node_modules/valibot/dist/index.mjs',
    'function parse() {}',
  ].join('\n')
  const node = (id: number, functionName: string, lineNumber: number, children: number[] = []) => ({
    id,
    callFrame: { functionName, scriptId: '7', lineNumber },
    children,
  })
  const nodes = [
    node(1, '(root)', -1, [2, 5, 8, 9]),
    node(2, 'runCycle', 5, [3]),
    node(3, 'dueFeeds', 3, [4]),
    node(4, 'parse', 7),
    node(5, 'readFeed', 1, [6]),
    node(6, 'parse', 7),
    node(8, '(idle)', -1),
    node(9, '(garbage collector)', -1),
  ]

  it('is attributed to the part of the program that started the work', () => {
    const samples = [4, 3, 6, 8, 9, 4]
    // The last one came after waiting for the network; it counts as much as each other one.
    const timeDeltas = [400, 200, 300, 500, 100, 50_000]
    const modules = moduleAt(source)
    const { functions, ...parts } = attribute({ nodes, samples, timeDeltas }, (script, line) =>
      script === '7' ? modules(line) : '',
    )
    const rounded = Object.fromEntries(Object.entries(parts).map(([part, ms]) => [part, Number(ms.toFixed(3))]))
    expect(rounded).toEqual({ cell: 0.9, readers: 0.3, rest: 0, garbage: 0.3 })
    expect(functions.map(({ name }) => name)).toEqual([
      'dueFeeds (src/store/feeds.ts)',
      'readFeed (src/feed/read-feed.ts)',
    ])
  })
})
