/** Items that a format cannot parse. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { richText } from '../../src/feed/item-draft.ts'
import { type FeedSource, openFeed } from '../../src/feed/open-feed.ts'
import { plainSource } from '../../src/feed/source-text.ts'
import { feedUrlSchema } from '../../src/model.ts'

const url = v.parse(feedUrlSchema, 'https://news.example/feed')

const source: FeedSource<string> = {
  head: {
    title: richText('plain', plainSource('News')),
    sites: [],
    isRelativeToSite: true,
    base: '',
    updated: '',
    authors: [],
    languages: [],
  },
  blocks: ['good', 'bad', 'worse'],
  isCut: false,
  keys: (block) => ({ id: block, link: '', title: `The ${block} one`, date: '', text: '', opening: '' }),
  draft: (block) => {
    if (block === 'good') return null
    throw new RangeError(`cannot read ${block}`)
  },
}

it('an item that cannot be parsed is made of its keys, and the first cause is reported', () => {
  const feed = openFeed(source, url, 0)
  expect(feed.item(0).title).toBe('The good one')
  expect(feed.broken?.()).toBeNull()
  expect([feed.item(1).title, feed.item(2).title]).toEqual(['The bad one', 'The worse one'])
  expect(feed.broken?.()).toMatch(/^RangeError at .*draft open-feed\.test\.ts/u)
})
