/** `npm test`: lint, types and every test, and a last line that counts them; `--smoke`: the few tests before an upgrade. */
import { countLine, sum } from './checks/count.ts'
import { lintAndTypes, tests } from './checks/run.ts'
import { smokeTests } from './checks/smoke.ts'
import { createTerminal, wordsOf } from './terminal.ts'

const terminal = createTerminal()
const words = process.argv.slice(2)
try {
  const counts = words.includes('--smoke')
    ? [await tests(terminal, smokeTests)]
    : [await lintAndTypes(terminal), await tests(terminal, words)]
  const count = sum(counts)
  terminal.say(countLine(count))
  process.exitCode = count.failed === 0 ? 0 : 1
} catch (problem) {
  terminal.say(wordsOf(problem))
  process.exitCode = 1
}
