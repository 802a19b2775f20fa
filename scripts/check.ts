/** `npm run check`: lint, types and unused code. */
import { countLine } from './checks/count.ts'
import { staticChecks } from './checks/tools.ts'
import { createTerminal } from './terminal.ts'

const terminal = createTerminal()
const count = await staticChecks(terminal)
terminal.say(countLine(count))
process.exitCode = count.failed === 0 ? 0 : 1
