/** Texts whose parts are decoded on demand. */
import { describe, expect, it, test } from 'vitest'
import { decodeBody } from '../../src/feed/decode.ts'
import { openDocument } from '../../src/feed/open-document.ts'
import { beginningOf, isBlank, plainSource } from '../../src/feed/source-text.ts'
import { atomOf, feedAddress, now, rssOf } from './fixtures/documents.ts'

const undecoded = (text: string) => decodeBody(new TextEncoder().encode(text), null)

/** The first item of a document, with its full text. */
function itemIn(document: ReturnType<typeof undecoded>) {
  const opened = openDocument(document, feedAddress, now)
  if (opened.kind !== 'feed') throw new Error(`it was taken for: ${opened.kind}`)
  const { body, ...item } = opened.feed.item(0)
  return { ...item, text: body() }
}

describe('an item is the same whether its document is decoded before or after its markup is found', () => {
  const described = (html: string) => rssOf(`<item><title>Été</title><description>${html}</description></item>`)
  const section = (html: string) => described(`<![CDATA[${html}]]>`)
  const share = '<a href="https://s.example/?u=https%3A%2F%2Fkurz.example%2FxY12">à</a>'
  const cases: readonly (readonly [name: string, document: string])[] = [
    ['a section of Chinese', section('<p>第一段，不太短的文字。</p><p>第二段。</p>')],
    ['a section with references', section('<p>caf&eacute; à &#8220;la&#8221; &amp;</p>')],
    ['several sections', described('<![CDATA[<p>à]]> and <![CDATA[中</p>]]>')],
    ['escaped HTML', described('&lt;p title="à"&gt;Voilà &amp;amp; 中&lt;/p&gt;')],
    ['escaped HTML with references beyond ASCII', described('&lt;p&gt;caf&eacute; à&#160;&#x4e2d;&lt;/p&gt;')],
    ['HTML that is escaped twice', section('&lt;p&gt;&lt;a href="/à"&gt;Voilà&lt;/a&gt; 中&lt;/p&gt;')],
    ['a picture with an address beyond ASCII', section('<img src=/à/中.jpg alt=à><p>Texte</p>')],
    ['a name that ends in the byte of a no-break space', section('<img alt=voilà src=/a.jpg>')],
    ['no-break spaces', section('\u00a0<p>\u00a0à\u00a0</p>\u3000')],
    ['a text that is only space beyond ASCII', described('\u00a0\u3000<!-- à -->')],
    ['share links', section(`<p>Voilà</p>${share}${share}`)],
    ['a long text', section(`<p>${'字'.repeat(2000)}</p><p>${'é'.repeat(2000)}</p>`)],
    ['a long text without tags', described('é中😀 '.repeat(2000))],
    ['a plain text of Atom', atomOf(`<entry><content type="text">${'é中 '.repeat(2000)}</content></entry>`)],
    ['XHTML', atomOf('<entry><content type="xhtml"><div>\u00a0<p>Voilà 中</p></div></content></entry>')],
  ]
  test.each(cases)('%s', (_name, document) => {
    expect(itemIn(undecoded(document))).toEqual(itemIn(plainSource(document)))
  })
})

describe('the beginning of a text', () => {
  it.each([
    ['letters', 'abcdef', 'abc'],
    ['characters of two bytes', 'éàüö', 'éàü'],
    ['characters of three bytes', '中文文字', '中文文'],
    ['characters of several lengths', 'a中é😀', 'a中é'],
    ['a shorter text', 'é', 'é'],
  ])('is counted in UTF-16 units: %s', (_name, text, beginning) => {
    expect(beginningOf(undecoded(text), 3)).toBe(beginning)
    expect(beginningOf(plainSource(text), 3)).toBe(beginning)
  })
})

it.each([
  ['nothing', '', true],
  ['white space', ' \t\r\n', true],
  ['white space beyond ASCII', ` \u00a0\u3000${'\u2003'.repeat(200)}`, true],
  ['a letter', ' a', false],
  ['a letter beyond ASCII', '\u00a0à', false],
  ['a letter behind much space', `${'\u3000'.repeat(200)}中`, false],
])('a text is blank if it is white space only: %s', (_name, text, blank) => {
  expect(isBlank(undecoded(text))).toBe(blank)
  expect(isBlank(plainSource(text))).toBe(blank)
})
