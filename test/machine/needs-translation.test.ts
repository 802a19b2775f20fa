/** Titles that are in the language of their readers already. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/language.ts'
import { needsTranslation } from '../../src/machine/needs-translation.ts'

type Row = readonly [name: string, title: string, declared: string | null, detected: string | null, target: Language]

const alone: readonly Row[] = [
  ['the declared language', 'Parliament votes', 'en', null, 'en'],
  ['a region of it', 'Parliament votes', 'en-GB', null, 'en'],
  ['Portuguese of Portugal', 'Parlamento vota', 'pt-PT', null, 'pt-br'],
  ['the detected language', 'Das Parlament stimmt ab', 'en', 'de', 'de'],
  ['a script with one language', '의회가 표결', null, null, 'ko'],
  ['kana under a wrong declaration', '議会がきょう採決', 'en', null, 'ja'],
  ['Simplified Chinese', '议会通过预算', 'zh-CN', null, 'zh'],
  ['Simplified Chinese under a wrong declaration', '议会通过预算', 'en', null, 'zh'],
  ['Traditional Chinese', '議會通過預算', 'zh-TW', null, 'zh-hant'],
  ['Traditional Chinese that is declared Simplified', '議會通過預算', 'zh-CN', null, 'zh-hant'],
  ['characters of both kinds of Chinese', '今天下雨', 'zh-TW', null, 'zh'],
  ['Cantonese', '議會通過預算', 'yue', null, 'zh-hant'],
  ['no letters', '3-1', 'en', null, 'de'],
  ['only an emoji', '🎉', null, null, 'de'],
]

const translated: readonly Row[] = [
  ['another language', 'Parliament votes', 'en', null, 'de'],
  ['another script', 'Парламент голосует', null, null, 'en'],
  ['another language than the declared one', 'Das Parlament stimmt ab', 'en', 'de', 'en'],
  ['an unknown language in Latin letters', 'Parlament', null, null, 'de'],
  ['a declaration that the letters contradict', 'Парламент голосует', 'en', null, 'en'],
  ['Ukrainian for readers of Russian', 'Парламент голосує', 'uk', null, 'ru'],
  ['Traditional for readers of Simplified', '議會通過預算', 'zh-TW', null, 'zh'],
  ['Simplified for readers of Traditional', '议会通过预算', 'zh', null, 'zh-hant'],
  ['Chinese for readers of Japanese', '议会通过预算', 'zh', null, 'ja'],
  ['Persian for readers of Arabic', 'پارلمان گزارش بودجه را چاپ کرد', null, null, 'ar'],
]

describe('a title', () => {
  it.each(alone)('is left alone: %s', (_, title, declared, detected, target) => {
    expect(needsTranslation(title, { declared, detected }, target)).toBe(false)
  })

  it.each(translated)('is translated: %s', (_, title, declared, detected, target) => {
    expect(needsTranslation(title, { declared, detected }, target)).toBe(true)
  })
})

it.each<readonly [name: string, declared: string | null, target: Language, isTranslated: boolean]>([
  ['in a feed that declares English, for readers of German', 'en-US', 'de', true],
  ['in a feed that declares English, for readers of English', 'en-US', 'en', true],
  ['in a feed that declares nothing, for readers of German', null, 'de', false],
  ['in a feed that declares German, for readers of German', 'de-AT', 'de', false],
])('a title that is German by few words, such as “War in Ukraine”, %s', (_, declared, target, isTranslated) => {
  const language = { declared, detected: 'de', isCertain: false }
  expect(needsTranslation('War in Ukraine', language, target)).toBe(isTranslated)
})
