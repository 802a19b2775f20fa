/** `npm run bench:doors`: rows and KV documents that each entry point costs, with 500 feeds in 20 channels; exits 1 above a limit. */

import { createShutdown, shutDownOnSignals } from '../scripts/shutdown.ts'
import { createTerminal, paint, wordsOf } from '../scripts/terminal.ts'
import { limits } from '../src/limits.ts'
import { doors } from './bench-doors/doors.ts'
import { isKept, type Measured, measure, most } from './bench-doors/measure.ts'
import { type Stage, setStage } from './bench-doors/stage.ts'

const usage = `Usage: npm run bench:doors -- [--json]

Counts what SQLite and KV are asked for by each route, update and command, as a stranger and as an owner.
  --json   figures for programs`

const words = new Set(process.argv.slice(2))
const isJson = words.has('--json')
const SIZE = { feeds: 500, channels: 20, updates: limits.store.updatesKept } as const
const CALLS = 20

function show(measured: readonly Measured[]): void {
  const figure = (value: number) => (value === 0 ? '' : value.toFixed(1)).padStart(9)
  const heads = ['read', 'written', 'KV reads', 'KV writes'].map((head) =>
    head.padStart(head.startsWith('KV') ? 10 : 9),
  )
  terminal.say(`\n   ${'rows and KV a call, means'.padEnd(44)}${heads.join('')}`)
  for (const who of ['stranger', 'owner'] as const) {
    terminal.say(paint('bold', `\n   ${who === 'stranger' ? 'As a stranger, or anybody on the web' : 'As an owner'}`))
    for (const each of measured.filter((one) => one.who === who)) {
      const { door, rowsRead, rowsWritten, kvReads, kvWrites } = each
      const mark = most(each) === null ? ' ' : isKept(each) ? paint('green', '✓') : paint('red', '✗')
      terminal.say(
        `${mark}  ${door.padEnd(44)}${figure(rowsRead)}${figure(rowsWritten)} ${figure(kvReads)} ${figure(kvWrites)}`,
      )
    }
  }
}

async function main(): Promise<number> {
  const unknown = [...words].find((word) => word !== '--json')
  if (unknown !== undefined) {
    terminal.say(`There is no option ${unknown}.\n\n${usage}`)
    return 2
  }
  try {
    const stage: Stage = await terminal.step(`The Worker, with ${SIZE.feeds} feeds`, () => setStage(SIZE))
    ending.add('The Worker', stage.stop)
    const measured = await terminal.step('Every door', () => measure(stage, doors, CALLS))
    if (isJson) console.log(JSON.stringify({ doors: measured }))
    else show(measured)
    return measured.every(isKept) ? 0 : 1
  } catch (problem) {
    terminal.say(wordsOf(problem))
    return 2
  }
}

const terminal = createTerminal({ write: isJson ? console.error : console.log })
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)
await ending.end('', await main())
