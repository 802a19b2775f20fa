/** Finds the feed of a channel that a person or a button means. */
import { feedUrl, spellingKey } from '../feed/http/address.ts'
import type { FeedUrl } from '../model.ts'
import { withAsciiDigits } from '../text/decimal-digits.ts'
import type { FeedChoice } from './channel-api.ts'
import type { FeedView } from './feed-view.ts'

/** Null: none of the feeds is meant. */
export function chooseFeed(feeds: readonly FeedView[], which: FeedChoice): FeedView | null {
  if ('id' in which) return feeds.find(({ id }) => id === which.id) ?? null
  const text = which.text.trim().replace(/^[#＃]/u, '')
  const number = withAsciiDigits(text)
  const address = feedUrl(text, { allowPrivate: true })
  const isSpelling = (url: FeedUrl) => address.ok && spellingKey(url) === spellingKey(address.value)
  return (
    feeds.find((feed) => String(feed.number) === number || (address.ok && feed.url === address.value)) ??
    onlyOne(feeds.filter(({ url }) => isSpelling(url))) ??
    feeds.find(({ title }) => title.toLowerCase() === text.toLowerCase()) ??
    null
  )
}

function onlyOne<Value>([only, ...others]: readonly Value[]): Value | undefined {
  return others.length === 0 ? only : undefined
}
