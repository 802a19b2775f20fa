/** Names of settings and values, as people type them. */
import { describe, expect, it } from 'vitest'
import { textsFor } from '../../src/i18n/texts.ts'
import { typedWord, typedWordAt } from '../../src/i18n/typed-words.ts'
import { type Language, languages } from '../../src/language.ts'

const links = ['linkHeadline', 'linkVisible', 'linkOriginal'] as const

describe.each(languages)('in %s', (language) => {
  it.each(links)('the words of the button %s mean what it does', (word) => {
    const label = textsFor(language).menu.buttons[word].replace(/^\P{L}+/u, '')
    expect(typedWord(label, links, language)).toBe(word)
  })
})

const names = ['most', 'quiet', 'timezone', 'template', 'silent', 'summaries'] as const

describe('a name and its value', () => {
  it.each<readonly [Language, string, (typeof names)[number] | null, string]>([
    ['ja', '最大20件', 'most', '20件'],
    ['ja', '最大件数20', 'most', '20'],
    ['ja', 'おやすみ23:00-7:00', 'quiet', '23:00-7:00'],
    ['ja', 'タイムゾーンAsia/Tokyo', 'timezone', 'Asia/Tokyo'],
    ['ja', 'タイムゾーン+9', 'timezone', '+9'],
    ['ja', 'テンプレート{title}', 'template', '{title}'],
    ['zh', '至多20条', 'most', '20条'],
    ['ko', '최대20개', 'most', '20개'],
    ['ko', '방해 금지23-7', 'quiet', '23-7'],
    ['en', 'max 20', 'most', '20'],
    ['en', 'max20', null, ''],
    ['ja', '最大限20', null, ''],
    ['ja', '平日8時', null, ''],
  ])('in %s: %s', (language, text, word, rest) => {
    expect(typedWordAt(text, names, language)).toEqual(word === null ? null : { word, rest })
  })
})
