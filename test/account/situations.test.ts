/** Situations that operators have reported: each ends with a working bot, or with a message that says what to do. */
import { describe, expect, it } from 'vitest'
import { AdminApiProblem } from '../../scripts/operator/admin-api.ts'
import { ACCOUNT } from '../../simulators/cloudflare-api/account.ts'
import { type Fixture, HERE, released, useFixture } from './fixture.ts'
import { TOKEN } from './harness.ts'
import { changesIn, firstChanges, namespaceChanges, upgradeChanges } from './wrangler-requests.ts'

const fixture = useFixture()

const run: Fixture['run'] = (words, how) => fixture().run(words, how)
const worker: Fixture['worker'] = (name) => fixture().worker(name)
const change: Fixture['change'] = (changed, name) => fixture().change(changed, name)
const useConfiguration = (text: string) => fixture().useConfiguration(text)
const namespaceIdOf = (name: string) =>
  worker(name).bindings.find((binding) => binding.name === 'STORE')?.namespace_id ?? ''
const CRON = '* * * * *'

describe('Cloudflare’s API decides whether a Worker is up to date', () => {
  it('a refused cron is reported, and set once there is room', async () => {
    fixture().harness.account.otherCrons = 5
    const first = await run()
    expect(first).toMatch(/✗ The account has five cron triggers already.*\n.*\(10072\)\n→ Delete a cron trigger/u)
    for (const said of [await run(), await run(['--dry-run'])]) {
      expect(said).not.toContain('up to date')
      expect(said).not.toContain('Nothing to do')
    }
    fixture().harness.account.otherCrons = 0
    expect(await run()).toContain('Done.')
    expect(worker().crons).toEqual([CRON])
    expect(await run()).toContain('Nothing to do: everything is as it should be.')
  })

  const withoutBinding = (name: string) => worker().bindings.filter((binding) => binding.name !== name)
  it.each([
    ['a cron that was deleted', () => change({ crons: [] }), 'the cron trigger, which is missing'],
    ['another cron', () => change({ crons: ['0 * * * *'] }), 'the cron triggers'],
    ['workers.dev switched off', () => change({ workersDev: false }), 'the workers.dev address'],
    [
      'a secret that was deleted',
      () => change({ bindings: withoutBinding('WEBHOOK_SECRET') }),
      'the secret WEBHOOK_SECRET',
    ],
    [
      'a variable that was changed',
      () =>
        change({
          bindings: worker().bindings.map((each) => (each.name === 'PLAN' ? { ...each, text: 'paid' } : each)),
        }),
      'the variable PLAN',
    ],
    ['a namespace that was deleted', () => fixture().harness.account.namespaces.clear(), 'the KV namespace'],
    [
      'a migration that was not applied',
      () => change({ migrationTag: 'v1', classes: ['Cell', 'Directory'] }),
      'the classes of Durable Objects (migration v1)',
    ],
  ])('%s is detected and corrected', async (_, change, words) => {
    await run()
    change()
    expect(await run(['--dry-run'])).toContain(`as these differ: ${words}`)
    const mended = await run()
    expect(mended).toContain('✓ Cloudflare has all of it')
    expect(worker()).toMatchObject({ crons: [CRON], workersDev: true, migrationTag: 'v4' })
    expect([...fixture().harness.account.namespaces.keys()]).toContain(namespaceIdOf('paperboy'))
    expect(await run()).toContain('Nothing to do')
  })

  it('a newer deployed version is refused before the upload', async () => {
    await run()
    change({ migrationTag: 'v9' })
    const asked = fixture().harness.account.requests.length
    expect(await run()).toMatch(
      /✗ What is deployed is newer than these sources\. Nothing was changed\.\n→ .*npm run upgrade/u,
    )
    expect(
      fixture()
        .harness.account.requests.slice(asked)
        .every((each) => each.startsWith('GET ')),
    ).toBe(true)
  })

  it('newer stored data is refused before the upload', async () => {
    await run()
    const real = fixture().doubles.adminApi(HERE, TOKEN)
    const report = async () => ({ ...(await real.report()), stored: { cell: 999, directory: 1, seen: 1, edition: 1 } })
    const deps = { adminApi: () => ({ ...real, report }) }
    expect(await run([], { deps, environment: { CELLS: '2' } })).toContain(
      '✗ What is deployed is newer than these sources.',
    )
  })
})

describe('a running version that is not the last upload', () => {
  it('another version at the address is replaced', async () => {
    await run()
    const uploads = () => fixture().harness.account.requests.filter((each) => each.endsWith('/versions')).length
    const before = uploads()
    const real = fixture().doubles.adminApi(HERE, TOKEN)
    const report = async () => ({ ...(await real.report()), ...(uploads() === before ? { build: '0.0.9+old' } : {}) })
    expect(await run([], { deps: { adminApi: () => ({ ...real, report }) } })).toContain('Done.')
    expect(uploads()).toBe(before + 1)
  })

  it('cells are not removed if the address does not answer', async () => {
    await run([], { environment: { CELLS: '4' } })
    const real = fixture().doubles.adminApi(HERE, TOKEN)
    const report = async () => Promise.reject(new AdminApiProblem('unreachable', 'does not answer: ECONNRESET'))
    expect(await run([], { deps: { adminApi: () => ({ ...real, report }) } })).toContain('✗ The bot has 4 cells now')
  })

  it('a token without access to routes deploys a bot without routes', async () => {
    await run()
    const may = { code: 10_000, message: 'Authentication error' }
    fixture().harness.account.faults.push({ match: /\/(?:routes|domains)$/u, times: 99, what: may })
    expect(await run()).toContain('Nothing to do')
  })
})

describe('bots and accounts are not mixed up by accident', () => {
  it('a Worker of another name never uses the namespace in wrangler.toml', async () => {
    fixture().harness.account.namespaces.set('a'.repeat(32), 'made-by-the-button')
    await useConfiguration(released.replace('binding = "STORE"', `binding = "STORE"\nid = "${'a'.repeat(32)}"`))
    await run()
    await run(['--name', 'paperboy-two', '--take-over'])
    expect(namespaceIdOf('paperboy')).toBe('a'.repeat(32))
    expect(namespaceIdOf('paperboy-two')).not.toBe('a'.repeat(32))
    expect(fixture().harness.account.namespaces.get(namespaceIdOf('paperboy-two'))).toBe('paperboy-two-store')
  })

  it('a bot that shared a namespace gets its own', async () => {
    fixture().harness.account.namespaces.set('a'.repeat(32), 'made-by-the-button')
    await useConfiguration(released.replace('binding = "STORE"', `binding = "STORE"\nid = "${'a'.repeat(32)}"`))
    await run()
    await run(['--name', 'paperboy-two', '--take-over'])
    const bindings = worker('paperboy-two').bindings.map((each) =>
      each.name === 'STORE' ? { ...each, namespace_id: 'a'.repeat(32) } : each,
    )
    change({ bindings }, 'paperboy-two')
    expect(await run(['--name', 'paperboy-two'])).toContain('This bot shared the KV namespace of “paperboy”')
    expect(fixture().harness.account.namespaces.get(namespaceIdOf('paperboy-two'))).toBe('paperboy-two-store')
  })

  it('a button’s copy with another name keeps its namespace', async () => {
    const id = 'a'.repeat(32)
    fixture().harness.account.namespaces.set(id, 'made-by-the-button')
    await useConfiguration(released.replace('binding = "STORE"', `binding = "STORE"\nid = "${id}"`))
    await run()
    fixture().harness.account.workers.set('ann-news', worker())
    fixture().harness.account.workers.delete('paperboy')
    expect(await run(['--name', 'ann-news', '--take-over'])).not.toContain('shared')
    expect(namespaceIdOf('ann-news')).toBe(id)
  })

  it('another name gets neither the routes nor the address of wrangler.toml', async () => {
    fixture().harness.account.zones.set('example.com', 'zone-one')
    await run(['--domain', 'news.example.com'])
    const said = await run(['--name', 'paperboy-two', '--take-over'])
    expect(said).toContain('at https://paperboy-two.ann.workers.dev')
    expect(worker('paperboy').domains).toEqual(['news.example.com'])
    expect(worker('paperboy-two').domains).toEqual([])
  })

  it.each([
    ['with the Worker gone', ACCOUNT],
    ['of another account', 'elsewhere'],
  ])('a namespace id in wrangler.toml, %s, does not stop the deployment', async (_, where) => {
    const id = 'b'.repeat(32)
    if (where === ACCOUNT) fixture().harness.account.namespaces.set(id, 'paperboy-store')
    await useConfiguration(released.replace('binding = "STORE"', `id = "${id}"\n  binding   = 'STORE'`))
    expect(await run()).toContain('Done.')
    expect(namespaceIdOf('paperboy') === id).toBe(where === ACCOUNT)
    expect([...fixture().harness.account.namespaces.values()]).toEqual(['paperboy-store'])
  })

  it('an account is asked for once, and remembered', async () => {
    fixture().harness.account.accounts.push({ id: 'another', name: 'Another' })
    expect(await run([], { typed: ['1'] })).toContain('2  Another (another)')
    const later = await run()
    expect(later).toContain('✓ The account “Ann’s account”')
    expect(later).toContain('Nothing to do')
  })

  it('a login without access to the bot’s account creates no second Worker', async () => {
    await run()
    fixture().harness.account.accounts.splice(0, 1, { id: 'another', name: 'Another' })
    const asked = fixture().harness.account.requests.length
    expect(await run()).toMatch(
      /✗ This bot is in the account acc0123456789, which this login does not see\.[\s\S]*npm run deploy -- --move/u,
    )
    expect(fixture().harness.account.requests.slice(asked)).toEqual(['GET /accounts'])
  })

  it('no new Worker is created while the bot is in use elsewhere', async () => {
    await fetch(
      `${fixture().harness.telegram}/bot${TOKEN}/setWebhook?url=${encodeURIComponent('https://shop.example/telegram/webhook')}`,
    )
    expect(await run()).toMatch(
      /✗ This bot is in use at shop\.example\..*Nothing was put on Cloudflare\.\n→ To move it here/u,
    )
    expect(fixture().harness.account.workers.size).toBe(0)
    expect(fixture().harness.account.namespaces.size).toBe(0)
    expect(await run([], { typed: ['y'] })).toContain('Let a new Worker take over?')
  })
})

describe('wrangler.toml may be written in any way', () => {
  it.each([
    ['single quotation marks', "PUBLIC_URL = 'https://news.example'"],
    ['no blanks', 'PUBLIC_URL="https://news.example"'],
    ['indentation', '   PUBLIC_URL   =   "https://news.example"  # ours'],
  ])('an address with %s is used', async (_, line) => {
    await useConfiguration(released.replace('PUBLIC_URL = ""', line))
    expect(await run(['--dry-run'])).toContain('at https://news.example')
  })

  it.each(['CELLS="4"', 'CELLS = 4', "CELLS = '4'"])('cells as %s are four', async (line) => {
    await useConfiguration(released.replace('CELLS = "1"', line))
    await run()
    expect(worker().bindings.find(({ name }) => name === 'CELLS')).toMatchObject({ type: 'plain_text', text: '4' })
    expect(await run()).toContain('Nothing to do')
  })

  it('a broken file is reported', async () => {
    await useConfiguration(`${released}\nname = "twice"\nname = "twice"`)
    expect(await run()).toMatch(/✗ wrangler\.toml cannot be read: [\s\S]*\n→ Correct wrangler\.toml there\./u)
  })
})

describe('settings are changed with one command', () => {
  it('a run without OWNER_IDS does not remove the owners', async () => {
    await run([], { environment: { OWNER_IDS: '1001' } })
    expect(await run()).toMatch(/✗ The bot’s owners are named now \(OWNER_IDS = "1001"\).*\n→ Set OWNER_IDS/u)
    expect(await run([], { environment: { OWNER_IDS: '1001, 1002' } })).toContain('Done.')
  })

  it('a changed secret is set on both sides', async () => {
    await run()
    const uploads = () => fixture().harness.account.requests.filter((each) => each.endsWith('/versions')).length
    const before = uploads()
    const secret = 'another-secret-0123456789'
    expect(await run([], { environment: { WEBHOOK_SECRET: secret } })).toContain('Done.')
    expect(uploads()).toBe(before + 1)
    expect(fixture().harness.world.webhook().secretToken).toBe(secret)
    expect(await run()).toContain('Nothing to do')
  })

  it('the double of wrangler sends the same requests as wrangler, at a first deployment and at an upgrade', async () => {
    await run()
    expect(changesIn(fixture().harness.account.requests)).toEqual([...namespaceChanges, ...firstChanges])
    fixture().harness.account.requests.length = 0
    await run([], { environment: { LIVE_GAP_MINUTES: '30' } })
    expect(changesIn(fixture().harness.account.requests)).toEqual(upgradeChanges)
  })
})
