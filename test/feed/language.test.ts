/** Languages that feeds declare: where they stand, and how they are written. */
import { describe, expect, test } from 'vitest'
import { languageTag } from '../../src/feed/language-tag.ts'
import { atomOf, itemsOf, rssOf } from './fixtures/documents.ts'

describe('the language of an item', () => {
  const cases: readonly (readonly [name: string, document: string, language: string | null])[] = [
    ['is its channel’s', rssOf('<item><title>T</title></item>', '<language>fr</language>'), 'fr'],
    ['is its own', rssOf('<item xml:lang="ar"><title>T</title></item>', '<language>en</language>'), 'ar'],
    [
      'is that of Dublin Core',
      rssOf('<item><title>T</title><dc:language>pt_br</dc:language></item>', '<language>en</language>'),
      'pt-BR',
    ],
    [
      'is that of Dublin Core in its channel',
      rssOf('<item><title>T</title></item>', '<dc:language>uk</dc:language>'),
      'uk',
    ],
    [
      'is that of the root element',
      '<rss version="2.0" xml:lang="de-AT"><channel><item><title>T</title></item></channel></rss>',
      'de-AT',
    ],
    [
      'is its channel’s if its own is none',
      rssOf('<item xml:lang="xx_YY"><title>T</title></item>', '<language>nl</language>'),
      'nl',
    ],
    ['is unknown', rssOf('<item><title>T</title></item>', '<language></language>'), null],
    [
      'is its entry’s',
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><entry xml:lang="fa"><title>T</title></entry></feed>',
      'fa',
    ],
    [
      'is its feed’s in Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><entry><title>T</title></entry></feed>',
      'ja',
    ],
    [
      'is its content’s',
      atomOf('<entry><title>T</title><content type="html" xml:lang="ko">Text</content></entry>'),
      'ko',
    ],
    [
      'is that of the feed that it comes from',
      atomOf('<entry><title>T</title><source xml:lang="sv"><title>S</title></source></entry>'),
      'sv',
    ],
    [
      'is its own in JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","language":"en","items":[{"id":"1","language":"es-MX"}]}',
      'es-MX',
    ],
    [
      'is its feed’s in JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","language":"de","items":[{"id":"1"}]}',
      'de',
    ],
    [
      'is no object of JSON',
      '{"version":"https://jsonfeed.org/version/1.1","language":{"a":1},"items":[{"id":"1"}]}',
      null,
    ],
  ]
  test.each(cases)('%s', (_name, document, language) => {
    expect(itemsOf(document)[0]?.language).toBe(language)
  })
})

describe('a declared language is read', () => {
  test.each([
    ['en', 'en'],
    ['en-us ', 'en-US'],
    ['EN-GB', 'en-GB'],
    ['zh_TW', 'zh-TW'],
    ['zh-hant-hk', 'zh-Hant-HK'],
    ['zh-yue', 'zh'],
    ['en-UK', 'en-GB'],
    ['es-419', 'es-419'],
    ['de-1996', 'de'],
    ['iw', 'he'],
    ['ckb', 'ckb'],
    ['en, fr', 'en'],
    ['en-US;q=0.8', 'en-US'],
    ['English', 'en'],
    ['中文', 'zh'],
    ['cn', 'zh'],
    ['en-abcdefgh-abcdefgh', 'en'],
    ['xx_YY', null],
    ['Utf-8', null],
    ['und', null],
    ['-', null],
    ['e', null],
    ['<b>en</b>', null],
    ['__proto__', null],
    ['en\u0000', null],
    ['Klingon', null],
    ['', null],
  ])('%j as %j', (written, tag) => {
    expect(languageTag(written)).toBe(tag)
  })
  test('not if it is very long', () => {
    expect(languageTag(`en-${'x'.repeat(10_000)}`)).toBeNull()
  })
})
