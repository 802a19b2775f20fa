/** Sanitising keeps what is meant for reading. Attacks are in test/browser/payloads.ts, for a real browser. */
import { describe, expect, it } from 'vitest'
import { ArticleText } from '../../../src/web/pages/article-text.tsx'
import { sanitise } from '../../../src/web/reading/sanitise.ts'

const base = 'https://news.example/2026/story'
const html = async (source: string) => ArticleText({ nodes: await sanitise({ html: source, base }) })?.toString() ?? ''
const link = (href: string, text: string) => `<a href="${href}" rel="nofollow noopener noreferrer">${text}</a>`
const image = (src: string, more = '') =>
  `<img ${more}src="${src}" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer"/>`

const cases: readonly (readonly [name: string, source: string, clean: string])[] = [
  ['text', 'Fish &amp; chips &lt;b&gt; &mdash; 5 > 3', 'Fish &amp; chips &lt;b&gt; — 5 &gt; 3'],
  ['elements for reading', '<p>A <b>b</b> <em>c</em><br>d</p>', '<p>A <b>b</b> <em>c</em><br/>d</p>'],
  ['headings, below the page’s own', '<h1>A</h1><h6>B</h6>', '<h2>A</h2><h4>B</h4>'],
  ['unknown elements', '<font color=red><o:p></o:p>A</font><custom-box>B</custom-box>', 'AB'],
  ['attributes', '<p id=a class=b style=c lang=fr dir=ltr data-x=y>A</p>', '<p lang="fr" dir="ltr">A</p>'],
  ['relative links', '<a href="../more?a=1&amp;b=2#c">A</a>', link('https://news.example/more?a=1&amp;b=2#c', 'A')],
  ['addresses that are too long', `<a href="mailto:${'@'.repeat(20_000)} x">A</a>`, '<a>A</a>'],
  ['mail addresses', '<a href="mailto:a@example.org">A</a>', link('mailto:a@example.org', 'A')],
  ['links within the page', '<a href="#note">A</a>', '<a>A</a>'],
  [
    'a link in a link',
    '<a href="/a">A<a href="/b">B</a>',
    link('https://news.example/a', 'A') + link('https://news.example/b', 'B'),
  ],
  [
    'pictures',
    '<img src="/a.jpg" width=640 height=480>',
    image('https://news.example/a.jpg', 'width="640" height="480" '),
  ],
  [
    'lazy-loading pictures',
    '<img src="data:image/gif;base64,R0" data-src="/a.jpg">',
    image('https://news.example/a.jpg'),
  ],
  [
    'a picture of several sizes',
    '<picture><source srcset="/b.avif"><img src="/a.jpg"></picture>',
    image('https://news.example/a.jpg'),
  ],
  ['a picture without TLS', '<img src="http://pictures.example/a.jpg">', image('https://pictures.example/a.jpg')],
  ['counting pixels', '<img src="https://count.example/1.gif" width="1" height="1">', ''],
  [
    'embedded media',
    '<iframe src="https://www.youtube.com/embed/x"></iframe>',
    `<p>${link('https://www.youtube.com/embed/x', '▶ www.youtube.com')}</p>`,
  ],
  ['scripts and styles', 'A<script>B</script><style>C</style><!-- D -->E', 'AE'],
  ['unclosed paragraphs', '<p>A<p>B<div>C</div>', '<p>A</p><p>B</p><div>C</div>'],
  ['unclosed lists', '<ul><li>A<li>B<ul><li>C</ul></ul>', '<ul><li>A</li><li>B<ul><li>C</li></ul></li></ul>'],
  ['end tags without a start tag', 'A</div></p></main></body>B', 'AB'],
  ['wrongly nested elements', '<b><i>A</b>B</i>C', '<b><i>A</i></b>BC'],
  ['ruby', '<ruby>漢<rt>かん</rt></ruby>', '<ruby>漢<rt>かん</rt></ruby>'],
  [
    'a table',
    '<table><tr><td colspan=2 onclick=x>A</table>',
    '<div class="scroll" tabindex="0"><table><tbody><tr><td colspan="2">A</td></tr></tbody></table></div>',
  ],
  ['empty HTML', '', ''],
]

describe('sanitise', () => {
  it.each(cases)('handles %s', async (_, source, clean) => {
    expect(await html(source)).toBe(clean)
  })
})

describe('the output of sanitise', () => {
  it.each([
    ['depth', '<div>'.repeat(20_000), 100],
    ['elements', '<b>x</b>'.repeat(8_000), 60_000],
    ['attributes', `<a ${'x=y '.repeat(15_000)}href="/">A</a>`, 200],
    ['unclosed tags', '<a <b '.repeat(10_000), 200_000],
  ])('is bounded for excessive %s', async (_, source, most) => {
    expect((await html(source)).length).toBeLessThan(most * 10)
  })
})
