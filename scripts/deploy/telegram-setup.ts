/** The second half of a deployment: Telegram's settings, the claim of the bot, and a check of everything. */
import { generate } from 'lean-qr'
import { type SetupPart, type SetupReport, type SetupRequest, type SetupState, setUp } from '../../src/admin/setup.ts'
import { claimCodeOf, secretPrintOf } from '../../src/composition/environment.ts'
import type { CallTelegram } from '../../src/telegram/client.ts'
import type { DeployArguments } from '../commands.ts'
import type { AdminApi } from '../operator/admin-api.ts'
import { webhookInfo } from '../operator/deployed.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { duration, paint } from '../terminal.ts'
import type { Bot } from './credentials.ts'
import type { DeployDeps } from './deps.ts'

const names: Readonly<Record<SetupPart, string>> = {
  webhook: 'Telegram sends updates to the Worker',
  commands: 'Telegram’s apps offer the commands',
  profile: 'The bot’s descriptions',
  rights: 'Suggested rights: to post, and no other',
}

/** Sets up Telegram through the Worker, or from this machine. */
export type SetUp = (request: Omit<SetupRequest, 'origin'>) => Promise<SetupReport>

/** Sets up Telegram from this machine, where the Worker's address is blocked. */
export function setUpFromHere(
  call: CallTelegram,
  settings: {
    readonly address: string
    readonly webhookSecret: string
    readonly cells: number
    readonly isOwned: boolean
  },
): SetUp {
  const { address, webhookSecret, cells, isOwned } = settings
  const secretPrint = secretPrintOf({ WEBHOOK_SECRET: webhookSecret })
  const claimCode = claimCodeOf({ WEBHOOK_SECRET: webhookSecret })
  // The Worker learns its facts from the first update. Telegram does not show its secret, so the webhook is set again.
  const directory = { fact: async () => null, setFact: async () => {}, isOwned: async () => isOwned }
  const bot = { publicUrl: address, webhookSecret, secretPrint, claimCode, ownerIds: [], cells }
  return (request) => setUp({ call, directory, cells: [], settings: bot }, { ...request, origin: address })
}

/** @param ownHosts the webhook may be moved away from these without a question */
export async function setUpTelegram(
  deps: DeployDeps,
  setUp: SetUp,
  { dryRun, takeOver }: Pick<DeployArguments, 'dryRun' | 'takeOver'>,
  ownHosts: readonly string[],
): Promise<{ readonly report: SetupReport; readonly isChanged: boolean }> {
  const { terminal, prompts } = deps
  const ask = async (over: boolean) => {
    const part = (from: number) => untilResolved(deps, () => setUp({ apply: !dryRun, takeOver: over, from }))
    let report = await part(0)
    const isRefused = () => report.parts.some(({ state }) => state.kind === 'refused')
    // One request sets a few languages.
    while (report.next !== null && !isRefused()) report = joined(report, await part(report.next))
    return report
  }
  let report = await ask(takeOver)
  if (report.parts.some(({ state }) => state.kind === 'elsewhere' && ownHosts.includes(state.host)))
    report = await ask(true)
  const inUse = report.parts.map(({ state }) => inUseMessage(state)).find((words) => words !== null) ?? null
  if (inUse !== null) {
    const question = `${inUse} Let this Worker take over?`
    const goesOn = !dryRun && prompts.isInteractive && (await prompts.confirm(question, false))
    if (!goesOn && !dryRun)
      throw new OperatorProblem(inUse, 'To have this Worker take over: npm run deploy -- --take-over')
    if (goesOn) report = await ask(true)
    else terminal.say(`  ${inUse} Only --take-over would go on.`)
  }
  for (const { part, state } of report.parts) {
    if (state.kind === 'refused')
      throw new OperatorProblem(`${names[part]}: Telegram refused: ${state.words}`, refusalAdvice(state.words))
    if (state.kind === 'changed') terminal.say(`${paint('green', '✓')} ${names[part]}`)
    if (state.kind === 'differs') terminal.say(`${paint('blue', '→')} ${names[part]}: would be changed`)
  }
  return { report, isChanged: report.parts.some(({ state }) => state.kind === 'changed' || state.kind === 'differs') }
}

const strength: readonly SetupState['kind'][] = ['same', 'differs', 'changed', 'elsewhere', 'retired', 'refused']

/** Two reports as one: of each part, the state that says more. */
function joined(one: SetupReport, other: SetupReport): SetupReport {
  const stateOf = (part: SetupPart, state: SetupState) => {
    const later = other.parts.find((each) => each.part === part)?.state ?? state
    return strength.indexOf(later.kind) > strength.indexOf(state.kind) ? later : state
  }
  return { ...other, parts: one.parts.map(({ part, state }) => ({ part, state: stateOf(part, state) })) }
}

/** How long Telegram may take to resolve a new name. */
const RESOLVE_MS = 5 * 60_000
const RESOLVE_EVERY_MS = 10_000
const unresolved = /resolve host|failed to resolve/iu

/** Repeats while Telegram does not find the address: tdlib/td, td/utils/port/IPAddress.cpp. */
async function untilResolved(
  { now, sleep, terminal }: DeployDeps,
  setUp: () => Promise<SetupReport>,
): Promise<SetupReport> {
  const until = now() + RESOLVE_MS
  for (let tries = 1; ; tries += 1) {
    const report = await setUp()
    const isPropagating = report.parts.some(({ state }) => state.kind === 'refused' && unresolved.test(state.words))
    if (!isPropagating || now() > until) return report
    if (tries === 1) terminal.say('  … Telegram does not find the new address yet; this can take some minutes')
    await sleep(RESOLVE_EVERY_MS)
  }
}

function inUseMessage(state: SetupState): string | null {
  if (state.kind === 'elsewhere')
    return `This bot is in use at ${state.host}. A Paperboy there keeps sending until it is shut down (npm run backup -- --final there) or deleted.`
  if (state.kind === 'retired')
    return 'A final backup was made of this Paperboy: another one may run the bot, and both would send the same.'
  return null
}

/** Advice on a refusal, by Telegram's message: core.telegram.org/bots/api#setwebhook. */
function refusalAdvice(words: string): string {
  if (unresolved.test(words))
    return 'Telegram does not find the address yet; a new one takes some minutes. Run the same command again then: it goes on from here.'
  if (/secret token/iu.test(words))
    return 'Set WEBHOOK_SECRET to letters, digits, _ and - only, or leave it out: one is generated.'
  return 'Run the same command again: it goes on from here. If that does not help, run npm run doctor.'
}

const CLAIM_MS = 15 * 60_000
const CLAIM_EVERY_MS = 3000

/** Shows the link that claims the bot, and waits for it. @param adminApi null: unreachable @returns whether it was used */
export async function waitForClaim(
  { terminal, prompts, environment, sleep, now }: DeployDeps,
  adminApi: AdminApi | null,
  username: string,
  code: string,
): Promise<boolean> {
  const link = `https://t.me/${username}?start=${code}`
  if (!prompts.isInteractive && (environment['CI'] ?? '') !== '') {
    terminal.say('  The bot has no owner yet, and the link that claims it must not be in a log that others may read.')
    terminal.say('  Set OWNER_IDS to your Telegram ID, or run npm run deploy at a terminal.')
    return false
  }
  terminal.say(`\n  Make the bot yours: open this link and press Start.\n  ${paint('bold', link)}\n`)
  if (!prompts.isInteractive) {
    terminal.say('  The first person to open it owns the bot.')
    return false
  }
  terminal.say(qrOf(link))
  // Only the Worker knows whether it was used.
  if (adminApi === null) return false
  terminal.say('  Waiting for it. Ctrl-C stops the waiting; the link stays valid.')
  const until = now() + CLAIM_MS
  while (now() < until) {
    await sleep(CLAIM_EVERY_MS)
    const isClaimed = await adminApi.report().then(
      ({ claimed }) => claimed,
      () => false,
    )
    if (isClaimed) {
      terminal.say(`${paint('green', '✓')} The bot has its owner`)
      return true
    }
  }
  terminal.say('  Nobody has opened the link yet. It stays valid; npm run doctor shows when it has been used.')
  return false
}

/** Width of the light border around the code, in modules. */
const BORDER = 2
/** Characters for two rows: none dark, the upper, the lower, both. */
const halves = [' ', '▀', '▄', '█']

/** A QR code with two rows per line, black on white in every terminal. */
export function qrOf(text: string): string {
  const code = generate(text)
  const places = Array.from({ length: code.size + 2 * BORDER }, (_, at) => at - BORDER)
  const lines = places
    .filter((_, at) => at % 2 === 0)
    .map((y) => places.map((x) => halves[Number(code.get(x, y)) + 2 * Number(code.get(x, y + 1))]).join(''))
  return lines.map((line) => `  \u001B[30;107m${line}\u001B[0m`).join('\n')
}

const RECENT_ERROR_MS = 10 * 60_000

export async function verify(deps: DeployDeps, adminApi: AdminApi | null, bot: Bot, address: string): Promise<void> {
  const { terminal, now } = deps
  if (adminApi !== null) {
    const { health } = await terminal.step('The Worker and its objects answer', () => adminApi.report())
    for (const problem of health.problems) terminal.say(`  ${paint('red', '!')} ${problem}`)
    if (!health.ok && health.problems.length === 0)
      terminal.say('  No cycle has run on time; npm run doctor says more in some minutes.')
  }
  if (!bot.isTelegramHere && adminApi === null) return
  const webhook = await terminal.step('The webhook at Telegram', () => webhookInfo(deps.telegram(bot.token), adminApi))
  if (webhook.url !== `${address}/telegram/webhook`)
    throw new OperatorProblem('Telegram sends updates elsewhere.', 'Run npm run doctor, which says where and why.')
  const age = now() - (webhook.last_error_date ?? 0) * 1000
  if (webhook.last_error_message !== undefined && age < RECENT_ERROR_MS)
    terminal.say(
      `  Its last error, ${duration(age)} ago: ${webhook.last_error_message}. If it comes again, run npm run doctor.`,
    )
  if (webhook.pending_update_count > 0) terminal.say(`  ${webhook.pending_update_count} updates are on their way.`)
}

export async function sayHello({ terminal }: DeployDeps, adminApi: AdminApi): Promise<void> {
  const { sent } = await terminal.step('A test message to the owner', () => adminApi.hello())
  if (sent === 0) terminal.say('  It did not get through: the owner must first press Start in the chat with the bot.')
}
