/** The words of an item for filters: all of its texts, without markup and boilerplate, a line for each block. */
import { describe, expect, it } from 'vitest'
import { limits } from '../../../src/limits.ts'
import { atomOf, itemsOf, rssOf } from '../fixtures/documents.ts'

const textOf = (document: string, units: number = limits.feed.textOfItemUnits) => itemsOf(document)[0]?.text(units)
const item = (inner: string) => rssOf(`<item><title>Title</title><link>https://e.org/1</link>${inner}</item>`)
const html = (inner: string) => item(`<description><![CDATA[${inner}]]></description>`)
const json = (fields: object) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'News', items: [{ id: '1', ...fields }] })

describe('the words of an item', () => {
  it.each([
    ['are those of its description', html('<p>One &amp; two</p>'), 'One & two'],
    ['have a line for each block', html('<p>North</p><div>Korea<br>today</div>'), 'North\nKorea\ntoday'],
    ['have no markup inside a line', html('<p>The <b>No</b>rth <a href="/x">Sea</a></p>'), 'The North Sea'],
    [
      'have no scripts, styles, comments and hidden parts',
      html('<p>A</p><script>var b</script><style>c {}</style><!-- d --><p hidden>e</p>'),
      'A',
    ],
    ['are the whole plain text, however it breaks its lines', html('One\n two'), 'One two'],
    [
      'are those of HTML that was escaped twice',
      item('<description>&amp;lt;p class="a"&amp;gt;A&amp;lt;/p&amp;gt;</description>'),
      'A',
    ],
    [
      'are those of description and content, the longest first',
      item(
        '<description>Hand-written</description><content:encoded><![CDATA[<p>The whole story</p>]]></content:encoded>',
      ),
      'The whole story\nHand-written',
    ],
    [
      'have a teaser once',
      item('<description>The whole</description><content:encoded><![CDATA[<p>The whole story</p>]]></content:encoded>'),
      'The whole story',
    ],
    [
      'are those of equal texts once',
      item('<description>Same</description><itunes:summary>Same</itunes:summary>'),
      'Same',
    ],
    [
      'are those of XHTML',
      atomOf('<entry><title>T</title><content type="xhtml"><div><p>A &amp; b</p><p>c</p></div></content></entry>'),
      'A & b\nc',
    ],
    [
      'are those of a summary and of a plain content, whose empty lines separate',
      atomOf(
        '<entry><title>T</title><summary>Short</summary><content type="text">One\ntwo\n\nthree &lt; four</content></entry>',
      ),
      'One two\nthree < four\nShort',
    ],
    ['are those of a JSON feed’s text', json({ title: 'T', content_text: 'One\n\ntwo' }), 'One\ntwo'],
    [
      'are those of a JSON feed’s HTML',
      json({ title: 'T', summary: 'S', content_html: '<p>One</p><p>two</p>' }),
      'One\ntwo\nS',
    ],
    [
      'are without share buttons and links to the full text',
      html(
        '<p>Story</p><p><a href="https://www.facebook.com/sharer?u=https%3A%2F%2Fe.org">Facebook</a></p><p><a href="/1">Read more</a></p>',
      ),
      'Story',
    ],
    [
      'are without the name of the blog',
      html('<p>Story</p><p>The post Title appeared first on Microsoft Blog.</p>'),
      'Story',
    ],
    ['have the label of an advertisement', html('<p>Sponsored</p><p>Story</p>'), 'Sponsored\nStory'],
    ['are boilerplate where there is nothing else', html('<p><a href="/1">Read more</a></p>'), 'Read more'],
    ['are none where there is no text', item(''), ''],
    ['are none where there is only a picture', html('<img src="https://e.org/a.jpg" alt="A">'), ''],
  ])('%s', (_, document, text) => {
    expect(textOf(document)).toBe(text)
  })

  it('are cut after a word', () => {
    expect(textOf(html(`<p>${'sponsor '.repeat(100)}</p>`), 50)).toBe(`${'sponsor '.repeat(6).trim()}…`)
  })

  it('are the first 64 KB', () => {
    const text = textOf(html(`<p>${'ab '.repeat(30_000)}</p>`)) ?? ''
    expect(text.length).toBeLessThanOrEqual(64 * 1024)
    expect(text.length).toBeGreaterThan(63 * 1024)
  })

  it('go on in a text of many lines', () => {
    expect(textOf(html(`${'<p>line</p>'.repeat(2000)}<p>Kubernetes</p>`))).toContain('Kubernetes')
  })
})
