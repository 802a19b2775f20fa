/** All languages say the same things, with the same parameters. */
import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../src/i18n/catalogue.ts'
import { en } from '../../src/i18n/catalogues/en.ts'
import { catalogues } from '../../src/i18n/catalogues.ts'
import { languageOf, readersLanguage } from '../../src/i18n/languages.ts'
import { formatMessage } from '../../src/i18n/message.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { languages } from '../../src/language.ts'
import { withAsciiDigits } from '../../src/text/decimal-digits.ts'

type Message = readonly [key: string, text: string]

/** Every message of a language. Examples are typed by people: their braces are no parameters. */
function messagesOf({
  locale,
  name,
  direction,
  typed,
  commands,
  examples,
  ...namespaces
}: Catalogue): readonly Message[] {
  return Object.entries(namespaces).flatMap(([namespace, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${namespace}.${key}`, text] as const),
  )
}

/** Names of a message's parameters, those inside its cases included. */
function parametersOf(message: string): readonly string[] {
  const names = new Set<string>()
  for (const number of [0, 1, 2])
    for (const category of ['zero', 'one', 'two', 'few', 'many', 'other']) {
      const get = (_: object, name: string | symbol) => {
        names.add(String(name))
        return number
      }
      const values = new Proxy<Record<string, number>>({}, { get })
      formatMessage<number>(message, values, { number: String, plural: () => category, value: String })
    }
  return [...names].toSorted()
}

/** The cases of each plural in a message, such as `one`. */
function pluralsIn(message: string): readonly ReadonlySet<string>[] {
  return message
    .split(', plural,')
    .slice(1)
    .map((cases) => {
      const names = new Set<string>()
      let depth = 0
      for (const [sign] of cases.matchAll(/[{}]|(?<![\p{L}{=#])[a-z]+(?= \{)/gu)) {
        if (sign === '{') depth += 1
        else if (sign === '}') depth -= 1
        else if (depth === 0) names.add(sign)
        if (depth < 0) break
      }
      return names
    })
}

describe.each(languages)('%s', (language) => {
  const messages = messagesOf(catalogues[language])

  it('the texts have the order and the parameters of the English ones', () => {
    const parameters = messages.map(([key, text]) => [key, parametersOf(text)])
    expect(parameters).toEqual(messagesOf(en).map(([key, text]) => [key, parametersOf(text)]))
  })

  it('a plural has a case for each form that whole numbers take in the language', () => {
    const rules = new Intl.PluralRules(catalogues[language].locale)
    const forms = new Set(Array.from({ length: 201 }, (_, number) => rules.select(number))).add('other')
    const lacking = messages.flatMap(([key, text]) =>
      pluralsIn(text).flatMap((plural) =>
        // A plural that names no form reads well with every number.
        [...forms].filter((form) => plural.size > 1 && !plural.has(form)).map((form) => `${key}: ${form}`),
      ),
    )
    expect(lacking).toEqual([])
  })

  it('every text is a well-formed message', () => {
    const values = new Proxy<Record<string, number>>({}, { get: () => 2 })
    const filled = messages.map(([, text]) =>
      formatMessage<number>(text, values, { number: String, plural: () => 'other', value: String }),
    )
    expect(filled.filter((text) => /[{}]|undefined/u.test(text))).toEqual([])
  })

  /** core.telegram.org/bots/api#setmydescription, #setmyshortdescription: 512 and 120 characters. */
  it('the descriptions of the bot are as short as Telegram requires', () => {
    const { long, short } = textsFor(language).profile
    expect(long.length).toBeLessThanOrEqual(512)
    expect(short.length).toBeLessThanOrEqual(120)
  })

  it('names a place with what it is in, and the time there', () => {
    const place = { zone: 'America/Toronto', city: 'London', region: 'Ontario', country: 'CA' }
    const now = Date.UTC(2026, 10, 30, 14, 41)
    const canada = new Intl.DisplayNames(catalogues[language].locale, { type: 'region' }).of('CA')
    const { placeLabel, placeSet } = textsFor(language)
    const shown = (text: string) => withAsciiDigits(text.replace(/[\u2066-\u2069]/gu, '')).replace('.', ':')
    expect(shown(placeLabel(place, now))).toMatch(new RegExp(`^London[,，、،] ?Ontario[,，、،] ?${canada}$`, 'u'))
    expect(shown(placeSet(place, now))).toMatch(/^🌍 London.* · America\/Toronto · .* 09:41$/u)
    const zone = { zone: '+05:45', city: null, region: null, country: null }
    expect(shown(placeLabel(zone, now))).toBe('UTC+05:45 · 20:26')
    expect(shown(placeSet(zone, now))).toMatch(/^🌍 UTC\+05:45 · .* 20:26$/u)
  })
})

it.each([
  ['zh', 'zh'],
  ['zh-hans', 'zh'],
  ['ZH-TW', 'zh-hant'],
  ['zh-hant', 'zh-hant'],
  ['zh_HK', 'zh-hant'],
  ['zh-hans-hk', 'zh'],
  ['yue', 'zh-hant'],
  ['en', 'en'],
  ['de', 'de'],
  ['pt', 'pt-br'],
  ['pt-PT', 'pt-br'],
  ['in', 'id'],
  ['sv', 'en'],
  [undefined, 'en'],
])('a person whose Telegram speaks %s gets %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language)
})

it.each([
  ['sv, zh-TW;q=0.8, en;q=0.5', 'zh-hant'],
  ['fr-CA, en;q=0.5', 'fr'],
  ['en;q=0.2, zh-CN;q=0.9', 'zh'],
  ['zh;q=0, en', 'en'],
  ['de;Q=0.1,fr;q=0.5', 'fr'],
  ['yue-Hans,en;q=0.5', 'zh'],
  ['sv', 'en'],
  [undefined, 'en'],
])('a reader who accepts %s gets %s', (header, language) => {
  expect(readersLanguage(header)).toBe(language)
})
