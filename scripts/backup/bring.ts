/** A backup on its way to a deployed bot: is it whole, does it fit, is it wanted; then it is restored, and each part told. */
import type { Asker } from '../operator/ask.ts'
import type { Door } from '../operator/door-client.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { paint, type Terminal } from '../terminal.ts'
import { checkFits, readHead, restoreTo } from './restore.ts'

export interface Wanted {
  readonly file: string
  /** Null: by whether the backup was final. */
  readonly since: 'send' | 'skip' | null
  /** Nobody is asked whether what is there may go. */
  readonly yes: boolean
}

export async function bringBackup(
  { file, since: wished, yes }: Wanted,
  door: Door,
  { terminal, asker }: { readonly terminal: Terminal; readonly asker: Asker },
): Promise<void> {
  const head = await terminal.step('The backup is whole', () => readHead(file))
  const report = await terminal.step('The bot answers', () => door.report())
  checkFits(head, report)
  const since = wished ?? (head.final ? 'send' : 'skip')
  terminal.say(`  Made at ${head.at}, ${head.final ? 'when the bot came to rest' : 'of a bot that went on'}.`)
  terminal.say(
    since === 'send'
      ? '  What feeds have published since is sent.'
      : '  What waited then, and what feeds have published since, counts as sent.',
  )
  const { total } = report.health.channels
  const question = `The bot has ${total} channels now; all of that is replaced. Sure?`
  if (total > 0 && !yes && !(await asker.yes(question, false)))
    throw new OperatorProblem('Nothing was changed.', 'Say --yes where nobody can be asked.')
  const say = (words: string) => terminal.say(`${paint('green', '✓')} ${words}`)
  await restoreTo(door, { file, head, since, now: Date.now(), say })
}
