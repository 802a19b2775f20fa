/** `npm run deploy` as a line of steps, from nothing to a bot that answers; what is as it should be is left alone. */
import { telegramCaller } from '../../src/telegram/client.ts'
import { bringBackup, checkNobodyElse, tellLeft } from '../backup/bring.ts'
import type { Door } from '../operator/door-client.ts'
import { keepKeys } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { webhookInfo } from '../operator/webhook-info.ts'
import { paint } from '../terminal.ts'
import type { DeployArguments } from './arguments.ts'
import { askDomain } from './domain.ts'
import type { DeployDeps } from './edges.ts'
import { endMove, moveOut } from './move.ts'
import { patientDoor } from './patient-door.ts'
import { makePlan, type Plan } from './plan.ts'
import { putWorker } from './put-worker.ts'
import { setUpFromHere } from './set-up-from-here.ts'
import { type AskSetUp, sayHello, setUpTelegram, verify, waitForClaim } from './telegram-side.ts'
import { AddressBlocked, untilItAnswers } from './until-it-answers.ts'
import { cellsOf, differenceWords } from './wanted-worker.ts'

export async function deploy(options: DeployArguments, deps: DeployDeps): Promise<void> {
  const { terminal } = deps
  const plan = await makePlan(options, deps)
  const { bot, place, differences, build } = plan
  const isDeployed = differences !== null && differences.length === 0
  terminal.say(
    `  ${bot.username === null ? `The bot ${bot.id}` : `@${bot.username}`} at ${paint('bold', place.address)}`,
  )
  if (isDeployed) terminal.say(`${paint('green', '✓')} The Worker is there, and up to date (${build})`)
  if (options.dryRun) return showPlan(options, deps, plan)

  if (!isDeployed) await putWorker(deps, { ...plan, account: place.account.id, there: place.there })
  const door = await reachedDoor(deps, plan, isDeployed)
  if (door === null && (await offerDomain(options, deps, plan))) return
  const left = door === null ? 0 : await bringIn(options, deps, plan, door)

  const { report, isChanged } = await setUpTelegram(deps, setUpOf(deps, plan, door), options, place.ownHosts)
  const username = report.bot?.username ?? bot.username
  const isClaimed =
    report.claim === null || username === null || (await waitForClaim(deps, door, username, report.claim))
  if (isDeployed && !isChanged && report.claim === null && options.restore === null && !options.move) {
    terminal.say('\n  Nothing to do: everything is as it should be.')
    return
  }
  await verify(deps, door, bot, place.address)
  if (isClaimed && door !== null) await sayHello(deps, door)
  if (plan.movingFrom !== null) await finishMove(options, deps, plan.movingFrom)
  if (door === null)
    terminal.say(
      '  Where *.workers.dev is blocked, short links do not open for readers either: npm run deploy -- --domain HOST gives the bot a domain of your own (docs/behind-walls.md).',
    )
  const hasChannels = (place.report?.health.channels.total ?? 0) > 0
  terminal.say(hasChannels || options.move ? '\n  Done.\n' : channelWords(username))
  tellLeft(left, terminal)
}

function channelWords(username: string | null): string {
  const link = paint('bold', `https://t.me/${username}?startchannel&admin=post_messages`)
  return `\n  Done. Now make @${username} an administrator of your channel, with the right to post and no other:\n  ${link}\n`
}

/** For `--dry-run`. */
async function showPlan(options: DeployArguments, deps: DeployDeps, plan: Plan): Promise<void> {
  const { terminal } = deps
  const { bot, place, differences, build, wanted } = plan
  const arrow = paint('blue', '→')
  if (differences === null) terminal.say(`${arrow} The Worker ${wanted.name}: would be deployed (${build})`)
  else if (differences.length > 0)
    terminal.say(
      `${arrow} The Worker ${wanted.name}: would be deployed anew (${build}), as these differ: ${differences.map(differenceWords).join(', ')}`,
    )
  let isChanged = true
  if (place.report === null) terminal.say(`${arrow} Telegram: webhook, commands, descriptions and suggested rights`)
  else {
    const door = deps.door(place.address, bot.token)
    ;({ isChanged } = await setUpTelegram(deps, (wish) => door.setUp(wish), options, place.ownHosts))
  }
  const isNothing = differences?.length === 0 && !isChanged
  terminal.say(isNothing ? '\n  Nothing to do.' : '\n  That was a look only; nothing was changed.')
}

/** @returns null: something between this machine and the address stops it */
async function reachedDoor(deps: DeployDeps, plan: Plan, isDeployed: boolean): Promise<Door | null> {
  const { place, bot, build } = plan
  const door = deps.door(place.address, bot.token)
  if (isDeployed && place.report?.build === build) return door
  try {
    await deps.terminal.step('The Worker answers at its address', (show) => untilItAnswers(deps, door, build, show))
    return patientDoor(door, deps)
  } catch (problem) {
    if (problem instanceof AddressBlocked) return null
    throw problem
  }
}

/** Where the address is blocked here: a domain of one's own is not. @returns whether all was done with one */
async function offerDomain(options: DeployArguments, deps: DeployDeps, { bot, place }: Plan): Promise<boolean> {
  const { terminal, asker } = deps
  const { host } = new URL(place.address)
  terminal.say(`  ${host} is blocked from here: Cloudflare’s API answers, and connections to the address are cut off.`)
  const isShared = host.endsWith('.workers.dev')
  if (isShared && asker.isThere) {
    const domain = await askDomain(asker)
    if (domain !== null) {
      await deploy({ ...options, domain }, deps)
      return true
    }
  }
  if (bot.isTelegramHere && options.restore === null && !options.move) return false
  throw new OperatorProblem(
    `The Worker is on Cloudflare, but this machine reaches neither ${host} nor another way to set it up.`,
    'Set HTTPS_PROXY to a proxy that reaches both, or give the bot a domain of your own: npm run deploy -- --domain news.example.com. docs/behind-walls.md says more.',
  )
}

/** What another bot, or a backup, knows. @returns how many documents of short links are left for another day */
async function bringIn(options: DeployArguments, deps: DeployDeps, plan: Plan, door: Door): Promise<number> {
  const { restore, since, name, move, unattended } = options
  const { bot, place, movingFrom, wanted } = plan
  if (!move || movingFrom === null) {
    if (restore === null) return 0
    checkNobodyElse(await webhookInfo(deps.telegram(bot.token), door), place.address, options)
    return bringBackup({ file: restore, since, yes: unattended }, door, deps)
  }
  const old = { name, door: deps.door(movingFrom, bot.token) }
  const file = await moveOut(deps, old, cellsOf(wanted))
  return bringBackup({ file, since: 'send', yes: true }, door, deps)
}

/** Only now: a run that goes on has to know where the bot came from. */
async function finishMove({ name }: DeployArguments, deps: DeployDeps, movingFrom: string): Promise<void> {
  // In this order: a move that has ended is never gone on with.
  await keepKeys(deps.keysIn, name, { movingFrom: null })
  const kept = await endMove(deps, name)
  deps.terminal.say(
    `  The old Worker at ${movingFrom} rests; delete it in the dashboard when you like. Backup: ${kept}`,
  )
}

/** By the Worker, or from here where its address is blocked. */
function setUpOf(deps: DeployDeps, plan: Plan, door: Door | null): AskSetUp {
  if (door !== null) return (wish) => door.setUp(wish)
  const { bot, place, wanted, webhookSecret } = plan
  if (webhookSecret === null)
    throw new OperatorProblem(
      'The Worker has a webhook’s secret that this machine does not know, and cannot be asked.',
      'Give it another one: WEBHOOK_SECRET=… npm run deploy, with 16 to 256 random letters and digits.',
    )
  deps.terminal.say('  Telegram is told from this machine.')
  const call = telegramCaller({ fetch, token: bot.token, root: deps.telegramRoot })
  return setUpFromHere(call, {
    address: place.address,
    webhookSecret,
    cells: cellsOf(wanted),
    isOwned: (wanted.variables['OWNER_IDS'] ?? '') !== '',
  })
}
