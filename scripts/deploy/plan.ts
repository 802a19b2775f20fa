/** Decides what a deployment changes. Itself changes only the subdomain, wrangler.toml and the keys on this machine. */
import { secretPrintOf } from '../../src/composition/environment.ts'
import { newerThan, writtenVersions } from '../../src/store/versions.ts'
import type { DeployArguments } from '../commands.ts'
import { type Keys, keepKeys, newSecret, readKeys, secretPattern } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { buildOf } from './build.ts'
import type { Cloudflare } from './cloudflare.ts'
import { codeAdvices } from './cloudflare-codes.ts'
import { type Configuration, configurationOf, readConfiguration, variablesIn } from './configuration.ts'
import { type Bot, chooseAccount, findBot, logIn } from './credentials.ts'
import type { DeployDeps } from './deps.ts'
import {
  cellsOf,
  type DesiredWorker,
  type Difference,
  desiredWorker,
  differencesOf,
  hasSecret,
  hasUnknownMigration,
  variablesOf,
} from './desired-worker.ts'
import { useDomain } from './domain.ts'
import { accountToMoveTo, checkDomainsMove, reportToSave } from './move.ts'
import { findTarget, type Target } from './target.ts'
import { askWorkersAi } from './workers-ai.ts'

export interface Plan {
  readonly bot: Bot
  readonly cloudflare: Cloudflare
  readonly target: Target
  readonly configuration: Configuration
  /** Hosts that may lead to the Worker. */
  readonly checkedHosts: readonly string[]
  readonly desired: DesiredWorker
  readonly differences: readonly Difference[] | null
  readonly build: string
  /** Null: the Worker has one that this machine does not know. */
  readonly webhookSecret: string | null
  /** The bot's address before a move; null: no move. */
  readonly movingFrom: string | null
}

export async function makePlan(options: DeployArguments, deps: DeployDeps): Promise<Plan> {
  const { root, keysFolder, environment } = deps
  const { name, dryRun, move } = options
  const keys = await readKeys(keysFolder, name)
  const bot = await findBot(deps, keys.token)
  const cloudflare = await logIn(deps)
  const file = await readConfiguration(root)
  const account = move
    ? await accountToMoveTo(deps, cloudflare, keys, file.account_id ?? null)
    : await chooseAccount(deps, cloudflare, file.account_id ?? null, keys.account)
  const { configuration: own, checkedHosts } =
    options.domain === null
      ? { configuration: file, checkedHosts: [] }
      : await useDomain(deps, cloudflare, account, file, options.domain, options)
  const configuration = configurationOf(await askWorkersAi(deps, own, options), name)
  if (move) await checkDomainsMove(cloudflare, account, configuration)
  const target = await findTarget(deps, { cloudflare, account, configuration: own, options, bot, keys })
  const isMoveCancelled = !move && keys.movingFrom === target.address
  if (!move && keys.movingFrom !== null && !isMoveCancelled) throw unfinishedMove(keys.movingFrom, keys.address)

  const variables = variablesIn(environment)
  const webhookSecret = secretFor(environment['WEBHOOK_SECRET']?.trim() ?? '', keys.webhookSecret, target)
  const secrets = secretsOf(bot, webhookSecret, environment['ANALYTICS_TOKEN']?.trim() ?? '')
  const build = await buildOf(root, variables)
  const { namespace, current } = target
  const desired = desiredWorker(configuration, { name, variables, build, secrets, namespace }, current)
  checkNotOlder(desired, target)
  checkCells(desired, target)
  checkOwners(desired, target)
  const movingFrom = move ? oldAddress(keys, target) : null
  if (movingFrom !== null) {
    const old = { name, adminApi: deps.adminApi(movingFrom, bot.token) }
    await deps.terminal.step('The old Worker answers', () => reportToSave(deps, old, cellsOf(desired)))
  }
  // Before the deployment, so that the next run uses the same token and secret.
  if (!dryRun) {
    const kept = { token: bot.token, webhookSecret, address: target.address, account: account.id }
    await keepKeys(keysFolder, name, move || isMoveCancelled ? { ...kept, movingFrom } : kept)
  }
  const differences =
    current === null ? null : withReport(differencesOf(desired, current), target, build, webhookSecret)
  const found = { bot, cloudflare, target, configuration, checkedHosts, desired }
  return { ...found, differences, build, webhookSecret, movingFrom }
}

function unfinishedMove(from: string, to: string | null): OperatorProblem {
  return new OperatorProblem(
    `The bot is being moved from ${from} to ${to}, and that move has not ended.`,
    'npm run deploy -- --move completes it. To keep the bot where it was: set CLOUDFLARE_ACCOUNT_ID to the old account, then npm run deploy -- --take-over',
  )
}

function oldAddress({ movingFrom, address }: Keys, target: Target): string {
  const old = movingFrom ?? address
  if (old !== null && old !== target.address) return old
  if (old !== null)
    throw new OperatorProblem(
      `The bot would have the same address in the new account as in the old one: ${old}.`,
      'Take PUBLIC_URL and `routes` out of wrangler.toml (and PUBLIC_URL out of the environment), and run the same command again. Once the domain is in the new account: npm run deploy -- --domain HOST. Old short links open again then.',
    )
  throw new OperatorProblem(
    'This machine does not know the bot’s address.',
    'Run the command where npm run deploy was run, or move by hand: npm run backup -- --final --address https://…, then npm run deploy -- --restore FILE',
  )
}

function secretsOf(bot: Bot, webhookSecret: string | null, analytics: string): Readonly<Record<string, string>> {
  return {
    BOT_TOKEN: bot.token,
    ...(webhookSecret === null ? {} : { WEBHOOK_SECRET: webhookSecret }),
    ...(analytics === '' ? {} : { ANALYTICS_TOKEN: analytics }),
  }
}

function secretFor(given: string, kept: string | null, { current }: Target): string | null {
  if (given === '') return kept ?? (current !== null && hasSecret(current, 'WEBHOOK_SECRET') ? null : newSecret())
  if (secretPattern.test(given)) return given
  throw new OperatorProblem(
    'WEBHOOK_SECRET may have only letters, digits, _ and -, from 16 to 256 of them.',
    'Leave it out: one is generated.',
  )
}

/** The running version may differ from the last upload, and a secret may have been changed elsewhere: the Worker's report decides. */
function withReport(
  found: readonly Difference[],
  { report }: Target,
  build: string,
  webhookSecret: string | null,
): readonly Difference[] {
  if (report === null) return found
  const isKnown = (kind: string, name: string) => found.some((each) => each.kind === kind && each.name === name)
  const more: Difference[] = []
  if (report.build !== build && !isKnown('build', ''))
    more.push({ kind: 'build', name: '', words: `the version (${report.build ?? 'unknown'})` })
  const name = 'WEBHOOK_SECRET'
  const isOther = webhookSecret !== null && report.secretPrint !== secretPrintOf({ WEBHOOK_SECRET: webhookSecret })
  if (isOther && !isKnown('secret', name)) more.push({ kind: 'secret', name, words: `the secret ${name}` })
  return [...found, ...more]
}

/** Cloudflare would refuse the upload, or the older Worker could not read its data. */
function checkNotOlder(desired: DesiredWorker, { current, report }: Target): void {
  const hasNewClasses = current !== null && hasUnknownMigration(desired, current)
  const hasNewData = report?.stored !== undefined && newerThan(report.stored, writtenVersions).length > 0
  if (!hasNewClasses && !hasNewData) return
  throw new OperatorProblem(
    'What is deployed is newer than these sources. Nothing was changed.',
    codeAdvices.get(10_079)?.[1] ?? '',
  )
}

/** Without OWNER_IDS the first visitor could claim the bot. */
function checkOwners({ variables }: DesiredWorker, { current }: Target): void {
  const owners = current === null ? '' : (variablesOf(current).get('OWNER_IDS') ?? '')
  if (owners === '' || (variables['OWNER_IDS'] ?? '') !== '') return
  throw new OperatorProblem(
    `The bot’s owners are named now (OWNER_IDS = "${owners}"), and this deployment would remove them.`,
    'Set OWNER_IDS in [vars] of wrangler.toml, or in the environment. To let somebody else claim the bot: delete the variable in Cloudflare’s dashboard first.',
  )
}

/** Fewer cells would cut off the channels of the others. */
function checkCells(desired: DesiredWorker, { current, report }: Target): void {
  const cells = cellsOf(desired)
  const now = report?.cells ?? (current === null ? 1 : cellsOf({ variables: Object.fromEntries(variablesOf(current)) }))
  if (now <= cells) return
  throw new OperatorProblem(
    `The bot has ${now} cells now, and this deployment would leave ${cells}: the channels of the others would stop.`,
    `Set CELLS = "${now}" in wrangler.toml, then run the same command again.`,
  )
}
