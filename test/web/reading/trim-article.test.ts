/** Trimming removes what a publisher puts around an article, and no more. */
import { describe, expect, it } from 'vitest'
import { ArticleText } from '../../../src/web/pages/article-text.tsx'
import { sanitise } from '../../../src/web/reading/sanitise.ts'
import { trimArticle, withoutLeadPicture } from '../../../src/web/reading/trim-article.ts'

const base = 'https://news.example/'
const article = async (source: string, title = 'A headline') =>
  ArticleText({ nodes: trimArticle(await sanitise({ html: source, base }), title) })?.toString()

const story = '<p>The council met on Monday to talk about the bridge.</p>'
const share = '<a href="https://www.facebook.com/sharer.php?u=https%3A%2F%2Fnews.example%2F1">'

const cases: readonly (readonly [name: string, source: string, left: string])[] = [
  ['a plain story', story, story],
  ['redundant boxes', `<div><section>${story}</section></div>`, story],
  ['the title above the text', `<h1>A headline</h1>${story}`, story],
  ['date and author above the text', `<div>07/09/2023 - 02:29</div><p>By Ann Author</p>${story}`, story],
  ['a date further down, which stays', `${story}<p>1 May 2026</p>`, `${story}<p>1 May 2026</p>`],
  ['share buttons without words', `${story}<div>Share:</div><div>${share}<span></span></a></div>`, story],
  ['a row of links', `${story}<p><a href="/a">Home</a> | <a href="/b">News</a> | <a href="/c">About</a></p>`, story],
  ['a link to read on', `${story}<p><a href="/x">Read more</a></p>`, story],
  [
    'a link after a label',
    `${story}<hr><div>获取更多RSS：<br><a href="https://x.example">https://x.example</a><br></div>`,
    story,
  ],
  [
    '“The post appeared first on”',
    `${story}<p>The post <a href="/1">A headline</a> appeared first on <a href="/">News</a>.</p>`,
    story,
  ],
  ['rules at either end', `<hr>${story}<hr><hr>`, story],
  ['repeated rules', `${story}<hr><hr>${story}`, `${story}<hr/>${story}`],
  ['empty boxes', `<div><p> </p></div>${story}<p>&nbsp;</p>`, story],
  ['line breaks between paragraphs', 'One.<br><br>Two.<br>Three.', '<p>One.</p><p>Two.<br/>Three.</p>'],
  ['a text of a date only, which stays', '<p>1 May 2026</p>', '<p>1 May 2026</p>'],
  ['a quotation', `<blockquote>${story}</blockquote>`, `<blockquote>${story}</blockquote>`],
  ['a link without text', '<p>The bridge<a href="/x"></a> is closed.</p>', '<p>The bridge is closed.</p>'],
  ['a table without content', `${story}<table><tr><td></td></tr></table>`, story],
  [
    'a caption of several lines, which stays one',
    `${story}<figure>Picture<figcaption>One<br><br>Two</figcaption></figure>`,
    `${story}<figure><p>Picture</p><figcaption>One<br/><br/>Two</figcaption></figure>`,
  ],
  ['lists', '<ul><li>One</li><li>Two</li></ul>', '<ul><li>One</li><li>Two</li></ul>'],
]

describe('trimArticle', () => {
  it.each(cases)('handles %s', async (_, source, left) => {
    expect(await article(source)).toBe(left)
  })
})

it('withoutLeadPicture removes the picture that the page shows above', async () => {
  const nodes = trimArticle(await sanitise({ html: `<p><img src="/a.jpg"></p>${story}`, base }), '')
  expect(ArticleText({ nodes: withoutLeadPicture(nodes, 'https://news.example/a.jpg') })?.toString()).toBe(story)
  expect(withoutLeadPicture(nodes, 'https://news.example/b.jpg')).toBe(nodes)
})

it('withoutLeadPicture keeps the text beside the picture', async () => {
  const nodes = await sanitise({ html: '<blockquote><p><img src="/a.jpg"> One</p></blockquote>', base })
  expect(ArticleText({ nodes: withoutLeadPicture(nodes, 'https://news.example/a.jpg') })?.toString()).toBe(
    '<blockquote><p> One</p></blockquote>',
  )
})
