/** A move to another account: the old Worker is shut down, and the new one gets its data. */
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import type { Report } from '../../src/admin/report.ts'
import { writeBackup } from '../backup/file.ts'
import { savedLines } from '../backup/saved-lines.ts'
import type { AdminApi } from '../operator/admin-api.ts'
import type { Keys } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { Account, Cloudflare } from './cloudflare.ts'
import { type Configuration, routesOf } from './configuration.ts'
import { accountLabel } from './credentials.ts'
import type { DeployDeps } from './deps.ts'

/** The backup of an unfinished move: while it exists, the old Worker is shut down. */
function moveFile(keysFolder: string, name: string): string {
  return path.join(keysFolder, '.paperboy', `${name}-move.jsonl.gz`)
}

/** The account that is named, or the only other one that the login sees. @param configured `account_id` in wrangler.toml */
export async function accountToMoveTo(
  deps: DeployDeps,
  cloudflare: Cloudflare,
  keys: Keys,
  configured: string | null,
): Promise<Account> {
  const account = await otherAccount(deps, cloudflare, keys)
  if (configured === null || configured === account.id) return account
  throw new OperatorProblem(
    `wrangler.toml names the account ${configured}, and the bot would move to “${account.name}” (${account.id}).`,
    'Take the line `account_id = …` out of wrangler.toml, then run the same command again.',
  )
}

async function otherAccount(
  { environment, prompts }: DeployDeps,
  cloudflare: Cloudflare,
  keys: Keys,
): Promise<Account> {
  const named = environment['CLOUDFLARE_ACCOUNT_ID']?.trim() ?? ''
  const isResumed = keys.movingFrom !== null
  const all = await cloudflare.accounts()
  if (isResumed) {
    const chosen = all.find(({ id }) => id === keys.account)
    if (chosen !== undefined) return chosen
  }
  const others = all.filter(({ id }) => id !== keys.account && (named === '' || id === named))
  const [first, ...more] = others
  if (first === undefined)
    throw new OperatorProblem(
      'This login sees no other account to move the bot to.',
      'Log in to the other account (`npx wrangler login`), or set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID to its own. Then run the same command again.',
    )
  if (more.length === 0) {
    const question = `Move the bot to the account “${first.name}” (${first.id})?`
    if (!prompts.isInteractive || (await prompts.confirm(question, true))) return first
    throw new OperatorProblem('Nothing was changed.', 'To move it to another account, set CLOUDFLARE_ACCOUNT_ID.')
  }
  if (!prompts.isInteractive)
    throw new OperatorProblem('This login sees several other accounts.', 'Set CLOUDFLARE_ACCOUNT_ID to one of them.')
  return others[await prompts.select('Which account?', others.map(accountLabel))] ?? first
}

export async function checkDomainsMove(
  cloudflare: Cloudflare,
  account: Account,
  configuration: Configuration,
): Promise<void> {
  for (const host of routesOf(configuration).domains)
    if ((await cloudflare.zoneOf(account.id, host)) === null)
      throw new OperatorProblem(
        `The domain ${host} is not in the account “${account.name}”.`,
        'Take `routes` and PUBLIC_URL out of wrangler.toml, and run the same command again. Once the domain is in that account: npm run deploy -- --domain HOST. Old short links open again then.',
      )
}

export interface OldWorker {
  readonly name: string
  readonly adminApi: AdminApi
}

/** @returns the old Worker's report; null if it is shut down and its data saved @throws OperatorProblem if it cannot be moved */
export async function reportToSave(
  { keysFolder }: Pick<DeployDeps, 'keysFolder'>,
  { name, adminApi }: OldWorker,
  cells: number,
): Promise<Report | null> {
  // After an abandoned move the bot kept running, so an older backup does not count.
  const isSaved =
    existsSync(moveFile(keysFolder, name)) &&
    (await adminApi.report().then(
      ({ retired }) => retired,
      () => true,
    ))
  if (isSaved) return null
  const report = await adminApi.report()
  if (report.cells === cells) return report
  throw new OperatorProblem(
    `The old Worker has ${report.cells} cells, and the new one ${cells}.`,
    `Set CELLS = "${report.cells}" in wrangler.toml, then run the same command again. The bot still runs where it was.`,
  )
}

/** Shuts the old Worker down and saves its data, unless an interrupted move has done so. @returns the file */
export async function saveOldWorker(deps: DeployDeps, { name, adminApi }: OldWorker, cells: number): Promise<string> {
  const { terminal, keysFolder, now, sleep } = deps
  const file = moveFile(keysFolder, name)
  const report = await reportToSave(deps, { name, adminApi }, cells)
  if (report === null) return file
  await terminal.step('The old Worker is shut down; Telegram keeps new messages for it', () =>
    adminApi.text('retire', { method: 'POST' }),
  )
  const options = { report, final: true, days: null, now: now(), sleep, say: terminal.say, progress: () => {} }
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await terminal.step('Its data is saved on this machine', () => writeBackup(file, savedLines(adminApi, options)))
  return file
}

export async function endMove({ keysFolder, now }: DeployDeps, name: string): Promise<string> {
  const file = moveFile(keysFolder, name)
  const ended = path.join(path.dirname(file), `${name}-moved-${new Date(now()).toISOString().slice(0, 10)}.jsonl.gz`)
  if (existsSync(file)) await rename(file, ended)
  return ended
}
