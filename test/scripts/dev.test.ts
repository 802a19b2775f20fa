/** `npm run dev`: its keys and its command line. */
import { describe, expect, it } from 'vitest'
import { devArguments } from '../../scripts/commands.ts'
import { pressKey } from '../../scripts/dev-keys.ts'

describe('a key', () => {
  const press = (key: string, running = false) => {
    const done: string[] = []
    const known = pressKey(key, {
      cron: {
        state: () => ({ running, nextAt: null, cycles: 3 }),
        cycleNow: () => void done.push('cycle'),
        stop: async () => {},
      },
      say: (words) => void done.push(words.trim().split('\n')[0] ?? ''),
      end: () => void done.push('end'),
    })
    return { known, done }
  }

  it.each([
    ['c', false, ['A cycle …', 'cycle']],
    ['C', false, ['A cycle …', 'cycle']],
    ['c', true, ['A cycle is running; the next one follows it.', 'cycle']],
    ['s', false, ['3 cycles so far.']],
    ['s', true, ['3 cycles so far, and one is running.']],
    ['h', false, ['c  run a cycle now, as the cron does']],
    ['q', false, ['end']],
    ['\u0003', false, ['end']],
  ])('%j, a cycle running: %j', (key, running, done) => {
    expect(press(key, running)).toEqual({ known: true, done })
  })

  it('without a function does nothing', () => {
    expect(press('x')).toEqual({ known: false, done: [] })
  })
})

it.each([
  [[], { ok: true, value: { real: false, every: null } }],
  [['--real', '--every', '5'], { ok: true, value: { real: true, every: 5 } }],
  [['--every', 'often'], { ok: false, problem: '--every needs a number of minutes, not “often”.' }],
  [['--every', '0'], { ok: false, problem: '--every needs a number of minutes, not “0”.' }],
])('%j', (words, parsed) => {
  expect(devArguments(words)).toEqual(parsed)
})
