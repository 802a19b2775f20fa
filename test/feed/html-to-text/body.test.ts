/** An item's full text: the longest, unchanged, at most 64 KB. */
import { describe, expect, it } from 'vitest'
import { limits } from '../../../src/limits.ts'
import { atomOf, itemsOf, rssOf } from '../fixtures/documents.ts'

const most = limits.feed.bodyOfItemBytes
const bodyOf = (text: string) => itemsOf(text)[0]?.body()
const item = (inner: string) => rssOf(`<item><link>https://e.org/1</link>${inner}</item>`)

describe('the text', () => {
  it.each([
    ['of a description', item('<description>&lt;p&gt;A&lt;/p&gt;</description>'), '<p>A</p>'],
    [
      'that is the fuller of two',
      item('<description>Short</description><content:encoded><![CDATA[<p>Longer text</p>]]></content:encoded>'),
      '<p>Longer text</p>',
    ],
    [
      'of XHTML',
      atomOf('<entry><content type="xhtml"><div><p>A &amp; b</p></div></content></entry>'),
      '<div><p>A &amp; b</p></div>',
    ],
    [
      'of XHTML, without the space around it',
      atomOf('<entry><content type="xhtml">\n  <div>A</div>\n</content></entry>'),
      '<div>A</div>',
    ],
    [
      'that is plain, made HTML',
      atomOf('<entry><content type="text">1 &lt; 2\n\nTwo\nlines</content></entry>'),
      '<p>1 &lt; 2</p>\n<p>Two<br>lines</p>',
    ],
    [
      'with all of its space and its quotes',
      item(`<description><![CDATA[<p class='a'>A\u00a0 b</p>\n\n<br>]]></description>`),
      `<p class='a'>A\u00a0 b</p>\n\n<br>`,
    ],
  ])('%s', (_, document, html) => {
    expect(bodyOf(document)?.html).toBe(html)
  })

  it('is null if the item has none', () => {
    expect(bodyOf(item('<title>A</title>'))).toBeNull()
  })

  it.each([
    ['letters', 'a'],
    ['characters of three bytes', '字'],
    ['characters of four bytes', '😀'],
  ])('is cut at 64 KB, and never inside a character: %s', (_, character) => {
    const html = bodyOf(item(`<description>${character.repeat(70_000)}</description>`))?.html ?? ''
    const bytes = new TextEncoder().encode(html).length
    expect(bytes).toBeLessThanOrEqual(most)
    expect(bytes).toBeGreaterThan(most - 4)
    expect(html.isWellFormed()).toBe(true)
  })

  it('has addresses that are relative to its own', () => {
    expect(bodyOf(item('<description>A</description>'))?.base).toBe('https://e.org/1')
  })
})
