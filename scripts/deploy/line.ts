/** `npm run deploy` as a line of steps, from nothing to a bot that answers; what is as it should be is left alone. */
import { secretPrintOf } from '../../src/environment.ts'
import type { Report } from '../../src/operator/report.ts'
import { bringBackup, checkNobodyElse, tellLeft } from '../backup/bring.ts'
import { DoorProblem } from '../operator/door-client.ts'
import { keepKeys, newSecret, readKeys, secretPattern } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { paint } from '../terminal.ts'
import { type DeployArguments, variablesIn } from './arguments.ts'
import { buildOf } from './build.ts'
import type { DeployEdges } from './edges.ts'
import { findPlace, type Place } from './place.ts'
import { sayHello, setUpTelegram, verify, waitForClaim } from './telegram-side.ts'
import { type Bot, chooseAccount, findBot, logIn } from './who.ts'
import { configured } from './wrangler.ts'

export async function deploy(options: DeployArguments, edges: DeployEdges): Promise<void> {
  const { root, keysIn, environment, terminal } = edges
  const { name, dryRun } = options
  const keys = await readKeys(keysIn, name)

  const bot = await findBot(edges, keys.token)
  const cloudflare = await logIn(edges)
  const account = await chooseAccount(edges, cloudflare)
  const place = await findPlace(edges, cloudflare, account, options, bot, keys.token)

  const variables = variablesIn(environment)
  await checkCells(root, variables, place)
  const analytics = environment['ANALYTICS_TOKEN']?.trim() ?? ''
  const build = await buildOf(root, { ...variables, ...(analytics === '' ? {} : { ANALYTICS_TOKEN: analytics }) })
  const webhookSecret = secretFor(environment['WEBHOOK_SECRET']?.trim() ?? '', keys.webhookSecret, place)
  const isDeployed = isAsWanted(place.report, build, webhookSecret)
  // Before anything is done with them: whatever happens then, the next run goes on with the same.
  if (!dryRun) await keepKeys(keysIn, name, { ...keys, token: bot.token, webhookSecret, address: place.address })
  terminal.say(`  @${bot.username} at ${paint('bold', place.address)}`)

  const door = edges.door(place.address, bot.token)
  if (isDeployed) terminal.say(`${paint('green', '✓')} The Worker is there, and up to date (${build})`)
  else if (dryRun) terminal.say(`${paint('blue', '→')} The Worker ${name}: ${whatDiffers(place, build)}`)
  else {
    await putWorker(edges, options, place, bot, { ...variables, BUILD: build }, webhookSecret)
    await terminal.step('The Worker answers at its address', () => untilItAnswers(edges, place.address, bot, build))
  }

  const { restore: file, since } = options
  const isRestoring = file !== null && !dryRun
  if (isRestoring) checkNobodyElse(await edges.telegram(bot.token).webhook(), place.address, options)
  const left = isRestoring ? await bringBackup({ file, since, yes: options.unattended }, door, edges) : 0

  if (dryRun && place.report === null) {
    terminal.say(`${paint('blue', '→')} Telegram: webhook, commands, descriptions and suggested rights`)
    terminal.say('\n  That was a look only; nothing was changed.')
    return
  }
  const { report, isChanged } = await setUpTelegram(edges, door, options)
  if (dryRun) {
    const nothing = isDeployed && !isChanged
    terminal.say(nothing ? '\n  Nothing to do.' : '\n  That was a look only; nothing was changed.')
    return
  }
  const isClaimed = report.claim === null || (await waitForClaim(edges, door, bot, report.claim))
  if (isDeployed && !isChanged && report.claim === null && file === null) {
    terminal.say('\n  Nothing to do: everything is as it should be.')
    return
  }
  await verify(edges, door, bot, place.address)
  if (isClaimed) await sayHello(edges, door)
  terminal.say(
    `\n  Done. Now make @${bot.username} an administrator of your channel, with the right to post and no other:\n  ${paint('bold', `https://t.me/${bot.username}?startchannel&admin=post_messages`)}\n`,
  )
  tellLeft(left, terminal)
}

/** Fewer than there are would leave channels behind. */
async function checkCells(root: string, variables: Readonly<Record<string, string>>, { report }: Place): Promise<void> {
  const wanted = Number(variables['CELLS'] ?? (await configured(root, 'CELLS'))) || 1
  if (report === null || report.cells <= wanted) return
  throw new OperatorProblem(
    `The bot has ${report.cells} cells now, and this would leave it ${wanted}: the channels of the others would stand still.`,
    `Set CELLS = "${report.cells}" in wrangler.toml, then run the same command again.`,
  )
}

/** Null: the Worker has one that this machine does not know, and keeps it. */
function secretFor(given: string, kept: string | null, { hasSecret }: Place): string | null {
  if (given === '') return kept ?? (hasSecret ? null : newSecret())
  if (secretPattern.test(given)) return given
  throw new OperatorProblem(
    'WEBHOOK_SECRET may have only letters, digits, _ and -, from 16 to 256 of them.',
    'Leave it out: a good one is made.',
  )
}

function isAsWanted(report: Report | null, build: string, webhookSecret: string | null): boolean {
  return (
    report !== null &&
    report.build === build &&
    (webhookSecret === null || report.secretPrint === secretPrintOf({ WEBHOOK_SECRET: webhookSecret }))
  )
}

function whatDiffers({ isNew, report }: Place, build: string): string {
  if (isNew) return `would be deployed (${build})`
  return `would be deployed anew (${build} in place of ${report?.build ?? 'an unknown one'})`
}

async function putWorker(
  { wrangler, terminal, environment }: DeployEdges,
  { name }: DeployArguments,
  { account, namespace }: Place,
  bot: Bot,
  variables: Readonly<Record<string, string>>,
  webhookSecret: string | null,
): Promise<void> {
  const analytics = environment['ANALYTICS_TOKEN']?.trim() ?? ''
  const secrets = {
    BOT_TOKEN: bot.token,
    ...(webhookSecret === null ? {} : { WEBHOOK_SECRET: webhookSecret }),
    ...(analytics === '' ? {} : { ANALYTICS_TOKEN: analytics }),
  }
  await terminal.step('The Worker, its KV namespace and its secrets are on Cloudflare', () =>
    wrangler.deploy({ name, account: account.id, variables, secrets, namespace, log: () => {} }),
  )
}

/** ms; a new address has to become known first. */
const ANSWER_MS = 5 * 60_000
const ANSWER_EVERY_MS = 2000
const PROGRESS_MS = 20_000

async function untilItAnswers(
  { door, sleep, now, terminal }: DeployEdges,
  address: string,
  bot: Bot,
  build: string,
): Promise<void> {
  const until = now() + ANSWER_MS
  let told = now()
  for (;;) {
    const why = await door(address, bot.token)
      .report()
      .then(
        (report) => (report.build === build ? null : `it still runs ${report.build ?? 'another version'}`),
        (problem: unknown) => {
          if (!(problem instanceof DoorProblem)) throw problem
          return problem.message
        },
      )
    if (why === null) return
    if (now() > until)
      throw new OperatorProblem(
        `The Worker is on Cloudflare, but does not answer as it should: ${why}.`,
        'A new address can take some minutes. Run the same command again then: it goes on from here.',
      )
    if (now() - told > PROGRESS_MS) {
      told = now()
      terminal.say(`  … not yet; a new address takes a minute or two (${why})`)
    }
    await sleep(ANSWER_EVERY_MS)
  }
}
