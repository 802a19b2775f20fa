/** `npm run restore FILE`: replaces all data of a deployed bot with a backup. */
import { setTimeout as sleep } from 'node:timers/promises'
import { checkNotInUse, reportLeft, restoreBackup } from './backup/restore-backup.ts'
import { restoreArguments } from './commands.ts'
import { adminApiOf, findDeployed, operatorDeps, webhookInfo } from './operator/deployed.ts'
import { root, runCommand } from './operator/run-command.ts'

await runCommand('restore', restoreArguments, async ({ name, address, ...options }, terminal) => {
  const deps = operatorDeps(root)
  const deployed = await findDeployed(deps, name, address)
  const adminApi = adminApiOf(deps, deployed)
  checkNotInUse(await webhookInfo(deployed.api, adminApi), deployed.address ?? '', options)
  reportLeft(await restoreBackup(options, adminApi, { terminal, prompts: deps.prompts, sleep }), terminal)
  terminal.say(
    '\n  Restored. If Telegram still sends updates elsewhere, npm run deploy brings them here; npm run doctor checks everything.',
  )
})
