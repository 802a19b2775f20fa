/** `npm run doctor -- --fix`: repairs each fault, and leaves the rest alone. */
import { createServer } from 'node:http'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { botApi } from '../../scripts/bot-api.ts'
import { buildOf } from '../../scripts/deploy/build.ts'
import { variablesIn } from '../../scripts/deploy/configuration.ts'
import { type DoctorDeps, examine } from '../../scripts/doctor/examine.ts'
import { examineAndRepair } from '../../scripts/doctor/repair.ts'
import { connectAdminApi } from '../../scripts/operator/admin-api.ts'
import { ACCOUNT, type DeployedWorker } from '../../simulators/cloudflare-api/account.ts'
import { close, listen } from '../../simulators/ports.ts'
import type { MethodName, MethodParameters } from '../../src/telegram/methods.ts'
import { doctorDeps } from './doctor-deps.ts'
import { type DeployHarness, project, startHarness, TOKEN } from './harness.ts'
import { changesIn, upgradeChanges, wranglerRequests } from './wrangler-requests.ts'

let harness: DeployHarness
let healthy: DeployedWorker
beforeAll(async () => {
  harness = await startHarness({ runs: true })
  await harness.deploy([], { environment: { BOT_TOKEN: TOKEN }, typed: [] })
  healthy = worker()
})
afterAll(() => harness.close())
beforeEach(async () => {
  harness.account.workers.set('paperboy', healthy)
  harness.account.otherCrons = 0
  await call('setWebhook', { url: webhookUrl(), secret_token: secretOf(healthy), allowed_updates: kinds })
  harness.account.requests.splice(0)
})

const kinds = ['message', 'callback_query', 'my_chat_member', 'message_reaction_count'] as const
const webhookUrl = () => `${harness.address}/telegram/webhook`
const call = <Method extends MethodName>(method: Method, parameters: MethodParameters<Method>) =>
  botApi(harness.telegram, TOKEN).call(method, parameters, v.unknown())
function worker(): DeployedWorker {
  const deployed = harness.account.workers.get('paperboy')
  if (deployed === undefined) throw new Error('nothing is deployed')
  return deployed
}
const secretOf = ({ bindings }: DeployedWorker) => bindings.find(({ name }) => name === 'WEBHOOK_SECRET')?.text ?? ''
const change = (over: Partial<DeployedWorker>) => harness.account.workers.set('paperboy', { ...worker(), ...over })
const without = (name: string) => worker().bindings.filter((binding) => binding.name !== name)
const uploads = () =>
  harness.account.requests.filter((asked) => /^(?:PUT .*\/scripts\/paperboy|POST .*\/versions)$/u.test(asked)).length
/** Requests that change something. */
const changes = () => harness.account.requests.filter((asked) => !asked.startsWith('GET '))

async function question({ environment }: DoctorDeps) {
  return {
    name: 'paperboy',
    defaultName: 'paperboy',
    address: null,
    build: await buildOf(project, variablesIn(environment)),
  }
}
async function look() {
  const deps = doctorDeps(harness)
  return worded(await examine(deps, await question(deps)))
}
/** @returns the findings that are left afterwards, and the output */
async function fix(deploy: Partial<DoctorDeps> = {}) {
  const said: string[] = []
  const deps = { ...doctorDeps(harness, {}, (line) => said.push(line)), ...deploy }
  const found = worded(await examineAndRepair(deps, await question(deps)))
  return { found, said: said.join('\n') }
}
function worded({ findings }: Awaited<ReturnType<typeof examine>>) {
  return findings.filter(({ level }) => level !== 'well').map(({ level, what }) => `${level} ${what}`)
}

/** Findings about a newly deployed bot. */
const usual = ['mind Cron: no cycle yet', 'mind Channels: none yet']

it('a bot without a fault is not changed', async () => {
  expect((await fix()).found).toEqual(usual)
  expect(changes()).toEqual([])
})

/** Deploys with a double of wrangler. */
const withDouble = () => {
  const wrangler = wranglerRequests(harness.account.api, ACCOUNT, healthy)
  return { deploy: async () => void (await harness.deploy([], { deps: { wrangler } })) }
}

describe('repairs', () => {
  type Broken = [what: string, breakIt: () => unknown, finding: RegExp, isMended: () => unknown]

  it.each<Broken>([
    [
      'a cron that was deleted',
      () => change({ crons: [] }),
      /^wrong Cron: Cloudflare has none/u,
      () => expect(worker().crons).toEqual(['* * * * *']),
    ],
    [
      'another cron',
      () => change({ crons: ['0 0 * * *'] }),
      /^wrong Cron: Cloudflare has 0 0/u,
      () => expect(worker().crons).toEqual(['* * * * *']),
    ],
    [
      'workers.dev that was switched off',
      () => change({ workersDev: false }),
      /^mind Worker: workers\.dev is switched off/u,
      () => expect(worker().workersDev).toBe(true),
    ],
    [
      'a webhook that was taken away',
      () => call('deleteWebhook', {}),
      /^wrong Webhook: none is set/u,
      () => expect(harness.world.webhook().url).toBe(webhookUrl()),
    ],
    [
      'a webhook that does not ask for all kinds of updates',
      () => call('setWebhook', { url: webhookUrl(), secret_token: secretOf(healthy), allowed_updates: ['message'] }),
      /^wrong Webhook: not all kinds/u,
      async () => expect(await call('getWebhookInfo', {})).toMatchObject({ allowed_updates: kinds }),
    ],
    [
      'a webhook with another secret',
      async () => {
        await call('setWebhook', { url: webhookUrl(), secret_token: 'another-secret', allowed_updates: kinds })
        harness.world.start(1001, 'anything')
        await harness.world.deliver((request) => fetch(request))
      },
      /^wrong Webhook: .* Telegram got “.*401/u,
      async () => {
        await harness.world.deliver((request) => fetch(request), { force: true })
        expect(await call('getWebhookInfo', {})).toMatchObject({ pending_update_count: 0 })
      },
    ],
    [
      'several faults at once',
      async () => {
        change({ crons: [], workersDev: false })
        await call('deleteWebhook', {})
      },
      /^wrong Webhook: none is set/u,
      () => {
        expect(worker()).toMatchObject({ crons: ['* * * * *'], workersDev: true })
        expect(harness.world.webhook().url).toBe(webhookUrl())
      },
    ],
    [
      'a secret that is missing',
      () => change({ bindings: without('WEBHOOK_SECRET') }),
      /^wrong Secret: WEBHOOK_SECRET is missing/u,
      () => {
        expect(secretOf(worker())).toBe(secretOf(healthy))
        expect(changesIn(harness.account.requests)).toEqual(upgradeChanges)
      },
    ],
  ])('%s', async (_, breakIt, finding, isMended) => {
    await breakIt()
    expect((await look()).filter((line) => finding.test(line))).toHaveLength(1)
    const { found, said } = await fix(withDouble())
    await isMended()
    expect(found).toEqual(usual)
    expect(said).not.toContain(TOKEN)
    healthy = worker()
  })
})

it('a deleted KV namespace is repaired by a deployment', async () => {
  harness.account.namespaces.clear()
  expect((await look()).filter((line) => /^wrong KV: the Worker’s namespace was deleted/u.test(line))).toHaveLength(1)
  await fix(withDouble())
  expect([...harness.account.namespaces.values()]).toEqual(['paperboy-store'])
  const [id] = harness.account.namespaces.keys()
  expect(worker().bindings).toContainEqual(expect.objectContaining({ name: 'STORE', namespace_id: id }))
  healthy = worker()
})

describe('leaves alone', () => {
  it('another tool’s webhook', async () => {
    await call('setWebhook', { url: 'https://tool.test/hook' })
    expect((await fix()).found).toContain('wrong Webhook: updates go to tool.test, which belongs to another tool')
    expect(harness.world.webhook().url).toBe('https://tool.test/hook')
  })

  it('another version, even with parts missing', async () => {
    const bindings = without('WEBHOOK_SECRET').map((each) =>
      each.name === 'BUILD' ? { ...each, text: '0.0.1+b' } : each,
    )
    change({ bindings })
    expect((await fix()).found).toContain('wrong Secret: WEBHOOK_SECRET is missing, so the Worker fails')
    expect(uploads()).toBe(0)
  })

  it('settings of another machine, even with parts missing', async () => {
    const bindings = without('WEBHOOK_SECRET').map((each) =>
      each.name === 'OWNER_IDS' ? { ...each, text: '5' } : each,
    )
    change({ bindings })
    expect((await fix()).found).toContain('wrong Secret: WEBHOOK_SECRET is missing, so the Worker fails')
    expect(uploads()).toBe(0)
  })

  it('a cron that the account has no room for, and says so', async () => {
    change({ crons: [] })
    harness.account.otherCrons = 5
    const { found, said } = await fix()
    expect(found).toContain('wrong Cron: Cloudflare has none for the Worker, so nothing is read or sent')
    expect(said).toMatch(/five cron triggers[\s\S]*→ Delete a cron trigger of another Worker/u)
  })
})

describe('finds the bot', () => {
  it('at the address that npm run deploy would use, if this machine kept none', async () => {
    const { keysFolder: _, ...deps } = doctorDeps(harness, { BOT_TOKEN: TOKEN })
    await call('deleteWebhook', {})
    const { deployed } = await examine(
      { ...deps, keysFolder: `${harness.folder}/nothing` },
      await question(doctorDeps(harness)),
    )
    expect(deployed.address).toBe(harness.address)
  })

  it('at its workers.dev address, if it has no other', async () => {
    const deps = { ...doctorDeps(harness), keysFolder: `${harness.folder}/nothing` }
    const environment = { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: harness.telegram }
    const adminApi: DoctorDeps['adminApi'] = (address) => {
      expect(address).toBe('https://paperboy.ann.workers.dev')
      return deps.adminApi(harness.address, TOKEN)
    }
    const { deployed } = await examine({ ...deps, environment, adminApi }, await question(deps))
    expect(deployed.address).toBe('https://paperboy.ann.workers.dev')
  })
})

describe('examines from a blocked network', () => {
  const cut: DoctorDeps['adminApi'] = () => connectAdminApi('http://127.0.0.1:1', TOKEN)

  it('and trusts Cloudflare’s API if it reaches neither Telegram nor the Worker', async () => {
    const deps = {
      ...doctorDeps(harness),
      adminApi: cut,
      telegram: (token: string) => botApi('http://127.0.0.1:1', token),
    }
    const found = worded(await examineAndRepair(deps, await question(deps)))
    expect(found).toEqual([
      expect.stringMatching(/^mind Telegram: this machine cannot ask it/u),
      expect.stringMatching(/^mind Worker: this machine does not reach 127\.0\.0\.1/u),
    ])
    expect(changes()).toEqual([])
  })

  it('and reports an error if there is no login at Cloudflare either', async () => {
    const usualDeps = doctorDeps(harness)
    const wrangler = { ...usualDeps.wrangler, access: async () => null }
    const deps = {
      ...usualDeps,
      wrangler,
      adminApi: cut,
      telegram: (token: string) => botApi('http://127.0.0.1:1', token),
    }
    expect(worded(await examine(deps, await question(deps)))).toContainEqual(expect.stringMatching(/^wrong Network:/u))
  })
})

describe('recognises what answers in the Worker’s place', () => {
  const html = { 'content-type': 'text/html' }
  const cloudflare = { ...html, server: 'cloudflare', 'cf-ray': '1-VIE' }

  it.each<[what: string, status: number, headers: Record<string, string>, body: string, line: RegExp]>([
    ['a spent quota', 429, cloudflare, '<title>Error 1027</title>', /^wrong .*requests of today are spent/u],
    ['a challenge', 403, { ...cloudflare, 'cf-mitigated': 'challenge' }, '<html>', /^wrong .*firewall/u],
    [
      'Cloudflare Access',
      302,
      { ...cloudflare, location: 'https://a.cloudflareaccess.com/' },
      '',
      /^wrong .*firewall/u,
    ],
    ['a domain that leads nowhere', 530, cloudflare, 'error code: 1016', /^wrong .*the domain leads nowhere/u],
    ['a Worker that throws', 500, cloudflare, '<title>Error 1101 Worker threw', /^wrong .*the Worker fails \(1101/u],
    ['a provider’s page', 200, html, '<!doctype html>Blocked', /^mind Worker: this machine does not reach/u],
    ['a redirect to it', 302, { location: 'http://blocked.test/' }, '', /^mind Worker: this machine does not reach/u],
    ['another site', 404, {}, 'not here', /^wrong .*no Paperboy of this version/u],
  ])('%s', async (_, status, headers, body, line) => {
    const server = createServer((_request, response) => response.writeHead(status, headers).end(body))
    const address = `http://127.0.0.1:${await listen(server, 0)}`
    await call('setWebhook', { url: `${address}/telegram/webhook`, allowed_updates: kinds })
    const deps = doctorDeps(harness)
    const found = worded(await examine(deps, { ...(await question(deps)), address }))
    await close(server)
    expect(found).toEqual([expect.stringMatching(line)])
  })
})
