/** Decides whether an outbound feed may name the address of a source feed: some contain a key. Pure. */
import { isPrivateHost } from '../../feed/http/address.ts'
import type { FeedUrl } from '../../model.ts'
import { percentDecoded } from '../../text/percent-decoded.ts'
import { isPrivateFeed } from '../../text/private-feed-url.ts'

/** Words that announce a personal address. */
const personal =
  /^(?:private|personal|secret|tokens?|auth|apikey|keys?|members?|subscribers?|premium|patrons?|sessions?)$/iu

/**
 * The feed's address; null: it may be secret. An address with credentials, a query or a fragment may, and one with a part that looks
 * like a key. In doubt it counts as secret: the feed's name says enough.
 */
export function publicFeedAddress(feed: FeedUrl): string | null {
  const url = URL.parse(feed)
  if (url === null || isPrivateFeed(feed) || isPrivateHost(url.hostname)) return null
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  const path = percentDecoded(url.pathname)
  if (path === null) return null
  const words = `${url.hostname}/${path}`.split(/[^\p{L}\p{M}\p{N}]+/u)
  return words.some((word) => personal.test(word) || isKeyLike(word)) ? null : url.href
}

/** Whether a word looks random: letters mixed with several digits, capitals in many places, no vowels, or a great length. */
function isKeyLike(word: string): boolean {
  if (/^\d+$/u.test(word)) return word.length > 8
  if (word.length > 24 || /^[\da-f]{8,}$/iu.test(word) || /[b-df-hj-np-tv-xz]{6}/iu.test(word)) return true
  // `rss20`, `h264` and `2026b` are words.
  if (/^(?:\p{L}+\d{1,4}|\d{1,4}\p{L}+)$/u.test(word)) return false
  const digits = word.match(/\d/gu)?.length ?? 0
  const capitals = word.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0
  if (word.length >= 8) return digits >= 2 || capitals >= 3
  return word.length >= 6 && digits > 0 && /\p{Ll}/u.test(word) && /\p{Lu}/u.test(word)
}
