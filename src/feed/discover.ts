/** Finds the feeds that a web page names. */
import { limits } from '../limits.ts'
import type { FeedUrl } from '../model.ts'
import { type AddressRules, feedUrl } from './address.ts'
import { attribute, attributeNames, tagEnds } from './markup.ts'
import { cut, oneLine } from './text.ts'

export interface Discovered {
  readonly url: FeedUrl
  /** As the page calls it; its address where it does not. */
  readonly title: string
}

const feedType = /^(?:application|text)\/(?:rss|atom|rdf)\+xml\b/iu
/** A page's links stand at its top; one of 2 MB need not be read to the end. */
const tagsRead = 500

/**
 * The feeds of `<link rel="alternate">` in a page's HTML, absolute, each once, in the page's order, at most ten.
 * Addresses that may not be fetched are left out.
 */
export function discoverFeeds(html: string, page: FeedUrl, rules: AddressRules): readonly Discovered[] {
  const visible = withoutComments(html)
  const tagEnd = tagEnds(visible)
  const found = new Map<FeedUrl, Discovered>()
  let base: string = page
  const tags = /<(base|link)(?=[\s/])/giu
  for (let read = 0; read < tagsRead && found.size < limits.feed.discovered; read++) {
    const tag = tags.exec(visible)
    if (tag === null) break
    const from = tag.index + tag[0].length
    const end = tagEnd(from)
    if (end < 0) break
    tags.lastIndex = end
    const attributes = visible.slice(from, end)
    const href = attribute(attributes, attributeNames.href)
    if (href === '') continue
    if (tag[1]?.toLowerCase() === 'base') {
      base = URL.parse(href, page)?.href ?? base
      continue
    }
    const isAlternate = attribute(attributes, attributeNames.rel).toLowerCase().split(/\s+/u).includes('alternate')
    if (!isAlternate || !feedType.test(attribute(attributes, attributeNames.type))) continue
    const address = URL.parse(href.replace(/^feed:(?:\/\/)?(?=https?:)/iu, ''), base)
    const url = address === null ? null : feedUrl(address.href, rules)
    if (url?.ok !== true || found.has(url.value)) continue
    const title = cut(oneLine(attribute(attributes, attributeNames.title)), limits.digest.titleUnits)
    found.set(url.value, { url: url.value, title: title || url.value })
  }
  return [...found.values()]
}

function withoutComments(html: string): string {
  let visible = ''
  for (let at = 0; ; ) {
    const start = html.indexOf('<!--', at)
    const end = start < 0 ? -1 : html.indexOf('-->', start + 4)
    if (end < 0) return visible + html.slice(at)
    visible += html.slice(at, start)
    at = end + 3
  }
}
