/** `npm run deploy` from nothing to a bot that answers: real wrangler, a simulated Cloudflare that runs the upload, and a simulated Telegram. */
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeBackup } from '../../scripts/backup/file.ts'
import { checkFits, readHead } from '../../scripts/backup/restore-backup.ts'
import { restoreTo } from '../../scripts/backup/restore-parts.ts'
import { savedLines } from '../../scripts/backup/saved-lines.ts'
import { botApi } from '../../scripts/bot-api.ts'
import { examine } from '../../scripts/doctor/examine.ts'
import { connectAdminApi } from '../../scripts/operator/admin-api.ts'
import { adminApiOf, findDeployed } from '../../scripts/operator/deployed.ts'
import { noPrompts } from '../../scripts/operator/prompts.ts'
import { ACCOUNT, type DeployedWorker } from '../../simulators/cloudflare-api/account.ts'
import { isLong } from '../runs.ts'
import { doctorDeps } from './doctor-deps.ts'
import { ANN, type DeployHarness, project, startHarness, TOKEN } from './harness.ts'
import { changesIn, firstChanges, namespaceChanges, wranglerRequests } from './wrangler-requests.ts'

let harness: DeployHarness
beforeAll(async () => {
  harness = await startHarness({ runs: true })
})
afterAll(() => harness.close())

/** Later deployments use a double of wrangler in `npm test`, and the real one in `npm run test:long`. */
const laterDeps = () => (isLong ? {} : { wrangler: wranglerRequests(harness.account.api, ACCOUNT, deployedFirst) })
let deployedFirst: DeployedWorker | undefined

const uploads = () => harness.account.requests.filter((asked) => /^PUT .*\/scripts\/paperboy$/u.test(asked)).length
const secrets = () =>
  harness.account.workers.get('paperboy')?.bindings.filter(({ type }) => type === 'secret_text') ?? []

it('a deployment that Telegram interrupts is completed by the second run, and the third has nothing to do', async () => {
  const { account, world, address, folder } = harness
  world.addFault({ fault: { kind: 'server-error', status: 502, effect: false }, method: 'setWebhook', times: 1 })
  const first = await harness.deploy([], { typed: ['no token', '777:nobody-knows-this-one', TOKEN] })
  expect(first).toContain('That token is not of the form 123456:ABC…')
  expect(first).toContain('Telegram does not know that token.')
  expect(first).toMatch(
    /✗ Telegram sends updates to the Worker: Telegram refused: .*\n→ Run the same command again: it goes on from here/u,
  )
  expect([...account.namespaces.values()]).toEqual(['paperboy-store'])
  expect(
    secrets()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['BOT_TOKEN', 'WEBHOOK_SECRET'])
  expect(changesIn(account.requests)).toEqual([...namespaceChanges, ...firstChanges])

  const second = await harness.deploy([], { typed: [] })
  expect(second).toContain('✓ The Worker is there, and up to date')
  expect(second).toContain('✓ Telegram sends updates to the Worker')
  expect(second).toContain('✓ The bot has its owner')
  expect(second).toContain(`https://t.me/${world.bot().username}?startchannel&admin=post_messages`)
  expect(uploads()).toBe(1)
  expect(world.webhook().url).toBe(`${address}/telegram/webhook`)
  expect(world.messages(ANN).at(-1)?.text).toContain('its messages arrive')

  const third = await harness.deploy()
  expect(third).toContain('Nothing to do: everything is as it should be.')
  expect(await harness.deploy(['--dry-run'])).toContain('Nothing to do.')
  expect(uploads()).toBe(1)

  const said = [first, second, third].join('\n')
  for (const { text = '' } of secrets()) expect(said).not.toContain(text)
  if (process.platform !== 'win32')
    expect((await stat(path.join(folder, '.paperboy', 'paperboy.env'))).mode & 0o077).toBe(0)
  // The deployment does not change the project's own wrangler.toml.
  expect(await readFile(path.join(project, 'wrangler.toml'), 'utf8')).not.toMatch(/^id = /mu)
})

it('a deployment with a difference keeps the secrets and adds the classes that an older version lacks', async () => {
  const before = secrets()
  const { workers } = harness.account
  const deployed = workers.get('paperboy')
  if (deployed === undefined) throw new Error('nothing is deployed')
  deployedFirst = deployed
  workers.set('paperboy', { ...deployed, migrationTag: 'v1', classes: ['Cell', 'Directory'] })
  const look = await harness.deploy(['--dry-run'], { environment: { LIVE_GAP_MINUTES: '30' } })
  expect(look).toMatch(
    /→ The Worker paperboy: would be deployed again \(\S+\), as these differ: the version \(\S+\), the variable LIVE_GAP_MINUTES, the classes of Durable Objects \(migration v1\)/u,
  )
  expect(uploads()).toBe(1)
  const changed = await harness.deploy([], { environment: { LIVE_GAP_MINUTES: '30' }, deps: laterDeps() })
  expect(changed).toContain('✓ The Worker, its KV namespace and its secrets are on Cloudflare')
  expect(changed).not.toContain('Make the bot yours')
  expect(secrets()).toEqual(before)
  expect(workers.get('paperboy')?.bindings).toContainEqual(
    expect.objectContaining({ name: 'LIVE_GAP_MINUTES', text: '30' }),
  )
  expect(workers.get('paperboy')?.classes).toEqual([
    'Cell',
    'Directory',
    'FeedReaderObject',
    'FeedWriterObject',
    'ArticleReaderObject',
  ])
  expect(harness.account.namespaces.size).toBe(1)
})

it('a deleted Worker is deployed again with its existing namespace', async () => {
  harness.account.workers.delete('paperboy')
  const again = await harness.deploy([], { environment: { LIVE_GAP_MINUTES: '30' }, deps: laterDeps() })
  expect(again).toContain('✓ The Worker, its KV namespace and its secrets are on Cloudflare')
  expect(harness.account.namespaces.size).toBe(1)
  expect(harness.account.workers.get('paperboy')?.bindings).toContainEqual(
    expect.objectContaining({ name: 'STORE', namespace_id: [...harness.account.namespaces.keys()][0] }),
  )
})

describe('once it is deployed', () => {
  const deps = () => ({
    keysFolder: harness.folder,
    environment: {},
    prompts: noPrompts,
    telegram: (token: string) => botApi(harness.telegram, token),
    adminApi: connectAdminApi,
  })
  const look = async () => {
    const deployed = await findDeployed(deps(), 'paperboy', null)
    const { build } = await adminApiOf(deps(), deployed).report()
    const question = { name: 'paperboy', defaultName: 'paperboy', address: null, build: build ?? '' }
    const { findings } = await examine(doctorDeps(harness, { LIVE_GAP_MINUTES: '30' }), question)
    return findings.map(({ level, what }) => `${level} ${what}`)
  }

  it('npm run doctor finds nothing wrong, and later the missing right in a channel', async () => {
    const { world } = harness
    const settle = () => world.deliver((request) => fetch(request), { force: true })
    expect(await look()).toEqual([
      `well Token: Telegram knows @${world.bot().username}`,
      `well Webhook: ${new URL(harness.address).host}, 0 updates waiting`,
      expect.stringMatching(/^well Worker: up to date/u),
      'well Cloudflare: secrets, KV namespace, cron and address are as they should be',
      'mind Cron: no cycle yet',
      'well KV: answers',
      'mind Channels: none yet',
      'well Feeds: 0, each can be read',
      'well Quotas: none is nearly used up',
    ])
    const channel = world.addChannel({ title: 'Morning', creator: ANN, username: 'the_morning' }).id
    world.addBot({ chat: channel, by: ANN, rights: { can_post_messages: true } })
    await settle()
    await fetch(`${harness.address}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`)
    const found = await look()
    expect(found).toContain('well Channels: 1, each open to the bot, with the right to post and no other')
    expect(found).toContainEqual(
      expect.stringMatching(/^well Cron: the last cycle was \d+ ms ago|^well Cron: .* s ago/u),
    )
    world.setBotRights({ chat: channel, by: ANN, rights: { can_post_messages: true, can_edit_messages: true } })
    expect(await look()).toContain('mind Channel “Morning”: the bot has more rights than it needs')
    world.setBotRights({ chat: channel, by: ANN, rights: { can_edit_messages: true } })
    expect(await look()).toContain('wrong Channel “Morning”: the bot may not post')
  })

  it('npm run backup writes a file that npm run restore accepts, and damaged files are refused', async () => {
    const deployed = await findDeployed(deps(), 'paperboy', null)
    const adminApi = adminApiOf(deps(), deployed)
    const report = await adminApi.report()
    const document = `{"schema":1,"code":"abcdefg","at":5,"items":[]}${' '.repeat(300_000)}`
    await adminApi.text('documents/edition:abcdefg', { method: 'PUT', body: document })
    expect(await adminApi.text('documents/edition:abcdefg')).toBe(document)
    const file = path.join(harness.folder, 'backup.jsonl.gz')
    const quiet = { say: () => {}, sleep: async () => {}, progress: () => {} }
    const whole = { report, final: true, days: null, ...quiet }
    expect(await writeBackup(file, savedLines(adminApi, { ...whole, now: Date.now() }))).toBe(4)
    const head = await readHead(file)
    expect(head).toMatchObject({ bot: 777, final: true, cells: 1 })
    checkFits(head, report)
    expect(() => checkFits({ ...head, bot: 1 }, report)).toThrow('The backup is of another bot')
    expect(() => checkFits({ ...head, cells: 2 }, report)).toThrow('The backup has 2 cells, and the Worker 1 cell.')

    const said: string[] = []
    await restoreTo(adminApi, {
      file,
      head,
      since: 'send',
      now: Date.now(),
      say: (words) => said.push(words),
      sleep: async () => {},
    })
    expect(said).toEqual([
      'Cell 0 is restored',
      'The directory of people and channels is restored',
      'Short links: all are there',
    ])
    expect((await adminApi.report()).channels.map(({ title }) => title)).toEqual(['Morning'])

    // A move: the bot is shut down, and its next deployment has all data before Telegram sends updates.
    await adminApi.text('retire', { method: 'POST' })
    expect(harness.world.webhook().url).toBe('')
    const last = path.join(harness.folder, 'last.jsonl.gz')
    await writeBackup(last, savedLines(adminApi, { ...whole, now: Date.now() }))
    const moved = await harness.deploy(['--restore', last, '--yes'], {
      environment: { LIVE_GAP_MINUTES: '30' },
      deps: laterDeps(),
    })
    expect(moved.split('\n').filter((line) => /restored|sends updates/u.test(line))).toEqual([
      '✓ Cell 0 is restored',
      '✓ The directory of people and channels is restored',
      '✓ Telegram sends updates to the Worker',
    ])
    expect((await adminApi.report()).retired).toBe(false)

    const bytes = await readFile(file)
    const cut = path.join(harness.folder, 'cut.jsonl.gz')
    await writeFile(cut, bytes.subarray(0, bytes.length - 40))
    await expect(readHead(cut)).rejects.toThrow('cannot be restored')
    await writeFile(cut, gzipSync('{"kind":"paperboy-backup"}\n'))
    await expect(readHead(cut)).rejects.toThrow('it is no backup')
    await writeFile(cut, gzipSync(`${JSON.stringify(head)}\n`))
    await expect(readHead(cut)).rejects.toThrow('its end is missing')
    await writeFile(cut, gzipSync(`${JSON.stringify({ ...head, format: 9 })}\n`))
    await expect(readHead(cut)).rejects.toThrow('written by a newer Paperboy')
  })
})
