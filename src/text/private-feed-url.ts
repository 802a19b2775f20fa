/**
 * Addresses of private feeds, which are read with a channel's own credentials. The ledger and KV know a feed by its FeedUrl, so that
 * of a private feed ends with a tag, such as `https://q.example/feed#1x8k2z`. Other FeedUrls have no fragment. The tag is not
 * secret; it is never requested or shown.
 */
import * as v from 'valibot'
import { type FeedUrl, feedUrlSchema } from '../model.ts'

/** The address without the tag, for requests and for people. */
export function addressOf(url: FeedUrl): FeedUrl {
  const at = url.indexOf('#')
  return at === -1 ? url : v.parse(feedUrlSchema, url.slice(0, at))
}

/** Whether a feed belongs to one channel only. */
export function isPrivateFeed(url: FeedUrl): boolean {
  return url.includes('#')
}

/** @param tag letters and digits */
export function taggedUrl(address: FeedUrl, tag: string): FeedUrl {
  return v.parse(feedUrlSchema, `${addressOf(address)}#${tag}`)
}

/** Another address of the same feed, with the tag of its present one. */
export function readdressed(url: FeedUrl, address: FeedUrl): FeedUrl {
  const [, tag] = url.split('#')
  return tag === undefined ? address : taggedUrl(address, tag)
}
