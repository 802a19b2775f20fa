/** Fingerprints of documents. */
import { describe, expect, test } from 'vitest'
import { fingerprint } from '../../../src/feed/http/fingerprint.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const items = '<item><title>One</title></item>\n<item><title>Two</title></item>'
const rss = (head: string, tail = '</channel></rss>') => `<?xml version="1.0"?>\n<rss><channel>${head}${items}${tail}`
const entries = '<a:entry><a:title>One</a:title></a:entry>'
const atom = (updated: string) => `<a:feed><a:updated>${updated}</a:updated>${entries}</a:feed>`
const json = (title: string) => `{"items":[{"title":"${title}"},{"content_html":"<item>one</item>"}]}`
const utf16 = (text: string) => new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer)

describe('the fingerprint stays the same', () => {
  const cases: readonly (readonly [name: string, before: string, after: string])[] = [
    ['document', rss(''), rss('')],
    ['items, built anew', rss('<lastBuildDate>Mon</lastBuildDate>'), rss('<lastBuildDate>Tuesday</lastBuildDate>')],
    ['entries of any prefix', atom('2026-01-01'), atom('2026-01-02T03:04:05Z')],
    ['items, with a comment of a cache', rss(''), rss('', '</channel></rss>\n<!-- cached at 12:00 - once -->\n')],
    ['items after a byte order mark', rss(''), `\ufeff${rss('')}`],
  ]
  test.each(cases)('for %s', (_name, before, after) => {
    expect(fingerprint(bytes(after))).toBe(fingerprint(bytes(before)))
  })

  test('for bytes inside a larger buffer', () => {
    expect(fingerprint(bytes(`xx${rss('')}`).subarray(2))).toBe(fingerprint(bytes(rss(''))))
  })
})

describe('the fingerprint changes', () => {
  const cases: readonly (readonly [name: string, before: Uint8Array, after: Uint8Array])[] = [
    ['item in front', bytes(rss('')), bytes(rss('<item>0</item>'))],
    ['item behind', bytes(rss('')), bytes(rss('', '<item>3</item></channel></rss>'))],
    ['item that was cut off', bytes(rss('', '<item><title>Th')), bytes(rss('', '<item><title>Three'))],
    ['item without an end', bytes(rss('', '<item>3</rss>')), bytes(rss('', '<item>4</rss>'))],
    ['text behind the items', bytes(rss('', 'a</rss>')), bytes(rss('', 'b</rss>'))],
    ['comment that never ends', bytes(rss('', '</rss><!-- a')), bytes(rss('', '</rss><!-- b'))],
    ['order', bytes(`<rss>${items}`), bytes(`<rss>${items.split('\n').reverse().join('\n')}`)],
    ['title before what looks like an item, in JSON', bytes(json('One')), bytes(json('Two'))],
    ['title in UTF-16', utf16(rss('<title>1</title>')), utf16(rss('<title>2</title>'))],
    ['document without items', bytes('<rss><title>1</title></rss>'), bytes('<rss><title>2</title></rss>')],
    ['document that is empty', new Uint8Array(), bytes(' ')],
  ]
  test.each(cases)('for %s', (_name, before, after) => {
    expect(fingerprint(after)).not.toBe(fingerprint(before))
  })

  test('for one bit anywhere in the items', () => {
    const document = bytes(rss(''))
    const first = fingerprint(document)
    const text = new TextDecoder().decode(document)
    for (let at = text.indexOf('<item>') + 6; at < text.lastIndexOf('</item>'); at++) {
      const changed = document.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(fingerprint(changed)).not.toBe(first)
    }
  })
})
