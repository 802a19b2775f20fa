/** `npm run upgrade` in real git repositories, with a simulated deployment. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../scripts/deploy/configuration.ts'
import {
  bothLines,
  buttonsConfiguration,
  commit,
  configurationOf,
  createRepositories,
  git,
  headOf,
  ownConfiguration,
  ownLines,
  put,
  type Repositories,
  releaseFiles,
  run,
  stateOf,
  status,
  textOf,
  version,
} from './upgrade-repositories.ts'

let repositories: Repositories
beforeAll(() => {
  repositories = createRepositories()
})
afterAll(() => repositories.end())

describe('a clone', () => {
  it('without changes is fast-forwarded to the newest release and deployed', async () => {
    const root = repositories.clone()
    const { said, calls, problem } = await run(repositories, root)
    expect(problem).toBeNull()
    expect(headOf(root)).toBe(git(repositories.upstream, 'rev-parse', 'v0.3.0'))
    expect(status(root)).toBe('')
    expect(calls).toEqual(['smoke', 'deploy paperboy'])
    expect(said).toContain('- News of 2.')
    expect(said).toContain('- News of 3.')
    expect(said).not.toContain('- News of 1.')
    expect(said).not.toContain('git push')
  })

  it('keeps settings that were never committed, uncommitted, in the new wrangler.toml', async () => {
    const root = repositories.clone()
    put(root, 'wrangler.toml', ownConfiguration)
    const { calls } = await run(repositories, root)
    expect(headOf(root)).toBe(git(repositories.upstream, 'rev-parse', 'v0.3.0'))
    expect(status(root)).toBe('M wrangler.toml')
    expect(calls).toContain('deploy mine')
    expect(textOf(root, 'wrangler.toml')).toBe(
      (releaseFiles(3)['wrangler.toml'] ?? '').replace('"free"', '"paid"').replace('"paperboy"', '"mine"'),
    )
  })

  it('with commits of its own gets a merge commit, which a plain push takes', async () => {
    const root = repositories.clone()
    const origin = path.join(repositories.folder, 'fork.git')
    git(repositories.folder, 'clone', '-q', '--bare', root, origin)
    git(root, 'remote', 'set-url', 'origin', origin)
    commit(root, { 'src/worker.ts': ownLines, 'wrangler.toml': ownConfiguration })
    const { said, problem } = await run(repositories, root)
    expect(problem).toBeNull()
    expect(textOf(root, 'src/worker.ts')).toBe(bothLines)
    expect(parseConfiguration(textOf(root, 'wrangler.toml'))).toMatchObject({
      name: 'mine',
      compatibility_date: '2026-03-01',
      vars: { PLAN: 'paid', NEW_SETTING: 'on' },
    })
    expect(git(root, 'log', '-1', '--format=%s')).toBe('Upgrade to 0.3.0')
    expect(status(root)).toBe('')
    expect(said).toContain('Now run git push')
    git(root, 'push', '-q', 'origin', 'main')
    expect((await run(repositories, root)).said).toContain('Already the newest: 0.3.0.')
  })

  it('goes back to an older release with --to, and forward again', async () => {
    const root = repositories.clone()
    git(root, 'reset', '-q', '--hard', 'v0.3.0')
    commit(root, { 'src/worker.ts': bothLines })
    expect((await run(repositories, root, ['--yes', '--to', '0.2.0'])).problem).toBeNull()
    expect(git(root, 'log', '-1', '--format=%s')).toBe('Upgrade to 0.2.0')
    expect([textOf(root, 'src/worker.ts'), existsSync(path.join(root, 'src', 'new-3.ts'))]).toEqual([bothLines, false])
    expect((await run(repositories, root)).problem).toBeNull()
    expect(existsSync(path.join(root, 'src', 'new-3.ts'))).toBe(true)
  })
})

describe('a copy that Cloudflare’s button made', () => {
  it('gets the release as a new commit, with its name and id, and without workflows', async () => {
    const root = repositories.copy()
    const { said, calls, problem } = await run(repositories, root)
    expect(problem).toBeNull()
    expect(calls).toEqual(['smoke', 'deploy ann-news'])
    const configuration = textOf(root, 'wrangler.toml')
    expect(configuration).toContain('# A domain of your own.')
    expect(parseConfiguration(configuration)).toMatchObject({
      name: 'ann-news',
      compatibility_date: '2026-03-01',
      kv_namespaces: [{ binding: 'STORE', id: '0123456789abcdef' }],
    })
    expect(git(root, 'rev-list', '--count', 'HEAD')).toBe('2')
    expect(git(root, 'ls-files')).toBe(
      '.gitignore\nCHANGELOG.md\npackage.json\nsrc/new-2.ts\nsrc/new-3.ts\nsrc/worker.ts\nwrangler.toml',
    )
    expect(status(root)).toBe('')
    expect(said).toContain('Now run git push: if pushes to your repository deploy the bot')
  })

  it('keeps its own changes over two upgrades, the second from the release that the first one recorded', async () => {
    const root = repositories.copy()
    commit(root, { 'src/worker.ts': ownLines })
    expect((await run(repositories, root, ['--yes', '--to', '0.2.0'])).problem).toBeNull()
    expect((await run(repositories, root)).problem).toBeNull()
    expect(textOf(root, 'src/worker.ts')).toBe(bothLines)
    expect(git(root, 'log', '--format=%s')).toBe('Upgrade to 0.3.0\nUpgrade to 0.2.0\nA change\nInitial commit')
    expect((await run(repositories, root)).said).toContain('Already the newest: 0.3.0.')
  })

  it('is recognised although the button wrote its name into package.json', async () => {
    const root = repositories.copy('v0.2.0')
    git(root, 'checkout', '-q', '--orphan', 'other')
    const renamed = { ...JSON.parse(textOf(root, 'package.json')), name: 'ann-news' }
    commit(root, { 'package.json': `${JSON.stringify(renamed)}\n` }, 'Initial commit')
    const { problem } = await run(repositories, root)
    // Both changed the one line that package.json is here.
    expect(problem?.message).toContain('the same places of: package.json')
  })

  it('that resembles no release asks for one, and takes it', async () => {
    const root = repositories.copy()
    git(root, 'checkout', '-q', '--orphan', 'other')
    const own = Object.fromEntries(Array.from({ length: 12 }, (_, place) => [`own/${place}.ts`, 'own\n']))
    commit(root, own, 'Initial commit')
    expect((await run(repositories, root)).problem?.message).toContain('cannot be found')
    expect((await run(repositories, root, ['--yes', '--base', '0.1.0'])).problem).toBeNull()
    expect(textOf(root, 'own/3.ts')).toBe('own\n')
    expect(textOf(root, 'src/new-3.ts')).toBe('new\n')
  })
})

it('a clone of the last commit alone goes forward too', async () => {
  const root = path.join(repositories.folder, 'shallow')
  git(repositories.folder, 'clone', '-q', '--depth', '1', '-b', 'v0.1.0', `file://${repositories.upstream}`, root)
  git(root, 'switch', '-q', '-c', 'main')
  expect((await run(repositories, root, ['--yes', '--from', `file://${repositories.upstream}`])).problem).toBeNull()
  expect(git(root, 'log', '-1', '--format=%s')).toBe('Release 0.3.0')
})

it('if no release is tagged, main is installed, with unreleased changes', async () => {
  const upstream = path.join(repositories.folder, 'untagged')
  put(upstream, 'README.md', '')
  git(upstream, 'init', '-q', '-b', 'main')
  commit(upstream, releaseFiles(1))
  const root = path.join(repositories.folder, 'of-untagged')
  git(repositories.folder, 'clone', '-q', upstream, root)
  expect((await run(repositories, root, ['--yes', '--from', upstream])).said).toContain('Already the newest: 0.1.0.')
  const changelog = (releaseFiles(1)['CHANGELOG.md'] ?? '').replace(
    '## [0.1.0]',
    '## Unreleased\n\n- To come.\n\n## [0.1.0]',
  )
  commit(upstream, { 'CHANGELOG.md': changelog })
  const { said, problem } = await run(repositories, root, ['--yes', '--from', upstream])
  expect(problem).toBeNull()
  expect(said).toContain('## Unreleased\n\n- To come.')
  expect(said).toMatch(/Upgraded to 0\.1\.0, unreleased \([0-9a-f]{7}\)/u)
})

it('a branch of one’s own is upgraded with --here', async () => {
  const root = repositories.clone()
  git(root, 'checkout', '-q', '-b', 'mine')
  expect((await run(repositories, root, ['--yes', '--here'])).problem).toBeNull()
  expect(git(root, 'log', '-1', '--format=%s')).toBe('Release 0.3.0')
})

describe('an upgrade that fails leaves the sources as they were', () => {
  it.each([
    { name: 'when a test fails', how: { smoke: false }, calls: ['smoke'] },
    {
      name: 'when nothing was uploaded',
      how: { deploy: false, versions: [version('old'), version('old')] },
      calls: ['smoke', 'deploy ann-news'],
    },
    {
      name: 'when the new version does not answer, and rolls it back',
      how: { deploy: false },
      calls: ['smoke', 'deploy ann-news', 'rollback ann-news old'],
    },
  ])('$name', async ({ how, calls }) => {
    const root = repositories.copy()
    put(root, 'wrangler.toml', `${buttonsConfiguration(configurationOf('2026-01-01'))}# not committed\n`)
    const before = stateOf(root)
    const outcome = await run(repositories, root, ['--yes'], how)
    expect(outcome.problem?.message).toContain('as they were before')
    expect(outcome.calls).toEqual(calls)
    expect(stateOf(root)).toEqual(before)
  })
})

describe('an upgrade that cannot be rolled back keeps the new sources, and says what to do', () => {
  it.each([
    {
      name: 'when Cloudflare cannot be asked',
      how: { deploy: false, versions: [{ kind: 'unknown' } as const] },
      words: 'could not be asked',
    },
    { name: 'when the rollback fails', how: { deploy: false, rollBack: false }, words: 'did not roll back' },
  ])('$name', async ({ how, words }) => {
    const root = repositories.clone()
    const { problem } = await run(repositories, root, ['--yes'], how)
    expect(problem?.message).toContain(words)
    expect(problem?.advice).toContain('npm run deploy')
    expect(stateOf(root)).toMatchObject({
      head: git(repositories.upstream, 'rev-parse', 'v0.3.0'),
      status: '',
      journal: false,
    })
  })
})
