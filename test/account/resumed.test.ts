/** A deployment that dies at any of its requests: one more run completes it, and nothing is done twice. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { headOf, writeBackup } from '../../scripts/backup/file.ts'
import { type End, Lifeline } from '../../simulators/cloudflare-api/lifeline.ts'
import { runs } from '../runs.ts'
import { depsOfDoubles } from './deps-of-doubles.ts'
import { eachInASituation, HERE } from './situation.ts'
import { TOKEN } from './stage.ts'

const situation = eachInASituation()

const OTHER = 'another-account'
const THERE = 'https://paperboy.bob.workers.dev'

/** Every request in `npm run test:long`. */
const STRIDE = runs(1) > 1 ? 1 : 7
const NEVER = Number.POSITIVE_INFINITY

async function run(words: readonly string[], at: number, end: End): Promise<{ said: string; isOver: boolean }> {
  const { stage, doubles } = situation()
  const life = new Lifeline(at, end)
  stage.account.lifeline = life
  const said = await situation().run(words, { deps: depsOfDoubles(stage, doubles, life) })
  stage.account.lifeline = null
  return { said, isOver: life.isOver }
}

interface Scenario {
  readonly name: string
  readonly words: readonly string[]
  readonly prepare: () => Promise<void>
  /** The bot's address afterwards. */
  readonly address: string
  readonly check: () => void
}

const file = () => path.join(situation().stage.folder, 'moved.jsonl.gz')
const older = async () => {
  await run([], NEVER, 'cut-before')
  const worker = situation().stage.account.workers.get('paperboy')
  if (worker === undefined) throw new Error('nothing is deployed')
  const bindings = worker.bindings.map((each) => (each.name === 'BUILD' ? { ...each, text: '0.0.9+old-000000' } : each))
  situation().stage.account.workers.set('paperboy', {
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
    check: () => expect(situation().doubles.memory(HERE)).toMatchObject({ cell: 'channels and feeds', channels: 1 }),
  },
  {
    name: 'a move',
    words: ['--move'],
    prepare: async () => {
      await run([], NEVER, 'cut-before')
      situation().doubles.memories.set(HERE, {
        ...situation().doubles.memory(HERE),
        cell: 'channels and feeds',
        channels: 1,
      })
      situation().stage.account.accounts.push({ id: OTHER, name: 'Bob’s account' })
      situation().stage.account.others.set(OTHER, { workers: new Map(), namespaces: new Map(), subdomain: 'bob' })
    },
    address: THERE,
    check: () => {
      expect(situation().doubles.memory(HERE).retired).toBe(true)
      expect(situation().doubles.memory(THERE)).toMatchObject({
        cell: 'channels and feeds',
        channels: 1,
        retired: false,
      })
    },
  },
]

function checkWell({ address, check }: Scenario): void {
  const { account, world } = situation().stage
  const holding = address === HERE ? account : account.others.get(OTHER)
  const worker = holding?.workers.get('paperboy')
  expect(worker).toMatchObject({ crons: ['*/5 * * * *'], workersDev: true, migrationTag: 'v2' })
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
        await situation().reset()
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
      await situation().reset()
      await scenario.prepare()
      situation().stage.account.faults.push({ match: /./u, after, times: 1, what: { code: 10_000, message: 'No' } })
      const { said } = await run(scenario.words, NEVER, 'cut-before')
      if (situation().stage.account.faults.length > 0) break
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
  await situation().reset()
  await move?.prepare()
  await run(['--move'], 25, 'cut-after')
  expect(situation().doubles.memory(HERE).retired).toBe(true)
  const { said } = await run([], NEVER, 'cut-before')
  expect(said).toMatch(/✗ The bot is being moved from .*ann.* to .*bob.*\n→ npm run deploy -- --move completes it/u)
  expect((await run(['--move'], NEVER, 'cut-before')).said).toContain('Done.')
})
