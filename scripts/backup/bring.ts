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

/** @returns how many documents of short links are left for another day */
export async function bringBackup(
  { file, since: wished, yes }: Wanted,
  door: Door,
  {
    terminal,
    asker,
    sleep,
  }: { readonly terminal: Terminal; readonly asker: Asker; readonly sleep: (ms: number) => Promise<void> },
): Promise<number> {
  const head = await terminal.step('The backup is whole', () => readHead(file))
  const report = await terminal.step('The bot answers', () => door.report())
  checkFits(head, report)
  const isFresh = head.final && Date.now() - Date.parse(head.at) < DAY_MS
  const since = wished ?? (isFresh ? 'send' : 'skip')
  terminal.say(`  Made at ${head.at}, ${head.final ? 'when the bot came to rest' : 'of a bot that went on'}.`)
  terminal.say(
    since === 'send'
      ? '  What feeds have published since is sent (--skip-since: it counts as sent).'
      : '  What waited then, and what feeds have published since, counts as sent (--send-since: it is sent).',
  )
  const { total } = report.health.channels
  const question = `The bot has ${total} channels now; all of that is replaced. Sure?`
  if (total > 0 && !yes && !(await asker.yes(question, false)))
    throw new OperatorProblem('Nothing was changed.', 'Say --yes where nobody can be asked.')
  const say = (words: string) => terminal.say(`${paint('green', '✓')} ${words}`)
  return restoreTo(door, { file, head, since, now: Date.now(), say, sleep })
}

/** So long after a final backup nobody else has gone on, if nobody says otherwise. */
const DAY_MS = 24 * 60 * 60 * 1000

/** Two Paperboys with the same channels would send the same. @throws OperatorProblem */
export function checkNobodyElse(
  { url }: { readonly url: string },
  address: string,
  { takeOver }: { readonly takeOver: boolean },
): void {
  if (url === '' || url.startsWith(`${address}/`) || takeOver) return
  throw new OperatorProblem(
    `This bot is in use at ${URL.canParse(url) ? new URL(url).host : 'another address'}, and goes on sending from there.`,
    'There: npm run backup -- --final, and restore what that writes. If that place is gone for good, add --take-over.',
  )
}

export function tellLeft(left: number, terminal: Terminal): void {
  if (left > 0)
    terminal.say(
      `  ${left} editions and texts of short links are left, as the day’s KV writes are used up. After midnight UTC npm run restore with the same file goes on with them, and leaves all else as it is.`,
    )
}
