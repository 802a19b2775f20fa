/** The log has an error's name and calls, but never its message. */
import { describe, expect, it } from 'vitest'
import { causeOf } from '../src/result.ts'

const SECRET = 'https://api.telegram.org/bot4242:secret/sendMessage'

function withStack(error: Error, ...lines: readonly string[]): Error {
  return Object.assign(error, { stack: [`${error.name}: ${error.message}`, ...lines].join('\n') })
}

const calls = [
  '    at CycleRunner.cycle (file:///home/ann/paperboy/worker.js:1203:17)',
  '    at async Object.scheduled (worker.js:20:5)',
  '    at worker.js:7:1',
  '    at new Ledger [as made] (worker.js:9:9)',
  '    at JSON.parse (<anonymous>)',
]
const led = [
  'CycleRunner.cycle worker.js:1203:17',
  'Object.scheduled worker.js:20:5',
  'worker.js:7:1',
  'new Ledger worker.js:9:9',
  'JSON.parse <anonymous>',
]
  .map((call) => ` at ${call}`)
  .join('')

const cases: readonly (readonly [name: string, error: unknown, cause: string])[] = [
  ['an error gives its name and its calls', withStack(new TypeError('x'), ...calls), `TypeError${led}`],
  [
    'a message with lines like calls is cut off',
    withStack(new Error(`no answer\n    at ${SECRET} (secret.js:1:1)\n    at a (title.js:2:2)`), ...calls),
    `Error${led}`,
  ],
  [
    'a stack that was made before its message changed gives no line of the message',
    Object.assign(new Error('now'), { stack: `Error: ${SECRET} then\n${calls[2]}` }),
    'Error at worker.js:7:1',
  ],
  [
    'only the innermost eight calls are kept',
    withStack(new Error('x'), ...Array.from({ length: 10 }, (_, at) => `    at f${at} (w.js:1:${at})`)),
    `Error${Array.from({ length: 8 }, (_, at) => ` at f${at} w.js:1:${at}`).join('')}`,
  ],
  [
    'a call with a name that no code has is left out',
    withStack(new Error('x'), `    at ${'f'.repeat(200)} (w.js:1:1)`, '    at Überschrift 頭條 (w.js:1:1)'),
    'Error',
  ],
  ['a name that is a text is not taken', Object.assign(new Error('x'), { name: SECRET, stack: '' }), 'Error'],
  [
    'calls that were noted before an RPC count, not those of the caller',
    Object.assign(withStack(new RangeError('x'), ...calls), { calls: ['inner worker.js:1:2', SECRET, 7] }),
    'RangeError at inner worker.js:1:2',
  ],
  ['a limit of the platform is named', new Error('Worker exceeded CPU time limit.'), 'exceeded its CPU time limit'],
  ['no error is named by its type', SECRET, 'string'],
  ['nothing at all too', null, 'null'],
]

describe('the cause of what was caught', () => {
  it.each(cases)('%s', (_name, error, cause) => {
    expect(causeOf(error)).toEqual(cause)
  })

  it('says where an error of this very program was thrown', () => {
    const thrower = () => {
      throw new TypeError(SECRET)
    }
    try {
      thrower()
    } catch (error) {
      expect(causeOf(error)).toMatch(/^TypeError at thrower result\.test\.ts:\d+:\d+ at /u)
    }
  })
})
