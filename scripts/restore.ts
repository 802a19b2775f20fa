/** `npm run restore FILE`: a backup in the place of all that a deployed bot knows. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { restoreArguments, restoreUsage } from './backup/arguments.ts'
import { bringBackup, checkNobodyElse, tellLeft } from './backup/bring.ts'
import { configuredName } from './deploy/configuration.ts'
import { doorOf, findDeployed } from './operator/deployed.ts'
import { operatorDeps } from './operator/edges.ts'
import { runCommand } from './operator/run.ts'
import { webhookInfo } from './operator/webhook-info.ts'

const root = path.resolve(import.meta.dirname, '..')
const usual = await configuredName(root)

await runCommand(
  { usage: restoreUsage, parse: (words) => restoreArguments(words, usual) },
  async ({ name, address, ...wanted }, terminal) => {
    const deps = operatorDeps(root)
    const deployed = await findDeployed(deps, name, address)
    const door = doorOf(deps, deployed)
    checkNobodyElse(await webhookInfo(deployed.api, door), deployed.address ?? '', wanted)
    tellLeft(await bringBackup(wanted, door, { terminal, asker: deps.asker, sleep }), terminal)
    terminal.say(
      '\n  Restored. npm run deploy brings Telegram’s updates here, if they go elsewhere still; npm run doctor looks at all of it.',
    )
  },
)
