/** `npm run check`: lint and types only, in a few seconds. */
import { countLine } from './checks/count.ts'
import { lintAndTypes } from './checks/run.ts'
import { createTerminal } from './terminal.ts'

const terminal = createTerminal()
const count = await lintAndTypes(terminal)
terminal.say(countLine(count))
process.exitCode = count.failed === 0 ? 0 : 1
