/** Decides what a deployment does: asks the operator, reads what is there, and changes only what comes before any Worker: a subdomain, wrangler.toml, the keys on this machine. */
import { secretPrintOf } from '../../src/composition/environment.ts'
import { newerThan, writtenVersions } from '../../src/store/versions.ts'
import { type Keys, keepKeys, newSecret, readKeys, secretPattern } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { type DeployArguments, variablesIn } from './arguments.ts'
import { buildOf } from './build.ts'
import type { Cloudflare } from './cloudflare.ts'
import { codeAdvices } from './cloudflare-codes.ts'
import { type Configuration, configurationOf, readConfiguration } from './configuration.ts'
import { useDomain } from './domain.ts'
import type { DeployDeps } from './edges.ts'
import { accountToMoveTo, checkDomainsMove, reportToSave } from './move.ts'
import { findPlace, type Place } from './place.ts'
import {
  cellsOf,
  type Difference,
  differencesOf,
  hasSecret,
  isNewerThere,
  variablesOf,
  type WantedWorker,
  wantedWorker,
} from './wanted-worker.ts'
import { type Bot, chooseAccount, findBot, logIn } from './who.ts'

export interface Plan {
  readonly bot: Bot
  readonly cloudflare: Cloudflare
  readonly place: Place
  /** wrangler.toml as this Worker uses it. */
  readonly configuration: Configuration
  /** Domains of which it is known that they may lead to the Worker. */
  readonly checkedHosts: readonly string[]
  readonly wanted: WantedWorker
  /** Null: there is no Worker yet. Empty: it is as wanted. */
  readonly differences: readonly Difference[] | null
  readonly build: string
  /** Null: the Worker has one that this machine does not know, and keeps it. */
  readonly webhookSecret: string | null
  /** Where the bot was before it moves; null: it does not move. */
  readonly movingFrom: string | null
}

export async function makePlan(options: DeployArguments, deps: DeployDeps): Promise<Plan> {
  const { root, keysIn, environment } = deps
  const { name, dryRun, move } = options
  const keys = await readKeys(keysIn, name)
  const bot = await findBot(deps, keys.token)
  const cloudflare = await logIn(deps)
  const file = await readConfiguration(root)
  const account = move
    ? await accountToMoveTo(deps, cloudflare, keys, file.account_id ?? null)
    : await chooseAccount(deps, cloudflare, { configured: file.account_id ?? null, kept: keys.account })
  const { configuration: own, checkedHosts } =
    options.domain === null
      ? { configuration: file, checkedHosts: [] }
      : await useDomain(deps, cloudflare, account, file, { host: options.domain, name, dryRun })
  const configuration = configurationOf(own, name)
  if (move) await checkDomainsMove(cloudflare, account, configuration)
  const place = await findPlace(deps, { cloudflare, account, configuration: own, options, bot, keys })
  const isGivenUp = !move && keys.movingFrom === place.address
  if (!move && keys.movingFrom !== null && !isGivenUp) throw notMoved(keys.movingFrom, keys.address)

  const variables = variablesIn(environment)
  const webhookSecret = secretFor(environment['WEBHOOK_SECRET']?.trim() ?? '', keys.webhookSecret, place)
  const secrets = secretsOf(bot, webhookSecret, environment['ANALYTICS_TOKEN']?.trim() ?? '')
  const build = await buildOf(root, variables)
  const { namespace, there } = place
  const wanted = wantedWorker(configuration, { name, variables, build, secrets, namespace }, there)
  checkNotOlder(wanted, place)
  checkCells(wanted, place)
  checkOwners(wanted, place)
  const movingFrom = move ? oldAddress(keys, place) : null
  if (movingFrom !== null) {
    const old = { name, door: deps.door(movingFrom, bot.token) }
    await deps.terminal.step('The old Worker answers', () => reportToSave(deps, old, cellsOf(wanted)))
  }
  // Before the deployment, so that the next run uses the same token and secret.
  if (!dryRun) {
    const kept = { token: bot.token, webhookSecret, address: place.address, account: account.id }
    await keepKeys(keysIn, name, move || isGivenUp ? { ...kept, movingFrom } : kept)
  }
  const differences = there === null ? null : withReport(differencesOf(wanted, there), place, build, webhookSecret)
  return {
    bot,
    cloudflare,
    place,
    configuration,
    checkedHosts,
    wanted,
    differences,
    build,
    webhookSecret,
    movingFrom,
  }
}

/** Without its data the bot would start from nothing. */
function notMoved(from: string, to: string | null): OperatorProblem {
  return new OperatorProblem(
    `The bot is on its way from ${from} to ${to}, and that move has not ended.`,
    'npm run deploy -- --move goes on with it. To stay where the bot was: set CLOUDFLARE_ACCOUNT_ID to the old account, then npm run deploy -- --take-over',
  )
}

function oldAddress({ movingFrom, address }: Keys, place: Place): string {
  const old = movingFrom ?? address
  if (old !== null && old !== place.address) return old
  if (old !== null)
    throw new OperatorProblem(
      `The bot would have the same address in the new account as in the old one: ${old}.`,
      'Take PUBLIC_URL and `routes` out of wrangler.toml (and PUBLIC_URL out of the environment), and run the same command again. Once the domain is in the new account: npm run deploy -- --domain HOST. Old short links open again then.',
    )
  throw new OperatorProblem(
    'This machine does not know where the bot is now.',
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

function secretFor(given: string, kept: string | null, { there }: Place): string | null {
  if (given === '') return kept ?? (there !== null && hasSecret(there, 'WEBHOOK_SECRET') ? null : newSecret())
  if (secretPattern.test(given)) return given
  throw new OperatorProblem(
    'WEBHOOK_SECRET may have only letters, digits, _ and -, from 16 to 256 of them.',
    'Leave it out: a good one is made.',
  )
}

/** Another version may run than the last that was uploaded, and a secret may have been changed by other means: what the Worker says counts. */
function withReport(
  found: readonly Difference[],
  { report }: Place,
  build: string,
  webhookSecret: string | null,
): readonly Difference[] {
  const isOtherBuild = report !== null && report.build !== build && found.every(({ kind }) => kind !== 'build')
  const differences = isOtherBuild ? [...found, { kind: 'build', there: report.build } as const] : found
  const isOther =
    report !== null && webhookSecret !== null && report.secretPrint !== secretPrintOf({ WEBHOOK_SECRET: webhookSecret })
  const name = 'WEBHOOK_SECRET'
  if (!isOther || differences.some((each) => each.kind === 'secret' && each.name === name)) return differences
  return [...differences, { kind: 'secret', name }]
}

/** Before the upload: Cloudflare would refuse it, or the Worker would refuse its own data. */
function checkNotOlder(wanted: WantedWorker, { there, report }: Place): void {
  const hasNewClasses = there !== null && isNewerThere(wanted, there)
  const hasNewData = report?.stored !== undefined && newerThan(report.stored, writtenVersions).length > 0
  if (!hasNewClasses && !hasNewData) return
  throw new OperatorProblem(
    'What is deployed is newer than these sources. Nothing was changed.',
    codeAdvices.get(10_079)?.advice ?? '',
  )
}

/** Without a named owner, the first visitor could claim the bot. */
function checkOwners({ variables }: WantedWorker, { there }: Place): void {
  const owners = there === null ? '' : (variablesOf(there).get('OWNER_IDS') ?? '')
  if (owners === '' || (variables['OWNER_IDS'] ?? '') !== '') return
  throw new OperatorProblem(
    `The bot’s owners are named now (OWNER_IDS = "${owners}"), and this would leave it without.`,
    'Set OWNER_IDS in [vars] of wrangler.toml, or in the environment. To have it claimed anew: delete the variable in Cloudflare’s dashboard first.',
  )
}

/** Fewer than there are would leave channels behind. */
function checkCells(wanted: WantedWorker, { there, report }: Place): void {
  const cells = cellsOf(wanted)
  const now = report?.cells ?? (there === null ? 1 : cellsOf({ variables: Object.fromEntries(variablesOf(there)) }))
  if (now <= cells) return
  throw new OperatorProblem(
    `The bot has ${now} cells now, and this would leave it ${cells}: the channels of the others would stand still.`,
    `Set CELLS = "${now}" in wrangler.toml, then run the same command again.`,
  )
}
