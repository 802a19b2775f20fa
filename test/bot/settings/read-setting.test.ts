/** Settings as people type them, and what is said where they mean nothing. */
import { describe, expect, it } from 'vitest'
import { languageNamed, readSetting } from '../../../src/bot/settings/read-setting.ts'
import { wordsFor } from '../../../src/i18n/words.ts'
import type { Look } from '../../../src/model.ts'

const words = wordsFor('en')
type Name = Parameters<typeof readSetting>[1]

describe('readSetting', () => {
  const right: readonly (readonly [name: Name, text: string, look: Partial<Look>])[] = [
    ['silent', 'on', { silent: true }],
    ['silent', 'OFF', { silent: false }],
    ['stories', '关', { stories: false }],
    ['hashtags', 'ｙｅｓ', { hashtags: true }],
    ['sources', 'no', { sources: false }],
    ['quiet', '23:00-07:00', { quiet: { from: 1380, to: 420 } }],
    ['quiet', '23-7', { quiet: { from: 1380, to: 420 } }],
    ['quiet', '11pm to 7am', { quiet: { from: 1380, to: 420 } }],
    ['quiet', '２３：００—０７：００', { quiet: { from: 1380, to: 420 } }],
    ['quiet', '晚上11点到早上7点', { quiet: { from: 1380, to: 420 } }],
    ['quiet', 'off', { quiet: null }],
    ['most', '20', { atMost: 20 }],
    ['most', 'off', { atMost: null }],
    ['most', '0', { atMost: null }],
    ['layout', 'Cards', { layout: 'cards' }],
    ['layout', '标题', { layout: 'headlines' }],
    ['links', 'visible', { links: 'visible' }],
    ['footer', '  More in\n@channel ', { footer: 'More in @channel' }],
    ['footer', 'off', { footer: '' }],
    ['template', '{title} {tags}', { template: '{title} {tags}' }],
    ['template', 'off', { template: '' }],
  ]
  it.each(right)('%s %s', (name, text, look) => expect(readSetting(words, name, text)).toEqual({ look }))

  const wrong: readonly (readonly [name: Name, text: string, says: string])[] = [
    ['silent', 'maybe', 'Send <code>on</code>'],
    ['quiet', '23:00', '/digest quiet'],
    ['quiet', '23:00-23:00', '/digest quiet'],
    ['quiet', '1-2-3', '/digest quiet'],
    ['most', '501', 'a number from 1 to 500'],
    ['most', 'many', 'a number from 1 to 500'],
    ['layout', 'grid', '/digest layout'],
    ['links', 'none of these', 'I do not understand'],
    ['footer', 'x'.repeat(201), 'at most 200'],
    ['template', '{titel}', 'no such placeholder'],
  ]
  it.each(wrong)('%s %s: %s', (name, text, says) => {
    const setting = readSetting(words, name, text)
    expect('unclear' in setting ? setting.unclear : null).toContain(says)
  })
})

it.each([
  ['English', 'en'],
  ['zh', 'zh'],
  ['中文', 'zh'],
  ['繁體中文', 'zh-hant'],
  ['ZH-TW', 'zh-hant'],
  ['Klingon', null],
])('language %s is %s', (text, language) => expect(languageNamed(text)).toBe(language))
