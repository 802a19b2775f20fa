/** When `npm run upgrade` changes nothing: each refusal says why and what to do, and a dry run only shows. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  commit,
  configurationOf,
  createRepositories,
  git,
  ownConfiguration,
  put,
  type Repositories,
  run,
  stateOf,
} from './upgrade-repositories.ts'

let repositories: Repositories
beforeAll(() => {
  repositories = createRepositories()
})
afterAll(() => repositories.end())

describe('nothing is changed', () => {
  const conflict = { 'src/worker.ts': 'mine\ntwo\nthree\nfour\nfive\nsix\nseven' }
  const merging = (root: string) => {
    git(root, 'checkout', '-q', '-b', 'side')
    commit(root, { 'src/worker.ts': 'side' })
    git(root, 'checkout', '-q', 'main')
    commit(root, { 'src/worker.ts': 'main' })
    expect(() => git(root, 'merge', 'side')).toThrow()
  }
  it.each<readonly [string, (root: string) => void, readonly string[], RegExp]>([
    [
      'and the files of a conflict are named',
      (root) => commit(root, conflict),
      [],
      /same places of: src\/worker\.ts\./u,
    ],
    [
      'where a file has changes that are not committed',
      (root) => put(root, 'src/worker.ts', 'x'),
      [],
      /not committed: src\/worker\.ts\./u,
    ],
    [
      'where a file of the release stands in the way',
      (root) => put(root, 'src/new-2.ts', 'x'),
      [],
      /exist here already.*: src\/new-2\.ts\./u,
    ],
    ['in the middle of a merge', merging, [], /^A merge is not finished/u],
    ['where no branch is checked out', (root) => git(root, 'checkout', '-q', '--detach'), [], /^No branch/u],
    [
      'on another branch than the default one',
      (root) => git(root, 'checkout', '-q', '-b', 'try'),
      [],
      /^The branch try is checked out, not main/u,
    ],
    ['without wrangler.toml', (root) => rmSync(path.join(root, 'wrangler.toml')), [], /^wrangler\.toml is missing/u],
    [
      'where wrangler.toml is no TOML',
      (root) => put(root, 'wrangler.toml', 'name = "a'),
      [],
      /^wrangler\.toml cannot be read/u,
    ],
    [
      'where both changed what belongs to the release',
      (root) => put(root, 'wrangler.toml', configurationOf('2026-12-31')),
      [],
      /both changed compatibility_date/u,
    ],
    ['where upstream cannot be reached', () => {}, ['--from', '/nowhere'], /could not be fetched from \/nowhere/u],
    ['where there is no such release', () => {}, ['--to', '7.0.0'], /no release 7\.0\.0/u],
  ])('%s', async (_, prepare, words, message) => {
    const root = repositories.clone()
    prepare(root)
    const before = git(root, 'status', '--porcelain', '--branch')
    const head = git(root, 'rev-parse', 'HEAD')
    const { problem, calls } = await run(repositories, root, ['--yes', ...words])
    expect(problem?.message).toMatch(message)
    expect(problem?.advice).not.toBe('')
    expect(calls).toEqual([])
    expect([git(root, 'status', '--porcelain', '--branch'), git(root, 'rev-parse', 'HEAD')]).toEqual([before, head])
  })

  it('where the folder is no repository', async () => {
    const root = path.join(repositories.folder, 'plain')
    put(root, 'wrangler.toml', ownConfiguration)
    expect((await run(repositories, root)).problem?.message).toContain('not a git repository')
  })

  it.each<readonly [string, readonly string[], string]>([
    ['--dry-run', ['--dry-run', '--yes'], 'a dry run'],
    ['nobody at the terminal and no --yes', [], 'To upgrade without a question'],
  ])('by %s, which shows what is new', async (_, words, end) => {
    const root = repositories.clone()
    put(root, 'wrangler.toml', ownConfiguration)
    const before = stateOf(root)
    const { said, calls, problem } = await run(repositories, root, words)
    expect([problem, calls]).toEqual([null, []])
    expect(said).toContain('0.1.0 → 0.3.0')
    expect(said).toContain('- News of 3.')
    expect(said).toContain(end)
    expect(stateOf(root)).toEqual(before)
  })
})
