/** `npm run backup`: saves all data of a deployed bot to one file. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeBackup } from './backup/file.ts'
import { savedLines } from './backup/saved-lines.ts'
import { backupArguments } from './commands.ts'
import { adminApiOf, findDeployed, operatorDeps } from './operator/deployed.ts'
import { OperatorProblem } from './operator/problem.ts'
import { root, runCommand } from './operator/run-command.ts'
import { paint } from './terminal.ts'

const PROGRESS_EVERY_MS = 2000

await runCommand('backup', backupArguments, async ({ name, address, file, final, days, yes }, terminal) => {
  const deps = operatorDeps(root)
  const adminApi = adminApiOf(deps, await findDeployed(deps, name, address))
  const report = await terminal.step('The bot answers', () => adminApi.report())
  const now = Date.now()
  const stamp = new Date(now).toISOString().slice(0, 16).replaceAll(/[-:]/gu, '').replace('T', '-')
  const target = path.resolve(file ?? `paperboy-backup-${report.botId}-${stamp}.jsonl.gz`)
  if (existsSync(target)) throw new OperatorProblem(`${target} exists already.`, 'Choose another name for the file.')
  if (final) {
    const question = 'This shuts the bot down, so that another one can take over. Continue?'
    if (!report.retired && !yes && !(await deps.prompts.confirm(question, false)))
      throw new OperatorProblem('Nothing was changed.', 'Without --final the bot keeps running after the backup.')
    await terminal.step('The bot is shut down; Telegram keeps new messages for it', () =>
      adminApi.text('retire', { method: 'POST' }),
    )
  }
  let shownAt = now
  const progress = (documents: number) => {
    if (Date.now() - shownAt < PROGRESS_EVERY_MS) return
    shownAt = Date.now()
    terminal.say(`  … ${documents} digests’ short links`)
  }
  const isFinal = final || report.retired
  const lines = savedLines(adminApi, { report, final: isFinal, days, now, say: terminal.say, sleep, progress })
  const count = await terminal.step('Channels, feeds, seen and sent items, short links', () =>
    writeBackup(target, lines),
  )
  terminal.say(
    `\n  ${paint('bold', target)}\n  ${count} parts, with names and private channels: keep the file to yourself.`,
  )
})
