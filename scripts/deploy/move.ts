/** Moves a bot to another account: the old Worker comes to rest, and the new one goes on with all that it knew. */
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import type { Report } from '../../src/admin/report.ts'
import { writeBackup } from '../backup/file.ts'
import { savedLines } from '../backup/save.ts'
import type { Door } from '../operator/door-client.ts'
import type { Keys } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { Account, Cloudflare } from './cloudflare.ts'
import { type Configuration, routesOf } from './configuration.ts'
import type { DeployDeps } from './edges.ts'
import { askAccount } from './who.ts'

/** The file of a move that has not ended: as long as it is there, the old Worker rests. */
function moveFile(keysIn: string, name: string): string {
  return path.join(keysIn, '.paperboy', `${name}-move.jsonl.gz`)
}

/** Another account than the bot is in now: the one that is named, or the only other one that the login sees. @param configured `account_id` of wrangler.toml */
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
  { environment, terminal, asker }: DeployDeps,
  cloudflare: Cloudflare,
  keys: Keys,
): Promise<Account> {
  const named = environment['CLOUDFLARE_ACCOUNT_ID']?.trim() ?? ''
  const isGoingOn = keys.movingFrom !== null
  const all = await cloudflare.accounts()
  if (isGoingOn) {
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
    const question = `Shall the bot move to the account “${first.name}” (${first.id})?`
    if (!asker.isThere || (await asker.yes(question, true))) return first
    throw new OperatorProblem('Nothing was changed.', 'To move it to another account, set CLOUDFLARE_ACCOUNT_ID.')
  }
  if (!asker.isThere)
    throw new OperatorProblem('This login sees several other accounts.', 'Set CLOUDFLARE_ACCOUNT_ID to one of them.')
  return askAccount({ terminal, asker }, others)
}

/** @throws OperatorProblem where a domain of the old account would have to move first */
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

export interface OldPlace {
  readonly name: string
  /** Where the old Worker answers. */
  readonly door: Door
}

/** The old Worker's word. @returns null: it rests, and all that it knows is saved @throws where it cannot be moved */
export async function reportToSave(
  { keysIn }: Pick<DeployDeps, 'keysIn'>,
  { name, door }: OldPlace,
  cells: number,
): Promise<Report | null> {
  // After a move that was given up the bot went on: what was saved then is old.
  const isSaved =
    existsSync(moveFile(keysIn, name)) &&
    (await door.report().then(
      ({ retired }) => retired,
      () => true,
    ))
  if (isSaved) return null
  const report = await door.report()
  if (report.cells === cells) return report
  throw new OperatorProblem(
    `The old Worker has ${report.cells} cells, and the new one ${cells}.`,
    `Set CELLS = "${report.cells}" in wrangler.toml, then run the same command again. The bot still runs where it was.`,
  )
}

/** Brings the old Worker to rest and saves all that it knows; a move that was broken off has done so already. @returns the file */
export async function moveOut(deps: DeployDeps, { name, door }: OldPlace, cells: number): Promise<string> {
  const { terminal, keysIn, now, sleep } = deps
  const file = moveFile(keysIn, name)
  const report = await reportToSave(deps, { name, door }, cells)
  if (report === null) return file
  await terminal.step('The old Worker rests; Telegram keeps what people write', () =>
    door.text('retire', { method: 'POST' }),
  )
  const options = { report, final: true, days: null, now: now(), sleep, say: terminal.say, progress: () => {} }
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await terminal.step('All that it knows is saved on this machine', () => writeBackup(file, savedLines(door, options)))
  return file
}

/** Keeps the file under a name that says that the move has ended. @returns the new name */
export async function endMove({ keysIn, now }: DeployDeps, name: string): Promise<string> {
  const file = moveFile(keysIn, name)
  const ended = path.join(path.dirname(file), `${name}-moved-${new Date(now()).toISOString().slice(0, 10)}.jsonl.gz`)
  if (existsSync(file)) await rename(file, ended)
  return ended
}
