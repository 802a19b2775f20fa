/** `npm run test:busy`: every test three times, beside eight processes that never rest; all runs have to pass. */
import { type ChildProcess, spawn } from 'node:child_process'
import { countLine } from './checks/count.ts'
import { tests } from './checks/run.ts'
import { createEnding, endOnSignals } from './ending.ts'
import { createTerminal, duration, wordsOf } from './terminal.ts'

const BUSY = 8
const TIMES = 3

/** Turns until this process is gone, however it went. */
const program = `while (process.ppid === ${process.pid}) {}`

const terminal = createTerminal()
const ending = createEnding({ say: terminal.say })
endOnSignals(ending)
const busy: ChildProcess[] = Array.from({ length: BUSY }, () =>
  spawn(process.execPath, ['-e', program], { stdio: 'ignore' }),
)
ending.add('The busy processes', () => {
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
  await ending.end(lines.join('\n'), failed === 0 ? 0 : 1)
} catch (problem) {
  await ending.end(wordsOf(problem), 1)
}
