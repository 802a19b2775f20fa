/** The steps of `npm run deploy`, from nothing to a bot that answers. Changes only what differs. */
import { telegramCaller } from '../../src/telegram/client.ts'
import { checkNotInUse, reportLeft, restoreBackup } from '../backup/restore-backup.ts'
import type { DeployArguments } from '../commands.ts'
import type { AdminApi } from '../operator/admin-api.ts'
import { webhookInfo } from '../operator/deployed.ts'
import { keepKeys } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { paint } from '../terminal.ts'
import type { DeployDeps } from './deps.ts'
import { cellsOf } from './desired-worker.ts'
import { askDomain } from './domain.ts'
import { endMove, saveOldWorker } from './move.ts'
import { AddressBlocked, retryingAdminApi, waitForWorker } from './new-address.ts'
import { makePlan, type Plan } from './plan.ts'
import { type SetUp, sayHello, setUpFromHere, setUpTelegram, verify, waitForClaim } from './telegram-setup.ts'
import { uploadWorker } from './upload-worker.ts'

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
  const left = adminApi === null ? 0 : await restoreData(options, deps, plan, adminApi)

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
  reportLeft(left, terminal)
}

/** Shows what a deployment would change, for `--dry-run`. */
async function showPlan(options: DeployArguments, deps: DeployDeps, plan: Plan): Promise<void> {
  const { terminal } = deps
  const { bot, target, differences, build, desired } = plan
  const arrow = paint('blue', '→')
  if (differences === null) terminal.say(`${arrow} The Worker ${desired.name}: would be deployed (${build})`)
  else if (differences.length > 0)
    terminal.say(
      `${arrow} The Worker ${desired.name}: would be deployed again (${build}), as these differ: ${differences.map(({ words }) => words).join(', ')}`,
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
    return retryingAdminApi(adminApi, deps)
  } catch (problem) {
    if (problem instanceof AddressBlocked) return null
    throw problem
  }
}

/** Offers the operator's own domain where workers.dev is blocked. @returns whether the bot was deployed with one */
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

/** Restores data from the old Worker or from a backup. @returns how many documents of short links are left for another day */
async function restoreData(
  options: DeployArguments,
  deps: DeployDeps,
  plan: Plan,
  adminApi: AdminApi,
): Promise<number> {
  const { restore, since, name, move, unattended } = options
  const { bot, target, movingFrom, desired } = plan
  if (!move || movingFrom === null) {
    if (restore === null) return 0
    checkNotInUse(await webhookInfo(deps.telegram(bot.token), adminApi), target.address, options)
    return restoreBackup({ file: restore, since, yes: unattended }, adminApi, deps)
  }
  const old = { name, adminApi: deps.adminApi(movingFrom, bot.token) }
  const file = await saveOldWorker(deps, old, cellsOf(desired))
  return restoreBackup({ file, since: 'send', yes: true }, adminApi, deps)
}

/** Must come last: until then the next run needs the old address. */
async function finishMove({ name }: DeployArguments, deps: DeployDeps, movingFrom: string): Promise<void> {
  // In this order, so that a finished move is never continued.
  await keepKeys(deps.keysFolder, name, { movingFrom: null })
  const kept = await endMove(deps, name)
  deps.terminal.say(
    `  The old Worker at ${movingFrom} is shut down; you can delete it in the dashboard. Backup: ${kept}`,
  )
}

/** Sets up Telegram through the Worker, or from this machine if the Worker's address is blocked. */
function setUpOf(deps: DeployDeps, plan: Plan, adminApi: AdminApi | null): SetUp {
  if (adminApi !== null) return (request) => adminApi.setUp(request)
  const { bot, target, desired, webhookSecret } = plan
  if (webhookSecret === null)
    throw new OperatorProblem(
      'This machine does not know the Worker’s webhook secret, and the Worker cannot be asked.',
      'Set another one: WEBHOOK_SECRET=… npm run deploy, with 16 to 256 random letters and digits.',
    )
  deps.terminal.say('  Telegram is set up from this machine.')
  return setUpFromHere(telegramCaller({ fetch, token: bot.token, root: deps.telegramRoot }), {
    address: target.address,
    webhookSecret,
    cells: cellsOf(desired),
    isOwned: (desired.variables['OWNER_IDS'] ?? '') !== '',
  })
}
