/** docs/recordings.md shows the program’s output; `RECORD=1 npm test -- test/account/recordings` rewrites it. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DeployDeps } from '../../scripts/deploy/deps.ts'
import { createRepositories, run as upgrade } from '../scripts/upgrade-repositories.ts'
import { depsOfDoubles } from './deps-of-doubles.ts'
import { type DeployHarness, project, startHarness, TOKEN } from './harness.ts'
import { WorkerDoubles } from './worker-double.ts'

const file = path.join(project, 'docs', 'recordings.md')

let harness: DeployHarness
let doubles: WorkerDoubles
beforeAll(async () => {
  harness = await startHarness({ runs: false })
  doubles = new WorkerDoubles(harness.account, harness.telegram)
})
afterAll(() => harness.close())

/** Replaces what differs between runs: times, builds, claim codes. */
function normalised(said: string): string {
  return stripVTControlCharacters(said)
    .replaceAll(/ \d+(?:\.\d+)? (?:ms|s)$/gmu, '')
    .replaceAll(/\d+\.\d+\.\d+\+[0-9a-f]{12}-[0-9a-f]{6}/gu, '<build>')
    .replaceAll(/start=[\w-]+/gu, 'start=<code>')
    .replaceAll(/(?:^ {2}[ ▀▄█]+\n)+/gmu, '  (the same as a QR code)\n')
    .replaceAll(harness.folder, '.')
    .replaceAll(/ +$/gmu, '')
    .trimEnd()
}

/** The blocks of the document, by the title above each. */
async function recorded(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, 'utf8')
  return new Map(
    [...text.matchAll(/^## (.+?)\n[\s\S]*?```text\n([\s\S]*?)\n```/gmu)].map(([, title = '', block = '']) => [
      title,
      block,
    ]),
  )
}

/** The recording with this title. RECORD=1 replaces it first. */
async function recording(title: string, said: string): Promise<string | undefined> {
  const before = (await recorded()).get(title)
  if (process.env['RECORD'] === '1' && before !== undefined) {
    const document = await readFile(file, 'utf8')
    await writeFile(
      file,
      document.replace(before, () => normalised(said)),
    )
  }
  return (await recorded()).get(title)
}

const run = (typed: readonly string[], deps: Partial<DeployDeps> = {}) =>
  harness.deploy([], { environment: { PUBLIC_URL: '' }, deps: { ...depsOfDoubles(harness, doubles), ...deps }, typed })

it('a first deploy, from a token to the link that adds the bot to a channel', async () => {
  const address = 'https://paperboy.ann-news.workers.dev'
  harness.account.subdomain = null
  doubles.memories.set(address, { ...doubles.memory(address), claimed: false })
  // Somebody opens the link.
  const sleep = async () => void doubles.memories.set(address, { ...doubles.memory(address), claimed: true })
  const said = await run([TOKEN, 'ann-news'], { sleep })
  expect(await recording('A first deploy', said)).toBe(normalised(said))
})

it('a deploy that fails, as the account has five cron triggers already', async () => {
  await harness.reset()
  harness.account.otherCrons = 5
  const said = await run([TOKEN])
  expect(await recording('A deploy that breaks', said)).toBe(normalised(said))
})

it('the same command again, which completes the deployment', async () => {
  harness.account.otherCrons = 0
  const said = await run([])
  expect(await recording('The same command again', said)).toBe(normalised(said))
})

it('an upgrade, from the changelog to the test message', async () => {
  const releases = createRepositories()
  const { account } = harness
  const address = 'https://paperboy.ann.workers.dev'
  doubles.memories.set(address, { ...doubles.memory(address), channels: 1 })
  const worker = account.workers.get('paperboy')
  if (worker === undefined) throw new Error('nothing is deployed')
  const bindings = worker.bindings.map((each) => (each.name === 'BUILD' ? { ...each, text: '0.1.0+old' } : each))
  account.workers.set('paperboy', { ...worker, bindings })
  const { said } = await upgrade(releases, releases.clone(), ['--yes'], { deploy: () => run([]) })
  releases.end()
  expect(await recording('An upgrade', said)).toBe(normalised(said))
})
