/** `npm run deploy` from nothing to a bot that answers: wrangler, a stand-in for Cloudflare that runs what it is sent, and a simulated Telegram. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { botApi } from '../../scripts/bot-api.ts'
import { deployArguments } from '../../scripts/deploy/arguments.ts'
import { cloudflareApi } from '../../scripts/deploy/cloudflare.ts'
import { deploy } from '../../scripts/deploy/line.ts'
import { wranglerOf } from '../../scripts/deploy/wrangler.ts'
import type { Asker } from '../../scripts/operator/ask.ts'
import { openDoor } from '../../scripts/operator/door-client.ts'
import { OperatorProblem } from '../../scripts/operator/problem.ts'
import { freePort } from '../../scripts/ports.ts'
import { createTerminal } from '../../scripts/terminal.ts'
import { realSleep, startTelegramServer, type TelegramServer } from '../telegram/server/server.ts'
import { World } from '../telegram/world.ts'
import { API_TOKEN, type CloudflareAccount, openAccount } from './cloudflare.ts'

const project = path.resolve(import.meta.dirname, '../..')
const TOKEN = '777:a-token_that-nobody-may-see'
const ANN = 1001

let folder: string
let account: CloudflareAccount
let world: World
let telegram: TelegramServer
let address: string
let said: string[]
let typed: string[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paperboy-account-'))
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  account = await openAccount({ runs: { port, folder } })
  world = new World({ token: TOKEN, now: Date.now, sleep: realSleep, localWebhooks: true, flood: null })
  world.addPerson({ id: ANN, firstName: 'Ann', languageCode: 'en' })
  telegram = await startTelegramServer({ world, port: 0 })
})
afterAll(async () => {
  await account.close()
  await telegram.close()
  await rm(folder, { recursive: true, force: true })
})

/** Ann sits at the terminal, and opens the link that she is shown. */
const ann: Asker = {
  isThere: true,
  text: async () => typed.shift() ?? '',
  secret: async () => typed.shift() ?? '',
  yes: async (_, usual) => usual,
}

async function run(words: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<string> {
  said = []
  const env = {
    ...process.env,
    BOT_TOKEN: undefined,
    WEBHOOK_SECRET: undefined,
    CLOUDFLARE_API_TOKEN: API_TOKEN,
    CLOUDFLARE_API_BASE_URL: account.api,
    TELEGRAM_API_ROOT: telegram.url,
    PUBLIC_URL: address,
    ...environment,
  }
  const options = deployArguments(words, 'paperboy')
  if (!options.ok) throw new Error(options.problem)
  const terminal = createTerminal({ write: (line) => said.push(line), colours: false })
  try {
    await deploy(options.value, {
      root: project,
      keysIn: folder,
      environment: env,
      terminal,
      asker: ann,
      wrangler: wranglerOf(project, env),
      cloudflare: (access) => cloudflareApi(account.api, access),
      telegram: (token) => botApi(telegram.url, token),
      door: openDoor,
      // Ann does what she is shown while the script waits.
      sleep: async (ms) => {
        const code = /\?start=([\w-]+)/u.exec(said.join('\n'))?.[1]
        if (code !== undefined && world.messages(ANN).length === 0) {
          world.start(ANN, code)
          await world.deliver((request) => fetch(request), { force: true })
        }
        await sleep(Math.min(ms, 50))
      },
      now: Date.now,
    })
  } catch (problem) {
    if (!(problem instanceof OperatorProblem)) throw problem
    said.push(`✗ ${problem.message}`, `→ ${problem.advice}`)
  }
  return said.join('\n')
}

it('is broken off half way by Telegram, goes on from there, and has nothing to do the third time', async () => {
  typed = ['no token', '777:nobody-knows-this-one', TOKEN]
  world.addFault({ fault: { kind: 'server-error', status: 502, effect: false }, method: 'setWebhook', times: 1 })
  const first = await run()
  expect(first).toContain('that is not of the form 123456:ABC…')
  expect(first).toContain('Telegram does not know that.')
  expect(first).toMatch(
    /✗ Telegram brings updates to the Worker: Telegram did not take it: .*\n→ Run the same command again: it goes on from here/u,
  )
  expect([...account.namespaces.values()]).toEqual(['paperboy-store'])
  const secrets = account.workers.get('paperboy')?.bindings.filter(({ type }) => type === 'secret_text') ?? []
  expect(secrets.map(({ name }) => name).toSorted()).toEqual(['BOT_TOKEN', 'WEBHOOK_SECRET'])
  const uploads = () =>
    account.asked.filter((asked) => asked === 'PUT /accounts/acc0123456789/workers/scripts/paperboy').length
  expect(uploads()).toBe(1)

  const second = await run()
  expect(second).toContain('✓ The Worker is there, and up to date')
  expect(second).toContain('✓ Telegram brings updates to the Worker')
  expect(second).toContain('✓ The bot has its owner')
  expect(second).toContain(`https://t.me/${world.bot().username}?startchannel&admin=post_messages`)
  expect(uploads()).toBe(1)
  expect(world.webhook()).toMatchObject({ url: `${address}/telegram/webhook`, maxConnections: 40 })
  expect(world.messages(ANN).at(-1)?.text).toContain('came all the way')

  const third = await run(['--yes'])
  expect(third).toContain('Nothing to do: everything is as it should be.')
  expect(await run(['--dry-run'])).toContain('Nothing to do.')
  expect(uploads()).toBe(1)

  for (const output of [first, second, third])
    for (const secret of [TOKEN, secrets.find(({ name }) => name === 'WEBHOOK_SECRET')?.text ?? 'none'])
      expect(output).not.toContain(secret)
  if (process.platform !== 'win32')
    expect((await stat(path.join(folder, '.paperboy', 'paperboy.env'))).mode & 0o077).toBe(0)
  // What is deployed leaves the project as it was.
  expect(await readFile(path.join(project, 'wrangler.toml'), 'utf8')).not.toMatch(/^id = /mu)
})
