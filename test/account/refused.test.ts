/** What stops a deployment: each case ends with a message and advice, and nothing is left broken. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Wrangler } from '../../scripts/deploy/wrangler.ts'
import { type AdminApi, AdminApiProblem } from '../../scripts/operator/admin-api.ts'
import { OperatorProblem } from '../../scripts/operator/problem.ts'
import { ACCOUNT, API_TOKEN } from '../../simulators/cloudflare-api/account.ts'
import { isLong } from '../runs.ts'
import { type DeployHarness, type How, startHarness, TOKEN } from './harness.ts'
import { wranglerRequests } from './wrangler-requests.ts'

let harness: DeployHarness
let deployed: string[]
beforeEach(async () => {
  harness = await startHarness({ runs: false })
  deployed = []
})
afterEach(() => harness.close())

const wrangler: Wrangler = {
  access: async () => ({ kind: 'token', token: API_TOKEN }),
  login: async () => false,
  deploy: async (order) => {
    await wranglerRequests(harness.account.api, ACCOUNT).deploy(order)
    deployed.push(order.configuration.name)
  },
}
const given = { BOT_TOKEN: TOKEN }
const run = (words: readonly string[] = [], { environment = given, deps = {}, ...how }: How = {}) =>
  harness.deploy(words, { ...how, environment, deps: { wrangler, ...deps } })

/** The admin API of a Worker that gives only these answers. */
const adminApiThat = (answers: Partial<AdminApi>) => () => {
  const silent = async () => {
    throw new AdminApiProblem('unreachable', 'https://paperboy.test does not answer: ECONNREFUSED')
  }
  return { report: silent, setUp: silent, hello: silent, telegram: silent, text: silent, json: silent, ...answers }
}
const paperboy = {
  bindings: ['STORE', 'CELL', 'DIRECTORY'].map((name) => ({ type: 'any', name })),
  modules: new Map(),
  main: '',
  metadata: {},
  migrationTag: null,
  classes: [],
  crons: [],
  workersDev: true,
  domains: [],
}

describe('the token', () => {
  it.each([
    ['is missing', {}, '✗ There is no bot token.\n→ Set BOT_TOKEN to the token from @BotFather.'],
    ['has another form', { BOT_TOKEN: 'token' }, '✗ BOT_TOKEN is not of the form 123456:ABC….\n→ Copy the token'],
    ['is unknown', { BOT_TOKEN: '777:another-bots-token' }, '✗ Telegram does not know BOT_TOKEN.\n→ Copy the token'],
  ])('%s', async (_, environment, words) => {
    expect(await run([], { environment })).toContain(words)
    expect(harness.account.requests).toEqual([])
  })

  it('is checked by the Worker if Telegram cannot be reached from here', async () => {
    harness.world.addFault({ fault: { kind: 'request-lost' }, method: 'getMe', times: 9 })
    const said = await run(['--dry-run'])
    expect(said).toMatch(/Telegram cannot be reached from this machine \(.*\)\. The Worker asks it instead\./u)
    expect(said).toContain('nothing was changed')
  })
})

describe('the login', () => {
  const loggedOut: Wrangler = { ...wrangler, access: async () => null }

  it('is missing without a terminal', async () => {
    expect(await run([], { deps: { wrangler: loggedOut } })).toMatch(
      /✗ There is no login at Cloudflare\.\n→ Run `npx wrangler login` once \(`npx wrangler login --device` where there is no browser\), or set CLOUDFLARE_API_TOKEN/u,
    )
  })

  it('fails at a terminal', async () => {
    expect(await run([], { typed: [], deps: { wrangler: loggedOut } })).toContain('✗ The login at Cloudflare failed.')
  })

  it('lacks a right', async () => {
    const denied: Wrangler = { ...wrangler, access: async () => ({ kind: 'token', token: 'another' }) }
    expect(await run([], { deps: { wrangler: denied } })).toMatch(
      /✗ A permission is missing\.\n {2}Cloudflare says: Authentication error \(10000\)\n→ .*“Workers Scripts: Edit”/u,
    )
  })
})

describe('an account', () => {
  const another = { id: 'another', name: 'Another' }

  it('of several is chosen at a terminal', async () => {
    harness.account.accounts.push(another)
    const said = await run(['--dry-run'], { typed: ['1'] })
    expect(said).toContain('1  Ann’s account (acc0123456789)\n2  Another (another)')
    expect(said).toContain('✓ The account “Ann’s account”')
  })

  it('of several must be named without a terminal', async () => {
    harness.account.accounts.push(another)
    expect(await run()).toMatch(
      /✗ This login sees several accounts:[\s\S]*→ Set CLOUDFLARE_ACCOUNT_ID to one of them\./u,
    )
    const environment = { ...given, CLOUDFLARE_ACCOUNT_ID: ACCOUNT }
    expect(await run(['--dry-run'], { environment })).toContain('nothing was changed')
  })

  it('must exist', async () => {
    harness.account.accounts.length = 0
    expect(await run()).toContain('✗ This login sees no account.')
  })
})

describe('a name', () => {
  it('that is not valid is refused at once', async () => {
    expect(await run(['--name', 'My Bot'])).toContain('“My Bot” cannot be a Worker’s name')
  })

  it('of another program’s Worker is refused', async () => {
    harness.account.workers.set('paperboy', { ...paperboy, bindings: [{ type: 'kv_namespace', name: 'SHOP' }] })
    expect(await run()).toMatch(
      /✗ There is a Worker called “paperboy” already, and it is no Paperboy\. It stays as it is\.\n→ Choose another name: npm run deploy -- --name/u,
    )
    expect(deployed).toEqual([])
  })

  it('that is taken on workers.dev is asked for again, or refused without a terminal', async () => {
    const environment = { ...given, PUBLIC_URL: '' }
    harness.account.subdomain = null
    harness.account.takenSubdomains.add('ann')
    expect(await run(['--subdomain', 'ann'], { environment })).toMatch(
      /✗ The workers\.dev name “ann” is taken\.\n→ Choose another one/u,
    )
    expect(deployed).toEqual([])
    const adminApi = adminApiThat({ report: async () => Promise.reject(new OperatorProblem('far enough', '')) })
    const said = await run([], { environment, typed: ['Ann!', 'ann', 'ann-news'], deps: { adminApi } })
    expect(said).toContain('✓ ann-news.workers.dev requested')
    expect(harness.account.subdomain).toBe('ann-news')
    expect(deployed).toEqual(['paperboy'])
  })

  it('whose Worker runs another bot needs a confirmation', async () => {
    harness.account.workers.set('paperboy', paperboy)
    const other = async () => Promise.reject(new AdminApiProblem('other-token', 'another token', { status: 401 }))
    const deps = { adminApi: adminApiThat({ report: other }) }
    expect(await run([], { deps })).toMatch(
      /✗ The Worker “paperboy” runs another bot, or this one with an older token, or does not answer\.\n→ For a second bot: npm run deploy -- --name/u,
    )
    expect(await run([], { deps, typed: ['n'] })).toContain('Let it run @')
    expect(deployed).toEqual([])
  })

  it('whose Worker has this bot’s webhook gets the bot’s new token without a question', async () => {
    harness.account.workers.set('paperboy', paperboy)
    await fetch(
      `${harness.telegram}/bot${TOKEN}/setWebhook?url=${encodeURIComponent(`${harness.address}/telegram/webhook`)}`,
    )
    const reports = [
      () => Promise.reject(new AdminApiProblem('other-token', 'another token', { status: 401 })),
      () => Promise.reject(new OperatorProblem('far enough', '')),
    ]
    const deps = {
      adminApi: adminApiThat({ report: async () => (reports.length > 1 ? reports.shift() : reports[0])?.() as never }),
    }
    expect(await run([], { deps })).toContain('far enough')
    expect(deployed).toEqual(['paperboy'])
  })
})

it('a secret that Telegram would refuse is refused at once', async () => {
  expect(await run([], { environment: { ...given, WEBHOOK_SECRET: 'two words' } })).toMatch(
    /✗ WEBHOOK_SECRET may have only letters, digits, _ and -.*\n→ Leave it out: one is generated\./u,
  )
})

describe('the network is lost', () => {
  // wrangler repeats its requests for half a minute.
  if (isLong)
    it('while wrangler uploads: its message and advice are shown', async () => {
      harness.account.faults.push({ match: /^PUT .*\/scripts\//u, times: 9, what: 'cut-before' })
      const real = await harness.deploy([], { environment: given })
      expect(real).toMatch(/✗ wrangler did not reach Cloudflare:\n {2}/u)
      expect(real).toMatch(/→ Check the network of this machine/u)
      expect(real).not.toContain(TOKEN)
      expect(real).not.toContain(API_TOKEN)
    })

  it('while the new address propagates: the deployment waits, then stops with advice', async () => {
    const unknown = async () => Promise.reject(new AdminApiProblem('unreachable', 'paperboy.test: ENOTFOUND'))
    expect(await run([], { deps: { adminApi: adminApiThat({ report: unknown }) } })).toMatch(
      /not yet; a new address takes a minute or two[\s\S]*✗ The Worker is on Cloudflare, but does not answer as it should: .*\n→ A new address can take longer/u,
    )
  })
})

it('the link that claims the bot does not appear in a CI log', async () => {
  const claim = 'a-code-for-its-owner'
  const parts = (['webhook', 'commands', 'profile', 'rights'] as const).map((part) => ({
    part,
    state: { kind: 'same' } as const,
  }))
  const build = /\((\S+)\)/u.exec(await run(['--dry-run']))?.[1] ?? null
  const adminApi = adminApiThat({
    report: async () => ({ build, health: { ok: true, problems: [], channels: { total: 0 } }, cells: 1 }) as never,
    setUp: async () => ({ bot: { username: 'bot' }, claim, parts, next: null }),
  })
  await fetch(
    `${harness.telegram}/bot${TOKEN}/setWebhook?url=${encodeURIComponent(`${harness.address}/telegram/webhook`)}`,
  )
  const said = await run([], { deps: { adminApi }, environment: { ...given, CI: 'true' } })
  expect(said).toContain('Set OWNER_IDS to your Telegram ID')
  expect(said).not.toContain(claim)
  expect(await run([], { deps: { adminApi }, environment: { ...given, CI: '' } })).toContain(claim)
})

it('a bot with more cells than would be deployed is not changed', async () => {
  harness.account.workers.set('paperboy', paperboy)
  const adminApi = adminApiThat({ report: async () => ({ build: null, cells: 2 }) as never })
  expect(await run([], { deps: { adminApi } })).toMatch(
    /✗ The bot has 2 cells now, and this deployment would leave 1.*\n→ Set CELLS = "2" in wrangler\.toml/u,
  )
  expect(deployed).toEqual([])
})

it('a Worker that does not answer and may be another bot’s does not get the token', async () => {
  harness.account.workers.set('paperboy', paperboy)
  expect(await run([], { deps: { adminApi: adminApiThat({}) } })).toMatch(
    /✗ The Worker “paperboy” runs another bot.*does not answer/u,
  )
  expect(deployed).toEqual([])
  const unset = async () =>
    Promise.reject(new AdminApiProblem('refused', 'says', { status: 500, reason: 'BOT_TOKEN: missing' }))
  const reports = [unset, () => Promise.reject(new OperatorProblem('far enough', ''))]
  const deps = {
    adminApi: adminApiThat({ report: async () => (reports.length > 1 ? reports.shift() : reports[0])?.() as never }),
  }
  expect(await run([], { deps })).toContain('far enough')
  expect(deployed).toEqual(['paperboy'])
})

describe('a bot that is in use', () => {
  const report = {
    build: null,
    botId: 777,
    secretPrint: '',
    publicUrl: null,
    plan: 'free',
    cells: 1,
    claimed: false,
    retired: false,
    channels: [],
    failing: [],
  } as const
  it.each([
    ['elsewhere', { kind: 'elsewhere', host: 'shop.example' }, 'This bot is in use at shop.example.'],
    ['by the Paperboy that it moved to', { kind: 'retired' }, 'A final backup was made of this Paperboy'],
  ] as const)('%s is left alone until the operator takes it over', async (_, state, words) => {
    const takeOvers: boolean[] = []
    const adminApi = adminApiThat({
      report: async () => ({ ...report, build: deployed.length > 0 ? built : null }) as never,
      setUp: async ({ takeOver }) => {
        takeOvers.push(takeOver)
        const parts = (['webhook', 'commands', 'profile', 'rights'] as const).map((part) => ({
          part,
          state: takeOver ? ({ kind: 'refused', words: 'far enough' } as const) : state,
        }))
        return { bot: { username: 'bot' }, claim: null, parts, next: null }
      },
    })
    const built = /\((\S+)\)/u.exec(await run(['--dry-run']))?.[1] ?? null
    const left = await run([], { deps: { adminApi } })
    expect(left).toContain(`✗ ${words}`)
    expect(left).toContain('→ To have this Worker take over: npm run deploy -- --take-over')
    expect(await run(['--take-over'], { deps: { adminApi } })).toContain('far enough')
    expect(await run([], { deps: { adminApi }, typed: ['y'] })).toContain('far enough')
    expect(takeOvers).toEqual([false, true, false, true])
  })
})

describe('--dry-run', () => {
  it('changes nothing', async () => {
    const said = await run(['--dry-run'])
    expect(said).toMatch(/→ The Worker paperboy: would be deployed \(\S+\)/u)
    expect(said).toContain('→ Telegram: webhook, commands, descriptions and suggested rights')
    expect(said).toContain('nothing was changed')
    expect(deployed).toEqual([])
    expect(harness.account.requests.every((asked) => asked.startsWith('GET '))).toBe(true)
    expect(harness.world.webhook().url).toBe('')
  })
})
