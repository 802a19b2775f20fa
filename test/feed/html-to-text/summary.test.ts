/** Summaries without boilerplate and preambles. */
import { describe, expect, test } from 'vitest'
import { summaryText } from '../../../src/feed/html-to-text/summary.ts'
import { plainSource } from '../../../src/feed/source-text.ts'
import rfi from '../../fixtures/rfi.xml?raw'
import { itemsOf } from '../fixtures/documents.ts'

const story = 'The council met on Monday and voted for the bridge.'
const link = (text: string, href = 'https://example.org/') => `<a href="${href}">${text}</a>`

describe('a summary', () => {
  const cases: readonly (readonly [name: string, html: string])[] = [
    ['nothing', story],
    ['a date', `<div>07/09/2023 - 02:29</div><p>${story}</p>`],
    ['a date in words', `<p>Published: Monday, 3rd of March 2025, 10:15 am CET</p><p>${story}</p>`],
    ['a Chinese date', `<p>发布时间：2023年9月7日 星期四 上午10:30</p><p>${story}</p>`],
    ['a German date', `<p>Stand: 7. März 2025, 18:30 Uhr</p><p>${story}</p>`],
    ['a Russian date', `<p>Опубликовано 7 сентября 2023</p><p>${story}</p>`],
    ['a byline', `<p>By Ann van der Berg and Li Wei</p><p>${story}</p>`],
    ['a German byline', `<p>Von Anna Müller, Berlin</p><p>${story}</p>`],
    ['a French byline', `<p>Par Jean-Luc d’Arc</p><p>${story}</p>`],
    ['a Chinese byline', `<p>记者：王小明</p><p>来源 | 新华社</p><p>${story}</p>`],
    ['a Japanese byline', `<p>文／山田太郎</p><p>${story}</p>`],
    [
      'a picture and its caption',
      `<figure><img src="a.jpg"><figcaption>The bridge at night.</figcaption></figure>${story}`,
    ],
    [
      'a caption by its class',
      `<div class="wp-caption"><p class="wp-caption-text">The bridge.</p></div><p>${story}</p>`,
    ],
    ['whose picture it is', `<p>(Photo: Ann Lee / Agency)</p><p>图源：视觉中国</p><p>${story}</p>`],
    ['who took the picture', `<p>Image by Ann Lee/Agency</p><p>${story}</p>`],
    ['its title', `<h1>The Title</h1><p>${story}</p>`],
    [
      'buttons to share it',
      `<p>${story}</p><p>${link('Tweet', 'https://x.example/intent?text=T&url=https%3A%2F%2Fexample.org')} ${link('Mail', 'mailto:?body=https://example.org')}</p>`,
    ],
    [
      'buttons without words, and their label',
      `<p>${story}</p><div><div>分享 :</div><div>${link('', 'https://f.example/share?u=https%3A%2F%2Fexample.org')}${link('', 'whatsapp://send?text=T')}</div></div>`,
    ],
    [
      'a footer of the blog',
      `<p>${story}</p><p>The post ${link('The Title')} appeared first on ${link('The Blog')}.</p>`,
    ],
    ['a German one', `<p>${story}</p><p>Der Beitrag ${link('The Title')} erschien zuerst auf ${link('Das Blog')}.</p>`],
    ['a Spanish one', `<p>${story}</p><p>La entrada ${link('The Title')} aparece primero en ${link('El Blog')}.</p>`],
    ['one of no language that is known', `<p>${story}</p><p>Zzz ${link('The Title')} zzz zz ${link('Zzzz')}.</p>`],
    ['a link to all of it', `<p>${story}</p><p>${link('Continue reading →')}</p>`],
    ['a Chinese link to all of it', `<p>${story}</p><p>${link('阅读全文')}</p>`],
    ['a Japanese link to all of it', `<p>${story}</p><p>${link('続きを読む')}</p>`],
    ['a wordy link to all of it', `<p>${story}</p><p>To read this article in full, please ${link('click here')}</p>`],
    ['what leads on at the end', `<p>${story} [Read more…]</p>`.replace('[Read more…]', link('Read more'))],
    ['brackets at the end', `${story} [&#8230;]`],
    ['a call to subscribe', `<p>${story}</p><p>Subscribe to ${link('our newsletter')}!</p>`],
    [
      'a call to get more',
      `<p>${story}</p><div>获取更多RSS：<br>${link('https://rss.example')}</div>`.replace(
        link('https://rss.example'),
        '',
      ),
    ],
    ['an advertisement', `<p>Advertisement</p><p>${story}</p><p>广告</p>`],
    ['a row of links', `<p>${story}</p><p>${link('Comments')} | ${link('Permalink')} | ${link('Tags')}</p>`],
    ['who sent it in', `<p>${story}</p>submitted by ${link('/u/ann')} <br> ${link('[link]')} ${link('[comments]')}`],
    [
      'what is hidden',
      `<p hidden>no</p><div style="color: red; display : none">no</div><p aria-hidden="true">no</p>${story}`,
    ],
    ['scripts and styles', `<style>p{}</style><script>if (a<b) "${story}"</script><noscript>no</noscript>${story}`],
    [
      'markup that was escaped twice',
      `&lt;p&gt;&lt;a href="https://example.org/"&gt;The council&lt;/a&gt; met on Monday and voted for the bridge.&lt;/p&gt;`,
    ],
  ]
  test.each(cases)('leaves out %s', (_name, html) => {
    expect(summaryText(plainSource(html), 500, 'The Title')).toBe(story)
  })
})

describe('a summary of HTML', () => {
  const cases: readonly (readonly [name: string, html: string, summary: string])[] = [
    ['figures alone', '<p>3:2</p>', '3:2'],
    ['a date alone', '<p>7 March 2025</p>', '7 March 2025'],
    ['the title alone', '<p>The Title</p>', 'The Title'],
    ['a short text after the title', '<p>The Title</p><p>Yes.</p>', 'The Title Yes.'],
    [
      'a sentence that begins like a byline',
      `<p>By the way, it rained.</p><p>${story}</p>`,
      `By the way, it rained. ${story}`,
    ],
    [
      'a sentence that begins with a date',
      `<p>On 3 March 2025 it rained.</p><p>${story}</p>`,
      `On 3 March 2025 it rained. ${story}`,
    ],
    [
      'a dateline before the sentence',
      `<p>LONDON, March 3 (Agency) — ${story}</p>`,
      `LONDON, March 3 (Agency) — ${story}`,
    ],
    ['a sentence about sharing', `<p>Share prices fell.</p><p>${story}</p>`, `Share prices fell. ${story}`],
    ['a sentence about reading', `<p>${story} Read more books, he said.</p>`, `${story} Read more books, he said.`],
    [
      'links in sentences',
      `<p>The ${link('council')} met the ${link('mayor')} and the ${link('press')} on Monday.</p>`,
      'The council met the mayor and the press on Monday.',
    ],
    [
      'lists of links',
      `<ul><li>${link('A long story about a bridge and a river')}</li><li>${link('Another long story about the sea')} (${link('archive')})</li></ul>`,
      'A long story about a bridge and a river Another long story about the sea (archive)',
    ],
    ['a row of links where there is nothing else', `${link('Link')} | ${link('Comments')}`, 'Link | Comments'],
    [
      'markup that is talked of',
      'Use the &lt;b&gt; element &amp; the &lt;i&gt; element.',
      'Use the <b> element & the <i> element.',
    ],
    ['comparisons', 'If a < b and c > d, then…', 'If a < b and c > d, then…'],
    ['formulas', '<math><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></math>', 'a+b'],
    ['the words under ruby', '<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む', '漢字を読む'],
    ['a declaration that never ends', 'Write <!DOCTYPE html', 'Write <!DOCTYPE html'],
    ['right-to-left text', '<p>ذهب المجلس يوم الاثنين إلى الجسر.</p>', 'ذهب المجلس يوم الاثنين إلى الجسر.'],
  ]
  test.each(cases)('keeps %s', (_name, html, summary) => {
    expect(summaryText(plainSource(html), 500, 'The Title')).toBe(summary)
  })
})

test.each([
  [
    'of a row in a table',
    `<table><tr><th>Released:</th><td>2024-05-06</td></tr><tr><th>Patch:</th><td>${link('full')} (${link('part')})</td></tr></table>`,
    'Released: 2024-05-06',
  ],
  [
    'of a row without a colon',
    `<table><tr><th>Version</th><td>${story}</td></tr><tr><th>Files</th><td>${link('zip')} | ${link('tar')}</td></tr></table>`,
    `Version ${story}`,
  ],
  ['of a definition', `<p>${story}</p><dl><dt>Links</dt><dd>${link('A')} | ${link('B')}</dd></dl>`, story],
  ['of a paragraph', `<p>${story}</p><p>Downloads:</p><p>${link('zip')} | ${link('tar')}</p>`, story],
  ['of a link to read on', `<p>${story}</p><p>More:</p><p>${link('Read more')}</p>`, story],
])('the label goes with its links: %s', (_name, html, summary) => {
  expect(summaryText(plainSource(html), 500)).toBe(summary)
})

test('a text that its publisher cut off ends in …', () => {
  expect(summaryText(plainSource('It had its moments, but then […]'), 500)).toBe('It had its moments, but then…')
  expect(summaryText(plainSource('word '.repeat(1000)), 23)).toBe('word word word word…')
})

test('a full-text article begins with its first sentence, and has its lead picture', () => {
  const [item] = itemsOf(rfi)
  expect(item?.summary).toMatch(/^[^\d\s]/u)
  expect(item?.summary).not.toMatch(/分享|获取更多RSS/u)
  expect(item?.image).toMatch(/^https:\/\/.+\.(?:jpg|jpeg)$/u)
})
