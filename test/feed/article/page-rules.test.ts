/** What a page says about itself, and whether its text may be kept. */
import { describe, expect, test } from 'vitest'
import { mayKeepText, pageHead } from '../../../src/feed/article/page-rules.ts'

const URL = 'https://news.example/2026/bridge'
const robots = (content: string, name = 'robots') => `<html><head><meta name="${name}" content="${content}"></head>`

describe('the text of a page', () => {
  test.each<readonly [what: string, html: string, header: string | null, isKept: boolean]>([
    ['without directives may be kept', '<html><head></head>', null, true],
    ['with `index, follow` may be kept', robots('index, follow'), null, true],
    ['with `noindex` may be kept, as reading pages are not in any index', robots('noindex'), null, true],
    ['with `noarchive` is not kept', robots('noarchive'), null, false],
    ['with `noindex,noarchive` is not kept', robots('noindex,noarchive'), null, false],
    ['with `NOARCHIVE` in any case is not kept', robots('NoArchive', 'ROBOTS'), null, false],
    ['with `none` is not kept', robots('none'), null, false],
    ['with `nosnippet` is not kept', robots('index, nosnippet'), null, false],
    ['with `max-snippet:0` is not kept', robots('max-snippet:0'), null, false],
    ['with `max-snippet:-1` may be kept', robots('max-snippet:-1, max-image-preview:large'), null, true],
    ['with `noarchive` for Paperboy is not kept', robots('noarchive', 'paperboy'), null, false],
    ['with `noarchive` for another robot may be kept', robots('noarchive', 'googlebot'), null, true],
    ['with the attributes in another order is not kept', "<meta content='noarchive' name=robots>", null, false],
    ['with `noarchive` in its header is not kept', '', 'noarchive', false],
    ['with `noarchive` among others in its header is not kept', '', 'noindex, noarchive', false],
    ['with `noarchive` for Paperboy in its header is not kept', '', 'paperboy: noarchive', false],
    ['with `noarchive` for another robot in its header may be kept', '', 'googlebot: noarchive', true],
    ['with `noarchive` behind another robot’s directive is not kept', '', 'googlebot: noindex, noarchive', false],
    ['with a date in its header may be kept', '', 'unavailable_after: 25 Jun 2030 15:00:00 PST', true],
  ])('%s', (_, html, header, isKept) => {
    expect(mayKeepText(pageHead(html, URL), header)).toBe(isKept)
  })
})

describe('the base of relative addresses', () => {
  test.each([
    ['is the page’s own address', '<head></head>', URL],
    ['is the one that the page names', '<head><base href="/archive/"></head>', 'https://news.example/archive/'],
    ['is the first of several', '<base href="/a/"><base href="/b/">', 'https://news.example/a/'],
    ['is never of another kind', '<base href="javascript:alert(1)">', URL],
    ['is never a file', '<base href="file:///etc/">', URL],
  ])('%s', (_, html, base) => {
    expect(pageHead(html, URL).base).toBe(base)
  })
})

test('the title is decoded, with the one for previews', () => {
  const html = '<title>A &amp; B\n– News</title><meta property="og:title" content="A &quot;B&quot;">'
  expect(pageHead(html, URL).title).toBe('A & B – News A "B"')
})

test('a head that never ends is read up to its limit', () => {
  const html = '<meta name=robots content=noarchive '.repeat(100_000)
  expect(pageHead(html, URL).metas.size).toBe(0)
  expect(pageHead(`<meta ${'a'.repeat(1900)}>`.repeat(130), URL).metas.size).toBe(0)
})
