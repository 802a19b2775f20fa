/** wrangler.toml is parsed as wrangler does, and edited with everything else unchanged. */
import { link, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  changeConfiguration,
  changedConfiguration,
  parseConfiguration,
  routesOf,
  variableOf,
} from '../../scripts/deploy/configuration.ts'

describe('a variable is read however it is written', () => {
  it.each([
    ['in double quotation marks', '[vars]\nPUBLIC_URL = "https://news.example"', 'https://news.example'],
    ['in single quotation marks', "[vars]\nPUBLIC_URL = 'https://news.example'", 'https://news.example'],
    ['without blanks', '[vars]\nPUBLIC_URL="https://news.example"', 'https://news.example'],
    ['indented, with two blanks', '[vars]\n  PUBLIC_URL  =  "https://news.example"', 'https://news.example'],
    ['with a comment behind it', '[vars]\nPUBLIC_URL = "https://news.example" # ours', 'https://news.example'],
    ['in an inline table', 'vars = { PUBLIC_URL = "https://news.example" }', 'https://news.example'],
    ['with a dotted key', 'vars.PUBLIC_URL = "https://news.example"', 'https://news.example'],
    ['as a number', '[vars]\nPUBLIC_URL = 4', '4'],
    ['in a file of Windows', '[vars]\r\nPUBLIC_URL = "https://news.example"\r\n', 'https://news.example'],
    ['not at all', '[vars]\nOTHER = "x"', ''],
    ['commented out', '[vars]\n# PUBLIC_URL = "x"', ''],
  ])('%s', (_, text, value) => {
    expect(variableOf(parseConfiguration(text), 'PUBLIC_URL')).toBe(value)
  })
})

it('routes are custom domains or patterns', () => {
  const configuration = parseConfiguration(
    'routes = ["a.example/*", { pattern = "news.example", custom_domain = true }, { pattern = "b.example/x", zone_name = "b.example" }]',
  )
  expect(routesOf(configuration)).toEqual({ domains: ['news.example'], patterns: ['a.example/*', 'b.example/x'] })
  const capitals = parseConfiguration('routes = [{ pattern = "News.Exämple", custom_domain = true }]')
  expect(routesOf(capitals).domains).toEqual(['news.xn--exmple-cua'])
  expect(routesOf(parseConfiguration('route = "c.example/*"'))).toEqual({ domains: [], patterns: ['c.example/*'] })
})

describe('a file that wrangler refuses is refused with a message', () => {
  it.each([
    ['a key twice', 'name = "a"\nname = "b"', /^wrangler\.toml cannot be read: .*\(2, 1\)/u],
    ['a text without an end', 'name = "a', /^wrangler\.toml cannot be read/u],
    ['a cron that is no list', '[triggers]\ncrons = "* * * * *"', /^wrangler\.toml cannot be read: triggers\.crons/u],
  ])('%s', (_, text, words) => {
    expect(() => parseConfiguration(text)).toThrow(words)
  })
})

describe('a change keeps comments, order and layout', () => {
  const text =
    '# ours\nname = "paperboy" # the bot\n\n# routes = []\n\n[vars]\n  CELLS = "1" # one\n\n[[kv_namespaces]]\nbinding = "STORE"\n'
  it.each([
    ['a name', { name: 'two' }, text.replace('name = "paperboy"', 'name = "two"')],
    ['a variable', { vars: { CELLS: '4' } }, text.replace('"1"', '"4"')],
    ['a new variable', { vars: { PLAN: 'paid' } }, text.replace('# one\n', '# one\nPLAN = "paid"\n')],
    ['nothing', {}, text],
  ])('%s', (_, change, expected) => {
    expect(changedConfiguration(text, change)).toBe(expected)
  })

  it('a domain is written before the tables', () => {
    const changed = changedConfiguration(text, { domain: 'news.example', vars: { PUBLIC_URL: 'https://news.example' } })
    expect(routesOf(parseConfiguration(changed))).toEqual({ domains: ['news.example'], patterns: [] })
    expect(variableOf(parseConfiguration(changed), 'PUBLIC_URL')).toBe('https://news.example')
    expect(changed.split('\n').filter((line) => line.includes('#'))).toEqual(
      text.split('\n').filter((line) => line.includes('#')),
    )
  })
})

it('a change is atomic', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-configuration-'))
  const [file, before] = [path.join(folder, 'wrangler.toml'), path.join(folder, 'before')]
  await writeFile(file, 'name = "one"\n')
  await link(file, before)
  await changeConfiguration(folder, { name: 'two' })
  expect([await readFile(before, 'utf8'), parseConfiguration(await readFile(file, 'utf8')).name]).toEqual([
    'name = "one"\n',
    'two',
  ])
  await rm(folder, { recursive: true })
})
