/** Where items of feeds are discussed: elements of the formats, and the forms of Hacker News, Lobsters and Reddit. */
import { describe, expect, it } from 'vitest'
import { feedOf, rssOf } from './fixtures/documents.ts'

const article = 'https://blog.example/post'
const hackerNews = 'https://news.ycombinator.com/item?id=42'
const lobsters = 'https://lobste.rs/s/abc123/post'
const reddit = 'https://www.reddit.com/r/rust/comments/1abc/post/'
const onReddit = 'https://i.redd.it/abc.jpeg'

const escaped = (html: string) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const rss = (link: string, more: string) => rssOf(`<item><title>T</title><link>${link}</link>${more}</item>`)
const entry = (link: string, more: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link href="${link}"/>${more}</entry></feed>`
const json = (item: object) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: 'F', items: [{ title: 'T', ...item }] })

/** What hnrss.org writes (hnrss/go-hnrss). */
const hnrss = `<p>Article URL: <a href="${article}">${article}</a></p><p>Comments URL: <a href="${hackerNews}">${hackerNews}</a></p><p>Points: 1</p><p># Comments: 0</p>`
/** What Reddit writes below a post. */
const footer = (link: string, comments: string) =>
  `&#32; submitted by &#32; <a href="https://www.reddit.com/user/ann"> /u/ann </a> <br/> <span><a href="${link}">[link]</a></span> &#32; <span><a href="${comments}">[comments]</a></span>`
const ofReddit = (html: string) => entry(reddit, `<id>t3_1abc</id><content type="html">${escaped(html)}</content>`)

const cases: readonly (readonly [name: string, document: string, link: string, comments: string | null])[] = [
  ['RSS with comments', rss(article, `<comments>${hackerNews}</comments>`), article, hackerNews],
  ['RSS whose comments are its link', rss(hackerNews, `<comments>${hackerNews}</comments>`), hackerNews, null],
  [
    'WordPress with comments',
    rss(article, `<comments>${article}#comments</comments><slash:comments>2</slash:comments>`),
    article,
    `${article}#comments`,
  ],
  [
    'WordPress without comments yet',
    rss(article, `<comments>${article}#comments</comments><slash:comments>0</slash:comments>`),
    article,
    null,
  ],
  ['WordPress with an empty form', rss(article, `<comments>${article}#respond</comments>`), article, null],
  ['a number without an address', rss(article, '<slash:comments>2</slash:comments>'), article, null],
  [
    'Atom with replies',
    entry(article, '<link rel="replies" type="text/html" href="https://forum.example/9"/>'),
    article,
    'https://forum.example/9',
  ],
  [
    'Hacker News’s own feed',
    rss(
      article,
      `<comments>${hackerNews}</comments><description><![CDATA[<a href="${hackerNews}">Comments</a>]]></description>`,
    ),
    article,
    hackerNews,
  ],
  [
    'its text alone',
    rss(article, `<description><![CDATA[<a href="${hackerNews}">Comments</a>]]></description>`),
    article,
    hackerNews,
  ],
  ['hnrss as text alone', rss(article, `<description><![CDATA[${hnrss}]]></description>`), article, hackerNews],
  ['hnrss as Atom', entry(article, `<id>${hackerNews}</id>`), article, hackerNews],
  ['hnrss as JSON Feed', json({ id: hackerNews, url: article, external_url: hackerNews }), article, hackerNews],
  ['a question on Hacker News', json({ id: hackerNews, url: hackerNews, external_url: hackerNews }), hackerNews, null],
  [
    'Lobsters',
    rss(article, `<guid isPermaLink="false">https://lobste.rs/s/abc123</guid><comments>${lobsters}</comments>`),
    article,
    lobsters,
  ],
  ['a discussion with an external address', json({ url: lobsters, external_url: article }), article, lobsters],
  [
    'RSS as JSON with a number for comments',
    JSON.stringify({ rss: { channel: { title: 'F', item: [{ title: 'T', link: article, comments: '12' }] } } }),
    article,
    null,
  ],
  ['a linkblog', json({ url: 'https://links.example/1', external_url: article }), 'https://links.example/1', null],
  ['a feed of another Paperboy', json({ url: article, _paperboy: { comments_url: lobsters } }), article, lobsters],
  ['a link on Reddit', ofReddit(footer(article, reddit)), article, reddit],
  [
    'a link behind Reddit’s thumbnail',
    ofReddit(
      `<table><tr><td><a href="${reddit}"><img src="x.jpg"/></a></td><td>${footer(article, reddit)}</td></tr></table>`,
    ),
    article,
    reddit,
  ],
  ['a question on Reddit', ofReddit(`<p>Why?</p>${footer(reddit, reddit)}`), reddit, null],
  [
    'a question whose text has such a link',
    ofReddit(`<p><a href="${article}">[link]</a></p>${footer(reddit, reddit)}`),
    reddit,
    null,
  ],
  ['a picture on Reddit', ofReddit(footer(onReddit, reddit)), reddit, null],
  ['a link that is no web address', ofReddit(footer('javascript:alert(1)', reddit)), reddit, null],
  [
    'a link with a label of another site',
    rss(article, `<description><![CDATA[<a href="https://a.example/1">Comments</a>]]></description>`),
    article,
    null,
  ],
  [
    'a link to a discussion in a sentence',
    rss(article, `<description><![CDATA[See <a href="${hackerNews}">this thread</a>]]></description>`),
    article,
    null,
  ],
]

describe('the article and the discussion', () => {
  it.each(cases)('are found in %s', (_, document, link, comments) => {
    const item = feedOf(document).item(0)
    expect({ link: item.link, comments: item.comments }).toEqual({ link, comments })
  })

  it('are found in time in any text', () => {
    const hostile = '<a href=<a href="'.repeat(20_000) + 'x comment '.repeat(300)
    const item = feedOf(rss(article, `<description><![CDATA[${hostile}]]></description>`)).item(0)
    expect(item.comments).toBeNull()
  })

  it('leave the keys of an item as they are', () => {
    expect(feedOf(ofReddit(footer(article, reddit))).keys).toMatchObject([{ id: 't3_1abc', link: reddit }])
    expect(feedOf(json({ url: lobsters, external_url: article })).keys).toMatchObject([{ link: lobsters }])
  })
})
