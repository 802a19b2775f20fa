/** Commands, options, settings, files and links in the documents exist, and each command, option and setting is documented. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { commands as measurements } from '../../bench/commands.ts'
import { commands, usageOf } from '../../scripts/commands.ts'
import { commandNames } from '../../src/bot/commands/commands.ts'
import { settingCommands } from '../../src/bot/commands/digest.ts'
import { readerCommands } from '../../src/bot/commands/reader-commands.ts'
import { settingNames } from '../../src/composition/environment.ts'
import { compileFilter } from '../../src/filter/match/matcher.ts'
import { parseFilter } from '../../src/filter/query/query.ts'
import { anchorsIn, codeIn, pageNamed, pages, root, tableIn } from './pages.ts'

const project = v.parse(
  v.pipe(
    v.string(),
    v.parseJson(),
    v.object({
      repository: v.string(),
      scripts: v.record(v.string(), v.string()),
      cloudflare: v.object({ bindings: v.record(v.string(), v.object({ description: v.string() })) }),
    }),
  ),
  readFileSync(path.join(root, 'package.json'), 'utf8'),
)

const readmes = ['README.md', 'README.zh.md', 'README.zh-hant.md']
const flagsIn = (text: string) => new Set([...text.matchAll(/--[a-z][a-z-]*/gu)].map(([flag]) => flag))
const scripts = (Object.keys(commands) as (keyof typeof commands)[]).map((name) => [name, usageOf(name)] as const)
const benches = Object.entries(measurements).map(([name, { usage }]) => [name, usage] as const)
const usages = new Map<string, ReadonlySet<string>>([
  ...[...scripts, ...benches].map(([name, usage]) => [name, flagsIn(usage)] as const),
  ['test', new Set(['--smoke'])],
])
const code = pages.flatMap((page) => codeIn(page).map((text) => ({ page: page.name, text })))
const runs = code.flatMap(({ page, text }) =>
  [...text.matchAll(/npm (?:run )?([a-z][a-z:-]*)([^&|#]*)/gu)].map(([, name = '', rest = '']) => ({
    page,
    name,
    rest,
  })),
)

describe('npm', () => {
  it('has every script that a document names', () => {
    const known = new Set([...Object.keys(project.scripts), 'ci', 'install'])
    expect(runs.filter(({ name }) => !known.has(name))).toEqual([])
  })

  it('has no undocumented script', () => {
    const named = new Set(runs.map(({ name }) => name))
    expect(Object.keys(project.scripts).filter((name) => !named.has(name))).toEqual([])
  })

  it('scripts take every option that a document gives them', () => {
    const wrong = runs.flatMap(({ page, name, rest }) =>
      [...flagsIn(rest)].filter((flag) => !usages.get(name)?.has(flag)).map((flag) => ({ page, name, flag })),
    )
    expect(wrong).toEqual([])
  })

  it('scripts take every option that a document names without a command', () => {
    const known = new Set([...[...usages.values()].flatMap((flags) => [...flags]), '--help', '--local'])
    const alone = code.filter(({ text }) => text.startsWith('--'))
    expect(alone.filter(({ text }) => [...flagsIn(text)].some((flag) => !known.has(flag)))).toEqual([])
  })

  it.each(['deploy', 'upgrade', 'doctor', 'backup', 'restore', 'contract', 'dev'])(
    '%s: every option is documented',
    (name) => {
      const written = new Set(pages.flatMap(({ text }) => [...flagsIn(text)]))
      const own = [...(usages.get(name) ?? [])]
      expect(own.length).toBeGreaterThan(0)
      expect(own.filter((flag) => !written.has(flag))).toEqual([])
    },
  )
})

describe('the bot', () => {
  /** Begin with a slash, but are addresses of the Worker. */
  const addresses = /^\/(?:health|status|setup|login|logout|read|about|operator|telegram|c|d|<code>|dev|x)\b/u
  // Regular expressions in filters end with a slash; /newbot is for @BotFather.
  const others = (text: string) => addresses.test(text) || text.endsWith('/') || text === '/newbot'
  const said = code.filter(({ text }) => /^\/[a-z]+(?:$| )/u.test(text) && !others(text))

  it('knows every command that a document names', () => {
    const known = new Set<string>([...commandNames, ...settingCommands.keys(), ...readerCommands.keys(), 'cancel'])
    expect(said.filter(({ text }) => !known.has(text.slice(1).split(' ')[0] ?? ''))).toEqual([])
  })

  // /move is for operators.
  const owned = commandNames.filter((name) => name !== 'move')
  const names = (page: string, name: string) => new RegExp(`/${name}\\b`, 'u').test(pageNamed(page).text)

  it.each(['docs/owners.md', 'docs/owners.zh.md', 'docs/owners.zh-hant.md'])('%s names every command', (page) => {
    expect(owned.filter((name) => !names(page, name))).toEqual([])
  })

  it('has no command for operators that their document leaves out', () => {
    expect(names('docs/operators.md', 'move')).toBe(true)
  })
})

describe.each([
  ['docs/owners.md', 'filter | keeps', 20],
  ['docs/owners.zh.md', '过滤条件 | 保留', 11],
  ['docs/owners.zh-hant.md', '篩選條件 | 保留', 11],
])('filters in %s', (page, head, count) => {
  const rows = tableIn(pageNamed(page), head)

  it(`are ${count}`, () => {
    expect(rows).toHaveLength(count)
  })

  it.each(rows.map(([filter = '', keeps = '', not = '']) => [filter.slice(1, -1), keeps, not] as const))(
    '%s keeps and drops what its row says',
    (filter, keeps, not) => {
      const parsed = parseFilter(filter)
      if (!parsed.ok) throw new Error(parsed.problem.kind)
      const match = compileFilter(parsed.value)
      const keptOf = (title: string) => match({ title, summary: '', categories: [] }).keep
      expect([keptOf(keeps), keptOf(not)]).toEqual([true, false])
    },
  )
})

describe('settings', () => {
  it('are exactly those in the table for operators', () => {
    const names = tableIn(pageNamed('docs/operators.md'), 'name | meaning').flatMap(([cell = '']) =>
      [...cell.matchAll(/`([A-Z_]+)`/gu)].map(([, name]) => name ?? ''),
    )
    expect(names.toSorted()).toEqual([...settingNames].toSorted())
  })

  it('that Cloudflare’s button asks for are described', () => {
    const asked = Object.keys(parseEnv(readFileSync(path.join(root, '.dev.vars.example'), 'utf8')))
    expect(asked.toSorted()).toEqual(['BOT_TOKEN', 'WEBHOOK_SECRET'])
    const described = Object.keys(project.cloudflare.bindings)
    expect(asked.filter((name) => !described.includes(name))).toEqual([])
    expect(described.filter((name) => !settingNames.includes(name) && name !== 'STORE')).toEqual([])
  })

  it('in wrangler.toml are known', () => {
    const toml = readFileSync(path.join(root, 'wrangler.toml'), 'utf8')
    const vars = /^\[vars\]\n((?:\w+ = .*\n)+)/mu.exec(toml)?.[1] ?? ''
    const names = [...vars.matchAll(/^(\w+) =/gmu)].map(([, name]) => name ?? '')
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => !settingNames.includes(name))).toEqual([])
  })
})

describe('links', () => {
  const links = pages.flatMap((page) =>
    [...page.text.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, to = '']) => ({ page, to })),
  )

  it('inside the project have a target', () => {
    const inside = links.filter(({ to }) => !/^https?:/u.test(to))
    const dead = inside.filter(({ page, to }) => {
      const [file = '', anchor] = to.split('#')
      const target = file === '' ? page.name : path.posix.join(path.posix.dirname(page.name), file)
      if (!existsSync(path.join(root, target))) return true
      return anchor !== undefined && !anchorsIn(pageNamed(target)).has(anchor)
    })
    expect(dead.map(({ page, to }) => `${page.name}: ${to}`)).toEqual([])
  })

  it.each(readmes)('of the button and the clone in %s lead to the project’s repository', (name) => {
    const address = `https://github.com/${project.repository.replace('github:', '')}`
    const { text } = pageNamed(name)
    expect(text).toContain(`(https://deploy.workers.cloudflare.com/?url=${address})`)
    expect(text).toContain(`git clone ${address} `)
  })
})

describe('a README', () => {
  it('in English has at most 900 words', () => {
    expect(pageNamed('README.md').text.split(/\s+/u).length).toBeLessThanOrEqual(900)
  })

  it.each(readmes)('%s links to the others', (name) => {
    const links = readmes.filter((other) => other !== name && !pageNamed(name).text.includes(`](${other})`))
    expect(links).toEqual([])
  })

  it.each(['picture.webp', 'picture.zh.webp', 'picture.zh-hant.webp'])('shows docs/%s, which is below 2 MB', (name) => {
    expect(statSync(path.join(root, 'docs', name)).size).toBeLessThan(2_000_000)
  })
})

describe('files', () => {
  it('that a document names exist', () => {
    const named = code.flatMap(({ page, text }) =>
      [...text.matchAll(/(?<![\w/.-])((?:[\w.-]+\/)*[\w-]+\.(?:test\.ts|tsx?|toml|yml))(?![\w/])/gu)].map(
        ([, file = '']) => ({ page, file }),
      ),
    )
    const places = [
      '',
      'src',
      'scripts',
      'src/bot',
      'src/feed',
      'src/store',
      'src/cycle',
      'src/digest',
      '.github/workflows',
    ]
    const missing = named.filter(({ file }) => !places.some((place) => existsSync(path.join(root, place, file))))
    expect(missing.map(({ page, file }) => `${page}: ${file}`)).toEqual([])
  })
})

describe('workflows', () => {
  const folder = path.join(root, '.github/workflows')

  it.each(readdirSync(folder))('%s runs existing scripts with known settings', (file) => {
    const text = readFileSync(path.join(folder, file), 'utf8')
    const named = [...text.matchAll(/npm (?:run )?([a-z:]+)/gu)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => project.scripts[name] === undefined)).toEqual([])
    const variables = [...text.matchAll(/^ {10}([A-Z_]+): /gmu)].map(([, name = '']) => name)
    expect(variables.filter((name) => !settingNames.includes(name) && !name.startsWith('CLOUDFLARE_'))).toEqual([])
  })
})
