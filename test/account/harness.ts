/** Runs `npm run deploy` with a simulated Cloudflare account and Telegram, with or without a person at the terminal. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { botApi } from '../../scripts/bot-api.ts'
import { deployArguments } from '../../scripts/commands.ts'
import { cloudflareApi } from '../../scripts/deploy/cloudflare.ts'
import { deploy } from '../../scripts/deploy/deploy.ts'
import type { DeployDeps } from '../../scripts/deploy/deps.ts'
import { type Wrangler, wranglerOf } from '../../scripts/deploy/wrangler.ts'
import { connectAdminApi } from '../../scripts/operator/admin-api.ts'
import { operatorProblemOf } from '../../scripts/operator/problem.ts'
import { noPrompts, type Prompts } from '../../scripts/operator/prompts.ts'
import { createTerminal } from '../../scripts/terminal.ts'
import { ACCOUNT, API_TOKEN, type CloudflareAccount } from '../../simulators/cloudflare-api/account.ts'
import { openAccount } from '../../simulators/cloudflare-api/open-account.ts'
import { realSleep, startTelegramServer } from '../../simulators/telegram/telegram-server.ts'
import { World } from '../../simulators/telegram/world.ts'
import { runUploaded } from './run-uploaded.ts'

export const project = path.resolve(import.meta.dirname, '../..')
export const TOKEN = '777:a-token_that-nobody-may-see'
export const ANN = 1001

export interface DeployHarness {
  readonly account: CloudflareAccount
  readonly world: World
  /** Address of the deployed Worker. */
  readonly address: string
  /** The folder in whose .paperboy/ tokens and secrets are kept. */
  readonly folder: string
  /** Root of the simulated Bot API. */
  readonly telegram: string
  /** Runs `npm run deploy` with these arguments. @returns its output */
  readonly deploy: (words?: readonly string[], how?: How) => Promise<string>
  /** Removes everything that was deployed or kept. */
  readonly reset: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface How {
  /** Answers to the questions, in order; missing: no terminal. */
  readonly typed?: readonly string[]
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Replace those of the harness. */
  readonly deps?: Partial<DeployDeps>
}

/** @param runs whether the deployed Worker runs in workerd */
export async function startHarness({ runs }: { readonly runs: boolean }): Promise<DeployHarness> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-account-'))
  const account = await openAccount({ run: runs ? (name, uploaded) => runUploaded(name, uploaded, folder) : null })
  const { address } = account
  const world = new World({ token: TOKEN, now: Date.now, sleep: realSleep, localWebhooks: true, flood: null })
  world.addPerson({ id: ANN, firstName: 'Ann', languageCode: 'en' })
  const telegram = await startTelegramServer({ world })

  let known: Awaited<ReturnType<Wrangler['access']>> = null
  /** wrangler's process takes a second, and its answer stays the same. */
  const asksOnce = (wrangler: Wrangler): Wrangler => ({
    ...wrangler,
    access: async () => {
      known ??= await wrangler.access()
      return known
    },
  })

  async function run(words: readonly string[] = [], { typed, environment = {}, deps = {} }: How = {}) {
    const said: string[] = []
    const env = {
      ...process.env,
      BOT_TOKEN: undefined,
      WEBHOOK_SECRET: undefined,
      CLOUDFLARE_API_TOKEN: API_TOKEN,
      CLOUDFLARE_API_BASE_URL: account.api,
      TELEGRAM_API_ROOT: telegram.url,
      PUBLIC_URL: address,
      // So that the question about it does not change the project's own wrangler.toml.
      AI_MODEL: '',
      ...environment,
    }
    const options = deployArguments(words, 'paperboy')
    if (!options.ok) return options.problem
    const left = [...(typed ?? [])]
    /** ms that `sleep` was called for; it returns at once. */
    let skipped = 0
    const person: Prompts = {
      isInteractive: true,
      text: async (question, { initial = '', validate } = {}) => {
        for (;;) {
          const answer = left.shift() || initial
          said.push(`${question} ${answer}`)
          const problem = validate?.(answer)
          if (problem === undefined) return answer
          said.push(problem)
        }
      },
      secret: async (question) => {
        said.push(question)
        return left.shift() ?? ''
      },
      confirm: async (question, initial) => {
        said.push(question)
        return left.length === 0 ? initial : left.shift() === 'y'
      },
      select: async (question, labels) => {
        said.push(question, ...labels.map((label, at) => `${at + 1}  ${label}`))
        return Number(left.shift()) - 1
      },
    }
    try {
      await deploy(options.value, {
        root: project,
        keysFolder: folder,
        environment: env,
        terminal: createTerminal({ write: (line) => said.push(line), colours: false }),
        prompts: typed === undefined ? noPrompts : person,
        wrangler: asksOnce(wranglerOf(project, env)),
        telegramRoot: telegram.url,
        platform: 'linux',
        isContainer: false,
        cloudflare: (access) => cloudflareApi(account.api, access),
        telegram: (token) => botApi(telegram.url, token),
        adminApi: connectAdminApi,
        // While the script waits, Ann opens the link that it shows.
        sleep: async (ms) => {
          const code = /\?start=([\w-]+)/u.exec(said.join('\n'))?.[1]
          if (code !== undefined && world.messages(ANN).length === 0) {
            world.start(ANN, code)
            await world.deliver((request) => fetch(request), { force: true })
          }
          skipped += ms
          await wait(1)
        },
        now: () => Date.now() + skipped,
        ...deps,
      })
    } catch (problem) {
      const known = operatorProblemOf(problem)
      if (known === null) throw problem
      said.push(`✗ ${known.message}`, `→ ${known.advice}`)
    }
    return said.join('\n')
  }

  return {
    account,
    world,
    address,
    folder,
    telegram: telegram.url,
    deploy: run,
    reset: async () => {
      account.workers.clear()
      account.namespaces.clear()
      account.otherAccounts.clear()
      account.accounts.splice(0, account.accounts.length, { id: ACCOUNT, name: 'Ann’s account' })
      account.zones.clear()
      account.dnsRecords.clear()
      account.requests.length = 0
      account.faults.length = 0
      account.crash = null
      account.otherCrons = 0
      account.subdomain = 'ann'
      await rm(path.join(folder, '.paperboy'), { recursive: true, force: true })
      await fetch(`${telegram.url}/bot${TOKEN}/deleteWebhook`)
    },
    close: async () => {
      await account.close()
      await telegram.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
