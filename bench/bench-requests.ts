/** `npm run bench:requests`: rows and KV documents that each request from outside costs, with 500 feeds in 20 channels. */
import { mark, paint, type Terminal } from '../scripts/terminal.ts'
import { limits } from '../src/limits.ts'
import { startDeployment } from './bench-requests/deployment.ts'
import { isWithinLimit, limitOf, type Measured, measure } from './bench-requests/measure.ts'
import { requestCases } from './bench-requests/request-cases.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'

const SIZE = { feeds: 500, channels: 20, updates: limits.store.updatesKept } as const
const CALLS = 20

const people = [
  ['stranger', 'A stranger, or anybody on the web'],
  ['owner', 'An owner'],
  ['hub', 'A hub'],
] as const

function show(measured: readonly Measured[], terminal: Terminal): void {
  const figure = (value: number) => (value === 0 ? '' : value.toFixed(1)).padStart(10)
  const headings = ['read', 'written', 'KV reads', 'KV writes'].map((heading) => heading.padStart(10))
  terminal.say(`\n   ${'rows and KV documents a call, means'.padEnd(44)}${headings.join('')}`)
  for (const [who, title] of people) {
    terminal.say(paint('bold', `\n   ${title}`))
    for (const each of measured.filter((one) => one.who === who)) {
      const figures = [each.rowsRead, each.rowsWritten, each.kvReads, each.kvWrites].map(figure)
      const sign = limitOf(each) === null ? ' ' : mark(isWithinLimit(each))
      terminal.say(`${sign}  ${each.request.padEnd(44)}${figures.join('')}`)
    }
  }
}

await runMeasurement(commands['bench:requests'], async ({ json }, { terminal, shutdown }) => {
  const deployment = await terminal.step(`The Worker, with ${SIZE.feeds} feeds`, () => startDeployment(SIZE))
  shutdown.add('The Worker', deployment.stop)
  const measured = await terminal.step('Every request', () => measure(deployment, requestCases, CALLS))
  if (json) console.log(JSON.stringify({ requests: measured }))
  else show(measured, terminal)
  return measured.every(isWithinLimit)
})
