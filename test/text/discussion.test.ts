/** Which page is an item's discussion. */
import { expect, it } from 'vitest'
import { discussionOf } from '../../src/text/discussion.ts'

const article = 'https://news.example/1'

const cases: readonly (readonly [name: string, link: string | null, comments: string | null, found: string | null])[] =
  [
    ['a page of another site is one', article, 'https://forum.example/9', 'https://forum.example/9'],
    ['an item without a link has one', null, 'https://forum.example/9', 'https://forum.example/9'],
    ['a section below the article is one', article, `${article}#comments`, `${article}#comments`],
    [
      'another item of the same script is one',
      'https://a.example/item?id=1',
      'https://a.example/item?id=2',
      'https://a.example/item?id=2',
    ],
    ['no comments are none', article, null, null],
    ['the item’s own link is none', article, article, null],
    ['the item’s own link written otherwise is none', article, 'http://www.news.example/1/?utm_source=rss', null],
    ['the section that the item’s own link names is none', `${article}#c`, `${article}/#c`, null],
    ['an empty form below the article is none', article, `${article}#respond`, null],
    ['an address of another scheme is none', article, 'javascript:alert(1)', null],
  ]
it.each(cases)('%s', (_, link, comments, found) => {
  expect(discussionOf({ link, comments })).toBe(found)
})

it('a section without a comment is none, a page of its own without one is', () => {
  expect(discussionOf({ link: article, comments: `${article}#comments` }, 0)).toBeNull()
  expect(discussionOf({ link: article, comments: 'https://forum.example/9' }, 0)).toBe('https://forum.example/9')
})
