/** The second half of a deployment: Telegram is told, the bot is claimed, and all of it is seen to work. */
import { generate } from 'lean-qr'
import type { SetupPart, SetupReport, SetupState } from '../../src/admin/setup.ts'
import type { Door } from '../operator/door-client.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { webhookInfo } from '../operator/webhook-info.ts'
import { duration, paint } from '../terminal.ts'
import type { DeployArguments } from './arguments.ts'
import type { DeployDeps } from './edges.ts'
import type { Bot } from './who.ts'

const names: Readonly<Record<SetupPart, string>> = {
  webhook: 'Telegram brings updates to the Worker',
  commands: 'Telegram’s apps offer the commands',
  profile: 'The bot’s descriptions',
  rights: 'Suggested rights: to post, and no other',
}

export interface SetUp {
  readonly report: SetupReport
  readonly isChanged: boolean
}

/** Asks the Worker to tell Telegram of itself, or does it from here. */
export type AskSetUp = (wish: { readonly apply: boolean; readonly takeOver: boolean }) => Promise<SetupReport>

/** @param ownHosts from these the webhook may go to another address without a question */
export async function setUpTelegram(
  deps: DeployDeps,
  setUp: AskSetUp,
  { dryRun, takeOver }: Pick<DeployArguments, 'dryRun' | 'takeOver'>,
  ownHosts: readonly string[],
): Promise<SetUp> {
  const { terminal, asker } = deps
  const ask = (over: boolean) => untilResolved(deps, () => setUp({ apply: !dryRun, takeOver: over }))
  let report = await ask(takeOver)
  if (report.parts.some(({ state }) => state.kind === 'elsewhere' && ownHosts.includes(state.host)))
    report = await ask(true)
  const others = report.parts.map(({ state }) => othersWords(state)).find((words) => words !== null) ?? null
  if (others !== null) {
    const goesOn = !dryRun && asker.isThere && (await asker.yes(`${others} Shall this Worker take over?`, false))
    if (!goesOn && !dryRun)
      throw new OperatorProblem(others, 'To have this Worker take over: npm run deploy -- --take-over')
    if (goesOn) report = await ask(true)
    else terminal.say(`  ${others} It would take --take-over to go on.`)
  }
  for (const { part, state } of report.parts) {
    if (state.kind === 'refused')
      throw new OperatorProblem(`${names[part]}: Telegram did not take it: ${state.words}`, refusalAdvice(state.words))
    if (state.kind === 'changed') terminal.say(`${paint('green', '✓')} ${names[part]}`)
    if (state.kind === 'differs') terminal.say(`${paint('blue', '→')} ${names[part]}: would be changed`)
  }
  return { report, isChanged: report.parts.some(({ state }) => state.kind === 'changed' || state.kind === 'differs') }
}

/** ms; Telegram may take this long to resolve a new name. */
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
    const isYoung = report.parts.some(({ state }) => state.kind === 'refused' && unresolved.test(state.words))
    if (!isYoung || now() > until) return report
    if (tries === 1) terminal.say('  … Telegram does not find the new address yet; it is asked again for some minutes')
    await sleep(RESOLVE_EVERY_MS)
  }
}

function othersWords(state: SetupState): string | null {
  if (state.kind === 'elsewhere')
    return `This bot is in use at ${state.host}. A Paperboy there goes on sending until it is retired (npm run backup -- --final there) or deleted.`
  if (state.kind === 'retired')
    return 'A final backup was made of this Paperboy: another one may go on with the bot, and both would send the same.'
  return null
}

/** In Telegram's words: core.telegram.org/bots/api#setwebhook. */
function refusalAdvice(words: string): string {
  if (unresolved.test(words))
    return 'Telegram does not find the address yet; a new one takes some minutes. Run the same command again then: it goes on from here.'
  if (/secret token/iu.test(words))
    return 'Set WEBHOOK_SECRET to letters, digits, _ and - only, or leave it out: one is made.'
  return 'Run the same command again: it goes on from here. Should it stay like this, npm run doctor looks at everything.'
}

/** ms; nobody is waited for longer. */
const CLAIM_MS = 15 * 60_000
const CLAIM_EVERY_MS = 3000

/** Shows the link that makes the bot its first visitor's, and waits until somebody has used it. @param door null: it cannot be reached @returns whether somebody has */
export async function waitForClaim(
  { terminal, asker, environment, sleep, now }: DeployDeps,
  door: Door | null,
  username: string,
  code: string,
): Promise<boolean> {
  const link = `https://t.me/${username}?start=${code}`
  if (!asker.isThere && (environment['CI'] ?? '') !== '') {
    terminal.say('  Nobody owns the bot yet, and the link that claims it is not for a log that others may read.')
    terminal.say('  Set OWNER_IDS to your Telegram id, or run npm run deploy at a terminal.')
    return false
  }
  terminal.say(`\n  Make the bot yours: open this link and press Start.\n  ${paint('bold', link)}\n`)
  if (!asker.isThere) {
    terminal.say('  Whoever opens it first is the bot’s owner.')
    return false
  }
  terminal.say(qrOf(link))
  // Nobody can tell from here when it was used.
  if (door === null) return false
  terminal.say('  Waiting for it; Ctrl-C ends the waiting, and the link stays good.')
  const until = now() + CLAIM_MS
  while (now() < until) {
    await sleep(CLAIM_EVERY_MS)
    const isClaimed = await door.report().then(
      ({ claimed }) => claimed,
      () => false,
    )
    if (isClaimed) {
      terminal.say(`${paint('green', '✓')} The bot has its owner`)
      return true
    }
  }
  terminal.say('  Nobody came. The link stays good; npm run doctor says whether it was used.')
  return false
}

/** Light around the code, in modules. */
const QUIET = 2

/** Two rows of the code a line, black on white whatever the terminal's colours are. */
export function qrOf(text: string): string {
  const code = generate(text)
  const places = Array.from({ length: code.size + 2 * QUIET }, (_, at) => at - QUIET)
  const lines = places
    .filter((_, at) => at % 2 === 0)
    .map((y) => places.map((x) => halves[Number(code.get(x, y)) + 2 * Number(code.get(x, y + 1))]).join(''))
  return lines.map((line) => `  \u001B[30;107m${line}\u001B[0m`).join('\n')
}

/** Neither, the upper, the lower, both. */
const halves = [' ', '▀', '▄', '█']

/** Everything once more, from outside: the Worker's health, and what Telegram says of the webhook. */
export async function verify(deps: DeployDeps, door: Door | null, bot: Bot, address: string): Promise<void> {
  const { terminal, now } = deps
  if (door !== null) {
    const { health } = await terminal.step('The Worker and its objects answer', () => door.report())
    for (const problem of health.problems) terminal.say(`  ${paint('red', '!')} ${problem}`)
    if (!health.ok && health.problems.length === 0)
      terminal.say('  Cycles do not come as they should; npm run doctor says more in some minutes.')
  }
  if (!bot.isTelegramHere && door === null) return
  const webhook = await terminal.step('Telegram’s word on the webhook', () =>
    webhookInfo(deps.telegram(bot.token), door),
  )
  if (webhook.url !== `${address}/telegram/webhook`)
    throw new OperatorProblem('Telegram brings updates elsewhere.', 'Run npm run doctor, which says where and why.')
  const age = now() - (webhook.last_error_date ?? 0) * 1000
  if (webhook.last_error_message !== undefined && age < 10 * 60_000)
    terminal.say(
      `  ${duration(age)} ago it said: ${webhook.last_error_message}. Should that go on, run npm run doctor.`,
    )
  if (webhook.pending_update_count > 0) terminal.say(`  ${webhook.pending_update_count} updates are on their way.`)
}

export async function sayHello({ terminal }: DeployDeps, door: Door): Promise<void> {
  const { sent } = await terminal.step('A test message to the owner', () => door.hello())
  if (sent === 0) terminal.say('  It did not get through: its owner has to press Start in the chat with the bot first.')
}
