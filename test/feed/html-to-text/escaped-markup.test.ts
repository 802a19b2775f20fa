/** HTML that was escaped twice, and text about HTML. */
import { describe, expect, test } from 'vitest'
import { unescapedMarkup } from '../../../src/feed/html-to-text/escaped-markup.ts'
import { plainSource } from '../../../src/feed/source-text.ts'

describe('HTML that was escaped twice', () => {
  const cases: readonly (readonly [name: string, html: string, markup: string])[] = [
    ['a paragraph', '&lt;p&gt;One.&lt;/p&gt;', '<p>One.</p>'],
    ['inside a paragraph', '<p>&lt;p&gt;One.&lt;/p&gt;</p>', '<p><p>One.</p></p>'],
    ['a link', 'See &lt;a href=&quot;/x&quot;&gt;this&lt;/a&gt;.', 'See <a href="/x">this</a>.'],
    ['a picture', '&#60;img src="a.jpg" /&#62; One.', '<img src="a.jpg" /> One.'],
    ['paragraphs without ends', '&lt;p&gt;One.&lt;p&gt;Two.', '<p>One.<p>Two.'],
  ]
  test.each(cases)('is unescaped: %s', (_name, html, markup) => {
    expect(unescapedMarkup(plainSource(html))).toBe(markup)
  })
})

describe('text about HTML', () => {
  const cases: readonly (readonly [name: string, html: string])[] = [
    ['an element', 'The &lt;em&gt; element'],
    ['a pair of tags', 'Between &lt;p&gt; and &lt;/p&gt; stands a paragraph'],
    ['a type', 'List&lt;String&gt; is a type'],
    ['code among markup', '<p>Write <code>&lt;b&gt;bold&lt;/b&gt;</code>.</p>'],
    ['a comparison', 'a &lt; b &amp;&amp; c &gt; d'],
    ['nothing', 'plain'],
  ]
  test.each(cases)('stays as it is: %s', (_name, html) => {
    expect(unescapedMarkup(plainSource(html))).toBeNull()
  })
})
