/** A move to another account: no other bot is replaced, and no old data is restored. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { DeployedWorker } from '../../simulators/cloudflare-api/account.ts'
import { type Fixture, HERE, released, useFixture } from './fixture.ts'
import { TOKEN } from './harness.ts'

const fixture = useFixture()
beforeEach(async () => {
  const { account } = fixture().harness
  account.accounts.push({ id: OTHER, name: 'Bob’s account' })
  account.otherAccounts.set(OTHER, { workers: new Map(), namespaces: new Map(), subdomain: 'bob' })
})

const OTHER = 'another-account'
const THERE = 'https://paperboy.bob.workers.dev'
const run: Fixture['run'] = (words, how) => fixture().run(words, how)
const workerThere = (): DeployedWorker | undefined =>
  fixture().harness.account.otherAccounts.get(OTHER)?.workers.get('paperboy')
const first = { typed: ['1'] }
const ofAnotherBot: ReadonlyMap<string, string> = new Map([
  ['BOT_TOKEN', '888:of-another-bot'],
  ['SECRET_PRINTS', 'BOT_TOKEN=another-print'],
])
const bindingsOfAnotherBot = () =>
  fixture()
    .worker()
    .bindings.map((each) => ({ ...each, text: ofAnotherBot.get(each.name) ?? each.text }))
const remember = (cell: string, address = HERE) => {
  const { doubles } = fixture()
  doubles.memories.set(address, { ...doubles.memory(address), cell, channels: 1 })
}

describe('account_id in wrangler.toml', () => {
  it('does not override CLOUDFLARE_ACCOUNT_ID', async () => {
    await fixture().useConfiguration(
      released.replace('name = "paperboy"', `name = "paperboy"\naccount_id = "acc0123456789"`),
    )
    expect(await run([], { environment: { CLOUDFLARE_ACCOUNT_ID: OTHER } })).toContain('Done.')
    expect(workerThere()).toBeDefined()
    expect(fixture().harness.account.workers.size).toBe(0)
  })

  it('that names the old account is reported before a move changes anything', async () => {
    await run([], first)
    await fixture().useConfiguration(
      released.replace('name = "paperboy"', `name = "paperboy"\naccount_id = "acc0123456789"`),
    )
    expect(await run(['--move'])).toMatch(
      /✗ wrangler\.toml names the account acc0123456789.*\n→ Take the line `account_id/u,
    )
    expect(fixture().doubles.memory(HERE).retired).toBe(false)
    expect(workerThere()).toBeUndefined()
    await fixture().useConfiguration(released)
    expect(await run(['--move'])).toContain('Done.')
  })
})

describe('a move', () => {
  it('to an account with another bot’s Worker of this name leaves that Worker unchanged', async () => {
    await run([], first)
    const other = {
      ...fixture().worker(),
      bindings: bindingsOfAnotherBot(),
    }
    fixture().harness.account.otherAccounts.get(OTHER)?.workers.set('paperboy', other)
    expect(await run(['--move'])).toContain('✗ The Worker “paperboy” runs another bot')
    expect(workerThere()).toBe(other)
  })

  it('that was abandoned and repeated later takes the newest data', async () => {
    await run([], first)
    remember('of the first day')
    const { harness } = fixture()
    harness.account.faults.push({ match: /^PUT .*schedules/u, times: 1, what: { code: 10_000, message: 'No' } })
    // The old Worker is shut down, and the new one is not reached.
    const adminApi = (address: string, token: string) => {
      const real = fixture().doubles.adminApi(address, token)
      return address === THERE ? { ...real, json: () => Promise.reject(new Error('interrupted')) } : real
    }
    await run(['--move'])
    await expect(run(['--move'], { deps: { adminApi } })).rejects.toThrow('interrupted')
    expect(fixture().doubles.memory(HERE).retired).toBe(true)
    const back = { environment: { CLOUDFLARE_ACCOUNT_ID: 'acc0123456789' } }
    expect(await run(['--take-over'], back)).toContain('Done.')
    remember('of the second day')
    expect(await run(['--move'])).toContain('Done.')
    expect(fixture().doubles.memory(THERE)).toMatchObject({ cell: 'of the second day' })
    expect(fixture().doubles.memory(HERE).retired).toBe(true)
    expect(harness.world.webhook().url).toBe(`${THERE}/telegram/webhook`)
  })

  it('to the same address is refused with advice', async () => {
    await run([], { ...first, environment: { PUBLIC_URL: HERE } })
    expect(await run(['--move'], { environment: { PUBLIC_URL: HERE } })).toMatch(
      /✗ The bot would have the same address.*\n→ Take PUBLIC_URL and `routes` out/u,
    )
    expect(workerThere()).toBeUndefined()
  })

  it('of a bot that does not answer changes nothing, and npm run deploy still works', async () => {
    await run([], first)
    fixture().change({ workersDev: false })
    expect(await run(['--move'])).toContain('✗ The old Worker answers')
    expect(workerThere()).toBeUndefined()
    expect(await run()).toContain('Done.')
    expect(fixture().worker().workersDev).toBe(true)
    expect(workerThere()).toBeUndefined()
    expect(await run(['--move'])).toContain('Done.')
  })
})

it('a Worker that another machine gave to another bot is not replaced without a question', async () => {
  await run([], first)
  const bindings = bindingsOfAnotherBot()
  fixture().change({ bindings })
  await fetch(`${fixture().harness.telegram}/bot${TOKEN}/deleteWebhook`)
  expect(await run()).toContain('✗ The Worker “paperboy” runs another bot')
})
