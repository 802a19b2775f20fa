/** An address that does not answer: the deployment waits for a new one, works around a blocked one, and sets up a domain. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { headOf, writeBackup } from '../../scripts/backup/file.ts'
import { botApi } from '../../scripts/bot-api.ts'
import type { DeployDeps } from '../../scripts/deploy/deps.ts'
import { AdminApiProblem } from '../../scripts/operator/admin-api.ts'
import { type Fixture, HERE, released, useFixture } from './fixture.ts'
import { TOKEN } from './harness.ts'

const fixture = useFixture()

const run: Fixture['run'] = (words, how) => fixture().run(words, how)
const worker: Fixture['worker'] = (name) => fixture().worker(name)

describe('an address that does not answer', () => {
  const there = () => fixture().doubles.adminApi(HERE, TOKEN)
  const adminApi = (problem: (tries: number) => AdminApiProblem | null): Partial<DeployDeps> => {
    let tries = 0
    const ask = async <Value>(real: () => Promise<Value>) => {
      tries += 1
      const thrown = problem(tries)
      if (thrown !== null) throw thrown
      return real()
    }
    return {
      adminApi: () => ({
        ...there(),
        report: () => ask(() => there().report()),
        setUp: (wish) => ask(() => there().setUp(wish)),
      }),
    }
  }
  const notRouted = new AdminApiProblem('no-paperboy', 'is no Paperboy (404)', {
    status: 404,
    answer: { kind: 'not-routed' },
  })
  const unknown = new AdminApiProblem('unreachable', 'does not answer: getaddrinfo ENOTFOUND')

  it.each([
    ['a name that is not known yet', (tries: number) => (tries < 60 ? unknown : null)],
    ['404 and 1042 of a new route', (tries: number) => (tries < 60 ? notRouted : null)],
    ['1042 after three good answers', (tries: number) => (tries > 1 && tries < 40 ? notRouted : null)],
  ])('is retried until it answers: %s', async (_, problem) => {
    expect(await run([], { deps: adminApi(problem) })).toContain('Done.')
    expect(fixture().harness.world.webhook().url).toBe(`${HERE}/telegram/webhook`)
  })

  it('is set up again while Telegram does not find its name', async () => {
    let tries = 0
    const real = there()
    const setUp: typeof real.setUp = async (wish) => {
      tries += 1
      const report = await there().setUp({ ...wish, apply: wish.apply && tries > 3 })
      if (tries > 3) return report
      const words = 'Bad Request: bad webhook: Failed to resolve host: Name or service not known'
      return { ...report, parts: report.parts.map((each) => ({ ...each, state: { kind: 'refused', words } })) }
    }
    const said = await run([], { deps: { adminApi: () => ({ ...there(), setUp }) } })
    expect(said).toContain('… Telegram does not find the new address yet')
    expect(said).toContain('Done.')
  })

  it('stops the deployment at once if the day’s requests are used up', async () => {
    const spent = new AdminApiProblem('no-paperboy', 'is no Paperboy (429)', {
      status: 429,
      answer: { kind: 'quota-spent' },
    })
    expect(await run([], { deps: adminApi(() => spent) })).toMatch(
      /✗ .*requests of today are spent \(error 1027\).*\n→ .*after midnight UTC/u,
    )
  })
})

describe('on a blocked network', () => {
  const cut = { kind: 'reset', code: 'ECONNRESET', host: 'paperboy.ann.workers.dev', proxy: null } as const
  const reset = async () =>
    Promise.reject(new AdminApiProblem('unreachable', 'does not answer: read ECONNRESET', { network: cut }))
  const walled = { report: reset, setUp: reset, hello: reset, text: reset, json: reset, telegram: reset }
  /** Addresses on workers.dev are cut off, others are not. */
  const blocked: Partial<DeployDeps> = {
    adminApi: (address, token) =>
      address.endsWith('.workers.dev') ? walled : fixture().doubles.adminApi(address, token),
  }
  const noTelegram: Partial<DeployDeps> = { telegram: (token) => botApi('http://127.0.0.1:1', token) }

  it('the Worker asks Telegram if this machine cannot reach it', async () => {
    const said = await run([], { deps: noTelegram })
    expect(said).toMatch(/✗ Telegram knows the bot.*\n.*The Worker asks it instead\./u)
    expect(said).toContain('✓ Telegram sends updates to the Worker')
    expect(said).toContain(`Now make @${fixture().harness.world.bot().username} an administrator`)
    expect(await run([], { deps: noTelegram })).toContain('Nothing to do')
  })

  it('Telegram is set up from this machine if workers.dev is blocked, and the second run uploads nothing', async () => {
    const said = await run([], { deps: blocked })
    expect(said).toContain('is blocked from here: Cloudflare’s API answers')
    expect(said).toContain('✓ Telegram sends updates to the Worker')
    expect(said).toContain('npm run deploy -- --domain HOST')
    expect(fixture().harness.world.webhook()).toMatchObject({
      url: `${HERE}/telegram/webhook`,
      secretToken: worker().bindings.find(({ name }) => name === 'WEBHOOK_SECRET')?.text,
    })
    const asked = fixture().harness.account.requests.length
    await run([], { deps: blocked })
    expect(
      fixture()
        .harness.account.requests.slice(asked)
        .every((each) => each.startsWith('GET ')),
    ).toBe(true)
  })

  it('the operator is asked for a domain if both are blocked', async () => {
    fixture().harness.account.zones.set('example.com', 'zone-one')
    const said = await run([], {
      deps: { ...blocked, ...noTelegram },
      typed: ['no domain', 'https://News.Example.com/'],
    })
    expect(said).toContain('✓ wrangler.toml: news.example.com is its domain')
    expect(said).toContain('at https://news.example.com')
    expect(said).toContain('Done.')
    expect(worker().domains).toEqual(['news.example.com'])
    expect(await fixture().configuration()).toContain('PUBLIC_URL = "https://news.example.com"')
  })

  it('a bot in use elsewhere is not restored, even without access to Telegram', async () => {
    await run([], { deps: noTelegram })
    const elsewhere = encodeURIComponent('https://shop.example/telegram/webhook')
    await fetch(`${fixture().harness.telegram}/bot${TOKEN}/setWebhook?url=${elsewhere}`)
    const file = path.join(fixture().harness.folder, 'in-use.jsonl.gz')
    async function* lines() {
      yield headOf({ bot: 777, at: new Date().toISOString(), final: false, cells: 1 })
      yield { kind: 'cell', cell: 0, text: 'channels and feeds' } as const
    }
    await writeBackup(file, lines())
    expect(await run(['--restore', file, '--yes'], { deps: noTelegram })).toContain(
      '✗ This bot is in use at shop.example, and keeps sending from there.',
    )
    expect(fixture().doubles.memory(HERE).cell).not.toBe('channels and feeds')
  })

  it.each(['', 'https://news.example'])(
    'a firewall that turns requests away stops the deployment (PUBLIC_URL: “%s”)',
    async (address) => {
      const challenge = async () =>
        Promise.reject(new AdminApiProblem('no-paperboy', 'is no Paperboy (403)', { answer: { kind: 'challenged' } }))
      const deps = { adminApi: () => ({ ...walled, report: challenge, setUp: challenge }) }
      const said = await run([], { deps, environment: { PUBLIC_URL: address } })
      expect(said).toMatch(/✗ The Worker is on Cloudflare, but .*turns requests away.*\n→ /u)
      expect(said).not.toContain('Done.')
      expect(fixture().harness.world.webhook().url).toBe('')
    },
  )

  it('without a terminal the operator gets advice if both are blocked', async () => {
    expect(await run([], { deps: { ...blocked, ...noTelegram } })).toMatch(
      /✗ The Worker is on Cloudflare, but this machine reaches neither.*\n→ Set HTTPS_PROXY.*or give the bot your own domain: npm run deploy -- --domain/u,
    )
  })
})

describe('a domain', () => {
  it('that the account does not have is refused before anything is changed', async () => {
    expect(await run(['--domain', 'news.example.com'])).toMatch(
      /✗ news\.example\.com is not below a domain of the account.*\n→ Add the domain/u,
    )
    expect(fixture().harness.account.workers.size).toBe(0)
    expect(await fixture().configuration()).toBe(released)
  })

  it('of a bot on workers.dev takes over its updates without a question, as it is the same Worker', async () => {
    fixture().harness.account.zones.set('example.com', 'zone-one')
    expect(await run()).toContain('Done.')
    expect(await run(['--domain', 'news.example.com'])).toContain('Done.')
    expect(fixture().harness.world.webhook().url).toBe('https://news.example.com/telegram/webhook')
    await fixture().useConfiguration(released)
    expect(await run()).toContain('Done.')
    expect(fixture().harness.world.webhook().url).toBe(`${HERE}/telegram/webhook`)
  })

  it('replaces the route in wrangler.toml', async () => {
    fixture().harness.account.zones.set('example.com', 'zone-one')
    await fixture().useConfiguration(`route = "old.example.com/*"\n${released}`)
    expect(await run(['--domain', 'news.example.com'])).toContain('Done.')
    // wrangler refuses a file with both.
    expect(await fixture().configuration()).not.toMatch(/^route = /mu)
  })

  it('that is taken leaves wrangler.toml and the bot unchanged', async () => {
    await run()
    fixture().harness.account.zones.set('example.com', 'zone-one')
    fixture().harness.account.dnsRecords.add('www.example.com')
    expect(await run(['--domain', 'www.example.com'])).toContain('✗ www.example.com has a DNS record')
    expect(await fixture().configuration()).toBe(released)
    expect(await run()).toContain('Nothing to do')
    expect(await run(['--domain', 'www.example.com'], { typed: ['y'] })).toContain('Done.')
    expect(worker().domains).toEqual(['www.example.com'])
  })

  it('with a DNS record is not replaced without a question', async () => {
    fixture().harness.account.zones.set('example.com', 'zone-one')
    fixture().harness.account.dnsRecords.add('www.example.com')
    expect(await run(['--domain', 'www.example.com'])).toMatch(
      /✗ www\.example\.com has a DNS record.*\n→ Choose another name/u,
    )
    expect(worker().domains).toEqual([])
    expect(await run(['--domain', 'news.example.com'])).toContain('Done.')
    expect(worker().domains).toEqual(['news.example.com'])
  })
})
