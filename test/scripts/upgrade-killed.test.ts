/** `npm run upgrade` killed at any step: the next run ends as an undisturbed one, and no setting is lost. */
import { cpSync, existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLong } from '../runs.ts'
import {
  type Behaviour,
  buttonsConfiguration,
  commit,
  configurationOf,
  createRepositories,
  git,
  ownLines,
  put,
  type Repositories,
  run,
  textOf,
} from './upgrade-repositories.ts'

let repositories: Repositories
beforeAll(() => {
  repositories = createRepositories()
})
afterAll(() => repositories.end())

const ownConfiguration = configurationOf('2026-01-01').replace('PLAN = "free"', 'PLAN = "paid"')

/** Copies a template, which is faster than preparing each folder. */
function prepared(set: () => string): () => string {
  let template: string | null = null
  let count = 0
  return () => {
    template ??= set()
    const root = `${template}-${++count}`
    cpSync(template, root, { recursive: true })
    return root
  }
}

const kinds = {
  'a clone with settings that were never committed': prepared(() => {
    const root = repositories.clone()
    put(root, 'wrangler.toml', ownConfiguration)
    return root
  }),
  'a copy with changes of its own and settings that were never committed': prepared(() => {
    const root = repositories.copy()
    commit(root, { 'src/worker.ts': ownLines })
    put(root, 'wrangler.toml', buttonsConfiguration(ownConfiguration))
    return root
  }),
} as const

const endOf = (root: string) => ({
  files: git(root, 'ls-files', '-s'),
  status: git(root, 'status', '--porcelain'),
  subject: git(root, 'log', '-1', '--format=%s'),
  configuration: textOf(root, 'wrangler.toml'),
  journal: existsSync(path.join(root, '.git', 'paperboy-upgrade')),
})

class Killed extends Error {}

/** Every step of both kinds in `npm run test:long`. */
const STRIDE = isLong ? 1 : 9

/** Dies at one step, counted from 0, before or after it. */
const dyingAt = (when: 'before' | 'after', step: number): NonNullable<Behaviour['step']> => {
  let count = 0
  return (now) => {
    if (now === when && count++ === step) throw new Killed()
  }
}

/** @returns whether it died */
async function runAndDie(root: string, when: 'before' | 'after', step: number, how: Behaviour = {}): Promise<boolean> {
  try {
    await run(repositories, root, ['--yes'], { ...how, step: dyingAt(when, step) })
    return false
  } catch (problem) {
    if (problem instanceof Killed) return true
    throw problem
  }
}

/** Whether the operator's PLAN is in the folder or in the copy inside git's folder. */
const settingsIn = (root: string) =>
  ['wrangler.toml', '.git/paperboy-upgrade/wrangler.toml']
    .filter((file) => existsSync(path.join(root, file)))
    .some((file) => textOf(root, file).includes('PLAN = "paid"'))

/** Steps of an undisturbed run, and the first that changes the folder. */
async function stepsOf(prepare: () => string, how: Behaviour = {}) {
  const steps: string[] = []
  const root = prepare()
  await run(repositories, root, ['--yes'], { ...how, step: (when, what) => when === 'before' && steps.push(what) })
  return { end: endOf(root), steps, first: steps.indexOf('git checkout') - 2 }
}

describe.each(Object.entries(kinds).slice(0, isLong ? 2 : 1))('%s', (_, prepare) => {
  it('ends like an undisturbed one after a kill before or after any step that changes something', async () => {
    const { end, steps, first } = await stepsOf(prepare)
    expect(end.configuration).toContain('PLAN = "paid"')
    expect(steps.slice(first)).toEqual(expect.arrayContaining(['git checkout', 'git reset', 'smoke', 'current']))
    for (const [when, from] of [
      ['before', first],
      ['after', first + 1],
    ] as const)
      for (let step = from; step < steps.length; step += STRIDE) {
        const root = prepare()
        expect(await runAndDie(root, when, step)).toBe(true)
        expect(settingsIn(root), `${when} ${steps[step]}`).toBe(true)
        expect((await run(repositories, root)).problem).toBeNull()
        expect(endOf(root), `${when} ${steps[step]}`).toEqual(end)
      }
  })

  it('ends as an undisturbed one when each run dies a step later than the one before', async () => {
    const { end, steps } = await stepsOf(prepare)
    const root = prepare()
    let died = 0
    for (let step = 0; await runAndDie(root, 'after', step); step += STRIDE) {
      expect(settingsIn(root)).toBe(true)
      died += 1
    }
    expect(died * STRIDE).toBeGreaterThan(steps.indexOf('git checkout'))
    expect(endOf(root)).toEqual(end)
  })

  it('is put back even if that run is killed', async () => {
    const root = prepare()
    const before = endOf(root)
    const { steps } = await stepsOf(prepare, { smoke: false })
    for (let step = steps.indexOf('smoke'); step < steps.length; step += STRIDE) {
      expect(await runAndDie(root, 'after', step, { smoke: false })).toBe(true)
      expect(settingsIn(root)).toBe(true)
      // The next run, whose tests fail again.
      expect((await run(repositories, root, ['--yes'], { smoke: false })).problem?.message).toContain(
        'as they were before',
      )
      expect(endOf(root)).toEqual(before)
    }
  })
})

describe('git itself killed while it changes the folder', () => {
  /** Dies before git moves the branch, with some files changed already and git's lock left behind. */
  async function halfMoved(): Promise<string> {
    const root = kinds['a clone with settings that were never committed']()
    const { steps } = await stepsOf(kinds['a clone with settings that were never committed'])
    await runAndDie(root, 'before', steps.indexOf('git reset'))
    put(root, 'src/worker.ts', 'one!\ntw')
    put(root, 'src/new-2.ts', 'ne')
    put(root, '.git/index.lock', '')
    return root
  }

  it('is repaired by the next run, which keeps the folder’s content', async () => {
    const root = await halfMoved()
    const { said, problem } = await run(repositories, root)
    expect(problem).toBeNull()
    expect(said).toContain('git show refs/paperboy/interrupted')
    expect(git(root, 'show', 'refs/paperboy/interrupted:src/worker.ts')).toBe('one!\ntw')
    expect(textOf(root, 'src/new-2.ts')).toBe('new\n')
    expect(git(root, 'status', '--porcelain')).toBe('M wrangler.toml')
  })

  it('is not touched by a dry run', async () => {
    const root = await halfMoved()
    expect((await run(repositories, root, ['--dry-run'])).said).toContain('was interrupted')
    expect(textOf(root, 'src/worker.ts')).toBe('one!\ntw')
  })

  it('is left alone if another branch was checked out since, and the advice names the saved settings', async () => {
    const root = await halfMoved()
    rmSync(path.join(root, '.git', 'index.lock'))
    git(root, 'checkout', '-q', '-f', '-b', 'other')
    const { problem } = await run(repositories, root)
    expect(problem?.advice).toContain(path.join('.git', 'paperboy-upgrade', 'wrangler.toml'))
    expect(settingsIn(root)).toBe(true)
  })
})

it('an edit of wrangler.toml after a kill is kept', async () => {
  const root = kinds['a clone with settings that were never committed']()
  const { steps } = await stepsOf(kinds['a clone with settings that were never committed'])
  await runAndDie(root, 'after', steps.indexOf('smoke'))
  put(root, 'wrangler.toml', `${textOf(root, 'wrangler.toml')}# edited\n`)
  expect((await run(repositories, root)).problem).toBeNull()
  expect(textOf(root, 'wrangler.toml')).toContain('# edited')
})
