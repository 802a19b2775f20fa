/** Settings are read from what people type, and unclear values are explained. */
import { describe, expect, it } from 'vitest'
import type { SettingName } from '../../../src/bot/callback-data.ts'
import { languageNamed } from '../../../src/bot/settings/language-named.ts'
import { settings } from '../../../src/bot/settings/settings.ts'
import { textsFor } from '../../../src/i18n/texts.ts'
import type { Look } from '../../../src/look.ts'

const texts = textsFor('en')

describe('a setting', () => {
  it.each([
    ['0800-1800', { kind: 'times', minutes: [480, 1080] }],
    ['live', { kind: 'live', gapMinutes: null }],
    ['7am', { kind: 'times', minutes: [420] }],
  ])('schedule reads %s, from a button or as typed', (text, schedule) => {
    expect(settings.schedule.read(text, texts)).toEqual({ kind: 'schedule', schedule })
  })

  const right: readonly (readonly [name: SettingName, text: string, look: Partial<Look>])[] = [
    ['silent', 'on', { silent: true }],
    ['silent', 'OFF', { silent: false }],
    ['stories', '关', { stories: false }],
    ['hashtags', 'ｙｅｓ', { hashtags: true }],
    ['sources', 'no', { sources: false }],
    ['comments', 'off', { comments: false }],
    ['summaries', '开', { summaries: true }],
    ['quiet', '23:00-07:00', { quiet: { from: 1380, to: 420 } }],
    ['quiet', '23-7', { quiet: { from: 1380, to: 420 } }],
    ['quiet', '11pm to 7am', { quiet: { from: 1380, to: 420 } }],
    ['quiet', '２３：００—０７：００', { quiet: { from: 1380, to: 420 } }],
    ['quiet', '晚上11点到早上7点', { quiet: { from: 1380, to: 420 } }],
    ['quiet', 'off', { quiet: null }],
    ['most', '20', { atMost: 20 }],
    ['most', '20件', { atMost: 20 }],
    ['most', '20개까지', { atMost: 20 }],
    ['most', 'off', { atMost: null }],
    ['most', '0', { atMost: null }],
    ['reading', 'on', { reading: true, fullText: false }],
    ['reading', 'off', { reading: false, fullText: false, summary: false }],
    ['summary', 'on', { summary: true }],
    ['summary', 'off', { summary: false }],
    ['reading', 'full', { reading: true, fullText: true }],
    ['reading', ' FULL text ', { reading: true, fullText: true }],
    ['reading', 'full-text', { reading: true, fullText: true }],
    ['reading', 'full articles', { reading: true, fullText: true }],
    ['reading', 'ｆｕｌｌ', { reading: true, fullText: true }],
    ['reading', 'on, full', { reading: true, fullText: true }],
    ['reading', 'whole', { reading: true, fullText: true }],
    ['reading', '全文', { reading: true, fullText: true }],
    ['reading', '补全正文', { reading: true, fullText: true }],
    ['reading', '補全', { reading: true, fullText: true }],
    ['layout', 'Cards', { layout: 'cards' }],
    ['layout', '标题', { layout: 'headlines' }],
    ['links', 'visible', { links: 'visible' }],
    ['footer', '  More in\n@channel ', { footer: 'More in @channel' }],
    ['footer', 'off', { footer: '' }],
    ['template', '{title} {tags}', { template: '{title} {tags}' }],
    ['template', 'off', { template: '' }],
  ]
  it.each(right)('%s reads %s', (name, text, look) => {
    expect(settings[name].read(text, texts)).toEqual({ kind: 'look', look })
  })

  const wrong: readonly (readonly [name: SettingName, text: string, says: string])[] = [
    ['silent', 'maybe', 'Send <code>on</code>'],
    ['reading', 'sometimes', '<code>full</code>'],
    ['quiet', '23:00', 'Which quiet hours'],
    ['quiet', '23:00-23:00', 'Which quiet hours'],
    ['quiet', '1-2-3', 'Which quiet hours'],
    ['most', '501', 'a number from 1 to 500'],
    ['most', 'many', 'a number from 1 to 500'],
    ['most', '20時', 'a number from 1 to 500'],
    ['layout', 'grid', '/digest layout'],
    ['links', 'none of these', 'I do not understand'],
    ['footer', 'x'.repeat(201), 'at most 200'],
    ['template', '{tittle}', 'no such placeholder'],
  ]
  it.each(wrong)('%s does not understand %s, and says: %s', (name, text, says) => {
    const reading = settings[name].read(text, texts)
    expect(reading.kind === 'unclear' ? reading.html : null).toContain(says)
  })
})

it.each([
  ['English', 'en'],
  ['zh', 'zh'],
  ['中文', 'zh'],
  ['繁體中文', 'zh-hant'],
  ['ZH-TW', 'zh-hant'],
  ['traditional chinese', 'zh-hant'],
  ['Español', 'es'],
  ['espanol', 'es'],
  ['Spanisch', 'es'],
  ['испанский', 'es'],
  ['pt', 'pt-br'],
  ['Português (Brasil)', 'pt-br'],
  ['німецька', 'de'],
  ['فارسی', 'fa'],
  ['farsi', 'fa'],
  ['Bahasa Indonesia', 'id'],
  ['tieng viet', 'vi'],
  ['日本語', 'ja'],
  ['일본어', 'ja'],
  ['한국어', 'ko'],
  ['Klingon', null],
])('the language named %s is %s', (text, language) => expect(languageNamed(text)).toBe(language))
