/** A stopped command: its message and its exit code. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { stoppedMessage } from '../../scripts/operator/run-command.ts'
import { createTerminal, type SoFar } from '../../scripts/terminal.ts'

describe('the message of a stopped command', () => {
  const again = ' Run the same command again: it goes on from here.'
  it.each<[string, SoFar, string]>([
    ['before the first step', { done: [], underWay: null }, 'Nothing was done.'],
    [
      'in the first step',
      { done: [], underWay: 'The upload' },
      `Done: nothing. Not done: The upload, and everything after that.${again}`,
    ],
    [
      'in a later step',
      { done: ['The login', 'The account'], underWay: 'The upload' },
      `Done: The login; The account. Not done: The upload, and everything after that.${again}`,
    ],
    [
      'at a question',
      { done: ['The login'], underWay: null },
      `Done: The login. Not done: everything after that.${again}`,
    ],
  ])('%s', (_, soFar, words) => expect(stoppedMessage(soFar)).toBe(`Stopped. ${words}`))
})

it('a terminal knows which steps were done, and does not count one that failed', async () => {
  const terminal = createTerminal({ write: () => {}, colours: false, live: null })
  await terminal.step('first', async () => expect(terminal.soFar()).toEqual({ done: [], underWay: 'first' }))
  await terminal.step('second', () => Promise.reject(new Error('no'))).catch(() => {})
  await terminal.step('third', async (show) => show('half', true))
  expect(terminal.soFar()).toEqual({ done: ['first', 'third'], underWay: null })
})

const run = path.resolve(import.meta.dirname, '../../scripts/operator/run-command.ts')
const program = `import { runCommand } from ${JSON.stringify(run)}
await runCommand('doctor', () => ({ ok: true, value: {} }), async (_, terminal) => {
  await terminal.step('The login', async () => {})
  await terminal.step('The upload', () => new Promise((resolve) => {
    setInterval(() => {}, 1000)
    console.log('ready')
  }))
})`

it.skipIf(process.platform === 'win32').each([
  { signal: 'SIGINT', code: 130 },
  { signal: 'SIGTERM', code: 143 },
  { signal: 'SIGHUP', code: 129 },
] as const)('a command that gets $signal says what is done, and exits with $code', async ({ signal, code }) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (said.includes('ready') && !child.killed) child.kill(signal)
  }
  expect(await (child.exitCode === null ? once(child, 'exit').then(([ended]) => ended) : child.exitCode)).toBe(code)
  expect(said).toContain(
    'Stopped. Done: The login. Not done: The upload, and everything after that. Run the same command again',
  )
})
