/** The playground's page in three languages, and the fonts that its texts need. */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  charactersIn,
  neededCharacters,
  pageFiles,
  pageFilesTraditional,
} from '../../../playground/fonts/needed-characters.ts'
import { catalogues, languageFor } from '../../../playground/page/language.js'
import { telegramTarget } from '../../../playground/page/telegram-links.js'
import { terminalLanguage } from '../../../playground/terminal-language.ts'

const folder = path.resolve(import.meta.dirname, '../../../playground/page')

it.each([
  ['zh-CN', 'zh'],
  ['zh', 'zh'],
  ['zh-Hans-HK', 'zh'],
  ['zh-TW', 'zh-hant'],
  ['zh-HK', 'zh-hant'],
  ['zh-Hant', 'zh-hant'],
  ['yue', 'zh-hant'],
  ['en-US', 'en'],
  ['de', 'en'],
])('a browser in %s gets %s', (tag, expected) => {
  expect(languageFor([tag])).toBe(expected)
})

it('a browser gets its first language that the page has', () => {
  expect(languageFor(['de', 'zh-TW', 'en'])).toBe('zh-hant')
  expect(languageFor([])).toBe('en')
})

it.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'zh_TW.UTF-8' }, 'zh-hant'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'de_DE@euro' }, 'en'],
  [{}, 'en'],
])('a terminal with %o begins in %s', (env, expected) => {
  expect(terminalLanguage(env)).toBe(expected)
})

it('has every text in every language, and of the same kind', () => {
  const [first, ...others] = Object.values(catalogues).map((texts) => shapeOf(texts))
  for (const other of others) expect(other).toEqual(first)
})

/** The keys of a catalogue, and whether their texts have parameters. */
function shapeOf(texts: object, before = ''): readonly string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? shapeOf(value, `${before}${key}.`)
      : [`${before}${key}: ${typeof value}`],
  )
}

describe('the fonts', () => {
  const css = readFileSync(path.join(folder, 'fonts.css'), 'utf8')
  const drawn = new Set(
    [...css.matchAll(/U\+([0-9a-f]+)/gu)].map(([, code = '']) => String.fromCodePoint(Number.parseInt(code, 16))),
  )
  const missingOf = (characters: ReadonlySet<string>) => [...characters].filter((each) => !drawn.has(each))

  it('have every character of the page and its samples: if not, run npm run fonts', () => {
    expect(missingOf(charactersIn([...pageFiles, ...pageFilesTraditional]))).toEqual([])
  })

  it('have nearly every character of the bot: if not, run npm run fonts', () => {
    const { simplified, traditional, emoji } = neededCharacters()
    const needed = new Set([...simplified, ...traditional, ...emoji])
    expect(missingOf(needed).length).toBeLessThan(needed.size / 20)
  })

  it('are smaller than 300 KB, with their licence', () => {
    const files = [...css.matchAll(/url\("([\w.-]+)"\)/gu)].map(([, file = '']) => file)
    expect(files).toHaveLength(3)
    const sizes = files.map((file) => statSync(path.join(folder, file)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300 * 1024)
    const licence = readFileSync(path.join(folder, 'fonts-licence.txt'), 'utf8')
    for (const words of [...files, 'SIL OPEN FONT LICENSE Version 1.1']) expect(licence).toContain(words)
  })
})

it.each([
  ['https://t.me/news', { id: null, username: 'news', start: null }],
  ['https://t.me/news/12', { id: null, username: 'news', start: null }],
  ['t.me/s/news', { id: null, username: 'news', start: null }],
  ['http://telegram.me/news', { id: null, username: 'news', start: null }],
  ['https://t.me/a_bot?start=invite-x', { id: null, username: 'a_bot', start: 'invite-x' }],
  ['https://t.me/c/1000000001/5', { id: -1001000000001, username: null, start: null }],
  ['https://news.example/t.me', null],
  ['https://chat.me/news', null],
  ['tg://resolve?domain=news', null],
  ['nonsense:', null],
])('%s stays in the page', (address, expected) => {
  expect(telegramTarget(address)).toEqual(expected)
})
