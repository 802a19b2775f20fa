/** What a reader gets of the followed channels' headlines. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { chooseNews, neededAfter } from '../../src/cycle/choose-news.ts'
import { readerItem } from '../../src/cycle/judge-news.ts'
import type { NewsByCode } from '../../src/cycle/selection-news.ts'
import { feedUrlSchema, readerCodeSchema } from '../../src/model.ts'
import type { NewsHeadline } from '../../src/store/channel-news.ts'
import type { StoredFollow } from '../../src/store/stored-follow.ts'

const [one, two] = ['aaaaaaaaaa', 'bbbbbbbbbb'].map((code) => v.parse(readerCodeSchema, code))
if (one === undefined || two === undefined) throw new Error('there are two codes')

const headline = (title: string, at: number, more: Partial<NewsHeadline> = {}): NewsHeadline => ({
  ...{ title, at, code: title, link: `https://news.example/${title}`, source: 'Feed', published: null, also: [] },
  ...{ repeats: null, author: null, categories: [], summary: '', image: null, reading: null },
  feed: v.parse(feedUrlSchema, 'https://news.example/feed'),
  ...more,
})
const follow = (changes: Partial<StoredFollow> = {}): StoredFollow => ({
  ...{ code: one, cell: 0, title: 'Old title', username: null, filter: '', at: 10 },
  ...changes,
})
const newsOf = (channels: Readonly<Record<string, readonly NewsHeadline[]>>, sources = true): NewsByCode =>
  new Map(
    Object.entries(channels).map(([code, headlines]) => {
      const source = { title: `Channel ${code[0]}`, username: 'name', sources }
      return [
        code,
        { ...source, headlines: headlines.map((each) => ({ headline: each, item: () => readerItem(each, source) })) },
      ]
    }),
  )
const none = () => 0

interface Case {
  readonly name: string
  readonly follows: readonly StoredFollow[]
  readonly news: NewsByCode
  readonly judged?: number
  /** Titles with the names of their sources. */
  readonly gets: readonly string[]
  readonly cursors: readonly number[]
}

const apples = [headline('apple', 11), headline('pear', 12)]
const cases: readonly Case[] = [
  {
    name: 'headlines after the cursor that its words keep',
    follows: [follow({ filter: 'apple' })],
    news: newsOf({ [one]: [headline('apple', 10), ...apples] }),
    gets: ['apple from Feed'],
    cursors: [12],
  },
  {
    name: 'nothing up to where an earlier cycle found nothing',
    follows: [follow()],
    news: newsOf({ [one]: apples }),
    judged: 12,
    gets: [],
    cursors: [12],
  },
  {
    name: 'the channel’s name where it hides its feeds',
    follows: [follow()],
    news: newsOf({ [one]: apples }, false),
    gets: ['apple from Channel a', 'pear from Channel a'],
    cursors: [12],
  },
  {
    name: 'no feed by its name where the channel hides it',
    follows: [follow({ filter: 'source:Feed' })],
    news: newsOf({ [one]: apples }, false),
    gets: [],
    cursors: [12],
  },
  {
    name: 'the channel’s name where a feed has none',
    follows: [follow()],
    news: newsOf({ [one]: [headline('apple', 11, { source: ' \u200b' })] }),
    gets: ['apple from Channel a'],
    cursors: [11],
  },
  {
    name: 'an item of two channels once, in the order of arrival',
    follows: [follow(), follow({ code: two })],
    news: newsOf({
      [one]: [headline('pear', 12)],
      [two]: [headline('apple', 11), headline('pear', 12, { code: 'elsewhere' })],
    }),
    gets: ['apple from Channel b', 'pear from Channel a'],
    cursors: [12, 12],
  },
  {
    name: 'two items with one title in a channel',
    follows: [follow()],
    news: newsOf({ [one]: [headline('apple', 11), headline('apple', 12, { code: 'again' })] }),
    gets: ['apple from Feed', 'apple from Feed'],
    cursors: [12],
  },
  {
    name: 'withdrawn headlines even if its words are others now',
    follows: [follow({ at: 12, filter: 'plum', owed: { since: 10, codes: ['apple'] } })],
    news: newsOf({ [one]: apples }),
    gets: ['apple from Feed'],
    cursors: [12],
  },
  {
    name: 'nothing of a channel that is not known now, whose cursor stays',
    follows: [follow(), follow({ code: two })],
    news: newsOf({ [two]: apples }),
    gets: ['apple from Channel b', 'pear from Channel b'],
    cursors: [10, 12],
  },
]

it.each(cases)('a reader gets $name', ({ follows, news, judged = 0, gets, cursors }) => {
  const choice = chooseNews(follows, news, () => judged)
  expect(choice.headlines.map(({ title, source }) => `${title} from ${source}`)).toEqual(gets)
  expect(choice.follows.map(({ at }) => at)).toEqual(cursors)
  expect(choice.isPartial).toBe(follows.some(({ code }) => !news.has(code)))
})

it('a choice takes over the channel’s present name, and what was owed', () => {
  const owed = { since: 3, codes: ['apple'] }
  const { follows, before } = chooseNews([follow({ owed })], newsOf({ [one]: apples }), none)
  expect(follows).toEqual([follow({ title: 'Channel a', username: 'name', at: 12 })])
  expect(before).toEqual({ [one]: 3 })
  expect([neededAfter(follow({ owed }), 0), neededAfter(follow(), 20), neededAfter(follow(), 0)]).toEqual([3, 20, 10])
})
