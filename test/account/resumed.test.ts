/** A deployment that dies at any of its requests: one more run completes it, and nothing is done twice. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { headOf, writeBackup } from '../../scripts/backup/file.ts'
import { type CrashMoment, RequestCrash } from '../../simulators/cloudflare-api/request-crash.ts'
import { isLong } from '../runs.ts'
import { depsOfDoubles } from './deps-of-doubles.ts'
import { HERE, useFixture } from './fixture.ts'
import { TOKEN } from './harness.ts'

const fixture = useFixture()

const OTHER = 'another-account'
const THERE = 'https://paperboy.bob.workers.dev'

/** Every request in `npm run test:long`. */
const STRIDE = isLong ? 1 : 7
const NEVER = Number.POSITIVE_INFINITY

async function run(words: readonly string[], at: number, end: CrashMoment): Promise<{ said: string; isOver: boolean }> {
  const { harness, doubles } = fixture()
  const life = new RequestCrash(at, end)
  harness.account.crash = life
  const said = await fixture().run(words, { deps: depsOfDoubles(harness, doubles, life) })
  harness.account.crash = null
  return { said, isOver: life.hasHappened }
}

interface Scenario {
  readonly name: string
  readonly words: readonly string[]
  readonly prepare: () => Promise<void>
  /** The bot's address afterwards. */
  readonly address: string
  readonly check: () => void
}

const file = () => path.join(fixture().harness.folder, 'moved.jsonl.gz')
const older = async () => {
  await run([], NEVER, 'cut-before')
  const worker = fixture().harness.account.workers.get('paperboy')
  if (worker === undefined) throw new Error('nothing is deployed')
  const bindings = worker.bindings.map((each) => (each.name === 'BUILD' ? { ...each, text: '0.0.9+old-000000' } : each))
  fixture().harness.account.workers.set('paperboy', {
    ...worker,
    bindings,
    migrationTag: 'v1',
    classes: ['Cell', 'Directory'],
    crons: [],
  })
}

const scenarios: readonly Scenario[] = [
  { name: 'a first deploy', words: [], prepare: async () => {}, address: HERE, check: () => {} },
  { name: 'an upgrade', words: [], prepare: older, address: HERE, check: () => {} },
  {
    name: 'a restore',
    get words() {
      return ['--restore', file(), '--yes']
    },
    prepare: async () => {
      async function* lines() {
        yield headOf({ bot: 777, at: new Date().toISOString(), final: true, cells: 1 })
        yield { kind: 'cell', cell: 0, text: 'channels and feeds' } as const
        yield { kind: 'directory', text: '{}' } as const
      }
      await writeBackup(file(), lines())
    },
    address: HERE,
    check: () => expect(fixture().doubles.memory(HERE)).toMatchObject({ cell: 'channels and feeds', channels: 1 }),
  },
  {
    name: 'a move',
    words: ['--move'],
    prepare: async () => {
      await run([], NEVER, 'cut-before')
      fixture().doubles.memories.set(HERE, {
        ...fixture().doubles.memory(HERE),
        cell: 'channels and feeds',
        channels: 1,
      })
      fixture().harness.account.accounts.push({ id: OTHER, name: 'Bob’s account' })
      fixture().harness.account.otherAccounts.set(OTHER, {
        workers: new Map(),
        namespaces: new Map(),
        subdomain: 'bob',
      })
    },
    address: THERE,
    check: () => {
      expect(fixture().doubles.memory(HERE).retired).toBe(true)
      expect(fixture().doubles.memory(THERE)).toMatchObject({
        cell: 'channels and feeds',
        channels: 1,
        retired: false,
      })
    },
  },
]

function checkWell({ address, check }: Scenario): void {
  const { account, world } = fixture().harness
  const holding = address === HERE ? account : account.otherAccounts.get(OTHER)
  const worker = holding?.workers.get('paperboy')
  expect(worker).toMatchObject({ crons: ['* * * * *'], workersDev: true, migrationTag: 'v4' })
  const secret = worker?.bindings.find(({ name }) => name === 'WEBHOOK_SECRET')?.text
  expect(worker?.bindings.find(({ name }) => name === 'BOT_TOKEN')?.text).toBe(TOKEN)
  expect([...(holding?.namespaces.values() ?? [])]).toEqual(['paperboy-store'])
  expect(world.webhook()).toMatchObject({ url: `${address}/telegram/webhook`, secretToken: secret })
  check()
}

describe.each(scenarios)('$name', (scenario) => {
  it('that dies at any request is completed by one more run', async () => {
    let steps = 0
    for (const [first, end] of [
      [1, 'cut-before'],
      [2, 'cut-after'],
    ] as const)
      for (let at = first; ; at += STRIDE) {
        await fixture().reset()
        await scenario.prepare()
        const { said, isOver } = await run(scenario.words, at, end)
        if (!isOver) break
        steps += 1
        expect(said, `${end} ${at}`).not.toMatch(/\n {2}Done\.|Nothing to do/u)
        const again = await run(scenario.words, NEVER, end)
        expect(again.said, `${end} ${at}`).not.toContain('✗')
        checkWell(scenario)
      }
    expect(steps).toBeGreaterThan(30 / STRIDE)
  })

  it('that Cloudflare refuses at any request is completed by one more run', async () => {
    let refusals = 0
    for (let after = 0; ; after += STRIDE) {
      await fixture().reset()
      await scenario.prepare()
      fixture().harness.account.faults.push({ match: /./u, after, times: 1, what: { code: 10_000, message: 'No' } })
      const { said } = await run(scenario.words, NEVER, 'cut-before')
      if (fixture().harness.account.faults.length > 0) break
      refusals += 1
      expect(said, `${after}`).toMatch(/✗ A permission is missing\.[\s\S]*\n→ Give the API token the permission/u)
      expect((await run(scenario.words, NEVER, 'cut-before')).said, `${after}`).not.toContain('✗')
      checkWell(scenario)
    }
    expect(refusals).toBeGreaterThan(10 / STRIDE)
  })
})

it('an unfinished move blocks another deployment', async () => {
  const [move] = scenarios.filter(({ name }) => name === 'a move')
  await fixture().reset()
  await move?.prepare()
  await run(['--move'], 25, 'cut-after')
  expect(fixture().doubles.memory(HERE).retired).toBe(true)
  const { said } = await run([], NEVER, 'cut-before')
  expect(said).toMatch(/✗ The bot is being moved from .*ann.* to .*bob.*\n→ npm run deploy -- --move completes it/u)
  expect((await run(['--move'], NEVER, 'cut-before')).said).toContain('Done.')
})
