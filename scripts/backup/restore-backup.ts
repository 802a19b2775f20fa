/** Checks a backup, asks whether it may replace what is there, and restores it. */
import type { Report } from '../../src/admin/report.ts'
import type { AdminApi } from '../operator/admin-api.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { Prompts } from '../operator/prompts.ts'
import { paint, type Terminal } from '../terminal.ts'
import type { Sleep } from './documents.ts'
import { type Head, readBackup } from './file.ts'
import { restoreTo } from './restore-parts.ts'

/** Maximum age of a final backup; what feeds published since a younger one is sent. */
const RECENT_MS = 24 * 60 * 60 * 1000

export interface RestoreRequest {
  readonly file: string
  /** What happens to items published since the backup. Null: `send` after a recent final backup, else `skip`. */
  readonly since: 'send' | 'skip' | null
  readonly yes: boolean
}

/** @returns how many documents of short links are left for another day */
export async function restoreBackup(
  { file, since: requested, yes }: RestoreRequest,
  adminApi: AdminApi,
  { terminal, prompts, sleep }: { readonly terminal: Terminal; readonly prompts: Prompts; readonly sleep: Sleep },
): Promise<number> {
  const head = await terminal.step('The backup is complete', () => readHead(file))
  const report = await terminal.step('The bot answers', () => adminApi.report())
  checkFits(head, report)
  const isRecent = head.final && Date.now() - Date.parse(head.at) < RECENT_MS
  const since = requested ?? (isRecent ? 'send' : 'skip')
  terminal.say(`  Made at ${head.at}, ${head.final ? 'when the bot was shut down' : 'of a bot that kept running'}.`)
  terminal.say(
    since === 'send'
      ? '  What feeds have published since then is sent (--skip-since: it counts as sent).'
      : '  What waited then, and what feeds have published since, counts as sent (--send-since: it is sent).',
  )
  const { total } = report.health.channels
  const question = `The bot has ${total} channels now, and all of its data is replaced. Continue?`
  if (total > 0 && !yes && !(await prompts.confirm(question, false)))
    throw new OperatorProblem('Nothing was changed.', 'Add --yes to restore without a question.')
  const say = (words: string) => terminal.say(`${paint('green', '✓')} ${words}`)
  return restoreTo(adminApi, { file, head, since, now: Date.now(), say, sleep })
}

/** Reads the whole file, so that a damaged one is not restored in part. */
export async function readHead(file: string): Promise<Head> {
  let head: Head | null = null
  for await (const line of readBackup(file)) if (line.kind === 'paperboy-backup') head = line
  if (head === null) throw new OperatorProblem(`${file} is no backup.`, 'Choose a file that npm run backup wrote.')
  return head
}

/** @throws OperatorProblem if the backup does not fit the deployed bot */
export function checkFits(head: Head, report: Report): void {
  const count = (cells: number) => `${cells} cell${cells === 1 ? '' : 's'}`
  if (head.bot !== report.botId)
    throw new OperatorProblem(
      'The backup is of another bot: its chats and messages are not this one’s.',
      'Deploy the bot of the backup first, with its own token.',
    )
  if (head.cells !== report.cells)
    throw new OperatorProblem(
      `The backup has ${count(head.cells)}, and the Worker ${count(report.cells)}.`,
      `Set CELLS = "${head.cells}" in wrangler.toml and run npm run deploy; later it may be more.`,
    )
}

/** Two Paperboys with the same channels would send the same headlines. @throws OperatorProblem */
export function checkNotInUse(
  { url }: { readonly url: string },
  address: string,
  { takeOver }: { readonly takeOver: boolean },
): void {
  if (url === '' || url.startsWith(`${address}/`) || takeOver) return
  throw new OperatorProblem(
    `This bot is in use at ${URL.canParse(url) ? new URL(url).host : 'another address'}, and keeps sending from there.`,
    'There: npm run backup -- --final, and restore that file. If that place is gone for good, add --take-over.',
  )
}

export function reportLeft(left: number, terminal: Terminal): void {
  if (left > 0)
    terminal.say(
      `  ${left} documents of short links are left, as the day’s KV writes are used up. Run npm run restore with the same file after midnight UTC: it restores them, and leaves everything else as it is.`,
    )
}
