/** `npm test`: static checks and every test; the last line counts them. `--smoke`: the few tests before an upgrade. */
import { type Count, countLine, sum } from './checks/count.ts'
import { smokeTests } from './checks/smoke.ts'
import { staticChecks, tests } from './checks/tools.ts'
import { createTerminal, messageOf } from './terminal.ts'

const terminal = createTerminal()
const args = process.argv.slice(2)
try {
  const count = args.includes('--smoke')
    ? await smoke()
    : sum([await staticChecks(terminal), await tests(terminal, args)])
  terminal.say(countLine(count))
  process.exitCode = count.failed === 0 ? 0 : 1
} catch (problem) {
  terminal.say(messageOf(problem))
  process.exitCode = 1
}

/** Errors that tests provoke would alarm an operator: vitest's output is shown only if a test fails. */
async function smoke(): Promise<Count> {
  const said: string[] = []
  const count = await tests({ ...terminal, say: (line) => said.push(line) }, smokeTests)
  if (count.failed > 0) for (const line of said) terminal.say(line)
  return count
}
