/** The decisions of `npm run upgrade`: settings in the new wrangler.toml, lines of the changelog, rollback. */
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../scripts/deploy/configuration.ts'
import { changelogBetween, newestRelease } from '../../scripts/upgrade/changelog.ts'
import { mergeConfiguration } from '../../scripts/upgrade/merge-configuration.ts'
import { newSources } from '../../scripts/upgrade/new-sources.ts'
import { repositoryOf } from '../../scripts/upgrade/releases.ts'
import { currentVersionOf, decideRollback, type RollbackFacts } from '../../scripts/upgrade/worker-versions.ts'

describe('wrangler.toml of a release', () => {
  const base = readFileSync(path.join(import.meta.dirname, '..', '..', 'wrangler.toml'), 'utf8')
  const release = base
    .replace(/compatibility_date = ".*"/u, 'compatibility_date = "2027-01-01"')
    .replace('ALLOW_PRIVATE_FEEDS = ""', 'ALLOW_PRIVATE_FEEDS = ""\nNEW_SETTING = "on"')
    .replace('PLAN = "free"', 'PLAN = "trial"')
    .replace('crons = ["* * * * *"]', 'crons = ["*/2 * * * *"]')
    .replace('# Has no binding', '# A comment that is new.\n# Has no binding')
    .concat('\n[[migrations]]\ntag = "next"\nnew_sqlite_classes = ["Another"]\n')
  const line = (from: string, to: string) => base.replace(from, to)

  it.each<readonly [string, string, object]>([
    ['a name', line('name = "paperboy"', 'name = "mine"'), { name: 'mine' }],
    ['an account', line('main =', 'account_id = "0123"\nmain ='), { account_id: '0123' }],
    ['no workers.dev', line('workers_dev = true', 'workers_dev = false'), { workers_dev: false }],
    [
      'a custom domain',
      line('# routes = [{ pattern = "news.example.com"', 'routes = [{ pattern = "news.ann.example"'),
      { routes: [{ pattern: 'news.ann.example', custom_domain: true }] },
    ],
    [
      'the id of a KV namespace',
      line('binding = "STORE"', 'binding = "STORE"\nid = "0123"\npreview_id = "4567"'),
      { kv_namespaces: [{ binding: 'STORE', id: '0123', preview_id: '4567' }] },
    ],
    [
      'a value of the operator, although the release has another default',
      line('PLAN = "free"', 'PLAN = "paid"'),
      { vars: { PLAN: 'paid' } },
    ],
    [
      'crons of the operator, although the release has others',
      line('crons = ["* * * * *"]', 'crons = ["*/10 7-23 * * *", "0 * * * *"]'),
      { triggers: { crons: ['*/10 7-23 * * *', '0 * * * *'] } },
    ],
    ['the release’s cron where the operator has set none', base, { triggers: { crons: ['*/2 * * * *'] } }],
    [
      'a variable of the operator',
      line('PLAN = "free"', 'PLAN = "free"\nLIVE_GAP_MINUTES = 5'),
      { vars: { LIVE_GAP_MINUTES: 5, PLAN: 'trial' } },
    ],
    [
      'a dataset',
      line(
        '# [[analytics_engine_datasets]]\n# binding = "CLICKS"\n# dataset',
        '[[analytics_engine_datasets]]\nbinding = "CLICKS"\ndataset',
      ),
      { analytics_engine_datasets: [{ binding: 'CLICKS', dataset: 'paperboy_clicks' }] },
    ],
    ['Workers AI', line('# [ai]\n# binding', '[ai]\nbinding'), { ai: { binding: 'AI' } }],
    [
      'how much is logged',
      line('head_sampling_rate = 1', 'head_sampling_rate = 0.1'),
      { observability: { head_sampling_rate: 0.1 } },
    ],
    [
      'everything without comments and in another layout',
      base.replace(/^#.*\n/gmu, '').replaceAll(' = ', '='),
      { vars: { PLAN: 'trial' } },
    ],
    [
      'a file of Windows',
      line('PUBLIC_URL = ""', 'PUBLIC_URL = "https://a.example"').replaceAll('\n', '\r\n'),
      { vars: { PUBLIC_URL: 'https://a.example' } },
    ],
  ])('keeps %s', (_, own, expected) => {
    const merged = mergeConfiguration({ base, own, release })
    if (!merged.ok) throw new Error(merged.problem.join())
    expect(parseConfiguration(merged.value)).toMatchObject({
      ...expected,
      compatibility_date: '2027-01-01',
      vars: { NEW_SETTING: 'on', ...('vars' in expected ? (expected.vars as object) : {}) },
      migrations: [...parseConfiguration(base).migrations, { tag: 'next' }],
    })
    const commentsOf = (text: string) => text.split('\n').filter((each) => each.startsWith('#'))
    expect(commentsOf(merged.value)).toEqual(commentsOf(release))
  })

  it('has the operator’s routes if both changed them', () => {
    const own = line('main =', 'routes = ["a.example/*", "b.example/*"]\nmain =')
    const merged = mergeConfiguration({
      base,
      own,
      release: release.replace('main =', 'routes = ["c.example/*"]\nmain ='),
    })
    expect(merged.ok && parseConfiguration(merged.value).routes).toEqual(['a.example/*', 'b.example/*'])
  })

  it('is unchanged if the operator changed nothing', () => {
    expect(mergeConfiguration({ base, own: base, release })).toEqual({ ok: true, value: release })
  })

  it('is refused if both changed a key of the release', () => {
    const own = `${base}\n[[migrations]]\ntag = "mine"\nnew_sqlite_classes = ["Mine"]\n`
    expect(mergeConfiguration({ base, own, release })).toEqual({ ok: false, problem: ['migrations'] })
  })
})

describe('the changelog’s lines', () => {
  const text = `# Changelog

## [Unreleased]

### Added

- Not released.

## [0.10.0] - 2026-10-01

### Added

- Ten,
  on two lines.

### Fixed

- A fault.

## 0.9.0

- Nine.

## 0.1.0

- One.
`
  const old = '# Changelog\n\n## Unreleased\n\n### Added\n\n- Ten,\n  on two lines.\n\n## 0.1.0\n\n- One.\n'
  it.each([
    {
      name: 'are those after the version in use, up to the new one',
      span: { before: '', from: '0.1.0', to: '0.9.0', withUnreleased: false },
      expected: '## 0.9.0\n\n- Nine.',
    },
    {
      name: 'compare numbers, not letters, and leave out what was known as unreleased',
      span: { before: old, from: '0.9.0', to: '0.10.0', withUnreleased: false },
      expected: '## [0.10.0] - 2026-10-01\n\n### Fixed\n\n- A fault.',
    },
    {
      name: 'have what is unreleased when main is taken',
      span: { before: '', from: '0.10.0', to: '0.10.0', withUnreleased: true },
      expected: '## [Unreleased]\n\n### Added\n\n- Not released.',
    },
    {
      name: 'are none where there is nothing new',
      span: { before: text, from: '0.10.0', to: '0.10.0', withUnreleased: true },
      expected: '',
    },
  ])('$name', ({ span, expected }) => {
    expect(changelogBetween(text, span)).toBe(expected)
  })
})

it.each([
  [['v0.9.0', 'v0.10.0', 'v0.10.0-rc.1', 'latest'], 'v0.10.0'],
  [['1.0.0', 'v0.9.0'], '1.0.0'],
  [['v1.0.0-rc.1'], null],
  [[], null],
])('of the tags %j the newest release is %s', (names, expected) => {
  expect(newestRelease(names)).toBe(expected)
})

it.each([
  ['github:ann/paperboy', 'https://github.com/ann/paperboy'],
  ['ann/paperboy', 'https://github.com/ann/paperboy'],
  ['https://git.example/paperboy.git', 'https://git.example/paperboy.git'],
  [{ type: 'git', url: 'git+https://git.example/paperboy.git' }, 'https://git.example/paperboy.git'],
])('repository %j is fetched from %s', (repository, expected) => {
  expect(repositoryOf(JSON.stringify({ repository }))).toBe(expected)
})

describe('a deployment that failed', () => {
  const [none, unknown] = [{ kind: 'none' }, { kind: 'unknown' }] as const
  const [old, next] = [
    { kind: 'version', id: 'old' },
    { kind: 'version', id: 'new' },
  ] as const
  const facts: RollbackFacts = { before: old, after: next, hasNewMigration: false, hasNewerData: false }
  it.each<readonly [string, Partial<RollbackFacts>, object]>([
    ['is rolled back to the version from before', {}, { kind: 'roll-back', version: 'old' }],
    ['needs no rollback where the version is the same', { after: old }, { kind: 'not-uploaded' }],
    ['nor where there is still no Worker', { before: none, after: none }, { kind: 'not-uploaded' }],
    [
      'nor, with a new migration, where nothing was uploaded',
      { after: old, hasNewMigration: true },
      { kind: 'not-uploaded' },
    ],
    ['stays where it was the first', { before: none }, { kind: 'stay', why: 'first' }],
    ['stays where a class of Durable Objects is new', { hasNewMigration: true }, { kind: 'stay', why: 'migration' }],
    ['stays where stored data may be newer', { hasNewerData: true }, { kind: 'stay', why: 'data' }],
    ['stays where the version before is not known', { before: unknown }, { kind: 'stay', why: 'unknown' }],
    ['stays where the version now is not known', { after: unknown }, { kind: 'stay', why: 'unknown' }],
  ])('%s', (_, given, expected) => {
    expect(decideRollback({ ...facts, ...given })).toEqual(expected)
  })
})

it.each([
  [
    'one version with all traffic',
    0,
    '{"versions":[{"version_id":"a","percentage":100}]}',
    { kind: 'version', id: 'a' },
  ],
  ['a line before it', 0, 'hello\n{"versions":[{"version_id":"a","percentage":100}]}', { kind: 'version', id: 'a' }],
  [
    'two that share it',
    0,
    '{"versions":[{"version_id":"a","percentage":90},{"version_id":"b","percentage":10}]}',
    { kind: 'none' },
  ],
  ['no Worker', 1, 'This Worker does not exist on your account. [code: 10007]', { kind: 'none' }],
  ['nobody logged in', 1, 'In a non-interactive environment …', { kind: 'unknown' }],
  ['something else', 0, 'hello', { kind: 'unknown' }],
] as const)('wrangler says of the version that answers: %s', (_, code, output, expected) => {
  expect(currentVersionOf(code, output)).toEqual(expected)
})

describe('the new sources', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'paperboy-upgrade-'))
    await mkdir(path.join(root, 'scripts', 'checks'), { recursive: true })
    await writeFile(path.join(root, 'scripts', 'checks', 'smoke.ts'), '')
    const stub = `import { writeFileSync } from 'node:fs'
      writeFileSync('called', process.argv.slice(2).join(' '))
      process.exitCode = Number(process.env.CODE)`
    await writeFile(path.join(root, 'scripts', 'bootstrap.mjs'), stub)
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  const called = () => readFile(path.join(root, 'called'), 'utf8').catch(() => '')
  const environment = { CODE: '0', npm_node_execpath: process.execPath }

  it.each([
    ['0', true],
    ['1', false],
  ])('are tested by their own command, which ends with %s', async (code, expected) => {
    expect(await newSources(root, { ...environment, CODE: code }, true).smoke()).toBe(expected)
    expect(await called()).toBe('test --smoke')
  })

  it('are not tested if they are too old to have smoke tests', async () => {
    await rm(path.join(root, 'scripts', 'checks', 'smoke.ts'))
    expect(await newSources(root, environment, true).smoke()).toBe(true)
    expect(await called()).toBe('')
  })

  it.each([
    ['without a question', true, 'deploy --name mine --yes'],
    ['with its questions at a terminal', false, 'deploy --name mine'],
  ])('are deployed by their own command, %s', async (_, unattended, expected) => {
    expect(await newSources(root, environment, unattended).deploy('mine')).toBe(true)
    expect(await called()).toBe(expected)
  })
})
