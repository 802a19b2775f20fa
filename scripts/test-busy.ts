/** `npm run test:busy`: every test three times, beside eight busy processes; all runs must pass. */
import { spawn } from 'node:child_process'
import { countLine } from './checks/count.ts'
import { tests } from './checks/tools.ts'
import { createShutdown, shutDownOnSignals } from './shutdown.ts'
import { createTerminal, duration, messageOf } from './terminal.ts'

const BUSY = 8
const TIMES = 3

/** Loops until this process is gone. */
const program = `while (process.ppid === ${process.pid}) {}`

const terminal = createTerminal()
const shutdown = createShutdown({ say: terminal.say })
shutDownOnSignals(shutdown)
const busy = Array.from({ length: BUSY }, () => spawn(process.execPath, ['-e', program], { stdio: 'ignore' }))
shutdown.add('The busy processes', () => {
  for (const child of busy) child.kill('SIGKILL')
})

try {
  const lines: string[] = []
  let failed = 0
  for (let time = 1; time <= TIMES; time += 1) {
    terminal.say(`Run ${time} of ${TIMES}, beside ${BUSY} busy processes`)
    const started = Date.now()
    const count = await tests(terminal, process.argv.slice(2))
    failed += count.failed
    lines.push(`${countLine(count)}, in ${duration(Date.now() - started)}`)
  }
  await shutdown.end(lines.join('\n'), failed === 0 ? 0 : 1)
} catch (problem) {
  await shutdown.end(messageOf(problem), 1)
}
