/** Times the comparison of headlines with the last 48 hours of a busy channel. */
import * as v from 'valibot'
import { gather } from '../../src/cycle/gather-stories.ts'
import { comparedItem, pastStory, Stories } from '../../src/cycle/merge-stories.ts'
import type { Headline } from '../../src/headline.ts'
import { usualLook } from '../../src/look.ts'
import { feedUrlSchema } from '../../src/model.ts'
import type { PastStory } from '../../src/store/outcomes.ts'
import { randomFrom } from '../../test/torture/random.ts'
import { medianMs } from '../median.ts'
import type { Pair } from './pairs.ts'

const STORIES = 1500
const WAITING = 500
const ROUNDS = 40
const LONG_TITLE = 1000

/** Medians of many rounds in ms. */
export interface Times {
  /** Indexing 1,500 stored stories, once a cycle. */
  readonly prepare: number
  /** Analysing a new headline with its text, and comparing it with them. */
  readonly headline: number
  /** The same with a title of 1,000 characters. */
  readonly longTitle: number
  /** Word-by-word comparisons in all rounds. */
  readonly comparisons: number
  /** Merging the headlines of a digest of 500. */
  readonly digest: number
}

const feed = (number: number) => v.parse(feedUrlSchema, `https://feed${number}.example/rss`)

export function timesOf(pairs: readonly Pair[]): Times {
  const { whole } = randomFrom(3)
  const titles = pairs.flatMap(({ a, b }) => [a, b])
  const words = titles.flatMap((title) => title.split(/\s+/u))
  const sentence = (length: number) => Array.from({ length }, () => words[whole(0, words.length - 1)]).join(' ')
  // Each has a unique word.
  const items = Array.from({ length: STORIES + 2 * ROUNDS }, (_, at) => ({
    title: `${titles[at % titles.length]} ${sentence(1)}${at}`,
    summary: sentence(60).slice(0, 500),
    link: `https://news.example/${at}`,
  }))
  const kept = items.slice(0, STORIES).map((item, at): PastStory => {
    const { address, signature } = comparedItem(item, '', null)
    return {
      code: `c${at}`,
      feed: feed(at % 40),
      title: item.title,
      link: address,
      alias: null,
      signature: signature.serialise(),
    }
  })
  const prepare = medianMs(ROUNDS, () => new Stories(kept.map(pastStory)))
  const stories = new Stories(kept.map(pastStory))
  const compare = (newItems: readonly (typeof items)[number][]) => {
    let next = 0
    return medianMs(ROUNDS, () => {
      const item = newItems[next++ % newItems.length]
      if (item !== undefined) stories.find(feed(99), comparedItem(item, 'News', null))
    })
  }
  const headline = compare(items.slice(STORIES, STORIES + ROUNDS))
  const long = items.slice(STORIES + ROUNDS).map((item) => ({
    ...item,
    title: `${item.title} ${sentence(200)}`.slice(0, LONG_TITLE),
  }))
  const longTitle = compare(long)
  const waiting = items.slice(0, WAITING).map((item, id) => ({ headline: headlineOf(item, id) }))
  const digest = medianMs(5, () => gather(waiting, usualLook))
  return { prepare, headline, longTitle, comparisons: stories.comparisons, digest }
}

function headlineOf(item: Pick<Headline, 'title' | 'summary' | 'link'>, id: number): Headline {
  const rest = { published: null, also: [], repeats: null, author: null, categories: [], image: null, reading: null }
  return { ...item, ...rest, id, code: `c${id}`, source: `Feed ${id % 40}`, feed: feed(id % 40) }
}
