/** Situations that operators report: each ends with a bot that works, or with the one sentence that says what only they can do. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { botApi } from '../../scripts/bot-api.ts'
import type { DeployEdges } from '../../scripts/deploy/edges.ts'
import { DoorProblem } from '../../scripts/operator/door-client.ts'
import { ACCOUNT } from './cloudflare.ts'
import { edgesOfDoubles } from './edges-of-doubles.ts'
import { type How, project, type Stage, setStage, TOKEN } from './stage.ts'
import { WorkerDoubles } from './worker-double.ts'

let stage: Stage
let doubles: WorkerDoubles
let root: string
beforeAll(async () => {
  stage = await setStage({ runs: false })
})
afterAll(() => stage.close())

const HERE = 'https://paperboy.ann.workers.dev'
const own = await readFile(path.join(project, 'wrangler.toml'), 'utf8')
const CRON = '*/5 * * * *'

/** A project of one source, whose wrangler.toml is `text`. */
async function useConfiguration(text: string): Promise<void> {
  await mkdir(path.join(root, 'src'), { recursive: true })
  await writeFile(path.join(root, 'src', 'worker.ts'), '')
  await writeFile(path.join(root, 'wrangler.toml'), text)
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json'])
    await writeFile(path.join(root, file), await readFile(path.join(project, file)))
}

beforeEach(async () => {
  await stage.reset()
  doubles = new WorkerDoubles(stage.account, stage.telegram)
  root = path.join(stage.folder, 'project')
  await useConfiguration(own)
})

const run = (words: readonly string[] = [], { environment = {}, edges = {}, ...how }: How = {}) =>
  stage.deploy(words, {
    ...how,
    environment: { BOT_TOKEN: TOKEN, PUBLIC_URL: '', ...environment },
    edges: { ...edgesOfDoubles(stage, doubles), root, ...edges },
  })
const worker = (name = 'paperboy') => {
  const found = stage.account.workers.get(name)
  if (found === undefined) throw new Error(`no Worker ${name}`)
  return found
}
const namespaceIdOf = (name: string) =>
  worker(name).bindings.find((binding) => binding.name === 'STORE')?.namespace_id ?? ''
const change = (changed: Partial<ReturnType<typeof worker>>, name = 'paperboy') =>
  stage.account.workers.set(name, { ...worker(name), ...changed })

describe('up to date means as Cloudflare has it', () => {
  it('a cron that was refused is told of, and set once there is room', async () => {
    stage.account.otherCrons = 5
    const first = await run()
    expect(first).toMatch(/✗ The account has five cron triggers already.*\n.*\(10072\)\n→ Delete a cron trigger/u)
    for (const said of [await run(), await run(['--dry-run'])]) {
      expect(said).not.toContain('up to date')
      expect(said).not.toContain('Nothing to do')
    }
    stage.account.otherCrons = 0
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
    ['a namespace that was deleted', () => stage.account.namespaces.clear(), 'the KV namespace'],
    [
      'a migration that was not applied',
      () => change({ migrationTag: 'v1', classes: ['Cell', 'Directory'] }),
      'the classes of Durable Objects (migration v1)',
    ],
  ])('%s is seen and put right', async (_, spoil, words) => {
    await run()
    spoil()
    expect(await run(['--dry-run'])).toContain(`as these differ: ${words}`)
    const mended = await run()
    expect(mended).toContain('✓ Cloudflare has all of it')
    expect(worker()).toMatchObject({ crons: [CRON], workersDev: true, migrationTag: 'v2' })
    expect([...stage.account.namespaces.keys()]).toContain(namespaceIdOf('paperboy'))
    expect(await run()).toContain('Nothing to do')
  })

  it('what is deployed and newer than these sources is refused before the upload', async () => {
    await run()
    change({ migrationTag: 'v9' })
    const asked = stage.account.asked.length
    expect(await run()).toMatch(
      /✗ What is deployed is newer than these sources\. Nothing was changed\.\n→ .*npm run upgrade/u,
    )
    expect(stage.account.asked.slice(asked).every((each) => each.startsWith('GET '))).toBe(true)
  })

  it('data that is newer than these sources is refused before the upload', async () => {
    await run()
    const real = doubles.door(HERE, TOKEN)
    const report = async () => ({ ...(await real.report()), stored: { cell: 999, directory: 1, seen: 1, edition: 1 } })
    const edges = { door: () => ({ ...real, report }) }
    expect(await run([], { edges, environment: { CELLS: '2' } })).toContain(
      '✗ What is deployed is newer than these sources.',
    )
  })
})

describe('nothing is shared by accident', () => {
  it('another name never binds the namespace of wrangler.toml', async () => {
    stage.account.namespaces.set('a'.repeat(32), 'made-by-the-button')
    await useConfiguration(own.replace('binding = "STORE"', `binding = "STORE"\nid = "${'a'.repeat(32)}"`))
    await run()
    await run(['--name', 'paperboy-two', '--take-over'])
    expect(namespaceIdOf('paperboy')).toBe('a'.repeat(32))
    expect(namespaceIdOf('paperboy-two')).not.toBe('a'.repeat(32))
    expect(stage.account.namespaces.get(namespaceIdOf('paperboy-two'))).toBe('paperboy-two-store')
  })

  it('a bot that shared a namespace gets one of its own', async () => {
    stage.account.namespaces.set('a'.repeat(32), 'made-by-the-button')
    await useConfiguration(own.replace('binding = "STORE"', `binding = "STORE"\nid = "${'a'.repeat(32)}"`))
    await run(['--name', 'paperboy-two'])
    const bindings = worker('paperboy-two').bindings.map((each) =>
      each.name === 'STORE' ? { ...each, namespace_id: 'a'.repeat(32) } : each,
    )
    change({ bindings }, 'paperboy-two')
    expect(await run(['--name', 'paperboy-two'])).toContain('This bot shared the KV namespace of “paperboy”')
    expect(stage.account.namespaces.get(namespaceIdOf('paperboy-two'))).toBe('paperboy-two-store')
  })

  it('another name gets neither the routes nor the address of wrangler.toml', async () => {
    stage.account.zones.set('example.com', 'zone-one')
    await run(['--domain', 'news.example.com'])
    const said = await run(['--name', 'paperboy-two', '--take-over'])
    expect(said).toContain('at https://paperboy-two.ann.workers.dev')
    expect(worker('paperboy').domains).toEqual(['news.example.com'])
    expect(worker('paperboy-two').domains).toEqual([])
  })

  it.each([
    ['with the Worker gone', ACCOUNT],
    ['of another account', 'elsewhere'],
  ])('an id of a namespace in wrangler.toml, %s, does not stop anything', async (_, where) => {
    const id = 'b'.repeat(32)
    if (where === ACCOUNT) stage.account.namespaces.set(id, 'paperboy-store')
    await useConfiguration(own.replace('binding = "STORE"', `id = "${id}"\n  binding   = 'STORE'`))
    expect(await run()).toContain('Done.')
    expect(namespaceIdOf('paperboy') === id).toBe(where === ACCOUNT)
    expect([...stage.account.namespaces.values()]).toEqual(['paperboy-store'])
  })

  it('an account is asked for once, and remembered', async () => {
    stage.account.accounts.push({ id: 'another', name: 'Another' })
    expect(await run([], { typed: ['1'] })).toContain('2  Another (another)')
    const later = await run()
    expect(later).toContain('✓ The account “Ann’s account”')
    expect(later).toContain('Nothing to do')
  })

  it('a login that does not see the bot’s account puts no second Worker anywhere', async () => {
    await run()
    stage.account.accounts.splice(0, 1, { id: 'another', name: 'Another' })
    const asked = stage.account.asked.length
    expect(await run()).toMatch(
      /✗ This bot is in the account acc0123456789, which this login does not see\.[\s\S]*npm run deploy -- --move/u,
    )
    expect(stage.account.asked.slice(asked)).toEqual(['GET /accounts'])
  })

  it('a new Worker is put nowhere while the bot is in use elsewhere', async () => {
    await fetch(
      `${stage.telegram}/bot${TOKEN}/setWebhook?url=${encodeURIComponent('https://shop.example/telegram/webhook')}`,
    )
    expect(await run()).toMatch(
      /✗ This bot is in use at shop\.example\..*Nothing was put on Cloudflare\.\n→ To move it here/u,
    )
    expect(stage.account.workers.size).toBe(0)
    expect(stage.account.namespaces.size).toBe(0)
    expect(await run([], { typed: ['y'] })).toContain('Shall a new Worker take over?')
  })
})

describe('wrangler.toml may be written in any way', () => {
  it.each([
    ['single quotation marks', "PUBLIC_URL = 'https://news.example'"],
    ['no blanks', 'PUBLIC_URL="https://news.example"'],
    ['indentation', '   PUBLIC_URL   =   "https://news.example"  # ours'],
  ])('an address with %s is the bot’s', async (_, line) => {
    await useConfiguration(own.replace('PUBLIC_URL = ""', line))
    expect(await run(['--dry-run'])).toContain('at https://news.example')
  })

  it.each(['CELLS="4"', 'CELLS = 4', "CELLS = '4'"])('cells as %s are four', async (line) => {
    await useConfiguration(own.replace('CELLS = "1"', line))
    await run()
    expect(worker().bindings.find(({ name }) => name === 'CELLS')).toMatchObject({ type: 'plain_text', text: '4' })
    expect(await run()).toContain('Nothing to do')
  })

  it('and a broken one is told of in words', async () => {
    await useConfiguration(`${own}\nname = "twice"\nname = "twice"`)
    expect(await run()).toMatch(/✗ wrangler\.toml cannot be read: [\s\S]*\n→ Correct wrangler\.toml there\./u)
  })
})

describe('an address that does not answer', () => {
  const there = () => doubles.door(HERE, TOKEN)
  const door = (problem: (tries: number) => DoorProblem | null): Partial<DeployEdges> => {
    let tries = 0
    const ask = async <Value>(real: () => Promise<Value>) => {
      tries += 1
      const met = problem(tries)
      if (met !== null) throw met
      return real()
    }
    return {
      door: () => ({
        ...there(),
        report: () => ask(() => there().report()),
        setUp: (wish) => ask(() => there().setUp(wish)),
      }),
    }
  }
  const notRouted = new DoorProblem('no-paperboy', 'is no Paperboy (404)', {
    status: 404,
    answer: { kind: 'not-routed' },
  })
  const unknown = new DoorProblem('unreachable', 'does not answer: getaddrinfo ENOTFOUND')

  it.each([
    ['a name that is not known yet', (tries: number) => (tries < 60 ? unknown : null)],
    ['404 and 1042 of a new route', (tries: number) => (tries < 60 ? notRouted : null)],
    ['1042 after three good answers', (tries: number) => (tries > 1 && tries < 40 ? notRouted : null)],
  ])('is waited for: %s', async (_, problem) => {
    expect(await run([], { edges: door(problem) })).toContain('Done.')
    expect(stage.world.webhook().url).toBe(`${HERE}/telegram/webhook`)
  })

  it('Telegram does not find the name yet: it is asked again', async () => {
    let tries = 0
    const real = there()
    const setUp: typeof real.setUp = async (wish) => {
      tries += 1
      const report = await there().setUp({ ...wish, apply: wish.apply && tries > 3 })
      if (tries > 3) return report
      const words = 'Bad Request: bad webhook: Failed to resolve host: Name or service not known'
      return { ...report, parts: report.parts.map((each) => ({ ...each, state: { kind: 'refused', words } })) }
    }
    const said = await run([], { edges: { door: () => ({ ...there(), setUp }) } })
    expect(said).toContain('… Telegram does not find the new address yet')
    expect(said).toContain('Done.')
  })

  it('as the day’s requests are spent: it is said at once, and nothing is waited for', async () => {
    const spent = new DoorProblem('no-paperboy', 'is no Paperboy (429)', {
      status: 429,
      answer: { kind: 'quota-spent' },
    })
    expect(await run([], { edges: door(() => spent) })).toMatch(
      /✗ .*requests of today are spent \(error 1027\).*\n→ .*after midnight UTC/u,
    )
  })
})

describe('behind walls', () => {
  const cut = { kind: 'reset', code: 'ECONNRESET', host: 'paperboy.ann.workers.dev', proxy: null } as const
  const reset = async () =>
    Promise.reject(new DoorProblem('unreachable', 'does not answer: read ECONNRESET', { network: cut }))
  const walled = { report: reset, setUp: reset, hello: reset, text: reset, json: reset, telegram: reset }
  /** Addresses on workers.dev are cut off, others are not. */
  const blocked: Partial<DeployEdges> = {
    door: (address, token) => (address.endsWith('.workers.dev') ? walled : doubles.door(address, token)),
  }
  const noTelegram: Partial<DeployEdges> = { telegram: (token) => botApi('http://127.0.0.1:1', token) }

  it('without Telegram here the Worker is asked: the bot is deployed and set up', async () => {
    const said = await run([], { edges: noTelegram })
    expect(said).toMatch(/✗ Telegram knows the bot.*\n.*The Worker asks it instead\./u)
    expect(said).toContain('✓ Telegram brings updates to the Worker')
    expect(said).toContain(`Now make @${stage.world.bot().username} an administrator`)
    expect(await run([], { edges: noTelegram })).toContain('Nothing to do')
  })

  it('without workers.dev here Telegram is told from this machine, and the second run has nothing to upload', async () => {
    const said = await run([], { edges: blocked })
    expect(said).toContain('is blocked from here: Cloudflare’s API answers')
    expect(said).toContain('✓ Telegram brings updates to the Worker')
    expect(said).toContain('npm run deploy -- --domain HOST')
    expect(stage.world.webhook()).toMatchObject({
      url: `${HERE}/telegram/webhook`,
      secretToken: worker().bindings.find(({ name }) => name === 'WEBHOOK_SECRET')?.text,
    })
    const asked = stage.account.asked.length
    await run([], { edges: blocked })
    expect(stage.account.asked.slice(asked).every((each) => each.startsWith('GET '))).toBe(true)
  })

  it('with neither, a domain of one’s own is asked for and set up', async () => {
    stage.account.zones.set('example.com', 'zone-one')
    const said = await run([], {
      edges: { ...blocked, ...noTelegram },
      typed: ['no domain', 'https://News.Example.com/'],
    })
    expect(said).toContain('✓ wrangler.toml: news.example.com is its domain')
    expect(said).toContain('at https://news.example.com')
    expect(said).toContain('Done.')
    expect(worker().domains).toEqual(['news.example.com'])
    expect(await readFile(path.join(root, 'wrangler.toml'), 'utf8')).toContain(
      'PUBLIC_URL = "https://news.example.com"',
    )
  })

  it('with neither and nobody to ask, it is said what only the operator can do', async () => {
    expect(await run([], { edges: { ...blocked, ...noTelegram } })).toMatch(
      /✗ The Worker is on Cloudflare, but this machine reaches neither.*\n→ Set HTTPS_PROXY.*or give the bot a domain of your own: npm run deploy -- --domain/u,
    )
  })
})

describe('a domain', () => {
  it('that is in no account is refused before anything is put anywhere', async () => {
    expect(await run(['--domain', 'news.example.com'])).toMatch(
      /✗ news\.example\.com is not below a domain of the account.*\n→ Add the domain/u,
    )
    expect(stage.account.workers.size).toBe(0)
    expect(await readFile(path.join(root, 'wrangler.toml'), 'utf8')).toBe(own)
  })

  it('with a DNS record already is not taken without a word', async () => {
    stage.account.zones.set('example.com', 'zone-one')
    stage.account.records.add('www.example.com')
    expect(await run(['--domain', 'www.example.com'])).toMatch(
      /✗ www\.example\.com has a DNS record.*\n→ Choose another name/u,
    )
    expect(worker().domains).toEqual([])
    expect(await run(['--domain', 'news.example.com'])).toContain('Done.')
    expect(worker().domains).toEqual(['news.example.com'])
  })
})

describe('one command each, and nothing is sent again', () => {
  it('a changed secret is set on both sides', async () => {
    await run()
    const uploads = () =>
      stage.account.asked.filter((each) => each.startsWith('PUT ') && each.endsWith('/paperboy')).length
    const before = uploads()
    const secret = 'another-secret-0123456789'
    expect(await run([], { environment: { WEBHOOK_SECRET: secret } })).toContain('Done.')
    expect(uploads()).toBe(before + 1)
    expect(stage.world.webhook().secretToken).toBe(secret)
    expect(await run()).toContain('Nothing to do')
  })

  it('wrangler’s own requests that change something are those of its double', async () => {
    const changes = () => stage.account.asked.filter((each) => !each.startsWith('GET '))
    await run()
    const double = changes()
    await stage.reset()
    await stage.deploy([], {
      environment: { BOT_TOKEN: TOKEN, PUBLIC_URL: '' },
      edges: { door: edgesOfDoubles(stage, doubles).door } as Partial<DeployEdges>,
    })
    expect(changes()).toEqual(double)
  })
})
