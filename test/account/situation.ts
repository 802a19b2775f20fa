/** A stage for situations: a project whose wrangler.toml can be changed, and doubles for wrangler and the Worker. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { DeployedWorker } from '../../simulators/cloudflare-api/account.ts'
import { depsOfDoubles } from './deps-of-doubles.ts'
import { type How, project, type Stage, setStage, TOKEN } from './stage.ts'
import { WorkerDoubles } from './worker-double.ts'

export const HERE = 'https://paperboy.ann.workers.dev'
/** wrangler.toml as it is released. */
export const released = await readFile(path.join(project, 'wrangler.toml'), 'utf8')

export interface Situation {
  readonly stage: Stage
  doubles: WorkerDoubles
  /** Nothing is deployed, and wrangler.toml is as released. */
  readonly reset: () => Promise<void>
  readonly useConfiguration: (text: string) => Promise<void>
  readonly configuration: () => Promise<string>
  /** `npm run deploy -- words`. @returns all that it said */
  readonly run: (words?: readonly string[], how?: How) => Promise<string>
  readonly worker: (name?: string) => DeployedWorker
  readonly change: (changed: Partial<DeployedWorker>, name?: string) => void
}

async function setSituation(): Promise<Situation> {
  const stage = await setStage({ runs: false })
  const root = path.join(stage.folder, 'project')
  const file = path.join(root, 'wrangler.toml')

  const worker = (name = 'paperboy') => {
    const found = stage.account.workers.get(name)
    if (found === undefined) throw new Error(`no Worker ${name}`)
    return found
  }
  const situation: Situation = {
    stage,
    doubles: new WorkerDoubles(stage.account, stage.telegram),
    async reset() {
      await stage.reset()
      situation.doubles = new WorkerDoubles(stage.account, stage.telegram)
      await mkdir(path.join(root, 'src'), { recursive: true })
      await writeFile(path.join(root, 'src', 'worker.ts'), '')
      for (const each of ['package.json', 'package-lock.json', 'tsconfig.json'])
        await writeFile(path.join(root, each), await readFile(path.join(project, each)))
      await situation.useConfiguration(released)
    },
    useConfiguration: (text) => writeFile(file, text),
    configuration: () => readFile(file, 'utf8'),
    run: (words = [], { environment = {}, deps = {}, ...how } = {}) =>
      stage.deploy(words, {
        ...how,
        environment: { BOT_TOKEN: TOKEN, PUBLIC_URL: '', ...environment },
        deps: { ...depsOfDoubles(stage, situation.doubles), root, ...deps },
      }),
    worker,
    change: (changed, name = 'paperboy') => void stage.account.workers.set(name, { ...worker(name), ...changed }),
  }
  return situation
}

/** One for all tests of a file, reset before each. @returns it, inside a test */
export function eachInASituation(): () => Situation {
  let situation: Situation | null = null
  beforeAll(async () => {
    situation = await setSituation()
  })
  beforeEach(() => situation?.reset())
  afterAll(() => situation?.stage.close())
  return () => {
    if (situation === null) throw new Error('a situation is there only within a test')
    return situation
  }
}
