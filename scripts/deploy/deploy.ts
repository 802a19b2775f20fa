/** `npm run deploy` as a line of steps, from nothing to a bot that answers; what is as wanted is left alone. */
import { telegramCaller } from '../../src/telegram/client.ts'
import { checkNotInUse, restoreBackup, sayLeft } from '../backup/restore-backup.ts'
import type { DeployArguments } from '../commands.ts'
import type { AdminApi } from '../operator/admin-api.ts'
import { webhookInfo } from '../operator/deployed.ts'
import { keepKeys } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { paint } from '../terminal.ts'
import type { DeployDeps } from './deps.ts'
import { askDomain } from './domain.ts'
import { endMove, moveOut } from './move.ts'
import { AddressBlocked, patientAdminApi, waitForWorker } from './new-address.ts'
import { makePlan, type Plan } from './plan.ts'
import { type SetUp, sayHello, setUpFromHere, setUpTelegram, verify, waitForClaim } from './telegram-setup.ts'
import { uploadWorker } from './upload-worker.ts'
import { cellsOf } from './wanted-worker.ts'

export async function deploy(options: DeployArguments, deps: DeployDeps): Promise<void> {
  const { terminal } = deps
  const plan = await makePlan(options, deps)
  const { bot, target, differences, build } = plan
  const isDeployed = differences !== null && differences.length === 0
  const who = bot.username === null ? `The bot ${bot.id}` : `@${bot.username}`
  terminal.say(`  ${who} at ${paint('bold', target.address)}`)
  if (isDeployed) terminal.say(`${paint('green', '✓')} The Worker is there, and up to date (${build})`)
  if (options.dryRun) return showPlan(options, deps, plan)

  if (!isDeployed) await uploadWorker(deps, plan)
  const adminApi = await reachedAdminApi(deps, plan, isDeployed)
  if (adminApi === null && (await offerDomain(options, deps, plan))) return
  const left = adminApi === null ? 0 : await bringData(options, deps, plan, adminApi)

  const { report, isChanged } = await setUpTelegram(deps, setUpOf(deps, plan, adminApi), options, target.ownHosts)
  const username = report.bot?.username ?? bot.username
  const isClaimed =
    report.claim === null || username === null || (await waitForClaim(deps, adminApi, username, report.claim))
  if (isDeployed && !isChanged && report.claim === null && options.restore === null && !options.move) {
    terminal.say('\n  Nothing to do: everything is as it should be.')
    return
  }
  await verify(deps, adminApi, bot, target.address)
  if (isClaimed && adminApi !== null) await sayHello(deps, adminApi)
  if (plan.movingFrom !== null) await finishMove(options, deps, plan.movingFrom)
  if (adminApi === null)
    terminal.say(
      '  Where *.workers.dev is blocked, short links do not open for readers either: npm run deploy -- --domain HOST gives the bot your own domain (docs/behind-walls.md).',
    )
  const hasChannels = (target.report?.health.channels.total ?? 0) > 0
  const link = paint('bold', `https://t.me/${username}?startchannel&admin=post_messages`)
  terminal.say(
    hasChannels || options.move
      ? '\n  Done.\n'
      : `\n  Done. Now make @${username} an administrator of your channel; the right “Post messages” is enough:\n  ${link}\n`,
  )
  sayLeft(left, terminal)
}

/** For `--dry-run`. */
async function showPlan(options: DeployArguments, deps: DeployDeps, plan: Plan): Promise<void> {
  const { terminal } = deps
  const { bot, target, differences, build, wanted } = plan
  const arrow = paint('blue', '→')
  if (differences === null) terminal.say(`${arrow} The Worker ${wanted.name}: would be deployed (${build})`)
  else if (differences.length > 0)
    terminal.say(
      `${arrow} The Worker ${wanted.name}: would be deployed again (${build}), as these differ: ${differences.map(({ words }) => words).join(', ')}`,
    )
  let isChanged = true
  if (target.report === null) terminal.say(`${arrow} Telegram: webhook, commands, descriptions and suggested rights`)
  else {
    const adminApi = deps.adminApi(target.address, bot.token)
    ;({ isChanged } = await setUpTelegram(deps, (request) => adminApi.setUp(request), options, target.ownHosts))
  }
  const isNothing = differences?.length === 0 && !isChanged
  terminal.say(isNothing ? '\n  Nothing to do.' : '\n  This was a dry run: nothing was changed.')
}

/** @returns null: the address is blocked from here */
async function reachedAdminApi(deps: DeployDeps, plan: Plan, isDeployed: boolean): Promise<AdminApi | null> {
  const { target, bot, build } = plan
  const adminApi = deps.adminApi(target.address, bot.token)
  if (isDeployed && target.report?.build === build) return adminApi
  try {
    await deps.terminal.step('The Worker answers at its address', (show) => waitForWorker(deps, adminApi, build, show))
    return patientAdminApi(adminApi, deps)
  } catch (problem) {
    if (problem instanceof AddressBlocked) return null
    throw problem
  }
}

/** If workers.dev is blocked here, the operator's own domain may not be. @returns whether it was deployed with one */
async function offerDomain(options: DeployArguments, deps: DeployDeps, { bot, target }: Plan): Promise<boolean> {
  const { terminal, prompts } = deps
  const { host } = new URL(target.address)
  terminal.say(`  ${host} is blocked from here: Cloudflare’s API answers, and connections to the address are cut off.`)
  if (host.endsWith('.workers.dev') && prompts.isInteractive) {
    const domain = await askDomain(prompts)
    if (domain !== null) {
      await deploy({ ...options, domain }, deps)
      return true
    }
  }
  if (bot.isTelegramHere && options.restore === null && !options.move) return false
  throw new OperatorProblem(
    `The Worker is on Cloudflare, but this machine reaches neither ${host} nor another way to set it up.`,
    'Set HTTPS_PROXY to a proxy that reaches both, or give the bot your own domain: npm run deploy -- --domain news.example.com. docs/behind-walls.md says more.',
  )
}

/** From the old Worker, or from a backup. @returns how many documents of short links are left for another day */
async function bringData(options: DeployArguments, deps: DeployDeps, plan: Plan, adminApi: AdminApi): Promise<number> {
  const { restore, since, name, move, unattended } = options
  const { bot, target, movingFrom, wanted } = plan
  if (!move || movingFrom === null) {
    if (restore === null) return 0
    checkNotInUse(await webhookInfo(deps.telegram(bot.token), adminApi), target.address, options)
    return restoreBackup({ file: restore, since, yes: unattended }, adminApi, deps)
  }
  const old = { name, adminApi: deps.adminApi(movingFrom, bot.token) }
  const file = await moveOut(deps, old, cellsOf(wanted))
  return restoreBackup({ file, since: 'send', yes: true }, adminApi, deps)
}

/** Only at the end: until then the next run must know the old address. */
async function finishMove({ name }: DeployArguments, deps: DeployDeps, movingFrom: string): Promise<void> {
  // In this order, so that a move that has ended is never continued.
  await keepKeys(deps.keysIn, name, { movingFrom: null })
  const kept = await endMove(deps, name)
  deps.terminal.say(
    `  The old Worker at ${movingFrom} rests; delete it in the dashboard when you like. Backup: ${kept}`,
  )
}

/** Through the Worker, or from here if its address is blocked. */
function setUpOf(deps: DeployDeps, plan: Plan, adminApi: AdminApi | null): SetUp {
  if (adminApi !== null) return (request) => adminApi.setUp(request)
  const { bot, target, wanted, webhookSecret } = plan
  if (webhookSecret === null)
    throw new OperatorProblem(
      'This machine does not know the Worker’s webhook secret, and the Worker cannot be asked.',
      'Set another one: WEBHOOK_SECRET=… npm run deploy, with 16 to 256 random letters and digits.',
    )
  deps.terminal.say('  Telegram is set up from this machine.')
  return setUpFromHere(telegramCaller({ fetch, token: bot.token, root: deps.telegramRoot }), {
    address: target.address,
    webhookSecret,
    cells: cellsOf(wanted),
    isOwned: (wanted.variables['OWNER_IDS'] ?? '') !== '',
  })
}
