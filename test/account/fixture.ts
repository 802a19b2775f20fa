/** A harness with doubles for wrangler and the Worker, and a project whose wrangler.toml can be changed. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { DeployedWorker } from '../../simulators/cloudflare-api/account.ts'
import { depsOfDoubles } from './deps-of-doubles.ts'
import { type DeployHarness, type How, project, startHarness, TOKEN } from './harness.ts'
import { WorkerDoubles } from './worker-double.ts'

export const HERE = 'https://paperboy.ann.workers.dev'
/** wrangler.toml as it is released. */
export const released = await readFile(path.join(project, 'wrangler.toml'), 'utf8')

export interface Fixture {
  readonly harness: DeployHarness
  doubles: WorkerDoubles
  /** Removes everything that was deployed, and restores wrangler.toml. */
  readonly reset: () => Promise<void>
  readonly useConfiguration: (text: string) => Promise<void>
  readonly configuration: () => Promise<string>
  /** Runs `npm run deploy` with these arguments. @returns its output */
  readonly run: (words?: readonly string[], how?: How) => Promise<string>
  readonly worker: (name?: string) => DeployedWorker
  readonly change: (changed: Partial<DeployedWorker>, name?: string) => void
}

async function createFixture(): Promise<Fixture> {
  const harness = await startHarness({ runs: false })
  const root = path.join(harness.folder, 'project')
  const file = path.join(root, 'wrangler.toml')

  const worker = (name = 'paperboy') => {
    const found = harness.account.workers.get(name)
    if (found === undefined) throw new Error(`no Worker ${name}`)
    return found
  }
  const fixture: Fixture = {
    harness,
    doubles: new WorkerDoubles(harness.account, harness.telegram),
    async reset() {
      await harness.reset()
      fixture.doubles = new WorkerDoubles(harness.account, harness.telegram)
      await mkdir(path.join(root, 'src'), { recursive: true })
      await writeFile(path.join(root, 'src', 'worker.ts'), '')
      for (const each of ['package.json', 'package-lock.json', 'tsconfig.json'])
        await writeFile(path.join(root, each), await readFile(path.join(project, each)))
      await fixture.useConfiguration(released)
    },
    useConfiguration: (text) => writeFile(file, text),
    configuration: () => readFile(file, 'utf8'),
    run: (words = [], { environment = {}, deps = {}, ...how } = {}) =>
      harness.deploy(words, {
        ...how,
        environment: { BOT_TOKEN: TOKEN, PUBLIC_URL: '', ...environment },
        deps: { ...depsOfDoubles(harness, fixture.doubles), root, ...deps },
      }),
    worker,
    change: (changed, name = 'paperboy') => void harness.account.workers.set(name, { ...worker(name), ...changed }),
  }
  return fixture
}

/** One fixture for all tests of a file, reset before each. @returns a function that returns it inside a test */
export function useFixture(): () => Fixture {
  let fixture: Fixture | null = null
  beforeAll(async () => {
    fixture = await createFixture()
  })
  beforeEach(() => fixture?.reset())
  afterAll(() => fixture?.harness.close())
  return () => {
    if (fixture === null) throw new Error('the fixture exists only inside a test')
    return fixture
  }
}
