/** `npm test`: lint, types and every test, and a last line that counts them. */
import { countLine, sum } from './checks/count.ts'
import { lintAndTypes, tests } from './checks/run.ts'
import { createTerminal, wordsOf } from './terminal.ts'

const terminal = createTerminal()
try {
  const counts = [await lintAndTypes(terminal), await tests(terminal, process.argv.slice(2))]
  const count = sum(counts)
  terminal.say(countLine(count))
  process.exitCode = count.failed === 0 ? 0 : 1
} catch (problem) {
  terminal.say(wordsOf(problem))
  process.exitCode = 1
}
