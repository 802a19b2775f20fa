/** Which links may lead to an article. */
import { expect, test } from 'vitest'
import { mayHaveArticle } from '../../../src/feed/article/article-link.ts'

test.each([
  ['a page', 'https://news.example/2026/bridge'],
  ['a page without TLS', 'http://news.example/bridge.html'],
  ['a page by a query', 'https://news.example/?p=12'],
  ['a page on a host whose name ends like another', 'https://notyoutube.com/a'],
  ['a page with a fragment', 'https://news.example/a#b'],
])('%s may have an article', (_, link) => {
  expect(mayHaveArticle(link)).toBe(true)
})

test.each([
  ['no link', null],
  ['what is no address', 'news'],
  ['a mail address', 'mailto:ann@news.example'],
  ['a site’s first page', 'https://news.example/'],
  ['a site’s first page by its file', 'https://news.example/index.html'],
  ['a post of Telegram', 'https://t.me/news/12'],
  ['a film on YouTube', 'https://www.youtube.com/watch?v=1'],
  ['a film by YouTube’s short address', 'https://youtu.be/1'],
  ['a film on a mobile page of YouTube', 'https://m.youtube.com/watch?v=1'],
  ['a post of X', 'https://x.com/ann/status/1'],
  ['a page of scripts at Google News', 'https://news.google.com/rss/articles/abc'],
  ['a PDF', 'https://news.example/report.pdf'],
  ['an episode', 'https://news.example/a.mp3?source=feed'],
  ['a picture', 'https://news.example/a.JPG'],
])('%s has none', (_, link) => {
  expect(mayHaveArticle(link)).toBe(false)
})
