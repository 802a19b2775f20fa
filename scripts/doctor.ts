/** `npm run doctor`: what is wrong with a deployed bot, and how to mend it. */
import path from 'node:path'
import { variablesIn } from './deploy/arguments.ts'
import { buildOf } from './deploy/build.ts'
import { configuredName } from './deploy/configuration.ts'
import { doctorArguments, usage } from './doctor/arguments.ts'
import { examine } from './doctor/examine.ts'
import { findDeployed } from './operator/deployed.ts'
import { operatorEdges } from './operator/edges.ts'
import { runCommand } from './operator/run.ts'
import { paint } from './terminal.ts'

const root = path.resolve(import.meta.dirname, '..')
const usual = await configuredName(root)
const signs = { well: paint('green', '✓'), mind: paint('blue', '!'), wrong: paint('red', '✗') } as const

await runCommand(
  { usage, parse: (words) => doctorArguments(words, usual) },
  async ({ name, address, json }, terminal) => {
    const edges = operatorEdges(root)
    const deployed = await findDeployed(edges, name, address)
    const found = await examine(edges, deployed, await buildOf(root, variablesIn(process.env)), Date.now())
    if (json) terminal.say(JSON.stringify(found))
    else
      for (const { level, what, fix } of found)
        terminal.say(`${signs[level]} ${what}${fix === null ? '' : `\n    ${paint('dim', `→ ${fix}`)}`}`)
    if (found.some(({ level }) => level === 'wrong')) process.exitCode = 1
  },
)
