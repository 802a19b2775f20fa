/** `npm run backup`: all that a deployed bot knows, in one file. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { backupArguments, backupUsage } from './backup/arguments.ts'
import { writeBackup } from './backup/file.ts'
import { savedLines } from './backup/save.ts'
import { configuredName } from './deploy/configuration.ts'
import { doorOf, findDeployed } from './operator/deployed.ts'
import { operatorDeps } from './operator/edges.ts'
import { OperatorProblem } from './operator/problem.ts'
import { runCommand } from './operator/run.ts'
import { paint } from './terminal.ts'

const root = path.resolve(import.meta.dirname, '..')
const usual = await configuredName(root)

await runCommand(
  { usage: backupUsage, parse: (words) => backupArguments(words, usual) },
  async ({ name, address, file, final, days, yes }, terminal) => {
    const deps = operatorDeps(root)
    const door = doorOf(deps, await findDeployed(deps, name, address))
    const report = await terminal.step('The bot answers', () => door.report())
    const now = Date.now()
    const target = path.resolve(file ?? `paperboy-backup-${report.botId}-${stamp(now)}.jsonl.gz`)
    if (existsSync(target))
      throw new OperatorProblem(`${target} is there already.`, 'Choose another name for the file.')
    if (final) {
      const sure =
        report.retired ||
        yes ||
        (await deps.asker.yes('From now on this bot rests, and another one goes on with it. Sure?', false))
      if (!sure) throw new OperatorProblem('Nothing was changed.', 'Without --final the bot goes on after the backup.')
      await terminal.step('The bot rests; Telegram keeps what comes meanwhile', () =>
        door.text('retire', { method: 'POST' }),
      )
    }
    let told = now
    const progress = (documents: number) => {
      if (Date.now() - told < 2000) return
      told = Date.now()
      terminal.say(`  … ${documents} editions of short links`)
    }
    const lines = savedLines(door, {
      report,
      final: final || report.retired,
      days,
      now,
      say: terminal.say,
      sleep,
      progress,
    })
    const count = await terminal.step('Channels, feeds, what was seen and sent, short links', () =>
      writeBackup(target, lines),
    )
    terminal.say(
      `\n  ${paint('bold', target)}\n  ${count} parts. It holds names and private channels: keep it to yourself.`,
    )
  },
)

function stamp(now: number): string {
  return new Date(now).toISOString().slice(0, 16).replaceAll(/[-:]/gu, '').replace('T', '-')
}
