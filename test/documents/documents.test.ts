/** Whatever the documents say of commands, options, settings, files and addresses is what the program knows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { usage as bench } from '../../bench/bench/arguments.ts'
import { usage as habits } from '../../bench/habits/arguments.ts'
import { usage as mutate } from '../../bench/mutate/arguments.ts'
import { usage as simulate } from '../../bench/simulate/arguments.ts'
import { usage as stories } from '../../bench/stories/arguments.ts'
import { usage as torture } from '../../bench/torture/arguments.ts'
import { usage as tortureRuntime } from '../../bench/torture-runtime/arguments.ts'
import { backupUsage, restoreUsage } from '../../scripts/backup/arguments.ts'
import { usage as contract } from '../../scripts/contract/arguments.ts'
import { usage as deploy } from '../../scripts/deploy/arguments.ts'
import { usage as dev } from '../../scripts/dev/arguments.ts'
import { usage as doctor } from '../../scripts/doctor/arguments.ts'
import { usage as parse } from '../../scripts/parse/arguments.ts'
import { usage as upgrade } from '../../scripts/upgrade/arguments.ts'
import { settingCommands } from '../../src/bot/commands/digest.ts'
import { commandNames } from '../../src/bot/commands/help.ts'
import { settingNames } from '../../src/composition/environment.ts'
import { compile } from '../../src/filter/match.ts'
import { parseFilter } from '../../src/filter/query.ts'
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

const flagsIn = (text: string) => new Set([...text.matchAll(/--[a-z][a-z-]*/gu)].map(([flag]) => flag))
const everyCommand = {
  backup: backupUsage,
  restore: restoreUsage,
  contract,
  deploy,
  dev,
  doctor,
  habits,
  mutate,
  simulate,
  stories,
  torture,
  'torture:runtime': tortureRuntime,
  bench,
  parse,
  upgrade,
}
const usages = new Map(Object.entries(everyCommand).map(([name, usage]) => [name, flagsIn(usage)] as const))
/** Those have a flag each, or none, and no usage of their own. */
const plainFlags = new Map([
  ['bench:cycle', new Set(['--quick'])],
  ['bench:doors', new Set(['--json'])],
  ['conformance', new Set(['--json'])],
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
  it('runs every command that a document names', () => {
    const known = new Set([...Object.keys(project.scripts), 'ci', 'install'])
    expect(runs.filter(({ name }) => !known.has(name))).toEqual([])
  })

  it('has no command that no document names', () => {
    const named = new Set(runs.map(({ name }) => name))
    expect(Object.keys(project.scripts).filter((name) => !named.has(name))).toEqual([])
  })

  it('takes every option that stands behind a command', () => {
    const wrong = runs.flatMap(({ page, name, rest }) =>
      [...flagsIn(rest)]
        .filter((flag) => !(usages.get(name) ?? plainFlags.get(name))?.has(flag))
        .map((flag) => ({ page, name, flag })),
    )
    expect(wrong).toEqual([])
  })

  it('takes every option that stands by itself', () => {
    const known = new Set([...[...usages.values()].flatMap((flags) => [...flags]), '--help', '--local'])
    const alone = code.filter(({ text }) => text.startsWith('--'))
    expect(alone.filter(({ text }) => [...flagsIn(text)].some((flag) => !known.has(flag)))).toEqual([])
  })

  it.each(['deploy', 'upgrade', 'doctor', 'backup', 'restore', 'contract', 'dev'])(
    '%s: each of its options stands in a document',
    (name) => {
      const written = new Set(pages.flatMap(({ text }) => [...flagsIn(text)]))
      const own = [...(usages.get(name) ?? [])]
      expect(own.length).toBeGreaterThan(0)
      expect(own.filter((flag) => !written.has(flag))).toEqual([])
    },
  )
})

describe('the bot', () => {
  /** What begins with a slash and is an address or a folder. */
  const addresses = /^\/(?:health|status|setup|login|logout|read|about|operator|telegram|c|d|<code>|dev|x)\b/u
  // An expression of a filter's ends as it begins; /newbot is for @BotFather.
  const others = (text: string) => addresses.test(text) || text.endsWith('/') || text === '/newbot'
  const said = code.filter(({ text }) => /^\/[a-z]+(?:$| )/u.test(text) && !others(text))

  it('knows every command that a document names', () => {
    const known = new Set<string>([...commandNames, ...settingCommands.keys()])
    expect(said.filter(({ text }) => !known.has(text.slice(1).split(' ')[0] ?? ''))).toEqual([])
  })

  it('has no command that its owners cannot read of', () => {
    const read = [pageNamed('docs/owners.md'), pageNamed('docs/operators.md')].map(({ text }) => text).join('\n')
    expect(commandNames.filter((name) => !new RegExp(`/${name}\\b`, 'u').test(read))).toEqual([])
  })
})

describe('filters', () => {
  const rows = tableIn(pageNamed('docs/owners.md'), 'filter | keeps')

  it('there are twenty', () => {
    expect(rows).toHaveLength(20)
  })

  it.each(rows.map(([filter = '', keeps = '', not = '']) => [filter.slice(1, -1), keeps, not] as const))(
    '%s',
    (filter, keeps, not) => {
      const parsed = parseFilter(filter)
      if (!parsed.ok) throw new Error(parsed.problem.mistake)
      const match = compile(parsed.value)
      const keptOf = (title: string) => match({ title, summary: '', categories: [] }).keep
      expect([keptOf(keeps), keptOf(not)]).toEqual([true, false])
    },
  )
})

describe('settings', () => {
  it('are all explained, and no others', () => {
    const names = tableIn(pageNamed('docs/operators.md'), 'name | meaning').flatMap(([cell = '']) =>
      [...cell.matchAll(/`([A-Z_]+)`/gu)].map(([, name]) => name ?? ''),
    )
    expect(names.toSorted()).toEqual([...settingNames].toSorted())
  })

  it('are what the button asks for', () => {
    const asked = Object.keys(parseEnv(readFileSync(path.join(root, '.dev.vars.example'), 'utf8')))
    expect(asked.toSorted()).toEqual(['BOT_TOKEN', 'WEBHOOK_SECRET'])
    const described = Object.keys(project.cloudflare.bindings)
    expect(asked.filter((name) => !described.includes(name))).toEqual([])
    expect(described.filter((name) => !settingNames.includes(name) && name !== 'STORE')).toEqual([])
  })

  it('of wrangler.toml are known', () => {
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

  it('inside the project lead somewhere', () => {
    const inside = links.filter(({ to }) => !/^https?:/u.test(to))
    const dead = inside.filter(({ page, to }) => {
      const [file = '', anchor] = to.split('#')
      const target = file === '' ? page.name : path.posix.join(path.posix.dirname(page.name), file)
      if (!existsSync(path.join(root, target))) return true
      return anchor !== undefined && !anchorsIn(pageNamed(target)).has(anchor)
    })
    expect(dead.map(({ page, to }) => `${page.name}: ${to}`)).toEqual([])
  })

  it('of the button and of the clone are the repository’s own', () => {
    const address = `https://github.com/${project.repository.replace('github:', '')}`
    const { text } = pageNamed('README.md')
    expect(text).toContain(`(https://deploy.workers.cloudflare.com/?url=${address})`)
    expect(text).toContain(`git clone ${address} `)
  })
})

describe('files', () => {
  it('that a document names are there', () => {
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
      'src/bot/commands',
      'src/bot/setting',
      'src/bot/words',
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

  it.each(readdirSync(folder))('%s runs what there is, with settings that there are', (file) => {
    const text = readFileSync(path.join(folder, file), 'utf8')
    const named = [...text.matchAll(/npm (?:run )?([a-z:]+)/gu)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => project.scripts[name] === undefined)).toEqual([])
    const variables = [...text.matchAll(/^ {10}([A-Z_]+): /gmu)].map(([, name = '']) => name)
    expect(variables.filter((name) => !settingNames.includes(name) && !name.startsWith('CLOUDFLARE_'))).toEqual([])
  })
})
